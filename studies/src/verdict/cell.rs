//! What the runs of one arm at one design point came to.

use std::sync::OnceLock;

use super::Reasons;
use super::worlds::{CellWorlds, World};
use crate::experiment::{Block, Fate, Response};
use crate::statistics::{CellMonths, Interval, Spread, SurvivalMonth, kaplan_meier, mean_interval, wilson};
use alliance_dynamics::alliance::{Losses, Outcome};
use alliance_dynamics::measures::{MOST_OWN, Measure, OwnMeasure, OwnRecord, Record};
use alliance_dynamics::scenario::Scenario;

/// The runs of one arm at one design point.
#[derive(Debug)]
pub struct CellResults {
    /// Runs that did not fail.
    pub runs: u64,
    /// Runs that failed.
    pub failed: u64,
    /// Every month of every run.
    pub trajectories: CellMonths,
    /// What measures of the scenario's own were in every month of every run, where it has any.
    pub own: Option<CellMonths<MOST_OWN>>,
    outcomes: [u64; Outcome::ALL.len()],
    /// The first replication with each outcome.
    first: [Option<u32>; Outcome::ALL.len()],
    /// Alliances that ended after so many months.
    ended: Vec<u64>,
    /// Alliances that had not failed by the horizon, by the months that they lived: fewer than to the horizon where a mission was
    /// accomplished.
    lasted: Vec<u64>,
    /// Sums of every measure in the last month.
    finals: Record,
    own_finals: OwnRecord,
    lost: Losses,
    /// Whether anything can differ from run to run.
    varies: bool,
    /// What is kept of every run, beside how it ended; of no run anything where nothing is asked for.
    asked: Option<Response>,
    worlds: CellWorlds,
    spreads: OnceLock<Vec<[Spread; Measure::COUNT]>>,
}

impl CellResults {
    /// Room for the results of a scenario.
    #[must_use]
    pub fn with_room(scenario: &Scenario, runs: u32) -> Self {
        let months = scenario.months as usize;
        let members = scenario.most_members();
        let expertise = members as f64 / scenario.n_founders() as f64;
        let work = &scenario.rules.work;
        let most_value = (1.0 + *work.synergy) * libm::pow(expertise, *work.complementarity);
        let ranges = Measure::ALL.map(|measure| measure.range(members, most_value, scenario.months));
        let own = (!scenario.own.is_empty()).then(|| {
            let range = |place| {
                scenario
                    .own
                    .get(place)
                    .map_or((0.0, 1.0), |measure: &OwnMeasure| measure.range())
            };
            CellMonths::with_room(runs, scenario.months, std::array::from_fn(range))
        });
        Self {
            runs: 0,
            failed: 0,
            trajectories: CellMonths::with_room(runs, scenario.months, ranges),
            own,
            outcomes: [0; Outcome::ALL.len()],
            first: [None; Outcome::ALL.len()],
            ended: vec![0; months + 1],
            lasted: vec![0; months + 1],
            finals: Record::default(),
            own_finals: OwnRecord::default(),
            lost: Losses::default(),
            varies: scenario.varies(),
            asked: None,
            worlds: CellWorlds::default(),
            spreads: OnceLock::new(),
        }
    }

    /// Keeps this of every run that is added from now on, and how it ended, so that worlds can be compared; 32 bytes a run.
    #[must_use]
    pub fn asking(self, response: Response) -> Self {
        Self {
            asked: Some(response),
            ..self
        }
    }

    /// Adds the runs of some blocks, which have to come in their order.
    pub fn add(&mut self, blocks: Vec<Block>) {
        blocks.iter().for_each(|block| self.add_ends(block));
        if let Some(own) = &mut self.own {
            own.add_own(&blocks);
        }
        self.trajectories.add(blocks);
    }

    fn add_ends(&mut self, block: &Block) {
        let (mut finals, mut own_finals) = (Record::default(), OwnRecord::default());
        let mut lost = Losses::default();
        for (ending, _) in block.lives() {
            self.runs += 1;
            self.outcomes[ending.outcome as usize] += 1;
            let left = if ending.outcome.survived() {
                &mut self.lasted
            } else {
                &mut self.ended
            };
            left[ending.months as usize] += 1;
            finals.add(&ending.last);
            own_finals.add(&ending.own);
            lost.add(&ending.lost);
        }
        for run in &block.runs {
            if let Ok(ending) = &run.result {
                self.first[ending.outcome as usize].get_or_insert(run.replication);
                if let Some(response) = self.asked {
                    let world = World::of(ending, response.of(ending));
                    self.worlds.add(u64::from(run.replication), world);
                }
            }
        }
        self.failed += block.runs.iter().filter(|run| run.result.is_err()).count() as u64;
        self.finals.add(&finals);
        self.own_finals.add(&own_finals);
        self.lost.add(&lost);
    }

    /// How many runs had an outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome as usize]
    }

    /// The first replication with the commonest outcome; none where no run is done.
    #[must_use]
    pub fn typical_replication(&self) -> Option<u32> {
        let commonest = Outcome::ALL
            .into_iter()
            .rev()
            .max_by_key(|&outcome| self.count(outcome))?;
        self.first[commonest as usize]
    }

    /// The share of an outcome, 0…1, with its 95 % interval.
    #[must_use]
    pub fn share(&self, outcome: Outcome) -> (f64, Interval) {
        self.befell(Fate::Outcome(outcome))
    }

    /// The share of alliances that reached the horizon, 0…1, with its 95 % interval.
    #[must_use]
    pub fn survived(&self) -> (f64, Interval) {
        self.befell(Fate::Survival)
    }

    /// The share of alliances that a fate befell, 0…1, with its 95 % interval: without width where nothing differs from run to run.
    #[must_use]
    pub fn befell(&self, fate: Fate) -> (f64, Interval) {
        let counts = Outcome::ALL.into_iter().filter(|&outcome| fate.is(outcome));
        let happened = counts.map(|outcome| self.count(outcome)).sum();
        let share = happened as f64 / self.runs.max(1) as f64;
        let (low, high) = (share, share);
        let interval = match self.varies || self.runs == 0 {
            true => wilson(happened, self.runs),
            false => Interval { low, high },
        };
        (share, interval)
    }

    /// The mean of what is read off every run; of a fate its share, 0…1. With its 95 % interval where that can be told: of a measure
    /// it takes that it [was asked for](Self::asking).
    #[must_use]
    pub fn mean(&self, response: Response) -> (f64, Option<Interval>) {
        let runs = self.runs.max(1) as f64;
        let mean = match response {
            Response::Fate(fate) => {
                let (share, interval) = self.befell(fate);
                return (share, Some(interval));
            }
            Response::Months => self.months_lived() / runs,
            Response::Final(measure) => self.finals[measure] / runs,
            Response::Own(measure) => self.own_finals.0[measure.place()] / runs,
        };
        let is_kept = self.asked == Some(response) && self.runs > 1;
        (mean, is_kept.then(|| mean_interval(&self.worlds.values()).1))
    }

    /// Months that all alliances lived together.
    fn months_lived(&self) -> f64 {
        let both = (0_u64..).zip(self.ended.iter().zip(&self.lasted));
        both.map(|(months, (ended, lasted))| months * (ended + lasted))
            .sum::<u64>() as f64
    }

    /// Whether anything can differ from run to run.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.varies
    }

    pub(super) fn worlds(&self) -> &CellWorlds {
        &self.worlds
    }

    /// The months that half of the alliances lived at least; the horizon where half of them reached it.
    #[must_use]
    pub fn median_months(&self) -> u32 {
        let mut lived = 0;
        let both = self.ended.iter().zip(&self.lasted);
        let median = both.map(|(ended, lasted)| ended + lasted).position(|left| {
            lived += left;
            2 * lived >= self.runs
        });
        median.unwrap_or(0) as u32
    }

    /// Mean trust in the last month of each run, −1…1.
    #[must_use]
    pub fn mean_final_trust(&self) -> f64 {
        self.mean(Response::Final(Measure::Trust)).0
    }

    /// Mean value in the last month of each run, ≥ 0.
    #[must_use]
    pub fn mean_final_value(&self) -> f64 {
        self.mean(Response::Final(Measure::Value)).0
    }

    /// How trust was lost, a run on average.
    #[must_use]
    pub fn reasons(&self) -> Reasons {
        Reasons::of(&self.lost, self.runs)
    }

    /// The spread of every measure, month by month; computed once, when all blocks are there.
    #[must_use]
    pub fn spreads(&self) -> &[[Spread; Measure::COUNT]] {
        self.spreads.get_or_init(|| self.trajectories.spreads())
    }

    /// The survival curve, from month 0 to the horizon. An accomplished mission is no failure: such an alliance is counted as one that
    /// has not failed by the horizon.
    #[must_use]
    pub fn survival(&self) -> Vec<SurvivalMonth> {
        let mut censored = vec![0; self.lasted.len()];
        if let Some(at_horizon) = censored.last_mut() {
            *at_horizon = self.lasted.iter().sum();
        }
        kaplan_meier(&self.ended, &censored)
    }
}
