//! The folders that later questions leave inside a result: what is in one is only replaced when asked for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::holdings::{remove, remove_if_empty};
use super::{Overwrite, write_whole};

/// A file of an annex: its name in the folder, and what it holds.
type Page = (String, Vec<u8>);

/// What a question leaves in a folder of its own inside the result that it is put to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annex {
    /// The name of the folder: that of the command.
    pub folder: &'static str,
    /// What it holds, in a word.
    called: &'static str,
    /// Its tables, without their endings.
    tables: &'static [&'static str],
    /// What the names of its charts begin with.
    charts: &'static [&'static str],
    /// The file in it that names all else that it holds, where names are not known beforehand; it is written first.
    list: Option<&'static str>,
}

/// Why an annex cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum AnnexError {
    /// There is another one.
    #[error("{} holds another {called} already: its {file} differs; replace it with --overwrite", .folder.display())]
    Occupied {
        /// Which folder.
        folder: PathBuf,
        /// What it holds.
        called: &'static str,
        /// A file that would change.
        file: String,
    },
    /// There is something that none leaves.
    #[error("{} is not part of a {called}, and its folder would be replaced by one; move it away", .path.display())]
    Foreign {
        /// Which file or folder.
        path: PathBuf,
        /// What would be there.
        called: &'static str,
    },
    /// The system refused.
    #[error("{} cannot be written", .path.display())]
    Unwritable {
        /// Which file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl Annex {
    /// Arms held against a base.
    pub const COMPARISON: Self = Self {
        folder: "compare",
        called: "comparison",
        tables: &["compare", "transitions"],
        charts: &["survival-", "transitions-"],
        list: None,
    };
    /// Boxes of design points.
    pub const DISCOVERY: Self = Self {
        folder: "discover",
        called: "discovery",
        tables: &["boxes", "limits", "trajectory", "trajectory_limits"],
        charts: &["trajectory-", "limits-", "pairs-"],
        list: None,
    };
    /// Charts as figures for a paper, with their data.
    pub const FIGURES: Self = Self {
        folder: "figures",
        called: "set of figures",
        tables: &[],
        charts: &[],
        list: Some("figures.csv"),
    };
    /// All that there are.
    pub(super) const ALL: [Self; 3] = [Self::COMPARISON, Self::DISCOVERY, Self::FIGURES];

    /// Writes its files into the folder of a result, each with its name in the annex, and gives the folder of the annex.
    ///
    /// The same files again change nothing, and charts are added where they are missing. Where a file would change, the old annex is
    /// replaced as a whole, and only with `overwrite`; also where its tables are in another format.
    ///
    /// # Errors
    /// If another annex would be replaced unasked, something else lies in the folder, or it cannot be written.
    pub fn write(self, result: &Path, pages: &[Page], overwrite: Overwrite) -> Result<PathBuf, AnnexError> {
        let folder = result.join(self.folder);
        let called = self.called;
        let found = files(&folder)?;
        let is_ours = |path: &&PathBuf| self.leaves(result, path.strip_prefix(&folder).unwrap_or(path));
        if let Some(path) = found.iter().find(|path| !is_ours(path)) {
            let path = path.clone();
            return Err(AnnexError::Foreign { path, called });
        }
        let differs = |(name, bytes): &&Page| fs::read(folder.join(name)).is_ok_and(|old| old != *bytes);
        let is_other = |name: &String| folder.join(name).exists() && pages.iter().all(|(page, _)| page != name);
        let differing = pages.iter().find(differs).map(|(name, _)| name.clone());
        if let Some(file) = differing.or_else(|| self.table_files().find(is_other)) {
            if overwrite == Overwrite::No {
                return Err(AnnexError::Occupied { folder, called, file });
            }
            fs::remove_dir_all(&folder).map_err(|source| unwritable(&folder, source))?;
        }
        for (name, bytes) in pages {
            let path = folder.join(name);
            let made = path.parent().map_or(Ok(()), fs::create_dir_all);
            made.and_then(|()| write_whole(&path, bytes))
                .map_err(|source| unwritable(&path, source))?;
        }
        Ok(folder)
    }

    /// Removes what it has left in the folder of a result, and nothing else.
    pub(super) fn clear(self, result: &Path) -> io::Result<()> {
        let folder = result.join(self.folder);
        for below in ["charts", ""] {
            let Ok(entries) = fs::read_dir(folder.join(below)) else {
                continue;
            };
            let names = entries.map(|entry| entry.map(|entry| Path::new(below).join(entry.file_name())));
            let mut names: Vec<PathBuf> = names.collect::<io::Result<_>>()?;
            names.retain(|name| self.leaves(result, name));
            names.iter().try_for_each(|name| remove(&folder.join(name)))?;
            remove_if_empty(&folder.join(below))?;
        }
        Ok(())
    }

    /// Whether it has left a file of this name in its folder.
    fn leaves(self, result: &Path, name: &Path) -> bool {
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        let ending = name.extension().unwrap_or_default().to_string_lossy();
        match name.parent() {
            Some(folder) if folder == Path::new("charts") => {
                self.charts.iter().any(|chart| stem.starts_with(chart)) && ["svg", "png"].contains(&&*ending)
            }
            Some(folder) if folder == Path::new("") => {
                let is_table = self.tables.contains(&&*stem) && ["csv", "parquet"].contains(&&*ending);
                is_table || self.is_listed(result, name)
            }
            _ => false,
        }
    }

    /// Whether the list says so, or it is the list.
    fn is_listed(self, result: &Path, name: &Path) -> bool {
        let Some(list) = self.list else { return false };
        let text = fs::read_to_string(result.join(self.folder).join(list)).unwrap_or_default();
        let mut listed = text.split([',', ' ', '\n']);
        name == Path::new(list) || listed.any(|listed| name == Path::new(listed))
    }

    /// Its tables, in every format.
    fn table_files(self) -> impl Iterator<Item = String> {
        let endings = ["csv", "parquet"].into_iter();
        endings.flat_map(move |ending| self.tables.iter().map(move |table| format!("{table}.{ending}")))
    }
}

fn unwritable(path: &Path, source: io::Error) -> AnnexError {
    AnnexError::Unwritable {
        path: path.to_owned(),
        source,
    }
}

/// Everything that is no folder in a folder and its folders; a link is none.
fn files(folder: &Path) -> Result<Vec<PathBuf>, AnnexError> {
    match folder.symlink_metadata() {
        Err(_) => return Ok(Vec::new()),
        Ok(found) if !found.is_dir() => return Ok(vec![folder.to_owned()]),
        Ok(_) => {}
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|source| unwritable(folder, source))? {
        found.extend(files(&entry.map_err(|source| unwritable(folder, source))?.path())?);
    }
    Ok(found)
}
