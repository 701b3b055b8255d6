//! What a study came to, in a few lines and one sentence.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::{CellResults, Interval, Results, across};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;

/// What a study came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Verdict {
    /// Every arm at every design point.
    pub arms: Vec<ArmVerdict>,
    /// One sentence that can be quoted.
    pub sentence: String,
}

/// What one arm at one design point came to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArmVerdict {
    /// The arm.
    pub arm: String,
    /// The keys that vary with their values; none where nothing is swept or sampled.
    pub settings: Vec<(String, String)>,
    /// Runs that did not fail.
    pub runs: u64,
    /// Runs that failed.
    pub failed: u64,
    /// The share that reached the horizon.
    pub survived: ShareVerdict,
    /// The share of every outcome.
    pub outcomes: Vec<OutcomeVerdict>,
    /// The months that half of the alliances lived at least.
    pub median_months: u32,
    /// Months until the horizon.
    pub horizon: u32,
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct ShareVerdict {
    /// The share, 0…1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// The share of one outcome.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct OutcomeVerdict {
    /// Which outcome.
    pub outcome: Outcome,
    /// How often.
    #[serde(flatten)]
    pub share: ShareVerdict,
}

impl Verdict {
    /// The verdict on a study.
    #[must_use]
    pub fn of(study: &Study, results: &Results) -> Self {
        let arms: Vec<_> = study
            .cells
            .iter()
            .zip(&results.cells)
            .map(|(cell, results)| {
                let values = study.values_at(cell.point).into_iter().map(str::to_owned);
                let settings = study.keys.iter().cloned().zip(values).collect();
                ArmVerdict::of(
                    study.arms[cell.arm].name.clone(),
                    settings,
                    cell.scenario.months,
                    results,
                )
            })
            .collect();
        Self::on(study, arms)
    }

    /// The verdict on a study whose arms, in the order of its cells, came to this.
    pub(super) fn on(study: &Study, arms: Vec<ArmVerdict>) -> Self {
        Self {
            sentence: match study.sampling {
                Some(_) => across::sentence(&arms, study.points.len()),
                None => sentence(&arms),
            },
            arms,
        }
    }
}

impl ArmVerdict {
    fn of(arm: String, settings: Vec<(String, String)>, horizon: u32, results: &CellResults) -> Self {
        let share = |(share, interval)| ShareVerdict { share, interval };
        Self {
            arm,
            settings,
            runs: results.runs,
            failed: results.failed,
            survived: share(results.survived()),
            outcomes: Outcome::ALL
                .map(|outcome| OutcomeVerdict {
                    outcome,
                    share: share(results.share(outcome)),
                })
                .to_vec(),
            median_months: results.median_months(),
            horizon,
        }
    }

    /// What it is called in a sentence.
    fn called(&self) -> String {
        let settings: Vec<_> = self
            .settings
            .iter()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        match (self.arm.as_str(), settings.is_empty()) {
            ("base", true) => "as written".to_owned(),
            (arm, true) => format!("with \u{2018}{arm}\u{2019}"),
            ("base", false) => format!("at {}", settings.join(", ")),
            (arm, false) => format!("with \u{2018}{arm}\u{2019} at {}", settings.join(", ")),
        }
    }

    fn median(&self) -> String {
        if self.median_months >= self.horizon {
            format!("{}+", self.horizon)
        } else {
            self.median_months.to_string()
        }
    }
}

impl ShareVerdict {
    fn of_100(self) -> String {
        format!("{:.0} of 100", 100.0 * self.share)
    }
}

impl fmt::Display for ShareVerdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per_cent = |share: f64| (100.0 * share).round();
        write!(
            out,
            "{} ({}–{})",
            per_cent(self.share),
            per_cent(self.interval.low),
            per_cent(self.interval.high)
        )
    }
}

/// Compares the first arm with the one whose survival differs most from it.
fn sentence(arms: &[ArmVerdict]) -> String {
    let Some((first, others)) = arms.split_first() else {
        return String::new();
    };
    let span = months_in_words(first.horizon);
    let base = format!(
        "{} alliances last {span} {} (95 % interval {:.0} to {:.0})",
        capital(&first.survived.of_100()),
        first.called(),
        100.0 * first.survived.interval.low,
        100.0 * first.survived.interval.high,
    );
    let gap = |arm: &&ArmVerdict| ((arm.survived.share - first.survived.share).abs() * 1e9) as u64;
    let Some(most) = others.iter().rev().max_by_key(gap) else {
        return format!("{base}; {}.", commonest_end(first));
    };
    if gap(&most) == 0 {
        return format!("{base}; no other arm or setting changes that.");
    }
    let apart = most.survived.interval.low > first.survived.interval.high
        || most.survived.interval.high < first.survived.interval.low;
    let called = most.called();
    if apart {
        format!(
            "{base}; {called} it is {:.0} ({:.0} to {:.0}).",
            100.0 * most.survived.share,
            100.0 * most.survived.interval.low,
            100.0 * most.survived.interval.high,
        )
    } else {
        format!(
            "{base}; no other arm or setting is clearly apart from that, {called} being the furthest at {:.0}.",
            100.0 * most.survived.share
        )
    }
}

fn commonest_end(arm: &ArmVerdict) -> String {
    let ends = arm
        .outcomes
        .iter()
        .filter(|end| !end.outcome.survived() && end.share.share > 0.0);
    match ends.max_by(|a, b| a.share.share.total_cmp(&b.share.share)) {
        Some(end) => format!(
            "those that do not most often end {} ({:.0} of 100)",
            end.outcome.name(),
            100.0 * end.share.share
        ),
        None => "none falls apart".to_owned(),
    }
}

pub(super) fn months_in_words(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, 1) => "a month".to_owned(),
        (1, 0) => "a year".to_owned(),
        (years, 0) => format!("{years} years"),
        _ => format!("{months} months"),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

impl fmt::Display for Verdict {
    /// A line for every arm and design point, shares in per cent with their 95 % intervals, and the sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: Vec<Outcome> = Outcome::ALL
            .into_iter()
            .filter(|&outcome| {
                self.arms
                    .iter()
                    .any(|arm| arm.outcomes[outcome as usize].share.share > 0.0)
            })
            .collect();
        let keys = self.arms.first().map(|arm| arm.settings.as_slice()).unwrap_or_default();
        let mut rows = vec![Vec::from(["arm".to_owned()])];
        rows[0].extend(keys.iter().map(|(key, _)| key.clone()));
        rows[0].extend(["runs", "survived"].map(str::to_owned));
        rows[0].extend(shown.iter().map(|outcome| outcome.name().to_owned()));
        rows[0].push("median months".to_owned());
        for arm in &self.arms {
            let mut row = vec![arm.arm.clone()];
            row.extend(arm.settings.iter().map(|(_, value)| value.clone()));
            row.extend([arm.runs.to_string(), arm.survived.to_string()]);
            row.extend(
                shown
                    .iter()
                    .map(|&outcome| arm.outcomes[outcome as usize].share.to_string()),
            );
            row.push(arm.median());
            rows.push(row);
        }
        write_columns(out, &rows)?;
        writeln!(
            out,
            "Shares in per cent of the runs, with their 95 % intervals.\n\n{}",
            self.sentence
        )
    }
}

/// Rows with a header, columns two blanks apart; the first is flush left, the others flush right.
pub(super) fn write_columns(out: &mut fmt::Formatter<'_>, rows: &[Vec<String>]) -> fmt::Result {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    for row in rows {
        for (column, (text, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => write!(out, "{text:<width$}")?,
                _ => write!(out, "  {text:>width$}")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
