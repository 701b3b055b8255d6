//! Alliances with help, simulated where they are asked for.

use rayon::prelude::*;

use super::question::Asked;
use super::settings::with_help;
use crate::experiment::{Control, Trial, try_all};
use alliance_dynamics::scenario::file::RescueTable;
use alliance_dynamics::scenario::{ScenarioError, Template};
use alliance_dynamics::simulation::Ending;

/// Why a search ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    /// It was stopped.
    #[error("stopped before the search was over")]
    Stopped,
    /// The scenario does not go together with the help.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// What the scenario has planned already cannot be written down.
    #[error("the stewards and events of the scenario cannot be written")]
    Unwritable(#[from] toml::ser::Error),
}

/// Simulates alliances of one scenario with help.
#[derive(Debug)]
pub struct Laboratory<'a> {
    template: &'a Template,
    table: &'a RescueTable,
    seed: u64,
    control: &'a Control,
    /// Runs that were done, those that failed among them.
    pub done: u64,
    /// Runs that failed; such an alliance counts as one that does not get there.
    pub failed: u64,
    /// What the first run said that failed.
    pub failure: Option<String>,
}

impl<'a> Laboratory<'a> {
    /// A laboratory for a scenario and the help there is, whose luck is derived from a seed.
    #[must_use]
    pub fn new(template: &'a Template, table: &'a RescueTable, seed: u64, control: &'a Control) -> Self {
        Self {
            template,
            table,
            seed,
            control,
            done: 0,
            failed: 0,
            failure: None,
        }
    }

    /// For each help asked for in which of its worlds the alliance gets there, in order.
    ///
    /// # Errors
    /// If the help is not allowed beside what the scenario says, or the control said stop.
    pub fn hits(&mut self, asked: &[Asked]) -> Result<Vec<Vec<bool>>, RescueError> {
        let trials: Result<Vec<Trial>, RescueError> = asked.par_iter().map(|asked| self.trial(asked)).collect();
        let ends = try_all(&trials?, self.seed, self.control).ok_or(RescueError::Stopped)?;
        for end in ends.iter().flatten() {
            self.done += 1;
            if let Err(message) = end {
                self.failed += 1;
                self.failure.get_or_insert_with(|| message.clone());
            }
        }
        let got_there =
            |end: &Result<Ending, String>| end.as_ref().is_ok_and(|ending| self.table.goal.is_met(ending.outcome));
        Ok(ends.iter().map(|ends| ends.iter().map(got_there).collect()).collect())
    }

    fn trial(&self, asked: &Asked) -> Result<Trial, RescueError> {
        Ok(Trial {
            scenario: with_help(self.template, self.table, &asked.help)?.into(),
            replications: asked.replications.clone(),
        })
    }
}
