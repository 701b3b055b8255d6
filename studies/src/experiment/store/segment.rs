//! A file of finished blocks: whole or not there, and known if it is damaged.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Identity;
use super::encoding::{Bytes, decode};
use crate::experiment::Block;

/// What every segment begins with.
const MAGIC: &[u8; 16] = b"alliance blocks\n";
/// The ending of their names.
const ENDING: &str = "blocks";

/// Writes blocks as the segment of this name, so that it is either whole on the disk or not there at all.
///
/// # Errors
/// If the system refuses.
pub(super) fn write(folder: &Path, number: u64, identity: &Identity, blocks: &[u8]) -> io::Result<()> {
    let mut sum = crc32fast::Hasher::new();
    let length = (blocks.len() as u64).to_le_bytes();
    let parts: [&[u8]; 4] = [MAGIC, &identity.0, &length, blocks];
    parts.iter().for_each(|part| sum.update(part));
    let sum = sum.finalize().to_le_bytes();
    write_whole(
        &folder.join(format!("{number:012}.{ENDING}")),
        parts.into_iter().chain([&sum[..]]),
    )
}

/// Writes a file aside, waits until the disk has it, and gives it its name.
///
/// # Errors
/// If the system refuses.
pub(in crate::experiment) fn write_whole<'a>(path: &Path, parts: impl IntoIterator<Item = &'a [u8]>) -> io::Result<()> {
    let aside = path.with_extension("partial");
    let mut file = File::create(&aside)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.sync_data()?;
    drop(file);
    fs::rename(&aside, path)?;
    sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// Waits until the disk has the names in a folder; where a system has no such thing, a rename has to do.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The segments of a folder with their numbers, ascending.
///
/// # Errors
/// If the folder cannot be read.
pub(in crate::experiment) fn list(folder: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
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

/// The blocks of a segment with their units; none where it is damaged or belongs to something else.
///
/// # Errors
/// If the file cannot be read.
pub(super) fn read(path: &Path, identity: &Identity) -> io::Result<Option<Vec<(u64, Block)>>> {
    Ok(whole(&fs::read(path)?, identity))
}

fn whole(bytes: &[u8], identity: &Identity) -> Option<Vec<(u64, Block)>> {
    let (bytes, sum) = bytes.split_last_chunk()?;
    if crc32fast::hash(bytes) != u32::from_le_bytes(*sum) {
        return None;
    }
    let mut from = Bytes(bytes);
    if from.array()? != *MAGIC || from.array()? != identity.0 {
        return None;
    }
    if u64::from_le_bytes(from.array()?) != from.0.len() as u64 {
        return None;
    }
    let mut blocks = Vec::new();
    while !from.0.is_empty() {
        blocks.push(decode(&mut from)?);
    }
    Some(blocks)
}
