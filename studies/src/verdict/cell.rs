//! What the runs of one arm at one design point came to.

use std::sync::OnceLock;

use super::Reasons;
use crate::experiment::Block;
use crate::statistics::{CellMonths, Interval, Spread, SurvivalMonth, kaplan_meier, wilson};
use alliance_dynamics::alliance::{Losses, Outcome};
use alliance_dynamics::measures::Measure;
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
    outcomes: [u64; Outcome::ALL.len()],
    /// The first replication with each outcome.
    first: [Option<u32>; Outcome::ALL.len()],
    /// Alliances that ended after so many months.
    ended: Vec<u64>,
    /// Alliances that had not failed by the horizon, by the months that they lived: fewer than to the horizon where a mission was
    /// accomplished.
    lasted: Vec<u64>,
    final_trust: f64,
    final_value: f64,
    lost: Losses,
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
        let range = |measure: Measure| measure.range(members, most_value, scenario.months);
        Self {
            runs: 0,
            failed: 0,
            trajectories: CellMonths::with_room(runs, scenario.months, range),
            outcomes: [0; Outcome::ALL.len()],
            first: [None; Outcome::ALL.len()],
            ended: vec![0; months + 1],
            lasted: vec![0; months + 1],
            final_trust: 0.0,
            final_value: 0.0,
            lost: Losses::default(),
            spreads: OnceLock::new(),
        }
    }

    /// Adds the runs of a block. Blocks have to come in their order.
    pub fn add(&mut self, block: Block) {
        let (mut trust, mut value, mut lost) = (0.0, 0.0, Losses::default());
        for (ending, _) in block.lives() {
            self.runs += 1;
            self.outcomes[ending.outcome as usize] += 1;
            let left = if ending.outcome.survived() {
                &mut self.lasted
            } else {
                &mut self.ended
            };
            left[ending.months as usize] += 1;
            trust += ending.last[Measure::Trust];
            value += ending.last[Measure::Value];
            lost.add(&ending.lost);
        }
        for run in &block.runs {
            if let Ok(ending) = &run.result {
                self.first[ending.outcome as usize].get_or_insert(run.replication);
            }
        }
        self.failed += block.runs.iter().filter(|run| run.result.is_err()).count() as u64;
        self.final_trust += trust;
        self.final_value += value;
        self.lost.add(&lost);
        self.trajectories.add(block);
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
        share_of(self.count(outcome), self.runs)
    }

    /// The share of alliances that reached the horizon, 0…1, with its 95 % interval.
    #[must_use]
    pub fn survived(&self) -> (f64, Interval) {
        share_of(self.lasted.iter().sum(), self.runs)
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
        self.final_trust / self.runs.max(1) as f64
    }

    /// Mean value in the last month of each run, ≥ 0.
    #[must_use]
    pub fn mean_final_value(&self) -> f64 {
        self.final_value / self.runs.max(1) as f64
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

fn share_of(happened: u64, runs: u64) -> (f64, Interval) {
    (happened as f64 / runs.max(1) as f64, wilson(happened, runs))
}
