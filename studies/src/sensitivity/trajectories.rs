//! The design and the measures of Morris's screening.

use alliance_dynamics::random::{Chance, Draws, Purpose};

/// Walks through the unit cube that move one key at a time, each key once.
///
/// # Rule
/// Every key has so many levels, evenly spaced from one end of its range to the other. A walk begins at levels drawn evenly
/// and moves every key by half the number of levels, up or down, in an order of its own: keys + 1 points. The luck of a walk
/// has the address seed, key, walk, so that another key changes nothing for the others but the order.
///
/// # Source
/// Morris (1991), Factorial sampling plans for preliminary computational experiments.
#[derive(Debug, Clone, PartialEq)]
pub struct MorrisTrajectories {
    levels: u32,
    walks: Vec<Walk>,
}

#[derive(Debug, Clone, PartialEq)]
struct Walk {
    /// The level of every key at first.
    start: Vec<u32>,
    /// The level of every key at last.
    end: Vec<u32>,
    /// Keys in the order in which they move.
    order: Vec<usize>,
}

impl MorrisTrajectories {
    /// So many walks over these keys. `levels` is even and at least 2.
    #[must_use]
    pub fn draw(seed: u64, keys: &[&str], levels: u32, n_walks: u32) -> Self {
        debug_assert!(levels >= 2 && levels.is_multiple_of(2), "half of the levels is a step");
        let lucks: Vec<_> = keys
            .iter()
            .map(|key| Chance::new(seed).of(Purpose::named(&format!("morris, {key}")), 0))
            .collect();
        let walk = |number| Walk::draw(lucks.iter().map(|luck| luck.at(number, 0)), levels);
        Self {
            levels,
            walks: (0..n_walks).map(walk).collect(),
        }
    }

    /// How many walks there are.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.walks.len()
    }

    /// The points of a walk, in order; places from 0 to 1, both included.
    #[must_use]
    pub fn row(&self, number: usize) -> Vec<Vec<f64>> {
        let walk = &self.walks[number];
        let place = |level: &u32| f64::from(*level) / f64::from(self.levels - 1);
        let mut point: Vec<f64> = walk.start.iter().map(place).collect();
        let mut points = vec![point.clone()];
        for &key in &walk.order {
            point[key] = place(&walk.end[key]);
            points.push(point.clone());
        }
        points
    }

    /// The elementary effect of every key on a walk: the change of the result, were it as steep over the key's whole range.
    #[must_use]
    pub fn effects(&self, number: usize, results: &[f64]) -> Vec<f64> {
        let walk = &self.walks[number];
        let mut effects = vec![0.0; walk.order.len()];
        for (&key, step) in walk.order.iter().zip(results.windows(2)) {
            let levels = f64::from(walk.end[key]) - f64::from(walk.start[key]);
            effects[key] = (step[1] - step[0]) * f64::from(self.levels - 1) / levels;
        }
        effects
    }
}

impl Walk {
    /// A walk by the luck of every key.
    fn draw(keys: impl Iterator<Item = Draws>, levels: u32) -> Self {
        let half = levels / 2;
        let drawn: Vec<(u32, u32, u64)> = keys
            .map(|mut luck| {
                let low = luck.below(half);
                let (start, end) = if luck.happens(0.5) {
                    (low, low + half)
                } else {
                    (low + half, low)
                };
                (start, end, luck.bits())
            })
            .collect();
        let mut order: Vec<usize> = (0..drawn.len()).collect();
        order.sort_by_key(|&key| (drawn[key].2, key));
        Self {
            start: drawn.iter().map(|key| key.0).collect(),
            end: drawn.iter().map(|key| key.1).collect(),
            order,
        }
    }
}

/// μ*, μ and σ of every key: the mean size, the mean and the standard deviation of its elementary effects.
///
/// Each walk counts as often as its weight says; σ is 0 where a single one counts.
///
/// # Source
/// μ and σ: Morris (1991); μ*: Campolongo, Cariboni and Saltelli (2007).
#[must_use]
pub fn morris_measures(effects: &[Vec<f64>], weights: &[u32]) -> [Vec<f64>; 3] {
    let n_keys = effects.first().map_or(0, Vec::len);
    let n: f64 = weights.iter().copied().map(f64::from).sum();
    let weighted = |key: usize, of: &dyn Fn(f64) -> f64| -> f64 {
        let terms = effects.iter().zip(weights);
        terms.map(|(walk, weight)| f64::from(*weight) * of(walk[key])).sum()
    };
    let mut measures = [const { Vec::new() }; 3];
    for key in 0..n_keys {
        let mean = weighted(key, &|effect| effect) / n;
        let squares = weighted(key, &|effect| (effect - mean) * (effect - mean));
        measures[0].push(weighted(key, &f64::abs) / n);
        measures[1].push(mean);
        measures[2].push((squares / (n - 1.0).max(1.0)).sqrt());
    }
    measures
}

#[cfg(test)]
mod tests {
    use super::super::testing::{close, g_function, ishigami, weyl};
    use super::*;

    /// Twelve walks of `weyl` numbers over four levels.
    fn design(n_keys: usize) -> MorrisTrajectories {
        let walk = |number| {
            let low = |key| (weyl(number, key) * 2.0) as u32;
            let is_up = |key| weyl(number + 100, key) < 0.5;
            let level = |key, is_high: bool| low(key) + if is_high { 2 } else { 0 };
            let mut order: Vec<usize> = (0..n_keys).collect();
            order.sort_by(|a, b| weyl(number + 200, *a).total_cmp(&weyl(number + 200, *b)));
            Walk {
                start: (0..n_keys).map(|key| level(key, !is_up(key))).collect(),
                end: (0..n_keys).map(|key| level(key, is_up(key))).collect(),
                order,
            }
        };
        MorrisTrajectories {
            levels: 4,
            walks: (0..12).map(walk).collect(),
        }
    }

    fn measures(n_keys: usize, model: fn(&[f64]) -> f64) -> [Vec<f64>; 3] {
        let design = design(n_keys);
        let effects = |walk| {
            let results: Vec<f64> = design.row(walk).iter().map(|point| model(point)).collect();
            design.effects(walk, &results)
        };
        let effects: Vec<Vec<f64>> = (0..design.n_rows()).map(effects).collect();
        morris_measures(&effects, &vec![1; effects.len()])
    }

    // SALib 1.6.0: analyze.morris.analyze(problem, X, Y, num_levels=4), Y from test_functions.Ishigami and Sobol_G on the
    // same twelve walks of `weyl` numbers.
    #[test]
    fn measures_of_the_ishigami_function_are_those_of_salib() {
        let [mu_star, mu, sigma] = measures(3, ishigami);
        close(
            &mu_star,
            &[8.745_520_128_815_29, 7.874_999_999_999_999, 6.248_796_103_333_119],
        );
        close(&mu, &[8.745_520_128_815_29, 0.0, -2.082_932_034_444_372_7]);
        close(
            &sigma,
            &[6.435_368_290_033_32, 8.225_169_243_906_722, 8.970_028_861_124_002],
        );
    }

    #[test]
    fn measures_of_the_g_function_are_those_of_salib() {
        let [mu_star, mu, sigma] = measures(8, g_function);
        close(
            &mu_star,
            &[
                2.470_981_555_897_161_3,
                1.398_600_746_569_896_6,
                0.452_860_289_883_693_03,
                0.396_069_024_136_925_74,
                0.035_148_044_731_512_42,
                0.030_529_532_052_541_844,
                0.035_351_042_490_958_9,
                0.028_326_786_146_984_265,
            ],
        );
        close(
            &mu,
            &[
                0.063_391_739_354_241_8,
                0.046_897_068_717_961_42,
                -0.078_457_986_222_056_14,
                0.085_171_697_467_639_46,
                0.013_950_009_345_928_327,
                0.003_264_421_832_107_025_6,
                -0.006_855_907_805_586_744_5,
                0.001_213_493_847_279_409_3,
            ],
        );
        close(
            &sigma,
            &[
                2.670_891_815_873_890_4,
                1.653_556_856_577_342_6,
                0.511_683_986_905_154_7,
                0.464_477_538_626_506_1,
                0.041_058_403_491_630_09,
                0.037_814_581_400_985_93,
                0.041_531_587_547_432_14,
                0.036_881_777_595_714_7,
            ],
        );
    }

    #[test]
    fn a_walk_moves_every_key_once_by_half_of_the_levels() {
        for levels in [2, 4, 6] {
            let design = MorrisTrajectories::draw(3, &["a", "b", "c", "d", "e"], levels, 40);
            let delta = f64::from(levels / 2) / f64::from(levels - 1);
            for row in (0..40).map(|walk| design.row(walk)) {
                assert_eq!(row.len(), 6);
                let mut moved: Vec<usize> = row.windows(2).map(|step| moved_key(step, delta)).collect();
                moved.sort_unstable();
                assert_eq!(moved, [0, 1, 2, 3, 4]);
                assert!(row.iter().flatten().all(|place| (0.0..=1.0).contains(place)));
            }
        }
    }

    #[test]
    fn walks_begin_at_every_level_and_go_both_ways() {
        let design = MorrisTrajectories::draw(3, &["a"], 4, 400);
        for level in 0..4 {
            let n = design.walks.iter().filter(|walk| walk.start == [level]).count();
            assert!((70..130).contains(&n), "{level}: {n}");
        }
    }

    #[test]
    fn another_key_leaves_the_levels_of_the_others_as_they_were() {
        let (few, many) = (
            MorrisTrajectories::draw(1, &["a", "b"], 4, 9),
            MorrisTrajectories::draw(1, &["c", "a", "b"], 4, 9),
        );
        for (few, many) in few.walks.iter().zip(&many.walks) {
            assert_eq!((&few.start[..], &few.end[..]), (&many.start[1..], &many.end[1..]));
        }
    }

    #[test]
    fn a_straight_line_has_the_same_effect_everywhere() {
        let [mu_star, mu, sigma] = measures(3, |point| 2.0 * point[0] - 3.0 * point[1]);
        close(&mu_star, &[2.0, 3.0, 0.0]);
        close(&mu, &[2.0, -3.0, 0.0]);
        close(&sigma, &[0.0, 0.0, 0.0]);
    }

    fn moved_key(step: &[Vec<f64>], delta: f64) -> usize {
        let change = |key: usize| (step[1][key] - step[0][key]).abs();
        let moved: Vec<usize> = (0..step[0].len()).filter(|&key| change(key) > 0.0).collect();
        assert!(moved.len() == 1 && (change(moved[0]) - delta).abs() < 1e-12, "{step:?}");
        moved[0]
    }
}
