//! What is counted.

use std::str::FromStr;

use alliance_prose::did_you_mean;
use alliance_prose::months;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::gate::nearest;
use alliance_dynamics::simulation::Ending;
use serde::{Serialize, Serializer};

/// The word for reaching the horizon, or accomplishing the mission before it.
const SURVIVAL: &str = "survival";
/// The word for neither.
const FAILURE: &str = "failure";

/// A fate of alliances that is counted: an outcome, survival, or failure whatever its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// To reach the horizon, or to accomplish the mission before it.
    Survival,
    /// Not to reach the horizon.
    Failure,
    /// To end like this.
    Outcome(Outcome),
}

/// A word that names no fate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no outcome; allowed: {}{}", .allowed.join(", "), did_you_mean(.near.as_deref()))]
pub struct NoFate {
    word: String,
    allowed: Vec<&'static str>,
    near: Option<String>,
}

impl Fate {
    /// Every fate: survival, failure, then the outcomes.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Survival, Self::Failure]
            .into_iter()
            .chain(Outcome::ALL.map(Self::Outcome))
    }

    /// Whether it befell this alliance.
    #[must_use]
    pub fn befell(self, ending: &Ending) -> bool {
        self.is(ending.outcome)
    }

    /// Whether it is the fate of alliances with this outcome.
    #[must_use]
    pub fn is(self, found: Outcome) -> bool {
        match self {
            Self::Survival => found.survived(),
            Self::Failure => !found.survived(),
            Self::Outcome(outcome) => found == outcome,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Survival => SURVIVAL,
            Self::Failure => FAILURE,
            Self::Outcome(outcome) => outcome.name(),
        }
    }

    /// What alliances do that it befalls, `end fragmented`, where they could live so many months; `None` where that
    /// differs.
    #[must_use]
    pub fn in_words(self, horizon: Option<u32>) -> String {
        match (self, horizon) {
            (Self::Survival, Some(horizon)) => format!("last {}", months::in_words(horizon)),
            (Self::Survival, None) => "reach their horizon".to_owned(),
            (Self::Failure, Some(horizon)) => format!("do not last {}", months::in_words(horizon)),
            (Self::Failure, None) => "do not reach their horizon".to_owned(),
            (Self::Outcome(outcome), _) => format!("end {}", outcome.name()),
        }
    }
}

impl Serialize for Fate {
    /// Its word.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

impl FromStr for Fate {
    type Err = NoFate;

    fn from_str(word: &str) -> Result<Self, NoFate> {
        Self::all().find(|fate| fate.name() == word).ok_or_else(|| {
            let allowed: Vec<_> = Self::all().map(Self::name).collect();
            NoFate {
                near: nearest(word, allowed.iter().copied()).map(str::to_owned),
                word: word.to_owned(),
                allowed,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_survival_and_failure_are_fates_and_other_words_get_the_nearest() {
        assert_eq!("failure".parse(), Ok(Fate::Failure));
        assert_eq!("hollow".parse(), Ok(Fate::Outcome(Outcome::Hollow)));
        let wrong = "fragmentd".parse::<Fate>().unwrap_err().to_string();
        insta::assert_snapshot!(wrong, @"`fragmentd` is no outcome; allowed: survival, failure, completed, thriving, hollow, drifted, fragmented, dissolved, collapsed; did you mean `fragmented`?");
    }

    #[test]
    fn a_fate_is_told_as_what_alliances_do() {
        assert_eq!(Fate::Survival.in_words(Some(120)), "last 10 years");
        assert_eq!(Fate::Failure.in_words(Some(120)), "do not last 10 years");
        assert_eq!(Fate::Failure.in_words(None), "do not reach their horizon");
        assert_eq!(Fate::Outcome(Outcome::Drifted).in_words(Some(120)), "end drifted");
    }
}
