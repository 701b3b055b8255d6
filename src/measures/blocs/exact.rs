//! The blocs of a handful of nodes, month after month: always the best partition.

use super::partition::number_by_first;
use super::square::{MOST_NODES, Square, positive_part, square, sum_of_halves, totals};
use super::subsets::Subsets;
use super::{Partition, SignedNetwork};

/// Up to this many nodes [`super::BlocSearch`] always finds the best partition.
pub const EXACT_UP_TO: usize = MOST_NODES;

/// The best partition of few nodes, month after month.
///
/// A solved month leaves a certificate: its weights, its best partition, and how much weight the second best lacked. As
/// long as the weights have moved against that partition by less than this gap, no other can have overtaken it.
#[derive(Debug, Clone, Default)]
pub(super) struct ExactSearch {
    subsets: Subsets,
    certificate: Certificate,
    number: Vec<u32>,
}

#[derive(Debug, Clone, Default)]
struct Certificate {
    weight: Square,
    of: [u32; MOST_NODES],
    count: usize,
    /// 1 for two nodes in one bloc, −1 for two nodes apart.
    side: Square,
    n: usize,
    /// 0: nothing is certified.
    gap: f64,
}

impl ExactSearch {
    /// Writes the best partition of a network of at most [`EXACT_UP_TO`] nodes.
    pub(super) fn update(&mut self, network: &SignedNetwork, partition: &mut Partition) {
        let n = network.n();
        let weight = square(network);
        let totals = totals(&weight);
        if totals.negative <= 0.0 {
            return partition.gather(n, 0.0);
        }
        if !self.certificate.still_holds(&weight, n, totals.tolerance()) {
            self.solve(&weight, n, totals.tolerance());
        }
        let certificate = &self.certificate;
        partition.of.clear();
        partition.of.extend_from_slice(&certificate.of[..n]);
        partition.count = certificate.count;
        partition.frustration = sum_of_halves(&weight, &certificate.side, |weight, side| -weight * side);
    }

    /// Forgets what earlier months proved.
    pub(super) fn reset(&mut self) {
        self.certificate.gap = 0.0;
    }

    fn solve(&mut self, weight: &Square, n: usize, tolerance: f64) {
        let certificate = &mut self.certificate;
        let camps = Camps::of(weight, n, tolerance);
        certificate.gap = camps.rift;
        for (number, &camp) in camps.of[..camps.count].iter().enumerate() {
            let mut of = [0; MOST_NODES];
            let gap = match least_tie(camp, weight) {
                least if least > 0.0 => least * f64::from((camp.count_ones() - 1).max(1)),
                _ if camps.count == 1 => self.subsets.solve(weight, n, tolerance, &mut of),
                _ => {
                    let (part, size) = among(camp, weight);
                    self.subsets.solve(&part, size, tolerance, &mut of)
                }
            };
            certificate.gap = certificate.gap.min(gap);
            for (node, bloc) in nodes(camp).zip(of) {
                certificate.of[node] = (number * MOST_NODES) as u32 + bloc;
            }
        }
        certificate.count = number_by_first(&mut certificate.of[..n], &mut self.number);
        certificate.weight = *weight;
        certificate.n = n;
        for i in 0..MOST_NODES {
            for j in 0..MOST_NODES {
                certificate.side[i][j] = if certificate.of[i] == certificate.of[j] {
                    1.0
                } else {
                    -1.0
                };
            }
        }
    }
}

/// Those whom a chain of positive ties joins. No bloc is the better for members of two such camps.
struct Camps {
    /// The nodes of every camp, as bits.
    of: [u32; MOST_NODES],
    count: usize,
    /// The least enmity between members of two camps: what it costs at least to put any of them together.
    rift: f64,
}

impl Camps {
    /// The camps of the first `n` nodes; all in one where two of them are not enemies by more than `tolerance`.
    #[inline(never)]
    fn of(weight: &Square, n: usize, tolerance: f64) -> Self {
        let everyone = (1_u32 << n) - 1;
        let mut camps = Self {
            of: [0; MOST_NODES],
            count: 0,
            rift: f64::INFINITY,
        };
        let friends = weight.map(|row| friends(&row));
        let mut open = everyone;
        while open != 0 {
            let camp = reach(open & open.wrapping_neg(), &friends);
            camps.of[camps.count] = camp;
            camps.count += 1;
            open &= !camp;
            for node in nodes(camp) {
                for enemy in nodes(open) {
                    camps.rift = camps.rift.min(-weight[node][enemy]);
                }
            }
        }
        if camps.rift <= tolerance {
            camps.of[0] = everyone;
            (camps.count, camps.rift) = (1, f64::INFINITY);
        }
        camps
    }
}

/// Everyone whom a chain of friends joins to `some`.
fn reach(some: u32, friends: &[u32; MOST_NODES]) -> u32 {
    let (mut reached, mut new) = (some, some);
    while new != 0 {
        let theirs = nodes(new).fold(0, |theirs, node| theirs | friends[node]);
        new = theirs & !reached;
        reached |= new;
    }
    reached
}

/// The least weight among some nodes; endless for one alone. Friends only stand together, and to part them would cut at
/// least this much, times the number of the others.
fn least_tie(set: u32, weight: &Square) -> f64 {
    let mut least = f64::INFINITY;
    for one in nodes(set) {
        for other in nodes(set & ((1 << one) - 1)) {
            least = least.min(weight[one][other]);
        }
    }
    least
}

/// The weights among some nodes alone, and how many they are.
#[inline(never)]
fn among(set: u32, weight: &Square) -> (Square, usize) {
    let mut part = Square::default();
    let mut size = 0;
    for i in nodes(set) {
        for (tie, j) in part[size].iter_mut().zip(nodes(set)) {
            *tie = weight[i][j];
        }
        size += 1;
    }
    (part, size)
}

/// The nodes of a set of bits, ascending.
fn nodes(set: u32) -> impl Iterator<Item = usize> {
    let mut left = set;
    std::iter::from_fn(move || {
        let node = (left != 0).then(|| left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(node)
    })
}

/// A bit for every positive tie.
#[inline(always)]
fn friends(row: &[f64; MOST_NODES]) -> u32 {
    let bits = row.iter().enumerate().map(|(node, &tie)| u32::from(tie > 0.0) << node);
    bits.fold(0, |all, bit| all | bit)
}

impl Certificate {
    fn still_holds(&self, weight: &Square, n: usize, tolerance: f64) -> bool {
        if n != self.n || self.gap <= 0.0 {
            return false;
        }
        let mut loss = [0.0; MOST_NODES];
        for ((now, then), side) in weight.iter().zip(&self.weight).zip(&self.side) {
            for lane in 0..MOST_NODES {
                loss[lane] += positive_part((then[lane] - now[lane]) * side[lane]);
            }
        }
        loss.iter().sum::<f64>() / 2.0 < self.gap - 4.0 * tolerance
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::blocs::testing::{Dice, by_brute_force, random_complete, reweigh};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn no_partition_beats_the_one_found_and_ties_fall_as_told(network in few_weights()) {
            let (found, best) = (solved_cold(&network), by_brute_force(&network, 8));
            prop_assert_eq!((found.of, found.count), (best.of, best.count));
            prop_assert!((found.frustration - best.frustration).abs() < 1e-12);
        }

        #[test]
        fn no_partition_beats_the_one_found_for_any_weights(n in 1usize..=8, seed: u64) {
            let network = random_complete(n, &mut Dice(seed));
            let (found, best) = (solved_cold(&network), by_brute_force(&network, 8));
            prop_assert_eq!((found.of, found.count), (best.of, best.count));
        }

        #[test]
        fn a_search_that_knows_last_month_answers_like_a_new_one(n in 2usize..=8, seed: u64, change in 0.0..0.2) {
            let mut dice = Dice(seed);
            let mut search = ExactSearch::default();
            let mut partition = Partition::default();
            let mut network = random_complete(n, &mut dice);
            for _ in 0..50 {
                search.update(&network, &mut partition);
                prop_assert_eq!(&partition, &solved_cold(&network));
                let before = square(&network);
                reweigh(&mut network, |i, j| before[i][j] + change * dice.signed());
            }
        }
    }

    #[test]
    fn a_small_change_is_answered_without_solving_again() {
        let mut search = ExactSearch::default();
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(3, &[(0, 1, 0.5), (0, 2, -0.5), (1, 2, 0.2)]);
        search.update(&network, &mut Partition::default());
        reweigh(&mut network, |i, j| [[0.0, 0.4, -0.4], [0.0, 0.0, 0.25]][i][j]);
        let totals = totals(&square(&network));
        assert!(search.certificate.still_holds(&square(&network), 3, totals.tolerance()));
        reweigh(&mut network, |i, j| [[0.0, 0.4, -0.4], [0.0, 0.0, 0.45]][i][j]);
        assert!(!search.certificate.still_holds(&square(&network), 3, totals.tolerance()));
    }

    #[test]
    fn without_rivals_there_is_one_bloc_even_without_ties() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(4, &[]);
        assert_eq!(
            solved_cold(&network),
            Partition {
                of: vec![0; 4],
                count: 1,
                frustration: 0.0
            }
        );
    }

    #[test]
    fn ties_are_decided_member_by_member_not_bloc_by_bloc() {
        // As good: 0 with 3, 1 with 4, 2 with 5. It gathers earlier members round member 0, but member 2 counts before 3.
        let mut network = SignedNetwork::default();
        let mut weight = vec![vec![-1.0; 6]; 6];
        for (i, j, other) in [
            (0, 5, 0.1),
            (1, 2, 0.1),
            (2, 5, 0.2),
            (0, 3, 0.0),
            (1, 4, 0.0),
            (2, 4, 0.0),
        ] {
            weight[i][j] = other;
        }
        network.rebuild_complete(6, |i, j| weight[i][j]);
        assert_eq!(solved_cold(&network).of, [0, 1, 1, 2, 1, 0]);
    }

    fn solved_cold(network: &SignedNetwork) -> Partition {
        let mut partition = Partition::default();
        ExactSearch::default().update(network, &mut partition);
        partition
    }

    /// Networks of one to eight nodes with weights from a small set, so that many partitions tie.
    fn few_weights() -> impl Strategy<Value = SignedNetwork> {
        let weight = prop::sample::select(vec![-1.0, -0.3, -0.1, 0.0, 0.0, 0.1, 0.2, 0.3]);
        (1usize..=8, prop::collection::vec(weight, 28)).prop_map(|(n, weights)| {
            let mut weights = weights.into_iter();
            let mut network = SignedNetwork::default();
            network.rebuild_complete(n, |_, _| weights.next().unwrap_or(0.0));
            network
        })
    }
}
