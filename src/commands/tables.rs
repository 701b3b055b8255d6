//! The four tables of a study, written or only hashed.

use alliance_dynamics::analysis::{Results, write_summary, write_survival, write_timeline};
use alliance_dynamics::experiment::{Digest, FolderError, Hashing, ResultFolder, RunsTable};
use alliance_dynamics::scenario::Study;

/// Tables with their digests, in their order.
pub type Tables = Vec<(&'static str, Digest)>;

/// Where tables go.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    /// Into a folder.
    Folder(&'a ResultFolder),
    /// Nowhere: only their digests are wanted.
    Nowhere,
}

impl Target<'_> {
    /// Begins a table.
    pub fn begin(self, name: &str) -> Result<Hashing, FolderError> {
        match self {
            Self::Folder(folder) => folder.begin(name),
            Self::Nowhere => Ok(Hashing::nowhere()),
        }
    }

    /// What to say when a table cannot be written.
    pub fn unwritable(self, name: &str, source: std::io::Error) -> FolderError {
        match self {
            Self::Folder(folder) => folder.unwritable(name, source),
            Self::Nowhere => FolderError::Unwritable {
                path: name.into(),
                source,
            },
        }
    }

    /// Ends the table of runs, and writes those that are statistics over all of them.
    pub fn finish(self, study: &Study, runs: RunsTable<'_, Hashing>, results: &Results) -> Result<Tables, FolderError> {
        let ended = |name, file: Hashing| {
            let digest = file.finish().map_err(|source| self.unwritable(name, source))?;
            Ok((name, digest))
        };
        let table = |name, write: &dyn Fn(Hashing) -> csv::Result<Hashing>| {
            let file = write(self.begin(name)?).map_err(|error| self.unwritable(name, error.into()))?;
            ended(name, file)
        };
        let runs = runs.finish().map_err(|source| self.unwritable("runs.csv", source))?;
        Ok(vec![
            ended("runs.csv", runs)?,
            table("timeline.csv", &|to| write_timeline(to, study, results))?,
            table("survival.csv", &|to| write_survival(to, study, results))?,
            table("summary.csv", &|to| write_summary(to, study, results))?,
        ])
    }
}
