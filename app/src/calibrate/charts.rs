//! Charts of a fit: what is known of the keys, and the fitted curve over its target.

use alliance_charts::{CornerKey, CornerScale, Curve, Estimate, Heading, TargetDot};
use alliance_dynamics::scenario::sampling::Range;
use alliance_studies::calibration::{CURVES, Prediction, TargetPoint};
use alliance_studies::experiment::ResultFolder;
use alliance_studies::statistics::wilson;

use super::job::Job;
use super::outcome::Outcome;

/// Pixels of a PNG per pixel of its chart.
const PNG_SCALE: f32 = 2.0;
/// Values that show a prior; a multiple of many numbers, so that whole numbers share them evenly.
const PRIOR_VALUES: u32 = 2520;

/// Draws both charts, as SVG and PNG.
pub fn write(job: &Job<'_>, outcome: &Outcome, folder: &ResultFolder) -> anyhow::Result<()> {
    for (name, svg) in [
        ("corner", corner(job, outcome)?),
        ("predictive", predictive(job, outcome)?),
    ] {
        folder.write(&format!("charts/{name}.png"), alliance_charts::png(&svg, PNG_SCALE)?)?;
        folder.write(&format!("charts/{name}.svg"), svg)?;
    }
    Ok(())
}

fn corner(job: &Job<'_>, outcome: &Outcome) -> Result<String, alliance_charts::ChartError> {
    let fit = &outcome.report.fit;
    let subtitle = format!(
        "{} particles, worth {:.0} of equal weight, after {} generations. Diagonal: bars are the posterior, the dashed line is the prior. \
         Below it: pairs, darker where there is more weight; above it: their correlation.",
        fit.particles, fit.effective_size, fit.generations
    );
    let particles = outcome.found.posterior.particles();
    let weights: Vec<f64> = particles.iter().map(|particle| particle.weight).collect();
    let keys = job.template.ranges().iter().enumerate();
    let keys = keys.filter_map(|(place, (key, range))| {
        let places = particles.iter().map(|particle| particle.point[place]);
        corner_key(key, range, places)
    });
    let heading = heading(job, "what the target says about the keys", subtitle);
    alliance_charts::corner(&heading, &keys.collect::<Vec<_>>(), &weights)
}

/// A key with its values at some places of its range; `None` for one whose values are no numbers.
fn corner_key(key: &str, range: &Range, places: impl Iterator<Item = f64>) -> Option<CornerKey> {
    let (from, to) = range.ends()?;
    let even = (0..PRIOR_VALUES).map(|place| (f64::from(place) + 0.5) / f64::from(PRIOR_VALUES));
    Some(CornerKey {
        key: key.to_owned(),
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

fn predictive(job: &Job<'_>, outcome: &Outcome) -> Result<String, alliance_charts::ChartError> {
    let dots = match job.target.n_alliances {
        Some(n) => format!("Dots: the target, with the 95 % interval of {n} alliances (Wilson)"),
        None => "Dots: the target".to_owned(),
    };
    let subtitle = format!(
        "{dots}. Lines and bands: median and the 90 % that lie in the middle of {CURVES} curves of {} new alliances each.",
        job.predicted_runs()
    );
    let target: Vec<TargetDot> = job.target.points.iter().map(|point| dot(job, point)).collect();
    alliance_charts::fitted(
        &heading(job, "the fitted model over its target", subtitle),
        &curve("before the fit", &outcome.prior),
        &curve("fitted", &outcome.posterior),
        &target,
    )
}

fn dot(job: &Job<'_>, point: &TargetPoint) -> TargetDot {
    let interval = job.target.n_alliances.map(|n| {
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
        months: (0..prediction.median.len()).map(|month| month as f64).collect(),
        centre: prediction.median.clone(),
        low: prediction.low.clone(),
        high: prediction.high.clone(),
    }
}

fn heading(job: &Job<'_>, what: &str, subtitle: String) -> Heading {
    Heading {
        title: alliance_charts::titled(&job.template.base().title, what),
        subtitle,
    }
}
