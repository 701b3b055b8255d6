//! The scenario that a command is about: a file or standard input, and what is set besides.

use std::io::{IsTerminal as _, stdin};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use alliance_dynamics::scenario::gate::Source;
use alliance_dynamics::scenario::{GivenScenario, Study, Template};
use alliance_studies::experiment::StudySource;
use anyhow::ensure;
use clap::Args;

use super::tell;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// A scenario file, and keys that are set whatever it says.
#[derive(Debug, Clone, Args)]
pub struct ScenarioArgument {
    /// The scenario file; - for standard input, whose data files are looked for in the working directory
    file: PathBuf,
    /// Set a key, whatever the file says, such as gossip.rate=0.3; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// How many design points to draw, where a command takes that.
    #[arg(skip)]
    points: Option<u32>,
    /// What was read, for whoever asks again: standard input can be read once.
    #[arg(skip)]
    read: OnceLock<GivenScenario>,
    /// Derive all luck from this number instead of the file's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=9_007_199_254_740_991))]
    pub seed: Option<u64>,
}

/// How many design points to draw.
#[derive(Debug, Clone, Copy, Args)]
pub struct DrawnPoints {
    /// Draw so many points of `[sample]`, instead of the file's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    points: Option<u32>,
}

impl ScenarioArgument {
    /// A file, or standard input, and what is set besides.
    pub fn of(file: PathBuf, set: Vec<String>) -> Self {
        Self {
            file,
            set,
            points: None,
            read: OnceLock::new(),
            seed: None,
        }
    }

    /// Asks for so many design points.
    pub fn draw(&mut self, points: DrawnPoints) {
        self.points = points.points;
    }

    /// The same, read from the texts of a source instead of from files.
    pub fn in_texts(self, StudySource { file, text, files }: &StudySource) -> Self {
        let given = GivenScenario::of_texts(Source::new(file, text), files.clone());
        Self {
            read: OnceLock::from(self.with_settings(given)),
            ..self
        }
    }

    /// Reads it, once.
    pub fn given(&self) -> anyhow::Result<GivenScenario> {
        if let Some(given) = self.read.get() {
            return Ok(given.clone());
        }
        let given = self.with_settings(self.read()?);
        Ok(self.read.get_or_init(|| given).clone())
    }

    fn with_settings(&self, given: GivenScenario) -> GivenScenario {
        let settings = self.settings().into_iter();
        settings.fold(given, |given, (name, setting)| given.set(name, setting))
    }

    /// What is set besides, with what messages call its place.
    pub fn settings(&self) -> Vec<(String, String)> {
        let set = (1..).zip(&self.set);
        let set = set.map(|(number, setting)| (format!("--set {number}"), setting.clone()));
        let points = self
            .points
            .map(|points| ("--points".to_owned(), format!("sample.points={points}")));
        set.chain(points).collect()
    }

    /// Every alliance that it asks for, with the luck that was asked for.
    pub fn study(&self, given: &GivenScenario) -> anyhow::Result<Study> {
        let mut study = given.study()?;
        study.change_seed(self.seed);
        Ok(study)
    }

    /// The scenario, open to change.
    pub fn template(&self) -> anyhow::Result<Template> {
        Ok(self.given()?.template()?)
    }

    /// The path of the file, or what standard input is called.
    pub fn path(&self) -> &Path {
        match self.is_standard_input() {
            true => Path::new(GivenScenario::STANDARD_INPUT),
            false => &self.file,
        }
    }

    /// What the folder of its results is called if nothing else is said.
    pub fn stem(&self) -> String {
        match self.is_standard_input() {
            true => "stdin".to_owned(),
            false => self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        }
    }

    fn is_standard_input(&self) -> bool {
        self.file.as_os_str() == STANDARD_INPUT
    }

    fn read(&self) -> anyhow::Result<GivenScenario> {
        if !self.is_standard_input() {
            return Ok(GivenScenario::read(&self.file)?);
        }
        if stdin().is_terminal() {
            tell("Reading the scenario from this terminal; Ctrl-D ends it");
        }
        let source = Source::from_reader(GivenScenario::STANDARD_INPUT, stdin().lock())?;
        ensure!(
            !source.text.trim().is_empty(),
            "nothing came through standard input; a scenario is needed there, such as from `alliance run - < scenario.toml`"
        );
        Ok(GivenScenario::of(source, ""))
    }
}
