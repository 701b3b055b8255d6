//! Branch and bound: finds a better partition, or proves that there is none.

use std::mem;

use super::order::{by_ties_to_the_placed, weights_by_place};
use super::partition::number_by_first;
use super::{Partition, SignedNetwork};

/// Branch and bound is not tried on networks of more nodes.
pub(super) const WIDEST: usize = 128;

/// What a step costs beside the sums it looks at.
const STEP: u64 = 50;

/// Branch and bound over the bloc of one node after another.
///
/// The nodes stand in an order that puts the strongly tied first. The network of the last node alone is solved, then
/// that of the last two, and so on ("Russian dolls"). While a network is being solved, the frustration of a partition
/// begun is at least what the placed nodes have cost, plus for every open node the least that it must cost against the
/// placed ones, plus the solved frustration among the open ones.
///
/// # Source
/// Russian doll search: Verfaillie, Lemaître & Schiex (1996). The bound is ours.
pub(super) struct Proof {
    n: usize,
    at_most: usize,
    tolerance: f64,
    budget: u64,
    goal: Goal,
    /// Which node stands at each place.
    order: Vec<u32>,
    /// Weights by place, row by row.
    weight: Vec<f64>,
    /// The least frustration among the places from here on.
    doll: Vec<f64>,
    /// What each place must at most give up against the places before: its positive ties with them.
    friendly: Vec<f64>,
    /// The same for all places from here on, against the places before here.
    friendly_rest: Vec<f64>,
    of: Vec<u32>,
    /// Ties of each place with each bloc, bloc by bloc.
    drawn: Vec<f64>,
    saved: Vec<f64>,
    reach: Vec<f64>,
    best_of: Vec<u32>,
    best_cost: f64,
    tied: Partition,
    /// So many blocs are as good as fewer.
    fewest: usize,
    counted: u64,
    number: Vec<u32>,
}

/// What the walk through the partitions is after.
#[derive(Clone, Copy, PartialEq)]
enum Goal {
    Lower,
    Equal,
    Count,
}

impl Proof {
    pub(super) fn new(network: &SignedNetwork, at_most: usize, budget: u64) -> Self {
        let n = network.n();
        let order = by_ties_to_the_placed(network);
        Self {
            n,
            at_most,
            tolerance: network.totals().tolerance(),
            budget,
            goal: Goal::Lower,
            weight: weights_by_place(network, &order),
            order,
            doll: vec![0.0; n + 1],
            friendly: vec![0.0; n],
            friendly_rest: vec![0.0; n + 1],
            of: vec![0; n],
            drawn: vec![0.0; n * at_most.min(n)],
            saved: vec![0.0; n * n],
            reach: vec![0.0; n],
            best_of: vec![0; n],
            best_cost: 0.0,
            tied: Partition::default(),
            fewest: 0,
            counted: 0,
            number: Vec::new(),
        }
    }

    /// How much is left.
    pub(super) fn budget_left(&self) -> u64 {
        self.budget
    }

    /// Replaces the partition by a better one if there is one; returns whether none is better then.
    pub(super) fn improve(&mut self, network: &SignedNetwork, partition: &mut Partition) -> bool {
        for first in (0..self.n).rev() {
            self.begin(first, partition);
            if self.best_cost > self.doll[first] + self.tolerance {
                self.place(first, 0, 0.0);
            }
            if self.budget == 0 {
                return partition.frustration <= self.doll[first] + self.tolerance;
            }
            self.doll[first] = self.best_cost;
        }
        if self.best_cost < partition.frustration - self.tolerance {
            *partition = Partition::new(network, &self.by_node());
        }
        true
    }

    /// Sets out on the network from place `first` on, with the best partition of it that is at hand.
    fn begin(&mut self, first: usize, partition: &Partition) {
        self.doll[first] = self.doll[first + 1];
        self.befriend(first);
        self.insert(first);
        let given: Vec<u32> = self.order.iter().map(|&node| partition.of[node as usize]).collect();
        let cost = self.cost_from(first, &given);
        if cost < self.best_cost - self.tolerance || first + 1 == self.n {
            self.best_cost = cost;
            self.best_of = given;
        }
    }

    /// Adds up what each place from `first` on must give up at most against those before it.
    fn befriend(&mut self, first: usize) {
        self.friendly_rest.fill(0.0);
        for place in first..self.n {
            self.friendly[place] = (first..place).map(|other| self.tie(place, other).max(0.0)).sum();
            let rest = place..self.n;
            self.friendly_rest[place] = rest
                .map(|open| (first..place).map(|other| self.tie(open, other).max(0.0)).sum::<f64>())
                .sum();
        }
    }

    /// Adds place `first` to the best partition of the places after it, where it costs least.
    fn insert(&mut self, first: usize) {
        let count = self.best_of[first + 1..]
            .iter()
            .max()
            .map_or(0, |&last| last as usize + 1);
        let open_to = if count < self.at_most { count } else { count - 1 };
        let mut cheapest = f64::INFINITY;
        let mut chosen = 0;
        for bloc in 0..=open_to as u32 {
            self.best_of[first] = bloc;
            let cost = self.cost_from(first, &self.best_of);
            if cost < cheapest {
                (cheapest, chosen) = (cost, bloc);
            }
        }
        self.best_of[first] = chosen;
        self.best_cost = cheapest;
    }

    fn cost_from(&self, first: usize, of: &[u32]) -> f64 {
        let mut cost = 0.0;
        for place in first..self.n {
            for other in place + 1..self.n {
                let tie = self.tie(place, other);
                cost += if of[place] == of[other] {
                    (-tie).max(0.0)
                } else {
                    tie.max(0.0)
                };
            }
        }
        cost
    }

    /// Tries the blocs of one place, `count` blocs being in use and `cost` being spent on the places before.
    fn place(&mut self, place: usize, count: usize, cost: f64) {
        if self.budget == 0 || !self.is_worth_it(place, count, cost) {
            return;
        }
        self.budget = self.budget.saturating_sub(((self.n - place) * count) as u64 + STEP);
        if place == self.n {
            return self.arrive(count, cost);
        }
        let mut tried = 0u128;
        let open_to = if count < self.at_most { count + 1 } else { count };
        for _ in 0..open_to {
            let bloc = self.next_bloc(place, count, open_to, tried);
            tried |= 1 << bloc;
            let drawn = if bloc < count {
                self.drawn[bloc * self.n + place]
            } else {
                0.0
            };
            self.of[place] = bloc as u32;
            self.join(place, bloc, count);
            self.place(place + 1, count.max(bloc + 1), cost + self.friendly[place] - drawn);
            self.leave(place, bloc, count);
        }
    }

    /// The bloc, not tried yet, that draws most.
    fn next_bloc(&self, place: usize, count: usize, open_to: usize, tried: u128) -> usize {
        let drawn = |bloc: usize| {
            if bloc < count {
                self.drawn[bloc * self.n + place]
            } else {
                0.0
            }
        };
        let untried = (0..open_to).filter(|bloc| tried >> bloc & 1 == 0);
        untried
            .reduce(|best, bloc| if drawn(bloc) > drawn(best) { bloc } else { best })
            .unwrap_or(0)
    }

    fn is_worth_it(&mut self, place: usize, count: usize, cost: f64) -> bool {
        let spent = cost + self.doll[place] + self.friendly_rest[place];
        let least = spent - self.most_drawn(place, count);
        match self.goal {
            Goal::Lower => least < self.best_cost - self.tolerance,
            Goal::Equal => least <= self.best_cost + self.tolerance && count <= self.tied.count.max(self.fewest),
            Goal::Count => least <= self.best_cost + self.tolerance,
        }
    }

    /// How much the open places can be drawn to blocs at most, each to its favourite.
    fn most_drawn(&mut self, place: usize, count: usize) -> f64 {
        let reach = &mut self.reach[place..];
        reach.fill(if count < self.at_most { 0.0 } else { f64::NEG_INFINITY });
        for bloc in self.drawn.chunks_exact(self.n).take(count) {
            for (reach, &drawn) in reach.iter_mut().zip(&bloc[place..]) {
                *reach = if drawn > *reach { drawn } else { *reach };
            }
        }
        reach.iter().sum()
    }

    fn join(&mut self, place: usize, bloc: usize, count: usize) {
        let n = self.n;
        let drawn = &mut self.drawn[bloc * n + place + 1..(bloc + 1) * n];
        let ties = &self.weight[place * n + place + 1..(place + 1) * n];
        if bloc == count {
            return drawn.copy_from_slice(ties);
        }
        self.saved[place * n + place + 1..(place + 1) * n].copy_from_slice(drawn);
        for (drawn, &tie) in drawn.iter_mut().zip(ties) {
            *drawn += tie;
        }
    }

    fn leave(&mut self, place: usize, bloc: usize, count: usize) {
        let n = self.n;
        if bloc < count {
            let saved = &self.saved[place * n + place + 1..(place + 1) * n];
            self.drawn[bloc * n + place + 1..(bloc + 1) * n].copy_from_slice(saved);
        }
    }

    fn arrive(&mut self, count: usize, cost: f64) {
        match self.goal {
            Goal::Lower => {
                self.best_cost = cost;
                self.best_of.clone_from(&self.of);
            }
            Goal::Count => self.counted += 1,
            Goal::Equal => {
                let mut of = self.by_node();
                number_by_first(&mut of, &mut self.number);
                if (count.max(self.fewest), &of) < (self.tied.count.max(self.fewest), &self.tied.of) {
                    self.tied.count = count;
                    self.tied.of = of;
                }
            }
        }
    }

    /// Walks through the partitions that are as good as this best one for the one with the fewest blocs and the earlier
    /// members in the earlier blocs, as far as the budget reaches. Up to `fewest` blocs no number of them is better than
    /// another.
    pub(super) fn settle_ties(
        &mut self,
        network: &SignedNetwork,
        fewest: usize,
        partition: &mut Partition,
        budget: &mut u64,
    ) {
        self.fewest = fewest;
        self.tied.copy_from(partition);
        self.walk(Goal::Equal, partition, budget);
        if self.tied.of != partition.of {
            let reached = mem::replace(partition, Partition::new(network, &self.tied.of)).frustration;
            debug_assert!(
                partition.frustration <= reached + self.tolerance,
                "settling ties costs nothing"
            );
        }
    }

    /// How many partitions are as good as this best one, itself included, and whether the budget reached to count them
    /// all.
    pub(super) fn count(&mut self, partition: &Partition, budget: &mut u64) -> (u64, bool) {
        self.counted = 0;
        let is_whole = self.walk(Goal::Count, partition, budget);
        (self.counted.max(1), is_whole)
    }

    /// Walks through all partitions that may be as good, while the budget lasts; returns whether it did.
    fn walk(&mut self, goal: Goal, partition: &Partition, budget: &mut u64) -> bool {
        self.goal = goal;
        self.best_cost = partition.frustration;
        self.befriend(0);
        mem::swap(&mut self.budget, budget);
        self.place(0, 0, 0.0);
        mem::swap(&mut self.budget, budget);
        *budget > 0
    }

    fn by_node(&self) -> Vec<u32> {
        let placed = match self.goal {
            Goal::Lower => &self.best_of,
            Goal::Equal | Goal::Count => &self.of,
        };
        let mut of = vec![0; self.n];
        for (&node, &bloc) in self.order.iter().zip(placed) {
            of[node as usize] = bloc;
        }
        of
    }

    fn tie(&self, place: usize, other: usize) -> f64 {
        self.weight[place * self.n + other]
    }
}
