//! `frontier.csv`, `plans.csv` and `later.csv`.

use std::io::{self, Write};

use super::counted::{Counted, Reach};
use super::found::{Rescue, RescuePlan};
use super::terms::Terms;
use crate::experiment::{Column, Format, Kind, Table};

/// Writes `frontier.csv`: a row a plan that no other beats, the cheapest first; plan 0 is no help at all.
///
/// Columns: the `plan`'s number, whether it is `taken`, its `cost`; the share of worlds in which it got there in the search
/// and in the check from which one was taken (`search_runs`, `search_share`, `check_runs`, `check_share`); and in fresh
/// worlds: `runs`, `hits`, the `share` with its 95 % interval (Wilson), `low` and `high`.
///
/// # Errors
/// If it cannot be written.
pub fn write_frontier<W: Write + Send>(format: Format, to: W, rescue: &Rescue) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "plan"), Column::new(Kind::Truth, "taken")];
    columns.extend(Kind::Number.columns("cost"));
    columns.extend(evidence());
    let mut table = format.begin(to, columns)?;
    for (number, plan) in rescue.plans.iter().enumerate() {
        table.row((number, number == rescue.taken, plan.cost, cells(plan)))?;
    }
    Ok(table)
}

/// Writes `later.csv`: two rows for each delay and one for help in time.
///
/// Columns: by how many months help comes later (`months_later`); the number of the `plan`, as in `plans.csv`; its `kind` (`same`:
/// the plan that is taken, so much later; `cheapest`: the one that is then taken); its `reach`, as far as the check could tell
/// (`target`, `less-than-target`, `best` without a target; empty for the same plan); then as in `frontier.csv`.
///
/// # Errors
/// If it cannot be written.
pub fn write_later<W: Write + Send>(format: Format, to: W, rescue: &Rescue) -> io::Result<Table<W>> {
    let mut columns = Kind::Whole.columns("months_later plan").collect::<Vec<_>>();
    columns.extend(Kind::Text.columns("kind reach"));
    columns.extend(Kind::Number.columns("cost"));
    columns.extend(evidence());
    let mut table = format.begin(to, columns)?;
    let mut row = |months, number, kind, reach: Option<Reach>, plan: &RescuePlan| {
        table.row((months, number, kind, reach, plan.cost, cells(plan)))
    };
    row(0, rescue.taken, "cheapest", Some(rescue.reach), rescue.plan())?;
    for (number, later) in rescue.later.iter().enumerate() {
        let first = rescue.plans.len() + 2 * number;
        row(later.months, first, "same", None, &later.same)?;
        row(later.months, first + 1, "cheapest", Some(later.reach), &later.cheapest)?;
    }
    Ok(table)
}

/// Writes `plans.csv`: a row a part of a plan.
///
/// Columns: the `plan`'s number; the `part` (`steward`, `focus`, `conversation`, `dial`); `what` it is (the role, the quality, the
/// dial; empty for a conversation); `from` which month, and `until` which it is over (empty of an agreement and a story, which have no end); the `amount`
/// (attention in all, attention of a quality, strength of a conversation, where the dial is set to); and its `cost`, so that
/// the parts add up to the plan's.
///
/// # Errors
/// If it cannot be written.
pub fn write_plans<W: Write + Send>(format: Format, to: W, terms: &Terms<'_>, rescue: &Rescue) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "plan")];
    columns.extend(Kind::Text.columns("part what"));
    columns.extend(Kind::Whole.columns("from until"));
    columns.extend(Kind::Number.columns("amount cost"));
    let mut table = format.begin(to, columns)?;
    for (number, plan) in rescue.numbered() {
        for part in terms.parts(&plan.help) {
            table.row((number, part))?;
        }
    }
    Ok(table)
}

fn evidence() -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for kind in ["search", "check"] {
        columns.push(Column::new(Kind::Whole, format!("{kind}_runs")));
        columns.push(Column::new(Kind::Number, format!("{kind}_share")));
    }
    columns.extend(Kind::Whole.columns("runs hits"));
    columns.extend(Kind::Number.columns("share low high"));
    columns
}

type Looked = (Option<u64>, Option<f64>);

fn cells(plan: &RescuePlan) -> (Looked, Looked, (u64, u64, f64, f64, f64)) {
    let looked = |counted: Option<Counted>| {
        (
            counted.map(|counted| counted.runs),
            counted.map(|counted| counted.share()),
        )
    };
    let Counted { hits, runs } = plan.fresh;
    let interval = plan.fresh.interval();
    let fresh = (runs, hits, plan.fresh.share(), interval.low, interval.high);
    (looked(plan.search), looked(plan.check), fresh)
}
