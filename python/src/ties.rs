//! Signed networks as they are given: a file, or a list.

use std::collections::BTreeMap;
use std::path::PathBuf;

use alliance_dynamics::alliance::Real;
use alliance_dynamics::scenario::networks::NetworkFile;
use alliance_studies::blocs::NamedTies;
use pyo3::prelude::*;

use crate::arguments::shown;
use crate::errors::{AllianceError, mistaken, refused};

/// What a tie is in a list.
const TIE: &str = "(from, to, weight)";

/// The network in a file of this path, or of a list of ties; a list may have no other mistakes than a file.
pub fn ties(given: &Bound<'_, PyAny>) -> PyResult<NamedTies> {
    if let Ok(path) = given.extract::<PathBuf>() {
        let file = NetworkFile::read(&path).map_err(|error| mistaken(error.into()))?;
        return NamedTies::of_file(&file).map_err(refused);
    }
    let unknown = |_| {
        let found = shown(given);
        AllianceError::new_err(format!(
            "ties are {found}; allowed: the path of a network, or a list of {TIE}"
        ))
    };
    let given = given.try_iter().map_err(unknown)?.enumerate();
    let listed = given.map(|(place, tie)| tie_of(place, &tie?));
    let listed: Vec<(String, String, f64)> = listed.collect::<PyResult<_>>()?;
    check(&listed)?;
    let listed = listed.iter().map(|(from, to, weight)| (&**from, &**to, *weight));
    Ok(NamedTies::of(listed))
}

fn tie_of(place: usize, tie: &Bound<'_, PyAny>) -> PyResult<(String, String, f64)> {
    let unknown = |_| AllianceError::new_err(format!("tie {place} is {}; allowed: {TIE}", shown(tie)));
    tie.extract().map_err(unknown)
}

/// That somebody is named, no tie joins one with itself or stands twice, and every weight is within its limits.
fn check(ties: &[(String, String, f64)]) -> PyResult<()> {
    if ties.is_empty() {
        return Err(AllianceError::new_err("the list of ties names nobody"));
    }
    let mut seen = BTreeMap::new();
    for (place, (from, to, weight)) in ties.iter().enumerate() {
        if from == to {
            return Err(AllianceError::new_err(format!(
                "tie {place}: `{from}` is tied to itself; allowed: two members"
            )));
        }
        if let Some(first) = seen.insert((from, to), place) {
            return Err(AllianceError::new_err(format!(
                "tie {place}: the tie from `{from}` to `{to}` stands twice: tie {first} has it already; allowed: every tie once, one a \
                 direction"
            )));
        }
        Real::try_from(*weight).map_err(|error| {
            AllianceError::new_err(format!(
                "the weight of tie {place} (`{from}`, `{to}`) is out of range: found {weight}; allowed: {}",
                error.allowed
            ))
        })?;
    }
    Ok(())
}
