//! Digests of files, and of several together.

use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use alliance_dynamics::scenario::gate::open_file;
use sha2::{Digest as _, Sha256};

use super::holdings::TABLES;

/// The SHA-256 of a file, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest(pub String);

impl Digest {
    /// The digest of several tables: that of their names and digests, in the order that all tables have.
    #[must_use]
    pub fn of_tables<'a>(tables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let place = |name: &str| TABLES.iter().position(|table| *table == name).unwrap_or(TABLES.len());
        let mut tables: Vec<_> = tables.into_iter().collect();
        tables.sort_by_key(|&(name, _)| (place(name), name));
        let mut hash = Sha256::new();
        for (name, digest) in tables {
            hash.update(format!("{name} {digest}\n"));
        }
        Self(hexadecimal(hash))
    }

    /// The digest of what a hash was given.
    pub(super) fn of_hash(hash: Sha256) -> Self {
        Self(hexadecimal(hash))
    }

    /// The digest of some bytes.
    #[must_use]
    pub fn of_bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(hexadecimal(Sha256::new_with_prefix(bytes)))
    }

    /// The digest of a file.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let (mut file, mut hash) = (BufReader::with_capacity(1 << 16, open_file(path)?), Sha256::new());
        loop {
            let bytes = file.fill_buf()?;
            if bytes.is_empty() {
                return Ok(Self(hexadecimal(hash)));
            }
            hash.update(bytes);
            let read = bytes.len();
            file.consume(read);
        }
    }
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
