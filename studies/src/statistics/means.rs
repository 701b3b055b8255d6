//! The difference of two means over the same worlds.

use schemars::JsonSchema;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::Interval;

/// The mean of one arm less that of another, over the same worlds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct MeanDifference {
    /// The mean of the base.
    pub base: f64,
    /// The mean of the arm.
    pub arm: f64,
    /// The arm's mean less the base's.
    pub difference: f64,
    /// Its 95 % interval, of worlds that are paired; none of fewer than two.
    pub paired: Option<Interval>,
    /// The 95 % interval it would have if the arms' worlds had nothing to do with each other; none of fewer than two.
    pub unpaired: Option<Interval>,
}

/// The difference of the means of two arms, whose values are listed world by world.
///
/// # Rule
/// Paired, the interval is Student's over the differences of each world, on `n − 1` degrees of freedom; unpaired, it is Welch's.
/// An interval has no width where nothing varies.
///
/// # Source
/// Student (1908), The probable error of a mean; Welch (1947), The generalization of "Student's" problem when several different
/// population variances are involved.
#[must_use]
pub fn mean_difference(base: &[f64], arm: &[f64]) -> MeanDifference {
    debug_assert_eq!(base.len(), arm.len(), "both arms list the same worlds");
    let differences: Vec<f64> = arm.iter().zip(base).map(|(arm, base)| arm - base).collect();
    let (arm, base, each) = (Sample::of(arm), Sample::of(base), Sample::of(&differences));
    let difference = each.mean;
    let squares = (arm.squared_error, base.squared_error);
    let spread = squares.0 * squares.0 + squares.1 * squares.1;
    let welch = (arm.n - 1.0) * (squares.0 + squares.1) * (squares.0 + squares.1) / spread;
    MeanDifference {
        base: base.mean,
        arm: arm.mean,
        difference,
        paired: student(difference, each.squared_error, each.n - 1.0),
        unpaired: student(difference, squares.0 + squares.1, welch),
    }
}

/// The p-value of Student's paired test that a mean is the same in two arms, whose values are listed world by world; 1 of fewer
/// than two worlds, and where no world differs.
///
/// # Source
/// Student (1908), The probable error of a mean.
#[must_use]
pub fn paired_mean_test(base: &[f64], arm: &[f64]) -> f64 {
    debug_assert_eq!(base.len(), arm.len(), "both arms list the same worlds");
    let differences: Vec<f64> = arm.iter().zip(base).map(|(arm, base)| arm - base).collect();
    let each = Sample::of(&differences);
    if each.mean == 0.0 || each.squared_error.is_nan() {
        return 1.0;
    }
    let away = each.mean.abs() / each.squared_error.sqrt();
    StudentsT::new(0.0, 1.0, each.n - 1.0).map_or(1.0, |student| (2.0 * student.sf(away)).min(1.0))
}

/// The mean of some values with Student's 95 % interval; without width where nothing varies.
pub(crate) fn mean_interval(values: &[f64]) -> (f64, Interval) {
    let sample = Sample::of(values);
    let alone = Interval {
        low: sample.mean,
        high: sample.mean,
    };
    let interval = student(sample.mean, sample.squared_error, sample.n - 1.0);
    (sample.mean, interval.unwrap_or(alone))
}

/// What is known of a mean.
struct Sample {
    n: f64,
    mean: f64,
    /// The square of the mean's standard error; not a number of fewer than two values.
    squared_error: f64,
}

impl Sample {
    fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n.max(1.0);
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let squared_error = squares / (n - 1.0) / n;
        Self { n, mean, squared_error }
    }
}

/// The 95 % interval around a centre; none where there are too few values to tell.
fn student(centre: f64, squared_error: f64, freedom: f64) -> Option<Interval> {
    if squared_error == 0.0 {
        return Some(Interval {
            low: centre,
            high: centre,
        });
    }
    let half = StudentsT::new(0.0, 1.0, freedom).ok()?.inverse_cdf(0.975) * squared_error.sqrt();
    let (low, high) = (centre - half, centre + half);
    half.is_finite().then_some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARM: [f64; 6] = [120.0, 80.0, 33.0, 120.0, 97.0, 64.0];
    const BASE: [f64; 6] = [60.0, 120.0, 30.0, 55.0, 90.0, 12.0];

    #[test]
    fn intervals_agree_with_scipy_and_statsmodels() {
        // scipy 1.17.1: stats.t.interval(0.95, 5, d.mean(), stats.sem(d)); statsmodels 0.15.0:
        // CompareMeans(DescrStatsW(arm), DescrStatsW(base)).tconfint_diff(usevar="unequal")
        let found = mean_difference(&BASE, &ARM);
        assert_near(found.paired, -18.986_414_719_515_274, 67.986_414_719_515_27);
        assert_near(found.unpaired, -22.870_330_427_488_064, 71.870_330_427_488_06);
        assert!((found.difference - 24.5).abs() < 1e-12);
    }

    #[test]
    fn the_paired_test_agrees_with_scipy_and_says_nothing_of_worlds_that_do_not_differ() {
        // t = 1.448251 on 5 degrees of freedom; both tails of its density, integrated in steps.
        let p = paired_mean_test(&BASE, &ARM);
        assert!((p - 0.207_211_913_7).abs() < 1e-8, "{p}");
        assert_eq!(
            [paired_mean_test(&BASE, &BASE), paired_mean_test(&BASE[..1], &ARM[..1])],
            [1.0, 1.0]
        );
        assert_eq!(paired_mean_test(&[1.0, 2.0], &[2.0, 3.0]), 0.0);
    }

    #[test]
    fn students_quantile_agrees_with_scipy() {
        // scipy 1.17.1: stats.t.ppf(0.975, freedom)
        for (freedom, quantile) in [
            (1.0, 12.706_204_736_174_694),
            (9.0, 2.262_157_162_798_205),
            (499.0, 1.964_729_390_987_688_6),
            (9999.0, 1.960_201_263_621_357),
        ] {
            let found = StudentsT::new(0.0, 1.0, freedom).unwrap().inverse_cdf(0.975);
            assert!((found - quantile).abs() < 1e-9, "{freedom}: {found}");
        }
    }

    #[test]
    fn an_arm_that_changes_nothing_differs_by_nothing_for_certain() {
        let same = mean_difference(&BASE, &BASE);
        assert_eq!(same.paired, Some(Interval { low: 0.0, high: 0.0 }));
        assert!(same.unpaired.unwrap().high > 1.0);
    }

    #[test]
    fn fewer_than_two_worlds_have_no_interval() {
        for n in [0, 1] {
            let found = mean_difference(&BASE[..n], &ARM[..n]);
            assert_eq!((found.paired, found.unpaired), (None, None));
            assert!(found.difference.is_finite());
        }
    }

    fn assert_near(found: Option<Interval>, low: f64, high: f64) {
        let interval = found.unwrap();
        assert!(
            (interval.low - low).abs() < 1e-9 && (interval.high - high).abs() < 1e-9,
            "{interval:?}"
        );
    }
}
