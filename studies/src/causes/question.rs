//! What is asked: what one run hung on.

use alliance_dynamics::scenario::file::ScenarioFile;
use std::sync::Arc;

use alliance_dynamics::alliance::Goal;

use super::answer::ExplanationAnswer;
use super::explanation::{Depth, explain, work};
use crate::experiment::{Control, LivedRun, SingleRun};
use crate::{Question, Unanswered};

/// Fewer futures tell nothing.
const LEAST_FUTURES: u32 = 10;

/// Why an explanation cannot be asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExplanationError {
    /// Too few futures to judge by.
    #[error("every candidate is judged by at least {LEAST_FUTURES} futures: found {found}")]
    FewFutures {
        /// How many there were to be.
        found: u32,
    },
}

/// What one run hung on: every act taken out alone, and the same world lived again.
///
/// # Example
/// ```
/// use alliance_dynamics::alliance::Goal;
/// use alliance_dynamics::scenario::Study;
/// use alliance_studies::causes::{Depth, ExplanationQuestion};
/// use alliance_studies::experiment::{Control, RunChoice, SingleRun};
/// use alliance_studies::{Answer as _, Question as _};
///
/// let study = Study::from_toml("months = 12\npopulation.count = 3")?;
/// let run = SingleRun::of(&study, &RunChoice::default())?;
/// let question = ExplanationQuestion::new(run, Goal::Survival, Depth::of(10))?;
/// let answer = question.answer(&Control::default())?;
/// assert!(answer.words().starts_with("Arm base, replication 0. It ended "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ExplanationQuestion {
    pub(super) run: SingleRun,
    pub(super) goal: Goal,
    pub(super) depth: Depth,
    pub(super) world: Arc<LivedRun>,
}

impl ExplanationQuestion {
    /// Lives the run, so that it is known what it could have hung on.
    ///
    /// # Errors
    /// If the futures are too few.
    pub fn new(run: SingleRun, goal: Goal, depth: Depth) -> Result<Self, ExplanationError> {
        let found = depth.futures;
        if found < LEAST_FUTURES {
            return Err(ExplanationError::FewFutures { found });
        }
        let world = Arc::new(LivedRun::live(Arc::clone(&run.scenario), run.seed));
        Ok(Self {
            run,
            goal,
            depth,
            world,
        })
    }
}

impl Question for ExplanationQuestion {
    type Answer = ExplanationAnswer;

    const NAME: &'static str = "explain";

    fn most_runs(&self) -> u64 {
        work(&self.world, self.depth)
    }

    fn scenario(&self) -> &ScenarioFile {
        self.run.scenario.resolved()
    }

    fn answer(&self, control: &Control) -> Result<ExplanationAnswer, Unanswered> {
        let before = "the explanation was complete";
        let explanation = explain(&self.world, self.goal, self.depth, control).ok_or(Unanswered::Stopped { before })?;
        Ok(ExplanationAnswer::of(self.clone(), explanation, control.done()))
    }
}
