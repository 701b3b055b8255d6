//! What is read off every run of a study: a fate, the months lived, or a measure of the last month.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::file::MeasureEntry;
use alliance_dynamics::scenario::gate::nearest;
use alliance_dynamics::simulation::Ending;
use alliance_prose::did_you_mean;
use serde::{Serialize, Serializer};

use super::{Fate, last_month};

/// The word for the months lived.
const MONTHS: &str = "months";

/// A number that every run has, and that arms, points and keys are compared by.
///
/// # Example
/// ```
/// use alliance_studies::experiment::Response;
///
/// let value = Response::measure("value", &[])?;
/// assert_eq!((value.name().as_str(), value.label().as_str()), ("final_value", "final value"));
/// # Ok::<(), alliance_studies::experiment::NoMeasure>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Whether a fate befell the alliance, 0 or 1: over runs, the share that it befell.
    Fate(Fate),
    /// Months lived, at most those to the horizon.
    Months,
    /// A measure in the last month lived.
    Final(Measure),
    /// A measure of the scenario's own in the last month lived.
    Own(OwnColumn),
}

/// A measure of a scenario's own: its place among them, and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnColumn {
    place: usize,
    letters: [u8; MOST_LETTERS],
    n_letters: usize,
}

/// The most letters that the name of a measure has.
const MOST_LETTERS: usize = 40;

impl OwnColumn {
    /// The measure at a place, of this name: ASCII letters, as a checked scenario has them, of which the first 40 count.
    fn new(place: usize, name: &str) -> Self {
        let mut letters = [0; MOST_LETTERS];
        let n_letters = name.len().min(MOST_LETTERS);
        letters[..n_letters].copy_from_slice(&name.as_bytes()[..n_letters]);
        Self {
            place,
            letters,
            n_letters,
        }
    }

    /// Its place among the measures of the scenario's own.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        str::from_utf8(&self.letters[..self.n_letters]).unwrap_or_default()
    }
}

/// A word that names no measure of the last month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no measure of the last month; allowed: {}{}", .allowed.join(", "), did_you_mean(.near.as_deref()))]
pub struct NoMeasure {
    word: String,
    allowed: Vec<String>,
    near: Option<String>,
}

impl Response {
    /// Whether the alliance reached its horizon.
    pub const SURVIVAL: Self = Self::Fate(Fate::Survival);

    /// The number of this name: `months`, or a measure that the table of runs has of the last month, also one of a scenario's own.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn measure(word: &str, own: &[MeasureEntry]) -> Result<Self, NoMeasure> {
        let own = own.iter().map(|entry| entry.name.as_str()).enumerate();
        let own = own.map(|(place, name)| (name, Self::Own(OwnColumn::new(place, name))));
        let mut measures = Self::measures().chain(own.clone());
        let known = || Self::measures().chain(own.clone()).map(|(name, _)| name);
        let found = measures.find(|(name, _)| *name == word);
        found.map(|(_, response)| response).ok_or_else(|| NoMeasure {
            near: nearest(word, known()).map(str::to_owned),
            word: word.to_owned(),
            allowed: known().map(str::to_owned).collect(),
        })
    }

    /// Everything that is no fate and that every scenario has, by its name.
    fn measures<'a>() -> impl Iterator<Item = (&'a str, Self)> {
        let counts = [Measure::Members, Measure::Blocs].into_iter();
        let finals = counts.chain(last_month());
        [(MONTHS, Self::Months)]
            .into_iter()
            .chain(finals.map(|measure| (measure.name(), Self::Final(measure))))
    }

    /// What it is for one run. A run that ended before its horizon counts with its last month.
    #[must_use]
    pub fn of(self, end: &Ending) -> f64 {
        match self {
            Self::Fate(fate) => f64::from(fate.befell(end)),
            Self::Months => f64::from(end.months),
            Self::Final(measure) => end.last[measure],
            Self::Own(measure) => end.own.0[measure.place],
        }
    }

    /// The name of its column where the results of points are listed.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Fate(fate) => fate.name().to_owned(),
            Self::Months => MONTHS.to_owned(),
            Self::Final(measure) => format!("final_{}", measure.name()),
            Self::Own(measure) => format!("final_{}", measure.name()),
        }
    }

    /// Its column in the table of runs, where it is a number there.
    pub(crate) fn column(&self) -> Option<&str> {
        match self {
            Self::Fate(_) => None,
            Self::Months => Some(MONTHS),
            Self::Final(measure) => Some(measure.name()),
            Self::Own(measure) => Some(measure.name()),
        }
    }

    /// As it is told to a person.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Fate(_) | Self::Months => self.plain_label(),
            Self::Final(_) | Self::Own(_) => format!("final {}", self.plain_label()),
        }
    }

    /// The same without saying when.
    pub(crate) fn plain_label(self) -> String {
        match self {
            Self::Fate(fate) => fate.name().to_owned(),
            Self::Months => "months lived".to_owned(),
            Self::Final(measure) => measure.name().replace('_', " "),
            Self::Own(measure) => measure.name().replace('_', " "),
        }
    }

    /// Whether its mean over runs is a share, 0…1, told in per cent.
    #[must_use]
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Fate(_))
    }

    /// The share, in per cent, or the mean, as people read it: what it is multiplied by, and with how many decimals.
    pub(crate) const fn told_with(self) -> (f64, usize) {
        match self {
            Self::Fate(_) => (100.0, 0),
            Self::Months => (1.0, 1),
            Self::Final(_) | Self::Own(_) => (1.0, 2),
        }
    }
}

impl Serialize for Response {
    /// Its name.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(word: &str) -> Result<Response, NoMeasure> {
        let file = "[[measures]]\nname = \"lowest_trust\"\nof = \"trust\"\nby = \"min\"";
        let scenario = alliance_dynamics::scenario::Scenario::from_toml(file).unwrap();
        Response::measure(word, &scenario.resolved().measures)
    }

    #[test]
    fn every_measure_of_the_last_month_and_the_months_lived_can_be_asked_for() {
        assert_eq!(measure("months"), Ok(Response::Months));
        assert_eq!(measure("hostility"), Ok(Response::Final(Measure::Hostility)));
        assert_eq!(measure("blocs"), Ok(Response::Final(Measure::Blocs)));
        let own = measure("lowest_trust").unwrap();
        assert_eq!(
            (own.column(), own.label().as_str()),
            (Some("lowest_trust"), "final lowest trust")
        );
        let wrong = measure("hostilty").unwrap_err().to_string();
        assert!(
            wrong.starts_with("`hostilty` is no measure of the last month; allowed: months, members, blocs, trust, ")
        );
        assert!(wrong.ends_with(", lowest_trust; did you mean `hostility`?"), "{wrong}");
        assert!(measure("phase_starting").is_err() && measure("lost_gossip").is_err());
    }
}
