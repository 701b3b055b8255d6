//! Words of a shell.

use std::io;
use std::path::{Path, PathBuf};

/// Why a script cannot name something.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShellError {
    /// A text is more than a line.
    #[error("{text:?} has a line break or the like, which no script should have to name")]
    Control {
        /// The text.
        text: String,
    },
    /// A path is no text.
    #[error("{} has letters that a script cannot name", .path.display())]
    Path {
        /// The path.
        path: PathBuf,
    },
    /// The working directory is not known.
    #[error(transparent)]
    Nowhere(#[from] io::Error),
}

/// A path from the root, as one word of a shell.
///
/// # Errors
/// If it has letters that a script cannot name.
pub fn quoted_path(path: &Path) -> Result<String, ShellError> {
    let path = std::path::absolute(path)?;
    match path.to_str() {
        Some(text) => quoted(text),
        None => Err(ShellError::Path { path }),
    }
}

/// Some text as one word of a shell.
///
/// # Errors
/// If it has a line break or the like.
pub fn quoted(text: &str) -> Result<String, ShellError> {
    if text.contains(char::is_control) {
        let text = text.to_owned();
        return Err(ShellError::Control { text });
    }
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-:=+,".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return Ok(text.to_owned());
    }
    Ok(format!("'{}'", text.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_one_word_to_a_shell() {
        for (text, word) in [
            ("/plain/path-1.toml", "/plain/path-1.toml"),
            ("with blanks", "'with blanks'"),
            ("it's", r"'it'\''s'"),
            ("$(rm -rf x) `y` \"z\" \\", "'$(rm -rf x) `y` \"z\" \\'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(text).unwrap(), word);
        }
        assert!(quoted("two\nlines").is_err());
    }
}
