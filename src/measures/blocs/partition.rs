//! Partitions of the nodes of a network, and how badly they fit.

use super::SignedNetwork;

/// Who stands with whom, and how badly that fits the ties.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Partition {
    /// The bloc of every node. Blocs are numbered from 0 in the order of their first node, so node 0 is in bloc 0.
    pub of: Vec<u32>,
    /// How many blocs there are.
    pub count: usize,
    /// Negative weight within blocs plus positive weight between blocs, over unordered pairs; ≥ 0.
    pub frustration: f64,
}

impl Partition {
    /// The partition that these bloc marks describe, renumbered. Memory grows with the largest mark.
    ///
    /// # Panics
    /// If there are not as many marks as nodes.
    pub fn new(network: &SignedNetwork, marks: &[u32]) -> Self {
        assert_eq!(marks.len(), network.n(), "every node needs one mark");
        let mut partition = Self {
            of: marks.to_vec(),
            count: 0,
            frustration: frustration(network, marks),
        };
        partition.count = number_by_first(&mut partition.of, &mut Vec::new());
        partition
    }

    /// Becomes a copy of `other` without new memory, if there is enough.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.of.clone_from(&other.of);
        self.count = other.count;
        self.frustration = other.frustration;
    }

    /// Becomes one bloc of `n` nodes, with the frustration given.
    pub(super) fn gather(&mut self, n: usize, frustration: f64) {
        self.of.clear();
        self.of.resize(n, 0);
        self.count = n.min(1);
        self.frustration = frustration;
    }

    /// Becomes `n` blocs of one node, with the frustration given.
    pub(super) fn scatter(&mut self, n: usize, frustration: f64) {
        self.of.clear();
        self.of.extend(0..n as u32);
        self.count = n;
        self.frustration = frustration;
    }

    /// Whether this one is to be preferred: less frustration, else fewer blocs, else the earlier member in the
    /// earlier bloc. Frustrations within `tolerance` of each other count as equal.
    pub(super) fn is_better_than(&self, other: &Self, tolerance: f64) -> bool {
        let gain = other.frustration - self.frustration;
        gain > tolerance || (gain >= -tolerance && (self.count, &self.of) < (other.count, &other.of))
    }
}

/// The frustration of a partition: negative weight within blocs plus positive weight between blocs.
///
/// `of` marks the bloc of every node; only whether two marks are equal matters. Unordered pairs count once.
///
/// # Panics
/// If `of` has fewer entries than there are nodes.
///
/// # Source
/// Line index of balance for blocs: Doreian & Mrvar (1996); as correlation clustering: Bansal, Blum & Chawla (2004).
pub fn frustration(network: &SignedNetwork, of: &[u32]) -> f64 {
    let mut sum = 0.0;
    for node in 0..network.n() {
        let (to, weight) = network.row(node);
        let own = of[node];
        for (&partner, &weight) in to.iter().zip(weight) {
            let strain = if of[partner as usize] == own { -weight } else { weight };
            sum += if strain > 0.0 { strain } else { 0.0 };
        }
    }
    sum / 2.0
}

/// The ties that a partition frustrates, as `(earlier, later, weight)` in ascending order: negative ones within a bloc and
/// positive ones between blocs.
///
/// # Panics
/// If `of` has fewer entries than there are nodes.
pub fn frustrated_ties<'a>(
    network: &'a SignedNetwork,
    of: &'a [u32],
) -> impl Iterator<Item = (usize, usize, f64)> + 'a {
    let is_strained = |i: usize, j: usize, weight: f64| if of[i] == of[j] { weight < 0.0 } else { weight > 0.0 };
    network.pairs().filter(move |&(i, j, weight)| is_strained(i, j, weight))
}

/// Renumbers blocs by their first node and returns how many there are; `number` is a spare.
pub(super) fn number_by_first(of: &mut [u32], number: &mut Vec<u32>) -> usize {
    number.clear();
    number.resize(of.iter().max().map_or(0, |&mark| mark as usize + 1), u32::MAX);
    let mut count = 0;
    for mark in of {
        let new = &mut number[*mark as usize];
        if *new == u32::MAX {
            *new = count;
            count += 1;
        }
        *mark = *new;
    }
    count as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocs_are_numbered_by_their_first_node() {
        let partition = Partition::new(&two_friends_and_a_rival(), &[2, 0, 2]);
        assert_eq!((partition.of, partition.count), (vec![0, 1, 0], 2));
    }

    #[test]
    fn frustration_counts_rivals_within_and_friends_between() {
        let network = two_friends_and_a_rival();
        assert_eq!(frustration(&network, &[0, 0, 0]), 0.25);
        assert_eq!(frustration(&network, &[0, 1, 2]), 0.5);
        assert_eq!(frustration(&network, &[0, 1, 0]), 0.75);
        assert_eq!(frustration(&network, &[0, 0, 1]), 0.0);
        let frustrated = |of: [u32; 3]| frustrated_ties(&network, &of).collect::<Vec<_>>();
        assert_eq!(frustrated([0, 0, 0]), [(0, 2, -0.25)]);
        assert_eq!(frustrated([0, 1, 1]), [(0, 1, 0.5)]);
    }

    #[test]
    fn equal_frustration_is_decided_by_fewer_blocs_and_then_the_earlier_member() {
        let of = |of: &[u32], count| Partition {
            of: of.to_vec(),
            count,
            frustration: 1.0,
        };
        assert!(of(&[0, 1, 1], 2).is_better_than(&of(&[0, 1, 2], 3), 1e-12));
        assert!(of(&[0, 0, 1], 2).is_better_than(&of(&[0, 1, 0], 2), 1e-12));
        assert!(!of(&[0, 0, 1], 2).is_better_than(&of(&[0, 0, 1], 2), 1e-12));
    }

    #[test]
    fn rounding_does_not_decide() {
        let of = |of: &[u32], count, frustration| Partition {
            of: of.to_vec(),
            count,
            frustration,
        };
        let (rounded, exact) = (of(&[0, 0], 1, 0.1 + 0.2), of(&[0, 1], 2, 0.3));
        assert!(rounded.is_better_than(&exact, 1e-12) && !exact.is_better_than(&rounded, 1e-12));
    }

    /// Nodes 0 and 1 are friends (0.5); 2 is a rival of 0 (−0.25).
    fn two_friends_and_a_rival() -> SignedNetwork {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(3, &[(0, 1, 0.5), (0, 2, -0.25)]);
        network
    }
}
