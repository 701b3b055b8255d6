//! The best partition of one network, with all the time that it takes, and what is known of it.

mod alike;
mod annealing;
mod chance;
mod crossing;
mod ladder;
mod part;

use super::components::{among, components};
use super::{Partition, SignedNetwork};
use alike::could_sit_elsewhere;
pub use alike::{Alike, Elsewhere};
use part::{Budget, Part};

/// The effort that takes from an instant up to a minute or two, by the size of the network.
pub const DEFAULT_EFFORT: f64 = 1.0;

/// The best partition found, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// The partition found.
    pub partition: Partition,
    /// Whether it is proven that no partition, of at most as many blocs as asked for, has less frustration.
    pub proven: bool,
    /// No partition has less frustration than this; 0 or more, and at most that of the partition found.
    pub lower_bound: f64,
    /// How the proof ended.
    pub ending: ProofEnd,
    /// How many partitions are as good as the one found.
    pub alike: Alike,
    /// Who could sit elsewhere at no cost, by node.
    pub elsewhere: Vec<Elsewhere>,
    /// The parts that no tie joins, each its nodes, parts by their first node. How they stand to each other is open: their
    /// blocs of the same number were made one.
    pub parts: Vec<Vec<u32>>,
}

/// How a proof ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProofEnd {
    /// With a proof.
    Proven,
    /// The lower bound allows any number of blocs. It is reached, and is less than what was found for as few blocs as
    /// were asked for.
    Limit,
    /// The work that the effort allows was done before.
    Effort,
}

/// Looks hard for the partition with the least frustration into at most `at_most` blocs (0 counts as 1).
///
/// Parts of the network that no tie joins are solved one by one. In each, annealing from many starts finds partitions and
/// crossing two at a time better ones, first into two blocs and then into one more at a time: more freedom never gives a
/// worse answer. Branch and bound then tries to prove the best, to find a better one, or to say at least how much
/// frustration there must be: it packs bad cycles into the ties, block by block, and up to 128 nodes it also tries out blocs
/// node by node.
///
/// `effort` (0 or more, usually [`DEFAULT_EFFORT`]) multiplies the work that each of these may do. Work is counted, so that
/// nothing depends on the clock or on chance: the same network and effort give the same answer everywhere. Equally good
/// partitions are decided by fewer blocs, then by the earlier member in the earlier bloc, as far as the work allowed
/// reaches.
///
/// # Example
/// ```
/// use alliance_dynamics::measures::blocs::{DEFAULT_EFFORT, SignedNetwork, best_partition};
///
/// let mut network = SignedNetwork::default();
/// network.rebuild_from_ties(3, &[(0, 1, -1.0), (0, 2, -1.0), (1, 2, -1.0)]);
/// let best = best_partition(&network, Some(2), DEFAULT_EFFORT);
/// assert_eq!((best.partition.of, best.proven), (vec![0, 0, 1], true));
/// assert_eq!(best.alike.at_least, 3);
/// ```
pub fn best_partition(network: &SignedNetwork, at_most: Option<usize>, effort: f64) -> Best {
    let mut budget = Budget::of(effort);
    let nodes = components(network);
    let mut parts: Vec<Part> = nodes
        .iter()
        .map(|nodes| Part::solve(among(network, nodes), at_most, effort, &mut budget))
        .collect();
    let count = parts.iter().map(|part| part.partition.count).max().unwrap_or(0);
    parts.iter_mut().for_each(|part| part.settle_within(count, &mut budget));
    let mut of = vec![0; network.n()];
    for (nodes, part) in nodes.iter().zip(&parts) {
        for (&node, &bloc) in nodes.iter().zip(&part.partition.of) {
            of[node as usize] = bloc;
        }
    }
    let ending = parts.iter().map(|part| part.ending).max().unwrap_or(ProofEnd::Proven);
    let partition = Partition::new(network, &of);
    let lower_bound = match ending {
        ProofEnd::Proven => partition.frustration,
        _ => parts.iter().map(|part| part.least).sum(),
    };
    Best {
        proven: ending == ProofEnd::Proven,
        lower_bound,
        ending,
        alike: Alike::of(parts.iter_mut().map(|part| part.alike(&mut budget))),
        elsewhere: could_sit_elsewhere(&nodes, &parts, at_most),
        parts: nodes,
        partition,
    }
}

#[cfg(test)]
mod tests;
