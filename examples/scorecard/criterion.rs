//! One criterion: what is asked, what was found, and whether that meets it.

use crate::worlds::estimates::Estimate;
use crate::worlds::tables::Table;

/// Where a figure should lie.
#[derive(Debug, Clone, Copy)]
pub struct Band {
    low: f64,
    high: f64,
}

impl Band {
    /// Between two bounds, both allowed.
    pub const fn between(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// No lower than a bound.
    pub const fn at_least(low: f64) -> Self {
        Self::between(low, f64::INFINITY)
    }

    /// No higher than a bound.
    pub const fn at_most(high: f64) -> Self {
        Self::between(f64::NEG_INFINITY, high)
    }

    fn judge(self, found: Estimate) -> Verdict {
        let outside = (self.low - found.value).max(found.value - self.high);
        match outside {
            outside if outside <= 0.0 => Verdict::Met,
            outside if outside <= found.half() => Verdict::MissedByLess,
            _ => Verdict::Missed,
        }
    }
}

/// Whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Met,
    /// Missed by less than half the width of the figure's interval.
    MissedByLess,
    Missed,
}

/// A criterion with what was found of it.
pub struct Criterion {
    letter: char,
    asked: &'static str,
    found: Vec<String>,
    verdict: Verdict,
    missed: Vec<String>,
}

impl Criterion {
    /// What is asked, before anything was found.
    pub fn asks(letter: char, asked: &'static str) -> Self {
        Self {
            letter,
            asked,
            found: Vec::new(),
            verdict: Verdict::Met,
            missed: Vec::new(),
        }
    }

    /// Tells a figure that should lie within a band.
    pub fn holds(self, name: &str, found: Estimate, decimals: usize, band: Band) -> Self {
        self.tells(format!("{name} {found:.decimals$}"))
            .judged(name, found, band)
    }

    /// Tells something that decides nothing.
    pub fn tells(mut self, what: String) -> Self {
        self.found.push(what);
        self
    }

    /// Judges a figure that was told, or need not be.
    pub fn judged(mut self, name: &str, found: Estimate, band: Band) -> Self {
        let verdict = band.judge(found);
        if verdict != Verdict::Met {
            self.missed.push(name.to_owned());
        }
        self.verdict = self.verdict.max(verdict);
        self
    }
}

/// All criteria in a table.
pub fn table(criteria: &[Criterion]) -> Table {
    let mut table = Table::with(&[
        "",
        "Asked of 100 worlds, or of their means",
        "Found (± half of a 95 % interval)",
        "",
    ]);
    for criterion in criteria {
        let missed = criterion.missed.join(", ");
        let verdict = match criterion.verdict {
            Verdict::Met => "met".to_owned(),
            Verdict::MissedByLess => format!("missed by less than its interval: {missed}"),
            Verdict::Missed => format!("**missed**: {missed}"),
        };
        let found = criterion.found.join("; ");
        table.add(vec![
            criterion.letter.to_string(),
            criterion.asked.to_owned(),
            found,
            verdict,
        ]);
    }
    table
}
