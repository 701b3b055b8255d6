//! Many worlds.

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::settings::{ScenarioQuestion, read};
use super::{Limits, Refused};
use crate::shown::{OwnBand, ShownMeasures};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_studies::causes::Bounded;
use alliance_studies::experiment::{BLOCK, Block, Control, Experiment};
use alliance_studies::finished::Band;
use alliance_studies::statistics::{CellMonths, Interval, Spread};
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
    /// The same of every measure of the scenario's own.
    own: Vec<OwnBand>,
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
    let study = study(body, limits, control)?;
    let mut gathered = Gathered::of(&study);
    control.expect(u64::from(study.runs));
    Experiment::new(study).run(control, |block| gathered.add(block));
    if control.is_stopped() {
        return Err(Refused::Stopped);
    }
    gathered.told()
}

/// How many parts there are at most: blocks of replications, none of which is divided.
pub(super) fn blocks(body: &[u8]) -> Result<u32, Refused> {
    let question: EnsembleQuestion = read(body)?;
    Ok(question.runs.div_ceil(BLOCK as u32))
}

pub(super) fn part(body: &[u8], part: Range<u32>, limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let study = study(body, limits, control)?;
    let mut bytes = Vec::new();
    control.expect(u64::from(study.runs));
    Experiment::new(study).run_within(part.start as usize..part.end as usize, control, |blocks| {
        bytes.extend(blocks.iter().flat_map(Block::to_bytes));
    });
    if control.is_stopped() {
        return Err(Refused::Stopped);
    }
    Ok(bytes)
}

pub(super) fn whole(body: &[u8], mut parts: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let study = study(body, limits, control)?;
    let mut gathered = Gathered::of(&study);
    let mut expected = 0..study.runs;
    while let Some((block, rest)) = Block::from_bytes(parts) {
        if block.runs.iter().any(|run| expected.next() != Some(run.replication)) {
            return Err(not_its_parts());
        }
        gathered.add(block);
        parts = rest;
    }
    match parts.is_empty() && expected.is_empty() {
        true => gathered.told(),
        false => Err(not_its_parts()),
    }
}

fn not_its_parts() -> Refused {
    Refused::Malformed("the parts are not all parts of this question, in their order".to_owned())
}

/// What is asked for, as a study of one cell.
fn study(body: &[u8], limits: &Limits, control: &Control) -> Result<Study, Refused> {
    let question: EnsembleQuestion = read(body)?;
    limits.allow_runs(question.runs)?;
    let chosen = question.settings.choose(limits, control)?;
    limits.allow_effort(&chosen.scenario, u64::from(question.runs), 1)?;
    let mut study = Study::of_one(Arc::clone(&chosen.scenario), question.runs);
    study.change_seed(Some(chosen.seed));
    Ok(study)
}

/// What has come of an ensemble so far.
struct Gathered {
    scenario: Arc<Scenario>,
    results: CellResults,
    fates: Fates,
}

impl Gathered {
    fn of(study: &Study) -> Self {
        Self {
            scenario: Arc::clone(&study.base),
            results: CellResults::with_room(&study.base, study.runs),
            fates: Fates::default(),
        }
    }

    /// Adds a block; they have to come in their order.
    fn add(&mut self, block: Block) {
        self.fates.add(&block);
        self.results.add(vec![block]);
    }

    fn told(self) -> Result<Vec<u8>, Refused> {
        match self.fates.failed {
            Some(message) => Err(Refused::Failed(message)),
            None => Ok(serde_json::to_vec(&told(&self.scenario, &self.results, self.fates))?),
        }
    }
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

fn told(scenario: &Scenario, results: &CellResults, fates: Fates) -> EnsembleAnswer {
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
        timeline: ShownMeasures::of(|measure| band(&results.trajectories, &results.trajectories.spreads_of(measure))),
        own: own(scenario, results),
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

fn own(scenario: &Scenario, results: &CellResults) -> Vec<OwnBand> {
    let of = |place: usize| {
        results
            .own
            .as_ref()
            .map(|months| band(months, &months.spreads_at(place)))
    };
    OwnBand::all(scenario.resolved(), |place, _| of(place).unwrap_or_default())
}

/// What is shown of a measure with this spread, in the months in which anybody is alive.
fn band<const N: usize>(months: &CellMonths<N>, spreads: &[Spread]) -> Band {
    let part = |part: fn(&Spread) -> f64| {
        let months = spreads.iter().zip(months.alive());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_put_together_are_the_answer_however_many_there_are() {
        let whole_at_once = answer(BODY, &Limits::default(), &Control::default()).unwrap();
        assert_eq!(blocks(BODY).unwrap(), 5);
        for ends in [vec![5], vec![2, 5], vec![1, 2, 3, 4, 5]] {
            assert_eq!(put_together(&parts(&ends)).unwrap(), whole_at_once, "{ends:?}");
        }
    }

    #[test]
    fn parts_that_are_missing_or_in_another_order_are_no_whole() {
        let [first, second] = [of(0..2), of(2..5)];
        let cut = &second[..second.len() - 1];
        for wrong in [
            vec![],
            first.clone(),
            [&second[..], &first].concat(),
            [&first[..], cut].concat(),
        ] {
            let refused = put_together(&wrong).unwrap_err().to_string();
            assert!(refused.contains("not all parts"), "{refused}");
        }
    }

    #[test]
    fn measures_of_the_scenarios_own_come_by_their_names_as_in_the_table_of_the_study() {
        let told = answer(OWN, &Limits::default(), &Control::default()).unwrap();
        let told: serde_json::Value = serde_json::from_slice(&told).unwrap();
        let own = &told["own"][0];
        assert_eq!(
            (own["name"].as_str(), told["own"][1].is_null()),
            (Some("mean_trust"), true)
        );
        // The mean over all ties in touch is the model's own trust.
        let means = |of: &serde_json::Value| -> Vec<f64> {
            let means = of["mean"].as_array().unwrap().iter();
            means.map(|mean| mean.as_f64().unwrap()).collect()
        };
        let pairs = means(own).into_iter().zip(means(&told["timeline"]["trust"]));
        assert!(pairs.into_iter().all(|(own, trust)| (own - trust).abs() < 1e-9));
        assert_eq!(means(own).len(), 12);
    }

    const OWN: &[u8] = br#"{ "toml": "months = 12\npopulation.count = 4\n[[measures]]\nname = \"mean_trust\"\nof = \"trust\"\nby = \"mean\"", "changes": [], "runs": 12 }"#;

    const BODY: &[u8] = br#"{ "toml": "months = 24", "changes": [["gossip.rate", 0.3]], "seed": 7, "runs": 47 }"#;

    fn parts(ends: &[u32]) -> Vec<u8> {
        let starts = std::iter::once(&0).chain(ends);
        starts.zip(ends).flat_map(|(&start, &end)| of(start..end)).collect()
    }

    fn of(blocks: Range<u32>) -> Vec<u8> {
        part(BODY, blocks, &Limits::default(), &Control::default()).unwrap()
    }

    fn put_together(parts: &[u8]) -> Result<Vec<u8>, Refused> {
        whole(BODY, parts, &Limits::default(), &Control::default())
    }
}
