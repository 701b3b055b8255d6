//! What a study came to, arm by arm.

use schemars::JsonSchema;
use serde::Serialize;

use super::paired::against_the_first;
use super::worlds::CellWorlds;
use super::{CellResults, PairedVerdict, Reasons, Results, no_effect, sentence, words};
use crate::experiment::Response;
use crate::statistics::{Interval, mean_interval};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;

/// What a study came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Verdict {
    /// Every arm at every design point.
    pub arms: Vec<ArmVerdict>,
    /// One sentence that can be quoted.
    pub sentence: String,
    /// What else is clearly different from the first arm, a sentence each: of survival, where the sentence is not about it, and of every
    /// outcome, that of the arm which differs most.
    pub differences: Vec<String>,
    /// Arms and swept keys that change nothing in any world, a sentence each, with the reason where it is known.
    pub without_effect: Vec<String>,
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
    /// Whether anything can differ from run to run; where nothing can, intervals have no width.
    pub varies: bool,
    /// The mean of the measure that was asked for, where one was.
    pub measure: Option<MeasureVerdict>,
    /// The same worlds in the first arm and here; none for the first itself, and where points are sampled.
    pub paired: Option<PairedVerdict>,
}

/// The mean of a measure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MeasureVerdict {
    /// What it is called.
    pub label: String,
    /// Its mean over all runs.
    pub mean: f64,
    /// The 95 % interval of the mean; none of a single run.
    pub interval: Option<Interval>,
    /// With how many decimals it is told.
    #[serde(skip)]
    pub(super) places: usize,
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
    /// The verdict on a study, whose arms and design points are compared by this first.
    #[must_use]
    pub fn of(study: &Study, results: &Results, about: Response) -> Self {
        let cells = study.cells.iter().zip(&results.cells);
        let arms = cells.map(|(cell, results)| {
            let values = study.values_at(cell.point).into_iter().map(str::to_owned);
            let settings = study.keys.iter().cloned().zip(values).collect();
            let name = study.arms[cell.arm].name.clone();
            ArmVerdict::of(name, settings, cell.scenario.months, results)
        });
        let worlds: Vec<&CellWorlds> = results.cells.iter().map(CellResults::worlds).collect();
        Self::on(study, arms.collect(), &worlds, about)
    }

    /// The verdict on a study whose arms and worlds, in the order of its cells, came to this.
    pub(crate) fn on(study: &Study, mut arms: Vec<ArmVerdict>, worlds: &[&CellWorlds], about: Response) -> Self {
        for ((arm, worlds), cell) in arms.iter_mut().zip(worlds).zip(&study.cells) {
            arm.varies = cell.scenario.varies();
            arm.measure = (!about.is_share()).then(|| MeasureVerdict::of(about, &worlds.values()));
        }
        if study.sampling.is_none() {
            let paired = against_the_first(worlds, about);
            arms.iter_mut()
                .skip(1)
                .zip(paired)
                .for_each(|(arm, paired)| arm.paired = Some(paired));
        }
        Self {
            sentence: match study.sampling {
                Some(_) => words::across_points(&arms, study.points.len(), about),
                None => sentence::of(&arms, about),
            },
            differences: sentence::differences(&arms, about),
            without_effect: no_effect::of_study(study, worlds),
            reasons: (study.points.len() == 1).then(|| words::reasons(&arms)).flatten(),
            arms,
        }
    }
}

impl MeasureVerdict {
    fn of(about: Response, values: &[f64]) -> Self {
        let (mean, interval) = mean_interval(values);
        Self {
            label: about.label(),
            mean,
            interval: (values.len() > 1).then_some(interval),
            places: about.told_with().1,
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
            varies: results.varies(),
            measure: None,
            paired: None,
        }
    }
}
