//! A comparison in words: tables for the screen, and one sentence.

use std::fmt;

use super::verdict::{capital, months_in_words, write_columns};
use super::{ArmComparison, Comparison, Interval, TestVerdict};

/// A difference counts as shown where it would come about by chance less often than this.
const LEVEL: f64 = 0.05;

/// What the arm that differs most from the base came to.
pub(super) fn sentence(base: &str, arms: &[ArmComparison]) -> String {
    let size = |arm: &&ArmComparison| (arm.difference.abs() * 1e9) as u64;
    let Some(most) = arms.iter().filter(|arm| arm.worlds > 0).rev().max_by_key(size) else {
        return "No world is there in both arms, so there is nothing to compare.".to_owned();
    };
    let (called, found) = (most.called(), most.found(base, arms.len()));
    match (most.mcnemar.p_holm < LEVEL, arms.len()) {
        (true, 1) => format!("{} {found}", capital(&called)),
        (true, several) => format!("Of {several} comparisons, {called} changes survival most: it {found}"),
        (false, 1) => format!("It is not shown that {called} changes survival: it {found}"),
        (false, several) => {
            format!("None of {several} comparisons shows a change of survival; {called} comes nearest: it {found}")
        }
    }
}

impl ArmComparison {
    /// What it is called in a sentence.
    fn called(&self) -> String {
        format!("\u{2018}{}\u{2019}{}", self.arm, at(&self.settings))
    }

    /// What it does, from the verb to the full stop.
    fn found(&self, base: &str, comparisons: usize) -> String {
        let as_in_base = match base {
            "base" => "as written".to_owned(),
            base => format!("with \u{2018}{base}\u{2019}"),
        };
        let corrected = if comparisons > 1 {
            " after Holm's correction"
        } else {
            ""
        };
        format!(
            "saves {} of {} worlds and loses {}, so that {} of 100 alliances last {} instead of {} {as_in_base}: \
             {} (95 % interval {}; exact McNemar test, p {}{corrected}).",
            self.counts.saved,
            self.worlds,
            self.counts.lost,
            of_100(self.arm_survived.share),
            months_in_words(self.horizon),
            of_100(self.base_survived.share),
            signed(100.0 * self.difference, 0),
            bounds(per_cent(self.paired), 0),
            compared(self.mcnemar.p_holm),
        )
    }
}

fn at(settings: &[(String, String)]) -> String {
    let settings: Vec<_> = settings.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    if settings.is_empty() {
        String::new()
    } else {
        format!(" at {}", settings.join(", "))
    }
}

/// A share as a number of a hundred, with a true minus sign.
fn of_100(share: f64) -> String {
    decimal(100.0 * share, 0)
}

/// A number with a true minus sign, and without one before nought.
fn decimal(value: f64, places: usize) -> String {
    let digits = format!("{:.places$}", value.abs());
    let is_nought = digits.chars().all(|digit| matches!(digit, '0' | '.'));
    if value < 0.0 && !is_nought {
        format!("−{digits}")
    } else {
        digits
    }
}

/// A p-value with its sign: `= 0.012` or `< 0.001`.
fn compared(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        format!("= {p:.3}")
    }
}

/// A p-value for a table.
fn tested(test: TestVerdict) -> String {
    compared(test.p_holm).replace("= ", "").replace("< ", "<")
}

fn difference(value: f64, interval: Option<Interval>, places: usize) -> String {
    let bounds = interval.map_or("unknown".to_owned(), |interval| bounds(interval, places));
    format!("{} ({bounds})", signed(value, places))
}

/// A difference with its sign.
fn signed(value: f64, places: usize) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", decimal(value, places))
}

fn bounds(interval: Interval, places: usize) -> String {
    format!(
        "{} to {}",
        decimal(interval.low, places),
        decimal(interval.high, places)
    )
}

fn per_cent(interval: Interval) -> Interval {
    Interval {
        low: 100.0 * interval.low,
        high: 100.0 * interval.high,
    }
}

impl fmt::Display for Comparison {
    /// What became of the worlds, what that says of survival and of the months lived, and the sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "World by world against \u{2018}{}\u{2019}", self.base)?;
        self.write_table(out, &WORLDS, worlds)?;
        writeln!(out, "\nSurvival, in per cent")?;
        self.write_table(out, &SURVIVAL, survival)?;
        writeln!(out, "\nMonths lived")?;
        self.write_table(out, &MONTHS, months)?;
        writeln!(
            out,
            "\nDifferences with their 95 % intervals: of the same worlds (paired), and as if the worlds were others (unpaired).\n\
             p-values are corrected: {}.\n\n{}",
            self.correction, self.sentence
        )
    }
}

const WORLDS: [&str; 6] = ["worlds", "left out", "saved", "lost", "survive in both", "in neither"];
const SURVIVAL: [&str; 5] = ["base", "arm", "difference (paired)", "(unpaired)", "p (McNemar)"];
const MONTHS: [&str; 5] = ["base", "arm", "difference (paired)", "(unpaired)", "p (log-rank)"];

impl Comparison {
    fn write_table<const N: usize>(
        &self,
        out: &mut fmt::Formatter<'_>,
        columns: &[&str; N],
        read: fn(&ArmComparison) -> [String; N],
    ) -> fmt::Result {
        let keys = self.arms.first().map(|arm| arm.settings.as_slice()).unwrap_or_default();
        let header = ["arm"].into_iter().chain(keys.iter().map(|(key, _)| key.as_str()));
        let mut rows = vec![
            header
                .chain(columns.iter().copied())
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        ];
        for arm in &self.arms {
            let values = arm.settings.iter().map(|(_, value)| value.clone());
            rows.push([arm.arm.clone()].into_iter().chain(values).chain(read(arm)).collect());
        }
        write_columns(out, &rows)
    }
}

fn worlds(arm: &ArmComparison) -> [String; 6] {
    let (left_out, counts) = (arm.left_out, arm.counts);
    [
        arm.worlds,
        left_out.failed + left_out.single,
        counts.saved,
        counts.lost,
        counts.both_survived,
        counts.neither_survived,
    ]
    .map(|worlds| worlds.to_string())
}

fn survival(arm: &ArmComparison) -> [String; 5] {
    [
        of_100(arm.base_survived.share),
        of_100(arm.arm_survived.share),
        difference(100.0 * arm.difference, Some(per_cent(arm.paired)), 1),
        format!("({})", bounds(per_cent(arm.unpaired), 1)),
        tested(arm.mcnemar),
    ]
}

fn months(arm: &ArmComparison) -> [String; 5] {
    let months = arm.months;
    let unpaired = months
        .unpaired
        .map_or("unknown".to_owned(), |interval| bounds(interval, 1));
    [
        decimal(months.base, 1),
        decimal(months.arm, 1),
        difference(months.difference, months.paired, 1),
        format!("({unpaired})"),
        tested(arm.log_rank.test),
    ]
}
