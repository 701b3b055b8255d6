//! A scenario with its arms and sweep: every alliance that a file asks for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use super::file::{ScenarioFile, TieEntry};
use super::gate::{Document, Override, Problem, Problems, Source, Step, Value, nearest};
use super::{Scenario, ScenarioError, build, check, open, ties};

/// The first arm: the scenario as written.
pub const BASE: &str = "base";

/// The most cells (arms times design points) of a study.
const MOST_CELLS: usize = 1_000_000;

/// Keys that belong to the whole file, so that no arm or sweep may set them.
const NOT_FOR_ARMS: [(&str, &str); 5] = [
    ("seed", "all arms share their luck, so that they can be compared"),
    ("experiment", "all arms have the same number of runs"),
    ("arms", "arms cannot be nested"),
    ("sweep", "the sweep is crossed with all arms"),
    ("title", "the title is that of the whole file"),
];

/// A scenario file in full: every arm at every design point is a scenario of its own.
#[derive(Debug, Clone)]
pub struct Study {
    /// The scenario as written.
    pub base: Arc<Scenario>,
    /// The arms, `base` first.
    pub arms: Vec<Arm>,
    /// Swept keys, in file order.
    pub keys: Vec<String>,
    /// Design points: a value for every swept key. One without values where nothing is swept.
    pub points: Vec<Vec<Setting>>,
    /// Every arm at every design point, arm by arm.
    pub cells: Vec<Cell>,
    /// Replications of every cell.
    pub runs: u32,
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

/// The value of a swept key at a design point.
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
    /// If the file or its ties file cannot be read, or anything in it, in an arm or in the sweep is wrong: all mistakes of
    /// the first that is wrong, each with its place.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ScenarioError> {
        let path = path.as_ref();
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Self::of(open(Source::read(path)?)?, &folder)
    }

    /// Reads the text of a scenario file; `ties_file` is looked for in the working directory.
    ///
    /// # Errors
    /// As [`Study::read`].
    pub fn from_toml(text: &str) -> Result<Self, ScenarioError> {
        Self::of(open(Source::new("scenario", text))?, Path::new(""))
    }

    /// Derives all luck from another number, where one is given.
    pub fn change_seed(&mut self, seed: Option<u64>) {
        if let Some(seed) = seed {
            let base = Arc::make_mut(&mut self.base);
            (base.seed, base.file.seed) = (seed, seed);
        }
    }

    /// Runs every cell another number of times, where one is given.
    pub fn change_runs(&mut self, runs: Option<u32>) {
        if let Some(runs) = runs {
            Arc::make_mut(&mut self.base).file.experiment.runs = runs;
            self.runs = runs;
        }
    }

    /// Runs that are asked for, over all arms and design points.
    #[must_use]
    pub fn n_runs(&self) -> u64 {
        u64::from(self.runs) * self.cells.len() as u64
    }

    /// The values of the swept keys at a design point, as they are written in tables.
    #[must_use]
    pub fn values_at(&self, point: usize) -> Vec<&str> {
        self.points[point].iter().map(|setting| setting.text.as_str()).collect()
    }

    /// The scenario as written, without arms and sweep.
    #[must_use]
    pub fn into_base(self) -> Scenario {
        let Self { base, .. } = self;
        Arc::try_unwrap(base).unwrap_or_else(|shared| (*shared).clone())
    }

    fn of(document: Document, folder: &Path) -> Result<Self, ScenarioError> {
        let reader = Reader {
            folder: folder.to_path_buf(),
        };
        let base = Arc::new(reader.scenario(&document)?);
        let variants = arms(&document, base.resolved())?;
        let sweep = Sweep::of(&document)?;
        let n_cells = variants.len().saturating_mul(sweep.n_points());
        if n_cells > MOST_CELLS {
            let problem = document
                .problem_at(&["sweep".into()], "too many design points")
                .found(format!("{n_cells} with all arms"))
                .allowed(format!("at most {MOST_CELLS} arms times design points"));
            return Err(document.problems(vec![problem]).into());
        }
        let points: Vec<_> = (0..sweep.n_points()).map(|point| sweep.point(point)).collect();
        let (mut arms, mut cells) = (Vec::new(), Vec::new());
        for (arm, (name, document)) in variants.into_iter().enumerate() {
            let scenario = if arm == 0 {
                Arc::clone(&base)
            } else {
                Arc::new(reader.scenario(&document)?)
            };
            for (point, overrides) in points.iter().enumerate() {
                let scenario = match overrides.is_empty() {
                    true => Arc::clone(&scenario),
                    false => Arc::new(reader.scenario(&document.with(&sweep.describe(overrides), overrides)?)?),
                };
                cells.push(Cell { arm, point, scenario });
            }
            arms.push(Arm { name, scenario });
        }
        Ok(Self {
            runs: base.resolved().experiment.runs,
            base,
            arms,
            keys: sweep.keys.into_iter().map(|(key, _)| key).collect(),
            points: points.iter().map(|point| point.iter().map(setting).collect()).collect(),
            cells,
        })
    }
}

/// The arm whose name is most like a word that names none.
#[must_use]
pub fn nearest_arm<'a>(study: &'a Study, word: &str) -> Option<&'a str> {
    nearest(word, study.arms.iter().map(|arm| arm.name.as_str()))
}

fn setting(change: &Override) -> Setting {
    let value = change.value().get_ref();
    Setting {
        text: value.as_text().map_or_else(|| value.to_string(), str::to_owned),
        number: value.as_number(),
    }
}

/// Turns documents into scenarios; ties files are looked for in the folder of the scenario.
struct Reader {
    folder: PathBuf,
}

impl Reader {
    fn scenario(&self, document: &Document) -> Result<Scenario, ScenarioError> {
        let mut file: ScenarioFile = document.read()?;
        for (place, arm) in file.arms.iter_mut().enumerate() {
            arm.set = flat(&document.overrides_at(&["arms".into(), place.into(), "set".into()]));
        }
        file.sweep = flat(&document.overrides_at(&["sweep".into()]));
        let problems = check::problems(&file, document);
        if !problems.is_empty() {
            return Err(document.problems(problems).into());
        }
        let ties = self.ties(&file, document)?;
        Ok(build::scenario(file, ties))
    }

    fn ties(&self, file: &ScenarioFile, document: &Document) -> Result<Vec<TieEntry>, ScenarioError> {
        let mut ties = file.relations.ties.clone();
        let Some(name) = &file.relations.ties_file else {
            return Ok(ties);
        };
        let path = self.folder.join(name);
        let at: [Step<'_>; 2] = ["relations".into(), "ties_file".into()];
        if !path.is_file() {
            let problem = document
                .problem_at(&at, "there is no such ties file")
                .found(format!("looked for {}", path.display()))
                .allowed(
                    "a CSV file with the columns from, to, trust, image; its path starts at the scenario's folder",
                );
            return Err(document.problems(vec![problem]).into());
        }
        let names = file.names();
        let names = names.iter().map(String::as_str).collect();
        ties.extend(ties::read_ties(&path, &names, &file.candidates())?);
        Ok(ties)
    }
}

/// Changes by their dotted keys, whether these are written in quotes or with bare dots.
fn flat(changes: &[Override]) -> serde_json::Map<String, serde_json::Value> {
    changes
        .iter()
        .map(|change| (change.key().to_owned(), change.value().get_ref().to_json()))
        .collect()
}

/// Every arm with the document that it makes, `base` first.
fn arms(document: &Document, file: &ScenarioFile) -> Result<Vec<(String, Document)>, Problems> {
    let mut variants = vec![(BASE.to_owned(), document.clone())];
    let mut seen = BTreeSet::from([BASE]);
    let mut problems = Vec::new();
    for (place, arm) in file.arms.iter().enumerate() {
        if !seen.insert(&arm.name) {
            let path: [Step<'_>; 3] = ["arms".into(), place.into(), "name".into()];
            let problem = document.problem_at(&path, format!("two arms are called `{}`", arm.name));
            problems.push(problem.allowed("a name of its own for every arm; `base` is the scenario as written"));
        }
        let overrides = document.overrides_at(&["arms".into(), place.into(), "set".into()]);
        problems.extend(overrides.iter().filter_map(|change| forbidden(change, "an arm")));
        match document.with(&format!("arm `{}`", arm.name), &overrides) {
            Ok(variant) => variants.push((arm.name.clone(), variant)),
            Err(wrong) => problems.extend(wrong.iter().cloned()),
        }
    }
    if problems.is_empty() {
        Ok(variants)
    } else {
        Err(document.problems(problems))
    }
}

fn forbidden(change: &Override, by: &str) -> Option<Problem> {
    let first = change.key().split('.').next()?;
    let (key, why) = NOT_FOR_ARMS.iter().find(|(key, _)| *key == first)?;
    Some(Problem::new(change.key_span(), format!("{by} cannot set `{key}`")).found(*why))
}

/// The swept keys, each with one change a value.
struct Sweep {
    keys: Vec<(String, Vec<Override>)>,
}

impl Sweep {
    fn of(document: &Document) -> Result<Self, Problems> {
        let mut keys = Vec::new();
        let mut problems = Vec::new();
        for change in document.overrides_at(&["sweep".into()]) {
            problems.extend(forbidden(&change, "the sweep"));
            match values(&change) {
                Ok(values) => keys.push((change.key().to_owned(), values)),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(Self { keys })
        } else {
            Err(document.problems(problems))
        }
    }

    fn n_points(&self) -> usize {
        self.keys
            .iter()
            .fold(1, |points, (_, values)| points.saturating_mul(values.len()))
    }

    /// The changes of a design point; the last key varies fastest.
    fn point(&self, mut number: usize) -> Vec<Override> {
        let mut changes = Vec::with_capacity(self.keys.len());
        for (_, values) in self.keys.iter().rev() {
            changes.push(values[number % values.len()].clone());
            number /= values.len();
        }
        changes.reverse();
        changes
    }

    fn describe(&self, changes: &[Override]) -> String {
        let keys: Vec<_> = changes.iter().map(|change| format!("`{}`", change.key())).collect();
        format!("sweep of {}", keys.join(", "))
    }
}

/// The values of a swept key: those listed, or so many steps from one number to another.
fn values(change: &Override) -> Result<Vec<Override>, Problem> {
    let problem = |title: &str| {
        Problem::new(change.value().span(), format!("{title} for `{}`", change.key()))
            .allowed("a list of values, or { from = 0.0, to = 0.4, steps = 5 }")
    };
    match change.value().get_ref() {
        Value::List(items) if items.is_empty() => Err(problem("no values")),
        Value::List(_) => Ok(change.items()),
        Value::Table(table) => {
            if let Some((key, _)) = table
                .iter()
                .find(|(key, _)| !["from", "to", "steps"].contains(&key.get_ref().as_str()))
            {
                return Err(
                    Problem::new(key.span(), format!("unknown key `{}` in a range", key.get_ref()))
                        .allowed("`from`, `to` and `steps`"),
                );
            }
            let number = |key: &str| {
                let value = table.get(key).map(Spanned::get_ref).and_then(Value::as_number);
                value
                    .filter(|number| number.is_finite())
                    .ok_or_else(|| problem(&format!("no number `{key}`")))
            };
            let (from, to, steps) = (number("from")?, number("to")?, number("steps")?);
            if !(2.0..=10_000.0).contains(&steps) || steps.fract() != 0.0 {
                return Err(problem("`steps` is not a whole number from 2 to 10000"));
            }
            Ok((0..steps as u32)
                .map(|step| change.with_number(between(from, to, step, steps)))
                .collect())
        }
        _ => Err(problem("neither a list nor a range")),
    }
}

/// The value at a step of a range, without the dust that binary fractions leave: 0.3 and not 0.30000000000000004.
fn between(from: f64, to: f64, step: u32, steps: f64) -> f64 {
    let exact = match f64::from(step) / (steps - 1.0) {
        0.0 => from,
        1.0 => to,
        // Next to zero there are no digits to lose, so what is dust beside the range goes here.
        _ => match from + (to - from) * f64::from(step) / (steps - 1.0) {
            dust if dust.abs() < 1e-12 * (to - from).abs() => 0.0,
            value => value,
        },
    };
    format!("{exact:.12e}").parse().unwrap_or(exact)
}
