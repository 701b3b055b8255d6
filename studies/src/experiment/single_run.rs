//! Which one run of a study is meant.

use std::collections::BTreeMap;
use std::sync::Arc;

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::{Scenario, Study};

use super::{ArmError, Facts};

/// One run of a study, by its place in it; unless told otherwise, the first of the scenario as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunChoice {
    /// Its arm, where it is not the scenario as written.
    pub arm: Option<String>,
    /// Its design point, counted from 0 as in the tables.
    pub point: usize,
    /// Its replication.
    pub replication: u32,
}

/// One run of a study: what is run, and what it is called.
#[derive(Debug, Clone)]
pub struct SingleRun {
    /// What is run.
    pub scenario: Arc<Scenario>,
    /// The seed of the run.
    pub seed: u64,
    /// What it is called: its arm, the values of what is swept, and its replication.
    pub called: String,
    /// Its arm.
    pub arm: String,
    /// Its design point.
    pub point: usize,
    /// Its replication.
    pub replication: u32,
    /// What makes its tables: the scenario, and which run of it this is.
    pub facts: Facts,
}

/// Why a study has no such run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunChoiceError {
    /// The arm is not to be had.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// There is no such design point.
    #[error("there is no design point {point}{}", instead(*.points))]
    Point {
        /// Its number.
        point: usize,
        /// How many design points there are.
        points: usize,
    },
    /// A number of the scenario has no place in JSON, which no checked scenario has.
    #[error("the scenario cannot be written")]
    Unwritable(#[from] serde_json::Error),
}

impl SingleRun {
    /// Finds a run in a study.
    ///
    /// # Errors
    /// If the study has no such arm or design point.
    ///
    /// # Example
    /// ```
    /// use alliance_dynamics::scenario::Study;
    /// use alliance_studies::experiment::{RunChoice, SingleRun};
    ///
    /// let study = Study::from_toml("sweep = { gossip.rate = [0.1, 0.3] }")?;
    /// let run = SingleRun::of(&study, &RunChoice { point: 1, ..RunChoice::default() })?;
    /// assert_eq!(run.called, "Arm base, gossip.rate = 0.3, replication 0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(study: &Study, choice: &RunChoice) -> Result<Self, RunChoiceError> {
        let RunChoice { point, replication, .. } = *choice;
        let arm = place_of(study, choice.arm.as_deref())?;
        let cell = study.cells.iter().find(|cell| (cell.arm, cell.point) == (arm, point));
        let points = study.points.len();
        let scenario = Arc::clone(&cell.ok_or(RunChoiceError::Point { point, points })?.scenario);
        let seed = replication_seed(study.base.seed, u64::from(replication));
        let arm = study.arms[arm].name.clone();
        let settings: Vec<(&str, &str)> = study
            .keys
            .iter()
            .map(String::as_str)
            .zip(study.values_at(point))
            .collect();
        Ok(Self {
            called: called(&arm, &settings, replication),
            facts: Facts::of_study(study)?
                .with("arm", &*arm)
                .with("point", point.to_string())
                .with("settings", in_json(&settings)?)
                .with("replication", replication.to_string())
                .with("run_seed", seed.to_string()),
            arm,
            point,
            replication,
            scenario,
            seed,
        })
    }
}

fn place_of(study: &Study, arm: Option<&str>) -> Result<usize, ArmError> {
    let Some(name) = arm else { return Ok(0) };
    let names = || study.arms.iter().map(|arm| arm.name.as_str());
    let place = names().position(|arm| arm == name);
    place.ok_or_else(|| ArmError::unknown(name, names()))
}

fn called(arm: &str, settings: &[(&str, &str)], replication: u32) -> String {
    let settings: String = settings
        .iter()
        .map(|(key, value)| format!(", {key} = {value}"))
        .collect();
    format!("Arm {arm}{settings}, replication {replication}")
}

fn in_json(settings: &[(&str, &str)]) -> serde_json::Result<String> {
    serde_json::to_string(&settings.iter().copied().collect::<BTreeMap<&str, &str>>())
}

/// What is said of a number that no design point has.
fn instead(points: usize) -> String {
    match points {
        1 => ": nothing is swept, and the one there is has number 0".to_owned(),
        points => format!("; they have the numbers 0 to {}", points - 1),
    }
}
