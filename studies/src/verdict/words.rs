//! What is told of a study: a table for the screen, one sentence, and what became of its runs.

use std::fmt;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;
use alliance_prose::numbers::{fixed, of_100};
use alliance_prose::{columns, counted, lists};

use super::{ArmVerdict, MeasureVerdict, ShareVerdict, Verdict, across, screenful};
use crate::experiment::{CellEnd, Response, StopReason};
use crate::statistics::Interval;

impl ArmVerdict {
    /// What it is called in a sentence.
    pub(super) fn called(&self) -> String {
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

impl fmt::Display for ShareVerdict {
    /// In per cent, with the interval where there is one.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per_cent = |share: f64| fixed(of_100(share), 0);
        let Interval { low, high } = self.interval;
        match low < high {
            true => write!(out, "{} ({}–{})", per_cent(self.share), per_cent(low), per_cent(high)),
            false => out.write_str(&per_cent(self.share)),
        }
    }
}

/// What a sample of design points came to, arm by arm.
pub(super) fn across_points(arms: &[ArmVerdict], n_points: usize, about: Response) -> String {
    let horizon = arms.first().map_or(0, |arm| arm.horizon);
    let number = |arm: &ArmVerdict| match (about, &arm.measure) {
        (Response::Fate(fate), _) => arm.share(fate).share,
        (_, measure) => measure.as_ref().map_or(f64::NAN, |measure| measure.mean),
    };
    let told = arms.chunks(n_points.max(1)).map(|points| {
        let numbers = points.iter().map(number).collect();
        (points[0].arm.as_str(), numbers)
    });
    across::sentence(told, n_points, (about, horizon))
}

/// How trust was lost in the first arm.
pub(super) fn reasons(arms: &[ArmVerdict]) -> Option<String> {
    let first = arms.first()?;
    first.reasons.sentence(&first.called())
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
        let measure = self.arms.iter().find_map(|arm| arm.measure.as_ref());
        rows[0].extend(measure.map(|measure| measure.label.clone()));
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
            row.extend(arm.measure.as_ref().map(ToString::to_string));
            rows.push(row);
        }
        columns::write(out, &rows)?;
        if let Some(left_out) = screenful::left_out(places.len(), self.arms.len()) {
            writeln!(out, "{left_out}")?;
        }
        writeln!(out, "{}\n\n{}", self.legend(), self.sentence)?;
        let more = self.differences.iter().chain(&self.without_effect).chain(&self.reasons);
        more.into_iter().try_for_each(|sentence| writeln!(out, "{sentence}"))
    }
}

impl Verdict {
    /// What the numbers of the table are, and by what arms are told apart.
    fn legend(&self) -> String {
        let mut legend = "Shares in per cent of the runs, with their 95 % intervals.".to_owned();
        let certain: Vec<&ArmVerdict> = self.arms.iter().filter(|arm| !arm.varies).collect();
        if certain.len() == self.arms.len() && !certain.is_empty() {
            "Shares in per cent of the runs; without intervals, for nothing varies from run to run."
                .clone_into(&mut legend);
        } else if !certain.is_empty() {
            legend += &format!(
                " Where nothing varies from run to run, there is none: {}.",
                lists::and(&certain.iter().map(|arm| arm.called()).collect::<Vec<_>>())
            );
        }
        let tests = self
            .arms
            .iter()
            .filter_map(|arm| arm.paired.as_ref())
            .map(|paired| paired.fates.len());
        let tests: usize = tests.sum();
        if tests > 0 {
            legend += &format!(
                "\nClearly apart: in the exact McNemar test over the same worlds p < 0.05, after Holm's correction for {}.",
                counted(tests as u64, "test")
            );
        }
        legend
    }
}

impl fmt::Display for MeasureVerdict {
    /// The mean, with its interval where there is one.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&fixed(self.mean, self.places))?;
        match self.interval {
            Some(Interval { low, high }) if low < high => {
                write!(out, " ({}–{})", fixed(low, self.places), fixed(high, self.places))
            }
            _ => Ok(()),
        }
    }
}

/// How many runs a study asks for.
fn runs_asked(study: &Study) -> String {
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

/// From so many rows on, a table is long: some 30 MB as text.
const LONG: u64 = 500_000;

/// What is said of a table of series that is long as text.
pub(super) fn long_series(rows: u64, file: &str) -> Option<String> {
    let told = || format!("{file} has {rows} rows; as Parquet (--format parquet) they take less room and time");
    (rows >= LONG).then(told)
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
