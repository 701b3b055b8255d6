//! The few formulas that the whole model is written in.

use crate::elementary::exp;
pub use crate::elementary::logistic;

/// Moves `t` in [−1, 1] by `u`, ever less the nearer it is to the end: `t + u(1−t)` upwards, `t + u(1+t)` downwards.
///
/// `u` is cut to [−1, 1]; the result stays in [−1, 1].
///
/// # Example
/// ```
/// use alliance_dynamics::alliance::push;
///
/// assert_eq!(push(0.0, 0.5), 0.5);
/// assert_eq!(push(0.5, -1.0), -1.0);
/// assert_eq!(push(1.0, 9.0), 1.0);
/// ```
///
/// # Source
/// The linear reinforcement of Bush and Mosteller (1955), on a scale with two ends.
#[must_use]
#[inline]
pub fn push(t: f64, u: f64) -> f64 {
    let u = u.clamp(-1.0, 1.0);
    // Both directions at once: u(1−t) is u − |u|t upwards, and so is u(1+t) downwards.
    t + (u - u.abs() * t)
}

/// How well two goals go together: 1 for equal goals, 0 at 1.18 tolerances apart, towards −1 for rivals.
///
/// `2·exp(−|p−q|² / (2·tolerance²)) − 1`, in the units of the goal space. The Gaussian form is ours.
#[must_use]
#[inline]
pub fn similarity(p: &[f64], q: &[f64], tolerance: f64) -> f64 {
    similarity_at(squared_distance(p, q), tolerance)
}

/// [`similarity`] of many goals at once: every squared distance makes way for it.
pub fn similarities(squared: &mut [f64], tolerance: f64) {
    for number in squared {
        *number = similarity_at(*number, tolerance);
    }
}

/// The square of the distance of two goals, in the units of the goal space.
#[must_use]
#[inline]
pub fn squared_distance(p: &[f64], q: &[f64]) -> f64 {
    match (p, q) {
        // The usual two axes, spelt out to save the loop.
        ([a, b], [c, d]) => (a - c) * (a - c) + (b - d) * (b - d),
        _ => p.iter().zip(q).map(|(a, b)| (a - b) * (a - b)).sum(),
    }
}

#[inline]
fn similarity_at(squared: f64, tolerance: f64) -> f64 {
    2.0 * exp(-squared / (2.0 * tolerance * tolerance)) - 1.0
}

/// As much of a number as lies above 0: `max(x, 0)`.
#[must_use]
#[inline]
pub fn above_zero(x: f64) -> f64 {
    // `f64::max` has rules for NaN that cost three instructions more.
    if x > 0.0 { x } else { 0.0 }
}

/// As much of a number as lies below 0: `min(x, 0)`.
#[must_use]
#[inline]
pub fn below_zero(x: f64) -> f64 {
    if x < 0.0 { x } else { 0.0 }
}

/// The sum of many numbers, always in the same order: every fourth one in a sum of its own, which a processor adds up side
/// by side.
#[must_use]
#[inline]
pub fn sum(numbers: &[f64]) -> f64 {
    let (fours, rest) = numbers.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for four in fours {
        for (sum, number) in sums.iter_mut().zip(four) {
            *sum += number;
        }
    }
    let [a, b, c, d] = sums;
    (a + b) + (c + d) + rest.iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_push_never_leaves_the_scale_and_never_goes_the_wrong_way(t in -1.0..=1.0, u in -3.0..=3.0) {
            let pushed = push(t, u);
            prop_assert!((-1.0..=1.0).contains(&pushed));
            prop_assert!((pushed - t) * u >= 0.0);
        }

        #[test]
        fn similarity_is_symmetric_and_falls_with_distance(a in -2.0..2.0, b in -2.0..2.0, further in 0.1..2.0) {
            let near = similarity(&[a], &[b], 0.8);
            prop_assert_eq!(near, similarity(&[b], &[a], 0.8));
            prop_assert!(similarity(&[a], &[b + further * (b - a).signum()], 0.8) < near);
        }
    }

    #[test]
    fn a_sum_takes_every_number_once() {
        for n in 0..20 {
            let numbers: Vec<f64> = (1..=n).map(f64::from).collect();
            assert_eq!(sum(&numbers), f64::from(n * (n + 1) / 2));
        }
    }

    #[test]
    fn many_goals_are_compared_as_two_are() {
        let goals = [[0.0, 0.4], [0.3, -0.2], [-1.0, 2.0], [0.0, 0.0], [5.0, 5.0]];
        let mut numbers = goals.map(|goal| squared_distance(&goal, &goals[1]));
        similarities(&mut numbers, 0.8);
        assert_eq!(numbers, goals.map(|goal| similarity(&goal, &goals[1], 0.8)));
    }

    #[test]
    fn similarity_crosses_zero_at_1_18_tolerances() {
        let crossing = 0.8 * (2.0_f64 * std::f64::consts::LN_2).sqrt();
        assert!(similarity(&[0.0], &[crossing], 0.8).abs() < 1e-12);
        assert_eq!(similarity(&[0.3, 0.4], &[0.3, 0.4], 0.8), 1.0);
    }
}
