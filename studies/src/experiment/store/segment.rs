//! A file of finished runs that grows: whatever was written whole is there, and known if it is damaged.
//!
//! Every run has a head (what it is, how long it is, and check sums of both) and a body.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use super::{Fingerprint, RunKey};

/// What every file begins with.
const MAGIC: &[u8; 16] = b"alliance runs 2\n";
/// The ending of their names.
const ENDING: &str = "runs";
/// Bytes of a head: fingerprint, number, length, and the check sums of the body and of what stands before.
const HEAD: usize = 32;
const HEAD_SUM: usize = HEAD - 4;

/// Where a body stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub offset: u64,
    pub length: u32,
}

/// Appends a run, whose body is written by `body`.
pub(in crate::experiment) fn frame(key: RunKey, to: &mut Vec<u8>, body: impl FnOnce(&mut Vec<u8>)) {
    let start = to.len();
    to.extend([0; HEAD]);
    body(to);
    let (head, body) = to[start..].split_at_mut(HEAD);
    head[..16].copy_from_slice(&key.of.to_le_bytes());
    head[16..20].copy_from_slice(&key.number.to_le_bytes());
    head[20..24].copy_from_slice(&(body.len() as u32).to_le_bytes());
    head[24..28].copy_from_slice(&crc32fast::hash(body).to_le_bytes());
    let sum = crc32fast::hash(&head[..HEAD_SUM]);
    head[HEAD_SUM..].copy_from_slice(&sum.to_le_bytes());
}

/// Begins the file of this number.
///
/// # Errors
/// If it cannot be made.
pub(super) fn create(folder: &Path, number: u64) -> io::Result<File> {
    let mut file = File::create_new(folder.join(format!("{number:06}.{ENDING}")))?;
    begin(&mut file)?;
    sync_folder(folder)?;
    Ok(file)
}

/// Writes what every file begins with.
///
/// # Errors
/// If it cannot be written.
pub(in crate::experiment) fn begin(to: &mut impl Write) -> io::Result<()> {
    to.write_all(MAGIC)
}

/// Shows every run of a file that is whole, with its place. Says whether the file is as it was written; one that ends within a run
/// is: whoever wrote it was stopped there.
///
/// # Errors
/// If it cannot be read.
pub(super) fn scan(file: &File, mut show: impl FnMut(RunKey, Place, &[u8])) -> io::Result<bool> {
    let mut from = BufReader::with_capacity(1 << 16, file);
    let mut magic = [0; MAGIC.len()];
    if !fill(&mut from, &mut magic)? {
        return Ok(true);
    }
    if magic != *MAGIC {
        return Ok(false);
    }
    let (mut offset, mut head, mut body, mut is_sound) = (MAGIC.len() as u64, [0; HEAD], Vec::new(), true);
    while fill(&mut from, &mut head)? {
        let Some((key, length, sum)) = read_head(&head) else {
            return Ok(false);
        };
        body.resize(length as usize, 0);
        if !fill(&mut from, &mut body)? {
            break;
        }
        offset += HEAD as u64;
        if crc32fast::hash(&body) == sum {
            show(key, Place { offset, length }, &body);
        } else {
            is_sound = false;
        }
        offset += u64::from(length);
    }
    Ok(is_sound)
}

/// The first body of a file; none where it is damaged.
///
/// # Errors
/// If it cannot be read.
pub(in crate::experiment) fn first(file: &File) -> io::Result<Option<Vec<u8>>> {
    let mut from = BufReader::new(file);
    let (mut magic, mut head) = ([0; MAGIC.len()], [0; HEAD]);
    if !fill(&mut from, &mut magic)? || magic != *MAGIC || !fill(&mut from, &mut head)? {
        return Ok(None);
    }
    let Some((_, length, sum)) = read_head(&head) else {
        return Ok(None);
    };
    let mut body = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut body)?;
    Ok((body.len() == length as usize && crc32fast::hash(&body) == sum).then_some(body))
}

/// What a head says; none where it is damaged.
fn read_head(head: &[u8; HEAD]) -> Option<(RunKey, u32, u32)> {
    let word = |at: usize| head[at..].first_chunk().map(|word| u32::from_le_bytes(*word));
    if word(HEAD_SUM)? != crc32fast::hash(&head[..HEAD_SUM]) {
        return None;
    }
    let key = RunKey {
        of: Fingerprint::from_le_bytes(*head.first_chunk()?),
        number: word(16)?,
    };
    Some((key, word(20)?, word(24)?))
}

/// Reads as much as there is room for; false where the file ends before.
fn fill(from: &mut impl Read, room: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(room) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// The files of a folder with their numbers, ascending.
///
/// # Errors
/// If the folder cannot be read.
pub(super) fn list(folder: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let number = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .and_then(|stem| stem.parse().ok());
        if let (Some(number), true) = (number, path.extension().is_some_and(|ending| ending == ENDING)) {
            found.push((number, path));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Waits until the disk has the names in a folder; where a system has no such thing, a rename has to do.
#[cfg(unix)]
pub(in crate::experiment) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(in crate::experiment) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
