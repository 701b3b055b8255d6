//! Local search: nodes move, and blocs merge, as long as that lowers the frustration.

use std::collections::VecDeque;
use std::mem;

use super::partition::{frustration, number_by_first};
use super::tally::Tally;
use super::{Partition, SignedNetwork};

/// After this many visits per node single moves stop; far more than a network was seen to need.
pub(super) const VISITS_PER_NODE: usize = 50;
/// After this many rounds of moves and merges the search stops.
pub(super) const ROUNDS: usize = 20;

/// Improves a partition by single moves and merges until neither helps.
///
/// A node moves to the bloc, of a partner or its own alone, where its ties weigh most; two blocs merge where the ties
/// between them sum to 0 or more. A round costs time in proportion to the ties.
#[derive(Debug, Clone, Default)]
pub(super) struct LocalSearch {
    pub(super) of: Vec<u32>,
    size: Vec<u32>,
    vacant: Vec<u32>,
    n_blocs: usize,
    pub(super) tally: Tally,
    queue: VecDeque<u32>,
    is_queued: Vec<bool>,
    pub(super) first: Vec<u32>,
    pub(super) by_bloc: Vec<u32>,
    pub(super) joined: Vec<u32>,
    number: Vec<u32>,
}

/// What the search may not go beyond, and what counts as nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The most blocs allowed, at least 1.
    pub(super) at_most: usize,
    /// Frustrations closer than this count as equal.
    pub(super) tolerance: f64,
}

impl LocalSearch {
    /// Improves `partition`, which holds at most as many blocs as `bounds` allow; it never becomes worse.
    pub(super) fn polish(&mut self, network: &SignedNetwork, bounds: Bounds, partition: &mut Partition) {
        self.of.clone_from(&partition.of);
        for _ in 0..ROUNDS {
            self.take_stock(network.n());
            let moved = self.settle(network, bounds);
            let merged = self.merge(network, bounds.tolerance);
            if !moved && !merged {
                break;
            }
        }
        self.hand_over(network, bounds.tolerance, partition);
    }

    /// Numbers the blocs by their first node and returns how many there are.
    pub(super) fn renumber(&mut self) -> usize {
        number_by_first(&mut self.of, &mut self.number)
    }

    fn hand_over(&mut self, network: &SignedNetwork, tolerance: f64, partition: &mut Partition) {
        let count = self.renumber();
        let frustration = frustration(network, &self.of);
        let mut reached = Partition {
            of: mem::take(&mut self.of),
            count,
            frustration,
        };
        if reached.is_better_than(partition, tolerance) {
            mem::swap(&mut reached, partition);
        }
        self.of = reached.of;
    }

    fn take_stock(&mut self, n: usize) {
        self.tally.prepare(n);
        self.size.clear();
        self.size.resize(n, 0);
        for &bloc in &self.of {
            self.size[bloc as usize] += 1;
        }
        self.vacant.clear();
        self.vacant
            .extend((0..n as u32).rev().filter(|&bloc| self.size[bloc as usize] == 0));
        self.n_blocs = n - self.vacant.len();
    }

    /// Moves single nodes until none gains by moving; returns whether any has moved.
    fn settle(&mut self, network: &SignedNetwork, bounds: Bounds) -> bool {
        let n = network.n();
        self.queue.clear();
        self.queue.extend(0..n as u32);
        self.is_queued.clear();
        self.is_queued.resize(n, true);
        let mut moved = false;
        for _ in 0..VISITS_PER_NODE * n {
            let Some(node) = self.queue.pop_front() else { break };
            self.is_queued[node as usize] = false;
            if let Some(bloc) = self.better_bloc(network, node as usize, bounds) {
                self.move_to(network, node as usize, bloc);
                moved = true;
            }
        }
        moved
    }

    fn better_bloc(&mut self, network: &SignedNetwork, node: usize, bounds: Bounds) -> Option<u32> {
        self.tally.clear();
        let (to, weight) = network.row(node);
        for (&partner, &weight) in to.iter().zip(weight) {
            self.tally.add(self.of[partner as usize], weight);
        }
        let own = self.of[node];
        let stay = self.tally.of(own);
        let (bloc, most) = self.tally.largest()?;
        if most > 0.0 || stay >= -bounds.tolerance {
            return (most > stay + bounds.tolerance).then_some(bloc);
        }
        self.unrelated_bloc(bounds.at_most)
            .or_else(|| (most > stay + bounds.tolerance).then_some(bloc))
    }

    /// A new bloc if one more is allowed, else one where the node has no ties.
    fn unrelated_bloc(&self, at_most: usize) -> Option<u32> {
        if self.n_blocs < at_most {
            return self.vacant.last().copied();
        }
        let mut blocs = (0..self.size.len() as u32).filter(|&bloc| self.size[bloc as usize] > 0);
        blocs.find(|&bloc| !self.tally.has_met(bloc))
    }

    fn move_to(&mut self, network: &SignedNetwork, node: usize, bloc: u32) {
        let own = self.of[node] as usize;
        self.size[own] -= 1;
        if self.size[own] == 0 {
            self.vacant.push(own as u32);
            self.n_blocs -= 1;
        }
        if self.size[bloc as usize] == 0 {
            self.vacant.pop();
            self.n_blocs += 1;
        }
        self.size[bloc as usize] += 1;
        self.of[node] = bloc;
        let (to, _) = network.row(node);
        for &partner in to {
            if !self.is_queued[partner as usize] {
                self.is_queued[partner as usize] = true;
                self.queue.push_back(partner);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::blocs::testing::{Dice, random_complete};

    #[test]
    fn a_polished_partition_is_left_as_it_is() {
        let network = random_complete(30, &mut Dice(2));
        let once = polished(&network, &[0; 30], usize::MAX);
        assert_eq!(polished(&network, &once.of, usize::MAX), once);
    }

    #[test]
    fn a_node_among_rivals_goes_alone_if_it_may() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(3, &[(0, 1, 1.0), (0, 2, -1.0), (1, 2, -1.0)]);
        assert_eq!(polished(&network, &[0, 0, 0], 3).of, [0, 0, 1]);
        assert_eq!(polished(&network, &[0, 0, 0], 1).of, [0, 0, 0]);
    }

    #[test]
    fn blocs_that_only_gain_as_wholes_are_merged() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(4, &[(0, 1, 3.0), (2, 3, 3.0), (0, 2, 1.0), (1, 3, 1.0)]);
        assert_eq!(polished(&network, &[0, 0, 1, 1], 4).count, 1);
    }

    #[test]
    fn at_the_limit_a_node_moves_to_a_bloc_of_strangers() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(3, &[(0, 1, -1.0)]);
        assert_eq!(polished(&network, &[0, 0, 1], 2).frustration, 0.0);
    }

    fn polished(network: &SignedNetwork, of: &[u32], at_most: usize) -> Partition {
        let mut partition = Partition::new(network, of);
        let bounds = Bounds {
            at_most,
            tolerance: network.totals().tolerance(),
        };
        LocalSearch::default().polish(network, bounds, &mut partition);
        partition
    }
}
