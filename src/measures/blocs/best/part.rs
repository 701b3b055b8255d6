//! The best partition of one part, whose nodes a chain of ties joins.

use super::alike::at_least;
use super::ladder::Ladder;
use super::{Alike, ProofEnd};
use crate::measures::blocs::bound::{bound, frustrated_blocks};
use crate::measures::blocs::exact::EXACT_UP_TO;
use crate::measures::blocs::proof::{Proof, WIDEST};
use crate::measures::blocs::{Partition, SignedNetwork};

/// How many sums branch and bound over nodes may look at: a second or two.
const SUMS: f64 = 350e6;
/// How many more it may look at among equally good partitions; no one look takes more than a share of what is left.
const LOOKS: f64 = 350e6;
const SHARE: u64 = 4;
/// How much arithmetic the packing of cycles may do: about half a minute.
const ARITHMETIC: f64 = 30e9;

/// The work that may still be done, over all parts together.
pub(super) struct Budget {
    sums: u64,
    looks: u64,
    arithmetic: u64,
}

impl Budget {
    pub(super) fn of(effort: f64) -> Self {
        Self {
            sums: (SUMS * effort) as u64,
            looks: (LOOKS * effort) as u64,
            arithmetic: (ARITHMETIC * effort) as u64,
        }
    }

    /// Has a look among equally good partitions.
    fn look<T>(&mut self, look: impl FnOnce(&mut u64) -> T) -> T {
        let mut share = self.looks / SHARE;
        self.looks -= share;
        let seen = look(&mut share);
        self.looks += share;
        seen
    }
}

/// A part of a network and the best partition of it that was found.
pub(super) struct Part {
    pub(super) network: SignedNetwork,
    pub(super) partition: Partition,
    pub(super) least: f64,
    pub(super) ending: ProofEnd,
    at_most: usize,
    proof: Option<Proof>,
}

impl Part {
    /// Finds the best partition of a part into at most so many blocs, and proves it if it can.
    pub(super) fn solve(network: SignedNetwork, at_most: Option<usize>, effort: f64, budget: &mut Budget) -> Self {
        let at_most = at_most.filter(|&at_most| at_most < network.n());
        let limit = at_most.map_or(network.n(), |at_most| at_most.max(1));
        let mut partition = Partition::default();
        partition.gather(network.n(), network.totals().negative);
        if network.n() > EXACT_UP_TO {
            partition = Ladder::new(&network, effort).climb(at_most.map(|_| limit));
        }
        let mut part = Self {
            least: 0.0,
            ending: ProofEnd::Effort,
            at_most: limit,
            proof: None,
            partition,
            network,
        };
        part.prove(budget);
        part
    }

    fn prove(&mut self, budget: &mut Budget) {
        let tolerance = self.network.totals().tolerance();
        if self.at_most == 1 || self.partition.frustration <= tolerance && self.network.n() > WIDEST {
            self.least = self.partition.frustration;
            self.ending = ProofEnd::Proven;
            return;
        }
        if self.network.n() <= WIDEST {
            let mut proof = Proof::new(&self.network, self.at_most, budget.sums);
            if proof.improve(&self.network, &mut self.partition) {
                self.ending = ProofEnd::Proven;
            }
            budget.sums = proof.budget_left();
            self.proof = Some(proof);
        }
        if self.ending != ProofEnd::Proven {
            self.bound(budget, tolerance);
        }
        if let (Some(proof), ProofEnd::Proven) = (&mut self.proof, self.ending) {
            self.least = self.partition.frustration;
            budget.look(|looks| proof.settle_ties(&self.network, 0, &mut self.partition, looks));
        }
    }

    fn bound(&mut self, budget: &mut Budget, tolerance: f64) {
        let lower = bound(&self.network, self.at_most, &mut self.partition, budget.arithmetic);
        budget.arithmetic = budget.arithmetic.saturating_sub(lower.work);
        self.least = lower.least.min(self.partition.frustration);
        self.ending = match self.least >= self.partition.frustration - tolerance {
            true => ProofEnd::Proven,
            false if lower.is_unfinished => ProofEnd::Effort,
            false => ProofEnd::Limit,
        };
    }

    /// Of the equally good partitions into no more blocs than the other parts have anyway, takes the one that puts the
    /// earlier member in the earlier bloc.
    pub(super) fn settle_within(&mut self, count: usize, budget: &mut Budget) {
        if let (Some(proof), ProofEnd::Proven) = (&mut self.proof, self.ending)
            && self.partition.count < count
        {
            let most = count.min(self.at_most);
            budget.look(|looks| proof.settle_ties(&self.network, most, &mut self.partition, looks));
        }
    }

    /// How many partitions of this part are as good.
    pub(super) fn alike(&mut self, budget: &mut Budget) -> Alike {
        let counted = match (self.ending, &mut self.proof) {
            _ if self.at_most == 1 => Alike::ONE,
            (ProofEnd::Proven, _) if self.at_most == 2 => self.alike_by_blocks(budget),
            (ProofEnd::Proven, Some(proof)) => Alike::from(budget.look(|looks| proof.count(&self.partition, looks))),
            _ => Alike::UNKNOWN,
        };
        match counted.is_exact {
            true => counted,
            false => Alike {
                at_least: counted.at_least.max(at_least(&self.network, &self.partition)),
                is_exact: false,
            },
        }
    }

    /// With two blocs, the ways to divide one block do not depend on how the others are divided.
    fn alike_by_blocks(&mut self, budget: &mut Budget) -> Alike {
        let blocks = frustrated_blocks(&self.network, &self.partition.of);
        let counts = blocks.into_iter().map(|(block, of)| match &mut self.proof {
            Some(proof) if block.n() == self.network.n() => budget.look(|looks| proof.count(&self.partition, looks)),
            _ if block.n() > WIDEST => (1, false),
            _ => budget.look(|looks| count_alone(&block, &of, looks)),
        });
        Alike::of(counts.map(Alike::from))
    }
}

/// How many divisions of a block into two blocs are as good as this best one.
fn count_alone(block: &SignedNetwork, of: &[u32], looks: &mut u64) -> (u64, bool) {
    let mut best = Partition::new(block, of);
    let mut proof = Proof::new(block, 2, *looks);
    proof.improve(block, &mut best);
    *looks = proof.budget_left();
    proof.count(&best, looks)
}
