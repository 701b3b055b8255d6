use super::subsets::{MOST_NODES, Subsets};
use super::{Partition, SignedNetwork, Totals};

/// Up to this many nodes [`super::Search`] always finds the best partition.
pub const EXACT_UP_TO: usize = MOST_NODES;

const MOST_OTHERS: usize = MOST_NODES - 1;

/// The weights of up to eight nodes as a matrix; rows and columns beyond them are 0.
pub(super) type Square = [[f64; MOST_NODES]; MOST_NODES];

/// The best partition of few nodes, month after month.
///
/// A solved month leaves a certificate: its weights, its best partition, and how much weight the second best lacked. As
/// long as the weights have moved against that partition by less than this gap, no other can have overtaken it.
#[derive(Debug, Clone, Default)]
pub(super) struct ExactSearch {
    subsets: Subsets,
    certificate: Certificate,
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
        self.subsets.fill(weight, n);
        certificate.gap = self.subsets.solve(tolerance, &mut certificate.of);
        certificate.count = certificate.of[..n].iter().max().map_or(0, |&last| last as usize + 1);
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

fn square(network: &SignedNetwork) -> Square {
    let mut square = Square::default();
    if let Some(rows) = network.complete_rows::<MOST_OTHERS>() {
        for node in 0..MOST_NODES {
            square[node][..node].copy_from_slice(&rows[node][..node]);
            square[node][node + 1..].copy_from_slice(&rows[node][node..]);
        }
        return square;
    }
    for (node, row) in square.iter_mut().enumerate().take(network.n()) {
        for (partner, weight) in network.ties_of(node) {
            row[partner] = weight;
        }
    }
    square
}

fn totals(weight: &Square) -> Totals {
    let (mut positive, mut negative) = ([0.0; MOST_NODES], [0.0; MOST_NODES]);
    for row in weight {
        for lane in 0..MOST_NODES {
            positive[lane] += positive_part(row[lane]);
            negative[lane] += positive_part(-row[lane]);
        }
    }
    Totals {
        positive: positive.iter().sum::<f64>() / 2.0,
        negative: negative.iter().sum::<f64>() / 2.0,
    }
}

/// Half the sum over all ordered pairs of the positive part of `term`: the sum over unordered pairs.
fn sum_of_halves(weight: &Square, side: &Square, term: impl Fn(f64, f64) -> f64) -> f64 {
    let mut sum = [0.0; MOST_NODES];
    for (weight, side) in weight.iter().zip(side) {
        for lane in 0..MOST_NODES {
            sum[lane] += positive_part(term(weight[lane], side[lane]));
        }
    }
    sum.iter().sum::<f64>() / 2.0
}

#[inline(always)]
fn positive_part(number: f64) -> f64 {
    if number > 0.0 { number } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::blocs::testing::{Dice, by_brute_force, random_complete};

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
                network.reweigh(|i, j| before[i][j] + change * dice.signed());
            }
        }
    }

    #[test]
    fn a_small_change_is_answered_without_solving_again() {
        let mut search = ExactSearch::default();
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(3, &[(0, 1, 0.5), (0, 2, -0.5), (1, 2, 0.2)]);
        search.update(&network, &mut Partition::default());
        network.reweigh(|i, j| [[0.0, 0.4, -0.4], [0.0, 0.0, 0.25]][i][j]);
        let totals = totals(&square(&network));
        assert!(search.certificate.still_holds(&square(&network), 3, totals.tolerance()));
        network.reweigh(|i, j| [[0.0, 0.4, -0.4], [0.0, 0.0, 0.45]][i][j]);
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
