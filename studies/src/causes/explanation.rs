//! From a run to its explanation.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use super::candidates::{Candidate, Group, candidates};
use super::cause::{Cause, Effect};
use super::prospects::Prospects;
use super::shares::Shares;
use super::strands::{Counterfactuals, ask_for};
use crate::experiment::{Control, LivedRun};
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::simulation::Ending;

/// Acts among which the end of the run is divided.
const LEADING: usize = 10;
/// Mechanisms among which it is divided.
const LEADING_MECHANISMS: usize = 8;
/// Conditions that there are at most.
const CONDITIONS: usize = 2;
/// How many are judged again, with luck that had no part in choosing them.
const JUDGED_AGAIN: usize = 20;

/// How closely a run is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// Futures that each candidate is judged by.
    pub futures: u32,
    /// Futures that the chance after each month is taken over.
    pub months: u32,
}

impl Depth {
    /// As many futures for every candidate as for every month.
    #[must_use]
    pub const fn of(futures: u32) -> Self {
        Self {
            futures,
            months: futures,
        }
    }

    /// Futures that a leading candidate is judged by again.
    fn again(self) -> u32 {
        5 * self.futures
    }

    /// Futures over which shares are taken.
    fn shares(self) -> u32 {
        self.futures.div_ceil(2)
    }
}

/// What one run hung on.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// What is hoped for.
    pub goal: Goal,
    /// Whether the run met it.
    pub is_met: bool,
    /// How its chances went.
    pub prospects: Prospects,
    /// What happened and what was done: first what changed the end, by how much it did, then the rest by its weight; the first ones
    /// have been judged again.
    pub acts: Vec<Cause>,
    /// What is due to each of the first acts.
    pub shares: Shares,
    /// Whole mechanisms, the weightiest first.
    pub mechanisms: Vec<Cause>,
    /// What is due to each of the first mechanisms.
    pub mechanism_shares: Shares,
    /// What it is called and what it may have been: the differences of culture and homes that magnify, as far as there are such.
    pub conditions: Vec<Cause>,
}

/// How many runs an explanation takes, at most.
#[must_use]
pub fn work(world: &LivedRun, depth: Depth) -> u64 {
    let all = candidates(world);
    let mut counterfactuals = Counterfactuals::default();
    for candidate in &all {
        ask_for(candidate, &all, &mut counterfactuals);
    }
    let [screened, months, leading] = [
        counterfactuals.len(),
        world.ending.months as usize + 1,
        4 * (JUDGED_AGAIN + LEADING_MECHANISMS + CONDITIONS),
    ];
    let sets = (1 << LEADING) + (1 << LEADING_MECHANISMS);
    let runs = |counterfactuals: usize, futures: u32| counterfactuals as u64 * u64::from(futures);
    runs(screened, depth.futures)
        + runs(months, depth.months)
        + runs(leading, depth.again())
        + runs(sets, depth.shares())
        + all.len() as u64
}

/// How many acts the counterfactuals of an explanation name together: each that happened is held against all that happened, and each that was
/// done against all of its quarter. That is what its memory grows with.
#[must_use]
pub fn acts_named(world: &LivedRun) -> u64 {
    let mut sizes: BTreeMap<(Group, u32), u64> = BTreeMap::new();
    for Candidate { act, group, .. } in candidates(world) {
        match group {
            Group::Happened => *sizes.entry((group, 0)).or_default() += 1,
            Group::Done => *sizes.entry((group, act.from)).or_default() += 1,
            Group::Mechanism | Group::Condition => {}
        }
    }
    sizes.values().map(|size| 2 * size * size).sum()
}

/// Explains a run. `None` when `control` said stop before all was done.
#[must_use]
pub fn explain(world: &LivedRun, goal: Goal, depth: Depth, control: &Control) -> Option<Explanation> {
    let prospects = Prospects::of(world, goal, depth.months, control)?;
    let judge = Judge::of(world, goal, control)?;
    let first: Vec<usize> = (0..judge.all.len()).collect();
    let screened = judge.judge(&first, 0..depth.futures)?;
    let of = |group: Group| {
        screened
            .iter()
            .filter(move |cause| cause.candidate.group == group)
            .cloned()
    };
    let acts = of(Group::Happened).chain(of(Group::Done)).collect();
    let (mechanisms, conditions) = (of(Group::Mechanism).collect(), of(Group::Condition).collect());
    let late = depth.futures..depth.futures + depth.again();
    let acts = judge.judge_again(acts, JUDGED_AGAIN, late.clone())?;
    let mechanisms = judge.judge_again(mechanisms, LEADING_MECHANISMS, late.clone())?;
    let conditions = judge.judge_again(conditions, CONDITIONS, late.clone())?;
    let last = late.end..late.end + depth.shares();
    let among = |causes: &[Cause], most: usize| {
        let leading: Vec<Candidate> = leading(causes, most).map(|cause| cause.candidate).collect();
        Shares::among(world, goal, &leading, last.clone(), control)
    };
    let shares = among(&acts, LEADING)?;
    let mechanism_shares = among(&mechanisms, LEADING_MECHANISMS)?;
    Some(Explanation {
        goal,
        is_met: goal.is_met(world.ending.outcome),
        prospects,
        acts,
        shares,
        mechanisms,
        mechanism_shares,
        conditions,
    })
}

/// Judges candidates of one run.
struct Judge<'a> {
    world: &'a LivedRun,
    goal: Goal,
    control: &'a Control,
    all: Vec<Candidate>,
    endings: Vec<Ending>,
}

impl<'a> Judge<'a> {
    fn of(world: &'a LivedRun, goal: Goal, control: &'a Control) -> Option<Self> {
        let all = candidates(world);
        let without: Vec<_> = all.iter().map(|candidate| vec![candidate.act]).collect();
        let endings = world.again(&without, control)?;
        Some(Self {
            world,
            goal,
            control,
            all,
            endings,
        })
    }

    /// Judges the candidates at these places by these futures.
    fn judge(&self, which: &[usize], futures: Range<u32>) -> Option<Vec<Cause>> {
        let mut counterfactuals = Counterfactuals::default();
        let places: Vec<_> = which
            .iter()
            .map(|&candidate| ask_for(&self.all[candidate], &self.all, &mut counterfactuals))
            .collect();
        let counterfactuals = counterfactuals.live(self.world, self.goal, futures, self.control)?;
        let causes = which.iter().zip(places).map(|(&candidate, places)| Cause {
            candidate: self.all[candidate],
            ending_without: self.endings[candidate],
            effect: Effect {
                but_for: counterfactuals.compare(places.with, places.without),
                alone: places
                    .none_and_alone
                    .map(|(none, alone)| counterfactuals.compare(none, alone)),
            },
            is_met: self.goal.is_met(self.world.ending.outcome),
        });
        Some(causes.collect())
    }

    /// Puts causes in the order of their weight, and judges the first again by other futures.
    fn judge_again(&self, mut causes: Vec<Cause>, most: usize, futures: Range<u32>) -> Option<Vec<Cause>> {
        causes.sort_by(heavier);
        let rest = causes.split_off(most.min(causes.len()));
        let place = |cause: &Cause| self.all.iter().position(|one| one.act == cause.candidate.act);
        let first: Vec<usize> = causes.iter().filter_map(place).collect();
        let mut judged = self.judge(&first, futures)?;
        judged.sort_by(changing_first);
        judged.extend(rest);
        Some(judged)
    }
}

/// The causes among the first that pushed the run to where it ended: by what they changed, or by what they would have done alone.
pub(super) fn leading(causes: &[Cause], most: usize) -> impl Iterator<Item = &Cause> {
    let first = causes.iter().take(most);
    first.filter(|cause| cause.has_changed() || cause.pushes_alone())
}

/// What changed the end first, by how much it did; the rest by its weight.
fn changing_first(one: &Cause, other: &Cause) -> Ordering {
    match (one.has_changed(), other.has_changed()) {
        (true, true) => other
            .changed()
            .total_cmp(&one.changed())
            .then_with(|| heavier(one, other)),
        (false, false) => heavier(one, other),
        (one, other) => other.cmp(&one),
    }
}

/// The heavier first; of equals, in the order of the candidates.
fn heavier(one: &Cause, other: &Cause) -> Ordering {
    let by_weight = other.weight().total_cmp(&one.weight());
    by_weight.then_with(|| one.candidate.act.cmp(&other.candidate.act))
}
