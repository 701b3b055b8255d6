//! The blocs of a few dozen nodes, month after month.

use super::dense::{Census, Dense};
use super::leading::{Leading, Weights};
use super::settling::Settling;
use super::signs::Signs;
use super::{Partition, SignedNetwork};

/// Up to this many nodes the signs of the leading eigenvector are known for sure.
pub(super) const MEDIUM_UP_TO: usize = 64;
/// Steps towards the leading eigenvector before its signs are looked at again.
const STEPS_AT_A_TIME: usize = 2;
/// Steps before its signs serve as a start where nothing is known of last month.
const FIRST_STEPS: usize = 20;

/// The blocs of a few dozen nodes, month after month: never worse than one bloc of all, than everybody alone, and than
/// the two sides that the signs of the leading eigenvector make.
///
/// Last month's partition stays as long as no move and no merger improves it and no start can be better. The leading
/// eigenvector is followed from month to month, and no further than needed to know that its signs do no better.
#[derive(Debug, Clone, Default)]
pub(super) struct MediumSearch {
    settling: Settling,
    leading: Leading,
    signs: Signs,
    dense: Dense,
    candidate: Partition,
}

impl MediumSearch {
    /// Searches from all three starts, where nothing is known of last month.
    pub(super) fn search_anew(&mut self, network: &SignedNetwork, partition: &mut Partition) {
        let n = network.n();
        partition.scatter(n, 0.0);
        let census = self.settle(network, partition);
        self.candidate.gather(n, census.totals.negative);
        self.try_what_candidate_leads_to(census, partition);
        if partition.frustration <= 0.0 {
            return;
        }
        self.leading.begin_anew(&self.dense);
        self.leading.climb(Weights::Dense(&self.dense), FIRST_STEPS);
        self.signs.begin();
        self.candidate.frustration = self.signs.read(&self.dense, &self.leading, census);
        self.candidate.count = self.signs.write(n, &mut self.candidate.of);
        self.try_what_candidate_leads_to(census, partition);
        self.outdo_starts(None, census, partition);
    }

    /// Goes on from the partition of last month, already written for this month's nodes; `before` tells which node was
    /// which, unless nothing changed.
    pub(super) fn search_on(
        &mut self,
        network: &SignedNetwork,
        before: Option<&[Option<u32>]>,
        partition: &mut Partition,
    ) {
        let census = self.settle(network, partition);
        self.outdo_starts(before, census, partition);
    }

    /// Forgets all months.
    pub(super) fn reset(&mut self) {
        self.leading.forget();
        self.signs.reset();
    }

    /// Improves the partition by moves and mergers, if any helps.
    fn settle(&mut self, network: &SignedNetwork, partition: &mut Partition) -> Census {
        self.dense.copy(network);
        let census = self.dense.census(&partition.of, partition.count);
        partition.frustration = census.frustration;
        self.settling
            .polish(&mut self.dense, census.totals.tolerance(), partition);
        census
    }

    /// Makes sure that no start is better.
    fn outdo_starts(&mut self, before: Option<&[Option<u32>]>, census: Census, partition: &mut Partition) {
        let n = self.dense.n();
        self.candidate.gather(n, census.totals.negative);
        self.try_candidate(census, partition);
        if partition.frustration <= 0.0 {
            return;
        }
        self.candidate.scatter(n, census.totals.positive);
        self.try_candidate(census, partition);
        self.leading.begin(&self.dense, before);
        if !self.outdo_signs(census, partition) {
            self.leading.begin_anew(&self.dense);
            self.outdo_signs(census, partition);
        }
    }

    /// Follows the leading eigenvector until its signs surely do no better; returns whether they do.
    fn outdo_signs(&mut self, census: Census, partition: &mut Partition) -> bool {
        let tolerance = census.totals.tolerance();
        self.signs.begin();
        loop {
            let frustration = self.signs.read(&self.dense, &self.leading, census);
            if frustration < partition.frustration - tolerance {
                self.candidate.count = self.signs.write(self.dense.n(), &mut self.candidate.of);
                self.candidate.frustration = frustration;
                self.try_candidate(census, partition);
            }
            let spare = frustration - partition.frustration + tolerance;
            if self.signs.are_known(&mut self.dense, &self.leading, census, spare) {
                return true;
            }
            if !self.leading.climb(Weights::Dense(&self.dense), STEPS_AT_A_TIME) {
                return false;
            }
        }
    }

    /// Goes over to what the candidate leads to if that is better.
    fn try_what_candidate_leads_to(&mut self, census: Census, partition: &mut Partition) {
        let tolerance = census.totals.tolerance();
        self.settling.polish(&mut self.dense, tolerance, &mut self.candidate);
        if self.candidate.is_better_than(partition, tolerance) {
            std::mem::swap(&mut self.candidate, partition);
        }
    }

    /// Goes over to the candidate if it is better, and on from there.
    fn try_candidate(&mut self, census: Census, partition: &mut Partition) {
        let tolerance = census.totals.tolerance();
        if self.candidate.is_better_than(partition, tolerance) {
            std::mem::swap(&mut self.candidate, partition);
            self.settling.polish(&mut self.dense, tolerance, partition);
        }
    }
}
