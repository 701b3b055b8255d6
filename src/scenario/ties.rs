//! Ties from a file.

use std::collections::BTreeSet;

use alliance_prose::counted;

use super::file::TieEntry;
use super::gate::{Problem, Problems, Source, nearest};
use super::networks::{Figure, FileTie, NetworkFile, Sense};
use crate::alliance::{OutOfRange, Real, Signed};

/// How the ties file of a scenario was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TiesSummary {
    /// The path of the file, as it was looked for.
    pub name: String,
    /// What it was understood to be, in one line.
    pub understood: String,
    /// How many pairs it names in one direction only; 0 where it says no more of anybody than to whom it is tied.
    pub one_way: usize,
    /// How many pairs it names.
    pub pairs: usize,
}

/// The ties in a text of any format that is read, a tie both ways as two.
///
/// # Errors
/// If it cannot be read, or a number is out of range: all mistakes, each with its place.
pub fn ties_of(source: Source) -> Result<Vec<TieEntry>, Problems> {
    let file = NetworkFile::of(source)?;
    let mut problems = Vec::new();
    let ties = entries(&file, &mut problems);
    if problems.is_empty() {
        Ok(ties)
    } else {
        Err(file.problems(problems))
    }
}

/// Reads the ties between members with these names.
///
/// # Errors
/// If the file cannot be read, names somebody unknown, or holds a number out of range.
pub(super) fn read_ties(source: Source, names: &BTreeSet<&str>) -> Result<(Vec<TieEntry>, TiesSummary), Problems> {
    let file = NetworkFile::of(source)?;
    let mut problems = unknown_names(&file, names);
    let ties = entries(&file, &mut problems);
    if !problems.is_empty() {
        return Err(file.problems(problems));
    }
    let (one_way, pairs) = file.one_way_pairs();
    let says_anything = |tie: &FileTie| {
        [tie.weight, tie.image, tie.bond]
            .iter()
            .any(|figure| figure.number.is_some())
    };
    let one_way = if file.ties().iter().any(says_anything) {
        one_way
    } else {
        0
    };
    let summary = TiesSummary {
        name: file.source().name.clone(),
        understood: file.understood(),
        one_way,
        pairs,
    };
    Ok((ties, summary))
}

/// Everybody in the file who is no member, each once.
fn unknown_names(file: &NetworkFile, names: &BTreeSet<&str>) -> Vec<Problem> {
    let unknown = (0..file.n_members()).filter(|&member| !names.contains(file.name(member)));
    let problem = |member: usize| {
        let name = file.name(member);
        Problem::new(file.place_of_name(member), format!("no member is called `{name}`"))
            .did_you_mean(nearest(name, names.iter().copied()))
    };
    unknown.map(problem).collect()
}

fn entries(file: &NetworkFile, problems: &mut Vec<Problem>) -> Vec<TieEntry> {
    problems.extend(beyond_trust(file));
    let mut ties = Vec::new();
    for tie in file.ties() {
        let entry = TieEntry {
            from: file.name(tie.from).to_owned(),
            to: file.name(tie.to).to_owned(),
            trust: tie.weight.number.and_then(|number| Signed::try_from(number).ok()),
            image: within(&tie.image, "image", problems),
            bond: within::<Real>(&tie.bond, "bond", problems),
        };
        if tie.sense == Sense::BothWays {
            ties.push(TieEntry {
                from: entry.to.clone(),
                to: entry.from.clone(),
                ..entry.clone()
            });
        }
        ties.push(entry);
    }
    ties
}

/// That weights are beyond all trust: one mistake, however many are.
fn beyond_trust(file: &NetworkFile) -> Option<Problem> {
    let weight = |tie: &FileTie| tie.weight.number.unwrap_or_default().abs();
    let is_beyond = |tie: &&FileTie| weight(tie) > 1.0;
    let first = file.ties().iter().find(is_beyond)?;
    let n_beyond = file.ties().iter().filter(is_beyond).count();
    let largest = file.ties().iter().map(weight).fold(0.0, f64::max);
    let found = first.weight.number.unwrap_or_default();
    let problem = Problem::new(first.weight.span(), format!("`{}` is out of range", file.weight_name()))
        .found(format!("found {found}"))
        .allowed("trust: a number from -1 to 1");
    Some(match n_beyond {
        1 => problem,
        _ => problem.hint(format!(
            "{} are beyond: divided by {largest}, all would be trust",
            counted(n_beyond, "weight")
        )),
    })
}

/// The number of a figure, where there is one, and it is in range.
fn within<T: TryFrom<f64, Error = OutOfRange>>(figure: &Figure, name: &str, problems: &mut Vec<Problem>) -> Option<T> {
    let number = figure.number?;
    T::try_from(number)
        .map_err(|error| {
            let problem = Problem::new(figure.span(), format!("`{name}` is out of range"));
            problems.push(problem.found(format!("found {number}")).allowed(error.allowed));
        })
        .ok()
}
