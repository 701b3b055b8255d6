use super::components::{among, components};
use super::exact::{EXACT_UP_TO, ExactSearch};
use super::large::LargeSearch;
use super::local::Bounds;
use super::proof::{Proof, WIDEST};
use super::{Partition, SignedNetwork};

/// Steps of branch and bound that take a second or two.
pub const DEFAULT_BUDGET: u64 = 10_000_000;
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
/// within `budget` steps. Nothing depends on the clock or on chance: the same network and budget give the same
/// answer. Without a limit on the blocs, parts of the network that no tie connects are solved one by one. Equally good
/// partitions are decided by fewer blocs, then by the earlier member in the earlier bloc, as far as the budget
/// reaches.
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
    if partition.frustration <= tolerance {
        return Best {
            partition,
            proven: true,
        };
    }
    disturb(network, Bounds { at_most, tolerance }, &mut search, &mut partition);
    if network.n() > WIDEST {
        return Best {
            partition,
            proven: false,
        };
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
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) % n.max(1) as u64) as usize
    }
}
