//! What is known of the keys, and the fitted curve over its target.

use alliance_charts::{
    ChartError, CornerKey, CornerScale, Curve, Estimate, Heading, TargetDot, corner, fitted, titled,
};
use alliance_dynamics::scenario::sampling::Range;

use super::fit::Fitted;
use super::question::CalibrationQuestion;
use super::{CURVES, Prediction, ScaledTarget, TargetPoint};
use crate::drawing::key_name;
use crate::experiment::Response;
use crate::statistics::wilson;

/// Values that show a prior; a multiple of many numbers, so that whole numbers share them evenly.
const PRIOR_VALUES: u32 = 2520;

/// The posterior of every key, and of every pair of them.
pub(super) fn keys(question: &CalibrationQuestion, fitted: &Fitted) -> Result<String, ChartError> {
    let fit = &fitted.report.fit;
    let subtitle = format!(
        "{} particles, worth {:.0} of equal weight, after {} generations. Diagonal: bars are the posterior, the dashed line is the prior. \
         Below it: pairs, darker where there is more weight; above it: their correlation.",
        fit.particles, fit.effective_size, fit.generations
    );
    let particles = fitted.found.posterior.particles();
    let weights: Vec<f64> = particles.iter().map(|particle| particle.weight).collect();
    let keys = question.template.ranges().iter().enumerate();
    let keys = keys.filter_map(|(place, (key, range))| {
        let places = particles.iter().map(|particle| particle.point[place]);
        corner_key(key, range, places)
    });
    let what = match question.target.targets() {
        [_] => "what the target says about the keys",
        _ => "what the targets say about the keys",
    };
    let heading = heading(question, what, subtitle);
    corner(&heading, &keys.collect::<Vec<_>>(), &weights)
}

/// A key with its values at some places of its range; `None` for one whose values are no numbers.
fn corner_key(key: &str, range: &Range, places: impl Iterator<Item = f64>) -> Option<CornerKey> {
    let (from, to) = range.ends()?;
    let even = (0..PRIOR_VALUES).map(|place| (f64::from(place) + 0.5) / f64::from(PRIOR_VALUES));
    Some(CornerKey {
        key: key_name(key),
        from,
        to,
        scale: match (range.is_continuous(), range.is_log()) {
            (false, _) => CornerScale::Whole,
            (true, true) => CornerScale::Log,
            (true, false) => CornerScale::Linear,
        },
        values: places.filter_map(|place| range.value(place).as_number()).collect(),
        prior: even.filter_map(|place| range.value(place).as_number()).collect(),
    })
}

/// The curves that are predicted for a target, before the fit and after it, over the target.
pub(super) fn curves(question: &CalibrationQuestion, found: &Fitted, place: usize) -> Result<String, ChartError> {
    let targets = question.target.targets();
    let ScaledTarget { target, name, .. } = &targets[place];
    let dots = match target.n_alliances {
        Some(n) => format!("Dots: the target, with the 95 % interval of {n} alliances (Wilson)"),
        None => "Dots: the target".to_owned(),
    };
    let subtitle = format!(
        "{dots}. Lines and bands: median and the 90 % that lie in the middle of {CURVES} curves of {} new alliances each.",
        question.predicted_runs()[place]
    );
    let of_survival = target.points.iter().filter(|point| point.about == Response::SURVIVAL);
    let dots: Vec<TargetDot> = of_survival.map(|point| dot(target.n_alliances, point)).collect();
    let what = match targets {
        [_] => "the fitted model over its target".to_owned(),
        _ => format!("the fitted model over ‘{name}’"),
    };
    fitted(
        &heading(question, &what, subtitle),
        &curve("before the fit", &found.prior[place]),
        &curve("fitted", &found.posterior[place]),
        &dots,
    )
}

fn dot(n_alliances: Option<u32>, point: &TargetPoint) -> TargetDot {
    let interval = n_alliances.map(|n| {
        let alive = (point.share * f64::from(n)).round() as u64;
        wilson(alive, u64::from(n))
    });
    TargetDot {
        month: f64::from(point.month),
        share: Estimate {
            centre: point.share,
            low: interval.map_or(point.share, |interval| interval.low),
            high: interval.map_or(point.share, |interval| interval.high),
        },
    }
}

fn curve(label: &str, prediction: &Prediction) -> Curve {
    Curve {
        label: label.to_owned(),
        runs: Vec::new(),
        months: (0..prediction.median.len()).map(|month| month as f64).collect(),
        centre: prediction.median.clone(),
        low: prediction.low.clone(),
        high: prediction.high.clone(),
    }
}

fn heading(question: &CalibrationQuestion, what: &str, subtitle: String) -> Heading {
    Heading {
        title: titled(&question.template.base().title, what),
        subtitle,
    }
}
