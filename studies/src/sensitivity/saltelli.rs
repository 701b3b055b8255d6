//! The design and the estimators of Sobol' indices.

use alliance_dynamics::scenario::sampling::{Method, TooMany};

/// The most keys: each takes two of the 256 dimensions of the sequence.
const MOST_KEYS: usize = Method::Sobol.most_keys() / 2;

/// Base points of the unit cube, each with all the points that Sobol' indices need of it.
///
/// # Rule
/// Two samples A and B of as many points, drawn together as one Sobol' sequence of twice as many dimensions. A row holds a
/// point of A, then for every key the same point with that key's place out of B, then the point of B: keys + 2 points.
///
/// # Source
/// Saltelli et al. (2010), Variance based sensitivity analysis of model output.
#[derive(Debug, Clone, PartialEq)]
pub struct Saltelli {
    a: Vec<Vec<f64>>,
    b: Vec<Vec<f64>>,
}

impl Saltelli {
    /// So many base points for these keys. The first of them are those of a smaller design.
    ///
    /// # Errors
    /// If there are more than 128 keys or more than 65,536 base points.
    pub fn draw(seed: u64, keys: &[&str], n_rows: u32) -> Result<Self, TooMany> {
        if keys.len() > MOST_KEYS {
            return Err(TooMany::Keys {
                method: Method::Sobol,
                found: keys.len(),
                most: MOST_KEYS,
            });
        }
        let second: Vec<String> = keys.iter().map(|key| format!("{key}, second sample")).collect();
        let both: Vec<&str> = keys.iter().copied().chain(second.iter().map(String::as_str)).collect();
        let points = Method::Sobol.points(seed, &both, n_rows)?;
        let split = points.into_iter().map(|mut point| {
            let second = point.split_off(keys.len());
            (point, second)
        });
        let (a, b) = split.unzip();
        Ok(Self { a, b })
    }

    /// How many base points there are.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.a.len()
    }

    /// The points of a row: that of A, one for every key, that of B.
    #[must_use]
    pub fn row(&self, number: usize) -> Vec<Vec<f64>> {
        let (a, b) = (&self.a[number], &self.b[number]);
        let mixed = (0..a.len()).map(|key| {
            let mut point = a.clone();
            point[key] = b[key];
            point
        });
        [a.clone()].into_iter().chain(mixed).chain([b.clone()]).collect()
    }
}

/// First-order and total indices of the keys, from what came out at the points of every row; 0 where nothing varies between the
/// points of A and B.
///
/// Each row counts as often as its weight says. Results should lie around nought and be about one unit wide, as [`centred`]
/// leaves them: first-order indices are less scattered then.
///
/// # Rule
/// With the results `a`, `c` and `b` at the points of A, of A with one key out of B, and of B, and the variance `V` of all
/// `a` and `b`: first order `mean(b·(c − a)) / V`, total `mean((a − c)²) / 2V`.
///
/// # Source
/// First order: Saltelli et al. (2010), table 2 (b); total: Jansen (1999).
#[must_use]
pub fn sobol_indices(rows: &[Vec<f64>], weights: &[u32]) -> [Vec<f64>; 2] {
    let n_keys = rows.first().map_or(0, |row| row.len().saturating_sub(2));
    let (mut first, mut total) = (vec![0.0; n_keys], vec![0.0; n_keys]);
    let variance = variance(rows, weights);
    if variance <= f64::EPSILON {
        return [first, total];
    }
    let counted = || rows.iter().zip(weights).filter(|(_, weight)| **weight > 0);
    let n: f64 = weights.iter().copied().map(f64::from).sum();
    for (row, weight) in counted() {
        let (weight, a, b) = (f64::from(*weight) / (n * variance), row[0], row[n_keys + 1]);
        for (key, mixed) in row[1..=n_keys].iter().enumerate() {
            first[key] += weight * b * (mixed - a);
            total[key] += weight * 0.5 * (a - mixed) * (a - mixed);
        }
    }
    [first, total]
}

/// The variance of the results at the points of A and B.
fn variance(rows: &[Vec<f64>], weights: &[u32]) -> f64 {
    let mean = |of: &dyn Fn(f64) -> f64| {
        let ends = rows.iter().zip(weights).map(|(row, weight)| match row[..] {
            [a, .., b] => f64::from(*weight) * (of(a) + of(b)),
            _ => 0.0,
        });
        ends.sum::<f64>() / (2.0 * weights.iter().copied().map(f64::from).sum::<f64>())
    };
    let middle = mean(&|result| result);
    mean(&|result| (result - middle) * (result - middle))
}

/// The same results around nought, and one unit wide; `None` where they do not vary between the points of A and B.
#[must_use]
pub fn centred(rows: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let all = || rows.iter().flatten();
    let n = all().count() as f64;
    let mean = all().sum::<f64>() / n;
    let spread = (all().map(|result| (result - mean) * (result - mean)).sum::<f64>() / n).sqrt();
    let scaled = |row: &Vec<f64>| row.iter().map(|result| (result - mean) / spread).collect();
    let first = rows.first()?.first()?;
    let is_first = |result: Option<&f64>| result == Some(first);
    let varies = !rows.iter().all(|row| is_first(row.first()) && is_first(row.last()));
    varies.then(|| rows.iter().map(scaled).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{close, g_function, ishigami, weyl};
    use super::*;

    /// The design of `weyl` numbers.
    fn design(n_rows: usize, n_keys: usize) -> Saltelli {
        let point = |row, from| (0..n_keys).map(|key| weyl(row, from + key)).collect();
        Saltelli {
            a: (0..n_rows).map(|row| point(row, 0)).collect(),
            b: (0..n_rows).map(|row| point(row, n_keys)).collect(),
        }
    }

    fn indices(design: &Saltelli, model: fn(&[f64]) -> f64) -> [Vec<f64>; 2] {
        let results = |row| design.row(row).iter().map(|point| model(point)).collect();
        let rows: Vec<Vec<f64>> = (0..design.n_rows()).map(results).collect();
        sobol_indices(&centred(&rows).unwrap(), &vec![1; rows.len()])
    }

    // SALib 1.6.0: analyze.sobol.analyze(problem, Y, calc_second_order=False), Y from test_functions.Ishigami and Sobol_G at
    // the same 64 rows of `weyl` numbers.
    #[test]
    fn indices_of_the_ishigami_function_are_those_of_salib() {
        let [first, total] = indices(&design(64, 3), ishigami);
        close(
            &first,
            &[
                0.234_621_306_975_602_57,
                0.498_246_647_142_342_6,
                -0.083_457_101_824_184_4,
            ],
        );
        close(
            &total,
            &[
                0.270_791_833_455_963_5,
                0.422_286_592_718_770_56,
                0.216_757_706_177_625_35,
            ],
        );
    }

    #[test]
    fn indices_of_the_g_function_are_those_of_salib() {
        let [first, total] = indices(&design(64, 8), g_function);
        close(
            &first,
            &[
                0.674_220_731_071_558_8,
                0.309_780_425_098_024,
                0.014_842_150_710_544_896,
                0.006_280_944_390_796_412,
                0.001_280_729_474_845_162_5,
                0.001_402_793_698_498_853_9,
                0.000_143_717_184_677_785_05,
                -0.000_276_701_033_818_056_5,
            ],
        );
        close(
            &total,
            &[
                0.851_676_708_264_960_9,
                0.215_486_739_552_859_2,
                0.034_056_830_791_040_535,
                0.007_783_209_202_806_695,
                0.000_124_223_065_541_437_31,
                0.000_103_054_255_226_595_2,
                6.131_715_260_937_965e-05,
                0.000_103_001_948_877_873_75,
            ],
        );
    }

    /// The root of the mean squared error of every index over sixteen samples.
    fn errors(n_keys: usize, model: fn(&[f64]) -> f64, known: [&[f64]; 2]) -> Vec<f64> {
        let keys: Vec<String> = (0..n_keys).map(|key| format!("x{key}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut squares = vec![0.0; 2 * known[0].len()];
        for seed in 0..16 {
            let found = indices(&Saltelli::draw(seed, &keys, 1024).unwrap(), model);
            let pairs = found
                .iter()
                .zip(known)
                .flat_map(|(found, known)| found.iter().zip(known));
            for (square, (found, known)) in squares.iter_mut().zip(pairs) {
                *square += (found - known) * (found - known) / 16.0;
            }
        }
        squares.into_iter().map(f64::sqrt).collect()
    }

    #[test]
    fn drawn_points_come_near_the_indices_that_are_known() {
        // Ishigami and Homma (1990), with a = 7 and b = 0.1.
        let errors_of_ishigami = errors(3, ishigami, [&[0.3139, 0.4424, 0.0], &[0.5576, 0.4424, 0.2437]]);
        // Worked out: V_i = 1 / (3 (1 + a_i)²), V = Π (1 + V_i) − 1.
        let known = [&[0.7162, 0.1790, 0.0237][..], &[0.7871, 0.2422, 0.0343]];
        let errors_of_g = errors(8, g_function, known);
        let all = [errors_of_ishigami, errors_of_g].concat();
        assert!(all.iter().all(|error| *error < 0.02), "{all:?}");
    }

    #[test]
    fn a_row_differs_from_its_first_point_in_one_key_at_a_time() {
        let row = Saltelli::draw(1, &["gossip.rate", "work.gain"], 4).unwrap().row(3);
        let [a, first, second, b] = row.try_into().unwrap();
        assert_eq!((first[0], first[1]), (b[0], a[1]));
        assert_eq!((second[0], second[1]), (a[0], b[1]));
    }

    #[test]
    fn more_base_points_go_on_from_fewer() {
        let keys = ["gossip.rate", "work.gain"];
        let (few, many) = (
            Saltelli::draw(1, &keys, 8).unwrap(),
            Saltelli::draw(1, &keys, 16).unwrap(),
        );
        assert_eq!(few.row(7), many.row(7));
    }

    #[test]
    fn up_to_128_keys_have_two_dimensions_each() {
        let keys: Vec<String> = (0..129).map(|key| format!("x{key}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        assert_eq!(Saltelli::draw(1, &keys[..128], 2).unwrap().row(1).len(), 130);
        let error = Saltelli::draw(1, &keys, 2).unwrap_err();
        assert_eq!(error.to_string(), "Sobol sequence reaches 128 keys, not 129");
    }

    #[test]
    fn results_that_do_not_vary_have_no_middle_to_lie_around() {
        assert_eq!(centred(&[vec![0.1 + 0.2; 4], vec![0.1 + 0.2; 4]]), None);
        assert_eq!(centred(&[vec![0.5, 0.7, 0.5], vec![0.5, 0.5, 0.5]]), None);
        assert_eq!(centred(&[]), None);
    }

    #[test]
    fn a_resample_without_variance_has_no_effects() {
        let rows = centred(&[vec![0.1, 0.7, 0.1], vec![0.1, 0.1, 0.3]]).unwrap();
        assert_eq!(sobol_indices(&rows, &[2, 0]), [vec![0.0], vec![0.0]]);
    }
}
