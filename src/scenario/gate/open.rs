//! Opening what is named to be read: an ordinary file, and nothing that could keep its reader waiting for ever.

use std::fs::{File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Opens an ordinary file. Links are followed.
///
/// # Errors
/// If there is none, the system refuses, or something else stands there: a directory, a pipe, a device or a socket. None of these is
/// opened.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::gate::open_file;
///
/// let refused = open_file(".").unwrap_err();
/// assert_eq!(refused.to_string(), "it is a directory, not an ordinary file");
/// ```
pub fn open_file(path: impl AsRef<Path>) -> io::Result<File> {
    let path = path.as_ref();
    match in_place_of_a_file(path) {
        Some(what) => Err(io::Error::other(format!("it is {what}, not an ordinary file"))),
        None => File::open(path),
    }
}

/// All bytes of an ordinary file.
///
/// # Errors
/// As [`open_file`].
pub fn read_file(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_file(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of an ordinary file.
///
/// # Errors
/// As [`open_file`], and if it is not UTF-8.
pub fn read_text(path: impl AsRef<Path>) -> io::Result<String> {
    let mut text = String::new();
    open_file(path)?.read_to_string(&mut text)?;
    Ok(text)
}

/// What stands at a path where a file should; `None` where there is one, or nothing at all.
pub(in crate::scenario) fn in_place_of_a_file(path: &Path) -> Option<&'static str> {
    let kind = path.metadata().ok()?.file_type();
    (!kind.is_file()).then(|| name_of(kind))
}

#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    match kind {
        kind if kind.is_dir() => "a directory",
        kind if kind.is_fifo() => "a pipe (FIFO)",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn name_of(kind: FileType) -> &'static str {
    if kind.is_dir() { "a directory" } else { "a device" }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::scenario::Study;

    #[test]
    fn a_pipe_a_device_and_a_directory_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.toml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let refused = |path: &Path| read_text(path).unwrap_err().to_string();
        assert_eq!(refused(&pipe), "it is a pipe (FIFO), not an ordinary file");
        assert_eq!(refused(Path::new("/dev/zero")), "it is a device, not an ordinary file");
        assert_eq!(refused(folder.path()), "it is a directory, not an ordinary file");
        let error = Study::read(&pipe).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("{} is a pipe (FIFO); only ordinary files are read", pipe.display())
        );
    }

    #[test]
    fn a_data_file_that_is_a_pipe_is_shown_at_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(folder.path().join("ties.csv"))
            .status();
        assert!(made.unwrap().success());
        let file = folder.path().join("scenario.toml");
        std::fs::write(&file, "relations.ties_file = \"ties.csv\"\n").unwrap();
        let error = Study::read(&file).unwrap_err().to_string();
        assert!(error.starts_with("error: this ties file cannot be read\n"), "{error}");
        assert!(error.contains("ties.csv is a pipe (FIFO)"), "{error}");
    }
}
