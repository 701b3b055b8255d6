//! The four tables of a study, written or only hashed.

use std::io;
use std::path::Path;

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{
    Digest, EndedTable, Facts, FolderError, Format, ResultFolder, RunsTable, Table, TableFile,
};
use alliance_studies::verdict::{Results, write_summary, write_survival, write_timeline};

/// Tables by the names of their CSV files, with the digests of their text, in their order.
pub type Tables = Vec<(&'static str, Digest)>;

/// Where tables go.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    /// Into a folder, in a format.
    Folder(&'a ResultFolder, Format),
    /// Nowhere: only their digests are wanted.
    Nowhere,
}

impl Target<'_> {
    /// The format of the tables.
    pub fn format(self) -> Format {
        match self {
            Self::Folder(_, format) => format,
            Self::Nowhere => Format::Csv,
        }
    }

    /// Begins the file of a table.
    pub fn begin(self, name: &str) -> Result<TableFile, FolderError> {
        match self {
            Self::Folder(folder, format) => folder.begin(name, format),
            Self::Nowhere => Ok(TableFile::nowhere()),
        }
    }

    /// What to say when a table cannot be written.
    pub fn unwritable(self, name: &str, source: io::Error) -> FolderError {
        match self {
            Self::Folder(folder, format) => folder.unwritable(&format.file(name), source),
            Self::Nowhere => FolderError::Unwritable {
                path: name.into(),
                source,
            },
        }
    }

    /// Writes a whole table, with what made it.
    pub fn write(
        self,
        name: &'static str,
        facts: &Facts,
        write: impl FnOnce(TableFile) -> io::Result<Table<TableFile>>,
    ) -> Result<(&'static str, Digest), FolderError> {
        let file = self.begin(name)?;
        let written = write(file).and_then(Table::end).and_then(|table| {
            let digest = table.digest.clone();
            table.close(&facts.clone().about(name)).and_then(TableFile::finish)?;
            Ok(digest)
        });
        let digest = written.map_err(|source| self.unwritable(name, source))?;
        Ok((name, digest))
    }

    /// Ends the table of runs, and writes those that are statistics over all of them.
    pub fn finish(
        self,
        study: &Study,
        runs: RunsTable<'_, TableFile>,
        results: &Results,
    ) -> Result<Tables, FolderError> {
        let format = self.format();
        let ended = |name, table: io::Result<Table<TableFile>>| {
            let ended = table.and_then(Table::end);
            Ok((name, ended.map_err(|source| self.unwritable(name, source))?))
        };
        let file = |name| self.begin(name);
        let tables = vec![
            ended("runs.csv", Ok(runs.into_table()))?,
            ended(
                "timeline.csv",
                write_timeline(format, file("timeline.csv")?, study, results),
            )?,
            ended(
                "survival.csv",
                write_survival(format, file("survival.csv")?, study, results),
            )?,
            ended(
                "summary.csv",
                write_summary(format, file("summary.csv")?, study, results),
            )?,
        ];
        self.close(study, tables, results)
    }

    /// Ends the files of tables that have all their rows: each holds what made it, and the digest of them all.
    fn close(
        self,
        study: &Study,
        tables: Vec<(&'static str, EndedTable<TableFile>)>,
        results: &Results,
    ) -> Result<Tables, FolderError> {
        let digests: Tables = tables
            .iter()
            .map(|(name, table)| (*name, table.digest.clone()))
            .collect();
        let digest = Digest::of_all(digests.iter().map(|(name, digest)| (*name, digest)));
        for (name, table) in tables {
            let facts = Facts::of_study(study).map(|facts| {
                facts
                    .with("runs_done", results.runs().to_string())
                    .with("runs_failed", results.failed().to_string())
                    .with("digest", digest.0.as_str())
                    .about(name)
            });
            let closed = facts.map_err(io::Error::from).and_then(|facts| table.close(&facts));
            let finished = closed.and_then(TableFile::finish);
            finished.map_err(|source| self.unwritable(name, source))?;
        }
        Ok(digests)
    }
}

/// The files of tables that are not the text whose digest they have, with digests of their own.
pub fn other_files(folder: &Path, format: Format, tables: &Tables) -> Result<Vec<(String, Digest)>, FolderError> {
    let names = tables.iter().map(|(name, _)| (name, format.file(name)));
    let others = names.filter(|(name, file)| file != *name);
    let digest = |file: String| {
        let path = folder.join(&file);
        match Digest::of_file(&path) {
            Ok(digest) => Ok((file, digest)),
            Err(source) => Err(FolderError::Unwritable { path, source }),
        }
    };
    others.map(|(_, file)| digest(file)).collect()
}
