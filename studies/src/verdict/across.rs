//! What a sample of design points comes to, in one sentence: no point of it stands for the others.

use alliance_prose::capital;
use alliance_prose::numbers::fixed;

use crate::experiment::Response;
use crate::statistics::QuantilePlace;

/// Each arm's share or mean at its median design point, and from the least to the greatest of them: of every arm its name and its
/// numbers at all points. The months are those that alliances could live.
pub(super) fn sentence<'a>(
    arms: impl Iterator<Item = (&'a str, Vec<f64>)>,
    n_points: usize,
    (about, horizon): (Response, u32),
) -> String {
    let (factor, places) = about.told_with();
    let told = arms.map(|(arm, numbers)| {
        let with = match arm {
            "base" => "as written".to_owned(),
            arm => format!("with \u{2018}{arm}\u{2019}"),
        };
        let numbers: Vec<f64> = numbers.into_iter().map(|number| factor * number).collect();
        let [least, median, greatest] = spread(numbers).map(|number| fixed(number, places));
        format!("{median} {with} ({least} to {greatest} from point to point)")
    });
    let told: Vec<String> = told.collect();
    let what = match about {
        Response::Fate(fate) => format!("Of 100 alliances {}", fate.in_words(Some(horizon))),
        measure => capital(&measure.label()),
    };
    format!("{what} at the median of {n_points} design points: {}.", told.join("; "))
}

/// The least, the median and the greatest.
fn spread(mut numbers: Vec<f64>) -> [f64; 3] {
    numbers.sort_by(f64::total_cmp);
    let at = |place: usize| numbers.get(place).copied().unwrap_or_default();
    let middle = QuantilePlace::of(0.5, numbers.len());
    // Not interpolated as other quantiles are: half of a sum is exact, so that a half is always rounded alike.
    let median = (at(middle.below) + at(middle.above())) / 2.0;
    [at(0), median, at(numbers.len().saturating_sub(1))]
}
