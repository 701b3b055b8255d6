//! How this program was called, and how it is called again.

use std::ffi::OsString;
use std::process::Command;
use std::sync::OnceLock;

/// A call of the program, which another one may carry.
#[derive(Debug, Clone, Default)]
pub struct Invocation {
    /// What runs the program, before its arguments: its path, perhaps behind that of an interpreter.
    pub program: Vec<OsString>,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// The call that this process is.
static OURS: OnceLock<Invocation> = OnceLock::new();

impl Invocation {
    /// That of a process which is the program itself.
    #[must_use]
    pub fn of_this_process() -> Self {
        let mut words = std::env::args_os();
        let named = words.next().unwrap_or_default();
        let program = std::env::current_exe().map_or(named, OsString::from);
        Self {
            program: vec![program],
            arguments: words.collect(),
        }
    }

    /// Makes it the call that this process is, where there was none before.
    pub(crate) fn begin(self) -> &'static Self {
        OURS.get_or_init(|| self)
    }

    /// The call that this process is.
    pub(crate) fn ours() -> &'static Self {
        OURS.get_or_init(Self::default)
    }

    /// The program once more, with other arguments to follow; nothing where it is not known what runs it.
    pub(crate) fn again(&self) -> Option<Command> {
        let (first, rest) = self.program.split_first()?;
        let mut command = Command::new(first);
        command.args(rest);
        Some(command)
    }

    /// Its arguments as text.
    pub(crate) fn words(&self) -> impl Iterator<Item = String> {
        let words = self.arguments.iter();
        words.map(|word| word.to_string_lossy().into_owned())
    }
}
