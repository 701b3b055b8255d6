//! The arms, lived under every model.

use std::ops::Range;
use std::sync::Arc;

use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Scenario, ScenarioError};
use rayon::prelude::*;

use super::models::lives;
use super::{ModelEffect, RobustnessQuestion};
use crate::experiment::{Control, Endings, Fingerprint, Trial, TrialPart, try_all};

/// About so many runs are held in memory at a time.
const HELD: usize = 8192;

/// What the arms do under one model.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LivedModel {
    /// An effect an arm, without the base.
    pub effects: Vec<ArmEffect>,
    /// How many runs failed.
    pub n_failed: u64,
}

/// What an arm does under one model, if it can do anything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ArmEffect {
    /// The arm and the base are the same alliance: the model has already what the arm sets.
    Same,
    /// No world could be compared.
    Nothing,
    /// What it does.
    Found(ModelEffect),
}

impl ArmEffect {
    /// What it does, where that is known.
    pub fn found(&self) -> Option<&ModelEffect> {
        match self {
            Self::Found(effect) => Some(effect),
            Self::Same | Self::Nothing => None,
        }
    }
}

/// Lives all arms under model 0, the scenario as written, and then under one model after the other, until the last or until `control`
/// says stop: then of those that were finished.
pub(super) fn run(question: &RobustnessQuestion, control: &Control) -> Result<Vec<LivedModel>, ScenarioError> {
    let (n_models, a_batch) = (question.n_models(), models_held(question));
    let mut lived = Vec::with_capacity(n_models);
    for first in (0..n_models).step_by(a_batch) {
        let numbers: Vec<usize> = (first..n_models.min(first + a_batch)).collect();
        let models = numbers.par_iter().map(|&number| scenarios(question, number));
        let models: Vec<Vec<Arc<Scenario>>> = models.collect::<Result<_, _>>()?;
        match live(question, (first, &models), control) {
            Some(done) => lived.extend(done),
            None => break,
        }
    }
    Ok(lived)
}

/// What the runs of every trial are known by, and its first replication: of the base and every arm under model 0, then under model 1 and
/// so on.
pub(super) fn prints(question: &RobustnessQuestion) -> Result<Vec<(Fingerprint, u32)>, ScenarioError> {
    let of_model = |number| {
        let (arms, worlds) = (scenarios(question, number)?.into_iter(), worlds(question, number));
        let print = |scenario| (trial(scenario, worlds.clone()).print(question.seed), worlds.start);
        Ok(arms.map(print).collect())
    };
    let of_models: Vec<Vec<(Fingerprint, u32)>> = (0..question.n_models())
        .into_par_iter()
        .map(of_model)
        .collect::<Result<_, ScenarioError>>()?;
    Ok(of_models.concat())
}

/// Lives some replications of some trials, whose numbers are places among the [`prints`], for whoever keeps them; until the last, or until
/// `control` says stop.
pub(super) fn run_parts(
    question: &RobustnessQuestion,
    parts: &[TrialPart],
    control: &Control,
) -> Result<(), ScenarioError> {
    let n_arms = question.arms.len();
    let of_models: Vec<&[TrialPart]> = parts
        .chunk_by(|one, next| one.trial / n_arms == next.trial / n_arms)
        .collect();
    let trials = |parts: &&[TrialPart]| -> Result<Vec<Trial>, ScenarioError> {
        let arms = scenarios(question, parts[0].trial / n_arms)?;
        let of_part = |part: &TrialPart| trial(Arc::clone(&arms[part.trial % n_arms]), part.replications.clone());
        Ok(parts.iter().map(of_part).collect())
    };
    for models in of_models.chunks(models_held(question)) {
        let trials: Vec<Vec<Trial>> = models.par_iter().map(trials).collect::<Result<_, _>>()?;
        if try_all(&trials.concat(), question.seed, control).is_none() {
            break;
        }
    }
    Ok(())
}

/// The worlds of a model: of its own, so that models are witnesses apart from one another; those of model 0 are the first, as in a study.
fn worlds(question: &RobustnessQuestion, number: usize) -> Range<u32> {
    let first = number as u32 * question.runs;
    first..first + question.runs
}

/// Models of which all runs are held in memory at a time.
fn models_held(question: &RobustnessQuestion) -> usize {
    let a_model = question.arms.len() * question.runs as usize;
    (HELD / a_model).max(1)
}

fn trial(scenario: Arc<Scenario>, replications: Range<u32>) -> Trial {
    Trial { scenario, replications }
}

/// The base and the arms under the model of this number.
fn scenarios(question: &RobustnessQuestion, number: usize) -> Result<Vec<Arc<Scenario>>, ScenarioError> {
    let model = number.checked_sub(1).map(|model| &question.models[model]);
    let values = model.iter().flat_map(|model| model.values.iter().cloned());
    let settings: Vec<(&str, Value)> = question.ranges.keys().zip(values).collect();
    lives(&question.template, &settings, &question.arms)
}

/// Lives some models, the first of which has this number; an arm that is the same alliance as the base is not lived again.
fn live(
    question: &RobustnessQuestion,
    (first, models): (usize, &[Vec<Arc<Scenario>>]),
    control: &Control,
) -> Option<Vec<LivedModel>> {
    let same: Vec<Vec<bool>> = models.par_iter().map(|arms| same_as_first(arms)).collect();
    let of_model = |(number, (arms, same)): (usize, (&Vec<Arc<Scenario>>, &Vec<bool>))| {
        let others = arms.iter().zip(same).filter(|(_, is_same)| !**is_same);
        let trial = |(scenario, _)| trial(Arc::clone(scenario), worlds(question, number));
        others.map(trial).collect::<Vec<_>>()
    };
    let trials: Vec<Trial> = (first..).zip(models.iter().zip(&same)).flat_map(of_model).collect();
    let mut ends = try_all(&trials, question.seed, control)?.into_iter();
    let effects = same.iter().map(|same| {
        let of_arms: Vec<Option<Endings>> = same
            .iter()
            .map(|is_same| if *is_same { None } else { ends.next() })
            .collect();
        effects(&of_arms, question)
    });
    Some(effects.collect())
}

/// Of every scenario whether its runs are those of the first; of the first itself, that they are not.
fn same_as_first(arms: &[Arc<Scenario>]) -> Vec<bool> {
    let prints: Vec<Fingerprint> = arms.iter().map(|arm| Fingerprint::of(arm, 0)).collect();
    (0..prints.len())
        .map(|arm| arm > 0 && prints[arm] == prints[0])
        .collect()
}

/// What the arms do, from how all runs ended: those of the base first.
fn effects(ends: &[Option<Endings>], question: &RobustnessQuestion) -> LivedModel {
    let failed = ends.iter().flatten().flatten().filter(|end| end.is_err());
    let n_failed = failed.count() as u64;
    let base = ends.first().and_then(Option::as_ref);
    let effect = |arm: &Option<Endings>| match (base, arm) {
        (_, None) => ArmEffect::Same,
        (Some(base), Some(arm)) => {
            ModelEffect::of(base, arm, question.about).map_or(ArmEffect::Nothing, ArmEffect::Found)
        }
        (None, Some(_)) => ArmEffect::Nothing,
    };
    LivedModel {
        effects: ends.iter().skip(1).map(effect).collect(),
        n_failed,
    }
}
