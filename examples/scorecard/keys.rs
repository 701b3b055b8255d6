//! Criterion l: what happens when one number of a scenario is moved by a quarter.

use alliance_dynamics::scenario::{Scenario, ScenarioError};
use toml::{Table as Tables, Value};

use crate::RUNS;
use crate::criterion::{Band, Criterion};
use crate::worlds::estimates::Estimate;
use crate::worlds::tables::Table;
use crate::worlds::{endings, lasts, more, thrives};

/// Tables of a scenario that are no part of the model.
const LEFT_OUT: [&str; 3] = ["experiment", "sweep", "sample"];
/// How many shifts the table has.
const TOLD: usize = 12;

/// What one change of a number does.
pub struct Shift {
    change: String,
    survival: Estimate,
    thriving: Estimate,
}

/// Every number of the default scenario moved by a quarter, down and up, the largest shifts of survival first. Zeros cannot be moved so,
/// whole numbers are rounded, and what its range does not allow is left out.
pub fn shifts() -> Result<Vec<Shift>, ScenarioError> {
    let base = endings("", RUNS)?;
    let mut shifts = Vec::new();
    for change in changes() {
        if Scenario::from_toml(&change).is_err() {
            continue;
        }
        let moved = endings(&change, RUNS)?;
        shifts.push(Shift {
            survival: more(&moved, &base, lasts) * 100.0,
            thriving: more(&moved, &base, thrives) * 100.0,
            change,
        });
    }
    shifts.sort_by(|one, other| other.survival.value.abs().total_cmp(&one.survival.value.abs()));
    Ok(shifts)
}

fn changes() -> Vec<String> {
    let scenario = Scenario::default();
    let tables = Tables::try_from(scenario.resolved()).unwrap_or_default();
    let tables = tables.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()));
    let keys = tables.flat_map(|(table, keys)| {
        let keys = keys.as_table().into_iter().flatten();
        keys.flat_map(move |(key, number)| moved(number).map(move |number| format!("{table}.{key} = {number}")))
    });
    keys.collect()
}

/// A number less a quarter and with a quarter more; nothing where that is the same.
fn moved(number: &Value) -> impl Iterator<Item = String> {
    let moved = [0.75, 1.25].map(|factor| match number {
        Value::Float(number) => Some(format!("{:?}", (number * factor * 1e9).round() / 1e9)).filter(|_| *number != 0.0),
        Value::Integer(number) => {
            let to = (*number as f64 * factor).round() as i64;
            Some(to.to_string()).filter(|_| to != *number)
        }
        _ => None,
    });
    moved.into_iter().flatten()
}

/// That none of them decides.
pub fn no_key_decides(shifts: &[Shift]) -> Criterion {
    let mut criterion = Criterion::asks('l', "no number moved by a quarter shifts survival by more than 25");
    for shift in &shifts[..3] {
        criterion = criterion.holds(&code(&shift.change), shift.survival, 1, Band::between(-25.0, 25.0));
    }
    criterion.tells(format!("these are the largest of {} changes", shifts.len()))
}

/// The largest shifts.
pub fn table(shifts: &[Shift]) -> Table {
    let mut table = Table::with(&["moved by a quarter", "last", "thrive"]);
    for shift in &shifts[..TOLD] {
        let figures = [shift.survival, shift.thriving].map(|figure| format!("{figure:.1}"));
        table.row(code(&shift.change), figures);
    }
    table
}

fn code(change: &str) -> String {
    format!("`{change}`")
}
