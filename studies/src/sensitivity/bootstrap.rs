//! Intervals by drawing rows again, and what they say of the order of keys.

use rayon::prelude::*;

use crate::statistics::Interval;
use crate::statistics::quantile;
use alliance_dynamics::random::{Chance, Purpose};

/// Two keys are told apart where the one is ahead in this share of all resamples.
const TOLD_APART: f64 = 0.975;

/// Samples of rows drawn again, with replacement, out of those that there are.
///
/// Resample k draws the same rows for every result, whatever thread it is on: its luck has the address seed, resample, draw.
///
/// # Source
/// Efron and Tibshirani (1993), An introduction to the bootstrap. Rows are drawn as a whole, as Archer, Saltelli and Sobol'
/// (1997) do.
#[derive(Debug, Clone, Copy)]
pub struct Bootstrap {
    /// What all draws are derived from.
    pub seed: u64,
    /// How many resamples.
    pub resamples: u32,
}

impl Bootstrap {
    /// What `estimate` makes of every resample, in order; it is told how often each row was drawn.
    pub fn estimates<T: Send>(self, n_rows: usize, estimate: impl Fn(&[u32]) -> T + Sync) -> Vec<T> {
        let luck = Chance::new(self.seed).of(Purpose::named("bootstrap of rows"), 0);
        let resample = |number| {
            let mut weights = vec![0; n_rows];
            let mut draws = luck.at(number, 0);
            for _ in 0..n_rows {
                weights[draws.below(n_rows as u32) as usize] += 1;
            }
            estimate(&weights)
        };
        (0..self.resamples).into_par_iter().map(resample).collect()
    }
}

/// The middle 95 % of the estimates; not a number where there are none.
#[must_use]
pub(super) fn percentiles(mut estimates: Vec<f64>) -> Interval {
    estimates.sort_by(f64::total_cmp);
    Interval {
        low: quantile(&estimates, 0.025),
        high: quantile(&estimates, 0.975),
    }
}

/// Places that a key may have in the order of all, the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Ranks {
    /// The first it may have: one more than there are keys shown to be ahead of it.
    pub first: usize,
    /// The last it may have.
    pub last: usize,
}

impl Ranks {
    /// Whether no other key may have its place.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self.first == self.last
    }
}

/// The places that every key may have, from the estimates of all keys in every resample. A key counts as ahead of another
/// where it is so in 97.5 % of the resamples.
#[must_use]
pub(super) fn ranks(n_keys: usize, resamples: &[Vec<f64>]) -> Vec<Ranks> {
    let is_ahead = |a: usize, b: usize| {
        let n = resamples.iter().filter(|estimates| estimates[a] > estimates[b]).count();
        n as f64 >= TOLD_APART * resamples.len().max(1) as f64
    };
    let others = |key: usize| (0..n_keys).filter(move |&other| other != key);
    (0..n_keys)
        .map(|key| Ranks {
            first: 1 + others(key).filter(|&other| is_ahead(other, key)).count(),
            last: n_keys - others(key).filter(|&other| is_ahead(key, other)).count(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::saltelli::{Saltelli, centred, sobol_indices};
    use super::super::testing::{g_function, ishigami, weyl};
    use super::super::trajectories::{MorrisTrajectories, morris_measures};
    use super::*;

    const BOOTSTRAP: Bootstrap = Bootstrap {
        seed: 3,
        resamples: 2000,
    };

    #[test]
    fn a_resample_has_as_many_rows_and_is_the_same_on_any_thread() {
        let weights = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| BOOTSTRAP.estimates(9, <[u32]>::to_vec))
        };
        let found = weights(1);
        assert_eq!(found, weights(5));
        assert!(found.iter().all(|weights| weights.iter().sum::<u32>() == 9));
        let drawn: u32 = found.iter().map(|weights| weights[4]).sum();
        assert!((1800..2200).contains(&drawn), "{drawn}");
    }

    #[test]
    fn percentiles_interpolate_between_neighbours() {
        // numpy 2.4.6: quantile([3, 1, 2, 5], [0.025, 0.975])
        let found = percentiles(vec![3.0, 1.0, 2.0, 5.0]);
        assert!(
            (found.low - 1.075).abs() < 1e-12 && (found.high - 4.85).abs() < 1e-12,
            "{found:?}"
        );
        assert!(percentiles(Vec::new()).low.is_nan());
    }

    #[test]
    fn ranks_are_as_wide_as_what_is_not_told_apart() {
        let resamples = vec![vec![3.0, 1.0, 2.0], vec![3.0, 2.0, 1.0]];
        let ranks = ranks(3, &resamples).into_iter().map(|ranks| (ranks.first, ranks.last));
        assert_eq!(ranks.collect::<Vec<_>>(), [(1, 1), (2, 3), (2, 3)]);
    }

    /// Half the width of our percentile intervals, against the half-widths that SALib calls `conf`.
    fn half_widths_agree(n_keys: usize, resamples: &[Vec<f64>], conf: &[f64]) {
        for key in 0..n_keys {
            let interval = percentiles(resamples.iter().map(|estimates| estimates[key]).collect());
            let half = (interval.high - interval.low) / 2.0;
            assert!(
                (half / conf[key] - 1.0).abs() < 0.1,
                "key {key}: {half} instead of {}",
                conf[key]
            );
        }
    }

    // SALib 1.6.0, num_resamples=2000, means over the seeds 1 to 20, at the points of the tests of the estimators.
    #[test]
    fn intervals_of_sobol_indices_are_as_wide_as_those_of_salib() {
        let conf = [[0.1209, 0.2008, 0.22], [0.1296, 0.1522, 0.0846]];
        let results = |row: usize| -> Vec<f64> {
            let (a, b): (Vec<f64>, Vec<f64>) = (0..3).map(|key| (weyl(row, key), weyl(row, 3 + key))).unzip();
            let mixed = (0..3).map(|key| {
                let mut point = a.clone();
                point[key] = b[key];
                ishigami(&point)
            });
            [ishigami(&a)].into_iter().chain(mixed).chain([ishigami(&b)]).collect()
        };
        let rows = centred(&(0..64).map(results).collect::<Vec<_>>()).unwrap();
        let resamples = BOOTSTRAP.estimates(rows.len(), |weights| sobol_indices(&rows, weights));
        for (index, conf) in conf.iter().enumerate() {
            let resamples: Vec<_> = resamples.iter().map(|indices| indices[index].clone()).collect();
            half_widths_agree(3, &resamples, conf);
        }
    }

    #[test]
    fn intervals_hold_the_indices_that_are_known() {
        let keys: Vec<String> = (0..8).map(|key| format!("x{key}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let design = Saltelli::draw(5, &keys, 512).unwrap();
        let results = |row| design.row(row).iter().map(|point| g_function(point)).collect();
        let rows = centred(&(0..512).map(results).collect::<Vec<_>>()).unwrap();
        let resamples = BOOTSTRAP.estimates(512, |weights| sobol_indices(&rows, weights));
        for (index, known) in [[0.7162, 0.1790, 0.0237], [0.7871, 0.2422, 0.0343]].iter().enumerate() {
            for (key, known) in known.iter().enumerate() {
                let interval = percentiles(resamples.iter().map(|indices| indices[index][key]).collect());
                assert!(interval.low < *known && *known < interval.high, "{interval:?} {known}");
            }
        }
        let totals: Vec<_> = resamples.iter().map(|[_, total]| total.clone()).collect();
        let ranks = ranks(8, &totals);
        assert!(ranks[..4].iter().all(|ranks| ranks.is_settled()), "{ranks:?}");
        assert!(!ranks[7].is_settled(), "{ranks:?}");
    }

    #[test]
    fn screening_finds_the_keys_that_matter() {
        let keys = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let design = MorrisTrajectories::draw(2, &keys, 4, 20);
        let effects = |walk| {
            let results: Vec<f64> = design.row(walk).iter().map(|point| g_function(point)).collect();
            design.effects(walk, &results)
        };
        let effects: Vec<Vec<f64>> = (0..20).map(effects).collect();
        let resamples = BOOTSTRAP.estimates(20, |weights| morris_measures(&effects, weights)[0].clone());
        let ranks = ranks(8, &resamples);
        assert!(ranks[0].is_settled() && ranks[1].is_settled(), "{ranks:?}");
        assert!(ranks[4..].iter().all(|ranks| ranks.first == 5), "{ranks:?}");
    }
}
