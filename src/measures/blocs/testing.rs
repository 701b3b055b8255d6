//! What the tests of several files need.

use super::{Partition, SignedNetwork};

/// Numbers without a pattern, from a seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number from −1 to 1.
    pub(super) fn signed(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// A whole number below `n`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((self.signed() + 1.0) / 2.0 * n as f64) as usize
    }
}

/// A network of weights from −1 to 1 on every pair.
pub(super) fn random_complete(n: usize, dice: &mut Dice) -> SignedNetwork {
    let mut network = SignedNetwork::default();
    network.rebuild_complete(n, |_, _| dice.signed());
    network
}

/// A network of `n · degree / 2` random ties of weight −1 to 1.
pub(super) fn random_sparse(n: usize, degree: usize, dice: &mut Dice) -> SignedNetwork {
    let ties: Vec<(u32, u32, f64)> = (0..n * degree / 2)
        .map(|_| (dice.below(n) as u32, dice.below(n) as u32, dice.signed()))
        .collect();
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(n, &ties);
    network
}

/// Keeps the ties and gives them new weights: the tied pair `i < j` then weighs `weight(i, j)`.
pub(super) fn reweigh(network: &mut SignedNetwork, mut weight: impl FnMut(usize, usize) -> f64) {
    let ties = network.pairs().map(|(i, j, _)| (i as u32, j as u32, weight(i, j)));
    let ties: Vec<(u32, u32, f64)> = ties.collect();
    network.rebuild_from_ties(network.n(), &ties);
}

/// A network of `n` nodes and about so many ties of weight 1, or −1 between planted blocs, of which some have the wrong sign.
pub(super) fn planted(n: usize, n_ties: usize, blocs: usize, share_wrong: f64) -> SignedNetwork {
    let mut dice = Dice(n as u64);
    let ties: Vec<_> = (0..n_ties)
        .map(|_| (dice.below(n) as u32, dice.below(n) as u32, 1.0))
        .collect();
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(n, &ties);
    reweigh(&mut network, |i, j| {
        let is_wrong = dice.signed() < 2.0 * share_wrong - 1.0;
        if (i % blocs == j % blocs) != is_wrong {
            1.0
        } else {
            -1.0
        }
    });
    network
}

/// The best partition by trying them all.
pub(super) fn by_brute_force(network: &SignedNetwork, at_most: usize) -> Partition {
    let mut best = Partition::new(network, &vec![0; network.n()]);
    let tolerance = network.totals().tolerance();
    for_every_partition(network, at_most, &mut |other| {
        if other.is_better_than(&best, tolerance) {
            best = other;
        }
    });
    best
}

/// Visits every partition into at most so many blocs once.
pub(super) fn for_every_partition(network: &SignedNetwork, at_most: usize, visit: &mut impl FnMut(Partition)) {
    place(&mut vec![0; network.n()], 0, 0, at_most, &mut |of| {
        visit(Partition::new(network, of))
    });
}

fn place(of: &mut Vec<u32>, node: usize, count: usize, at_most: usize, visit: &mut impl FnMut(&[u32])) {
    if node == of.len() {
        return visit(of);
    }
    for bloc in 0..=count.min(at_most - 1) {
        of[node] = bloc as u32;
        place(of, node + 1, count.max(bloc + 1), at_most, visit);
    }
}
