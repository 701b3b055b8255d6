//! A scenario with its arms, sweep and sample: every alliance that a file asks for.

mod alone;
mod arms;
mod design;
mod given;
mod given_points;
mod points_file;
mod precision;
mod ranges;
mod reader;
mod sample;
#[cfg(test)]
mod sharing_tests;
mod sweep;
mod template;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use alone::AloneBounds;
pub use arms::{BASE, may_be_changed};
pub use given::GivenScenario;
pub use precision::{Precision, widest};
pub use sample::Sampling;
pub use template::Template;

use super::file::{ExperimentTable, ScenarioFile};
use super::gate::{Document, Override, Source};
use super::written::written;
use super::{Scenario, ScenarioError};
use crate::measures::Recorded;
use arms::arms;
use design::Design;
use reader::Reader;

/// The most cells (arms times design points) of a study.
const MOST_CELLS: usize = 1_000_000;

/// A scenario file in full: every arm at every design point is a scenario of its own.
#[derive(Debug, Clone)]
pub struct Study {
    /// The scenario as written.
    pub base: Arc<Scenario>,
    /// The arms, `base` first.
    pub arms: Vec<Arm>,
    /// The keys that vary: swept ones in file order, then sampled or listed ones in theirs.
    pub keys: Vec<String>,
    /// How many of the keys are swept.
    pub n_swept: usize,
    /// Design points: a value for every key that varies. One without values where none does.
    pub points: Vec<Vec<Setting>>,
    /// How the other keys came to their values; `None` where there are none.
    pub sampling: Option<Sampling>,
    /// Every arm at every design point, arm by arm.
    pub cells: Vec<Cell>,
    /// Replications of every cell; with a precision, the most of any.
    pub runs: u32,
    /// How well the outcomes of every cell are to be known; replications go on until they are.
    pub precision: Option<Precision>,
}

/// A variant of the scenario.
#[derive(Debug, Clone)]
pub struct Arm {
    /// Its name.
    pub name: String,
    /// The scenario with what the arm sets, before any sweep.
    pub scenario: Arc<Scenario>,
}

/// One arm at one design point.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Which arm.
    pub arm: usize,
    /// Which design point.
    pub point: usize,
    /// What is run.
    pub scenario: Arc<Scenario>,
}

/// The value of a key at a design point.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// As it is written in tables.
    pub text: String,
    /// The number, where it is one.
    pub number: Option<f64>,
}

impl Study {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// If the file or a data file of it cannot be read, or anything in it, in an arm or in a design point is wrong: all
    /// mistakes of the first that is wrong, each with its place.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ScenarioError> {
        GivenScenario::read(path)?.study()
    }

    /// Reads the text of a scenario file; data files are looked for in the working directory.
    ///
    /// # Errors
    /// As [`Study::read`].
    pub fn from_toml(text: &str) -> Result<Self, ScenarioError> {
        let reader = Reader::within(PathBuf::new());
        Self::of(&reader.open(Source::new("scenario", text))?, &reader)
    }

    /// Reads the text of a scenario file, with the texts of the data files that it names, by their names.
    ///
    /// # Errors
    /// As [`Study::read`].
    pub fn from_texts(text: &str, data_files: BTreeMap<String, String>) -> Result<Self, ScenarioError> {
        GivenScenario::of_texts(Source::new("scenario", text), data_files).study()
    }

    /// One scenario by itself, with so many replications: one arm, one design point.
    #[must_use]
    pub fn of_one(scenario: impl Into<Arc<Scenario>>, runs: u32) -> Self {
        let scenario = scenario.into();
        Self {
            arms: vec![Arm {
                name: BASE.to_owned(),
                scenario: Arc::clone(&scenario),
            }],
            keys: Vec::new(),
            n_swept: 0,
            points: vec![Vec::new()],
            sampling: None,
            cells: vec![Cell {
                arm: 0,
                point: 0,
                scenario: Arc::clone(&scenario),
            }],
            runs,
            precision: None,
            base: scenario,
        }
    }

    /// Derives all luck of the runs from another number, where one is given. Design points stay as they are.
    pub fn change_seed(&mut self, seed: Option<u64>) {
        if let Some(seed) = seed {
            let base = Arc::make_mut(&mut self.base);
            (base.seed, base.file.seed) = (seed, seed);
        }
    }

    /// Runs every cell another number of times, or until other bounds are reached, where they are given. What is given goes before what the
    /// file says: with fewer at most than the file begins with, it begins with these; with more, it may go as far.
    pub fn change_runs(&mut self, runs: Option<u32>, precision: Option<f64>, max_runs: Option<u32>) {
        let experiment = &mut Arc::make_mut(&mut self.base).file.experiment;
        let most = max_runs.unwrap_or(u32::MAX);
        experiment.runs = runs.unwrap_or_else(|| experiment.runs.min(most));
        experiment.precision = precision.or(experiment.precision);
        experiment.max_runs = max_runs.or(experiment.max_runs).map(|most| most.max(experiment.runs));
        (self.runs, self.precision) = bounds(experiment);
    }

    /// Writes every month of every run for other measures, where they are given.
    pub fn change_series(&mut self, series: Option<Vec<String>>) {
        if let Some(series) = series {
            Arc::make_mut(&mut self.base).file.experiment.series = series;
        }
    }

    /// The measures of which every month of every run is written, in the order of all measures, each once.
    #[must_use]
    pub fn series(&self) -> Vec<Recorded> {
        let file = self.base.resolved();
        let named = file.experiment.series.iter();
        let mut measures: Vec<Recorded> = named.filter_map(|name| file.recorded(name)).collect();
        measures.sort_unstable();
        measures.dedup();
        measures
    }

    /// Runs that are asked for, over all arms and design points; with a precision, the most there can be.
    #[must_use]
    pub fn n_runs(&self) -> u64 {
        u64::from(self.runs) * self.cells.len() as u64
    }

    /// The values of the keys that vary at a design point, as they are written in tables.
    #[must_use]
    pub fn values_at(&self, point: usize) -> Vec<&str> {
        self.points[point].iter().map(|setting| setting.text.as_str()).collect()
    }

    /// What tables say of a design point behind its number: what it is called, where its list says so, and the values of its keys.
    #[must_use]
    pub fn cells_at(&self, point: usize) -> Vec<&str> {
        self.label(point).into_iter().chain(self.values_at(point)).collect()
    }

    /// What a design point is called, where its list says so.
    #[must_use]
    pub fn label(&self, point: usize) -> Option<&str> {
        let Some(Sampling::Listed { labels, .. }) = &self.sampling else {
            return None;
        };
        let row = point.checked_rem(labels.len())?;
        Some(&labels[row])
    }

    /// The scenario as written, without arms and design points.
    #[must_use]
    pub fn into_base(self) -> Scenario {
        let Self { base, .. } = self;
        Arc::try_unwrap(base).unwrap_or_else(|shared| (*shared).clone())
    }

    fn of(document: &Document, reader: &Reader) -> Result<Self, ScenarioError> {
        let base = Arc::new(reader.scenario(document)?);
        let variants = arms(document, base.resolved())?;
        let design = Design::of(document, &base, reader)?;
        let n_cells = variants.len().saturating_mul(design.n_points());
        if n_cells > MOST_CELLS {
            let problem = document
                .problem_at(&[design.place()], "too many design points")
                .found(format!("{n_cells} with all arms"))
                .allowed(format!("at most {MOST_CELLS} arms times design points"));
            return Err(document.problems(vec![problem]).into());
        }
        let points: Vec<_> = (0..design.n_points()).map(|point| design.point(point)).collect();
        let (mut arms, mut cells) = (Vec::new(), Vec::new());
        for (arm, variant) in variants.into_iter().enumerate() {
            let document = &variant.document;
            let scenario = if arm == 0 {
                Arc::clone(&base)
            } else {
                Arc::new(reader.variant(&base, document, &variant.changes)?)
            };
            for (point, changes) in points.iter().enumerate() {
                let scenario = match changes.is_empty() {
                    true => Arc::clone(&scenario),
                    false => Arc::new(design.scenario((point, changes), (document, &scenario), reader)?),
                };
                cells.push(Cell { arm, point, scenario });
            }
            let name = variant.name;
            arms.push(Arm { name, scenario });
        }
        let (runs, precision) = bounds(&base.resolved().experiment);
        Ok(Self {
            runs,
            precision,
            base,
            arms,
            keys: design.keys(),
            n_swept: design.n_swept(),
            points: points.iter().map(|point| point.iter().map(setting).collect()).collect(),
            sampling: design.into_sampling(),
            cells,
        })
    }
}

impl TryFrom<&ScenarioFile> for Study {
    type Error = ScenarioError;

    /// Checks a scenario that is made of types as a file is checked; data files are looked for in the working directory.
    fn try_from(file: &ScenarioFile) -> Result<Self, ScenarioError> {
        let reader = Reader::within(PathBuf::new());
        let study = reader
            .open(written(file)?)
            .and_then(|document| Self::of(&document, &reader));
        study.map_err(|error| match error {
            ScenarioError::Problems(problems) => problems.with_paths().into(),
            error => error,
        })
    }
}

/// The most replications of a cell, and when fewer are enough.
fn bounds(experiment: &ExperimentTable) -> (u32, Option<Precision>) {
    let first = experiment.runs;
    let Some(half_width) = experiment.precision else {
        return (first, None);
    };
    let precision = Precision { half_width, first };
    let most = experiment.max_runs.unwrap_or_else(|| precision.most_runs());
    (most.max(first), Some(precision))
}

fn setting(change: &Override) -> Setting {
    let value = change.value().get_ref();
    Setting {
        text: value.in_tables(),
        number: value.as_number(),
    }
}
