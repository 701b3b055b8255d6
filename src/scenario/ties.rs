//! Ties from a CSV file.

use std::collections::{BTreeMap, BTreeSet};

use super::ScenarioError;
use super::file::TieEntry;
use super::gate::{DataFile, InputError, Problem, Source, nearest};
use crate::alliance::Signed;

/// What may stand where trust of or in a newcomer is listed.
pub(super) const NEWCOMER_TRUST: &str = "an `image`, but no `trust`: all trust of a newcomer, given and received, starts at \
                                         trust_mean − 0.3·diligence when it joins";

/// The end of a tie that is not there from the start.
pub(super) fn newcomer<'t>(tie: &'t TieEntry, candidates: &BTreeSet<&str>) -> Option<&'t str> {
    let mut ends = [tie.from.as_str(), &tie.to].into_iter();
    ends.find(|name| candidates.contains(name))
}

/// Reads `from,to,trust,image`; trust and image may be left out or empty.
///
/// # Errors
/// If the file cannot be read, names somebody unknown, lists trust of a newcomer, holds a number out of range, or repeats
/// a tie.
pub(super) fn read_ties(
    source: Source,
    names: &BTreeSet<&str>,
    candidates: &BTreeSet<&str>,
) -> Result<Vec<TieEntry>, ScenarioError> {
    let file = DataFile::new(source);
    let mut reader = file.rows();
    let header = file.header(&mut reader, &["from", "to"], &["trust", "image"])?;
    let column = |name: &str| header.iter().position(|column| column.trim() == name);
    let columns = Columns {
        from: column("from"),
        to: column("to"),
        trust: column("trust"),
        image: column("image"),
    };
    let mut problems = Vec::new();
    let mut ties = Vec::new();
    let mut seen = BTreeMap::new();
    for record in reader.records() {
        let tie = match &record {
            Ok(record) => columns.tie(&file, record, names, &mut problems),
            Err(error) => {
                problems.push(file.csv_error(error));
                continue;
            }
        };
        if let (Some(first), Ok(record)) = (seen.insert((tie.from.clone(), tie.to.clone()), ties.len()), &record) {
            let title = format!("the tie from `{}` to `{}` stands twice", tie.from, tie.to);
            problems.push(
                file.problem_at(record, 0, title)
                    .found(format!("row {} is the same", first + 1)),
            );
        }
        if let (Some(_), Some(name), Ok(record)) = (tie.trust, newcomer(&tie, candidates), &record) {
            let title = format!("trust of the newcomer `{name}` is listed");
            let place = columns.trust.unwrap_or_default();
            problems.push(file.problem_at(record, place, title).allowed(NEWCOMER_TRUST));
        }
        ties.push(tie);
    }
    if problems.is_empty() {
        Ok(ties)
    } else {
        Err(InputError::from(file.problems(problems)).into())
    }
}

struct Columns {
    from: Option<usize>,
    to: Option<usize>,
    trust: Option<usize>,
    image: Option<usize>,
}

impl Columns {
    fn tie(
        &self,
        file: &DataFile,
        record: &csv::StringRecord,
        names: &BTreeSet<&str>,
        problems: &mut Vec<Problem>,
    ) -> TieEntry {
        let mut name = |column: Option<usize>| {
            let name = column.and_then(|column| record.get(column)).unwrap_or_default();
            if !names.contains(name) {
                let near = nearest(name, names.iter().copied());
                let place = column.unwrap_or_default();
                problems.push(
                    file.problem_at(record, place, format!("no member is called `{name}`"))
                        .did_you_mean(near),
                );
            }
            name.to_owned()
        };
        let (from, to) = (name(self.from), name(self.to));
        if from == to {
            let place = self.to.unwrap_or_default();
            problems.push(
                file.problem_at(record, place, format!("`{to}` is tied to itself"))
                    .allowed("two members"),
            );
        }
        let mut number = |column: Option<usize>, title: &str| {
            let column = column.filter(|&column| record.get(column).is_some_and(|written| !written.is_empty()))?;
            file.number::<Signed>(record, column, title)
                .map_err(|problem| problems.push(problem))
                .ok()
        };
        TieEntry {
            trust: number(self.trust, "trust"),
            image: number(self.image, "image"),
            from,
            to,
        }
    }
}
