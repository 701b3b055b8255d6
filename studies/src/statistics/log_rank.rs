//! Whether two survival curves differ.

use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{SurvivalMonth, kaplan_meier};

/// How long the alliances of a group lived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lives {
    /// Alliances that ended after so many months.
    pub ended: Vec<u64>,
    /// Alliances that were alive when they were last seen, after so many months.
    pub censored: Vec<u64>,
}

impl Lives {
    /// Nobody yet, with room for lives up to this many months.
    #[must_use]
    pub fn with_room(months: u32) -> Self {
        let room = vec![0; months as usize + 1];
        Self {
            ended: room.clone(),
            censored: room,
        }
    }

    /// Adds an alliance that was last seen after so many months, alive or not.
    pub fn add(&mut self, months: u32, is_alive: bool) {
        let left = if is_alive { &mut self.censored } else { &mut self.ended };
        left[months as usize] += 1;
    }

    /// The survival curve.
    #[must_use]
    pub fn survival(&self) -> Vec<SurvivalMonth> {
        kaplan_meier(&self.ended, &self.censored)
    }

    fn all(&self) -> u64 {
        self.ended.iter().chain(&self.censored).sum()
    }

    /// How many ended, and how many left in either way, after so many months.
    fn at(&self, month: usize) -> (u64, u64) {
        let ended = self.ended.get(month).copied().unwrap_or(0);
        (ended, ended + self.censored.get(month).copied().unwrap_or(0))
    }
}

/// What the log-rank test says of two groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LogRank {
    /// Its statistic: chi-square on one degree of freedom, ≥ 0.
    pub chi_square: f64,
    /// The chance of as much or more where the groups do not differ, 0…1.
    pub p: f64,
}

/// The log-rank test of two groups: a chi-square of nought, and p = 1, where there is nothing to compare.
///
/// # Rule
/// In a month in which `d` of the `n` alive end, `d·n₁/n` of the first group are expected to; `(O − E)² / V` over all months, with
/// the hypergeometric variance `V = Σ d·(n₁/n)(n₂/n)(n − d)/(n − 1)`. Groups count as unrelated: for the same worlds in two arms,
/// whose lives go together, the test errs on the side of no difference.
///
/// # Source
/// Mantel (1966), Evaluation of survival data and two new rank order statistics arising in its consideration.
#[must_use]
pub fn log_rank(first: &Lives, second: &Lives) -> LogRank {
    let (mut here, mut there) = (first.all(), second.all());
    let (mut surplus, mut variance) = (0.0, 0.0);
    for month in 0..first.ended.len().max(second.ended.len()) {
        let (first, second) = (first.at(month), second.at(month));
        let (d, n) = ((first.0 + second.0) as f64, (here + there) as f64);
        if d > 0.0 {
            let share = here as f64 / n;
            surplus += first.0 as f64 - d * share;
            if n > 1.0 {
                variance += d * share * (1.0 - share) * (n - d) / (n - 1.0);
            }
        }
        here -= first.1;
        there -= second.1;
    }
    let chi_square = if variance > 0.0 {
        surplus * surplus / variance
    } else {
        0.0
    };
    let p = ChiSquared::new(1.0).map_or(1.0, |chance| chance.sf(chi_square));
    LogRank { chi_square, p }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days that patients with lung cancer lived (Loprinzi et al. 1994), men and women: the data set `lung` of R's package survival.
    const MEN_DIED: &str = "\
        11 11 11 12 13 13 15 26 30 31 53 53 54 59 60 65 65 71 81 88 88 92 93 95 105 107 110 116 118 131 132 132 \
        135 142 144 147 156 156 163 163 163 166 170 175 176 177 179 179 180 181 181 183 189 197 202 207 210 212 \
        218 222 223 229 230 239 246 267 269 270 283 284 285 286 288 291 301 303 306 310 320 329 337 353 353 363 \
        364 371 387 390 394 428 429 442 455 457 460 477 519 524 533 558 567 574 583 613 624 643 655 689 707 791 \
        814 883";
    const MEN_CENSORED: &str = "\
        174 185 188 191 196 197 221 222 225 225 237 259 279 284 292 300 301 303 404 413 444 458 806 840 1010 1022";
    const WOMEN_DIED: &str = "\
        5 60 61 62 79 81 95 107 122 145 145 153 166 167 182 186 194 199 201 201 208 226 239 245 268 285 293 305 \
        310 340 345 348 350 351 361 363 371 426 433 444 450 473 520 524 550 641 654 687 705 728 731 735 765";
    const WOMEN_CENSORED: &str = "\
        92 105 173 175 177 192 202 203 211 224 235 240 243 252 266 269 272 276 292 296 315 332 356 364 376 382 \
        384 511 511 529 543 551 559 588 740 821 965";

    #[test]
    fn the_lung_data_come_out() {
        // R: survdiff(Surv(time, status) ~ sex, lung) prints 10.3 on 1 degree of freedom, p = 0.001; lifelines 0.30.3:
        // logrank_test(...).test_statistic and .p_value
        let found = log_rank(&men(), &women());
        assert!((found.chi_square - 10.326_741_954_885_648).abs() < 1e-9, "{found:?}");
        assert!((found.p - 0.001_311_164_520_355_478_2).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn the_curves_of_the_lung_data_come_out() {
        // lifelines 0.30.3: KaplanMeierFitter().fit(time, status).survival_function_at_times(day)
        for (lives, curve) in [
            (
                men(),
                [
                    (100, 0.826_086_956_521_739),
                    (300, 0.441_088_893_088_617_15),
                    (500, 0.223_211_689_334_340_93),
                    (700, 0.089_284_675_733_736_37),
                ],
            ),
            (
                women(),
                [
                    (100, 0.922_088_353_413_654_4),
                    (300, 0.674_202_586_048_923_6),
                    (500, 0.411_046_135_106_687_8),
                    (700, 0.249_643_330_540_074_45),
                ],
            ),
        ] {
            let survival = lives.survival();
            for (day, share) in curve {
                assert!((survival[day].survival - share).abs() < 1e-9, "{:?}", survival[day]);
            }
        }
        // …and .confidence_interval_ at day 310
        let survival = men().survival()[310];
        assert!((survival.low - 0.316_796_802_969_777_75).abs() < 1e-9, "{survival:?}");
        assert!((survival.high - 0.488_050_193_562_275_4).abs() < 1e-9, "{survival:?}");
    }

    #[test]
    fn it_does_not_matter_which_group_comes_first() {
        let (one, other) = (log_rank(&men(), &women()), log_rank(&women(), &men()));
        assert!((one.chi_square - other.chi_square).abs() < 1e-9);
    }

    #[test]
    fn chi_square_agrees_with_scipy_far_out() {
        // scipy 1.17.1: stats.chi2.sf(x, 1)
        for (chi_square, p) in [
            (0.5, 0.479_500_122_186_953_37),
            (50.0, 1.537_459_794_428_033e-12),
            (400.0, 5.507_248_237_212_379e-89),
        ] {
            let found = ChiSquared::new(1.0).unwrap().sf(chi_square);
            assert!((found / p - 1.0).abs() < 1e-9, "{chi_square}: {found}");
        }
    }

    #[test]
    fn where_nobody_ends_or_nobody_is_there_is_nothing_to_tell_apart() {
        let mut alive = Lives::with_room(12);
        alive.add(12, true);
        for (first, second) in [
            (&alive, &alive),
            (&Lives::default(), &alive),
            (&Lives::default(), &Lives::default()),
        ] {
            assert_eq!(
                log_rank(first, second),
                LogRank {
                    chi_square: 0.0,
                    p: 1.0
                }
            );
        }
    }

    fn men() -> Lives {
        lives(MEN_DIED, MEN_CENSORED)
    }

    fn women() -> Lives {
        lives(WOMEN_DIED, WOMEN_CENSORED)
    }

    fn lives(died: &str, censored: &str) -> Lives {
        let mut lives = Lives::with_room(1022);
        for (days, is_alive) in [(died, false), (censored, true)] {
            for day in days.split_whitespace() {
                lives.add(day.parse().unwrap(), is_alive);
            }
        }
        lives
    }
}
