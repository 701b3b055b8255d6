//! The helper of all these tests: worlds of some arms, and what can be said of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::{Measure, Record};
use alliance_dynamics::scenario::{Cell, Study};
use alliance_studies::experiment::{Control, Experiment};

/// How many standard errors a difference must be from none.
const SURE: f64 = 4.0;

/// One alliance, from its first month to its last.
pub struct Life {
    outcome: Outcome,
    months: Vec<Record>,
}

/// Something that can be said of a life in a number.
pub type Question = fn(&Life) -> f64;

pub fn survives(life: &Life) -> f64 {
    f64::from(life.outcome.survived())
}

pub fn thrives(life: &Life) -> f64 {
    f64::from(life.outcome == Outcome::Thriving)
}

pub fn drifts(life: &Life) -> f64 {
    f64::from(life.outcome == Outcome::Drifted)
}

pub fn fragments(life: &Life) -> f64 {
    f64::from(life.outcome == Outcome::Fragmented)
}

pub fn dissolves(life: &Life) -> f64 {
    f64::from(life.outcome == Outcome::Dissolved)
}

pub fn is_hollow(life: &Life) -> f64 {
    f64::from(life.outcome == Outcome::Hollow)
}

/// Months until the end or the horizon.
pub fn months_lived(life: &Life) -> f64 {
    life.months.len() as f64
}

/// Value of all months together.
pub fn total_value(life: &Life) -> f64 {
    life.sum(Measure::Value, usize::MAX)
}

/// Value of the first two years.
pub fn early_value(life: &Life) -> f64 {
    life.sum(Measure::Value, 24)
}

impl Life {
    /// A measure in the month of this number, from 1; of the last month where it did not live as long.
    pub fn at(&self, month: usize, measure: Measure) -> f64 {
        self.months[month.min(self.months.len()) - 1][measure]
    }

    /// A measure in the last month.
    pub fn last(&self, measure: Measure) -> f64 {
        self.at(usize::MAX, measure)
    }

    /// A measure added up over the first months.
    pub fn sum(&self, measure: Measure, months: usize) -> f64 {
        self.months.iter().take(months).map(|month| month[measure]).sum()
    }

    /// The first month with a measure above one half, or one month more than it lived.
    pub fn first_month_with(&self, measure: Measure) -> f64 {
        let found = self.months.iter().position(|month| month[measure] > 0.5);
        found.unwrap_or(self.months.len()) as f64 + 1.0
    }

    /// The mean of a measure over the last twelve months less that over the first twelve.
    pub fn change(&self, measure: Measure) -> f64 {
        let mean = |months: &[Record]| months.iter().map(|month| month[measure]).sum::<f64>() / months.len() as f64;
        let year = self.months.len().min(12);
        mean(&self.months[self.months.len() - year..]) - mean(&self.months[..year])
    }
}

/// The worlds of some cells of a scenario, cell by cell, replication by replication.
pub struct Worlds(BTreeMap<String, Vec<Life>>);

impl Worlds {
    /// Runs some cells of a scenario. A cell is named as its arm is, with ` at ` and the values of the swept keys.
    pub fn of(scenario: &str, runs: u32, cells: &[&str]) -> Self {
        let mut study = read(scenario);
        let names: Vec<String> = study.cells.iter().map(|cell| name(&study, cell)).collect();
        for cell in cells {
            assert!(names.iter().any(|name| name == cell), "no `{cell}` among {names:?}");
        }
        let names: Vec<_> = names
            .into_iter()
            .filter(|name| cells.contains(&name.as_str()))
            .collect();
        let all = std::mem::take(&mut study.cells);
        let is_wanted = |cell: &Cell| names.contains(&name(&study, cell));
        study.cells = all.into_iter().filter(is_wanted).collect();
        study.runs = runs;
        let mut worlds: BTreeMap<String, Vec<Life>> = BTreeMap::new();
        Experiment::new(study).run(&Control::default(), |block| {
            let lives = block.lives().map(|(ending, months)| Life {
                outcome: ending.outcome,
                months: months.to_vec(),
            });
            worlds.entry(names[block.cell].clone()).or_default().extend(lives);
        });
        assert!(worlds.values().all(|lives| lives.len() == runs as usize), "runs failed");
        Self(worlds)
    }

    /// One cell answers a question with more than another, world against world.
    #[track_caller]
    pub fn more(&self, question: Question, larger: &str, smaller: &str) {
        let pairs = self.lives(larger).iter().zip(self.lives(smaller));
        let estimate = Estimate::of(pairs.map(|(a, b)| question(a) - question(b)));
        assert!(
            estimate.is_above(0.0),
            "`{larger}` is not surely above `{smaller}`: {estimate}"
        );
    }

    /// Each cell answers with more than the next.
    #[track_caller]
    pub fn descending(&self, question: Question, cells: &[&str]) {
        for pair in cells.windows(2) {
            self.more(question, pair[0], pair[1]);
        }
    }

    /// Two cells answer with the same, give or take.
    #[track_caller]
    pub fn alike(&self, question: Question, one: &str, other: &str, tolerance: f64) {
        let pairs = self.lives(one).iter().zip(self.lives(other));
        let estimate = Estimate::of(pairs.map(|(a, b)| question(a) - question(b)));
        assert!(
            estimate.is_above(-tolerance) && estimate.is_below(tolerance),
            "`{one}` and `{other}` differ: {estimate}"
        );
    }

    /// The mean answer of a cell lies above a bound.
    #[track_caller]
    pub fn above(&self, question: Question, cell: &str, bound: f64) {
        let estimate = Estimate::of(self.lives(cell).iter().map(question));
        assert!(
            estimate.is_above(bound),
            "`{cell}` is not surely above {bound}: {estimate}"
        );
    }

    /// The mean answer of a cell lies below a bound.
    #[track_caller]
    pub fn below(&self, question: Question, cell: &str, bound: f64) {
        let estimate = Estimate::of(self.lives(cell).iter().map(question));
        assert!(
            estimate.is_below(bound),
            "`{cell}` is not surely below {bound}: {estimate}"
        );
    }

    fn lives(&self, cell: &str) -> &[Life] {
        &self.0[cell]
    }
}

/// A mean with its standard error.
struct Estimate {
    mean: f64,
    error: f64,
}

impl Estimate {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let error = (variance / n).sqrt();
        Self { mean, error }
    }

    fn is_above(&self, bound: f64) -> bool {
        self.mean > bound && self.mean - SURE * self.error >= bound
    }

    fn is_below(&self, bound: f64) -> bool {
        self.mean < bound && self.mean + SURE * self.error <= bound
    }
}

impl std::fmt::Display for Estimate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:.4}, standard error {:.4}", self.mean, self.error)
    }
}

/// The folder of the scenarios.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("scenarios")
}

/// A scenario, by the stem of its file.
pub fn read(scenario: &str) -> Study {
    let path = folder().join(scenario).with_extension("toml");
    Study::read(path).unwrap_or_else(|error| panic!("{error}"))
}

fn name(study: &Study, cell: &Cell) -> String {
    let settings: Vec<_> = study.points[cell.point].iter().map(|setting| &*setting.text).collect();
    let arm = &study.arms[cell.arm].name;
    if settings.is_empty() {
        arm.clone()
    } else {
        format!("{arm} at {}", settings.join(", "))
    }
}
