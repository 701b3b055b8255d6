//! What a study asks for: enough to tell whether another is the same, or more of the same, and to say what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Fingerprint, Kept, RunKey};
use crate::experiment::{BLOCK, COMMIT, VERSION};
use alliance_dynamics::scenario::Study;

/// Tables of a scenario that say how much is asked for, and what it is called; not what a run is.
const NOT_OF_A_RUN: [&str; 10] = [
    "title",
    "description",
    "question",
    "author",
    "date",
    "experiment",
    "arms",
    "sweep",
    "sample",
    "rescue",
];

/// One arm, as a plan names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedArm {
    /// Its name.
    pub name: String,
    /// What its runs are known by at all design points.
    print: Fingerprint,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StudyPlan {
    /// Version of the program, and the commit it was built from.
    pub version: String,
    /// Replications of every arm at every design point; with a precision, the most of any.
    pub runs_per_cell: u32,
    /// The keys that vary.
    pub keys: Vec<String>,
    /// Every arm.
    pub arms: Vec<PlannedArm>,
    /// Every design point: the values of the keys, as they are written in tables.
    pub points: Vec<Vec<String>>,
    /// Every key of the scenario.
    scenario: Value,
}

impl StudyPlan {
    /// The plan of a study.
    #[must_use]
    pub fn of(study: &Study) -> Self {
        let points =
            (0..study.points.len()).map(|point| study.values_at(point).into_iter().map(str::to_owned).collect());
        let arm = |(number, arm): (usize, &alliance_dynamics::scenario::Arm)| PlannedArm {
            name: arm.name.clone(),
            print: print_of(study, number),
        };
        Self {
            version: this_version(),
            runs_per_cell: study.runs,
            keys: study.keys.clone(),
            arms: study.arms.iter().enumerate().map(arm).collect(),
            points: points.collect(),
            scenario: serde_json::to_value(study.base.resolved()).unwrap_or_default(),
        }
    }

    /// Arms times design points.
    #[must_use]
    pub fn n_cells(&self) -> usize {
        self.arms.len() * self.points.len()
    }

    /// The arm and the design point of a cell.
    #[must_use]
    pub fn cell(&self, number: usize) -> (&PlannedArm, &[String]) {
        let n_points = self.points.len();
        (&self.arms[number / n_points], &self.points[number % n_points])
    }

    /// What the runs of every cell are known by.
    #[must_use]
    pub fn prints(&self) -> Vec<Fingerprint> {
        let print = |cell| {
            let (arm, values) = self.cell(cell);
            match values {
                [] => arm.print,
                values => arm.print.with(&(&self.keys, values)),
            }
        };
        (0..self.n_cells()).map(print).collect()
    }

    /// Blocks that are asked for.
    #[must_use]
    pub fn n_blocks(&self) -> usize {
        (self.runs_per_cell as usize).div_ceil(BLOCK) * self.n_cells()
    }

    /// Runs that are asked for; with a precision, the most there can be.
    #[must_use]
    pub fn n_runs(&self) -> u64 {
        u64::from(self.runs_per_cell) * self.n_cells() as u64
    }

    /// Runs of every cell that are kept already.
    #[must_use]
    pub fn n_kept(&self, kept: &Kept) -> Vec<u64> {
        let prints = self.prints().into_iter();
        prints.map(|print| kept.n_runs_of(print, self.runs_per_cell)).collect()
    }

    /// Whether fewer runs may turn out to be enough.
    #[must_use]
    pub fn is_open_ended(&self) -> bool {
        self.precision().is_some()
    }

    /// The cell of a unit of work, and the replications that its block has.
    #[must_use]
    pub fn block_of(&self, unit: usize) -> (usize, Range<u32>) {
        let n_cells = self.n_cells().max(1);
        let first = (unit / n_cells * BLOCK) as u32;
        let end = self.runs_per_cell.min(first.saturating_add(BLOCK as u32));
        (unit % n_cells, first.min(end)..end)
    }

    /// Replications that the block of a unit of work has.
    #[must_use]
    pub fn runs_of(&self, unit: usize) -> u32 {
        self.block_of(unit).1.len() as u32
    }

    /// The keys of all runs of some units of work, in order.
    pub(in crate::experiment) fn run_keys(&self, units: Range<usize>) -> Vec<RunKey> {
        let prints = self.prints();
        let of_unit = |unit| {
            let (cell, replications) = self.block_of(unit);
            let print = prints[cell];
            replications.map(move |replication| print.run(replication))
        };
        units.flat_map(of_unit).collect()
    }

    /// The first thing in which another plan differs, in words.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self == other {
            return None;
        }
        let told = other_version(&self.version, &other.version);
        let told = told.or_else(|| first_difference("", &self.scenario, &other.scenario));
        Some(told.unwrap_or_else(file_has_changed))
    }

    /// Why another plan is not this one, nor this one and more: more replications, arms or design points. What it asks for
    /// already stays as it is.
    #[must_use]
    pub fn hindrance(&self, larger: &Self) -> Option<String> {
        let told = other_version(&self.version, &larger.version);
        let told = told.or_else(|| first_difference("", &self.of_a_run(), &larger.of_a_run()));
        let told = told
            .or_else(|| self.other_arm(larger))
            .or_else(|| self.other_points(larger));
        told.or_else(|| self.fewer_runs(larger))
    }

    /// Every key of the scenario.
    #[must_use]
    pub fn scenario(&self) -> &Value {
        &self.scenario
    }

    /// The scenario without what says how much is asked for.
    fn of_a_run(&self) -> Value {
        let mut scenario = self.scenario.clone();
        if let Some(keys) = scenario.as_object_mut() {
            keys.retain(|key, _| !NOT_OF_A_RUN.contains(&key.as_str()));
        }
        scenario
    }

    fn other_arm(&self, larger: &Self) -> Option<String> {
        let there: BTreeMap<&str, Fingerprint> = larger.arms.iter().map(|arm| (arm.name.as_str(), arm.print)).collect();
        let arm = self
            .arms
            .iter()
            .find(|arm| there.get(arm.name.as_str()) != Some(&arm.print))?;
        if !there.contains_key(arm.name.as_str()) {
            return Some(format!("arm `{}` is not asked for any more", arm.name));
        }
        let set = |plan: &Self| {
            let arms = plan.scenario["arms"].as_array().into_iter().flatten();
            let mut places = arms.enumerate().filter(|(_, entry)| entry["name"] == *arm.name);
            places
                .next()
                .map(|(place, entry)| (place, entry["set"].clone()))
                .unwrap_or_default()
        };
        let ((place, was), (_, is)) = (set(self), set(larger));
        Some(first_difference(&format!("arms.{place}.set"), &was, &is).unwrap_or_else(file_has_changed))
    }

    fn other_points(&self, larger: &Self) -> Option<String> {
        if self.keys != larger.keys {
            let keys = |plan: &Self| match plan.keys.is_empty() {
                true => "none".to_owned(),
                false => format!("`{}`", plan.keys.join("`, `")),
            };
            return Some(format!(
                "the keys that vary were {} and are now {}",
                keys(self),
                keys(larger)
            ));
        }
        let there: BTreeSet<&Vec<String>> = larger.points.iter().collect();
        let gone = self.points.iter().find(|point| !there.contains(point))?;
        let values: Vec<_> = self
            .keys
            .iter()
            .zip(gone)
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        Some(format!(
            "the design point {} is not asked for any more",
            values.join(", ")
        ))
    }

    fn fewer_runs(&self, larger: &Self) -> Option<String> {
        match (self.precision(), larger.precision()) {
            (Some(was), Some(is)) if is <= was => None,
            (None, None) if larger.runs_per_cell >= self.runs_per_cell => None,
            _ => first_difference(
                "experiment",
                &self.scenario["experiment"],
                &larger.scenario["experiment"],
            ),
        }
    }

    fn precision(&self) -> Option<f64> {
        self.scenario["experiment"]["precision"].as_f64()
    }
}

/// This version of the program, and the commit it was built from.
pub(in crate::experiment) fn this_version() -> String {
    [Some(VERSION), COMMIT]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// That the program which began something is not this one.
pub(in crate::experiment) fn other_version(begun: &str, version: &str) -> Option<String> {
    (begun != version).then(|| format!("it was begun by version {begun}, and this is {version}"))
}

/// That a command was asked in other words.
pub(in crate::experiment) fn other_words(was: &[String], is: &[String]) -> Option<String> {
    let [told_was, told_is] = [was, is].map(|words| words.join(" "));
    (was != is).then(|| format!("it was `alliance {told_was}` and is now `alliance {told_is}`"))
}

/// What the runs of an arm are known by. Networks that a key which varies names are a part of it.
fn print_of(study: &Study, arm: usize) -> Fingerprint {
    let print = Fingerprint::of(&study.arms[arm].scenario, study.base.seed);
    if !study
        .keys
        .iter()
        .any(|key| key == "relations.ties_file" || key == "relations")
    {
        return print;
    }
    let cells = study.cells.iter().filter(|cell| cell.arm == arm);
    cells.fold(print, |print, cell| print.with(&cell.scenario.essence()))
}

fn file_has_changed() -> String {
    "a file that the scenario names has changed".to_owned()
}

/// The first key, with dots, that two scenarios give different values, and both values.
fn first_difference(key: &str, one: &Value, other: &Value) -> Option<String> {
    let below = |name: &str| {
        if key.is_empty() {
            name.to_owned()
        } else {
            format!("{key}.{name}")
        }
    };
    match (one, other) {
        (Value::Object(ones), Value::Object(others)) => {
            let null = Value::Null;
            let names = ones
                .keys()
                .chain(others.keys().filter(|&name| !ones.contains_key(name)));
            names.into_iter().find_map(|name| {
                let (one, other) = (ones.get(name).unwrap_or(&null), others.get(name).unwrap_or(&null));
                first_difference(&below(name), one, other)
            })
        }
        (Value::Array(ones), Value::Array(others)) if ones.len() == others.len() => {
            let pairs = ones.iter().zip(others).enumerate();
            pairs
                .into_iter()
                .find_map(|(place, (one, other))| first_difference(&below(&place.to_string()), one, other))
        }
        _ => (one != other).then(|| format!("`{key}` was {} and is now {}", shown(one), shown(other))),
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => "not set".to_owned(),
        value => value.to_string(),
    };
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str) -> StudyPlan {
        StudyPlan::of(&Study::from_toml(text).unwrap())
    }

    #[test]
    fn more_of_the_same_is_no_hindrance() {
        let small = plan("[experiment]\nruns = 20\n[sweep]\n\"gossip.rate\" = [0.1, 0.2]");
        for larger in [
            "title = \"New\"\n[experiment]\nruns = 30\n[sweep]\n\"gossip.rate\" = [0.1, 0.2]",
            "[experiment]\nruns = 20\n[sweep]\n\"gossip.rate\" = [0.0, 0.1, 0.2, 0.3]",
            "[experiment]\nruns = 20\n[sweep]\n\"gossip.rate\" = [0.1, 0.2]\n[[arms]]\nname = \"x\"\nset = { months = 3 }",
        ] {
            assert_eq!(small.hindrance(&plan(larger)), None, "{larger}");
        }
    }

    #[test]
    fn anything_else_is_told() {
        let small = "[experiment]\nruns = 20\n[sweep]\n\"gossip.rate\" = [0.1, 0.2]\n[[arms]]\nname = \"x\"\nset = { months = 3 }";
        for (from, to, told) in [
            ("runs = 20", "runs = 19", "`experiment.runs` was 20 and is now 19"),
            (
                "runs = 20",
                "runs = 20\nprecision = 0.05",
                "`experiment.precision` was not set and is now 0.05",
            ),
            (
                "0.1, 0.2",
                "0.1, 0.3",
                "the design point gossip.rate = 0.2 is not asked for any more",
            ),
            (
                "gossip.rate",
                "gossip.negativity",
                "the keys that vary were `gossip.rate` and are now `gossip.negativity`",
            ),
            ("months = 3", "months = 4", "`arms.0.set.months` was 3 and is now 4"),
            ("\"x\"", "\"y\"", "arm `x` is not asked for any more"),
            ("[experiment]", "seed = 2\n[experiment]", "`seed` was 1 and is now 2"),
        ] {
            let other = plan(&small.replace(from, to));
            assert_eq!(plan(small).hindrance(&other).as_deref(), Some(told));
        }
    }

    #[test]
    fn the_runs_of_units_are_those_of_their_cells() {
        let plan = plan("[experiment]\nruns = 12\n[sweep]\n\"gossip.rate\" = [0.1, 0.2]");
        let prints = plan.prints();
        assert_eq!(plan.n_blocks(), 4);
        let keys = plan.run_keys(1..4);
        assert_eq!(
            (keys.len(), keys[0], keys[9]),
            (10 + 2 + 2, prints[1].run(0), prints[1].run(9))
        );
        assert_eq!(
            keys[10..],
            [
                prints[0].run(10),
                prints[0].run(11),
                prints[1].run(10),
                prints[1].run(11)
            ]
        );
    }
}
