//! The weights of a handful of nodes as a matrix, of a size that is known beforehand.

use super::SignedNetwork;

/// How many nodes the matrix has room for.
pub(super) const MOST_NODES: usize = 8;

/// The weights of up to eight nodes; rows and columns beyond them are 0.
pub(super) type Square = [[f64; MOST_NODES]; MOST_NODES];

#[inline(always)]
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

#[inline(always)]
pub(super) fn positive_part(number: f64) -> f64 {
    if number > 0.0 { number } else { 0.0 }
}

/// The larger of two numbers. Unlike `f64::max` it takes no care of NaN, and so it is one instruction.
#[inline(always)]
pub(super) fn larger(one: f64, other: f64) -> f64 {
    if one > other { one } else { other }
}

/// The smaller of two numbers, in one instruction too.
#[inline(always)]
pub(super) fn smaller(one: f64, other: f64) -> f64 {
    if one < other { one } else { other }
}
