//! What was found, in numbers.

use serde::Serialize;

use super::Interest;
use super::prim::{BoxChoice, CaseValues, Cases, Prim, PrimBox, PrimLimit, PrimTrajectory};

/// Boxes of design points in which what is asked about is frequent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Discovery {
    /// The arm whose runs were looked at.
    pub arm: String,
    /// What is asked about.
    pub about: Interest,
    /// Runs that were looked at; those that failed are none of them.
    pub runs: usize,
    /// Those of them that are of interest.
    pub of_interest: usize,
    /// Design points that they are at.
    pub points: usize,
    /// Keys whose limits were looked for.
    pub keys: Vec<String>,
    /// The density that a box should have at least, 0…1, where one was asked for.
    pub threshold: Option<f64>,
    /// The share of a box that was peeled off at a time, 0…0.5.
    pub peeling: f64,
    /// The share of all runs that a box had to hold, 0…1.
    pub mass_min: f64,
    /// The boxes, one at least, each among the runs that no box before it holds.
    pub boxes: Vec<DiscoveredBox>,
    /// What the first box says, in a sentence.
    pub sentence: String,
}

/// A box with what is in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiscoveredBox {
    /// Whether it reaches the threshold; where none does, the densest is told.
    pub is_reached: bool,
    /// Its place in the trajectory.
    pub step: usize,
    /// Its numbers.
    #[serde(flatten)]
    pub inside: PassedBox,
    /// Its limits by key; none where it is all runs.
    pub limits: Vec<KeyLimit>,
    /// The boxes on the way to it, from all runs that were left.
    pub trajectory: Vec<PassedBox>,
}

/// The numbers of a box, chosen or on the way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PassedBox {
    /// Runs in it that no box before it holds.
    pub runs: usize,
    /// Those of them that are of interest.
    pub of_interest: usize,
    /// The share of all runs of interest that it holds, 0…1.
    pub coverage: f64,
    /// The share of its runs that are of interest, 0…1.
    pub density: f64,
    /// The share of all runs that it holds, 0…1.
    pub mass: f64,
    /// Keys that it restricts.
    pub restricted: usize,
}

/// What a box allows of one key.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyLimit {
    /// The key.
    pub key: String,
    /// The smallest value allowed, in the key's units; none where it is not restricted below.
    pub low: Option<f64>,
    /// The largest value allowed; none where it is not restricted above.
    pub high: Option<f64>,
    /// The words allowed; none where the key is a number.
    pub values: Option<Vec<String>>,
    /// The quasi-p-value of the lower limit, or of the words, 0…1.
    pub quasi_p_low: Option<f64>,
    /// The quasi-p-value of the upper limit, 0…1.
    pub quasi_p_high: Option<f64>,
}

impl KeyLimit {
    /// The smallest of its quasi-p-values.
    #[must_use]
    pub fn quasi_p(&self) -> f64 {
        let both = [self.quasi_p_low, self.quasi_p_high];
        both.into_iter().flatten().fold(1.0, f64::min)
    }
}

impl Discovery {
    pub(super) fn of(
        (arm, about): (String, Interest),
        prim: &Prim,
        cases: &Cases,
        points: &[usize],
        found: &[PrimTrajectory],
    ) -> Self {
        let boxes = found.iter().map(|trajectory| DiscoveredBox::of(cases, trajectory));
        let mut points = points.to_vec();
        points.sort_unstable();
        points.dedup();
        let mut discovery = Self {
            arm,
            about,
            runs: cases.len(),
            of_interest: (0..cases.len()).filter(|&case| cases.is_of_interest(case)).count(),
            points: points.len(),
            keys: cases.columns().iter().map(|column| column.name.clone()).collect(),
            threshold: (prim.choice == BoxChoice::Widest).then_some(prim.threshold),
            peeling: prim.peeling,
            mass_min: prim.mass_min,
            boxes: boxes.collect(),
            sentence: String::new(),
        };
        discovery.sentence = discovery.first_sentence();
        discovery
    }

    /// The share of all runs that are of interest.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.of_interest as f64 / self.runs as f64
    }
}

impl DiscoveredBox {
    fn of(cases: &Cases, trajectory: &PrimTrajectory) -> Self {
        let chosen = trajectory.chosen();
        Self {
            is_reached: trajectory.is_reached,
            step: trajectory.choice,
            inside: PassedBox::of(chosen),
            limits: limits(cases, chosen),
            trajectory: trajectory.boxes.iter().map(PassedBox::of).collect(),
        }
    }
}

impl PassedBox {
    fn of(passed: &PrimBox) -> Self {
        Self {
            runs: passed.cases,
            of_interest: passed.of_interest,
            coverage: passed.coverage,
            density: passed.density,
            mass: passed.mass,
            restricted: passed.restricted(),
        }
    }
}

/// The limits of a box, put together by key.
pub(super) fn limits(cases: &Cases, chosen: &PrimBox) -> Vec<KeyLimit> {
    let mut limits: Vec<(usize, KeyLimit)> = Vec::new();
    for limit in &chosen.limits {
        let column = limit.column();
        if limits.last().is_none_or(|(last, _)| *last != column) {
            limits.push((column, KeyLimit::free(&cases.columns()[column].name)));
        }
        let Some((_, about)) = limits.last_mut() else { continue };
        match (limit, &cases.columns()[column].values) {
            (PrimLimit::AtLeast { value, quasi_p, .. }, _) => {
                (about.low, about.quasi_p_low) = (Some(*value), Some(*quasi_p));
            }
            (PrimLimit::AtMost { value, quasi_p, .. }, _) => {
                (about.high, about.quasi_p_high) = (Some(*value), Some(*quasi_p));
            }
            (
                PrimLimit::OneOf {
                    categories, quasi_p, ..
                },
                CaseValues::Category { categories: names, .. },
            ) => {
                about.values = Some(categories.iter().map(|&place| names[place].clone()).collect());
                about.quasi_p_low = Some(*quasi_p);
            }
            (PrimLimit::OneOf { .. }, _) => {}
        }
    }
    limits.into_iter().map(|(_, limit)| limit).collect()
}

impl KeyLimit {
    fn free(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            low: None,
            high: None,
            values: None,
            quasi_p_low: None,
            quasi_p_high: None,
        }
    }
}
