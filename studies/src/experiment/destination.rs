//! Where tables go.

use std::io;

use super::{Digest, EndedTable, Facts, FolderError, Format, HeldTables, ResultFolder, SERIES, Table, TableFile};

/// Tables by the names of their CSV files, with the digests of their text, in their order.
pub type TableDigests = Vec<(&'static str, Digest)>;

/// Where tables go.
#[derive(Debug, Clone, Copy)]
pub enum Destination<'a> {
    /// Into a folder, in a format.
    Folder(&'a ResultFolder, Format),
    /// Into memory.
    Memory(&'a HeldTables),
    /// Nowhere: only their digests are wanted.
    Nowhere,
}

impl Destination<'_> {
    /// The format of the tables.
    #[must_use]
    pub fn format(self) -> Format {
        match self {
            Self::Folder(_, format) => format,
            Self::Memory(_) | Self::Nowhere => Format::Csv,
        }
    }

    /// Whether a whole result is there, which stays until the new one is whole.
    #[must_use]
    pub fn has_finished(self) -> bool {
        matches!(self, Self::Folder(folder, _) if folder.has_finished())
    }

    /// Begins the file of a table.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn begin(self, name: &str) -> Result<TableFile, FolderError> {
        match self {
            Self::Folder(folder, format) => folder.begin(name, format),
            Self::Memory(_) => Ok(TableFile::in_memory()),
            Self::Nowhere => Ok(TableFile::nowhere()),
        }
    }

    /// Takes away what is here of a table that is not wanted.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn leave_out(self, name: &str) -> Result<(), FolderError> {
        match self {
            Self::Folder(folder, _) => folder.leave_out(name),
            Self::Memory(_) | Self::Nowhere => Ok(()),
        }
    }

    /// What to say when a table cannot be written.
    #[must_use]
    pub fn unwritable(self, name: &str, source: io::Error) -> FolderError {
        match self {
            Self::Folder(folder, format) => folder.unwritable(&format.file(name), source),
            Self::Memory(_) | Self::Nowhere => FolderError::Unwritable {
                path: name.into(),
                source,
            },
        }
    }

    /// The files of these tables that are not the text whose digest they have, with digests of their own.
    ///
    /// # Errors
    /// If one cannot be read back.
    pub fn files_beside(
        self,
        tables: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Vec<(String, Digest)>, FolderError> {
        let Self::Folder(folder, format) = self else {
            return Ok(Vec::new());
        };
        let files = tables.into_iter().map(|name| (format.file(name.as_ref()), name));
        let others = files.filter(|(file, name)| file != name.as_ref() || file == SERIES);
        let digest = |(file, _): (String, _)| match Digest::of_file(&folder.path().join(&file)) {
            Ok(digest) => Ok((file, digest)),
            Err(source) => Err(folder.unwritable(&file, source)),
        };
        others.map(digest).collect()
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
        let ended = write(file).and_then(Table::end);
        let table = ended.map_err(|source| self.unwritable(name, source))?;
        let digest = table.digest.clone();
        self.close(name, table, facts)?;
        Ok((name, digest))
    }

    /// Ends the file of a table that has all its rows, with what made it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn close(self, name: &'static str, table: EndedTable<TableFile>, facts: &Facts) -> Result<(), FolderError> {
        let columns = match self {
            Self::Memory(_) => table.columns.clone(),
            Self::Folder(..) | Self::Nowhere => Vec::new(),
        };
        let closed = table.close(&facts.clone().about(name)).and_then(|file| match self {
            Self::Memory(held) => {
                held.add(name, columns, file.into_text());
                Ok(())
            }
            Self::Folder(..) | Self::Nowhere => file.finish(),
        });
        closed.map_err(|source| self.unwritable(name, source))
    }
}
