//! Many worlds.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::settings::{Settings, read};
use super::{Limits, Refused};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{Block, Control, Experiment};
use alliance_studies::statistics::{Interval, Spread};
use alliance_studies::verdict::CellResults;

/// What is told of every month.
const MEASURES: [Measure; 4] = [Measure::Trust, Measure::Value, Measure::Hostility, Measure::Members];

#[derive(Debug, Deserialize)]
struct EnsembleQuestion {
    #[serde(flatten)]
    settings: Settings,
    runs: u32,
}

#[derive(Debug, Serialize)]
struct EnsembleAnswer {
    runs: u64,
    outcomes: Vec<OutcomeShare>,
    survived: Estimate,
    survival: Survival,
    timeline: BTreeMap<&'static str, Band>,
    fates: Vec<usize>,
    months: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct OutcomeShare {
    outcome: &'static str,
    share: f64,
    low: f64,
    high: f64,
}

/// A value with its bounds.
#[derive(Debug, Serialize)]
pub(super) struct Estimate {
    value: f64,
    low: f64,
    high: f64,
}

impl Estimate {
    pub(super) fn of(value: f64, Interval { low, high }: Interval) -> Self {
        Self { value, low, high }
    }
}

#[derive(Debug, Default, Serialize)]
struct Survival {
    month: Vec<u32>,
    survival: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
}

/// A measure over the months; nothing where nobody lived to see the month.
#[derive(Debug, Serialize)]
struct Band {
    mean: Vec<Option<f64>>,
    low: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
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
    let chosen = question.settings.choose(limits)?;
    limits.allow_effort(&chosen.scenario, u64::from(question.runs), 1)?;
    let mut study = Study::of_one(Arc::clone(&chosen.scenario), question.runs);
    study.change_seed(Some(chosen.seed));
    let mut results = CellResults::with_room(&chosen.scenario, question.runs);
    let mut fates = Fates::default();
    control.expect(u64::from(question.runs));
    Experiment::new(study).run(control, |block| {
        fates.add(&block);
        results.add(block);
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
        let outcome = outcome.name();
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
        survived: Estimate::of(survived, interval),
        survival: survival(results),
        timeline: MEASURES.map(|measure| (measure.name(), band(results, measure))).into(),
        fates: fates.outcomes,
        months: fates.months,
    }
}

fn survival(results: &CellResults) -> Survival {
    let mut told = Survival::default();
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
