//! What is said in Python, as requests.

use std::path::PathBuf;

use alliance_dynamics::alliance::Goal;
use alliance_dynamics::scenario::Plausible;
use alliance_dynamics::scenario::file::MeasureEntry;
use alliance_dynamics::scenario::sampling::Scale;
use alliance_dynamics::simulation::loops::Window;
use alliance_studies::comparison::ComparisonRequest;
use alliance_studies::discovery::{DiscoveryRequest, Interest};
use alliance_studies::experiment::{Detail, Fate, Response};
use alliance_studies::sensitivity::SensitivityMethod;
use alliance_studies::tipping::{KeyRange, TippingRequest};
use pyo3::prelude::*;

use crate::errors::{AllianceError, mistaken, refused};

/// What is looked at: an outcome or a measure, or nothing.
pub fn response(outcome: Option<&str>, measure: Option<&str>, own: &[MeasureEntry]) -> PyResult<Option<Response>> {
    match (outcome, measure) {
        (Some(_), Some(_)) => Err(AllianceError::new_err("an outcome or a measure is looked at, not both")),
        (Some(outcome), None) => Ok(Some(Response::Fate(fate(outcome)?))),
        (None, Some(measure)) => Response::measure(measure, own).map(Some).map_err(refused),
        (None, None) => Ok(None),
    }
}

/// What is plausible, in a list of one's own.
pub fn plausible(path: Option<PathBuf>) -> PyResult<Option<Plausible>> {
    let read = path.map(|path| Plausible::read(path).map_err(|error| mistaken(error.into())));
    read.transpose()
}

/// Which arms are compared, against which, and by what.
pub fn comparison(
    base: Option<String>,
    arms: Option<Vec<String>>,
    outcome: Option<&str>,
    measure: Option<&str>,
    own: &[MeasureEntry],
) -> PyResult<ComparisonRequest> {
    Ok(ComparisonRequest {
        base,
        arms: arms.unwrap_or_default(),
        about: response(outcome, measure, own)?,
    })
}

const APART: &str = "a measure is above or below a bound, and an outcome is met or, with spared=True, is not";

/// Which runs are of interest.
pub fn interest(
    (outcome, measure): (Option<&str>, Option<&str>),
    spared: bool,
    (above, below): (Option<f64>, Option<f64>),
    own: &[MeasureEntry],
) -> PyResult<Interest> {
    match (
        response(outcome, measure, own)?.unwrap_or(Response::SURVIVAL),
        above,
        below,
    ) {
        (Response::Fate(fate), None, None) => Ok(if spared {
            Interest::Spared(fate)
        } else {
            Interest::Befell(fate)
        }),
        (Response::Fate(_), ..) => Err(AllianceError::new_err(APART)),
        (response, Some(bound), None) if !spared => Ok(Interest::Above(response, bound)),
        (response, None, Some(bound)) if !spared => Ok(Interest::Below(response, bound)),
        _ => Err(AllianceError::new_err(APART)),
    }
}

/// How boxes are looked for.
pub fn discovery(
    about: Interest,
    arm: Option<String>,
    (density, peel, mass): (Option<f64>, f64, f64),
    boxes: usize,
) -> DiscoveryRequest {
    DiscoveryRequest {
        about,
        arm,
        threshold: density,
        peeling: peel,
        mass_min: mass,
        most_boxes: boxes,
        ..DiscoveryRequest::default()
    }
}

/// How an alliance fares.
fn fate(word: &str) -> PyResult<Fate> {
    word.parse().map_err(refused)
}

/// One of some words, and what it stands for.
fn one_of<T: Copy>(what: &str, word: &str, words: &[(&str, T)]) -> PyResult<T> {
    let found = words.iter().find(|(known, _)| *known == word);
    found.map(|(_, meant)| *meant).ok_or_else(|| {
        let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        AllianceError::new_err(format!("`{word}` is no {what}; allowed: {}", allowed.join(", ")))
    })
}

/// What is hoped for.
pub fn goal(word: &str) -> PyResult<Goal> {
    one_of(
        "goal",
        word,
        &[("survival", Goal::Survival), ("thriving", Goal::Thriving)],
    )
}

/// How much of a run is told.
pub fn detail(word: &str) -> PyResult<Detail> {
    let words = [
        ("month", Detail::Month),
        ("member", Detail::Member),
        ("tie", Detail::Tie),
    ];
    one_of("detail", word, &words)
}

/// A number within the limits that it has.
pub fn limited<T: TryFrom<f64, Error: std::error::Error>>(number: f64) -> PyResult<T> {
    T::try_from(number).map_err(refused)
}

/// How a loss is followed.
pub fn window(turn: Option<u32>, settle: Option<u32>) -> Window {
    let usual = Window::default();
    Window {
        months: turn.unwrap_or(usual.months),
        settling: settle.unwrap_or(usual.settling),
    }
}

/// The method of a sensitivity analysis and its size.
pub fn sensitivity_method(
    method: &str,
    points: Option<u32>,
    trajectories: Option<u32>,
    levels: Option<u32>,
) -> PyResult<SensitivityMethod> {
    let is_sobol = one_of("method", method, &[("sobol", true), ("morris", false)])?;
    match is_sobol {
        true if trajectories.or(levels).is_some() => Err(AllianceError::new_err(
            "trajectories and levels mean nothing for sobol; its size is set by points",
        )),
        true => Ok(SensitivityMethod::Sobol {
            points: points.unwrap_or(256),
        }),
        false if points.is_some() => Err(AllianceError::new_err(
            "points mean nothing for morris; its size is set by trajectories and levels",
        )),
        false => Ok(SensitivityMethod::Morris {
            trajectories: trajectories.unwrap_or(20),
            levels: levels.unwrap_or(4),
        }),
    }
}

/// What a tipping point is asked for by: the key with its ends, a second key with its ends and how many values, and what is counted.
pub fn tipping(
    (key, (from, to), is_log): (&str, (f64, f64), bool),
    over: Option<(String, f64, f64, u16)>,
    outcome: &str,
) -> PyResult<TippingRequest> {
    let along = KeyRange {
        scale: if is_log { Scale::Log } else { Scale::Linear },
        ..KeyRange::new(key, from, to)
    };
    Ok(TippingRequest {
        over: over.map(|(key, from, to, steps)| (KeyRange::new(key, from, to), steps)),
        fate: fate(outcome)?,
        ..TippingRequest::along(along)
    })
}
