//! What is told of a study: a table for the screen, one sentence, and what became of its runs.

use std::fmt;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;
use alliance_prose::{capital, columns, months};

use super::{ArmVerdict, ShareVerdict, Verdict, across, screenful};
use crate::experiment::{CellEnd, StopReason};

impl ArmVerdict {
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

/// What a sample of design points came to, arm by arm.
pub(super) fn across_points(arms: &[ArmVerdict], n_points: usize) -> String {
    let horizon = arms.first().map_or(0, |arm| arm.horizon);
    let told = arms.chunks(n_points.max(1)).map(|points| {
        let shares = points.iter().map(|point| point.survived.share).collect();
        (points[0].arm.as_str(), shares)
    });
    across::sentence(told, n_points, horizon)
}

/// Compares the first arm with the one whose survival differs most from it.
pub(super) fn sentence(arms: &[ArmVerdict]) -> String {
    let Some((first, others)) = arms.split_first() else {
        return String::new();
    };
    let span = months::in_words(first.horizon);
    let base = format!(
        "{} alliances last {span} {} (95 % interval {})",
        capital(&first.survived.of_100()),
        first.called(),
        first.survived.interval.scaled(100.0).told(0),
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
            "{base}; {called} it is {:.0} ({}).",
            100.0 * most.survived.share,
            most.survived.interval.scaled(100.0).told(0),
        )
    } else {
        format!(
            "{base}; no other arm or setting is clearly apart from that, {called} being the furthest at {:.0}.",
            100.0 * most.survived.share
        )
    }
}

/// How trust was lost in the first arm.
pub(super) fn reasons(arms: &[ArmVerdict]) -> Option<String> {
    let first = arms.first()?;
    first.reasons.sentence(&first.called())
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

impl fmt::Display for Verdict {
    /// A line for every arm and design point, or of more than a screenful for those that tell most; shares in per cent with their 95 % intervals, and the sentence.
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
        let places = screenful::shown(&self.arms);
        for arm in places.iter().map(|&place| &self.arms[place]) {
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
        columns::write(out, &rows)?;
        if let Some(left_out) = screenful::left_out(places.len(), self.arms.len()) {
            writeln!(out, "{left_out}")?;
        }
        writeln!(
            out,
            "Shares in per cent of the runs, with their 95 % intervals.\n\n{}",
            self.sentence
        )?;
        match &self.reasons {
            Some(reasons) => writeln!(out, "{reasons}"),
            None => Ok(()),
        }
    }
}

/// How many runs a study asks for.
#[must_use]
pub fn runs_asked(study: &Study) -> String {
    let bound = if study.precision.is_some() { "at most " } else { "" };
    format!("{bound}{}", study.n_runs())
}

/// What is said where runs failed.
pub(super) fn failed(failed: u64, done: u64, table: Option<&str>) -> String {
    match table {
        Some(table) => format!("{failed} of {done} runs failed; {table} says why"),
        None => format!("{failed} of {done} runs failed; the table `runs`, which was not chosen, says why"),
    }
}

/// What is said of a study that was stopped.
pub(super) fn stopped(study: &Study, done: u64, is_kept: bool) -> String {
    let next = match is_kept {
        true => "the same command goes on from there",
        false => "nothing else is kept, so that --overwrite begins anew",
    };
    let asked = runs_asked(study);
    format!("Stopped: {done} of {asked} runs were finished and are in the tables; {next}")
}

/// What is said of a larger study that was stopped where a smaller one is finished.
pub(super) fn unchanged(study: &Study, done: u64) -> String {
    let asked = runs_asked(study);
    format!(
        "Stopped: {done} of {asked} runs are finished and kept; the tables stay those of before, and the same command goes on from \
         there"
    )
}

/// How many replications a precision took, and where it was not reached.
pub(super) fn precision(study: &Study, ends: &[CellEnd]) -> Vec<String> {
    let Some(precision) = study.precision else {
        return Vec::new();
    };
    let runs = || ends.iter().map(|end| end.runs);
    let replications = match (runs().min(), runs().max()) {
        (Some(least), Some(most)) if least < most => format!("{least} to {most}"),
        (least, _) => least.unwrap_or(0).to_string(),
    };
    let count = |stop| ends.iter().filter(|end| end.stop == stop).count();
    let (reached, short) = (count(StopReason::PrecisionReached), count(StopReason::MaxRuns));
    let mut told = vec![format!(
        "Shares of outcomes are known to ±{} at {reached} of {} (arm × design point), after {replications} replications",
        precision.half_width,
        ends.len(),
    )];
    if short > 0 {
        let most = study.runs;
        told.push(format!("{short} stopped at {most} replications without reaching that"));
    }
    told
}
