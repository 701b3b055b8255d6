//! How much may be asked.

use schemars::JsonSchema;
use serde::Serialize;

use super::Refused;
use alliance_dynamics::scenario::Scenario;

/// The most that is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limits {
    /// Members of an alliance, candidates included.
    pub members: usize,
    /// Months until its horizon.
    pub months: u32,
    /// Worlds of an ensemble, and futures of an explanation.
    pub runs: u32,
    /// Bytes of a question.
    pub bytes: usize,
    /// What all runs of an ensemble come to together: members × members × months × runs, for a month takes as long as there are pairs.
    /// One world in full counts as 50 runs; an explanation, which tells how far it has come, may take ten times as much.
    pub effort: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            members: 200,
            months: 1200,
            runs: 1000,
            bytes: 1024 * 1024,
            effort: 1_000_000_000,
        }
    }
}

impl Limits {
    pub(super) fn allow_bytes(&self, body: &[u8]) -> Result<(), Refused> {
        allow("bytes", body.len() as u64, self.bytes as u64)
    }

    pub(super) fn allow_runs(&self, runs: u32) -> Result<(), Refused> {
        allow("runs", u64::from(runs), u64::from(self.runs))
    }

    pub(super) fn allow_futures(&self, futures: u32) -> Result<(), Refused> {
        allow("futures", u64::from(futures), u64::from(self.runs))
    }

    pub(super) fn allow_scenario(&self, scenario: &Scenario) -> Result<(), Refused> {
        allow("months", u64::from(scenario.months), u64::from(self.months))
    }

    /// Refuses runs that nobody would wait for: as many times `effort` are borne.
    pub(super) fn allow_effort(&self, scenario: &Scenario, runs: u64, patience: u64) -> Result<(), Refused> {
        let (members, months) = (scenario.names.len() as u64, scenario.months);
        let found = [members, u64::from(months), runs]
            .into_iter()
            .fold(members, u64::saturating_mul);
        let allowed = self.effort.saturating_mul(patience);
        if found <= allowed {
            return Ok(());
        }
        Err(Refused::TooLong {
            members,
            months,
            runs,
            found,
            allowed,
        })
    }
}

/// Refuses what is beyond a limit.
pub(super) fn allow(what: &'static str, found: u64, allowed: u64) -> Result<(), Refused> {
    if found <= allowed {
        return Ok(());
    }
    Err(Refused::Beyond { what, found, allowed })
}
