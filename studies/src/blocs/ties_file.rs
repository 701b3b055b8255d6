//! A file of ties, in any format in which networks are read.

use std::path::{Path, PathBuf};

use alliance_dynamics::alliance::Real;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::scenario::gate::{InputError, Problem};
use alliance_dynamics::scenario::networks::{FileTie, NetworkFile, Sense};

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
    /// If it cannot be read, or as [`NamedTies::of_file`].
    pub fn read(path: &Path) -> Result<Self, TiesFileError> {
        Self::of_file(&NetworkFile::read(path).map_err(ScenarioError::from)?)
    }

    /// The network of a file that was read. Where ties need no weight and none has one, each counts 1.
    ///
    /// # Errors
    /// If it names nobody, or a weight is missing or out of range: all mistakes, each with its place.
    pub fn of_file(file: &NetworkFile) -> Result<Self, TiesFileError> {
        if file.n_members() == 0 {
            let path = PathBuf::from(&file.source().name);
            return Err(TiesFileError::Nobody { path });
        }
        if let Some(problem) = file.missing_weight() {
            return Err(ScenarioError::from(InputError::from(file.problems(vec![problem]))).into());
        }
        let (mut ties, mut problems) = (Self::default(), Vec::new());
        for member in 0..file.n_members() {
            ties.number(file.name(member));
        }
        for tie in file.ties() {
            match weight(file, tie) {
                Ok(weight) => ties.take(tie, weight),
                Err(problem) => problems.push(problem),
            }
        }
        match problems.is_empty() {
            true => Ok(ties),
            false => Err(ScenarioError::from(InputError::from(file.problems(problems))).into()),
        }
    }

    fn take(&mut self, tie: &FileTie, weight: f64) {
        let (from, to) = (tie.from as u32, tie.to as u32);
        self.add([from, to], weight);
        if tie.sense == Sense::BothWays {
            self.add([to, from], weight);
        }
    }
}

/// What a tie weighs.
fn weight(file: &NetworkFile, tie: &FileTie) -> Result<f64, Problem> {
    let number = match tie.weight.number {
        None if !file.has_weights() => return Ok(1.0),
        number => number,
    };
    let problem = |what: &str, found: String, allowed: &'static str| {
        let problem = Problem::new(tie.weight.span(), format!("`{}` {what}", file.weight_name()));
        problem.found(found).allowed(allowed)
    };
    let number =
        number.ok_or_else(|| problem("is not a number", "found nothing".to_owned(), "a number in every row"))?;
    Real::try_from(number)
        .map(f64::from)
        .map_err(|error| problem("is out of range", format!("found {number}"), error.allowed))
}
