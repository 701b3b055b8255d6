//! What is given in a call: numbers, names and paths, each checked as the program checks them.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PySequence, PyString};

use crate::errors::AllianceError;

/// The most times the usual work that a search for blocs may spend.
const MOST_EFFORT: f64 = 1000.0;

/// What can be made of a whole number, or of nothing.
pub trait Whole: Sized {
    /// That of a number; nothing where it does not fit.
    fn of(number: u64) -> Option<Self>;

    /// What stands for `None` in Python, where that may be given.
    fn absent() -> Option<Self> {
        None
    }
}

macro_rules! whole {
    ($($kind:ty: $of:expr;)*) => {
        $(impl Whole for $kind {
            fn of(number: u64) -> Option<Self> {
                $of(number)
            }
        })*
    };
}

whole! {
    u16: |number| Self::try_from(number).ok();
    u32: |number| Self::try_from(number).ok();
    u64: Some;
    usize: |number| Self::try_from(number).ok();
    NonZeroU32: |number| u32::of(number).and_then(Self::new);
    NonZeroUsize: |number| usize::of(number).and_then(Self::new);
}

impl<T: Whole> Whole for Option<T> {
    fn of(number: u64) -> Option<Self> {
        T::of(number).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// A whole number, called `name`, between these.
fn whole<T: Whole>(value: &Bound<'_, PyAny>, name: &str, (least, most): (u64, u64)) -> PyResult<T> {
    if let (true, Some(absent)) = (value.is_none(), T::absent()) {
        return Ok(absent);
    }
    let is_truth = value.is_instance_of::<PyBool>();
    let number = (!is_truth).then(|| value.extract::<u64>().ok()).flatten();
    let allowed = number.filter(|number| (least..=most).contains(number)).and_then(T::of);
    let mistake = || -> PyResult<PyErr> {
        let found = value.repr()?;
        let told = format!("`{name}` is {found}; allowed: a whole number from {least} to {most}");
        Ok(AllianceError::new_err(told))
    };
    match allowed {
        Some(number) => Ok(number),
        None => Err(mistake()?),
    }
}

macro_rules! numbers {
    ($($name:ident $least:literal to $most:expr;)*) => {
        $(
            #[doc = concat!("The number that is called `", stringify!($name), "`.")]
            pub fn $name<T: Whole>(value: &Bound<'_, PyAny>) -> PyResult<T> {
                whole(value, stringify!($name), ($least, $most))
            }
        )*
    };
}

// The least and the most are those of the program's options; `runs` has the widest of all commands.
numbers! {
    at_most 1 to u64::from(u32::MAX);
    boxes 1 to 100;
    fresh 100 to 1_000_000;
    futures 10 to 100_000;
    generations 1 to 100;
    levels 2 to 100;
    models 20 to 100_000;
    month 0 to u64::from(u32::MAX);
    particles 20 to 100_000;
    point 0 to u64::from(u32::MAX);
    points 2 to 65_536;
    replication 0 to 1_000_000_000;
    resamples 100 to 100_000;
    runs 1 to 1_000_000_000;
    seed 0 to 9_007_199_254_740_991;
    settle 0 to 600;
    threads 1 to 1024;
    trajectories 2 to 100_000;
    turn 1 to 600;
}

/// A second key, with its first and last value and how many are tried.
pub fn over(value: &Bound<'_, PyAny>) -> PyResult<Option<(String, f64, f64, u16)>> {
    let mistake = |_| {
        let found = shown(value);
        PyTypeError::new_err(format!(
            "found {found}; allowed: (key, first value, last value, how many)"
        ))
    };
    let second: Option<(String, f64, f64, Bound<'_, PyAny>)> = value.extract().map_err(mistake)?;
    let Some((key, from, to, steps)) = second else {
        return Ok(None);
    };
    Ok(Some((key, from, to, whole(&steps, "over[3]", (2, 1000))?)))
}

/// How many times the usual work is spent.
pub fn effort(value: &Bound<'_, PyAny>) -> PyResult<f64> {
    let times: f64 = value.extract()?;
    let mistake = || {
        AllianceError::new_err(format!(
            "`effort` is {times}; allowed: a number from 0 to {MOST_EFFORT}"
        ))
    };
    (0.0..=MOST_EFFORT)
        .contains(&times)
        .then_some(times)
        .ok_or_else(mistake)
}

/// Names: one, several, or none where nothing is said.
pub fn names(value: &Bound<'_, PyAny>) -> PyResult<Option<Vec<String>>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(name) = value.cast::<PyString>() {
        return Ok(Some(vec![name.extract()?]));
    }
    let mistake = |_| PyTypeError::new_err(format!("found {}; allowed: a name, or a list of names", shown(value)));
    let listed = || match value.is_instance_of::<PyDict>() {
        true => Err(PyTypeError::new_err(())),
        false => value.try_iter()?.map(|name| name?.extract()).collect(),
    };
    let listed: PyResult<Vec<String>> = listed();
    listed.map(Some).map_err(mistake)
}

/// Paths: one or several.
pub fn paths(value: &Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    let one = value.extract().map(|path| vec![path]);
    let several = |_| value.cast::<PySequence>()?.extract();
    one.or_else(several).map_err(|_: PyErr| {
        let kind = kind(value);
        PyTypeError::new_err(format!(
            "found a {kind}; allowed: the path of a file, or a list of such paths"
        ))
    })
}

/// A value and its kind, for a message.
pub fn shown(value: &Bound<'_, PyAny>) -> String {
    let said = value
        .repr()
        .map_or_else(|_| "something".to_owned(), |said| said.to_string());
    format!("{said} ({})", kind(value))
}

fn kind(value: &Bound<'_, PyAny>) -> String {
    let name = value.get_type().name();
    name.map_or_else(|_| "no kind".to_owned(), |name| name.to_string())
}
