//! A file of ties: the columns from, to and weight.

use std::path::{Path, PathBuf};

use alliance_dynamics::alliance::Real;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::scenario::gate::{DataFile, InputError, Problem, Source};
use csv::StringRecord;

use super::NamedTies;

/// Why a file of ties is none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TiesFileError {
    /// It cannot be read, or something in it is wrong.
    #[error("{0}")]
    Problems(#[from] ScenarioError),
    /// There is a header and nothing else.
    #[error("{} names nobody", .path.display())]
    Nobody {
        /// Which file.
        path: PathBuf,
    },
}

impl NamedTies {
    /// Reads a file of ties.
    ///
    /// # Errors
    /// If it cannot be read, names nobody, or anything in it is wrong: all mistakes, each with its place.
    pub fn read(path: &Path) -> Result<Self, TiesFileError> {
        let file = DataFile::new(Source::read(path).map_err(ScenarioError::from)?);
        let (ties, found) = read(&file).map_err(ScenarioError::from)?;
        if !found.is_empty() {
            return Err(ScenarioError::from(InputError::from(file.problems(found))).into());
        }
        match ties.names().is_empty() {
            true => Err(TiesFileError::Nobody { path: path.to_owned() }),
            false => Ok(ties),
        }
    }
}

/// Where the columns are.
struct Columns {
    from: usize,
    to: usize,
    weight: usize,
}

/// The ties of a file, and what is wrong with it.
fn read(file: &DataFile) -> Result<(NamedTies, Vec<Problem>), InputError> {
    let mut reader = file.rows();
    let header = file.header(&mut reader, &["from", "to", "weight"], &[])?;
    let column = |name: &str| {
        header
            .iter()
            .position(|column| column.trim() == name)
            .unwrap_or_default()
    };
    let columns = Columns {
        from: column("from"),
        to: column("to"),
        weight: column("weight"),
    };
    let (mut ties, mut found) = (NamedTies::default(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => columns.read(file, &record, &mut ties, &mut found),
            Err(error) => found.push(file.csv_error(&error)),
        }
    }
    Ok((ties, found))
}

impl Columns {
    /// Takes in a row, or says what is wrong with it.
    fn read(&self, file: &DataFile, record: &StringRecord, ties: &mut NamedTies, found: &mut Vec<Problem>) {
        let is_nameless = |end: &usize| record.get(*end).is_none_or(str::is_empty);
        if let Some(end) = [self.from, self.to].into_iter().find(is_nameless) {
            let problem = file.problem_at(record, end, "there is no name");
            found.push(problem.allowed("a name on either side"));
            return;
        }
        let ends = [self.from, self.to].map(|end| ties.number(record.get(end).unwrap_or_default()));
        if ends[0] == ends[1] {
            let problem = file.problem_at(record, self.to, "a tie of one with itself");
            found.push(problem.allowed("two different names"));
        }
        match file.number::<Real>(record, self.weight, "weight") {
            Ok(weight) => {
                if !ties.add(ends, *weight) {
                    let problem = file.problem_at(record, self.from, "this tie stands twice");
                    found.push(problem.allowed("every tie once, one line a direction"));
                }
            }
            Err(problem) => found.push(problem),
        }
    }
}
