//! Partitions as good as the best one, and nodes that could sit elsewhere.

use super::part::Part;
use crate::measures::blocs::tally::Tally;
use crate::measures::blocs::{Partition, SignedNetwork};

/// How many partitions have the same frustration, counted part by part and multiplied: how parts stand to each other does
/// not count, the number of blocs does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// At least so many, the one found included; 1 or more.
    pub at_least: u64,
    /// Whether there are no more, and none is better.
    pub is_exact: bool,
}

/// A node that could sit elsewhere, the others staying where they are, without any change of the frustration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which node.
    pub node: u32,
    /// In which blocs of its own part.
    pub blocs: Vec<u32>,
    /// Whether in a bloc of its own, if so many are allowed.
    pub alone: bool,
}

impl Alike {
    /// None but the one found.
    pub(super) const ONE: Self = Self {
        at_least: 1,
        is_exact: true,
    };
    /// The one found, and who knows how many more.
    pub(super) const UNKNOWN: Self = Self {
        at_least: 1,
        is_exact: false,
    };

    /// Each of one with each of the others.
    pub(super) fn of(all: impl Iterator<Item = Self>) -> Self {
        all.fold(Self::ONE, |product, one| Self {
            at_least: product.at_least.saturating_mul(one.at_least),
            is_exact: product.is_exact && one.is_exact && product.at_least.checked_mul(one.at_least).is_some(),
        })
    }
}

impl From<(u64, bool)> for Alike {
    fn from((at_least, is_exact): (u64, bool)) -> Self {
        Self { at_least, is_exact }
    }
}

/// Who could sit elsewhere, part by part and then in the order of the nodes.
pub(super) fn could_sit_elsewhere(nodes: &[Vec<u32>], parts: &[Part], at_most: Option<usize>) -> Vec<Elsewhere> {
    let mut all = Vec::new();
    for (nodes, part) in nodes.iter().zip(parts) {
        let may_be_alone = at_most.is_none_or(|at_most| part.partition.count < at_most);
        let of_part = elsewhere(&part.network, &part.partition, may_be_alone);
        all.extend(of_part.into_iter().map(|one| Elsewhere {
            node: nodes[one.node as usize],
            ..one
        }));
    }
    all.sort_by_key(|one| one.node);
    all
}

/// Who could sit elsewhere within one part.
fn elsewhere(network: &SignedNetwork, partition: &Partition, may_be_alone: bool) -> Vec<Elsewhere> {
    let tolerance = network.totals().tolerance();
    let mut size = vec![0; partition.count];
    partition.of.iter().for_each(|&bloc| size[bloc as usize] += 1);
    let mut tally = Tally::default();
    tally.prepare(partition.count);
    let mut all = Vec::new();
    for node in 0..network.n() {
        tally.clear();
        for (partner, weight) in network.ties_of(node) {
            tally.add(partition.of[partner], weight);
        }
        let own = partition.of[node];
        let is_as_good = |drawn: f64| (tally.of(own) - drawn).abs() <= tolerance;
        let blocs: Vec<u32> = (0..partition.count as u32)
            .filter(|&bloc| bloc != own && is_as_good(tally.of(bloc)))
            .collect();
        let alone = may_be_alone && size[own as usize] > 1 && is_as_good(0.0);
        if alone || !blocs.is_empty() {
            let node = node as u32;
            all.push(Elsewhere { node, blocs, alone });
        }
    }
    all
}

/// At least how many partitions of a part are as good: nodes without a tie between them move independently of each other,
/// as long as every bloc keeps a node that does not.
pub(super) fn at_least(network: &SignedNetwork, partition: &Partition) -> u64 {
    let mut stays = vec![0; partition.count];
    partition.of.iter().for_each(|&bloc| stays[bloc as usize] += 1);
    let mut moves = vec![false; network.n()];
    let mut n_alike = 1_u64;
    for Elsewhere { node, blocs, .. } in elsewhere(network, partition, false) {
        let node = node as usize;
        let own = partition.of[node] as usize;
        let is_free = network
            .ties_of(node)
            .all(|(partner, weight)| weight == 0.0 || !moves[partner]);
        if is_free && stays[own] > 1 {
            stays[own] -= 1;
            moves[node] = true;
            n_alike = n_alike.saturating_mul(1 + blocs.len() as u64);
        }
    }
    n_alike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_drawn_to_two_blocs_alike_could_sit_in_either() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(4, &[(0, 1, 2.0), (2, 0, -2.0), (3, 0, 1.0), (3, 2, 1.0)]);
        let partition = Partition::new(&network, &[0, 0, 1, 0]);
        let either = Elsewhere {
            node: 3,
            blocs: vec![1],
            alone: false,
        };
        assert_eq!(elsewhere(&network, &partition, true), [either]);
        assert_eq!(at_least(&network, &partition), 2);
    }

    #[test]
    fn too_many_to_tell_are_not_exact() {
        let many = Alike::from((1 << 40, true));
        assert_eq!(Alike::of([many, many].into_iter()), Alike::from((u64::MAX, false)));
        assert_eq!(
            Alike::of([many, Alike::UNKNOWN].into_iter()),
            Alike::from((1 << 40, false))
        );
    }
}
