//! Alliances with help, simulated where they are asked for.

use rayon::prelude::*;

use super::settings::{HelpError, with_help};
use super::stages::AskedHelp;
use crate::Unanswered;
use crate::experiment::{Control, Trial, try_all};
use alliance_dynamics::scenario::Template;
use alliance_dynamics::scenario::file::RescueTable;
use alliance_dynamics::simulation::Ending;

/// Simulates alliances of one scenario with help.
#[derive(Debug)]
pub struct RescueLaboratory<'a> {
    template: &'a Template,
    table: &'a RescueTable,
    seed: u64,
    control: &'a Control,
    /// The runs so far.
    pub tally: RescueTally,
}

/// Runs that were done, and what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RescueTally {
    /// Runs that were done, those that failed among them.
    pub done: u64,
    /// Runs that failed; such an alliance counts as one that does not get there.
    pub failed: u64,
    /// What the first run said that failed.
    pub failure: Option<String>,
}

impl<'a> RescueLaboratory<'a> {
    /// A laboratory for a scenario and the help there is, whose luck is derived from a seed.
    #[must_use]
    pub fn new(template: &'a Template, table: &'a RescueTable, seed: u64, control: &'a Control) -> Self {
        Self {
            template,
            table,
            seed,
            control,
            tally: RescueTally::default(),
        }
    }

    /// For each help asked for in which of its worlds the alliance gets there, in order.
    ///
    /// # Errors
    /// If the help is not allowed beside what the scenario says, or the control said stop.
    pub fn hits(&mut self, asked: &[AskedHelp]) -> Result<Vec<Vec<bool>>, Unanswered> {
        let trials: Result<Vec<Trial>, HelpError> = asked.par_iter().map(|asked| self.trial(asked)).collect();
        let before = "the search was over";
        let ends = try_all(&trials?, self.seed, self.control).ok_or(Unanswered::Stopped { before })?;
        for end in ends.iter().flatten() {
            self.tally.done += 1;
            if let Err(message) = end {
                self.tally.failed += 1;
                self.tally.failure.get_or_insert_with(|| message.clone());
            }
        }
        let got_there =
            |end: &Result<Ending, String>| end.as_ref().is_ok_and(|ending| self.table.goal.is_met(ending.outcome));
        Ok(ends.iter().map(|ends| ends.iter().map(got_there).collect()).collect())
    }

    fn trial(&self, asked: &AskedHelp) -> Result<Trial, HelpError> {
        Ok(Trial {
            scenario: with_help(self.template, self.table, &asked.help)?.into(),
            replications: asked.replications.clone(),
        })
    }
}

impl From<HelpError> for Unanswered {
    fn from(error: HelpError) -> Self {
        match error {
            HelpError::Scenario(error) => Self::Scenario(error),
            error @ HelpError::Unwritable(_) => Self::Nothing(error.to_string()),
        }
    }
}
