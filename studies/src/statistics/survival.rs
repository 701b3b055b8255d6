//! Survival curves.

use super::intervals::Z95;

/// One month of a survival curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalMonth {
    /// Months lived; 0 at the founding.
    pub month: u32,
    /// Alliances that were alive before this month's end.
    pub at_risk: u64,
    /// Alliances that ended this month.
    pub ended: u64,
    /// Alliances that were still alive when they were last seen, this month.
    pub censored: u64,
    /// Estimated share still alive, 0…1.
    pub survival: f64,
    /// Lower bound of its 95 % band.
    pub low: f64,
    /// Upper bound of its 95 % band.
    pub high: f64,
}

/// The product-limit estimate of survival: `ended[m]` and `censored[m]` alliances left after `m` months.
///
/// # Rule
/// `S(t) = Π (1 − d/n)`. The band is that of `ln(−ln S)` with Greenwood's variance, so it stays within 0…1; where nobody has
/// ended yet, or everybody has, it has no width.
///
/// # Source
/// Kaplan and Meier (1958); Kalbfleisch and Prentice (1980) for the band.
#[must_use]
pub fn kaplan_meier(ended: &[u64], censored: &[u64]) -> Vec<SurvivalMonth> {
    let mut at_risk: u64 = ended.iter().chain(censored).sum();
    let (mut survival, mut variance) = (1.0, 0.0);
    let months = (0_u32..).zip(ended.iter().zip(censored));
    months
        .map(|(month, (&ended, &censored))| {
            let alive = at_risk;
            if ended > 0 {
                let (d, n) = (ended as f64, alive as f64);
                survival *= 1.0 - d / n;
                variance += d / (n * (n - d));
            }
            at_risk -= ended + censored;
            let (low, high) = band(survival, variance);
            SurvivalMonth {
                month,
                at_risk: alive,
                ended,
                censored,
                survival,
                low,
                high,
            }
        })
        .collect()
}

fn band(survival: f64, variance: f64) -> (f64, f64) {
    if survival <= 0.0 || survival >= 1.0 {
        return (survival, survival);
    }
    let spread = libm::exp(Z95 * variance.sqrt() / libm::log(survival).abs());
    (libm::pow(survival, spread), libm::pow(survival, 1.0 / spread))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_example_comes_out() {
        // Freireich et al. (1963), 6-mercaptopurine group, as in Kalbfleisch and Prentice: weeks of remission.
        let (mut ended, mut censored) = (vec![0; 36], vec![0; 36]);
        for week in [6, 6, 6, 7, 10, 13, 16, 22, 23] {
            ended[week] += 1;
        }
        for week in [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35] {
            censored[week] += 1;
        }
        let curve = kaplan_meier(&ended, &censored);
        for (week, survival) in [
            (6, 0.857),
            (7, 0.807),
            (10, 0.753),
            (13, 0.690),
            (16, 0.627),
            (22, 0.538),
            (23, 0.448),
        ] {
            assert!(
                (curve[week].survival - survival).abs() < 5e-4,
                "week {week}: {}",
                curve[week].survival
            );
        }
        assert_eq!(curve[10].at_risk, 15);
        assert!(
            (curve[10].low - 0.5032).abs() < 5e-4 && (curve[10].high - 0.8894).abs() < 5e-4,
            "{:?}",
            curve[10]
        );
    }

    #[test]
    fn the_band_has_no_width_before_the_first_end_and_after_the_last() {
        let curve = kaplan_meier(&[0, 0, 2], &[0, 0, 0]);
        assert_eq!((curve[1].low, curve[1].survival, curve[1].high), (1.0, 1.0, 1.0));
        assert_eq!((curve[2].low, curve[2].survival, curve[2].high), (0.0, 0.0, 0.0));
    }
}
