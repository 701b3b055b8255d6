//! What is read off every run of a study: a fate, the months lived, or a measure of the last month.

use alliance_dynamics::measures::Measure;
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
/// let value = Response::measure("value")?;
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
}

/// A word that names no measure of the last month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no measure of the last month; allowed: {}{}", .allowed.join(", "), did_you_mean(.near.as_deref()))]
pub struct NoMeasure {
    word: String,
    allowed: Vec<&'static str>,
    near: Option<String>,
}

impl Response {
    /// Whether the alliance reached its horizon.
    pub const SURVIVAL: Self = Self::Fate(Fate::Survival);

    /// The number of this name: `months`, or a measure that the table of runs has of the last month.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn measure(word: &str) -> Result<Self, NoMeasure> {
        let known = || Self::measures().map(|(name, _)| name);
        let found = Self::measures().find(|(name, _)| *name == word);
        found.map(|(_, response)| response).ok_or_else(|| NoMeasure {
            near: nearest(word, known()).map(str::to_owned),
            word: word.to_owned(),
            allowed: known().collect(),
        })
    }

    /// Everything that is no fate, by its name.
    fn measures() -> impl Iterator<Item = (&'static str, Self)> {
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
        }
    }

    /// The name of its column where the results of points are listed.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Fate(fate) => fate.name().to_owned(),
            Self::Months => MONTHS.to_owned(),
            Self::Final(measure) => format!("final_{}", measure.name()),
        }
    }

    /// Its column in the table of runs, where it is a number there.
    pub(crate) fn column(self) -> Option<&'static str> {
        match self {
            Self::Fate(_) => None,
            Self::Months => Some(MONTHS),
            Self::Final(measure) => Some(measure.name()),
        }
    }

    /// As it is told to a person.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Fate(fate) => fate.name().to_owned(),
            Self::Months => "months lived".to_owned(),
            Self::Final(measure) => format!("final {}", measure.name().replace('_', " ")),
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
            Self::Final(_) => (1.0, 2),
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

    #[test]
    fn every_measure_of_the_last_month_and_the_months_lived_can_be_asked_for() {
        assert_eq!(Response::measure("months"), Ok(Response::Months));
        assert_eq!(Response::measure("hostility"), Ok(Response::Final(Measure::Hostility)));
        assert_eq!(Response::measure("blocs"), Ok(Response::Final(Measure::Blocs)));
        let wrong = Response::measure("hostilty").unwrap_err().to_string();
        assert!(
            wrong.starts_with("`hostilty` is no measure of the last month; allowed: months, members, blocs, trust, ")
        );
        assert!(wrong.ends_with("; did you mean `hostility`?"), "{wrong}");
        assert!(Response::measure("phase_starting").is_err() && Response::measure("lost_gossip").is_err());
    }
}
