//! Many worlds.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::settings::{ScenarioQuestion, read};
use super::{Limits, Refused};
use crate::shown::ShownMeasures;
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Study;
use alliance_studies::causes::Bounded;
use alliance_studies::experiment::{Block, Control, Experiment};
use alliance_studies::finished::Band;
use alliance_studies::statistics::{Interval, Spread};
use alliance_studies::verdict::CellResults;

/// Many worlds, replication 0 first.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct EnsembleQuestion {
    #[serde(flatten)]
    settings: ScenarioQuestion,
    /// How many replications.
    runs: u32,
}

/// What became of many worlds.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EnsembleAnswer {
    runs: u64,
    /// Every outcome with its share and 95 % interval (Wilson), as in `summary.csv`.
    outcomes: Vec<OutcomeShare>,
    /// Share that survived, with its interval.
    survived: Bounded,
    /// As in `survival.csv`: place 0 is month 0.
    survival: SurvivalAnswer,
    /// As in `timeline.csv` of `run`, over the runs alive: mean, and the 5 % and 95 % quantiles; place 0 is month 1.
    timeline: ShownMeasures,
    /// For every replication the number of its outcome in `outcomes`.
    fates: Vec<usize>,
    /// For every replication the months that it lived.
    months: Vec<u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OutcomeShare {
    outcome: Outcome,
    share: f64,
    low: f64,
    high: f64,
}

/// Share still alive, month by month, with its 95 % band.
#[derive(Debug, Default, Serialize, JsonSchema)]
struct SurvivalAnswer {
    month: Vec<u32>,
    survival: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
}

/// What became of every world.
#[derive(Debug, Default)]
struct Fates {
    outcomes: Vec<usize>,
    months: Vec<u32>,
    failed: Option<String>,
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let question: EnsembleQuestion = read(body)?;
    limits.allow_runs(question.runs)?;
    let chosen = question.settings.choose(limits, control)?;
    limits.allow_effort(&chosen.scenario, u64::from(question.runs), 1)?;
    let mut study = Study::of_one(Arc::clone(&chosen.scenario), question.runs);
    study.change_seed(Some(chosen.seed));
    let mut results = CellResults::with_room(&chosen.scenario, question.runs);
    let mut fates = Fates::default();
    control.expect(u64::from(question.runs));
    Experiment::new(study).run(control, |block| {
        fates.add(&block);
        results.add(vec![block]);
    });
    if control.is_stopped() {
        return Err(Refused::Stopped);
    }
    if let Some(message) = fates.failed {
        return Err(Refused::Failed(message));
    }
    Ok(serde_json::to_vec(&told(&results, fates))?)
}

impl Fates {
    fn add(&mut self, block: &Block) {
        for run in &block.runs {
            match &run.result {
                Ok(ending) => {
                    self.outcomes.push(ending.outcome as usize);
                    self.months.push(ending.months);
                }
                Err(message) => self.failed = self.failed.take().or_else(|| Some(message.clone())),
            }
        }
    }
}

fn told(results: &CellResults, fates: Fates) -> EnsembleAnswer {
    let (survived, interval) = results.survived();
    let share = |outcome: Outcome| {
        let (share, Interval { low, high }) = results.share(outcome);
        OutcomeShare {
            outcome,
            share,
            low,
            high,
        }
    };
    EnsembleAnswer {
        runs: results.runs,
        outcomes: Outcome::ALL.map(share).into(),
        survived: Bounded::of((survived, interval)),
        survival: survival(results),
        timeline: ShownMeasures::of(|measure| band(results, measure)),
        fates: fates.outcomes,
        months: fates.months,
    }
}

fn survival(results: &CellResults) -> SurvivalAnswer {
    let mut told = SurvivalAnswer::default();
    for at in results.survival() {
        told.month.push(at.month);
        told.survival.push(at.survival);
        told.low.push(at.low);
        told.high.push(at.high);
    }
    told
}

fn band(results: &CellResults, measure: Measure) -> Band {
    let spreads = results.trajectories.spreads_of(measure);
    let alive = results.trajectories.alive();
    let part = |part: fn(&Spread) -> f64| {
        let months = spreads.iter().zip(alive);
        months
            .map(|(spread, &alive)| (alive > 0).then(|| part(spread)))
            .collect()
    };
    Band {
        mean: part(|spread| spread.mean),
        low: part(|spread| spread.p05),
        high: part(|spread| spread.p95),
    }
}
