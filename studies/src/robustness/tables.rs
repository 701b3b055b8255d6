//! `robust.csv`, `robust_carries.csv`, `robust_boxes.csv`, `robust_models.csv` and `robust_effects.csv`.

use std::io::{self, Write};

use alliance_dynamics::scenario::gate::Value;

use super::lived::{ArmEffect, LivedModel};
use super::{Robustness, RobustnessQuestion};
use crate::experiment::{Column, Format, Kind, Table};

/// Writes `robust.csv`: a row for every arm.
///
/// Columns: `arm, models, same, in_question, higher, higher_low, higher_high, lower, lower_low, lower_high, above_nought, mean, median, p5, p95, luck, as_written,
/// as_written_low, as_written_high`. Shares, 0…1, have their 95 % intervals; differences are those of shares, 0…1, or of means.
///
/// # Errors
/// If it cannot be written.
pub fn write_robustness<W: Write + Send>(format: Format, to: W, found: &Robustness) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Text, "arm")];
    columns.extend(Kind::Whole.columns("models same in_question"));
    columns.extend(Kind::Number.columns(
        "higher higher_low higher_high lower lower_low lower_high above_nought mean median p5 p95 luck as_written \
         as_written_low as_written_high",
    ));
    let mut table = format.begin(to, columns)?;
    for arm in &found.arms {
        let shares = [arm.higher, arm.lower].map(|share| [share.share, share.interval.low, share.interval.high]);
        let differences = [
            arm.above_nought,
            arm.mean,
            arm.median,
            arm.middle_90.low,
            arm.middle_90.high,
            arm.luck,
        ];
        let written = arm
            .as_written
            .map(|effect| [effect.difference, effect.interval.low, effect.interval.high]);
        let written = written.map_or([None; 3], |numbers| numbers.map(Some));
        let counts = (arm.models, arm.same, arm.in_question);
        table.row((&arm.arm, counts, shares, differences, written))?;
    }
    Ok(table)
}

/// Writes `robust_carries.csv`: for every arm and key a row for every group of its values, the keys that carry most first.
///
/// Columns: `arm, key, share, floor, shown, values, models, mean, low, high`: the share of the variance of the differences between models that goes
/// with the key alone, and what the largest share comes to by chance; then the mean difference over the models with these values, with its 95 %
/// interval.
///
/// # Errors
/// If it cannot be written.
pub fn write_carries<W: Write + Send>(format: Format, to: W, found: &Robustness) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Text.columns("arm key").collect();
    columns.extend(Kind::Number.columns("share floor"));
    columns.extend(Kind::Text.columns("shown values"));
    columns.extend(Kind::Whole.columns("models"));
    columns.extend(Kind::Number.columns("mean low high"));
    let mut table = format.begin(to, columns)?;
    for arm in &found.arms {
        for key in &arm.carries {
            let shown = if key.is_shown { "yes" } else { "no" };
            for group in &key.groups {
                let interval = (group.interval.low, group.interval.high);
                let of_group = (&group.values, group.n, group.mean, interval);
                table.row((&arm.arm, &key.key, key.share, arm.floor, shown, of_group))?;
            }
        }
    }
    Ok(table)
}

/// Writes `robust_boxes.csv`: for every arm and box a row for every key that is limited in it.
///
/// Columns: `arm, box, effect, does, key, allowed, models, density, coverage, mass`: in the box the arm goes the way that `effect` says, or does not;
/// `density` is the share of the models in it of which that is so, `coverage` the share of all such models that it holds, `mass` the share of all
/// models.
///
/// # Errors
/// If it cannot be written.
pub fn write_boxes<W: Write + Send>(format: Format, to: W, found: &Robustness) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Text, "arm"), Column::new(Kind::Whole, "box")];
    columns.extend(Kind::Text.columns("effect does key allowed"));
    columns.extend(Kind::Whole.columns("models"));
    columns.extend(Kind::Number.columns("density coverage mass"));
    let mut table = format.begin(to, columns)?;
    for arm in &found.arms {
        for (number, found) in (1..).zip(&arm.boxes) {
            let does = if found.does { "yes" } else { "no" };
            for limit in &found.limits {
                let about = (found.about.name(), does, limit);
                let shares = (found.density, found.coverage, found.mass);
                table.row((&arm.arm, number, about, found.models, shares))?;
            }
        }
    }
    Ok(table)
}

/// Writes `robust_models.csv`: a row for every model that was lived, with what the keys that vary are in it. Model 0 is the scenario as written.
///
/// Columns: `model, drawn_again, <keys…>`.
///
/// # Errors
/// If it cannot be written.
pub fn write_models<W: Write + Send>(
    format: Format,
    to: W,
    question: &RobustnessQuestion,
    n_models: usize,
) -> io::Result<Table<W>> {
    let written = as_written(question)?;
    let models = question.models.iter().take(n_models);
    let drawn = models.map(|model| (model.refused, model.values.iter().map(Value::in_tables).collect()));
    let rows: Vec<(u32, Vec<String>)> = [(0, written)].into_iter().chain(drawn).collect();
    let mut columns: Vec<Column> = Kind::Whole.columns("model drawn_again").collect();
    for (place, key) in question.ranges.keys().enumerate() {
        let values = rows.iter().map(|(_, values)| values[place].as_str());
        columns.push(Column::for_values(key, values));
    }
    let mut table = format.begin(to, columns)?;
    for (number, (drawn_again, values)) in rows.iter().enumerate() {
        table.row((number, drawn_again, values))?;
    }
    Ok(table)
}

/// What the scenario itself has at the keys that vary.
fn as_written(question: &RobustnessQuestion) -> io::Result<Vec<String>> {
    let file = serde_json::to_value(question.template.base().resolved())?;
    let value = |key: &str| {
        let found = file.pointer(&format!("/{}", key.replace('.', "/")));
        found
            .and_then(Value::from_json)
            .map_or(String::new(), |value| value.in_tables())
    };
    Ok(question.ranges.keys().map(value).collect())
}

/// Writes `robust_effects.csv`: for every model that was lived, and every arm, what it does.
///
/// Columns: `model, arm, worlds, base, with_arm, difference, low, high, effect`: shares, 0…1, or means over the worlds in which no run failed, and the
/// 95 % interval of their difference, over the same worlds. `effect` is `higher`, `lower`, `unclear`, `same` where the model has already what the arm
/// sets, or `unknown` where no world can be compared.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write_effects<W: Write + Send>(
    format: Format,
    to: W,
    question: &RobustnessQuestion,
    lived: &[LivedModel],
) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "model"), Column::new(Kind::Text, "arm")];
    columns.extend(Kind::Whole.columns("worlds"));
    columns.extend(Kind::Number.columns("base with_arm difference low high"));
    columns.extend(Kind::Text.columns("effect"));
    let mut table = format.begin(to, columns)?;
    for (number, model) in lived.iter().enumerate() {
        for (arm, effect) in question.arms[1..].iter().zip(&model.effects) {
            let word = match effect {
                ArmEffect::Same => "same",
                ArmEffect::Nothing => "unknown",
                ArmEffect::Found(found) => found.sign().name(),
            };
            let found = effect.found();
            let numbers = found.map(|found| {
                let shares = [found.base, found.arm, found.difference];
                (shares, [found.interval.low, found.interval.high])
            });
            let (shares, interval) = numbers.map_or(([None; 3], [None; 2]), |(shares, interval)| {
                (shares.map(Some), interval.map(Some))
            });
            let worlds = found.map_or(0, |found| found.worlds);
            table.row((number, arm, worlds, shares, interval, word))?;
        }
    }
    Ok(table)
}
