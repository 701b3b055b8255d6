//! The leading eigenvector of a network: who stands on which of two sides.

use super::SignedNetwork;
use super::dense::Dense;

/// The most steps in a month.
const MOST_STEPS: usize = 500;
/// The steps taken at a time from last month's vector on.
const WARM_STEPS: usize = 4;
/// How much of a vector without a pattern is mixed into last month's, so that no direction is missing from it.
const FRESHENING: f64 = 0.2;
/// A vector whose residual is this small beside the weights is near enough for its signs.
const NEAR_ENOUGH: f64 = 1e-6;
/// Multiplications with a tie's weight that a month may take, so that large networks stay affordable.
const WORK: usize = 40_000_000;

/// The leading eigenvector of the weight matrix, the one of its largest eigenvalue.
///
/// Conjugate gradient ascent on the Rayleigh quotient: each step goes to the best vector in the plane of the present one
/// and a direction of ascent, for one multiplication with the matrix. It begins from a fixed vector, or from the
/// vector of last month, and takes a bounded number of steps.
///
/// # Source
/// The method is that of Bradbury & Fletcher (1966); signs as a partition in two: Marvel, Kleinberg, Kleinberg &
/// Strogatz (2011).
#[derive(Debug, Clone, Default)]
pub(super) struct Leading {
    vector: Vec<f64>,
    /// The matrix times the vector.
    image: Vec<f64>,
    direction: Vec<f64>,
    direction_image: Vec<f64>,
    residual: Vec<f64>,
    /// Size of the last residual, squared; 0 before the first step.
    last_size: f64,
    steps_left: usize,
}

/// The matrix whose leading vector is sought.
#[derive(Clone, Copy)]
pub(super) enum Weights<'a> {
    Listed(&'a SignedNetwork),
    Dense(&'a Dense),
}

impl Weights<'_> {
    fn multiply(self, vector: &[f64], image: &mut Vec<f64>) {
        match self {
            Self::Listed(network) => multiply(network, vector, image),
            Self::Dense(dense) => dense.multiply(vector, image),
        }
    }
}

impl Leading {
    /// Begins anew from a vector that depends on nothing but the number of nodes.
    pub(super) fn start_cold(&mut self, network: &SignedNetwork) {
        self.scatter(network.n());
        self.prepare(Weights::Listed(network), network.n_ties());
        self.climb(Weights::Listed(network), MOST_STEPS);
    }

    /// Begins with last month's vector, `before[i]` being the old number of node `i` if it was there, where that is known.
    pub(super) fn begin(&mut self, dense: &Dense, before: Option<&[Option<u32>]>) {
        if let Some(before) = before {
            self.renumber(before);
        }
        self.vector.resize(dense.width(), 0.0);
        if self.vector.iter().all(|&entry| entry == 0.0) {
            self.scatter(dense.n());
            self.vector.resize(dense.width(), 0.0);
        }
        self.prepare(Weights::Dense(dense), dense.n() * dense.n() / 2);
    }

    /// Begins anew.
    pub(super) fn begin_anew(&mut self, dense: &Dense) {
        self.vector.clear();
        self.begin(dense, None);
    }

    fn scatter(&mut self, n: usize) {
        self.vector.clear();
        self.vector.extend((0..n).map(scattered));
    }

    /// Puts every entry where its node now is.
    fn renumber(&mut self, before: &[Option<u32>]) {
        self.direction.clone_from(&self.vector);
        let old = |old: u32| self.direction.get(old as usize).copied();
        self.vector.clear();
        self.vector
            .extend(before.iter().map(|place| place.and_then(old).unwrap_or(0.0)));
    }

    /// Goes on from last month's vector, `before[i]` being the old number of node `i` if it was there.
    pub(super) fn start_warm(&mut self, network: &SignedNetwork, before: Option<&[Option<u32>]>) {
        if let Some(before) = before {
            self.renumber(before);
        }
        self.vector.resize(network.n(), 0.0);
        let share = FRESHENING / (network.n() as f64).sqrt();
        for (node, entry) in self.vector.iter_mut().enumerate() {
            *entry += share * scattered(node);
        }
        self.prepare(Weights::Listed(network), network.n_ties());
        self.climb(Weights::Listed(network), WARM_STEPS);
    }

    /// Goes some steps further; returns whether it could take them all.
    pub(super) fn go_on(&mut self, network: &SignedNetwork) -> bool {
        self.climb(Weights::Listed(network), WARM_STEPS)
    }

    /// Whether the last residual was no larger than this beside the vector's image.
    pub(super) fn is_near(&self, residual: f64) -> bool {
        self.last_size <= residual * residual * dot(&self.image, &self.image)
    }

    /// The vector, of length 1.
    pub(super) fn vector(&self) -> &[f64] {
        &self.vector
    }

    /// The vector's Rayleigh quotient, and the length of what its image is beside it.
    pub(super) fn quotient_and_residual(&self) -> (f64, f64) {
        let quotient = dot(&self.vector, &self.image);
        let beside = self
            .image
            .iter()
            .zip(&self.vector)
            .map(|(image, entry)| image - quotient * entry);
        (quotient, beside.map(|beside| beside * beside).sum::<f64>().sqrt())
    }

    /// Forgets the vector.
    pub(super) fn forget(&mut self) {
        self.vector.clear();
    }

    /// Marks the nodes by the sign of their entry: 0 for those on the side of node 0, else 1. Returns the count of sides.
    pub(super) fn signs(&self, n: usize, of: &mut Vec<u32>) -> usize {
        let is_negative = |entry: &f64| *entry < 0.0;
        let first = self.vector.first().is_some_and(is_negative);
        of.clear();
        of.extend(
            self.vector[..n]
                .iter()
                .map(|entry| u32::from(is_negative(entry) != first)),
        );
        of.iter().max().map_or(0, |&last| last as usize + 1)
    }

    /// Takes some steps; returns whether it could take them all.
    pub(super) fn climb(&mut self, weights: Weights<'_>, steps: usize) -> bool {
        (0..steps).all(|_| self.step(weights))
    }

    fn prepare(&mut self, weights: Weights<'_>, n_ties: usize) {
        let n = self.vector.len();
        normalise(&mut self.vector);
        weights.multiply(&self.vector, &mut self.image);
        for spare in [&mut self.direction, &mut self.residual] {
            spare.clear();
            spare.resize(n, 0.0);
        }
        self.last_size = 0.0;
        self.steps_left = MOST_STEPS.min(WORK / (2 * n_ties + 10 * n + 1)).max(2);
    }

    /// One step; returns whether there was any way up and a step left to take.
    fn step(&mut self, weights: Weights<'_>) -> bool {
        if self.steps_left == 0 {
            return false;
        }
        self.steps_left -= 1;
        let quotient = dot(&self.vector, &self.image);
        let size = self.turn(quotient);
        if size <= NEAR_ENOUGH * NEAR_ENOUGH * dot(&self.image, &self.image) {
            return false;
        }
        if !normalise(&mut self.direction) {
            return false;
        }
        weights.multiply(&self.direction, &mut self.direction_image);
        let mixed = dot(&self.vector, &self.direction_image);
        let other = dot(&self.direction, &self.direction_image);
        let (keep, take) = highest_in_plane(quotient, mixed, other);
        rotate(&mut self.vector, &self.direction, keep, take);
        rotate(&mut self.image, &self.direction_image, keep, take);
        true
    }

    /// Turns the direction towards the steepest ascent, at a right angle to the vector, and returns the residual's size
    /// squared.
    fn turn(&mut self, quotient: f64) -> f64 {
        let (mut size, mut change) = (0.0, 0.0);
        for ((old, &image), &entry) in self.residual.iter_mut().zip(&self.image).zip(&self.vector) {
            let new = image - quotient * entry;
            size += new * new;
            change += new * (new - *old);
            *old = new;
        }
        let memory = if self.last_size > 0.0 && change > 0.0 {
            change / self.last_size
        } else {
            0.0
        };
        self.last_size = size;
        for (way, &residual) in self.direction.iter_mut().zip(&self.residual) {
            *way = residual + memory * *way;
        }
        let overlap = dot(&self.direction, &self.vector);
        rotate(&mut self.direction, &self.vector, 1.0, -overlap);
        size
    }
}

/// A number between −1 and 1 that has no pattern over the nodes (the mixing steps of SplitMix64).
fn scattered(node: usize) -> f64 {
    let mut bits = (node as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (bits >> 11) as f64 / (1u64 << 52) as f64 - 1.0
}

/// The unit vector `(keep, take)` that makes `keep²·first + 2·keep·take·mixed + take²·second` largest.
fn highest_in_plane(first: f64, mixed: f64, second: f64) -> (f64, f64) {
    let half = (first - second) / 2.0;
    let length = (half * half + mixed * mixed).sqrt();
    if length <= 0.0 {
        return (1.0, 0.0);
    }
    let keep = ((1.0 + half / length) / 2.0).max(0.0).sqrt();
    let take = ((1.0 - half / length) / 2.0).max(0.0).sqrt();
    (keep, if mixed < 0.0 { -take } else { take })
}

fn rotate(vector: &mut [f64], other: &[f64], keep: f64, take: f64) {
    for (entry, &added) in vector.iter_mut().zip(other) {
        *entry = keep * *entry + take * added;
    }
}

fn multiply(network: &SignedNetwork, vector: &[f64], image: &mut Vec<f64>) {
    image.clear();
    image.extend((0..network.n()).map(|node| {
        let (to, weight) = network.row(node);
        let (to_chunks, to_rest) = to.as_chunks::<4>();
        let (weight_chunks, weight_rest) = weight.as_chunks::<4>();
        let mut strands = [0.0; 4];
        for (to, weight) in to_chunks.iter().zip(weight_chunks) {
            for strand in 0..4 {
                strands[strand] += weight[strand] * vector[to[strand] as usize];
            }
        }
        let rest = to_rest
            .iter()
            .zip(weight_rest)
            .map(|(&partner, &weight)| weight * vector[partner as usize]);
        strands.iter().sum::<f64>() + rest.sum::<f64>()
    }));
}

/// Sum of products, added up in eight strands so that a processor can do them side by side.
pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    let mut strands = [0.0; 8];
    let (one_chunks, one_rest) = one.as_chunks::<8>();
    let (other_chunks, other_rest) = other.as_chunks::<8>();
    for (one, other) in one_chunks.iter().zip(other_chunks) {
        for strand in 0..8 {
            strands[strand] += one[strand] * other[strand];
        }
    }
    let rest: f64 = one_rest.iter().zip(other_rest).map(|(one, other)| one * other).sum();
    strands.iter().sum::<f64>() + rest
}

/// Scales to length 1; returns whether there was a length.
fn normalise(vector: &mut [f64]) -> bool {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|entry| *entry /= length);
    }
    length > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::blocs::testing::{Dice, random_complete};

    #[test]
    fn two_camps_are_told_apart_by_sign() {
        let camp = |node: usize| node >= 7;
        let mut network = SignedNetwork::default();
        network.rebuild_complete(12, |i, j| if camp(i) == camp(j) { 0.3 } else { -0.2 });
        let mut of = Vec::new();
        assert_eq!(climbed(&network).signs(12, &mut of), 2);
        assert!(of.iter().enumerate().all(|(node, &side)| (side == 1) == camp(node)));
    }

    #[test]
    fn the_vector_is_that_of_the_largest_eigenvalue_also_when_the_smallest_is_larger_in_size() {
        let mut network = SignedNetwork::default();
        network.rebuild_complete(5, |_, _| -1.0);
        let leading = climbed(&network);
        let quotient = dot(&leading.vector, &leading.image);
        assert!(
            (quotient - 1.0).abs() < 1e-6,
            "the eigenvalues are 1 and −4, found {quotient}"
        );
    }

    #[test]
    fn no_vector_scores_higher() {
        let mut dice = Dice(7);
        let network = random_complete(40, &mut dice);
        let leading = climbed(&network);
        let quotient = dot(&leading.vector, &leading.image);
        let mut image = Vec::new();
        for seed in 0..50 {
            let mut other: Vec<f64> = (0..40).map(|node| scattered(node + 40 * seed)).collect();
            for _ in 0..500 {
                normalise(&mut other);
                multiply(&network, &other, &mut image);
                rotate(&mut other, &image, 12.0, 1.0);
            }
            normalise(&mut other);
            multiply(&network, &other, &mut image);
            assert!(dot(&other, &image) <= quotient + 1e-9);
        }
    }

    fn climbed(network: &SignedNetwork) -> Leading {
        let mut leading = Leading::default();
        leading.start_cold(network);
        leading
    }
}
