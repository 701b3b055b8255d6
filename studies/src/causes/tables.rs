//! `causes.csv` and `chances.csv`.

use std::io::{self, Write};

use super::cause::Cause;
use super::description::Description;
use super::explanation::Explanation;
use super::prospects::Prospects;
use super::shares::{CausalShare, Shares};
use crate::experiment::{Column, Format, Kind, Table};
use crate::statistics::Interval;
use alliance_dynamics::scenario::Scenario;

/// Writes `causes.csv`: a row a candidate, acts, then mechanisms, then conditions, each with what changed the end most first, and what changed nothing behind, by its weight.
///
/// Columns: `rank` among acts, mechanisms or conditions, from 1; `kind`; `member` and `partner`; `what` in a word, such as the cause of
/// an incident or the name of a mechanism; `from` and `to`, its first and last month as tables count them, from 1; how the
/// run ends without it under the same luck, `outcome_without` and `months_without`, and whether that `flips` the goal; over
/// so many `futures` with fresh luck, the chance to meet the goal with it and without (`chance_with`, `chance_without`), their
/// difference with its exact interval (`change`, `change_low`, `change_high`), the probability of `necessity` and of
/// `sufficiency` with exact intervals; its `weight`; and for the leading ones their Shapley value (`share`) with its interval.
///
/// # Errors
/// If it cannot be written.
pub fn write_causes<W: Write + Send>(
    format: Format,
    to: W,
    scenario: &Scenario,
    explanation: &Explanation,
) -> io::Result<Table<W>> {
    let mut table = format.begin(to, columns())?;
    let none = Shares::default();
    let lists = [
        (&explanation.acts, &explanation.shares),
        (&explanation.mechanisms, &explanation.mechanism_shares),
        (&explanation.conditions, &none),
    ];
    for (causes, shares) in lists {
        for (place, cause) in causes.iter().enumerate() {
            write_cause(&mut table, scenario, explanation, (place, cause), shares)?;
        }
    }
    Ok(table)
}

fn columns() -> Vec<Column> {
    let groups = [
        (Kind::Whole, "rank"),
        (Kind::Text, "kind member partner what"),
        (Kind::Whole, "from to"),
        (Kind::Text, "outcome_without"),
        (Kind::Whole, "months_without"),
        (Kind::Truth, "flips"),
        (Kind::Whole, "futures"),
        (
            Kind::Number,
            "chance_with chance_without change change_low change_high necessity necessity_low necessity_high \
             sufficiency sufficiency_low sufficiency_high weight share share_low share_high",
        ),
    ];
    groups
        .into_iter()
        .flat_map(|(kind, names)| kind.columns(names))
        .collect()
}

fn write_cause<W: Write + Send>(
    table: &mut Table<W>,
    scenario: &Scenario,
    explanation: &Explanation,
    (place, cause): (usize, &Cause),
    shares: &Shares,
) -> io::Result<()> {
    let act = cause.candidate.act;
    let about = Description::of(&cause.candidate, scenario);
    let ending = &cause.ending_without;
    let flips = explanation.goal.is_met(ending.outcome) != explanation.is_met;
    let (change, sure) = cause.change();
    table.row((
        (place + 1, about, act.from + 1, act.until),
        (
            ending.outcome.name(),
            ending.months,
            flips,
            cause.effect.but_for.worlds(),
        ),
        (cause.chance_with(), cause.chance_without(), change, sure.low, sure.high),
        (spread(cause.necessity()), spread(cause.sufficiency()), cause.weight()),
        spread(
            shares
                .shares
                .get(place)
                .map(|share: &CausalShare| (share.value, share.interval)),
        ),
    ))
}

/// A value with its bounds; three empty cells where there is none.
fn spread(known: Option<(f64, Interval)>) -> [Option<f64>; 3] {
    match known {
        Some((value, interval)) => [Some(value), Some(interval.low), Some(interval.high)],
        None => [None; 3],
    }
}

/// Writes `chances.csv`: a row for every number of months lived, from 0: `month`, and the `chance` to meet the goal with fresh
/// luck from then on, with its exact 95 % interval, `low` and `high`.
///
/// # Errors
/// If it cannot be written.
pub fn write_prospects<W: Write + Send>(format: Format, to: W, prospects: &Prospects) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "month")];
    columns.extend(Kind::Number.columns("chance low high"));
    let mut table = format.begin(to, columns)?;
    for prospect in &prospects.0 {
        table.row((
            prospect.months,
            prospect.chance,
            prospect.interval.low,
            prospect.interval.high,
        ))?;
    }
    Ok(table)
}
