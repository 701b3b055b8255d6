//! The blocs of many nodes, month after month.

use super::leading::Leading;
use super::local::{Bounds, LocalSearch};
use super::partition::frustration;
use super::{Partition, SignedNetwork, Totals};

/// Signs of a vector that is nearly the leading one are clearly worse by this share of the weight of all ties, once it was followed
/// for many rounds.
const CLEARLY: f64 = 0.01;
const MANY_ROUNDS: usize = 4;
/// Signs that are worse by this share are clearly worse at once.
const FAR: f64 = 0.05;
/// A vector whose residual is this small beside the weights has mostly the right signs; where they are worse than far, it may be
/// larger in proportion.
const NEAR: f64 = 0.03;

/// The blocs of many nodes, month after month: never worse than one bloc of all, than everybody alone, and than the
/// two sides that the signs of the leading eigenvector make.
#[derive(Debug, Clone, Default)]
pub(super) struct LargeSearch {
    pub(super) local: LocalSearch,
    leading: Leading,
    start: Partition,
    candidate: Partition,
}

impl LargeSearch {
    /// Searches from all three starts and writes the best that any leads to.
    pub(super) fn search_anew(&mut self, network: &SignedNetwork, at_most: usize, partition: &mut Partition) {
        let totals = network.totals();
        let bounds = Bounds {
            at_most,
            tolerance: totals.tolerance(),
        };
        partition.gather(network.n(), totals.negative);
        if totals.negative <= 0.0 {
            return;
        }
        self.leading.start_cold(network);
        self.local.polish(network, bounds, partition);
        for start in [signs, apart] {
            start(&self.leading, network, totals, &mut self.candidate);
            if self.candidate.count <= at_most {
                self.local.polish(network, bounds, &mut self.candidate);
                self.keep_better(bounds.tolerance, partition);
            }
        }
    }

    /// Goes on from the partition of last month, already written for this month's nodes; `before` tells the leading
    /// eigenvector which node was which, unless nothing changed. A start that does better takes over.
    pub(super) fn search_on(
        &mut self,
        network: &SignedNetwork,
        before: Option<&[Option<u32>]>,
        partition: &mut Partition,
    ) {
        let totals = network.totals();
        let bounds = Bounds {
            at_most: usize::MAX,
            tolerance: totals.tolerance(),
        };
        if totals.negative <= 0.0 {
            return partition.gather(network.n(), 0.0);
        }
        partition.frustration = frustration(network, &partition.of);
        self.local.polish(network, bounds, partition);
        self.leading.start_warm(network, before);
        self.candidate.copy_from(partition);
        self.make_sure_of_signs(network, totals, partition.frustration);
        for start in [together, signs, apart] {
            start(&self.leading, network, totals, &mut self.start);
            if self.start.is_better_than(&self.candidate, bounds.tolerance) {
                self.candidate.copy_from(&self.start);
            }
        }
        if self.candidate != *partition {
            self.local.polish(network, bounds, &mut self.candidate);
            self.keep_better(bounds.tolerance, partition);
        }
    }

    /// Improves the leading eigenvector until nothing is left to improve or its signs are clearly worse than what is reached.
    fn make_sure_of_signs(&mut self, network: &SignedNetwork, totals: Totals, reached: f64) {
        for rounds in 0.. {
            signs(&self.leading, network, totals, &mut self.start);
            let worse_by = (self.start.frustration - reached) / (totals.positive + totals.negative);
            let is_worse = worse_by > FAR || worse_by > CLEARLY && rounds >= MANY_ROUNDS;
            let is_clear = is_worse && self.leading.is_near(NEAR * (worse_by / FAR).max(1.0));
            if is_clear || !self.leading.go_on(network) {
                return;
            }
        }
    }

    /// Forgets all months.
    pub(super) fn reset(&mut self) {
        self.leading.forget();
    }

    fn keep_better(&mut self, tolerance: f64, partition: &mut Partition) {
        if self.candidate.is_better_than(partition, tolerance) {
            std::mem::swap(&mut self.candidate, partition);
        }
    }
}

fn together(_: &Leading, network: &SignedNetwork, totals: Totals, start: &mut Partition) {
    start.gather(network.n(), totals.negative);
}

fn apart(_: &Leading, network: &SignedNetwork, totals: Totals, start: &mut Partition) {
    start.scatter(network.n(), totals.positive);
}

fn signs(leading: &Leading, network: &SignedNetwork, _: Totals, start: &mut Partition) {
    start.count = leading.signs(network.n(), &mut start.of);
    start.frustration = frustration(network, &start.of);
}
