//! What is asked, checked against the scenario: which arms, and under which models.

use std::sync::Arc;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::scenario::gate::Problems;
use alliance_dynamics::scenario::sampling::{Ranges, TooMany};
use alliance_dynamics::scenario::{BASE, Plausible, ScenarioError, Template};

use super::models::{self, DrawnModel};
use super::{FixedInModels, Robustness, RobustnessAnswer, lived};
use crate::experiment::{ArmError, Control, Fate, Fingerprint, PlaceError, Response, TrialPart};
use crate::{Question, Unanswered};

/// What arms are compared by unless told otherwise.
const THRIVING: Response = Response::Fate(Fate::Outcome(Outcome::Thriving));
/// Worlds that there are.
const WORLDS: u64 = u32::MAX as u64;
/// With fewer models no share is told.
const LEAST_MODELS: u32 = 20;

/// What somebody wants to know, not yet checked. Unless told otherwise, how far every arm changes the share that thrives, under 500
/// models of those that come with the program.
#[derive(Debug, Clone)]
pub struct RobustnessRequest {
    /// What is plausible, where that is not what comes with the program.
    pub plausible: Option<Plausible>,
    /// How many models are drawn.
    pub models: u32,
    /// Replications of every arm under every model, in the same worlds.
    pub runs: u32,
    /// The arm that the others are held against, where that is not the scenario as written.
    pub base: Option<String>,
    /// The arms that are held against it; all where there are none.
    pub arms: Vec<String>,
    /// What they are compared by, where that is not thriving.
    pub about: Option<Response>,
    /// What the luck of the runs is derived from, instead of the scenario's seed; the models stay as they are.
    pub seed: Option<u64>,
}

impl Default for RobustnessRequest {
    fn default() -> Self {
        Self {
            plausible: None,
            models: 500,
            runs: 100,
            base: None,
            arms: Vec::new(),
            about: None,
            seed: None,
        }
    }
}

/// Why it cannot be asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RobustnessError {
    /// An arm is not to be had.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// There is one arm only.
    #[error("there is no arm but `{base}`, so there is no conclusion to try; give the scenario an arm with [[arms]]")]
    Alone {
        /// The arm.
        base: String,
    },
    /// The base is among the arms.
    #[error("arm `{base}` is the base, and cannot be held against itself; choose another with --base")]
    WithItself {
        /// The base.
        base: String,
    },
    /// There is too little to estimate from.
    #[error("{what}: {found} are too few; at least {least} are needed")]
    TooFew {
        /// Of what.
        what: &'static str,
        /// How many there are.
        found: u32,
        /// How many are needed.
        least: u32,
    },
    /// There are not so many worlds.
    #[error(
        "{models} models with {runs} worlds each need more than the {:.1e} worlds that there are; ask for fewer --models or --runs",
        WORLDS as f64
    )]
    TooManyWorlds {
        /// How many models.
        models: u32,
        /// How many worlds each.
        runs: u32,
    },
    /// The models that come with the program are wrong.
    #[error("{0}")]
    Plausible(#[from] Problems),
    /// No key of the scenario can be otherwise.
    #[error("{file} has no key that may be otherwise: none of those that are plausible has any effect in it")]
    NothingVaries {
        /// What the scenario is called.
        file: String,
    },
    /// The design does not reach so far.
    #[error("{0}")]
    TooMany(#[from] TooMany),
    /// No draw of a model is allowed.
    #[error("model {number} was drawn {draws} times, and no draw is allowed in the base and all arms")]
    Refused {
        /// The number of the model, from 1.
        number: usize,
        /// How often it was drawn.
        draws: u32,
        /// The last draw, and what is wrong with it.
        source: PlaceError,
    },
}

/// Whether what arms do holds under other models that are as plausible.
///
/// Model 0 is the scenario as written. Under every model the base and the arms share their worlds; those of two models have nothing in common. What an
/// arm sets is set on top of the model, so that no model undoes an arm; the base has the model's own value.
#[derive(Debug, Clone)]
pub struct RobustnessQuestion {
    pub(super) template: Template,
    /// The base, then the arms that are held against it.
    pub(super) arms: Vec<String>,
    pub(super) about: Response,
    pub(super) runs: u32,
    /// What the luck of the runs is derived from.
    pub(super) seed: u64,
    /// What the models are derived from.
    pub(super) design_seed: u64,
    /// The keys that vary, with their values.
    pub(super) ranges: Ranges,
    /// Keys that are assumptions and do not vary here.
    pub(super) fixed: Vec<FixedInModels>,
    /// The models, from number 1.
    pub(super) models: Arc<[DrawnModel]>,
}

impl RobustnessQuestion {
    /// Checks a request against a scenario, and every arm under every model, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If there is no such arm, nothing can be otherwise, or no draw of a model is allowed.
    pub fn new(template: Template, request: &RobustnessRequest) -> Result<Self, RobustnessError> {
        request.check()?;
        let arms = request.arms_of(&template)?;
        let plausible = match &request.plausible {
            Some(plausible) => plausible.clone(),
            None => Plausible::bundled()?,
        };
        let (ranges, fixed) = models::vary(&template, &arms, &plausible);
        if ranges.keys().len() == 0 {
            let file = template.name().to_owned();
            return Err(RobustnessError::NothingVaries { file });
        }
        let base = template.base().resolved();
        let design_seed = base.sample.as_ref().and_then(|sample| sample.seed).unwrap_or(base.seed);
        let models = models::draw((&template, &arms), &ranges, (design_seed, request.models))?;
        Ok(Self {
            arms,
            about: request.about.unwrap_or(THRIVING),
            runs: request.runs,
            seed: request.seed.unwrap_or(base.seed),
            design_seed,
            ranges,
            fixed,
            models: models.into(),
            template,
        })
    }

    /// What the runs of every trial are known by, and its first replication, so that the question can be cut into shards: of the base and every arm under model 0,
    /// then under model 1 and so on.
    ///
    /// # Errors
    /// If an alliance cannot be, which none of a checked question is.
    pub fn trial_prints(&self) -> Result<Vec<(Fingerprint, u32)>, ScenarioError> {
        lived::prints(self)
    }

    /// Lives some replications of some trials, whose numbers are their places among the [`RobustnessQuestion::trial_prints`]; until the
    /// last, or until `control`, which keeps them, says stop.
    ///
    /// # Errors
    /// As [`RobustnessQuestion::trial_prints`].
    pub fn live(&self, parts: &[TrialPart], control: &Control) -> Result<(), ScenarioError> {
        lived::run_parts(self, parts, control)
    }

    /// Replications of every trial.
    #[must_use]
    pub fn runs_per_trial(&self) -> u32 {
        self.runs
    }

    /// All models, with model 0, the scenario as written.
    pub(super) fn n_models(&self) -> usize {
        1 + self.models.len()
    }
}

impl Question for RobustnessQuestion {
    type Answer = RobustnessAnswer;

    const NAME: &'static str = "robust";

    fn most_runs(&self) -> u64 {
        self.n_models() as u64 * self.arms.len() as u64 * u64::from(self.runs)
    }

    fn scenario(&self) -> &ScenarioFile {
        self.template.base().resolved()
    }

    fn answer(&self, control: &Control) -> Result<RobustnessAnswer, Unanswered> {
        let lived = lived::run(self, control)?;
        if lived.len() <= LEAST_MODELS as usize {
            let before = "twenty models were finished";
            return Err(Unanswered::Stopped { before });
        }
        let found = Robustness::of(self, &lived);
        Ok(RobustnessAnswer::of(self.clone(), lived, found))
    }
}

impl RobustnessRequest {
    fn check(&self) -> Result<(), RobustnessError> {
        let numbers = [("models", self.models, LEAST_MODELS), ("runs", self.runs, 2)];
        match numbers.into_iter().find(|(_, found, least)| found < least) {
            Some((what, found, least)) => Err(RobustnessError::TooFew { what, found, least }),
            None if (u64::from(self.models) + 1) * u64::from(self.runs) > WORLDS => {
                Err(RobustnessError::TooManyWorlds {
                    models: self.models,
                    runs: self.runs,
                })
            }
            None => Ok(()),
        }
    }

    /// The base, then the arms that are held against it, in the order of the file.
    fn arms_of(&self, template: &Template) -> Result<Vec<String>, RobustnessError> {
        let known: Vec<&str> = template.arms().collect();
        let named = |name: &String| match known.contains(&name.as_str()) {
            true => Ok(name.clone()),
            false => Err(ArmError::unknown(name, known.iter().copied())),
        };
        let base = self.base.as_ref().map_or_else(|| Ok(BASE.to_owned()), named)?;
        let asked: Vec<String> = self.arms.iter().map(named).collect::<Result<_, _>>()?;
        if asked.contains(&base) {
            return Err(RobustnessError::WithItself { base });
        }
        let is_meant = |arm: &str| arm != base && (asked.is_empty() || asked.iter().any(|asked| asked == arm));
        let others: Vec<String> = known
            .iter()
            .filter(|arm| is_meant(arm))
            .map(|&arm| arm.to_owned())
            .collect();
        if others.is_empty() {
            return Err(RobustnessError::Alone { base });
        }
        Ok([base].into_iter().chain(others).collect())
    }
}
