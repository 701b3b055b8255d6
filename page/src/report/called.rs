//! What acts are called that a run could have hung on.

use super::Language;
use alliance_dynamics::scenario::Scenario;
use alliance_studies::causes::{Candidate, Description, Group};

impl Language {
    /// What a candidate is called: an act with its months, or a mechanism by its name.
    #[must_use]
    pub fn called(self, candidate: &Candidate, scenario: &Scenario) -> String {
        let act = candidate.act;
        let description = Description::of(candidate, scenario);
        match candidate.group {
            Group::Mechanism => description.what.replace('_', " "),
            Group::Happened | Group::Done => self.act(&description, act.from + 1, act.until),
        }
    }
}
