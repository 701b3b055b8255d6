//! What is asked: which arms of a finished result, against which.

use alliance_dynamics::scenario::BASE;

use super::{Comparison, ComparisonAnswer};
use crate::experiment::{ArmError, Response};
use crate::finished::FinishedRuns;

/// What somebody wants to know, not yet checked. Unless told otherwise, of every arm against `base`.
#[derive(Debug, Clone, Default)]
pub struct ComparisonRequest {
    /// The arm that the others are held against; where nothing is said, `base`, or the first there is.
    pub base: Option<String>,
    /// The arms that are held against it; all where there are none.
    pub arms: Vec<String>,
    /// What they are compared by, besides survival and months; a measure has to be read with the runs.
    pub about: Option<Response>,
}

/// Why arms cannot be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ComparisonError {
    /// No arm has this name.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// There is one arm only.
    #[error("there is no arm but `{base}`, so there is nothing to compare; give the scenario an arm with [[arms]]")]
    Alone {
        /// The arm.
        base: String,
    },
    /// The base is among the arms.
    #[error("arm `{base}` is the base, and cannot be compared with itself; choose another with --base")]
    WithItself {
        /// The base.
        base: String,
    },
}

/// Whether arms help: world by world, for replication k of every arm is the same world.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Study;
/// use alliance_studies::comparison::{ComparisonQuestion, ComparisonRequest};
/// use alliance_studies::experiment::{Control, Destination, Format, Overwrite, ResultFolder};
/// use alliance_studies::finished::FinishedRuns;
/// use alliance_studies::{Question as _, verdict::StudyQuestion};
/// # let place = std::env::temp_dir().join(format!("alliance-comparison-{}", std::process::id()));
///
/// let arm = "[[arms]]\nname = \"wary\"\nset = { relations.trust_mean = -0.5 }";
/// let study = Study::from_toml(&format!("months = 12\npopulation.count = 4\nexperiment.runs = 10\n{arm}"))?;
/// let folder = ResultFolder::take(&place, Overwrite::No)?;
/// let to = Destination::Folder(&folder, Format::Csv);
/// StudyQuestion::of(study)?.answer_into(to, &Control::default())?;
///
/// let runs = FinishedRuns::read(&place)?;
/// let answer = ComparisonQuestion::new(runs, &ComparisonRequest::default())?.answer();
/// assert_eq!(answer.comparison().arms[0].worlds, 10);
/// # std::fs::remove_dir_all(&place)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct ComparisonQuestion {
    runs: FinishedRuns,
    base: usize,
    /// In the order of the study.
    arms: Vec<usize>,
    about: Response,
}

impl ComparisonQuestion {
    /// Checks a request against the runs that there are.
    ///
    /// # Errors
    /// If there is no such arm, only one arm, or the base is to be compared with itself.
    pub fn new(runs: FinishedRuns, request: &ComparisonRequest) -> Result<Self, ComparisonError> {
        let base = match &request.base {
            Some(name) => place(&runs, name)?,
            None => runs.arms.iter().position(|arm| arm == BASE).unwrap_or(0),
        };
        let arms = arms(&runs, base, &request.arms)?;
        let about = request.about.unwrap_or(Response::SURVIVAL);
        Ok(Self {
            runs,
            base,
            arms,
            about,
        })
    }

    /// Compares.
    #[must_use]
    pub fn answer(self) -> ComparisonAnswer {
        let comparison = Comparison::about(&self.runs, self.base, &self.arms, self.about);
        ComparisonAnswer::of(self.runs, comparison)
    }
}

fn arms(runs: &FinishedRuns, base: usize, names: &[String]) -> Result<Vec<usize>, ComparisonError> {
    let mut chosen: Vec<usize> = (0..runs.arms.len()).filter(|&arm| arm != base).collect();
    if chosen.is_empty() {
        let base = runs.arms[base].clone();
        return Err(ComparisonError::Alone { base });
    }
    if !names.is_empty() {
        let asked: Vec<usize> = names.iter().map(|arm| place(runs, arm)).collect::<Result<_, _>>()?;
        if asked.contains(&base) {
            let base = runs.arms[base].clone();
            return Err(ComparisonError::WithItself { base });
        }
        chosen.retain(|arm| asked.contains(arm));
    }
    Ok(chosen)
}

/// The place of the arm of this name.
fn place(runs: &FinishedRuns, name: &str) -> Result<usize, ArmError> {
    let place = runs.arms.iter().position(|arm| arm == name);
    place.ok_or_else(|| ArmError::unknown(name, runs.arms.iter().map(String::as_str)))
}
