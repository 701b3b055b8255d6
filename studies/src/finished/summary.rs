//! The verdict on a finished result, from its table `summary`.

use std::path::Path;

use csv::StringRecord;

use super::table::FinishedTable;
use super::{FinishedError, FinishedRuns};
use crate::experiment::Response;
use crate::statistics::Interval;
use crate::verdict::OutcomeVerdict;
use crate::verdict::worlds::CellWorlds;
use crate::verdict::{ArmVerdict, Reasons, ShareVerdict, Verdict};
use alliance_dynamics::alliance::{LossChannel, Losses, Outcome};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::{Cell, Study};

/// What a study came to, as the folder of its result has it, with the runs that were read from there.
///
/// # Errors
/// If the table `summary` is not there, was changed after the run, or is not what `alliance run` writes.
pub fn finished_verdict(folder: &Path, study: &Study, runs: &FinishedRuns) -> Result<Verdict, FinishedError> {
    let mut table = FinishedTable::open(folder, "summary")?;
    let (mut row, mut arms) = (StringRecord::new(), Vec::with_capacity(study.cells.len()));
    for cell in &study.cells {
        if !table.read(&mut row)? {
            return Err(table.ends_early(study.cells.len()));
        }
        table.check_cell(&row, &study.arms[cell.arm].name, cell.point)?;
        arms.push(arm(&table, &row, study, cell)?);
    }
    let worlds = runs.worlds(study);
    let worlds: Vec<&CellWorlds> = worlds.iter().collect();
    Ok(Verdict::on(study, arms, &worlds, Response::SURVIVAL))
}

fn arm(table: &FinishedTable, row: &StringRecord, study: &Study, cell: &Cell) -> Result<ArmVerdict, FinishedError> {
    let count = |name: &str| table.count(row, table.column(name)?);
    let number = |name: String| Ok::<f64, FinishedError>(table.number(row, table.column(&name)?)?.unwrap_or(0.0));
    let share = |name: &str| {
        Ok::<_, FinishedError>(ShareVerdict {
            share: number(name.to_owned())?,
            interval: Interval {
                low: number(format!("{name}_low"))?,
                high: number(format!("{name}_high"))?,
            },
        })
    };
    let outcome = |outcome: Outcome| {
        Ok::<_, FinishedError>(OutcomeVerdict {
            outcome,
            share: share(outcome.name())?,
        })
    };
    let mut losses = Losses::default();
    for channel in LossChannel::ALL {
        losses.by_channel[channel as usize] = number(format!("lost_{}", channel.name()))?;
    }
    losses.blamed_on_culture = number(Measure::BlamedOnCulture.name().to_owned())?;
    let values = study.values_at(cell.point).into_iter().map(str::to_owned);
    Ok(ArmVerdict {
        arm: study.arms[cell.arm].name.clone(),
        settings: study.keys.iter().cloned().zip(values).collect(),
        runs: count("runs")?,
        failed: count("failed")?,
        survived: share("survived")?,
        outcomes: Outcome::ALL.into_iter().map(outcome).collect::<Result<_, _>>()?,
        median_months: count("median_months")? as u32,
        horizon: cell.scenario.months,
        reasons: Reasons::of(&losses, 1),
        varies: cell.scenario.varies(),
        measure: None,
        paired: None,
    })
}
