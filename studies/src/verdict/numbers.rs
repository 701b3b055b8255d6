//! What a study came to, arm by arm.

use schemars::JsonSchema;
use serde::Serialize;

use super::{CellResults, Reasons, Results, words};
use crate::statistics::Interval;
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;

/// What a study came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Verdict {
    /// Every arm at every design point.
    pub arms: Vec<ArmVerdict>,
    /// One sentence that can be quoted.
    pub sentence: String,
    /// Another: how trust was lost in the first arm, and what its members would say; none where no trust was lost, or where keys vary.
    pub reasons: Option<String>,
}

/// What one arm at one design point came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArmVerdict {
    /// The arm.
    pub arm: String,
    /// The keys that vary with their values; none where nothing is swept or sampled.
    pub settings: Vec<(String, String)>,
    /// Runs that did not fail.
    pub runs: u64,
    /// Runs that failed.
    pub failed: u64,
    /// The share that reached the horizon.
    pub survived: ShareVerdict,
    /// The share of every outcome.
    pub outcomes: Vec<OutcomeVerdict>,
    /// The months that half of the alliances lived at least.
    pub median_months: u32,
    /// Months until the horizon.
    pub horizon: u32,
    /// How trust was lost.
    pub reasons: Reasons,
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct ShareVerdict {
    /// The share, 0…1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// The share of one outcome.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct OutcomeVerdict {
    /// Which outcome.
    pub outcome: Outcome,
    /// How often.
    #[serde(flatten)]
    pub share: ShareVerdict,
}

impl Verdict {
    /// The verdict on a study.
    #[must_use]
    pub fn of(study: &Study, results: &Results) -> Self {
        let arms: Vec<_> = study
            .cells
            .iter()
            .zip(&results.cells)
            .map(|(cell, results)| {
                let values = study.values_at(cell.point).into_iter().map(str::to_owned);
                let settings = study.keys.iter().cloned().zip(values).collect();
                ArmVerdict::of(
                    study.arms[cell.arm].name.clone(),
                    settings,
                    cell.scenario.months,
                    results,
                )
            })
            .collect();
        Self::on(study, arms)
    }

    /// The verdict on a study whose arms, in the order of its cells, came to this.
    pub(crate) fn on(study: &Study, arms: Vec<ArmVerdict>) -> Self {
        Self {
            sentence: match study.sampling {
                Some(_) => words::across_points(&arms, study.points.len()),
                None => words::sentence(&arms),
            },
            reasons: (study.points.len() == 1).then(|| words::reasons(&arms)).flatten(),
            arms,
        }
    }
}

impl ArmVerdict {
    fn of(arm: String, settings: Vec<(String, String)>, horizon: u32, results: &CellResults) -> Self {
        let share = |(share, interval)| ShareVerdict { share, interval };
        Self {
            arm,
            settings,
            runs: results.runs,
            failed: results.failed,
            survived: share(results.survived()),
            outcomes: Outcome::ALL
                .map(|outcome| OutcomeVerdict {
                    outcome,
                    share: share(results.share(outcome)),
                })
                .to_vec(),
            median_months: results.median_months(),
            horizon,
            reasons: results.reasons(),
        }
    }
}
