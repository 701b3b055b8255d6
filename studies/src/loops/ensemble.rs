//! Worlds put together, month by month.

use serde::Serialize;

use super::circles::{Circle, circles};
use crate::statistics::quantile;
use alliance_dynamics::simulation::loops::{FeedbackLoop, Gains, LoopKind, Window, WorldLoops};

/// The loops of many worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopEnsemble {
    /// The loops, in the order of all that is told by loop.
    pub loops: Vec<LoopName>,
    /// How losses were followed.
    pub turn: Window,
    /// Worlds that ended.
    pub worlds: u64,
    /// Worlds that failed, and what the first of them said.
    pub failed: Vec<String>,
    /// Every month that any world lived.
    pub months: Vec<LoopMonth>,
    /// Every stretch of months in which the circle of a world was closed, world by world.
    pub circles: Vec<Circle>,
}

/// What a loop is called, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopName {
    /// Its name.
    pub name: &'static str,
    /// Which way it works as a rule.
    pub kind: LoopKind,
}

/// A month, over all worlds that lived it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoopMonth {
    /// Which month, from 0.
    pub month: u32,
    /// How many worlds lived it.
    pub worlds: u64,
    /// The gain with all links.
    pub whole: LoopSpread,
    /// The gain without any loop.
    pub memory: LoopSpread,
    /// What the loops do to one another.
    pub interaction: LoopSpread,
    /// The strength of every loop.
    pub strengths: Vec<LoopSpread>,
    /// For every loop the share of worlds in which the circle is closed and cutting that loop alone would open it, 0…1.
    pub breaks: Vec<f64>,
    /// The share of worlds in which the circle is closed, 0…1.
    pub closed: f64,
    /// The share of worlds in which it is closed and trust falls over the turn, 0…1.
    pub vicious: f64,
    /// The share of worlds in which it is closed and cutting one loop alone would open it, 0…1.
    pub breakable: f64,
    /// Mean factor from the last but one month of the turn to the last.
    pub monthly: f64,
    /// Mean trust, −1…1.
    pub trust: f64,
}

/// How a number is spread over worlds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct LoopSpread {
    /// Mean. Means add up: memory, strengths and interaction to the whole.
    pub mean: f64,
    /// 5 % quantile.
    pub low: f64,
    /// 95 % quantile.
    pub high: f64,
}

impl LoopEnsemble {
    /// Puts worlds together that were measured one after the other, the first of which is this replication.
    #[must_use]
    pub fn of(loops: &[FeedbackLoop], turn: Window, first: u32, worlds: Vec<Result<WorldLoops, String>>) -> Self {
        let (mut ended, mut failed) = (Vec::new(), Vec::new());
        for (replication, world) in (first..).zip(worlds) {
            match world {
                Ok(world) => ended.push((replication, world)),
                Err(message) => failed.push(message),
            }
        }
        let longest = ended.iter().map(|(_, world)| world.months.len()).max().unwrap_or(0);
        let living = |month: usize| ended.iter().filter_map(move |(_, world)| world.months.get(month));
        Self {
            loops: loops.iter().map(LoopName::of).collect(),
            turn,
            worlds: ended.len() as u64,
            failed,
            months: (0..longest)
                .map(|month| LoopMonth::of(month as u32, loops.len(), &living(month).collect::<Vec<_>>()))
                .collect(),
            circles: ended
                .iter()
                .flat_map(|(replication, world)| circles(*replication, world))
                .collect(),
        }
    }

    /// The month with the greatest mean gain, of those that at least half of the worlds lived; none where no world lived.
    #[must_use]
    pub fn peak(&self) -> Option<&LoopMonth> {
        let whole = |month: &&LoopMonth| month.whole.mean;
        let lived = self.months.iter().filter(|month| 2 * month.worlds >= self.worlds);
        lived.rev().max_by(|a, b| whole(a).total_cmp(&whole(b)))
    }
}

impl LoopName {
    fn of(feedback: &FeedbackLoop) -> Self {
        Self {
            name: feedback.name,
            kind: feedback.kind,
        }
    }
}

impl LoopMonth {
    fn of(month: u32, n_loops: usize, living: &[&Gains]) -> Self {
        let spread =
            |number: &dyn Fn(&Gains) -> f64| LoopSpread::of(living.iter().map(|gains| number(gains)).collect());
        let share = |is_so: &dyn Fn(&Gains) -> bool| {
            living.iter().filter(|gains| is_so(gains)).count() as f64 / living.len().max(1) as f64
        };
        let mean = |number: &dyn Fn(&Gains) -> f64| spread(number).mean;
        Self {
            month,
            worlds: living.len() as u64,
            whole: spread(&|gains| gains.whole),
            memory: spread(&|gains| gains.memory),
            interaction: spread(&Gains::interaction),
            strengths: (0..n_loops)
                .map(|number| spread(&|gains| gains.strength(number)))
                .collect(),
            breaks: (0..n_loops)
                .map(|number| share(&|gains| gains.is_broken_by(number)))
                .collect(),
            closed: share(&Gains::is_closed),
            vicious: share(&|gains| gains.is_closed() && gains.trust_after < gains.trust),
            breakable: share(&Gains::is_breakable),
            monthly: mean(&|gains| gains.monthly),
            trust: mean(&|gains| gains.trust),
        }
    }

    /// The loop with the greatest strength.
    #[must_use]
    pub fn leading(&self) -> usize {
        let strength = |number: &usize| self.strengths[*number].mean;
        let numbers = (0..self.strengths.len()).rev();
        numbers.max_by(|a, b| strength(a).total_cmp(&strength(b))).unwrap_or(0)
    }
}

impl LoopSpread {
    /// Of some numbers, all 0 where there are none.
    fn of(mut numbers: Vec<f64>) -> Self {
        if numbers.is_empty() {
            return Self::default();
        }
        let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
        numbers.sort_by(f64::total_cmp);
        Self {
            mean,
            low: quantile(&numbers, 0.05),
            high: quantile(&numbers, 0.95),
        }
    }
}
