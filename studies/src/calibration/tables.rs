//! The tables of a calibration.

use std::io::{self, Write};

use super::report::number;
use super::{Border, CalibrationReport, JointTarget, PosteriorFound, PredictedMark, Prediction, TargetVerdict};
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

/// Writes `predictive.csv`: a row a month, 0 for the founding, for every target one behind another.
///
/// Columns: `target` where there are several, `month, median, low, high` (the band that holds 90 % of the predicted curves)`, prior_median,
/// prior_low, prior_high` (the same of the prior)`, target_share, weight` (empty where the target has no point); with one target
/// `target_share` is called `target`.
///
/// # Errors
/// If it cannot be written.
pub fn write_predictive<W: Write + Send>(
    format: Format,
    to: W,
    target: &JointTarget,
    posterior: &[Prediction],
    prior: &[Prediction],
) -> io::Result<Table<W>> {
    let (mut columns, share) = of_several(target);
    columns.push(Column::new(Kind::Whole, "month"));
    columns.extend(Kind::Number.columns("median low high prior_median prior_low prior_high"));
    columns.extend([share, "weight"].map(|name| Column::new(Kind::Number, name)));
    let mut table = format.begin(to, columns)?;
    for (of, (posterior, prior)) in target.targets().iter().zip(posterior.iter().zip(prior)) {
        for month in 0..posterior.median.len().min(prior.median.len()) {
            let band = |of: &Prediction| (of.median[month], of.low[month], of.high[month]);
            let mut of_survival = of
                .target
                .points
                .iter()
                .filter(|point| point.about == Response::SURVIVAL);
            let point = of_survival.find(|point| point.month as usize == month);
            let (share, weight) = (point.map(|point| point.share), point.map(|point| point.weight));
            let row = (month, band(posterior), band(prior), share, weight);
            match target.targets().len() {
                1 => table.row(row)?,
                _ => table.row((&of.name, row))?,
            }
        }
    }
    Ok(table)
}

/// Writes `predictive_targets.csv`: a row a point of targets that are more than one survival curve.
///
/// Columns: `target` where there are several, `about` (`survival`, an outcome, `final_trust`…)`, years, target_share, weight, median, low,
/// high` (what holds 90 % of what is predicted)`, prior_median, prior_low, prior_high` (the same of the prior); with one target `target_share`
/// is called `target`.
///
/// # Errors
/// If it cannot be written.
pub fn write_predictive_targets<W: Write + Send>(
    format: Format,
    to: W,
    target: &JointTarget,
    posterior: &[Prediction],
    prior: &[Prediction],
) -> io::Result<Table<W>> {
    let (mut columns, share) = of_several(target);
    columns.push(Column::new(Kind::Text, "about"));
    columns.extend(["years", share, "weight"].map(|name| Column::new(Kind::Number, name)));
    columns.extend(Kind::Number.columns("median low high prior_median prior_low prior_high"));
    let mut table = format.begin(to, columns)?;
    for (of, (posterior, prior)) in target.targets().iter().zip(posterior.iter().zip(prior)) {
        let predicted = posterior.marks.iter().zip(&prior.marks);
        for (point, (posterior, prior)) in of.target.points.iter().zip(predicted) {
            let band = |mark: &PredictedMark| (mark.median, mark.low, mark.high);
            let figure = (point.about.name(), point.years, point.share, point.weight);
            let row = (figure, band(posterior), band(prior));
            match target.targets().len() {
                1 => table.row(row)?,
                _ => table.row((&of.name, row))?,
            }
        }
    }
    Ok(table)
}

/// The column that says which target a row is about, where there are several, and what the share of a target is called beside it.
fn of_several(target: &JointTarget) -> (Vec<Column>, &'static str) {
    match target.targets().len() {
        1 => (Vec::new(), "target"),
        _ => (vec![Column::new(Kind::Text, "target")], "target_share"),
    }
}

/// Writes `targets.csv`: a row a target, where there are several or one has tolerances.
///
/// Columns: `target, arm` (empty for the one that is fitted)`, n, in_tolerances` (0 or 1: whether distances are counted in these)`, points,
/// missed` (points that the band of 90 % does not hold)`, apart` (from the median of what is predicted)`, as_far` (the share of predicted
/// curves that are as far from it)`, nearest` (of all proposals)`, chance` (what two samples keep to in 95 of 100 cases)`, standing` (`met`,
/// `open`, `not_together` or `out_of_reach`).
///
/// # Errors
/// If it cannot be written.
pub fn write_targets<W: Write + Send>(format: Format, to: W, report: &CalibrationReport) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Text.columns("target arm").collect();
    columns.extend(Kind::Whole.columns("n in_tolerances points missed"));
    columns.extend(Kind::Number.columns("apart as_far nearest chance"));
    columns.push(Column::new(Kind::Text, "standing"));
    let mut table = format.begin(to, columns)?;
    for of in &report.fit.targets {
        let named = (&of.name, of.arm.as_deref().unwrap_or_default());
        let counts = (
            of.n_alliances,
            u32::from(of.has_tolerances),
            of.n_points,
            of.missed.len(),
        );
        let distances = (of.apart, of.as_far, of.nearest, of.noise.map(|noise| noise.high));
        let standing = match of.standing {
            TargetVerdict::Met => "met",
            TargetVerdict::Open => "open",
            TargetVerdict::NotTogether => "not_together",
            TargetVerdict::OutOfReach => "out_of_reach",
        };
        table.row((named, counts, distances, standing))?;
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
