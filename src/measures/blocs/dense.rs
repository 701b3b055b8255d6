//! The weights of a few dozen nodes as a full matrix.

use super::{SignedNetwork, Totals};

/// A pivot smaller than this beside the shift may owe its sign to rounding.
const ROUNDING: f64 = 1e-10;

/// Entries that are added up side by side; rows are filled up to a multiple of it.
const STRANDS: usize = 4;

/// The weights of a network row by row, 0 where there is no tie, every row filled up with 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Dense {
    n: usize,
    width: usize,
    weight: Vec<f64>,
    /// What is left of a matrix while it is eliminated.
    open: Vec<f64>,
    sides: Vec<f64>,
}

/// Sums over all pairs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Census {
    /// The frustration of a partition.
    pub(super) frustration: f64,
    pub(super) totals: Totals,
    /// The sum of all squared eigenvalues.
    pub(super) square_size: f64,
}

impl Dense {
    /// Takes the weights of this network.
    pub(super) fn copy(&mut self, network: &SignedNetwork) {
        let n = network.n();
        if self.n != n {
            self.n = n;
            self.width = n.next_multiple_of(STRANDS);
            self.weight.clear();
        }
        self.weight.resize(n * self.width, 0.0);
        let Some(rows) = network.complete_rows() else {
            self.weight.fill(0.0);
            for (node, to) in self.weight.chunks_exact_mut(self.width).enumerate() {
                network.ties_of(node).for_each(|(partner, weight)| to[partner] = weight);
            }
            return;
        };
        let rows = rows.chunks_exact(n - 1);
        for ((node, to), row) in self.weight.chunks_exact_mut(self.width).enumerate().zip(rows) {
            to[..node].copy_from_slice(&row[..node]);
            to[node] = 0.0;
            to[node + 1..n].copy_from_slice(&row[node..]);
        }
    }

    /// How many nodes there are.
    pub(super) fn n(&self) -> usize {
        self.n
    }

    /// How long a vector has to be.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The weights of a node's ties.
    pub(super) fn row(&self, node: usize) -> &[f64] {
        &self.weight[node * self.width..(node + 1) * self.width]
    }

    /// Writes the matrix times a vector, both as wide as a row.
    pub(super) fn multiply(&self, vector: &[f64], image: &mut Vec<f64>) {
        image.clear();
        let rows = self.weight.chunks_exact(self.width);
        image.extend(rows.map(|row| sum_of(row, vector, |tie, entry| tie * entry)));
        image.resize(self.width, 0.0);
    }

    /// The frustration of a partition into `count` blocs, and what else one look at all pairs tells.
    pub(super) fn census(&mut self, of: &[u32], count: usize) -> Census {
        self.take_sides(of, count);
        let (mut strain_twice, mut squares) = ([0.0; STRANDS], [0.0; STRANDS]);
        let (mut sizes, mut sums) = ([0.0; STRANDS], [0.0; STRANDS]);
        for (row, &own) in self.weight.chunks_exact(self.width).zip(of) {
            let sides = &self.sides[own as usize * self.width..(own as usize + 1) * self.width];
            for (ties, sides) in row.as_chunks::<STRANDS>().0.iter().zip(sides.as_chunks::<STRANDS>().0) {
                for strand in 0..STRANDS {
                    let (tie, size) = (ties[strand], ties[strand].abs());
                    strain_twice[strand] += size + sides[strand] * tie;
                    sizes[strand] += size;
                    sums[strand] += tie;
                    squares[strand] += tie * tie;
                }
            }
        }
        let (sizes, sums) = (sizes.iter().sum::<f64>(), sums.iter().sum::<f64>());
        Census {
            frustration: strain_twice.iter().sum::<f64>() / 4.0,
            totals: Totals {
                positive: (sizes + sums) / 4.0,
                negative: (sizes - sums) / 4.0,
            },
            square_size: squares.iter().sum(),
        }
    }

    /// For every bloc a row: −1 for its own nodes, 1 for all others.
    fn take_sides(&mut self, of: &[u32], count: usize) {
        self.sides.clear();
        self.sides.resize(count * self.width, 1.0);
        for (node, &bloc) in of.iter().enumerate() {
            self.sides[bloc as usize * self.width + node] = -1.0;
        }
    }

    /// Whether all eigenvalues but one lie below `bound`, as far as `vector` of length 1 and its quotient show which that one is.
    ///
    /// If the matrix less `2·quotient·v·vᵀ` lies below, so do all eigenvalues of the matrix but one, for a change of rank one
    /// lifts no more than one over any bound (Weyl). It lies below if every pivot of `bound − matrix + 2·quotient·v·vᵀ` is
    /// positive. About n³/6 operations.
    #[inline(never)]
    pub(super) fn others_lie_below(&mut self, bound: f64, quotient: f64, vector: &[f64]) -> bool {
        self.open.resize(self.weight.len(), 0.0);
        let rows = self
            .open
            .chunks_exact_mut(self.width)
            .zip(self.weight.chunks_exact(self.width));
        for (node, (row, ties)) in rows.enumerate() {
            let lift = 2.0 * quotient * vector[node];
            for ((open, tie), entry) in row.iter_mut().zip(ties).zip(vector) {
                *open = lift * entry - tie;
            }
            row[node] += bound;
        }
        let least = ROUNDING * bound;
        let pairs_are_positive = (0..self.n / 2).all(|pair| self.eliminate_two(2 * pair, least));
        let last = self.n - 1;
        pairs_are_positive && (self.n.is_multiple_of(2) || self.open[last * self.width + last] > least)
    }

    /// Takes the rows of two pivots out of those behind them; returns whether both pivots are larger than `least`.
    fn eliminate_two(&mut self, pivot: usize, least: f64) -> bool {
        let (done, open) = self.open.split_at_mut((pivot + 2) * self.width);
        let (one, two) = done[pivot * self.width..].split_at_mut(self.width);
        if one[pivot] <= least {
            return false;
        }
        let share_of_one = 1.0 / one[pivot];
        take_out(two, one, share_of_one * one[pivot + 1]);
        if two[pivot + 1] <= least {
            return false;
        }
        let share_of_two = 1.0 / two[pivot + 1];
        for (behind, other) in open.chunks_exact_mut(self.width).enumerate() {
            let first = pivot + 2 + behind;
            let (factor_of_one, factor_of_two) = (share_of_one * one[first], share_of_two * two[first]);
            let from = first - first % STRANDS;
            let taken = one[from..].iter().zip(&two[from..]);
            for (open, (one, two)) in other[from..].iter_mut().zip(taken) {
                *open -= factor_of_one * one + factor_of_two * two;
            }
        }
        true
    }
}

fn take_out(row: &mut [f64], taken: &[f64], factor: f64) {
    for (row, taken) in row.iter_mut().zip(taken) {
        *row -= factor * taken;
    }
}

/// Sum over the places of two rows, whose length is a multiple of the strands.
#[inline(always)]
fn sum_of(row: &[f64], other: &[f64], term: impl Fn(f64, f64) -> f64) -> f64 {
    let mut sums = [0.0; STRANDS];
    for (row, other) in row.as_chunks::<STRANDS>().0.iter().zip(other.as_chunks::<STRANDS>().0) {
        for strand in 0..STRANDS {
            sums[strand] += term(row[strand], other[strand]);
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::blocs::frustration;
    use crate::measures::blocs::testing::{Dice, random_complete, random_sparse};

    #[test]
    fn the_other_eigenvalues_are_told_from_the_leading_one() {
        // 3 for the vector of equal entries, −1 for all others.
        let mut dense = dense(|_, _| 1.0);
        assert!(dense.others_lie_below(-0.9, 3.0, &[0.5; 4]));
        assert!(!dense.others_lie_below(-1.1, 3.0, &[0.5; 4]));
    }

    #[test]
    fn a_vector_that_is_not_the_leading_one_proves_nothing() {
        // 3 for the vector of two sides.
        let mut dense = dense(|i, j| if (i < 2) == (j < 2) { 1.0 } else { -1.0 });
        assert!(dense.others_lie_below(1.0, 3.0, &[0.5, 0.5, -0.5, -0.5]));
        assert!(!dense.others_lie_below(1.0, 3.0, &[0.5; 4]));
        assert!(!dense.others_lie_below(2.9, 2.95, &[0.5, -0.5, -0.5, 0.5]));
    }

    #[test]
    fn a_census_counts_what_the_network_counts() {
        let mut dice = Dice(4);
        for n in [9, 12, 33] {
            for network in [random_complete(n, &mut dice), random_sparse(n, 4, &mut dice)] {
                let of: Vec<u32> = (0..n as u32).map(|node| node % 3).collect();
                let mut dense = Dense::default();
                dense.copy(&network);
                let census = dense.census(&of, 3);
                let totals = network.totals();
                assert!((census.frustration - frustration(&network, &of)).abs() < 1e-12);
                assert!((census.totals.positive - totals.positive).abs() < 1e-12);
                assert!((census.totals.negative - totals.negative).abs() < 1e-12);
                let squares: f64 = network.pairs().map(|(_, _, weight)| 2.0 * weight * weight).sum();
                assert!((census.square_size - squares).abs() < 1e-12);
            }
        }
    }

    /// The matrix of four nodes with these weights.
    fn dense(weight: impl Fn(usize, usize) -> f64) -> Dense {
        let mut network = SignedNetwork::default();
        network.rebuild_complete(4, weight);
        let mut dense = Dense::default();
        dense.copy(&network);
        dense
    }
}
