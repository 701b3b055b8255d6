//! Which one run of a study is meant.

use std::collections::BTreeMap;
use std::sync::Arc;

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_studies::experiment::Facts;
use anyhow::anyhow;
use clap::Args;

use super::Common;
use super::arms::no_such_arm;

/// One run of a study.
#[derive(Debug, Args)]
pub struct OneRun {
    /// Take this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Take this design point of the sweep or sample, counted from 0 as in the tables
    #[arg(long, value_name = "N", default_value_t = 0)]
    point: usize,
    /// Which replication of the experiment to take
    #[arg(long, value_name = "N", default_value_t = 0)]
    replication: u32,
}

/// The run that was meant.
#[derive(Debug)]
pub struct FoundRun {
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

impl OneRun {
    /// Finds it in the scenario file.
    pub fn find(&self, common: &Common) -> anyhow::Result<FoundRun> {
        let mut study = Study::read(&common.file)?;
        study.change_seed(common.seed);
        let arm = match &self.arm {
            None => 0,
            Some(name) => {
                let named = study.arms.iter().position(|arm| arm.name == *name);
                named.ok_or_else(|| no_such_arm(name, study.arms.iter().map(|arm| arm.name.as_str())))?
            }
        };
        let cells = &study.cells;
        let cell = cells.iter().find(|cell| (cell.arm, cell.point) == (arm, self.point));
        let scenario = Arc::clone(&cell.ok_or_else(|| no_such_point(&study, self.point))?.scenario);
        let seed = replication_seed(study.base.seed, u64::from(self.replication));
        Ok(FoundRun {
            called: self.called(&study, arm),
            facts: self.facts(&study, arm, seed)?,
            arm: study.arms[arm].name.clone(),
            point: self.point,
            replication: self.replication,
            scenario,
            seed,
        })
    }

    fn facts(&self, study: &Study, arm: usize, seed: u64) -> anyhow::Result<Facts> {
        let values = study.keys.iter().zip(study.values_at(self.point));
        let settings: BTreeMap<&String, &str> = values.collect();
        Ok(Facts::of_study(study)?
            .with("arm", study.arms[arm].name.as_str())
            .with("point", self.point.to_string())
            .with("settings", serde_json::to_string(&settings)?)
            .with("replication", self.replication.to_string())
            .with("run_seed", seed.to_string()))
    }

    fn called(&self, study: &Study, arm: usize) -> String {
        let values = study.keys.iter().zip(study.values_at(self.point));
        let settings: String = values.map(|(key, value)| format!(", {key} = {value}")).collect();
        format!(
            "Arm {}{settings}, replication {}",
            study.arms[arm].name, self.replication
        )
    }
}

fn no_such_point(study: &Study, point: usize) -> anyhow::Error {
    let last = study.points.len() - 1;
    match last {
        0 => anyhow!("there is no design point {point}: nothing is swept, and the one there is has number 0"),
        _ => anyhow!("there is no design point {point}; they have the numbers 0 to {last}"),
    }
}
