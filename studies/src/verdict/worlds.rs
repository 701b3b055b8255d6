//! The same worlds at two places of a study: how each ended, and whether it was lived alike.

use std::hash::{DefaultHasher, Hash, Hasher};

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::simulation::Ending;

use crate::experiment::Fate;
use crate::statistics::PairedCounts;

/// How one world ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct World {
    /// How the alliance fared.
    pub outcome: Outcome,
    /// The same for two lives where their last months and all their losses are the same to the last digit.
    pub life: u64,
    /// What is asked for of every run; 0 where nothing is.
    pub value: f64,
}

impl World {
    /// How a run ended.
    pub(crate) fn of(ending: &Ending, value: f64) -> Self {
        let mut life = DefaultHasher::new();
        ending.months.hash(&mut life);
        let numbers = ending.last.0.iter().chain(&ending.lost.by_channel);
        let numbers = numbers.chain([&ending.lost.blamed_on_culture]);
        numbers.for_each(|number| number.to_bits().hash(&mut life));
        Self {
            outcome: ending.outcome,
            life: life.finish(),
            value,
        }
    }
}

/// The worlds of one arm at one design point that did not fail, by replication.
#[derive(Debug, Clone, Default)]
pub(crate) struct CellWorlds(Vec<(u64, World)>);

impl CellWorlds {
    /// Adds a world; replications come in their order.
    pub(crate) fn add(&mut self, replication: u64, world: World) {
        debug_assert!(
            self.0.last().is_none_or(|(last, _)| *last < replication),
            "replications rise"
        );
        self.0.push((replication, world));
    }

    /// Worlds in any order.
    pub(crate) fn of(mut worlds: Vec<(u64, World)>) -> Self {
        worlds.sort_by_key(|(replication, _)| *replication);
        Self(worlds)
    }

    /// Every world that is there at both places, as it is here and as it is there.
    pub(crate) fn with<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a World, &'a World)> {
        let mut there = other.0.iter().peekable();
        self.0.iter().filter_map(move |(replication, world)| {
            while there.next_if(|(other, _)| other < replication).is_some() {}
            let (_, met) = there.next_if(|(other, _)| other == replication)?;
            Some((world, met))
        })
    }

    /// Whether there are worlds at both places, and all that are were lived alike.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let is_alike = |(here, there): (&World, &World)| here.outcome == there.outcome && here.life == there.life;
        let mut met = self.with(other).peekable();
        met.peek().is_some() && met.all(is_alike)
    }

    /// How many worlds there are.
    pub(crate) fn n_worlds(&self) -> usize {
        self.0.len()
    }

    /// How each world ended.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        self.0.iter().map(|(_, world)| world.outcome)
    }

    /// What is asked for of every run.
    pub(crate) fn values(&self) -> Vec<f64> {
        self.0.iter().map(|(_, world)| world.value).collect()
    }
}

/// How the same worlds ended in a base and in an arm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meetings {
    /// Worlds by their outcome in the base, then in the arm.
    worlds: [[u64; Outcome::ALL.len()]; Outcome::ALL.len()],
    /// Worlds that were lived alike.
    pub identical: u64,
}

impl Meetings {
    /// The worlds that are there in both.
    pub(crate) fn of(base: &CellWorlds, arm: &CellWorlds) -> Self {
        let mut meetings = Self::default();
        base.with(arm).for_each(|(base, arm)| meetings.add(base, arm));
        meetings
    }

    /// Adds a world.
    pub(crate) fn add(&mut self, base: &World, arm: &World) {
        self.worlds[base.outcome as usize][arm.outcome as usize] += 1;
        self.identical += u64::from(base.outcome == arm.outcome && base.life == arm.life);
    }

    /// How many worlds there are.
    pub(crate) fn n_worlds(&self) -> u64 {
        self.worlds.iter().flatten().sum()
    }

    /// In how many worlds a fate befell the alliance here and there.
    pub(crate) fn paired(&self, fate: Fate) -> PairedCounts {
        let mut counts = PairedCounts::default();
        for base in Outcome::ALL {
            for arm in Outcome::ALL {
                let worlds = self.worlds[base as usize][arm as usize];
                *counts.of(fate.is(base), fate.is(arm)) += worlds;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(outcome: Outcome, life: u64) -> World {
        let value = 0.0;
        World { outcome, life, value }
    }

    #[test]
    fn only_worlds_that_are_there_at_both_places_meet() {
        let here = CellWorlds::of(vec![(4, world(Outcome::Hollow, 1)), (0, world(Outcome::Hollow, 7))]);
        let there = CellWorlds::of(
            [1, 4, 5]
                .map(|replication| (replication, world(Outcome::Drifted, 1)))
                .into(),
        );
        let met: Vec<_> = here
            .with(&there)
            .map(|(here, there)| (here.life, there.outcome))
            .collect();
        assert_eq!(met, [(1, Outcome::Drifted)]);
    }

    #[test]
    fn fates_are_counted_on_the_worlds_that_meet() {
        let ends =
            |outcomes: [Outcome; 4]| CellWorlds::of((0..).zip(outcomes.map(|outcome| world(outcome, 3))).collect());
        let base = ends([
            Outcome::Hollow,
            Outcome::Hollow,
            Outcome::Fragmented,
            Outcome::Collapsed,
        ]);
        let arm = ends([
            Outcome::Hollow,
            Outcome::Fragmented,
            Outcome::Thriving,
            Outcome::Fragmented,
        ]);
        let met = Meetings::of(&base, &arm);
        let told = |fate| {
            let counts = met.paired(fate);
            (counts.saved, counts.lost, counts.both_survived, counts.neither_survived)
        };
        assert_eq!(told(Fate::Survival), (1, 1, 1, 1));
        assert_eq!(told(Fate::Failure), (1, 1, 1, 1));
        assert_eq!(told(Fate::Outcome(Outcome::Fragmented)), (2, 1, 0, 1));
        assert_eq!((met.identical, met.n_worlds()), (1, 4));
        assert!(base.is_like(&base) && !base.is_like(&arm));
        assert!(!base.is_like(&CellWorlds::default()));
    }
}
