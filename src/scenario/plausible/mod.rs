//! Models that are as plausible as the one that a scenario is written for: what in it is an assumption, and what else might be so.

mod file;
mod read;
mod spread;

use std::path::Path;

use super::gate::{InputError, Problems, Source, Value};
use super::sampling::{Range, Ranges};
use super::{Template, bundled_text};
use spread::Spread;

/// The path of the bundled file in `scenarios/`.
const BUNDLED: &str = "data/plausible.toml";

/// What may be otherwise in the model: for every key that is an assumption, which other values it may have, and why.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::{Plausible, Template};
///
/// let plausible = Plausible::bundled()?;
/// let around = plausible.around(&Template::from_toml("gossip.rate = 0.2")?);
/// let gossip = around.ranges.iter().find(|(key, _)| *key == "gossip.rate");
/// assert_eq!(gossip.unwrap().1.to_string(), "0.1 to 0.4, on a log scale");
///
/// let mistaken = Plausible::of("mine.toml", "[assumptions]\n\"gosip.rate\" = { from = 0, to = 1, reason = \"ours\" }").unwrap_err();
/// assert!(mistaken.to_string().contains("did you mean `gossip`?"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Plausible {
    assumptions: Vec<Assumption>,
}

/// One key that is an assumption.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// The key.
    pub key: String,
    /// Why its other values are plausible.
    pub reason: String,
    spread: Spread,
}

/// A key that stays as it is in a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedKey {
    /// The key.
    pub key: String,
    /// Why.
    pub because: String,
}

/// Which values the keys of one scenario may have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlausibleRanges {
    /// The keys that may have others, in the order of the file.
    pub ranges: Ranges,
    /// The keys that the file names and that have none here.
    pub fixed: Vec<FixedKey>,
}

impl Plausible {
    /// What comes with the program.
    ///
    /// # Errors
    /// If anything in it is wrong, which a test holds that it is not.
    pub fn bundled() -> Result<Self, Problems> {
        Self::of(BUNDLED, bundled_text(BUNDLED).unwrap_or_default())
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, or anything in it is wrong: all mistakes, each with its place.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, InputError> {
        Ok(read::plausible(Source::read(path)?)?)
    }

    /// Reads a text that is called so.
    ///
    /// # Errors
    /// If anything in it is wrong: all mistakes, each with its place.
    pub fn of(name: &str, text: &str) -> Result<Self, Problems> {
        read::plausible(Source::new(name, text))
    }

    /// The keys that are assumptions, in the order of the file.
    #[must_use]
    pub fn assumptions(&self) -> &[Assumption] {
        &self.assumptions
    }

    /// Which values these keys may have around a scenario, as it is written. A range ends where the key allows no more. Keys that the
    /// scenario itself sweeps or samples stay as they are.
    #[must_use]
    pub fn around(&self, template: &Template) -> PlausibleRanges {
        let mut around = PlausibleRanges::default();
        for assumption in &self.assumptions {
            match assumption.around(template) {
                Ok(range) => around.ranges.insert(&assumption.key, range),
                Err(because) => around.fixed.push(FixedKey {
                    key: assumption.key.clone(),
                    because,
                }),
            }
        }
        around
    }
}

impl Assumption {
    /// The values around those of a scenario, or why there are none.
    fn around(&self, template: &Template) -> Result<Range, String> {
        let file = template.base().resolved();
        let sampled = file.sample.iter().flat_map(|sample| sample.ranges.keys());
        if file.sweep.keys().chain(sampled).any(|key| *key == self.key) {
            return Err("the scenario itself varies it".to_owned());
        }
        let here = serde_json::to_value(file)
            .ok()
            .and_then(|file| Value::from_json(file.pointer(&format!("/{}", self.key.replace('.', "/")))?));
        self.spread.around(&self.key, here.as_ref())
    }
}

#[cfg(test)]
mod tests;
