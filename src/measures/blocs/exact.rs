use super::subsets::{MOST_NODES, Subsets};
use super::{Partition, SignedNetwork, Totals};

/// Up to this many nodes [`super::Search`] always finds the best partition.
pub const EXACT_UP_TO: usize = MOST_NODES;

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
        partition.count = certificate.of[..n].iter().max().map_or(0, |&last| last as usize + 1);
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
    for (node, row) in square.iter_mut().enumerate().take(network.n()) {
        for (partner, weight) in network.ties_of(node) {
            row[partner] = weight;
        }
    }
    square
}

fn totals(weight: &Square) -> Totals {
    Totals {
        positive: sum_of_halves(weight, weight, |weight, _| weight),
        negative: sum_of_halves(weight, weight, |weight, _| -weight),
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
