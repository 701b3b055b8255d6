//! What is counted.

use std::str::FromStr;

use alliance_prose::did_you_mean;
use alliance_prose::months;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::gate::nearest;
use alliance_dynamics::simulation::Ending;

/// The word for not reaching the horizon.
const FAILURE: &str = "failure";

/// A fate of alliances that is counted: an outcome, or failure whatever its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
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
    /// Whether it befell this alliance.
    #[must_use]
    pub fn befell(self, ending: &Ending) -> bool {
        match self {
            Self::Failure => !ending.outcome.survived(),
            Self::Outcome(outcome) => ending.outcome == outcome,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Failure => FAILURE,
            Self::Outcome(outcome) => outcome.name(),
        }
    }

    /// What alliances do that it befalls, `end fragmented`, where they could live so many months; `None` where that
    /// differs.
    #[must_use]
    pub fn in_words(self, horizon: Option<u32>) -> String {
        match (self, horizon) {
            (Self::Failure, Some(horizon)) => format!("do not last {}", months::in_words(horizon)),
            (Self::Failure, None) => "do not reach their horizon".to_owned(),
            (Self::Outcome(outcome), _) => format!("end {}", outcome.name()),
        }
    }
}

impl FromStr for Fate {
    type Err = NoFate;

    fn from_str(word: &str) -> Result<Self, NoFate> {
        let fates = || [Self::Failure].into_iter().chain(Outcome::ALL.map(Self::Outcome));
        fates().find(|fate| fate.name() == word).ok_or_else(|| {
            let allowed: Vec<_> = fates().map(Self::name).collect();
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
    fn every_outcome_and_failure_are_fates_and_other_words_get_the_nearest() {
        assert_eq!("failure".parse(), Ok(Fate::Failure));
        assert_eq!("hollow".parse(), Ok(Fate::Outcome(Outcome::Hollow)));
        let wrong = "fragmentd".parse::<Fate>().unwrap_err().to_string();
        insta::assert_snapshot!(wrong, @"`fragmentd` is no outcome; allowed: failure, completed, thriving, hollow, drifted, fragmented, dissolved, collapsed; did you mean `fragmented`?");
    }

    #[test]
    fn a_fate_is_told_as_what_alliances_do() {
        assert_eq!(Fate::Failure.in_words(Some(120)), "do not last 10 years");
        assert_eq!(Fate::Failure.in_words(None), "do not reach their horizon");
        assert_eq!(Fate::Outcome(Outcome::Drifted).in_words(Some(120)), "end drifted");
    }
}
