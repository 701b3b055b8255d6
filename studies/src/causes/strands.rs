//! Counterfactuals that several questions share are lived once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidates::{Candidate, Group};
use crate::experiment::{Control, Counterfactual, LivedRun};
use crate::statistics::PairedCounts;
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::mechanisms::Act;

/// The counterfactuals of many questions, each once, with what its futures came to.
#[derive(Debug, Default)]
pub(super) struct Counterfactuals {
    places: BTreeMap<Counterfactual, usize>,
    met: Vec<Vec<bool>>,
}

impl Counterfactuals {
    /// Asks for a counterfactual; its place stays the same however often it is asked for.
    pub(super) fn ask(&mut self, without: Vec<Act>, fresh_from: u32) -> usize {
        let next = self.places.len();
        *self
            .places
            .entry(Counterfactual { without, fresh_from })
            .or_insert(next)
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Lives all of them; `None` when `control` said stop.
    pub(super) fn live(mut self, world: &LivedRun, goal: Goal, futures: Range<u32>, control: &Control) -> Option<Self> {
        let mut counterfactuals: Vec<(usize, Counterfactual)> = std::mem::take(&mut self.places)
            .into_iter()
            .map(|(counterfactual, place)| (place, counterfactual))
            .collect();
        counterfactuals.sort_unstable_by_key(|(place, _)| *place);
        let counterfactuals: Vec<Counterfactual> = counterfactuals
            .into_iter()
            .map(|(_, counterfactual)| counterfactual)
            .collect();
        self.met = world.futures(&counterfactuals, futures, |ending| goal.is_met(ending.outcome), control)?;
        Some(self)
    }

    /// In which futures of a counterfactual the goal was met.
    pub(super) fn met(&self, place: usize) -> &[bool] {
        &self.met[place]
    }

    /// How the same futures of two counterfactuals compare.
    pub(super) fn compare(&self, base: usize, other: usize) -> PairedCounts {
        let mut counts = PairedCounts::default();
        for (&base, &other) in self.met(base).iter().zip(self.met(other)) {
            counts.add(base, other);
        }
        counts
    }
}

/// The four counterfactuals that one candidate is judged by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    /// As it was.
    pub with: usize,
    /// Without it.
    pub without: usize,
    /// Without all that it belongs with: itself included, and left in alone.
    pub none_and_alone: Option<(usize, usize)>,
}

/// Asks for the counterfactuals of a candidate; `all` are the candidates of the run.
pub(super) fn ask_for(candidate: &Candidate, all: &[Candidate], counterfactuals: &mut Counterfactuals) -> Places {
    let fresh_from = candidate.fresh_from();
    let with = counterfactuals.ask(Vec::new(), fresh_from);
    let without = counterfactuals.ask(vec![candidate.act], fresh_from);
    let company = company(candidate, all);
    let none_and_alone = company.map(|company| {
        let others = company.iter().copied().filter(|&act| act != candidate.act).collect();
        (
            counterfactuals.ask(company, fresh_from),
            counterfactuals.ask(others, fresh_from),
        )
    });
    Places {
        with,
        without,
        none_and_alone,
    }
}

/// The acts that a candidate belongs with, itself included.
fn company(candidate: &Candidate, all: &[Candidate]) -> Option<Vec<Act>> {
    let belongs = |other: &&Candidate| match candidate.group {
        Group::Mechanism | Group::Condition => false,
        Group::Happened => other.group == Group::Happened,
        Group::Done => other.group == Group::Done && other.act.from == candidate.act.from,
    };
    let acts: Vec<Act> = all.iter().filter(belongs).map(|other| other.act).collect();
    (!acts.is_empty()).then_some(acts)
}
