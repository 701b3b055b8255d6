//! Where tables go.

use std::io;

use super::{Digest, Facts, FolderError, Format, ResultFolder, Table, TableFile};

/// Tables by the names of their CSV files, with the digests of their text, in their order.
pub type TableDigests = Vec<(&'static str, Digest)>;

/// Where tables go.
#[derive(Debug, Clone, Copy)]
pub enum Destination<'a> {
    /// Into a folder, in a format.
    Folder(&'a ResultFolder, Format),
    /// Nowhere: only their digests are wanted.
    Nowhere,
}

impl Destination<'_> {
    /// The format of the tables.
    #[must_use]
    pub fn format(self) -> Format {
        match self {
            Self::Folder(_, format) => format,
            Self::Nowhere => Format::Csv,
        }
    }

    /// Begins the file of a table.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn begin(self, name: &str) -> Result<TableFile, FolderError> {
        match self {
            Self::Folder(folder, format) => folder.begin(name, format),
            Self::Nowhere => Ok(TableFile::nowhere()),
        }
    }

    /// What to say when a table cannot be written.
    #[must_use]
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
    ///
    /// # Errors
    /// If it cannot be written.
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
}
