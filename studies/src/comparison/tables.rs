//! `compare.csv` and `transitions.csv`.

use std::io::{self, Write};

use super::{ArmComparison, AskedComparison, Comparison};
use crate::experiment::{Column, Format, Kind, Table};
use crate::statistics::Interval;
use alliance_dynamics::alliance::Outcome;

/// Writes `compare.csv`: a row for every arm and design point.
///
/// Columns: `arm, point, <swept keys…>, base, horizon, worlds`; worlds left out because a run `failed` or only one is there
/// (`single`); worlds by their fate; shares that survive, with their difference, its paired and unpaired 95 % interval and
/// McNemar's p-values; the same of the months lived, in months; and the log-rank test; then worlds that are `identical` in both, and of
/// every outcome its shares in base and arm, worlds `gained` (in the arm only) and `lost` (in the base only), with McNemar's p-values;
/// last, where another fate or a measure was asked for, its name and means with their difference. An interval that cannot be told is
/// empty.
///
/// # Errors
/// If it cannot be written.
pub fn write_comparison<W: Write + Send>(format: Format, to: W, comparison: &Comparison) -> io::Result<Table<W>> {
    let mut table = format.begin(to, comparison_columns(comparison))?;
    for arm in &comparison.arms {
        let values: Vec<&str> = arm.settings.iter().map(|(_, value)| value.as_str()).collect();
        let about = (&arm.arm, arm.point, values, &comparison.base, arm.horizon);
        table.row((
            about,
            worlds(arm),
            survival(arm),
            months(arm),
            arm.identical,
            outcomes(arm),
            asked(arm),
        ))?;
    }
    Ok(table)
}

fn comparison_columns(comparison: &Comparison) -> Vec<Column> {
    let mut columns = vec![Column::new(Kind::Text, "arm"), Column::new(Kind::Whole, "point")];
    let keys = comparison.arms.first().map(|arm| arm.settings.as_slice());
    for (place, (key, _)) in keys.unwrap_or_default().iter().enumerate() {
        let values = comparison.arms.iter().map(|arm| arm.settings[place].1.as_str());
        columns.push(Column::for_values(key, values));
    }
    columns.extend(Kind::Text.columns("base"));
    columns.extend(
        Kind::Whole.columns("horizon worlds left_out_failed left_out_single saved lost both_survived neither_survived"),
    );
    columns.extend(Kind::Number.columns(
        "base_survival arm_survival difference paired_low paired_high unpaired_low unpaired_high mcnemar_p mcnemar_p_holm \
         base_months arm_months months_difference months_paired_low months_paired_high months_unpaired_low \
         months_unpaired_high log_rank_chi_square log_rank_p log_rank_p_holm",
    ));
    columns.extend(Kind::Whole.columns("identical"));
    for name in Outcome::ALL.map(Outcome::name) {
        columns.extend(["base_", "arm_"].map(|part| Column::new(Kind::Number, format!("{part}{name}"))));
        columns.extend(["_gained", "_lost"].map(|part| Column::new(Kind::Whole, format!("{name}{part}"))));
        columns.extend(["_p", "_p_holm"].map(|part| Column::new(Kind::Number, format!("{name}{part}"))));
    }
    if comparison.arms.iter().any(|arm| arm.asked.is_some()) {
        columns.extend(Kind::Text.columns("asked"));
        columns.extend(Kind::Number.columns(
            "asked_base asked_arm asked_difference asked_paired_low asked_paired_high asked_unpaired_low asked_unpaired_high \
             asked_p asked_p_holm",
        ));
    }
    columns
}

/// Every outcome in turn.
fn outcomes(arm: &ArmComparison) -> Vec<(f64, f64, u64, u64, f64, f64)> {
    let found = arm.outcomes.iter();
    found
        .map(|found| (found.base, found.arm, found.gained, found.lost, found.p, found.p_holm))
        .collect()
}

/// A name, the means with their difference, the bounds of that, and p-values.
type Asked<'a> = (&'a str, [f64; 3], [Option<f64>; 4], [f64; 2]);

/// What was asked for, where anything was.
fn asked(arm: &ArmComparison) -> Vec<Asked<'_>> {
    let asked = arm.asked.iter();
    asked
        .map(|AskedComparison { name, means, test, .. }| {
            (
                name.as_str(),
                [means.base, means.arm, means.difference],
                bounds(means.paired, means.unpaired),
                [test.p, test.p_holm],
            )
        })
        .collect()
}

fn worlds(arm: &ArmComparison) -> [u64; 7] {
    let counts = arm.counts;
    [
        arm.worlds,
        arm.left_out.failed,
        arm.left_out.single,
        counts.saved,
        counts.lost,
        counts.both_survived,
        counts.neither_survived,
    ]
}

fn survival(arm: &ArmComparison) -> [f64; 9] {
    [
        arm.base_survived.share,
        arm.arm_survived.share,
        arm.difference,
        arm.paired.low,
        arm.paired.high,
        arm.unpaired.low,
        arm.unpaired.high,
        arm.mcnemar.p,
        arm.mcnemar.p_holm,
    ]
}

fn months(arm: &ArmComparison) -> ([f64; 3], [Option<f64>; 4], [f64; 3]) {
    let (months, curves) = (arm.months, arm.log_rank);
    (
        [months.base, months.arm, months.difference],
        bounds(months.paired, months.unpaired),
        [curves.chi_square, curves.test.p, curves.test.p_holm],
    )
}

fn bounds(paired: Option<Interval>, unpaired: Option<Interval>) -> [Option<f64>; 4] {
    let low = |interval: Option<Interval>| interval.map(|at| at.low);
    let high = |interval: Option<Interval>| interval.map(|at| at.high);
    [low(paired), high(paired), low(unpaired), high(unpaired)]
}

/// Writes `transitions.csv`: for every arm, design point and pair of outcomes, in how many worlds the alliance ends the one way in
/// the base and the other in the arm. Pairs that no world has are there too.
///
/// # Errors
/// If it cannot be written.
pub fn write_transitions<W: Write + Send>(format: Format, to: W, comparison: &Comparison) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Text, "arm"), Column::new(Kind::Whole, "point")];
    columns.extend(Kind::Text.columns("base_outcome arm_outcome"));
    columns.extend(Kind::Whole.columns("worlds"));
    let mut table = format.begin(to, columns)?;
    for arm in &comparison.arms {
        for change in &arm.transitions {
            table.row((&arm.arm, arm.point, change.base, change.arm, change.worlds))?;
        }
    }
    Ok(table)
}
