//! The default scenario ends as often in each way as in an independent implementation of the model.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;
use alliance_dynamics::simulation::Ending;
use alliance_studies::experiment::{Control, Experiment};
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Of 7,600 runs of the other implementation: thriving, hollow, fragmented, and those that dissolved, collapsed or drifted.
const THEIRS: [f64; 4] = [949.0, 2901.0, 2772.0, 978.0];
/// The mean number of months that theirs lived.
const THEIR_MEAN_LIFE: f64 = 87.1;
const RUNS: u32 = 4000;

#[test]
fn default_runs_end_and_last_as_in_an_independent_implementation() {
    let endings = default_runs();
    let p = homogeneity([counts(&endings), THEIRS]);
    assert!(p > 0.001, "{:?} beside {THEIRS:?}: p = {p}", counts(&endings));
    let life = endings.iter().map(|ending| f64::from(ending.months)).sum::<f64>() / f64::from(RUNS);
    assert!((life - THEIR_MEAN_LIFE).abs() < 2.0, "mean life {life} months");
}

#[test]
fn the_comparison_would_notice_three_points_more_of_the_thriving() {
    let mut shifted = THEIRS;
    shifted[0] += 0.03 * 7600.0;
    shifted[1] -= 0.03 * 7600.0;
    let ours = shifted.map(|count| count * f64::from(RUNS) / 7600.0);
    assert!(homogeneity([ours, THEIRS]) < 0.001);
}

/// The probability that counts this different come from one distribution: Pearson's chi-square.
fn homogeneity(samples: [[f64; 4]; 2]) -> f64 {
    let sizes = samples.map(|sample| sample.iter().sum::<f64>());
    let total: f64 = sizes.iter().sum();
    let mut distance = 0.0;
    for class in 0..4 {
        let share = (samples[0][class] + samples[1][class]) / total;
        for (sample, size) in samples.iter().zip(sizes) {
            distance += (sample[class] - size * share).powi(2) / (size * share);
        }
    }
    1.0 - ChiSquared::new(3.0).unwrap().cdf(distance)
}

fn counts(endings: &[Ending]) -> [f64; 4] {
    let mut counts = [0.0; 4];
    for ending in endings {
        counts[match ending.outcome {
            Outcome::Thriving => 0,
            Outcome::Hollow => 1,
            Outcome::Fragmented => 2,
            Outcome::Dissolved | Outcome::Collapsed | Outcome::Drifted => 3,
        }] += 1.0;
    }
    counts
}

fn default_runs() -> Vec<Ending> {
    let mut study = Study::from_toml("seed = 1").unwrap();
    study.runs = RUNS;
    let mut endings = Vec::new();
    Experiment::new(study).run(&Control::default(), |block| {
        endings.extend(block.runs.into_iter().map(|run| run.result.unwrap()));
    });
    endings
}
