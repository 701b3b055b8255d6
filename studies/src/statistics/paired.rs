//! The same worlds in two arms: who was saved, who was lost, and what that says about survival.

use schemars::JsonSchema;
use serde::Serialize;
use statrs::distribution::{Binomial, DiscreteCDF};

use super::intervals::exact_interval;
use super::{Interval, wilson};

/// How the same worlds fared in two arms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairedCounts {
    /// Worlds whose alliance survives in the arm only.
    pub saved: u64,
    /// Worlds whose alliance survives in the base only.
    pub lost: u64,
    /// Worlds whose alliance survives in both.
    pub both_survived: u64,
    /// Worlds whose alliance survives in neither.
    pub neither_survived: u64,
}

impl PairedCounts {
    /// Counts a world.
    pub fn add(&mut self, base_survived: bool, arm_survived: bool) {
        *self.of(base_survived, arm_survived) += 1;
    }

    /// The count of worlds of one kind. Of another fate than survival, `saved` are the worlds that it befalls in the arm only, and
    /// `lost` those that it befalls in the base only.
    pub(crate) fn of(&mut self, base_survived: bool, arm_survived: bool) -> &mut u64 {
        match (base_survived, arm_survived) {
            (false, true) => &mut self.saved,
            (true, false) => &mut self.lost,
            (true, true) => &mut self.both_survived,
            (false, false) => &mut self.neither_survived,
        }
    }

    /// All worlds.
    #[must_use]
    pub fn worlds(&self) -> u64 {
        self.saved + self.lost + self.both_survived + self.neither_survived
    }

    /// Worlds whose alliance survives in the base.
    #[must_use]
    pub fn base_survived(&self) -> u64 {
        self.both_survived + self.lost
    }

    /// Worlds whose alliance survives in the arm.
    #[must_use]
    pub fn arm_survived(&self) -> u64 {
        self.both_survived + self.saved
    }

    /// The share that survives in the arm, less that in the base: −1…1.
    #[must_use]
    pub fn difference(&self) -> f64 {
        (self.saved as f64 - self.lost as f64) / self.worlds().max(1) as f64
    }

    /// The p-value of the exact test that saving and losing are equally likely, two-sided.
    ///
    /// # Rule
    /// Of the worlds that differ, half are saved if the arm does nothing: twice the smaller tail of the binomial distribution
    /// with p = ½, at most 1.
    ///
    /// # Source
    /// McNemar (1947), Note on the sampling error of the difference between correlated proportions or percentages.
    #[must_use]
    pub fn mcnemar(&self) -> f64 {
        let (fewer, differ) = (self.saved.min(self.lost), self.saved + self.lost);
        match Binomial::new(0.5, differ) {
            Ok(by_chance) if 2 * fewer < differ => (2.0 * by_chance.cdf(fewer)).min(1.0),
            _ => 1.0,
        }
    }

    /// The 95 % interval of the difference, of worlds that are paired.
    ///
    /// # Rule
    /// With Wilson's interval `l…u` of each share `p`, the arm's first: from `d − √((p₁−l₁)² − 2φ(p₁−l₁)(u₂−p₂) + (u₂−p₂)²)` to
    /// `d + √((u₁−p₁)² − 2φ(u₁−p₁)(p₂−l₂) + (p₂−l₂)²)`, where φ is the correlation of the two, corrected towards nought.
    ///
    /// # Source
    /// Newcombe (1998), Improved confidence intervals for the difference between binomial proportions based on paired data,
    /// method 10. It stays within −1…1, and holds its 95 % also where hardly any or nearly all survive.
    #[must_use]
    pub fn paired_interval(&self) -> Interval {
        self.square_and_add(self.correlation())
    }

    /// An interval of the difference that holds the truth at least 95 times in 100, however few worlds there are.
    ///
    /// # Rule
    /// The exact intervals of the shares saved and lost, each with half of the error, set against one another; wider than
    /// [`paired_interval`](Self::paired_interval).
    ///
    /// # Source
    /// Clopper and Pearson (1934) for each; together by the inequality of Bonferroni.
    #[must_use]
    pub fn exact_interval(&self) -> Interval {
        let [saved, lost] = [self.saved, self.lost].map(|worlds| exact_interval(worlds, self.worlds(), 0.025));
        Interval {
            low: saved.low - lost.high,
            high: saved.high - lost.low,
        }
    }

    /// The 95 % interval that the difference would have if the arms' worlds had nothing to do with each other.
    ///
    /// # Source
    /// Newcombe (1998), Interval estimation for the difference between independent proportions, method 10: that of
    /// [`paired_interval`](Self::paired_interval) without correlation.
    #[must_use]
    pub fn unpaired_interval(&self) -> Interval {
        self.square_and_add(0.0)
    }

    fn square_and_add(&self, correlation: f64) -> Interval {
        let worlds = self.worlds();
        let reach = |survived: u64| {
            let (share, bounds) = (survived as f64 / worlds.max(1) as f64, wilson(survived, worlds));
            (share - bounds.low, bounds.high - share)
        };
        let (arm, base) = (reach(self.arm_survived()), reach(self.base_survived()));
        let together = |a: f64, b: f64| (a * a - 2.0 * correlation * a * b + b * b).max(0.0).sqrt();
        Interval {
            low: (self.difference() - together(arm.0, base.1)).max(-1.0),
            high: (self.difference() + together(arm.1, base.0)).min(1.0),
        }
    }

    /// Newcombe's φ, −1…1; nought where all or none survive in either arm.
    fn correlation(&self) -> f64 {
        let [saved, lost, both, neither] =
            [self.saved, self.lost, self.both_survived, self.neither_survived].map(|worlds| worlds as f64);
        let spread = ((both + saved) * (lost + neither)).sqrt() * ((both + lost) * (saved + neither)).sqrt();
        let agreement = both * neither - saved * lost;
        let corrected = if agreement > 0.0 {
            (agreement - self.worlds() as f64 / 2.0).max(0.0)
        } else {
            agreement
        };
        if spread > 0.0 { corrected / spread } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn mcnemars_test_agrees_with_scipy() {
        // scipy 1.17.1: stats.binomtest(saved, saved + lost, 0.5).pvalue
        for (saved, lost, p) in [
            (5, 0, 0.0625),
            (12, 2, 0.012_939_453_125),
            (59, 6, 4.964_650_327_128_616e-12),
            (101, 150, 0.002_380_992_521_645_351_2),
            (3, 210, 2.447_240_259_580_716_3e-58),
        ] {
            let found = counts(saved, lost, 40, 60).mcnemar();
            assert!((found / p - 1.0).abs() < 1e-9, "{saved} {lost}: {found}");
        }
    }

    #[test]
    fn worlds_that_do_not_differ_or_differ_evenly_prove_nothing() {
        assert_eq!(counts(0, 0, 10, 10).mcnemar(), 1.0);
        assert_eq!(counts(7, 7, 10, 10).mcnemar(), 1.0);
        assert_eq!(PairedCounts::default().mcnemar(), 1.0);
    }

    #[test]
    fn the_paired_interval_agrees_with_the_formula_worked_out_elsewhere() {
        // Tables after Newcombe (1998); bounds from the formula over the Wilson intervals of statsmodels 0.15.0.
        for (table, low, high) in [
            (counts(12, 2, 20, 16), 0.056_156_424_841_748, 0.329_206_995_400_140_53),
            (counts(12, 2, 36, 0), 0.056_929_584_003_238_75, 0.340_427_602_974_940_8),
            (counts(43, 0, 2, 5), 0.712_166_250_764_935_8, 0.923_511_694_757_925_3),
            (counts(0, 0, 54, 0), -0.066_413_588_090_896_48, 0.066_413_588_090_896_48),
            (counts(50, 0, 0, 0), 0.899_099_257_662_845_2, 1.0),
        ] {
            let found = table.paired_interval();
            assert!(
                (found.low - low).abs() < 1e-9 && (found.high - high).abs() < 1e-9,
                "{table:?}: {found:?}"
            );
        }
    }

    #[test]
    fn the_unpaired_interval_agrees_with_statsmodels() {
        // statsmodels 0.15.0: confint_proportions_2indep(80, 100, 60, 100, method="newcomb", compare="diff"), which gives the
        // published 0.0524 to 0.3339 for 56 of 70 less 48 of 80.
        let found = counts(32, 12, 48, 8).unpaired_interval();
        assert!(
            (found.low - 0.073_119_159_996_198_83).abs() < 1e-9 && (found.high - 0.318_505_099_339_034_6).abs() < 1e-9,
            "{found:?}"
        );
    }

    #[test]
    fn without_worlds_nothing_is_known() {
        let none = PairedCounts::default();
        assert_eq!(
            (none.difference(), none.paired_interval()),
            (0.0, Interval { low: -1.0, high: 1.0 })
        );
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_difference_and_turns_with_the_arms(saved in 0..60_u64, lost in 0..60_u64, both in 0..60_u64, neither in 0..60_u64) {
            let (here, there) = (counts(saved, lost, both, neither), counts(lost, saved, both, neither));
            let (one, other) = (here.paired_interval(), there.paired_interval());
            prop_assert!(one.low <= here.difference() && here.difference() <= one.high);
            prop_assert!((one.low + other.high).abs() < 1e-12 && (one.high + other.low).abs() < 1e-12);
        }
    }

    fn counts(saved: u64, lost: u64, both_survived: u64, neither_survived: u64) -> PairedCounts {
        PairedCounts {
            saved,
            lost,
            both_survived,
            neither_survived,
        }
    }
}
