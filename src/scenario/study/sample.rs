//! Design points that are drawn from ranges or listed in a file.

use std::path::Path;

use toml::Spanned;

use super::points_file::PointsFile;
use super::ranges::SampleRanges;
use super::reader::Reader;
use crate::scenario::ScenarioError;
use crate::scenario::file::SampleTable;
use crate::scenario::gate::{Document, Override, Problem, Problems};
use crate::scenario::sampling::{Method, Ranges, TooMany};

/// So many values of a design point are told.
const TOLD: usize = 4;

/// How the keys of `[sample]` came to their values.
#[derive(Debug, Clone, PartialEq)]
pub enum Sampling {
    /// They were drawn.
    Drawn {
        /// How many points.
        n_points: usize,
        /// In which way.
        method: Method,
        /// What the draws were derived from.
        seed: u64,
        /// The keys with their ranges.
        ranges: Ranges,
    },
    /// They were listed in a file.
    Listed {
        /// How many points.
        n_points: usize,
        /// The file, as the scenario names it.
        file: String,
        /// What the points are called; empty where the file does not say.
        labels: Vec<String>,
        /// How the file is written, where that is not as CSV mostly is: in words that follow `read with`.
        understood: Option<&'static str>,
    },
}

/// The sample of a scenario file: its keys, and a change of each at every point.
pub(super) struct Sample {
    pub(super) keys: Vec<String>,
    pub(super) points: Vec<Vec<Override>>,
    pub(super) sampling: Sampling,
    list: Option<PointsFile>,
}

impl Sample {
    /// The sample that a table asks for.
    pub(super) fn of(table: &SampleTable, document: &Document, reader: &Reader) -> Result<Self, ScenarioError> {
        match (&table.points_file, table.points) {
            (Some(name), _) => Self::listed(name, table, document, reader),
            (None, Some(points)) => Ok(Self::drawn(points, table, document)?),
            (None, None) => {
                let problem = document.problem_at(&["sample".into()], "a sample without `points`");
                let problem = problem
                    .found("neither `points` nor `points_file`")
                    .allowed("points = 64 with [sample.ranges], or points_file = \"points.csv\"")
                    .hint("on the command line `--points 64` draws so many; `sensitivity` and `calibrate` choose points of their own");
                Err(document.problems(vec![problem]).into())
            }
        }
    }

    fn listed(name: &str, table: &SampleTable, document: &Document, reader: &Reader) -> Result<Self, ScenarioError> {
        let is_drawn = [
            ("points", table.points.is_some()),
            ("method", table.method.is_some()),
            ("seed", table.seed.is_some()),
            ("ranges", !table.ranges.is_empty()),
        ];
        let both = is_drawn.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| {
            let title = format!("`{key}` and `points_file` together");
            let span = document.locate_key(&["sample".into(), key.into()]);
            Problem::new(span, title).allowed("a sample that is drawn, or one that is listed in a file")
        });
        let both: Vec<Problem> = both.collect();
        if !both.is_empty() {
            return Err(document.problems(both).into());
        }
        let holds = "a CSV file with a column for every key and a row for every design point";
        let source = reader.data_file(document, &["sample", "points_file"], Path::new(name), holds)?;
        let list = PointsFile::read(source, document)?;
        Ok(Self {
            keys: list.keys.clone(),
            points: list.points.clone(),
            sampling: Sampling::Listed {
                n_points: list.points.len(),
                file: name.to_owned(),
                labels: list.labels.clone(),
                understood: list.understood(),
            },
            list: Some(list),
        })
    }

    fn drawn(n_points: u32, table: &SampleTable, document: &Document) -> Result<Self, Problems> {
        let SampleRanges { changes, ranges } = SampleRanges::of(document)?;
        if changes.is_empty() {
            let problem = document.problem_at(&["sample".into()], "a sample without ranges");
            let allowed = "a key with its range in [sample.ranges], such as \"gossip.rate\" = { from = 0.0, to = 0.4 }";
            return Err(document.problems(vec![problem.allowed(allowed)]));
        }
        let (method, seed) = (table.method.unwrap_or_default(), table.seed.unwrap_or_default());
        let points = ranges
            .draw(method, seed, n_points)
            .map_err(|error| document.problems(vec![too_many(error, document)]))?;
        let point = |values: Vec<_>| {
            let settings = changes.iter().zip(values);
            settings
                .map(|(change, value)| change.with_value(Spanned::new(change.value().span(), value)))
                .collect()
        };
        Ok(Self {
            keys: changes.iter().map(|change| change.key().to_owned()).collect(),
            points: points.into_iter().map(point).collect(),
            sampling: Sampling::Drawn {
                n_points: n_points as usize,
                method,
                seed,
                ranges,
            },
            list: None,
        })
    }

    /// What a point is called in a message, by its number from 0 and its first values.
    pub(super) fn describe(number: usize, changes: &[Override]) -> String {
        let told = changes.iter().take(TOLD);
        let told: Vec<_> = told
            .map(|change| format!("{} = {}", change.key(), change.value().get_ref()))
            .collect();
        let more = if changes.len() > TOLD { ", …" } else { "" };
        format!("sample point {number} ({}{more})", told.join(", "))
    }

    /// A mistake in a point, shown in the file that lists it.
    pub(super) fn home(&self, error: ScenarioError) -> ScenarioError {
        match (error, &self.list) {
            (ScenarioError::Problems(problems), Some(list)) => list.home(problems).into(),
            (error, _) => error,
        }
    }
}

fn too_many(error: TooMany, document: &Document) -> Problem {
    let (key, what, most) = match error {
        TooMany::Points { most, .. } => ("points", "points", most.to_string()),
        TooMany::Keys { most, .. } => ("ranges", "keys", most.to_string()),
    };
    document
        .problem_at(
            &["sample".into(), key.into()],
            format!("too many {what} for this method"),
        )
        .found(error.to_string())
        .allowed(format!("at most {most} {what}, or method = \"latin-hypercube\""))
}
