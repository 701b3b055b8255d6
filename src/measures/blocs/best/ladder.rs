//! The search for the best partition of one part, rung by rung: first into two blocs, then into one more at a time.

use super::annealing::{Annealing, Heat};
use super::chance::Chance;
use super::crossing::cross;
use crate::measures::blocs::large::LargeSearch;
use crate::measures::blocs::local::{Bounds, LocalSearch};
use crate::measures::blocs::{Partition, SignedNetwork};

/// Work on a rung, for the square of nodes and ties together, and at most.
const WORK_BY_SQUARE: u64 = 60;
const MOST_WORK: u64 = 2_000_000_000;
/// However small the effort, every node and tie may be moved so often.
const LEAST_WORK: u64 = 1000;
/// More rungs than this are not climbed one by one.
const MOST_RUNGS: usize = 32;
/// How many partitions are bred with each other.
const FLOCK: usize = 8;
/// How often two of them are crossed.
const CROSSINGS: u64 = 48;
const ANNEALING: Heat = [0.5, 0.05];
const REHEATING: Heat = [0.22, 0.05];

/// Finds good partitions of one part. More freedom never makes the answer worse: each rung begins with what the one below
/// has found.
pub(super) struct Ladder<'a> {
    network: &'a SignedNetwork,
    tolerance: f64,
    /// Moves on each rung, with more blocs fewer.
    work: u64,
}

impl<'a> Ladder<'a> {
    pub(super) fn new(network: &'a SignedNetwork, effort: f64) -> Self {
        let size = (network.n() + network.n_ties()) as u64;
        let work = size.saturating_mul(size).saturating_mul(WORK_BY_SQUARE).min(MOST_WORK);
        Self {
            network,
            tolerance: network.totals().tolerance(),
            work: ((work as f64 * effort) as u64).max(size.saturating_mul(LEAST_WORK).min(work)),
        }
    }

    /// The best partition into at most so many blocs, or any number of them.
    pub(super) fn climb(&self, at_most: Option<usize>) -> Partition {
        let limit = at_most.unwrap_or(usize::MAX);
        let mut best = Partition::default();
        best.gather(self.network.n(), self.network.totals().negative);
        let mut rung = 2;
        while rung <= limit.min(MOST_RUNGS) && best.frustration > self.tolerance {
            let below = best.frustration;
            self.search(rung, rung, &mut best);
            if best.frustration >= below - self.tolerance && rung > 2 {
                break;
            }
            rung += 1;
        }
        if rung <= limit && best.frustration > self.tolerance {
            let mut free = best.clone();
            self.search(usize::MAX, rung, &mut free);
            if free.count <= limit && free.is_better_than(&best, self.tolerance) {
                best = free;
            }
        }
        best
    }

    /// Searches among partitions into at most so many blocs, for something better than what there is.
    fn search(&self, at_most: usize, rung: usize, best: &mut Partition) {
        let mut search = LargeSearch::default();
        let mut anew = Partition::default();
        search.search_anew(self.network, at_most, &mut anew);
        if anew.is_better_than(best, self.tolerance) {
            best.copy_from(&anew);
        }
        let blocs = at_most.min(best.count + 2).min(self.network.n());
        if best.frustration <= self.tolerance {
            return;
        }
        if let Some(annealing) = Annealing::new(self.network, blocs) {
            let flock = Flock {
                ladder: self,
                bounds: Bounds {
                    at_most,
                    tolerance: self.tolerance,
                },
                blocs,
                work: self.work * 2 / rung as u64,
                chance: Chance((self.network.n() * MOST_RUNGS + rung) as u64),
                local: search.local,
            };
            flock.breed(annealing, best);
        }
    }
}

/// Partitions that are bred with each other.
struct Flock<'a> {
    ladder: &'a Ladder<'a>,
    bounds: Bounds,
    blocs: usize,
    work: u64,
    chance: Chance,
    local: LocalSearch,
}

impl Flock<'_> {
    /// Half of the work goes into annealing from different starts, half into crossing what these have found.
    fn breed(mut self, mut annealing: Annealing, best: &mut Partition) {
        let n = self.ladder.network.n();
        let mut flock = vec![best.clone()];
        for _ in 1..FLOCK {
            let scattered: Vec<u32> = (0..n).map(|_| self.chance.below(self.blocs) as u32).collect();
            let work = self.work / 2 / FLOCK as u64;
            let mut found = annealing.run(&scattered, ANNEALING, work, &mut self.chance);
            self.keep(&mut found, best);
            flock.push(found);
        }
        for _ in 0..CROSSINGS {
            let one = self.chance.below(FLOCK);
            let other = (one + 1 + self.chance.below(FLOCK - 1)) % FLOCK;
            let work = self.work / 2 / CROSSINGS;
            let pair = [&flock[one], &flock[other]];
            let network = self.ladder.network;
            let Some(mut child) = cross(network, pair, self.blocs, REHEATING, work, &mut self.chance) else {
                return;
            };
            self.keep(&mut child, best);
            let worse = if flock[one].frustration > flock[other].frustration {
                one
            } else {
                other
            };
            if child.frustration <= flock[worse].frustration && !flock.contains(&child) {
                flock[worse] = child;
            }
        }
    }

    fn keep(&mut self, found: &mut Partition, best: &mut Partition) {
        self.local.polish(self.ladder.network, self.bounds, found);
        if found.is_better_than(best, self.bounds.tolerance) {
            best.copy_from(found);
        }
    }
}
