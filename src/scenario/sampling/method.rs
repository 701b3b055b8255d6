//! How points are spread.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{latin_hypercube, sobol};

/// How points are spread over the unit cube.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// One point in every stratum of every key; any number of points, and adding a key leaves the others as they were.
    #[default]
    LatinHypercube,
    /// Sobol's sequence, scrambled: even in several keys together, best with 2, 4, 8, 16… points, and more points go on from
    /// fewer.
    Sobol,
}

/// More points or keys than a method spreads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMany {
    /// More points.
    #[error("{method} reaches {most} points, not {found}")]
    Points {
        /// The method.
        method: Method,
        /// How many were asked for.
        found: u32,
        /// How many there are at most.
        most: u32,
    },
    /// More keys.
    #[error("{method} reaches {most} keys, not {found}")]
    Keys {
        /// The method.
        method: Method,
        /// How many were asked for.
        found: usize,
        /// How many there are at most.
        most: usize,
    },
}

impl Method {
    /// The most points it spreads.
    #[must_use]
    pub const fn most_points(self) -> u32 {
        match self {
            Self::LatinHypercube => 1_000_000,
            Self::Sobol => 1 << sobol::DEPTH,
        }
    }

    /// The most keys it spreads points over.
    #[must_use]
    pub const fn most_keys(self) -> usize {
        match self {
            Self::LatinHypercube => usize::MAX,
            Self::Sobol => sobol_burley::NUM_DIMENSIONS as usize,
        }
    }

    /// So many points of the unit cube: a row a point, with a coordinate from 0 (included) to 1 (excluded) for every key.
    ///
    /// The same seed and keys give the same points on every machine. A Latin hypercube looks at the names of the keys only;
    /// Sobol's sequence also at their order, so that a key added last leaves the others as they were.
    ///
    /// # Errors
    /// If there are more points or keys than the method spreads.
    pub fn points(self, seed: u64, keys: &[&str], n_points: u32) -> Result<Vec<Vec<f64>>, TooMany> {
        if n_points > self.most_points() {
            return Err(TooMany::Points {
                method: self,
                found: n_points,
                most: self.most_points(),
            });
        }
        if keys.len() > self.most_keys() {
            return Err(TooMany::Keys {
                method: self,
                found: keys.len(),
                most: self.most_keys(),
            });
        }
        let axes: Vec<Vec<f64>> = (0..)
            .zip(keys)
            .map(|(dimension, key)| match self {
                Self::LatinHypercube => latin_hypercube::places(seed, key, n_points),
                Self::Sobol => sobol::places(seed, key, dimension, n_points),
            })
            .collect();
        let point = |number: usize| axes.iter().map(|axis| axis[number]).collect();
        Ok((0..n_points as usize).map(point).collect())
    }
}

/// As it is told to a person.
impl std::fmt::Display for Method {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::LatinHypercube => "Latin hypercube",
            Self::Sobol => "Sobol sequence",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [&str; 4] = ["gossip.rate", "relations.trust_mean", "dials.control", "work.gain"];

    /// How many points lie in each of so many equal parts of an axis.
    fn counts(points: &[Vec<f64>], axis: usize, n_parts: u32) -> Vec<u32> {
        let mut counts = vec![0; n_parts as usize];
        for point in points {
            counts[(point[axis] * f64::from(n_parts)) as usize] += 1;
        }
        counts
    }

    fn drawn(method: Method, seed: u64, n_points: u32) -> Vec<Vec<f64>> {
        method.points(seed, &KEYS, n_points).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn each_stratum_of_a_latin_hypercube_holds_one_point(seed: u64, n_points in 1..3000_u32) {
            let points = drawn(Method::LatinHypercube, seed, n_points);
            for axis in 0..KEYS.len() {
                prop_assert_eq!(counts(&points, axis, n_points), vec![1; n_points as usize]);
            }
        }

        #[test]
        fn each_dyadic_part_of_an_axis_holds_one_of_the_first_points_of_sobol(seed: u64, power in 0..13_u32) {
            let points = drawn(Method::Sobol, seed, 1 << power);
            for axis in 0..KEYS.len() {
                for parts in 0..=power {
                    prop_assert_eq!(counts(&points, axis, 1 << parts), vec![1 << (power - parts); 1 << parts]);
                }
            }
        }

        #[test]
        fn two_keys_of_sobol_are_even_together(seed: u64, power in 0..10_u32) {
            let points = drawn(Method::Sobol, seed, 1 << power);
            for wide in 0..=power {
                let (columns, rows) = (f64::from(1 << wide), f64::from(1 << (power - wide)));
                let mut boxes: Vec<_> = points
                    .iter()
                    .map(|point| ((point[0] * columns) as u32, (point[1] * rows) as u32))
                    .collect();
                boxes.sort_unstable();
                boxes.dedup();
                prop_assert_eq!(boxes.len(), points.len());
            }
        }
    }

    #[test]
    fn the_last_points_of_the_largest_samples_keep_their_strata() {
        for (method, n_points) in [(Method::LatinHypercube, 1_000_000), (Method::Sobol, 1 << 16)] {
            let points = method.points(3, &KEYS[..1], n_points).unwrap();
            assert!(counts(&points, 0, n_points).iter().all(|count| *count == 1), "{method}");
        }
    }

    #[test]
    fn a_key_of_a_latin_hypercube_keeps_its_values_whatever_other_keys_there_are() {
        let all = Method::LatinHypercube.points(5, &KEYS, 50).unwrap();
        let other = Method::LatinHypercube
            .points(5, &["work.gain", "gossip.rate"], 50)
            .unwrap();
        for (all, other) in all.iter().zip(other) {
            assert_eq!([all[3], all[0]], other[..]);
        }
    }

    #[test]
    fn a_key_added_last_leaves_the_others_of_sobol_as_they_were_and_more_points_go_on() {
        let few = Method::Sobol.points(5, &KEYS[..2], 50).unwrap();
        for (few, all) in few.iter().zip(drawn(Method::Sobol, 5, 90)) {
            assert_eq!(few[..], all[..2]);
        }
    }

    #[test]
    fn keys_have_orders_of_their_own_and_seeds_samples_of_their_own() {
        for method in [Method::LatinHypercube, Method::Sobol] {
            let points = drawn(method, 1, 64);
            assert_ne!(points, drawn(method, 2, 64));
            for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
                let products = points.iter().map(|point| (point[a] - 0.5) * (point[b] - 0.5));
                let correlation = products.sum::<f64>() / 64.0 * 12.0;
                assert!(correlation.abs() < 0.4, "{method}: {correlation}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_points_on_every_machine() {
        let places = |method| drawn(method, 1, 4).iter().map(|point| point[0]).collect::<Vec<f64>>();
        assert_eq!(
            places(Method::LatinHypercube),
            [
                0.8058824137842748,
                0.07143305320641957,
                0.3021328844188247,
                0.6551111425796989
            ]
        );
        assert_eq!(
            places(Method::Sobol),
            [
                0.22188617917986575,
                0.5667392535740301,
                0.44259828216397956,
                0.7505574618696126
            ]
        );
    }

    #[test]
    fn too_many_points_or_keys_are_refused() {
        let error = Method::Sobol.points(1, &KEYS, 65_537).unwrap_err();
        assert_eq!(error.to_string(), "Sobol sequence reaches 65536 points, not 65537");
        let keys: Vec<String> = (0..257).map(|key| key.to_string()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let error = Method::Sobol.points(1, &keys, 2).unwrap_err();
        assert_eq!(error.to_string(), "Sobol sequence reaches 256 keys, not 257");
    }
}
