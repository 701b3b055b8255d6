//! How much may be asked.

use schemars::JsonSchema;
use serde::Serialize;

use super::Refused;
use alliance_dynamics::scenario::Scenario;

/// The most stewards, each of whom has keys of its own.
const MOST_STEWARDS: u64 = 100;
/// Whoever is told how far it has come waits so many times as long.
pub(super) const PATIENCE: u64 = 10;
/// So many axes of the goal space take as long as one.
const AXES_FOR_ONE: u64 = 8;

/// The most that is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limits {
    /// Members of an alliance, candidates included.
    pub members: usize,
    /// Axes of its goal space.
    pub axes: usize,
    /// Months until its horizon.
    pub months: u32,
    /// Worlds of an ensemble, futures of an explanation, and worlds of every model of a robustness.
    pub runs: u32,
    /// Bytes of a question.
    pub bytes: usize,
    /// What all runs of an ensemble come to together: members × members × months × runs, for a month takes as long as there are pairs.
    /// Pairs count once for every eight goal axes, and what is planned counts as so many pairs. One world in full counts as 50 runs, with its loops as 100; what
    /// tells how far it has come, an explanation or a robustness, may take ten times as much.
    pub effort: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            members: 200,
            axes: 1000,
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

    /// Changes may have given it more axes than the file has.
    pub(super) fn allow_scenario(&self, scenario: &Scenario) -> Result<(), Refused> {
        let axes = scenario.resolved().alliance.ambition.len();
        allow("goal axes", axes as u64, self.axes as u64)?;
        allow("stewards", scenario.resolved().stewards.len() as u64, MOST_STEWARDS)?;
        allow("months", u64::from(scenario.months), u64::from(self.months))
    }

    /// Refuses runs that nobody would wait for: as many times `effort` are borne.
    pub(super) fn allow_effort(&self, scenario: &Scenario, runs: u64, patience: u64) -> Result<(), Refused> {
        let file = scenario.resolved();
        let (members, months) = (scenario.names.len() as u64, scenario.months);
        let axes = file.alliance.ambition.len() as u64;
        let planned = (file.events.len() + file.stewards.len()) as u64;
        let pairs = [members, axes.div_ceil(AXES_FOR_ONE).max(1)]
            .into_iter()
            .fold(members, u64::saturating_mul);
        let found = [u64::from(months), runs]
            .into_iter()
            .fold(pairs.saturating_add(planned), u64::saturating_mul);
        let allowed = self.effort.saturating_mul(patience);
        if found <= allowed {
            return Ok(());
        }
        Err(Refused::TooLong {
            month: month_in_words(members, axes, planned),
            months,
            runs,
            found,
            allowed,
        })
    }
}

/// What a month comes to, in words.
fn month_in_words(members: u64, axes: u64, planned: u64) -> String {
    let mut pairs = format!("{members} members × {members} members");
    if axes > AXES_FOR_ONE {
        pairs += &format!(" × {} for {axes} goal axes", axes.div_ceil(AXES_FOR_ONE));
    }
    match planned {
        0 => pairs,
        planned => format!("({pairs} + {planned} planned)"),
    }
}

/// Refuses what is beyond a limit.
pub(super) fn allow(what: &'static str, found: u64, allowed: u64) -> Result<(), Refused> {
    if found <= allowed {
        return Ok(());
    }
    Err(Refused::Beyond { what, found, allowed })
}
