//! The best partition of one network, with all the time that it takes, and whether it is proven.

use super::components::{among, components};
use super::exact::{EXACT_UP_TO, ExactSearch};
use super::large::LargeSearch;
use super::local::Bounds;
use super::proof::{Proof, WIDEST};
use super::{Partition, SignedNetwork};
use crate::random::{GOLDEN, splitmix64};

/// A budget that takes a second or two to spend, in sums that branch and bound looks at.
pub const DEFAULT_BUDGET: u64 = 350_000_000;
/// How many nodes and ties the disturbed searches may take up in all, each walk counted once.
const DISTURBED_WORK: usize = 300_000;
/// The most disturbed searches of one network.
const MOST_DISTURBANCES: usize = 500;

/// The best partition found, and whether none has less frustration.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// The partition found.
    pub partition: Partition,
    /// Whether it is proven that no partition, of at most as many blocs as asked for, has less frustration.
    pub proven: bool,
}

/// Looks hard for the partition with the least frustration into at most `at_most` blocs (0 counts as 1).
///
/// Local search from many starts finds a partition, branch and bound then tries to prove it or to find a better one,
/// within a `budget` counted in the sums it looks at. Nothing depends on the clock or on chance: the same network and
/// budget give the same answer. Without a limit on the blocs, parts of the network that no tie connects are solved one
/// by one. Equally good partitions are decided by fewer blocs, then by the earlier member in the earlier bloc, as far
/// as the budget reaches and, if there are such parts, within each of them. Branch and bound is tried on parts of up to
/// 128 nodes.
///
/// # Example
/// ```
/// use alliance_dynamics::measures::blocs::{DEFAULT_BUDGET, SignedNetwork, best_partition};
///
/// let mut network = SignedNetwork::default();
/// network.rebuild_from_ties(3, &[(0, 1, -1.0), (0, 2, -1.0), (1, 2, -1.0)]);
/// let best = best_partition(&network, Some(2), DEFAULT_BUDGET);
/// assert_eq!((best.partition.of, best.proven), (vec![0, 0, 1], true));
/// ```
pub fn best_partition(network: &SignedNetwork, at_most: Option<usize>, budget: u64) -> Best {
    match at_most {
        None if network.n() <= EXACT_UP_TO => exact(network),
        Some(at_most) => best_of_one(network, at_most.clamp(1, network.n().max(1)), &mut { budget }),
        None => best_of_all(network, budget),
    }
}

/// Solves the components one by one. Each numbers its blocs from 0, and the blocs of the same number become one: that
/// costs nothing and makes the fewest blocs.
fn best_of_all(network: &SignedNetwork, mut budget: u64) -> Best {
    let mut of = vec![0; network.n()];
    let mut proven = true;
    for nodes in components(network) {
        if nodes.len() == 1 {
            continue;
        }
        let part = among(network, &nodes);
        let best = if nodes.len() <= EXACT_UP_TO {
            exact(&part)
        } else {
            best_of_one(&part, nodes.len(), &mut budget)
        };
        proven &= best.proven;
        for (&node, &bloc) in nodes.iter().zip(&best.partition.of) {
            of[node as usize] = bloc;
        }
    }
    Best {
        partition: Partition::new(network, &of),
        proven,
    }
}

fn exact(network: &SignedNetwork) -> Best {
    let mut partition = Partition::default();
    ExactSearch::default().update(network, &mut partition);
    Best {
        partition,
        proven: true,
    }
}

/// Solves one network, taking what it uses from the budget.
fn best_of_one(network: &SignedNetwork, at_most: usize, budget: &mut u64) -> Best {
    let mut partition = Partition::default();
    let tolerance = network.totals().tolerance();
    let mut search = LargeSearch::default();
    search.search_anew(network, at_most, &mut partition);
    if partition.frustration > tolerance {
        disturb(network, Bounds { at_most, tolerance }, &mut search, &mut partition);
    }
    if !(1..=WIDEST).contains(&network.n()) {
        let proven = partition.frustration <= tolerance;
        return Best { partition, proven };
    }
    let mut proof = Proof::new(network, at_most, *budget);
    let proven = proof.improve(network, &mut partition);
    *budget = proof.budget_left();
    Best { partition, proven }
}

/// Shifts some nodes of the best partition at random, searches on from there, and keeps what is better.
fn disturb(network: &SignedNetwork, bounds: Bounds, search: &mut LargeSearch, best: &mut Partition) {
    let n = network.n();
    let rounds = (DISTURBED_WORK / (n + network.n_ties())).clamp(2, MOST_DISTURBANCES);
    let mut scatter = Scatter(n as u64);
    let mut candidate = Partition::default();
    for round in 0..rounds {
        candidate.copy_from(best);
        let n_shifts = 2 + scatter.below(n / (2 + round % 8));
        for _ in 0..n_shifts {
            let bloc = scatter.below((best.count + 1).min(bounds.at_most));
            candidate.of[scatter.below(n)] = bloc as u32;
        }
        candidate = Partition::new(network, &candidate.of);
        search.local.polish(network, bounds, &mut candidate);
        if candidate.is_better_than(best, bounds.tolerance) {
            best.copy_from(&candidate);
        }
    }
}

/// Numbers without a pattern, always the same ones from the same start (SplitMix64).
struct Scatter(u64);

impl Scatter {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(GOLDEN);
        (splitmix64(self.0) % n.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::blocs::testing::{Dice, by_brute_force, random_complete, random_sparse};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn with_a_limit_on_blocs_no_partition_beats_the_proven_one(n in 1usize..=8, at_most in 1usize..=4, seed: u64) {
            let network = random_sparse(n, 5, &mut Dice(seed));
            let best = best_partition(&network, Some(at_most), DEFAULT_BUDGET);
            let expected = by_brute_force(&network, at_most);
            prop_assert!(best.proven);
            prop_assert_eq!((best.partition.of, best.partition.count), (expected.of, expected.count));
        }

        #[test]
        fn without_a_limit_no_partition_beats_the_proven_one(seed: u64) {
            let network = random_complete(9, &mut Dice(seed));
            let best = best_partition(&network, None, DEFAULT_BUDGET);
            prop_assert!(best.proven);
            prop_assert_eq!(best.partition.of, by_brute_force(&network, 9).of);
        }
    }

    #[test]
    fn gahuku_gama_has_three_blocs_with_frustration_two() {
        let best = best_partition(&gahuku_gama(|_, _| 0.0), None, DEFAULT_BUDGET);
        assert_eq!(
            (best.partition.count, best.partition.frustration, best.proven),
            (3, 2.0, true)
        );
    }

    #[test]
    fn the_best_partition_of_gahuku_gama_is_unique() {
        let of = best_partition(&gahuku_gama(|_, _| 0.0), None, DEFAULT_BUDGET)
            .partition
            .of;
        // Half of the least difference between two frustrations, spread over the pairs against this partition: if it
        // is still the best, none was as good.
        let against = |i: usize, j: usize| 0.5 / 120.0 * if of[i] == of[j] { -1.0 } else { 1.0 };
        let best = best_partition(&gahuku_gama(against), None, DEFAULT_BUDGET);
        assert_eq!((best.partition.of, best.proven), (of, true));
    }

    #[test]
    fn gahuku_gama_in_at_most_two_blocs_has_frustration_seven() {
        let best = best_partition(&gahuku_gama(|_, _| 0.0), Some(2), DEFAULT_BUDGET);
        assert_eq!(
            (best.partition.count, best.partition.frustration, best.proven),
            (2, 7.0, true)
        );
    }

    #[test]
    fn parts_without_ties_between_them_are_solved_one_by_one() {
        let triangle = |first: u32| {
            [
                (first, first + 1, 1.0),
                (first, first + 2, -1.0),
                (first + 1, first + 2, -1.0),
            ]
        };
        let ties: Vec<(u32, u32, f64)> = (0..40).flat_map(|part| triangle(3 * part)).collect();
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(121, &ties);
        let best = best_partition(&network, None, DEFAULT_BUDGET);
        assert_eq!(
            (best.partition.count, best.partition.frustration, best.proven),
            (2, 0.0, true)
        );
        assert_eq!(best.partition.of[117..], [0, 0, 1, 0]);
    }

    #[test]
    fn ties_between_partitions_without_any_frustration_are_decided_too() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(
            6,
            &[
                (0, 3, -1.0),
                (1, 2, 1.0),
                (2, 5, -1.0),
                (3, 4, 1.0),
                (4, 5, -1.0),
                (0, 5, -1.0),
            ],
        );
        let best = best_partition(&network, Some(3), DEFAULT_BUDGET);
        assert_eq!(best.partition, by_brute_force(&network, 3));
    }

    #[test]
    fn nothing_is_proven_without_a_budget() {
        let best = best_partition(&random_complete(20, &mut Dice(1)), None, 0);
        assert!(!best.proven);
    }

    #[test]
    fn a_network_of_nobody_is_proven() {
        assert!(best_partition(&SignedNetwork::default(), Some(2), DEFAULT_BUDGET).proven);
        assert!(best_partition(&SignedNetwork::default(), None, DEFAULT_BUDGET).proven);
    }

    /// The signs of Read's sixteen tribes, tribes in the order of their names, and what `added` puts on every pair.
    fn gahuku_gama(added: impl Fn(usize, usize) -> f64) -> SignedNetwork {
        let rows: Vec<Vec<&str>> = include_str!("../../../scenarios/data/gahuku_gama_ties.csv")
            .lines()
            .skip(1)
            .map(|line| line.split(',').collect())
            .collect();
        let mut names: Vec<&str> = rows.iter().flat_map(|row| [row[0], row[1]]).collect();
        names.sort_unstable();
        names.dedup();
        let number = |name: &str| names.iter().position(|&other| other == name).unwrap_or_default();
        let mut weight = vec![vec![0.0; names.len()]; names.len()];
        for row in &rows {
            let (i, j) = (number(row[0]), number(row[1]));
            weight[i.min(j)][i.max(j)] = row[2].trim().parse().unwrap_or_default();
        }
        let mut network = SignedNetwork::default();
        network.rebuild_complete(names.len(), |i, j| weight[i][j] + added(i, j));
        network
    }
}
