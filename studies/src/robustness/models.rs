//! The models: which keys vary, and what they are in each; all checked before anything runs.

use std::sync::Arc;

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::sampling::{Method, Ranges};
use alliance_dynamics::scenario::{FixedKey, Plausible, PlausibleRanges, Scenario, ScenarioError, Template};
use rayon::prelude::*;

use super::{FixedInModels, RobustnessError};
use crate::experiment::PlaceError;
use crate::idle;

/// So often a model is drawn before it is given up.
const MOST_DRAWS: u32 = 20;
/// The key of a table that switches its mechanism.
const SWITCH: &str = ".enabled";

/// One model: what the keys that vary are in it.
#[derive(Debug, Clone)]
pub(super) struct DrawnModel {
    /// The values, in the order of the keys.
    pub values: Vec<Value>,
    /// How often it was drawn before all arms were allowed.
    pub refused: u32,
}

/// Which keys vary in a scenario and its arms, and which assumptions do not, with the reason.
///
/// A key that nothing reads, in the base and in all arms, is left as it is. Whether something reads it is looked up with all switches on
/// that vary, for some models have them on.
pub(super) fn vary(template: &Template, arms: &[String], plausible: &Plausible) -> (Ranges, Vec<FixedInModels>) {
    let PlausibleRanges { ranges, fixed } = plausible.around(template);
    let on = Value::Boolean(true);
    let switches = ranges.keys().filter(|key| key.ends_with(SWITCH));
    let switched: Vec<(&str, Value)> = switches.map(|key| (key, on.clone())).collect();
    let lived = lives(template, &switched, arms).unwrap_or_default();
    let mut varied = Ranges::default();
    let told = |FixedKey { key, because }: FixedKey| FixedInModels { key, because };
    let mut fixed: Vec<FixedInModels> = fixed.into_iter().map(told).collect();
    for (key, range) in ranges.iter() {
        let reasons: Vec<Option<String>> = lived.iter().map(|scenario| idle::why(key, scenario)).collect();
        match reasons.first().cloned().flatten() {
            Some(because) if reasons.iter().all(Option::is_some) => fixed.push(FixedInModels {
                key: key.to_owned(),
                because,
            }),
            _ => varied.insert(key, range.clone()),
        }
    }
    (varied, fixed)
}

/// The base and the arms as they are under some values of the model; what an arm sets rules.
pub(super) fn lives(
    template: &Template,
    settings: &[(&str, Value)],
    arms: &[String],
) -> Result<Vec<Arc<Scenario>>, ScenarioError> {
    let under = match settings.is_empty() {
        true => template.clone(),
        false => template.under(settings)?,
    };
    let arm = |name: &String| Ok(under.in_arm(name)?.map(|arm| Arc::clone(arm.base())));
    arms.iter().filter_map(|name| arm(name).transpose()).collect()
}

/// Draws so many models. One that is not allowed in the base or in an arm is drawn again, from another design of the same size.
pub(super) fn draw(
    (template, arms): (&Template, &[String]),
    ranges: &Ranges,
    (seed, n_models): (u64, u32),
) -> Result<Vec<DrawnModel>, RobustnessError> {
    let keys: Vec<&str> = ranges.keys().collect();
    let mut models: Vec<Option<DrawnModel>> = vec![None; n_models as usize];
    let mut last = None;
    for refused in 0..MOST_DRAWS {
        let seed = match refused {
            0 => seed,
            again => replication_seed(seed, u64::from(again)),
        };
        let open: Vec<usize> = (0..models.len()).filter(|&model| models[model].is_none()).collect();
        if open.is_empty() {
            break;
        }
        let points = Method::LatinHypercube.points(seed, &keys, n_models)?;
        let tried: Vec<_> = open
            .into_par_iter()
            .map(|model| {
                let values = ranges.at(&points[model]);
                let settings: Vec<(&str, Value)> = keys.iter().copied().zip(values.iter().cloned()).collect();
                (model, lives(template, &settings, arms).map(|_| values))
            })
            .collect();
        last = None;
        for (model, tried) in tried {
            match tried {
                Ok(values) => models[model] = Some(DrawnModel { values, refused }),
                Err(source) => last = last.or(Some((model, ranges.at(&points[model]), source))),
            }
        }
    }
    match last {
        None => Ok(models.into_iter().flatten().collect()),
        Some((model, values, source)) => Err(RobustnessError::Refused {
            number: model + 1,
            draws: MOST_DRAWS,
            source: PlaceError {
                number: model + 1,
                settings: told(&keys, &values),
                source,
            },
        }),
    }
}

fn told(keys: &[&str], values: &[Value]) -> String {
    let settings: Vec<String> = keys
        .iter()
        .zip(values)
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    settings.join(", ")
}
