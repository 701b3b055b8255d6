//! Moves and mergers among a few dozen nodes.

use std::collections::VecDeque;

use super::Partition;
use super::dense::Dense;
use super::local::{ROUNDS, VISITS_PER_NODE};
use super::partition::number_by_first;

/// Room for new blocs until all is added up again.
const SPARE: usize = 12;

/// The local search of [`LocalSearch`](super::local::LocalSearch) where everybody may be tied to everybody: the ties of every node
/// with every bloc are kept, so that a look at a node costs an operation a bloc, and a move two a node.
#[derive(Debug, Clone, Default)]
pub(super) struct Settling {
    of: Vec<u32>,
    size: Vec<u32>,
    /// The weight of every node's ties with every bloc, a row a node.
    with: Vec<f64>,
    /// How many blocs there is room for.
    stride: usize,
    /// How many of them have ever been used.
    in_use: usize,
    /// The weight between any two blocs.
    between: Vec<f64>,
    joined: Vec<u32>,
    queue: VecDeque<u32>,
    is_queued: Vec<bool>,
    number: Vec<u32>,
}

impl Settling {
    /// Improves a partition by single moves and mergers until neither helps by more than `tolerance`; it never becomes worse.
    pub(super) fn polish(&mut self, dense: &mut Dense, tolerance: f64, partition: &mut Partition) {
        self.of.clone_from(&partition.of);
        let mut count = partition.count;
        let mut is_changed = false;
        for _ in 0..ROUNDS {
            self.take_stock(dense, count);
            let moved = self.settle(dense, tolerance);
            let before = number_by_first(&mut self.of, &mut self.number);
            if moved {
                self.take_stock(dense, before);
            }
            count = self.merge(before, tolerance / dense.n() as f64);
            if !moved && count == before {
                break;
            }
            is_changed = true;
        }
        if is_changed {
            self.hand_over(dense, tolerance, partition);
        }
    }

    fn hand_over(&mut self, dense: &mut Dense, tolerance: f64, partition: &mut Partition) {
        let count = number_by_first(&mut self.of, &mut self.number);
        let mut reached = Partition {
            of: std::mem::take(&mut self.of),
            count,
            frustration: 0.0,
        };
        reached.frustration = dense.census(&reached.of, count).frustration;
        if reached.is_better_than(partition, tolerance) {
            std::mem::swap(&mut reached, partition);
        }
        self.of = reached.of;
    }

    /// Adds up every node's ties with every bloc.
    fn take_stock(&mut self, dense: &Dense, count: usize) {
        let n = dense.n();
        self.size.clear();
        self.size.resize(n, 0);
        self.stride = (count + SPARE).min(n);
        self.in_use = count;
        self.with.clear();
        self.with.resize(n * self.stride, 0.0);
        for (node, with) in self.with.chunks_exact_mut(self.stride).enumerate() {
            for (&tie, &bloc) in dense.row(node).iter().zip(&self.of) {
                with[bloc as usize] += tie;
            }
            self.size[self.of[node] as usize] += 1;
        }
    }

    /// Moves single nodes until none gains by moving; returns whether any has moved.
    fn settle(&mut self, dense: &Dense, tolerance: f64) -> bool {
        let n = dense.n();
        self.queue.clear();
        self.queue.extend(0..n as u32);
        self.is_queued.clear();
        self.is_queued.resize(n, true);
        let mut moved = false;
        for _ in 0..VISITS_PER_NODE * n {
            let Some(node) = self.queue.pop_front() else { break };
            self.is_queued[node as usize] = false;
            if let Some(bloc) = self.better_bloc(node as usize, tolerance) {
                self.move_to(dense, node as usize, bloc);
                moved = true;
            }
        }
        moved
    }

    /// The bloc a node is drawn to most, or one of its own if all are against it.
    fn better_bloc(&self, node: usize, tolerance: f64) -> Option<usize> {
        let with = &self.with[node * self.stride..][..self.in_use];
        let own = self.of[node] as usize;
        let (mut bloc, mut most) = (own, with[own]);
        for (other, &with) in with.iter().enumerate() {
            if with > most {
                (bloc, most) = (other, with);
            }
        }
        if most < 0.0 {
            let vacant = self.size[..self.stride].iter().position(|&size| size == 0);
            (bloc, most) = vacant.map_or((bloc, most), |vacant| (vacant, 0.0));
        }
        (most > with[own] + tolerance).then_some(bloc)
    }

    fn move_to(&mut self, dense: &Dense, node: usize, bloc: usize) {
        let own = self.of[node] as usize;
        self.size[own] -= 1;
        self.size[bloc] += 1;
        self.of[node] = bloc as u32;
        self.in_use = self.in_use.max(bloc + 1);
        for (partner, (with, &tie)) in self.with.chunks_exact_mut(self.stride).zip(dense.row(node)).enumerate() {
            with[own] -= tie;
            with[bloc] += tie;
            if tie != 0.0 && !self.is_queued[partner] {
                self.is_queued[partner] = true;
                self.queue.push_back(partner as u32);
            }
        }
    }

    /// Joins whole blocs, in order, each to the earlier one it is drawn to most, else to the first that it has nothing
    /// against; returns how many blocs there are then.
    fn merge(&mut self, count: usize, next_to_nothing: f64) -> usize {
        self.add_up_between(count);
        self.joined.clear();
        let mut n_joined = 0;
        for bloc in 0..count {
            let row = &mut self.between[bloc * count..(bloc + 1) * count];
            let joined = earlier_bloc(&row[..n_joined], next_to_nothing).unwrap_or(n_joined);
            self.joined.push(joined as u32);
            n_joined = n_joined.max(joined + 1);
            if joined != bloc {
                self.join(bloc, joined, count);
            }
        }
        if n_joined < count {
            for mark in &mut self.of {
                *mark = self.joined[*mark as usize];
            }
        }
        n_joined
    }

    fn add_up_between(&mut self, count: usize) {
        self.between.clear();
        self.between.resize(count * count, 0.0);
        for (with, &own) in self.with.chunks_exact(self.stride).zip(&self.of) {
            let own = own as usize;
            for (between, &with) in self.between[own * count..(own + 1) * count].iter_mut().zip(with) {
                *between += with;
            }
        }
    }

    /// Adds what others weigh with a bloc to what they weigh with the place it has joined.
    fn join(&mut self, bloc: usize, joined: usize, count: usize) {
        for other in self.between.chunks_exact_mut(count) {
            let tie = std::mem::take(&mut other[bloc]);
            other[joined] += tie;
        }
    }
}

/// The place of the largest weight if it is more than next to nothing, else the first that is not less than nothing.
fn earlier_bloc(weights: &[f64], next_to_nothing: f64) -> Option<usize> {
    let most = (0..weights.len()).reduce(|most, bloc| if weights[bloc] > weights[most] { bloc } else { most })?;
    if weights[most] > next_to_nothing {
        return Some(most);
    }
    weights.iter().position(|&weight| weight >= -next_to_nothing)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::blocs::SignedNetwork;
    use crate::measures::blocs::testing::{Dice, random_complete, random_sparse};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn no_move_and_no_merger_improves_what_is_polished(n in 2usize..=40, seed: u64, is_sparse: bool, blocs in 1u32..=40) {
            let mut dice = Dice(seed);
            let network = if is_sparse { random_sparse(n, 4, &mut dice) } else { random_complete(n, &mut dice) };
            let start = Partition::new(&network, &(0..n as u32).map(|node| node % blocs).collect::<Vec<_>>());
            let reached = polished(&network, &start);
            prop_assert!(reached.frustration <= start.frustration + 1e-9);
            prop_assert!((reached.frustration - Partition::new(&network, &reached.of).frustration).abs() < 1e-9);
            for other in neighbours(&reached) {
                prop_assert!(Partition::new(&network, &other).frustration > reached.frustration - 1e-9);
            }
        }
    }

    #[test]
    fn blocs_with_nothing_against_each_other_are_merged() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(6, &[(0, 1, -0.5), (2, 3, -0.5), (4, 5, -0.5)]);
        let apart = Partition::new(&network, &[0, 1, 2, 3, 4, 5]);
        assert_eq!(polished(&network, &apart).of, [0, 1, 0, 1, 0, 1]);
    }

    #[test]
    fn a_node_among_rivals_goes_alone() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(3, &[(0, 1, 1.0), (0, 2, -1.0), (1, 2, -1.0)]);
        assert_eq!(polished(&network, &Partition::new(&network, &[0, 0, 0])).of, [0, 0, 1]);
    }

    /// All partitions that differ by the place of one node, or by a merger of two blocs.
    fn neighbours(partition: &Partition) -> Vec<Vec<u32>> {
        let count = partition.count as u32;
        let moves = (0..partition.of.len()).flat_map(|node| {
            (0..=count).map(move |bloc| {
                let mut of = partition.of.clone();
                of[node] = bloc;
                of
            })
        });
        let mergers = (0..count).flat_map(|one| {
            (0..one).map(move |other| {
                partition
                    .of
                    .iter()
                    .map(|&bloc| if bloc == one { other } else { bloc })
                    .collect()
            })
        });
        moves.chain(mergers).collect()
    }

    fn polished(network: &SignedNetwork, start: &Partition) -> Partition {
        let mut dense = Dense::default();
        dense.copy(network);
        let mut partition = start.clone();
        Settling::default().polish(&mut dense, network.totals().tolerance(), &mut partition);
        partition
    }
}
