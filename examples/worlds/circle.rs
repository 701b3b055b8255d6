//! The vicious circle as it shows in a world: hostility at home, silence, and trust at the table, month by month.

use std::ops::Range;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::{Ending, MonthView};

use super::estimates::{Estimate, by_batches, mean, median};
use super::worlds;

/// What is watched every month.
pub const WATCHED: [Measure; 4] = [Measure::Hostility, Measure::Warning, Measure::Standing, Measure::Trust];
/// How far hostility has to rise above that of the first month before it counts as risen.
const RISEN: f64 = 0.05;
/// How far trust has to fall below its top so far before it counts as fallen.
const FALLEN: f64 = 0.1;
/// Months in a year.
const YEAR: usize = 12;

/// The course of one world.
pub struct Course {
    /// How it ended.
    pub ending: Ending,
    /// The watched measures, month by month.
    pub months: Vec<[f64; WATCHED.len()]>,
}

/// The courses of many worlds.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn courses(scenario: &str, runs: u32) -> Result<Vec<Course>, ScenarioError> {
    worlds(scenario, runs, |world, seed| {
        let mut months = Vec::new();
        let ending = world.run(seed, &mut |month: &MonthView<'_>| {
            months.push(WATCHED.map(|measure| month.record[measure]));
        });
        Course { ending, months }
    })
}

impl Course {
    /// Whether the alliance fell into camps or faded away.
    pub fn broke(&self) -> bool {
        matches!(self.ending.outcome, Outcome::Fragmented | Outcome::Dissolved)
    }

    /// The mean of a watched measure over the first year.
    pub fn first_year(&self, measure: Measure) -> f64 {
        self.over(measure, 0..YEAR.min(self.months.len()))
    }

    /// The mean of a watched measure over the last twelve months lived.
    pub fn last_year(&self, measure: Measure) -> f64 {
        self.over(measure, self.months.len().saturating_sub(YEAR)..self.months.len())
    }

    fn over(&self, measure: Measure, months: Range<usize>) -> f64 {
        let n = months.len() as f64;
        self.watched(measure).skip(months.start).take(months.len()).sum::<f64>() / n
    }

    /// The first month, counted from 1, by which hostility has risen at home.
    pub fn hostile_from(&self) -> Option<f64> {
        let first = self.watched(Measure::Hostility).next()?;
        let risen = self.watched(Measure::Hostility).position(|now| now >= first + RISEN)?;
        Some(risen as f64 + 1.0)
    }

    /// The first month, counted from 1, by which trust has fallen at the table.
    pub fn fallen_from(&self) -> Option<f64> {
        let mut top = f64::NEG_INFINITY;
        let fallen = self.watched(Measure::Trust).position(|now| {
            top = top.max(now);
            now <= top - FALLEN
        })?;
        Some(fallen as f64 + 1.0)
    }

    /// By how many months hostility at home ran ahead of trust at the table, where both came about.
    pub fn lead(&self) -> Option<f64> {
        Some(self.fallen_from()? - self.hostile_from()?)
    }

    /// Whether hostility rose before trust fell, or without it.
    pub fn leads(&self) -> bool {
        match (self.hostile_from(), self.fallen_from()) {
            (Some(hostile), Some(fallen)) => hostile < fallen,
            (hostile, _) => hostile.is_some(),
        }
    }

    fn watched(&self, measure: Measure) -> impl Iterator<Item = f64> + '_ {
        let place = WATCHED
            .iter()
            .position(|&watched| watched == measure)
            .unwrap_or_default();
        self.months.iter().map(move |month| month[place])
    }
}

/// How much a measure of the last year lies above so many times that of the first, over some worlds.
pub fn risen_above(courses: &[&Course], measure: Measure, times: f64) -> Estimate {
    mean(
        courses
            .iter()
            .map(|course| course.last_year(measure) - times * course.first_year(measure)),
    )
}

/// The median over the worlds in which there is such a month, by batches of 50 worlds.
pub fn typical(courses: &[&Course], read: impl Fn(&Course) -> Option<f64>) -> Estimate {
    by_batches(courses, 50, |batch| {
        median(batch.iter().filter_map(|course| read(course)))
    })
}
