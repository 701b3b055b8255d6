//! The default scenario ends as often in each way as in an independent implementation of the model.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;
use alliance_dynamics::simulation::Ending;
use alliance_studies::experiment::{Control, Experiment};
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Of 40,000 runs of the other implementation: thriving, hollow, fragmented, dissolved and collapsed. None drifted, and without a
/// mission none was completed.
const THEIRS: [f64; 5] = [10_722.0, 10_559.0, 12_825.0, 5_312.0, 582.0];
/// The mean number of months that theirs lived.
const THEIR_MEAN_LIFE: f64 = 82.9;
const RUNS: u32 = 20_000;

#[test]
fn default_runs_end_and_last_as_in_an_independent_implementation() {
    let endings = default_runs();
    let p = homogeneity([counts(&endings), THEIRS]);
    assert!(p > 0.001, "{:?} beside {THEIRS:?}: p = {p}", counts(&endings));
    let life = endings.iter().map(|ending| f64::from(ending.months)).sum::<f64>() / f64::from(RUNS);
    assert!((life - THEIR_MEAN_LIFE).abs() < 1.0, "mean life {life} months");
}

#[test]
fn the_comparison_would_notice_three_points_more_of_the_thriving() {
    let mut shifted = THEIRS;
    shifted[0] += 0.03 * 40_000.0;
    shifted[1] -= 0.03 * 40_000.0;
    let ours = shifted.map(|count| count * f64::from(RUNS) / 40_000.0);
    assert!(homogeneity([ours, THEIRS]) < 0.001);
}

/// The probability that counts this different come from one distribution: Pearson's chi-square.
fn homogeneity(samples: [[f64; 5]; 2]) -> f64 {
    let sizes = samples.map(|sample| sample.iter().sum::<f64>());
    let total: f64 = sizes.iter().sum();
    let mut distance = 0.0;
    for class in 0..5 {
        let share = (samples[0][class] + samples[1][class]) / total;
        for (sample, size) in samples.iter().zip(sizes) {
            distance += (sample[class] - size * share).powi(2) / (size * share);
        }
    }
    1.0 - ChiSquared::new(4.0).unwrap().cdf(distance)
}

fn counts(endings: &[Ending]) -> [f64; 5] {
    let mut counts = [0.0; 5];
    for ending in endings {
        counts[match ending.outcome {
            Outcome::Thriving => 0,
            Outcome::Hollow => 1,
            Outcome::Fragmented => 2,
            Outcome::Dissolved => 3,
            Outcome::Collapsed => 4,
            Outcome::Completed | Outcome::Drifted => panic!("a default run ends {:?}", ending.outcome),
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
