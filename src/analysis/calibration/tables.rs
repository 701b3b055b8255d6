//! The tables of a calibration.

use std::io::Write;

use super::report::number;
use super::{Border, Found, Prediction, Report, Target};
use crate::experiment::column_names;
use crate::scenario::sampling::Ranges;

/// Writes `posterior.csv`: a row a particle.
///
/// Columns: `particle, weight, distance`, and a column a key with its value. Weights make 1.
///
/// # Errors
/// If it cannot be written.
pub fn write_posterior<W: Write>(to: W, ranges: &Ranges, found: &Found) -> csv::Result<W> {
    let mut table = csv::Writer::from_writer(to);
    let mut columns = column_names("particle weight distance");
    columns.extend(ranges.keys().map(str::to_owned));
    table.write_record(columns)?;
    for (place, particle) in found.posterior.particles().iter().enumerate() {
        let values = ranges.iter().zip(&particle.point);
        let values: Vec<f64> = values.map(|((_, range), place)| number(range, *place)).collect();
        table.serialize((place, particle.weight, particle.distance, values))?;
    }
    finished(table)
}

/// Writes `posterior_summary.csv`: a row a key.
///
/// Columns: `key, prior_from, prior_to, median, low, high` (the interval that holds 90 %)`, mean, sd, narrower` (by what share
/// the interval is narrower than the prior's, along the prior's scale)`, border` (`low` or `high` where the posterior sits at that
/// end of its range).
///
/// # Errors
/// If it cannot be written.
pub fn write_posterior_summary<W: Write>(to: W, report: &Report) -> csv::Result<W> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(column_names(
        "key prior_from prior_to median low high mean sd narrower border",
    ))?;
    for key in &report.keys {
        let border = match key.border {
            Some(Border::Low) => "low",
            Some(Border::High) => "high",
            None => "",
        };
        let prior = (&key.key, key.prior_from, key.prior_to);
        let interval = (key.median, key.low, key.high);
        table.serialize((prior, interval, key.mean, key.deviation, key.narrower, border))?;
    }
    finished(table)
}

/// Writes `predictive.csv`: a row a month, 0 for the founding.
///
/// Columns: `month, median, low, high` (the band that holds 90 % of the predicted curves)`, prior_median, prior_low, prior_high`
/// (the same of the prior)`, target, weight` (empty where the target has no point).
///
/// # Errors
/// If it cannot be written.
pub fn write_predictive<W: Write>(
    to: W,
    posterior: &Prediction,
    prior: &Prediction,
    target: &Target,
) -> csv::Result<W> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(column_names(
        "month median low high prior_median prior_low prior_high target weight",
    ))?;
    for month in 0..posterior.median.len().min(prior.median.len()) {
        let band = |of: &Prediction| (of.median[month], of.low[month], of.high[month]);
        let point = target.points.iter().find(|point| point.month as usize == month);
        let (share, weight) = (point.map(|point| point.share), point.map(|point| point.weight));
        table.serialize((month, band(posterior), band(prior), share, weight))?;
    }
    finished(table)
}

/// Writes `generations.csv`: a row a generation, 0 for the prior.
///
/// Columns: `generation, threshold` (empty for the prior)`, proposals, acceptance, effective_sample_size, nearest`.
///
/// # Errors
/// If it cannot be written.
pub fn write_generations<W: Write>(to: W, found: &Found) -> csv::Result<W> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(column_names(
        "generation threshold proposals acceptance effective_sample_size nearest",
    ))?;
    for at in &found.generations {
        let threshold = Some(at.threshold).filter(|threshold| threshold.is_finite());
        let cost = (at.proposals, at.acceptance);
        table.serialize((at.number, threshold, cost, at.effective_size, at.nearest))?;
    }
    finished(table)
}

fn finished<W: Write>(table: csv::Writer<W>) -> csv::Result<W> {
    table.into_inner().map_err(|error| error.into_error().into())
}
