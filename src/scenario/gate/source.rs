//! Reading a file without trusting it.

use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

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
    /// Names a text that is already in memory. Letters with marks are composed, so that a name that looks the same is the same.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: composed(text.into()),
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
        Self::of_bytes(name, bytes)
    }

    /// Reads at most 32 MB of UTF-8 text from where it comes.
    ///
    /// # Errors
    /// If that cannot be read, is too much, or not UTF-8; the last is shown with its line and column.
    pub fn from_reader(name: impl Into<String>, from: impl Read) -> Result<Self, InputError> {
        let (name, mut bytes) = (name.into(), Vec::new());
        match from.take(LARGEST + 1).read_to_end(&mut bytes) {
            Ok(_) => Self::of_bytes(name, bytes),
            Err(source) => Err(InputError::Unreadable { name, source }),
        }
    }

    fn of_bytes(name: String, bytes: Vec<u8>) -> Result<Self, InputError> {
        if bytes.len() as u64 > LARGEST {
            return Err(InputError::TooLarge { name });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => Err(not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to()).into()),
        }
    }
}

/// A text in the normal form C of Unicode, in which most text is already.
fn composed(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
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
    let known = BINARY.iter().find(|(begin, ..)| bytes.starts_with(begin));
    let problem = match known {
        Some((_, what, advice)) => Problem::new(
            0..first_bad + replaced,
            format!("this is no text: it looks like {what}"),
        )
        .hint(*advice),
        None => Problem::new(first_bad..first_bad + replaced, "the file is not UTF-8 text")
            .found(format!("byte 0x{byte:02X} is not UTF-8"))
            .hint("save the file as UTF-8"),
    };
    Problems::new(Arc::new(Source { name, text }), vec![problem])
}

/// How files begin that are no UTF-8 text, what they are, and what to do.
const BINARY: [(&[u8], &str, &str); 6] = [
    (
        b"PK\x03\x04",
        "an Excel workbook, or another zip archive",
        "save the sheet as CSV (UTF-8)",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "an old Excel workbook",
        "save the sheet as CSV (UTF-8)",
    ),
    (b"\xFF\xFE", "UTF-16", "save it as UTF-8; in Excel as CSV UTF-8"),
    (b"\xFE\xFF", "UTF-16", "save it as UTF-8; in Excel as CSV UTF-8"),
    (b"\x1F\x8B", "a gzip archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "save it as CSV"),
];
#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn letters_with_marks_are_composed() {
        let composed = Source::new("a", "name = \"Café\" # ĝ");
        assert_eq!(Source::new("a", "name = \"Cafe\u{301}\" # g\u{302}"), composed);
        assert_eq!(composed.text, "name = \"Café\" # ĝ");
    }
}
