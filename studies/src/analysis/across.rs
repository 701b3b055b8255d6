//! What a sample of design points comes to, in one sentence: no point of it stands for the others.

use super::verdict::{ArmVerdict, months_in_words};

/// Each arm's survival at its median design point, and from the worst to the best of them.
pub(super) fn sentence(cells: &[ArmVerdict], n_points: usize) -> String {
    let arms = cells.chunks(n_points.max(1));
    let told = arms.filter_map(|points| {
        let first = points.first()?;
        let with = match first.arm.as_str() {
            "base" => "as written".to_owned(),
            arm => format!("with \u{2018}{arm}\u{2019}"),
        };
        let (worst, median, best) = spread(points);
        Some(format!(
            "{median:.0} {with} ({worst:.0} to {best:.0} from point to point)"
        ))
    });
    let told: Vec<String> = told.collect();
    let span = cells
        .first()
        .map(|cell| months_in_words(cell.horizon))
        .unwrap_or_default();
    format!(
        "Of 100 alliances last {span} at the median of {n_points} design points: {}.",
        told.join("; ")
    )
}

/// The least, median and greatest survival, in per cent.
fn spread(points: &[ArmVerdict]) -> (f64, f64, f64) {
    let mut shares: Vec<f64> = points.iter().map(|point| 100.0 * point.survived.share).collect();
    shares.sort_by(f64::total_cmp);
    let at = |place: usize| shares.get(place).copied().unwrap_or_default();
    let last = shares.len().saturating_sub(1);
    (at(0), (at(last / 2) + at(last.div_ceil(2))) / 2.0, at(last))
}
