//! The same worlds in two arms, run by run.

use std::collections::BTreeMap;

use alliance_dynamics::alliance::Outcome;

use super::numbers::TestVerdict;
use super::{AskedComparison, LeftOutWorlds};
use crate::experiment::Response;
use crate::finished::{End, FinishedRun, FinishedRuns};
use crate::statistics::{MeanDifference, mean_difference, paired_mean_test};
use crate::verdict::FateDifference;
use crate::verdict::worlds::Meetings;

/// The runs of one arm at one design point, by replication.
pub(super) type Ends<'a> = BTreeMap<u64, &'a FinishedRun>;

pub(super) fn cells(runs: &FinishedRuns) -> BTreeMap<(usize, usize), Ends<'_>> {
    let mut cells: BTreeMap<(usize, usize), Ends<'_>> = BTreeMap::new();
    for run in &runs.runs {
        cells
            .entry((run.arm, run.point))
            .or_default()
            .insert(run.replication, run);
    }
    cells
}

/// The same worlds in two arms.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// How each world ended in the base and in the arm.
    pub worlds: Vec<(End, End)>,
    /// The same, with what the outcomes are counted by.
    pub met: Meetings,
    /// What was asked for in the base and in the arm.
    values: [Vec<f64>; 2],
    pub left_out: LeftOutWorlds,
}

impl Pairs {
    pub fn of(base: &Ends<'_>, arm: &Ends<'_>) -> Self {
        let mut pairs = Self::default();
        for (replication, base) in base {
            match arm.get(replication) {
                None => pairs.left_out.single += 1,
                Some(arm) => pairs.add(base, arm),
            }
        }
        let only_there = arm.keys().filter(|replication| !base.contains_key(replication));
        pairs.left_out.single += only_there.count() as u64;
        pairs
    }

    fn add(&mut self, base: &FinishedRun, arm: &FinishedRun) {
        let (Some((base_end, arm_end)), Some((base, arm))) = (base.end.zip(arm.end), base.world().zip(arm.world()))
        else {
            self.left_out.failed += 1;
            return;
        };
        self.worlds.push((base_end, arm_end));
        self.met.add(&base, &arm);
        self.values[0].push(base.value);
        self.values[1].push(arm.value);
    }

    /// What was asked for, where that is not survival, which is always told.
    pub fn asked(&self, about: Response) -> Option<AskedComparison> {
        let (name, label, (factor, places)) = (about.name(), about.label(), about.told_with());
        let asked = |means: MeanDifference, p: f64| AskedComparison {
            name,
            means,
            test: TestVerdict::alone(p),
            worlds: None,
            label,
            verb: String::new(),
            factor,
            places,
        };
        match about {
            Response::SURVIVAL => None,
            Response::Fate(fate) => {
                let counts = self.met.paired(fate);
                let found = FateDifference::of(fate, &counts);
                let means = MeanDifference {
                    base: found.base,
                    arm: found.arm,
                    difference: counts.difference(),
                    paired: Some(counts.paired_interval()),
                    unpaired: Some(counts.unpaired_interval()),
                };
                Some(AskedComparison {
                    worlds: Some([found.gained, found.lost]),
                    verb: fate.in_words(Some(self.horizon())),
                    ..asked(means, found.p)
                })
            }
            Response::Months | Response::Final(_) | Response::Own(_) => {
                let [base, arm] = &self.values;
                Some(asked(mean_difference(base, arm), paired_mean_test(base, arm)))
            }
        }
    }

    /// The months of those who lived to the horizon. Where the arms' horizons differ, it is the shorter one; where nobody lived to it,
    /// the longest life.
    pub fn horizon(&self) -> u32 {
        let of_survivors = |end: &End| end.outcome.reached_horizon().then_some(end.months);
        let base = self.worlds.iter().find_map(|(base, _)| of_survivors(base));
        let arm = self.worlds.iter().find_map(|(_, arm)| of_survivors(arm));
        let longest = self.worlds.iter().map(|(base, arm)| base.months.max(arm.months)).max();
        base.into_iter().chain(arm).min().or(longest).unwrap_or(0)
    }
}

impl End {
    /// Months up to a horizon in which the alliance had not failed, and whether it has not failed then: an accomplished mission is no
    /// failure.
    pub(super) fn seen_at(self, horizon: u32) -> (u32, bool) {
        if self.outcome == Outcome::Completed {
            return (horizon, true);
        }
        let is_alive = self.months > horizon || (self.months == horizon && self.outcome.survived());
        (self.months.min(horizon), is_alive)
    }
}
