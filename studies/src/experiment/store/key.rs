//! What finished runs are known by.

use std::fmt::{self, Debug, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::experiment::{COMMIT, VERSION};
use alliance_dynamics::scenario::Scenario;

/// Tells what is run from everything else that could be: the first half of a SHA-256.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(u128);

/// One run among all that could be: two runs of one key are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunKey {
    /// What it is a run of.
    pub of: Fingerprint,
    /// Which of its runs.
    pub number: u32,
}

impl Fingerprint {
    /// That of a scenario whose runs have their luck from this number, as run by this version of the program.
    #[must_use]
    pub fn of(scenario: &Scenario, seed: u64) -> Self {
        Self::printed(&(VERSION, COMMIT, seed, scenario.essence()))
    }

    /// That of a part, or of a variant, of what this is the fingerprint of.
    #[must_use]
    pub fn with(self, what: &impl Debug) -> Self {
        Self::printed(&(self.0, what))
    }

    /// The run of this number.
    #[must_use]
    pub fn run(self, number: u32) -> RunKey {
        RunKey { of: self, number }
    }

    pub(super) fn to_le_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    pub(super) fn from_le_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }

    fn printed(what: &impl Debug) -> Self {
        let mut print = Print(Sha256::new());
        // Nothing in a digest can refuse a text.
        let _ = write!(print, "{what:?}");
        let mut half = [0; 16];
        half.copy_from_slice(&print.0.finalize()[..16]);
        Self(u128::from_le_bytes(half))
    }
}

/// Takes the digest of a text while it is written.
struct Print(Sha256);

impl fmt::Write for Print {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str) -> Fingerprint {
        Fingerprint::of(&Scenario::from_toml(text).unwrap(), 1)
    }

    #[test]
    fn what_runs_depend_on_is_in_the_fingerprint_and_nothing_else() {
        let plain = print("");
        assert_eq!(
            plain,
            print("title = \"Another\"\ndescription = \"story\"\nauthor = \"A. Dean\"\n[experiment]\nruns = 7")
        );
        assert_eq!(
            plain,
            print("[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }")
        );
        assert_ne!(plain, print("months = 119"));
        assert_ne!(plain, print("gossip.rate = 0.31"));
        assert_ne!(plain, print("population.count = 9"));
        assert_ne!(plain, print("relations.trust_mean = 0.11"));
        assert_ne!(plain, Fingerprint::of(&Scenario::default(), 2));
        assert_ne!(plain, plain.with(&"x"));
    }
}
