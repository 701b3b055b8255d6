//! What is asked: the feedback loops of some worlds.

use alliance_dynamics::scenario::file::ScenarioFile;
use std::ops::Range;

use alliance_dynamics::scenario::{BASE, Template};
use alliance_dynamics::simulation::loops::{Window, known_loops};

use super::answer::LoopsAnswer;
use super::ensemble::LoopEnsemble;
use super::measure::measure_loops;
use crate::experiment::{ArmError, Control, in_arm};
use crate::{Question, Unanswered};

/// Worlds that are measured, unless told otherwise.
const WORLDS: u32 = 100;

/// What somebody wants to know, not yet checked.
#[derive(Debug, Clone)]
pub struct LoopsRequest {
    /// The arm that is measured instead of the scenario as written.
    pub arm: Option<String>,
    /// The worlds, by their numbers in the experiment.
    pub replications: Range<u32>,
    /// How losses are followed.
    pub turn: Window,
    /// The month of the causal-loop diagram; without one that of the greatest gain.
    pub month: Option<u32>,
    /// What all luck is derived from, instead of the scenario's.
    pub seed: Option<u64>,
}

impl Default for LoopsRequest {
    /// The first hundred worlds of the scenario as written.
    fn default() -> Self {
        Self {
            arm: None,
            replications: 0..WORLDS,
            turn: Window::default(),
            month: None,
            seed: None,
        }
    }
}

/// Why loops cannot be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoopsError {
    /// The arm is not to be had.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// The month of the diagram lies beyond the horizon.
    #[error("there is no month {month}; they have the numbers 0 to {last}")]
    Month {
        /// Its number.
        month: u32,
        /// The last month.
        last: u32,
    },
    /// A loss cannot come back in no time.
    #[error("a turn lasts at least one month")]
    NoTurn,
}

/// How strong the feedback loops are in every month, when the circle is closed, and what would open it.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Template;
/// use alliance_studies::experiment::Control;
/// use alliance_studies::loops::{LoopsQuestion, LoopsRequest};
/// use alliance_studies::{Answer as _, Question as _};
///
/// let template = Template::from_toml("months = 6\npopulation.count = 3")?;
/// let request = LoopsRequest { replications: 0..4, ..LoopsRequest::default() };
/// let answer = LoopsQuestion::new(template, &request)?.answer(&Control::default())?;
/// assert_eq!(answer.ensemble().months.len(), 6);
/// assert!(answer.words().contains("The gain is greatest"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct LoopsQuestion {
    pub(super) template: Template,
    pub(super) seed: u64,
    pub(super) arm: Option<String>,
    pub(super) replications: Range<u32>,
    pub(super) turn: Window,
    pub(super) month: Option<u32>,
}

impl LoopsQuestion {
    /// Checks a request against a scenario.
    ///
    /// # Errors
    /// If there is no such arm or month, or a turn takes no time.
    pub fn new(template: Template, request: &LoopsRequest) -> Result<Self, LoopsError> {
        let template = in_arm(template, request.arm.as_deref())?;
        let last = template.base().months - 1;
        if let Some(month) = request.month.filter(|month| *month > last) {
            return Err(LoopsError::Month { month, last });
        }
        if request.turn.months == 0 {
            return Err(LoopsError::NoTurn);
        }
        Ok(Self {
            seed: request.seed.unwrap_or(template.base().seed),
            arm: request.arm.clone().filter(|arm| arm != BASE),
            replications: request.replications.clone(),
            turn: request.turn,
            month: request.month,
            template,
        })
    }
}

impl Question for LoopsQuestion {
    type Answer = LoopsAnswer;

    const NAME: &'static str = "loops";

    fn most_runs(&self) -> u64 {
        self.replications.len() as u64
    }

    fn scenario(&self) -> &ScenarioFile {
        self.template.base().resolved()
    }

    fn answer(&self, control: &Control) -> Result<LoopsAnswer, Unanswered> {
        let before = "all worlds were measured";
        let scenario = self.template.base();
        let worlds = measure_loops(scenario, self.turn, (self.seed, self.replications.clone()), control);
        let worlds = worlds.ok_or(Unanswered::Stopped { before })?;
        let ensemble = LoopEnsemble::of(
            &known_loops(&scenario.rules),
            self.turn,
            self.replications.start,
            worlds,
        );
        Ok(LoopsAnswer::of(self.clone(), ensemble))
    }
}
