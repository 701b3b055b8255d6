//! What a sample of design points comes to, in one sentence: no point of it stands for the others.

use alliance_prose::months;

use crate::statistics::QuantilePlace;

/// Each arm's survival at its median design point, and from the worst to the best of them: of every arm its name and its shares,
/// 0…1, at all points.
pub(super) fn sentence<'a>(arms: impl Iterator<Item = (&'a str, Vec<f64>)>, n_points: usize, horizon: u32) -> String {
    let told = arms.map(|(arm, shares)| {
        let with = match arm {
            "base" => "as written".to_owned(),
            arm => format!("with \u{2018}{arm}\u{2019}"),
        };
        let (worst, median, best) = spread(&shares);
        format!("{median:.0} {with} ({worst:.0} to {best:.0} from point to point)")
    });
    let told: Vec<String> = told.collect();
    format!(
        "Of 100 alliances last {} at the median of {n_points} design points: {}.",
        months::in_words(horizon),
        told.join("; ")
    )
}

/// The least, median and greatest survival, in per cent.
fn spread(shares: &[f64]) -> (f64, f64, f64) {
    let mut shares: Vec<f64> = shares.iter().map(|share| 100.0 * share).collect();
    shares.sort_by(f64::total_cmp);
    let at = |place: usize| shares.get(place).copied().unwrap_or_default();
    let middle = QuantilePlace::of(0.5, shares.len());
    // Not interpolated as other quantiles are: half of a sum is exact, so that a half is always rounded alike.
    let median = (at(middle.below) + at(middle.above())) / 2.0;
    (at(0), median, at(shares.len().saturating_sub(1)))
}
