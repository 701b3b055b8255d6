//! What made a table, for the metadata of its file.

use super::format::stem;
use alliance_dynamics::scenario::{Study, Template};

/// What made a table: names and texts, in order.
///
/// Only what is the same whenever the same is done again: no times, no machine, no names of folders. A table therefore has the
/// same bytes in every format, on any number of threads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(Vec<(String, String)>);

impl Facts {
    /// The program, its version, and the commit it was built from where that is known.
    #[must_use]
    pub fn of_program() -> Self {
        let facts = Self::default()
            .with("program", crate::experiment::PROGRAM)
            .with("version", crate::experiment::VERSION);
        match crate::experiment::COMMIT {
            Some(commit) => facts.with("commit", commit),
            None => facts,
        }
    }

    /// The program, the seed, the replications of every arm and design point, and every key of the scenario as JSON.
    ///
    /// # Errors
    /// If a number of the scenario has no place in JSON, which no checked scenario has.
    pub fn of_study(study: &Study) -> serde_json::Result<Self> {
        let scenario = serde_json::to_string(study.base.resolved())?;
        Ok(Self::of_program()
            .with("seed", study.base.seed.to_string())
            .with("runs_per_cell", study.base.resolved().experiment.runs.to_string())
            .with("scenario", scenario))
    }

    /// The program, the seed, and every key of a scenario that others are varied from, as JSON.
    ///
    /// # Errors
    /// If a number of the scenario has no place in JSON, which no checked scenario has.
    pub fn of_template(template: &Template, seed: u64) -> serde_json::Result<Self> {
        let scenario = serde_json::to_string(template.base().resolved())?;
        Ok(Self::of_program()
            .with("seed", seed.to_string())
            .with("scenario", scenario))
    }

    /// One fact more.
    #[must_use]
    pub fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.0.push((format!("alliance.{name}"), text.into()));
        self
    }

    /// Which table it is, by the name of its CSV file.
    #[must_use]
    pub fn about(self, table: &str) -> Self {
        self.with("table", stem(table))
    }

    /// Every fact, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_a_precision_the_fewest_replications_are_told_as_in_the_manifest() {
        let study = Study::from_toml("[experiment]\nruns = 30\nprecision = 0.1").unwrap();
        let facts = Facts::of_study(&study).unwrap();
        let told = facts.iter().find(|(name, _)| *name == "alliance.runs_per_cell");
        assert_eq!(told, Some(("alliance.runs_per_cell", "30")));
        assert!(study.runs > 30);
    }
}
