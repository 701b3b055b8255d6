//! The posterior of simulators whose posterior is known, and weights beside those of other programs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::convert::Infallible;

use super::*;
use alliance_dynamics::random::{Chance, Draws, Purpose};

/// Populations that are averaged, so that a test has little luck of its own.
const REPEATS: u64 = 8;

#[test]
fn weights_are_those_of_an_independent_program() {
    // Kernels as products of scipy.stats.truncnorm.pdf (scipy 1.17.1) over np.linalg.cholesky of 2·np.cov(aweights) (numpy
    // 2.4.6), each centre held in 0…1; points near the corner included.
    let points = [[0.02, 0.01], [0.3, 0.4], [0.55, 0.7], [0.15, 0.05]];
    let expected = [
        0.161_566_102_180_035_56,
        0.098_967_793_641_740_2,
        0.421_792_959_985_905_2,
        0.317_673_144_192_319_1,
    ];
    assert_weights(&fixed(|place| place), &points, &expected);
}

#[test]
fn far_from_the_borders_weights_are_those_of_py_abc() {
    // pyabc 0.13.0: MultivariateNormalTransition(scaling=1, bandwidth_selector=lambda n, d: sqrt(2)), fitted to these particles.
    let points = [[0.4925, 0.495], [0.5025, 0.4975], [0.5075, 0.5125]];
    let expected = [
        0.254_616_307_373_846_66,
        0.359_134_062_170_166_47,
        0.386_249_630_455_986_9,
    ];
    assert_weights(&fixed(|place| 0.5 + (place - 0.35) / 20.0), &points, &expected);
}

// The means and standard deviations below are those of the ABC posterior at the last threshold, which for these simulators can be
// integrated: numpy 2.4.6 and scipy 1.17.1, trapezoids on 200,001 points. The tolerances are about four standard errors.

#[test]
fn the_posterior_of_a_life_expectancy_is_that_of_the_binomial_distribution() {
    // 40 lives with a constant rate of 0.02 to 2 a year, even on a log scale; 40 % are alive after 5 years. Near enough are 14 to
    // 18 of 40: the sum of binom.pmf(k, 40, exp(−5·rate)).
    let lives = |draws: &mut Draws, point: &[f64]| {
        let alive = libm::exp(-5.0 * 0.02 * libm::pow(100.0, point[0]));
        let n_alive = (0..40).filter(|_| draws.happens(alive)).count();
        (n_alive as f64 / 40.0 - 0.4).abs()
    };
    let (mean, deviation, _) = averaged(1, 0.05 + 1e-12, lives);
    assert!((mean - 0.476_53).abs() < 0.003, "{mean}");
    assert!((deviation - 0.051_12).abs() < 0.003, "{deviation}");
}

#[test]
fn nothing_is_lost_at_the_border_of_the_prior() {
    // x ~ N(point, 0.1) and 0.03 observed: norm.cdf((0.08 − point)/0.1) − norm.cdf((−0.02 − point)/0.1) on 0…1.
    let near = |draws: &mut Draws, point: &[f64]| (point[0] + 0.1 * draws.normal() - 0.03).abs();
    let (mean, deviation, _) = averaged(1, 0.05, near);
    assert!((mean - 0.094_97).abs() < 0.004, "{mean}");
    assert!((deviation - 0.068_30).abs() < 0.004, "{deviation}");
}

#[test]
fn keys_that_trade_off_are_found_along_their_whole_ridge() {
    // x ~ N(a + b, 0.05) and 0.6 observed, on a grid of 4,001 × 4,001 points.
    let sum = |draws: &mut Draws, point: &[f64]| (point[0] + point[1] + 0.05 * draws.normal() - 0.6).abs();
    let (mean, deviation, correlation) = averaged(2, 0.05, sum);
    assert!((mean - 0.302_78).abs() < 0.012, "{mean}");
    assert!((deviation - 0.178_00).abs() < 0.008, "{deviation}");
    assert!((correlation + 0.947_88).abs() < 0.008, "{correlation}");
}

#[test]
fn two_targets_together_have_the_posterior_that_can_be_integrated() {
    // x ~ N(a, 0.1) with 0.4 ± 0.05 wanted, and y ~ N(1 − a, 0.2) with 0.8 ± 0.1: the probability that the root mean square of both
    // differences, in tolerances, is at most 1, on 1,000 values of a.
    let target = pulling_apart(0.8);
    let near = |draws: &mut Draws, point: &[f64]| {
        let (x, y) = (point[0] + 0.1 * draws.normal(), 1.0 - point[0] + 0.2 * draws.normal());
        JointTarget::distance(&target.apart(&[seen(x), seen(y)]))
    };
    let (mean, deviation, _) = averaged(1, 1.0, near);
    assert!((mean - 0.360_03).abs() < 0.006, "{mean}");
    assert!((deviation - 0.094_84).abs() < 0.005, "{deviation}");
}

#[test]
fn a_target_that_contradicts_another_is_named_and_so_is_one_that_nothing_reaches() {
    let standings = |second: f64, y_of: fn(f64) -> f64| {
        let target = pulling_apart(second);
        let mut nearest = target_fit::Nearest::to(&target);
        let mut told = vec![Vec::new(); 2];
        for place in (0..200).map(|place| f64::from(place) / 200.0) {
            let curves = [seen(place), seen(y_of(place))];
            nearest.note(&target.apart(&curves));
            // What keeps to the first.
            if (place - 0.4).abs() < 0.03 {
                told.iter_mut().zip(curves).for_each(|(told, curve)| told.push(curve));
            }
        }
        let fits = TargetFit::of_each(&target, &nearest, &told);
        fits.iter().map(|fit| fit.standing).collect::<Vec<_>>()
    };
    assert_eq!(
        standings(0.6, |place| 1.0 - place),
        [TargetVerdict::Met, TargetVerdict::Met]
    );
    assert_eq!(
        standings(0.9, |place| 1.0 - place),
        [TargetVerdict::Met, TargetVerdict::NotTogether]
    );
    assert_eq!(
        standings(0.9, |place| 0.5 * place),
        [TargetVerdict::Met, TargetVerdict::OutOfReach]
    );
}

#[test]
fn a_target_among_curves_that_lie_all_over_the_place_is_open_and_not_met() {
    let of = |second| {
        let target = |share, n| (TargetCurve::new([(1.0, share)], Some(n)), 0, n);
        let target = JointTarget::of(vec![target(0.4, 400), target(second, 400)], 1).unwrap();
        let curves: Vec<SimulatedCurve> = (0..200).map(|place| seen(f64::from(place) / 200.0)).collect();
        let mut nearest = target_fit::Nearest::to(&target);
        for curve in &curves {
            nearest.note(&target.apart(&[curve.clone(), curve.clone()]));
        }
        let fits = TargetFit::of_each(&target, &nearest, &[curves.clone(), curves]);
        fits.iter().map(|fit| fit.standing).collect::<Vec<_>>()
    };
    assert_eq!(of(0.5), [TargetVerdict::Open, TargetVerdict::Met]);
    assert_eq!(of(0.7), [TargetVerdict::Open, TargetVerdict::Open]);
}

/// Two targets of one share each: 0.4, near enough within 0.05, and another, near enough within 0.1.
fn pulling_apart(second: f64) -> JointTarget {
    let target = |share, tolerance| {
        let point = TargetPoint {
            tolerance: Some(tolerance),
            ..TargetPoint::new(1.0, share, 1.0)
        };
        let target = TargetCurve {
            points: vec![point],
            ..TargetCurve::new([], None)
        };
        (target, 0, 1)
    };
    JointTarget::of(vec![target(0.4, 0.05), target(second, 0.1)], 1).unwrap()
}

fn seen(share: f64) -> SimulatedCurve {
    SimulatedCurve {
        survival: vec![1.0, share],
        marks: vec![share],
    }
}

#[test]
fn targets_count_alike_however_many_alliances_are_behind_them() {
    let target = |share, n| (TargetCurve::new([(1.0, share)], Some(n)), 0, n);
    let together = JointTarget::of(vec![target(0.4, 25), target(0.4, 2500)], 1).unwrap();
    let apart = together.apart(&[seen(0.5), seen(0.41)]);
    assert!((apart[0] / apart[1] - 1.0).abs() < 0.2, "{apart:?}");
    let noise = together.noise().unwrap();
    assert!(
        (1.0..1.6).contains(&noise.median) && noise.high > 1.5 * noise.median,
        "{noise:?}"
    );
    let unknown = JointTarget::of(vec![target(0.4, 25), (TargetCurve::new([(1.0, 0.4)], None), 0, 200)], 1);
    assert_eq!(unknown.unwrap_err().0, "target 2");
}

#[test]
fn a_true_value_has_every_rank_in_its_posterior_equally_often() {
    // Simulation-based calibration (Talts et al. 2018) with noisy ABC (Fearnhead and Prangle 2012): what is observed is moved by as
    // much as the threshold lets pass, and then the ABC posterior is exact, however wide the threshold is.
    const RANKS: usize = 8;
    let (worlds, threshold) = (320, 0.1);
    let mut counts = [0_u32; RANKS];
    for world in 0..worlds {
        let mut luck = Chance::new(17).of(Purpose::named("truth"), world).at(0, 0);
        let truth = luck.uniform();
        let observed = truth + 0.1 * luck.normal() + threshold * (2.0 * luck.uniform() - 1.0);
        let near = |draws: &mut Draws, point: &[f64]| (point[0] + 0.1 * draws.normal() - observed).abs();
        let found = found(1, 60, threshold, u64::from(world), near);
        assert_eq!(found.stop, MonteCarloStop::Floor);
        let sample = (1..RANKS).map(|_| found.posterior.at(luck.uniform()).point[0]);
        counts[sample.filter(|&drawn| drawn < truth).count()] += 1;
    }
    let expected = f64::from(worlds) / RANKS as f64;
    let chi_square: f64 = counts
        .iter()
        .map(|&n| (f64::from(n) - expected).powi(2) / expected)
        .sum();
    // The 99 % point of chi-square on 7 degrees of freedom.
    assert!(chi_square < 18.48, "{counts:?}: {chi_square}");
}

#[test]
fn the_answer_does_not_depend_on_how_many_proposals_are_evaluated() {
    let near = |draws: &mut Draws, point: &[f64]| (point[0] + 0.1 * draws.normal() - 0.5).abs();
    let found = found(1, 50, 0.05, 3, near);
    let used: u64 = found.generations.iter().map(|generation| generation.proposals).sum();
    assert_eq!(found.proposals(), used);
    let last = found.generations.last().unwrap();
    assert!(last.acceptance > 0.1 && last.effective_size > 20.0 && last.nearest <= 0.05);
    assert!(
        found
            .posterior
            .particles()
            .iter()
            .all(|particle| particle.distance <= 0.05)
    );
}

#[test]
fn a_generation_that_accepts_too_little_is_given_up() {
    let far = |draws: &mut Draws, _: &[f64]| 1.0 + draws.uniform();
    let found = found(1, 50, 1.0, 3, far);
    assert_eq!(found.stop, MonteCarloStop::Acceptance);
    assert!(found.threshold() > 1.0);
}

#[test]
fn who_is_stopped_keeps_the_last_whole_generation() {
    let mut calls = 0;
    let stopped = |proposals: &[Proposal]| {
        calls += 1;
        Ok::<_, Infallible>((calls < 3).then(|| vec![0.5; proposals.len()]))
    };
    let found = population_monte_carlo(1, settings(20, 0.1, 1), stopped, |_| ())
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.stop, found.posterior.particles().len()),
        (MonteCarloStop::Interrupted, 20)
    );
    let never = |_: &[Proposal]| Ok::<_, Infallible>(None);
    assert!(
        population_monte_carlo(1, settings(20, 0.1, 1), never, |_| ())
            .unwrap()
            .is_none()
    );
}

fn settings(particles: usize, floor: f64, seed: u64) -> MonteCarloSettings {
    MonteCarloSettings {
        particles,
        generations: 12,
        least_acceptance: 0.000_5,
        floor: Some(floor),
        seed,
    }
}

/// What is found for a simulator that has luck of its own for every proposal.
fn found(
    n_keys: usize,
    particles: usize,
    threshold: f64,
    seed: u64,
    distance: impl Fn(&mut Draws, &[f64]) -> f64,
) -> PosteriorFound {
    let worlds = Chance::new(seed).of(Purpose::named("worlds"), 0);
    let distances = |proposals: &[Proposal]| {
        let each = proposals.iter();
        let each = each.map(|proposal| distance(&mut worlds.at(proposal.number as u32, 0), &proposal.point));
        Ok::<_, Infallible>(Some(each.collect()))
    };
    let settings = settings(particles, threshold, seed);
    population_monte_carlo(n_keys, settings, distances, |_| ())
        .unwrap()
        .unwrap()
}

/// Mean and standard deviation of the first key, and its correlation with the last, averaged over several populations.
fn averaged(n_keys: usize, threshold: f64, distance: impl Fn(&mut Draws, &[f64]) -> f64) -> (f64, f64, f64) {
    let (mut mean, mut deviation, mut correlation) = (0.0, 0.0, 0.0);
    for seed in 0..REPEATS {
        let found = found(n_keys, 400, threshold, seed, &distance);
        assert_eq!(found.stop, MonteCarloStop::Floor);
        let posterior = found.posterior;
        mean += posterior.mean(0) / REPEATS as f64;
        deviation += posterior.covariance(0, 0).sqrt() / REPEATS as f64;
        correlation += posterior.correlation(0, n_keys - 1) / REPEATS as f64;
    }
    (mean, deviation, correlation)
}

/// Five particles with the weights 1 to 5.
fn fixed(place: impl Fn(f64) -> f64) -> Population {
    let points = [[0.1, 0.15], [0.2, 0.3], [0.3, 0.25], [0.45, 0.5], [0.6, 0.55]];
    let particle = |(point, weight): ([f64; 2], f64)| Particle {
        point: point.map(&place).to_vec(),
        distance: 0.0,
        weight,
    };
    Population::new(
        points
            .into_iter()
            .zip([1.0, 2.0, 3.0, 4.0, 5.0])
            .map(particle)
            .collect(),
    )
}

fn assert_weights(before: &Population, points: &[[f64; 2]], expected: &[f64]) {
    let kernel = Kernel::of(before, 2);
    let found = Population::new(
        points
            .iter()
            .map(|point| weighed(point.to_vec(), 0.0, before, &kernel))
            .collect(),
    );
    for (particle, expected) in found.particles().iter().zip(expected) {
        assert!((particle.weight - expected).abs() < 1e-9, "{found:?}");
    }
}
