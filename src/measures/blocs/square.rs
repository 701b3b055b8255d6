//! The weights of a handful of nodes as a matrix, of a size that is known beforehand.

use super::{SignedNetwork, Totals};

/// How many nodes the matrix has room for.
pub(super) const MOST_NODES: usize = 8;

/// The weights of up to eight nodes; rows and columns beyond them are 0.
pub(super) type Square = [[f64; MOST_NODES]; MOST_NODES];

pub(super) fn square(network: &SignedNetwork) -> Square {
    let mut square = Square::default();
    if let Some(weights) = network.complete_rows() {
        let rows = weights.chunks_exact(network.n().saturating_sub(1).max(1));
        for (node, (to, row)) in square.iter_mut().zip(rows).enumerate() {
            let (before, after) = row.split_at(node);
            for (to, &weight) in to.iter_mut().zip(before) {
                *to = weight;
            }
            for (to, &weight) in to[node + 1..].iter_mut().zip(after) {
                *to = weight;
            }
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

pub(super) fn totals(weight: &Square) -> Totals {
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
pub(super) fn sum_of_halves(weight: &Square, side: &Square, term: impl Fn(f64, f64) -> f64) -> f64 {
    let mut sum = [0.0; MOST_NODES];
    for (weight, side) in weight.iter().zip(side) {
        for lane in 0..MOST_NODES {
            sum[lane] += positive_part(term(weight[lane], side[lane]));
        }
    }
    sum.iter().sum::<f64>() / 2.0
}

#[inline(always)]
pub(super) fn positive_part(number: f64) -> f64 {
    if number > 0.0 { number } else { 0.0 }
}
