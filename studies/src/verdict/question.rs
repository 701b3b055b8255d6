//! What is asked: a study, with what it was read from.

use alliance_dynamics::scenario::file::ScenarioFile;
use std::path::Path;
use std::sync::Arc;

use alliance_dynamics::scenario::{GivenScenario, ScenarioError, Study};

use super::answer::StudyAnswer;
use super::choice::TableChoice;
use super::results::Results;
use super::study_tables::StudyTables;
use super::words;
use crate::experiment::{
    Block, Control, Destination, Experiment, RemakeError, Response, StudyProgress, StudySource, TableDigests,
};
use crate::{Question, Unanswered};

/// What every arm of a study comes to at every design point.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::{GivenScenario, ScenarioError, Study};
/// use alliance_studies::experiment::{Control, Destination, Format, Overwrite, ResultFolder};
/// use alliance_studies::verdict::StudyQuestion;
/// use alliance_studies::{Answer as _, Question as _};
/// # let place = std::env::temp_dir().join(format!("alliance-study-{}", std::process::id()));
///
/// let study = Study::from_toml("months = 12\npopulation.count = 4\nexperiment.runs = 10")?;
/// let folder = ResultFolder::take(&place, Overwrite::No)?;
/// let to = Destination::Folder(&folder, Format::Csv);
/// let (answer, _tables) = StudyQuestion::of(study)?.answer_into(to, &Control::default())?;
///
/// assert!(place.join("runs.csv").exists());
/// assert!(answer.verdict().sentence.contains("of 100 alliances last a year as written"));
/// for picture in answer.pictures() {
///     folder.write(&format!("charts/{}.svg", picture.name), picture.svg?)?;
/// }
/// # std::fs::remove_dir_all(&place)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct StudyQuestion {
    pub(super) experiment: Arc<Experiment>,
    pub(super) source: Arc<StudySource>,
    /// Whether `runs.kept` is made, from which the study can grow.
    keeps_runs: bool,
    pub(super) choice: Arc<TableChoice>,
    /// What arms and points are compared by first.
    pub(super) about: Response,
}

impl StudyQuestion {
    /// Asks for a study that was read from these texts.
    #[must_use]
    pub fn new(study: Study, source: StudySource) -> Self {
        Self {
            experiment: Arc::new(Experiment::new(study)),
            source: Arc::new(source),
            keeps_runs: false,
            choice: Arc::default(),
            about: Response::SURVIVAL,
        }
    }

    /// Leaves `runs.kept` beside the tables, where it is not too large, so that a larger study can go on from this one.
    #[must_use]
    pub fn keeping_runs(self) -> Self {
        Self {
            keeps_runs: true,
            ..self
        }
    }

    /// The same study, of which these tables and measures alone are written.
    #[must_use]
    pub fn writing(self, choice: TableChoice) -> Self {
        let choice = Arc::new(choice);
        Self { choice, ..self }
    }

    /// Compares arms and design points by this rather than by survival: in the first sentence of the verdict, and in the pictures of
    /// what design points show. Tables have everything either way.
    #[must_use]
    pub fn about(self, about: Response) -> Self {
        Self { about, ..self }
    }

    /// Asks for a study without a file of its own, whose data files lie in the working directory.
    ///
    /// # Errors
    /// If one of these cannot be read.
    pub fn of(study: Study) -> Result<Self, RemakeError> {
        let source = StudySource::of(&study)?;
        Ok(Self::new(study, source))
    }

    /// Asks for the study of a scenario file.
    ///
    /// # Errors
    /// If the file, or one that it names, cannot be read, or anything in it is wrong.
    pub fn read(file: impl AsRef<Path>) -> Result<Self, RemakeError> {
        Self::of_given(&GivenScenario::read(file).map_err(ScenarioError::from)?)
    }

    /// Asks for the study of a scenario as it is given.
    ///
    /// # Errors
    /// If a file that it names cannot be read, or anything in it is wrong.
    pub fn of_given(given: &GivenScenario) -> Result<Self, RemakeError> {
        let study = given.study()?;
        let source = StudySource::of_given(&study, given)?;
        Ok(Self::new(study, source))
    }

    /// What is run.
    #[must_use]
    pub fn study(&self) -> &Study {
        self.experiment.study()
    }
}

impl Question for StudyQuestion {
    type Answer = StudyAnswer;

    const NAME: &'static str = "run";

    fn most_runs(&self) -> u64 {
        self.study().n_runs()
    }

    fn scenario(&self) -> &ScenarioFile {
        self.study().base.resolved()
    }

    /// Without tables: these are written while the study runs, or not at all.
    fn answer(&self, control: &Control) -> Result<StudyAnswer, Unanswered> {
        Ok(self.answer_into(Destination::Nowhere, control)?.0)
    }

    /// Rows are written as blocks come in. When `control` says stop, the answer is of the runs that are finished.
    fn answer_into(&self, to: Destination<'_>, control: &Control) -> Result<(StudyAnswer, TableDigests), Unanswered> {
        let study = self.study();
        let mut results = Results::with_room(study);
        if study.cells.len() > 1 || !self.about.is_share() {
            results = results.asking(self.about);
        }
        let mut tables = StudyTables::begin(study, to, (&self.choice, self.keeps_runs))?;
        let mut written = Ok(());
        let take = |wave: Vec<Block>| {
            if written.is_ok() {
                written = tables.add(&wave);
            }
            if written.is_err() {
                control.stop();
            }
            results.add(wave);
        };
        let ends = self.experiment.run_in_waves(control, take);
        written?;
        control.settle()?;
        let progress = StudyProgress {
            ends,
            failed: results.failed(),
            is_kept: control.remembers(),
        };
        if !progress.is_complete() && to.has_finished() {
            return Err(Unanswered::Unchanged(words::unchanged(study, progress.done())));
        }
        let digests = tables.finish(&results, progress.is_complete())?;
        let answer = StudyAnswer::of(self.clone(), results, progress, to.format());
        Ok((answer, digests))
    }
}
