//! What a run is worth as a witness among others at its design point.

/// The runs of one point: how many, and how many of interest.
#[derive(Debug, Clone, Copy, Default)]
struct PointRuns {
    all: f64,
    of_interest: f64,
}

/// What a run counts for, above 0 and at most 1, where runs come in points: less than one the more alike the runs of a point are.
///
/// `points` has the point of every run, `of_interest` whether it is of interest.
///
/// # Rule
/// 1 / (1 + (m − 1) ρ), where m is the number of runs at the point of a run, on average over runs, and ρ the intraclass correlation, held within
/// 0…1: ρ = (B − W) / (B + (n₀ − 1) W), with B and W the mean squares between and within points, and n₀ = (N − m) / (k − 1) of N runs at k points.
///
/// # Source
/// The design effect of Kish (1965), Survey sampling; the estimator of Donner (1986), A review of inference procedures for the intraclass correlation
/// coefficient.
pub(super) fn witness(points: &[usize], of_interest: &[bool]) -> f64 {
    let mut by_point = vec![PointRuns::default(); points.iter().max().map_or(0, |last| last + 1)];
    for (&point, &is_of_interest) in points.iter().zip(of_interest) {
        by_point[point].all += 1.0;
        by_point[point].of_interest += f64::from(u8::from(is_of_interest));
    }
    by_point.retain(|point| point.all > 0.0);
    let (k, n) = (by_point.len() as f64, points.len() as f64);
    let a_point = by_point.iter().map(|point| point.all * point.all).sum::<f64>() / n.max(1.0);
    if by_point.len() < 2 || n <= k {
        return 1.0;
    }
    let share = by_point.iter().map(|point| point.of_interest).sum::<f64>() / n;
    let between = by_point.iter().map(|point| point.all * (point.share() - share).powi(2));
    let within = by_point.iter().map(|point| point.of_interest * (1.0 - point.share()));
    let (between, within) = (between.sum::<f64>() / (k - 1.0), within.sum::<f64>() / (n - k));
    let n_0 = (n - a_point) / (k - 1.0);
    let correlation = match between + (n_0 - 1.0) * within {
        0.0 => 1.0,
        spread => ((between - within) / spread).clamp(0.0, 1.0),
    };
    1.0 / (1.0 + (a_point - 1.0) * correlation)
}

impl PointRuns {
    fn share(self) -> f64 {
        self.of_interest / self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points of ten runs, of which so many are of interest.
    fn worth(points: &[usize]) -> f64 {
        let runs = points.iter().enumerate();
        let runs = runs.flat_map(|(point, &of_interest)| (0..10).map(move |run| (point, run < of_interest)));
        let (points, of_interest): (Vec<_>, Vec<_>) = runs.unzip();
        witness(&points, &of_interest)
    }

    #[test]
    fn runs_that_are_no_more_alike_at_a_point_than_elsewhere_count_whole() {
        assert_eq!(worth(&[3, 3, 3, 3]), 1.0);
        assert_eq!(witness(&[0, 1, 2, 3], &[true, false, true, false]), 1.0);
    }

    #[test]
    fn runs_that_all_do_the_same_at_a_point_count_once_together() {
        assert_eq!(worth(&[0, 10, 10, 0, 0]), 0.1);
    }

    #[test]
    fn in_between_the_worth_is_that_of_the_design_effect() {
        // Mean squares of 0.9 between four points of ten, and of 0.2 within them.
        let expected = 1.0 / (1.0 + 9.0 * (0.9 - 0.2) / (0.9 + 9.0 * 0.2));
        assert!(
            (worth(&[2, 8, 4, 8]) - expected).abs() < 1e-12,
            "{}",
            worth(&[2, 8, 4, 8])
        );
    }
}
