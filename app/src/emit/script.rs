//! A shell script with places to be filled in.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail, ensure};

use crate::{print, tell};

/// A script on its way to be written.
pub(super) struct Script(String);

impl Script {
    pub(super) fn new(template: &str) -> Self {
        Self(template.to_owned())
    }

    /// Fills in a place, which the template writes as `@NAME@`.
    pub(super) fn with(self, name: &str, text: &str) -> Self {
        Self(self.0.replace(&format!("@{name}@"), text))
    }

    /// Writes the script to a file that is not there yet, ready to be run; without one, to standard output.
    pub(super) fn write(&self, file: Option<&Path>) -> anyhow::Result<()> {
        let Some(path) = file else {
            return print(&self.0);
        };
        let shown = path.display();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o755);
        let mut file = match options.open(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!("{shown} is there already; choose another name")
            }
            file => file.with_context(|| format!("{shown} cannot be written"))?,
        };
        file.write_all(self.0.as_bytes())
            .with_context(|| format!("{shown} cannot be written"))?;
        tell(&format!("Wrote {shown}"));
        Ok(())
    }
}

/// A path from the root, as one word of a shell.
pub(super) fn quoted_path(path: &Path) -> anyhow::Result<String> {
    let path = std::path::absolute(path)?;
    let text = path
        .to_str()
        .with_context(|| format!("{} has letters that a script cannot name", path.display()))?;
    quoted(text)
}

/// Some text as one word of a shell.
pub fn quoted(text: &str) -> anyhow::Result<String> {
    ensure!(
        !text.contains(char::is_control),
        "{text:?} has a line break or the like, which no script should have to name"
    );
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
