//! The program as a user runs it: in a folder of its own, seen from outside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};

use tempfile::TempDir;

/// A folder to work in, gone with the test.
pub struct Desk(TempDir);

impl Desk {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder that holds `scenario.toml`.
    pub fn with_scenario(text: &str) -> Self {
        let desk = Self::new();
        desk.write("scenario.toml", text);
        desk
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.read(name)).unwrap()
    }

    /// Every row of a table, by column.
    pub fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        rows(&self.read(name))
    }

    /// Everything that the folder and its folders hold, in order.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.path("")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.0.path()).unwrap().display().to_string();
                if path.is_dir() {
                    open.push(path);
                }
                found.push(name);
            }
        }
        found.sort();
        found
    }

    /// The program, about to start here with these words.
    pub fn command<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_alliance"));
        command.current_dir(self.0.path()).args(words);
        command
    }

    /// What the program answers to a line, whose words are split at blanks.
    pub fn alliance(&self, line: &str) -> Answer {
        self.command(line.split(' ')).output().unwrap().into()
    }
}

/// Sends a signal, such as `-STOP`, to a process that runs.
pub fn signal(name: &str, to: &Child) {
    let sent = Command::new("kill").args([name, &to.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Answer {
    /// The answer of a program that did what it was asked for.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self
    }

    /// The message of a program that refused, without a panic and without results.
    #[track_caller]
    pub fn refusal(self) -> String {
        assert_eq!(self.code, Some(2), "{self:#?}");
        assert_eq!(self.out, "", "a refusal is no result");
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self.err
    }
}

/// Every row of a CSV text, by column.
pub fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The first line of a table.
pub fn header(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
