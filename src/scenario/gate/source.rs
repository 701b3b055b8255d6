//! Reading a file without trusting it.

use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use super::{Problem, Problems, in_place_of_a_file, nearest, open_file};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// A text and what its author calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user typed it.
    pub name: String,
    /// All of the text.
    pub text: String,
}

/// Why a file could not be taken in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// There is no such file.
    #[error("there is no file {name}{}", .near.as_ref().map(|near| format!("; did you mean {near}?")).unwrap_or_default())]
    Missing {
        /// The path as typed.
        name: String,
        /// A file beside it whose name is nearly the same.
        near: Option<String>,
    },
    /// The path leads to a directory.
    #[error("{name} is a directory; a scenario is a file, such as {example}")]
    Directory {
        /// The path as typed.
        name: String,
        /// A path that could be meant.
        example: String,
    },
    /// The path leads to a pipe, a device or a socket.
    #[error("{name} is {what}; only ordinary files are read")]
    NoFile {
        /// The path as typed.
        name: String,
        /// What is there.
        what: &'static str,
    },
    /// The system refused to read it.
    #[error("{name} cannot be read: {}", .source.kind())]
    Unreadable {
        /// The path as typed.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file is larger than any scenario.
    #[error("{name} is larger than {} MB, the most that is read", LARGEST / 1024 / 1024)]
    TooLarge {
        /// The path as typed.
        name: String,
    },
    /// The file was read, and something in it is wrong.
    #[error(transparent)]
    Problems(#[from] Problems),
}

impl Source {
    /// Names a text that is already in memory.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Reads a file of at most 32 MB of UTF-8 text.
    ///
    /// # Errors
    /// If it is missing, no ordinary file, unreadable, too large, or not UTF-8; the last is shown with its line and column.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, InputError> {
        let path = path.as_ref();
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(InputError::Directory {
                example: path.join("scenario.toml").display().to_string(),
                name,
            });
        }
        if let Some(what) = in_place_of_a_file(path) {
            return Err(InputError::NoFile { name, what });
        }
        let bytes = read_bytes(path).map_err(|source| match source.kind() {
            ErrorKind::NotFound => InputError::Missing {
                name: name.clone(),
                near: near(path),
            },
            _ => InputError::Unreadable {
                name: name.clone(),
                source,
            },
        })?;
        if bytes.len() as u64 > LARGEST {
            return Err(InputError::TooLarge { name });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { name, text }),
            Err(error) => Err(not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to()).into()),
        }
    }
}

/// Reads one byte more than allowed, so that an endless file ends too.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_file(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file in the same directory whose name is nearest.
fn near(path: &Path) -> Option<String> {
    let word = path.file_name()?.to_str()?;
    let directory = path.parent()?;
    let listed = if directory.as_os_str().is_empty() {
        Path::new(".")
    } else {
        directory
    };
    let files = std::fs::read_dir(listed)
        .ok()?
        .flatten()
        .filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    let found = nearest(word, names.iter().map(String::as_str))?;
    Some(directory.join(found).display().to_string())
}

fn not_utf8(name: String, bytes: &[u8], first_bad: usize) -> Problems {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let replaced = char::REPLACEMENT_CHARACTER.len_utf8();
    let byte = bytes.get(first_bad).copied().unwrap_or_default();
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let problem = Problem::new(first_bad..first_bad + replaced, "the file is not UTF-8 text")
        .found(format!("byte 0x{byte:02X} is not UTF-8"))
        .hint(if is_utf16 {
            "it looks like UTF-16; save it as UTF-8"
        } else {
            "save the file as UTF-8"
        });
    Problems::new(Arc::new(Source { name, text }), vec![problem])
}
