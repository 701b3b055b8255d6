//! What is due to each of the leading causes, without counting anything twice.

use std::ops::Range;

use super::candidates::Candidate;
use super::strands::Counterfactuals;
use crate::experiment::{Control, LivedRun};
use crate::statistics::Interval;
use crate::statistics::mean_interval;
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::mechanisms::Act;

/// What is due to one cause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CausalShare {
    /// Its Shapley value: how much of the chance to end as the run did is due to it, −1…1.
    pub value: f64,
    /// The 95 % interval over luck.
    pub interval: Interval,
}

/// What is due to each of some causes; together it is what they have done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shares {
    /// One for every cause, in their order.
    pub shares: Vec<CausalShare>,
    /// The chance to end as the run did with all of them, and with none.
    pub with_all: f64,
    /// That chance with none of them.
    pub with_none: f64,
    /// The month, from 0, from which luck is fresh.
    pub fresh_from: u32,
}

impl Shares {
    /// Divides the end of a run among some causes, 16 at most.
    ///
    /// # Rule
    /// For every future a game: a set of causes wins where the world with them, and without the others, ends as the run did. Luck is the
    /// world's own until the last of the causes is done, and fresh from then on. A cause's share is the mean of its marginal
    /// contribution over all orders of the causes (all sets are lived, none is sampled), and then over the futures.
    ///
    /// # Source
    /// Shapley (1953), A value for n-person games.
    pub(super) fn among(
        world: &LivedRun,
        goal: Goal,
        causes: &[Candidate],
        futures: Range<u32>,
        control: &Control,
    ) -> Option<Self> {
        let fresh_from = causes.iter().map(Candidate::fresh_from).max().unwrap_or(0);
        let mut counterfactuals = Counterfactuals::default();
        let sets = 1_usize << causes.len();
        let places: Vec<usize> = (0..sets)
            .map(|set| counterfactuals.ask(left_out(causes, set), fresh_from))
            .collect();
        let counterfactuals = counterfactuals.live(world, goal, futures.clone(), control)?;
        let as_it_did = goal.is_met(world.ending.outcome);
        let wins =
            |set: usize, future: usize| f64::from(u8::from(counterfactuals.met(places[set])[future] == as_it_did));
        let futures = futures.len();
        let share = |cause: usize| {
            let values: Vec<f64> = (0..futures)
                .map(|future| shapley(cause, causes.len(), |set| wins(set, future)))
                .collect();
            let (value, interval) = mean_interval(&values);
            CausalShare { value, interval }
        };
        let mean = |set: usize| (0..futures).map(|future| wins(set, future)).sum::<f64>() / futures.max(1) as f64;
        Some(Self {
            shares: (0..causes.len()).map(share).collect(),
            with_all: mean(sets - 1),
            with_none: mean(0),
            fresh_from,
        })
    }
}

/// The acts of the causes that a set does not hold.
fn left_out(causes: &[Candidate], set: usize) -> Vec<Act> {
    let out = causes.iter().enumerate().filter(|(cause, _)| set & (1 << cause) == 0);
    out.map(|(_, candidate)| candidate.act).collect()
}

/// The Shapley value of one player: the mean over all orders of what it adds to those before it.
fn shapley(player: usize, players: usize, worth: impl Fn(usize) -> f64) -> f64 {
    let own = 1_usize << player;
    let without = (0..1_usize << players).filter(|set| set & own == 0);
    without
        .map(|set| (worth(set | own) - worth(set)) * weight(set.count_ones(), players as u32))
        .sum()
}

/// The share of orders in which exactly a given set of `before` players stands before one: `before! (n − 1 − before)! / n!`.
fn weight(before: u32, players: u32) -> f64 {
    let choices = (0..before).fold(1.0, |choices, k| {
        choices * f64::from(players - 1 - k) / f64::from(k + 1)
    });
    1.0 / (f64::from(players) * choices)
}
