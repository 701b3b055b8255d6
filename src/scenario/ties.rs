//! Ties from a CSV file.

use std::collections::{BTreeMap, BTreeSet};

use super::ScenarioError;
use super::file::TieEntry;
use super::gate::{DataFile, InputError, Problem, Source, nearest};
use crate::alliance::{OutOfRange, Real, Signed};

/// Reads `from,to,trust,image,bond`; the last three may be left out or empty.
///
/// # Errors
/// If the file cannot be read, names somebody unknown, holds a number out of range, or repeats a tie.
pub(super) fn read_ties(source: Source, names: &BTreeSet<&str>) -> Result<Vec<TieEntry>, ScenarioError> {
    let file = DataFile::new(source);
    let mut reader = file.rows();
    let header = file.header(&mut reader, &["from", "to"], &["trust", "image", "bond"])?;
    let column = |name: &str| header.iter().position(|column| column.trim() == name);
    let columns = Columns {
        from: column("from"),
        to: column("to"),
        trust: column("trust"),
        image: column("image"),
        bond: column("bond"),
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
    bond: Option<usize>,
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
        TieEntry {
            trust: given::<Signed>(file, record, self.trust, "trust", problems),
            image: given::<Signed>(file, record, self.image, "image", problems),
            bond: given::<Real>(file, record, self.bond, "bond", problems),
            from,
            to,
        }
    }
}

/// The number in a column, where there is one.
fn given<T: TryFrom<f64, Error = OutOfRange>>(
    file: &DataFile,
    record: &csv::StringRecord,
    column: Option<usize>,
    title: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let column = column.filter(|&column| record.get(column).is_some_and(|written| !written.is_empty()))?;
    let number = file.number::<T>(record, column, title);
    number.map_err(|problem| problems.push(problem)).ok()
}
