//! The tables of a calibration.

use std::io::{self, Write};

use super::report::number;
use super::{Border, CalibrationReport, PosteriorFound, PredictedMark, Prediction, TargetCurve};
use crate::experiment::{Column, Format, Kind, Response, Table};
use alliance_dynamics::scenario::sampling::Ranges;

/// Writes `posterior.csv`: a row a particle.
///
/// Columns: `particle, weight, distance`, and a column a key with its value. Weights make 1.
///
/// # Errors
/// If it cannot be written.
pub fn write_posterior<W: Write + Send>(
    format: Format,
    to: W,
    ranges: &Ranges,
    found: &PosteriorFound,
) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Whole.columns("particle").collect();
    columns.extend(Kind::Number.columns("weight distance"));
    columns.extend(ranges.keys().map(|key| Column::new(Kind::Number, key)));
    let mut table = format.begin(to, columns)?;
    for (place, particle) in found.posterior.particles().iter().enumerate() {
        let values = ranges.iter().zip(&particle.point);
        let values: Vec<f64> = values.map(|((_, range), place)| number(range, *place)).collect();
        table.row((place, particle.weight, particle.distance, values))?;
    }
    Ok(table)
}

/// Writes `posterior_summary.csv`: a row a key.
///
/// Columns: `key, prior_from, prior_to, median, low, high` (the interval that holds 90 %)`, mean, sd, narrower` (by what share
/// the interval is narrower than the prior's, along the prior's scale)`, border` (`low` or `high` where the posterior sits at that
/// end of its range).
///
/// # Errors
/// If it cannot be written.
pub fn write_posterior_summary<W: Write + Send>(
    format: Format,
    to: W,
    report: &CalibrationReport,
) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Text, "key")];
    columns.extend(Kind::Number.columns("prior_from prior_to median low high mean sd narrower"));
    columns.extend(Kind::Text.columns("border"));
    let mut table = format.begin(to, columns)?;
    for key in &report.keys {
        let border = match key.border {
            Some(Border::Low) => "low",
            Some(Border::High) => "high",
            None => "",
        };
        let prior = (&key.key, key.prior_from, key.prior_to);
        let interval = (key.median, key.low, key.high);
        table.row((prior, interval, key.mean, key.deviation, key.narrower, border))?;
    }
    Ok(table)
}

/// Writes `predictive.csv`: a row a month, 0 for the founding.
///
/// Columns: `month, median, low, high` (the band that holds 90 % of the predicted curves)`, prior_median, prior_low, prior_high`
/// (the same of the prior)`, target, weight` (empty where the target has no point).
///
/// # Errors
/// If it cannot be written.
pub fn write_predictive<W: Write + Send>(
    format: Format,
    to: W,
    posterior: &Prediction,
    prior: &Prediction,
    target: &TargetCurve,
) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "month")];
    columns.extend(Kind::Number.columns("median low high prior_median prior_low prior_high target weight"));
    let mut table = format.begin(to, columns)?;
    for month in 0..posterior.median.len().min(prior.median.len()) {
        let band = |of: &Prediction| (of.median[month], of.low[month], of.high[month]);
        let of_survival = target.points.iter().filter(|point| point.about == Response::SURVIVAL);
        let point = of_survival.into_iter().find(|point| point.month as usize == month);
        let (share, weight) = (point.map(|point| point.share), point.map(|point| point.weight));
        table.row((month, band(posterior), band(prior), share, weight))?;
    }
    Ok(table)
}

/// Writes `predictive_targets.csv`: a row a point of a target that is more than a survival curve.
///
/// Columns: `about` (`survival`, an outcome, `final_trust`…)`, years, target, weight, median, low, high` (what holds 90 % of what is
/// predicted)`, prior_median, prior_low, prior_high` (the same of the prior).
///
/// # Errors
/// If it cannot be written.
pub fn write_predictive_targets<W: Write + Send>(
    format: Format,
    to: W,
    posterior: &Prediction,
    prior: &Prediction,
    target: &TargetCurve,
) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Text, "about")];
    columns.extend(Kind::Number.columns("years target weight median low high prior_median prior_low prior_high"));
    let mut table = format.begin(to, columns)?;
    let predicted = posterior.marks.iter().zip(&prior.marks);
    for (point, (posterior, prior)) in target.points.iter().zip(predicted) {
        let band = |mark: &PredictedMark| (mark.median, mark.low, mark.high);
        let name = point.about.name();
        table.row((
            name,
            point.years,
            point.share,
            point.weight,
            band(posterior),
            band(prior),
        ))?;
    }
    Ok(table)
}

/// Writes `generations.csv`: a row a generation, 0 for the prior.
///
/// Columns: `generation, threshold` (empty for the prior)`, proposals, acceptance, effective_sample_size, nearest`.
///
/// # Errors
/// If it cannot be written.
pub fn write_generations<W: Write + Send>(format: Format, to: W, found: &PosteriorFound) -> io::Result<Table<W>> {
    let columns = [
        (Kind::Whole, "generation"),
        (Kind::Number, "threshold"),
        (Kind::Whole, "proposals"),
        (Kind::Number, "acceptance"),
        (Kind::Number, "effective_sample_size"),
        (Kind::Number, "nearest"),
    ];
    let columns = columns.map(|(kind, name)| Column::new(kind, name));
    let mut table = format.begin(to, columns.to_vec())?;
    for at in &found.generations {
        let threshold = Some(at.threshold).filter(|threshold| threshold.is_finite());
        let cost = (at.proposals, at.acceptance);
        table.row((at.number, threshold, cost, at.effective_size, at.nearest))?;
    }
    Ok(table)
}
