//! What is asked: a study, with what it was read from.

use std::path::Path;
use std::sync::Arc;

use alliance_dynamics::scenario::Study;

use super::answer::StudyAnswer;
use super::run::StudyRun;
use crate::experiment::{
    Control, Destination, Experiment, Keeper, Kept, RemakeError, Response, StudySource, TableDigests,
};
use crate::{Question, Unanswered};

/// What every arm of a study comes to at every design point.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Study;
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
            about: Response::SURVIVAL,
        }
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
        let file = file.as_ref();
        let study = Study::read(file)?;
        let source = StudySource::read(&study, file)?;
        Ok(Self::new(study, source))
    }

    /// What is run.
    #[must_use]
    pub fn study(&self) -> &Study {
        self.experiment.study()
    }

    /// Goes on from what is finished already; who keeps what is new is told of every block.
    #[must_use]
    pub fn go_on(&self, kept: Kept, keeper: Option<Keeper>) -> StudyRun<'_> {
        StudyRun {
            question: self,
            kept,
            keeper,
        }
    }
}

impl Question for StudyQuestion {
    type Answer = StudyAnswer;

    const NAME: &'static str = "run";

    fn most_runs(&self) -> u64 {
        self.study().n_runs()
    }

    /// Without tables: these are written while the study runs, or not at all.
    fn answer(&self, control: &Control) -> Result<StudyAnswer, Unanswered> {
        Ok(self.answer_into(Destination::Nowhere, control)?.0)
    }

    fn answer_into(&self, to: Destination<'_>, control: &Control) -> Result<(StudyAnswer, TableDigests), Unanswered> {
        self.go_on(Kept::default(), None).answer_into(to, control)
    }
}
