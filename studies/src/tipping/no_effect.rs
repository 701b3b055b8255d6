//! Whether a key changes anything at all: the same worlds at both ends of its range and half-way.

use std::sync::Arc;

use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::scenario::gate::Value;
use alliance_prose::counted;

use super::question::TippingQuestion;
use crate::experiment::{Control, Trial, try_all};
use crate::idle;
use crate::verdict::worlds::World;

/// Worlds that are lived at each place.
const WORLDS: u32 = 50;

/// That a key changes nothing in any of some worlds, and why, where that is so.
pub(super) fn of_key(question: &TippingQuestion, control: &Control) -> Result<Option<String>, ScenarioError> {
    let key = question.key.as_str();
    let values = question.span.steps(3);
    let at = |value: &f64| {
        Ok(Trial {
            scenario: Arc::new(question.template.with(&[(key, Value::number(*value))])?),
            replications: 0..WORLDS,
        })
    };
    let trials: Vec<Trial> = values.iter().map(at).collect::<Result<_, ScenarioError>>()?;
    let Some(ends) = try_all(&trials, question.seed, control) else {
        return Ok(None);
    };
    let lives = ends
        .into_iter()
        .map(|ends| ends.iter().flatten().map(|end| World::of(end, 0.0)).collect());
    let lives: Vec<Vec<World>> = lives.collect();
    let is_idle = lives.windows(2).all(|pair| pair[0] == pair[1]) && lives.iter().all(|lives| !lives.is_empty());
    Ok(is_idle.then(|| {
        let because = idle::why(key, &trials[0].scenario).map_or(String::new(), |why| format!(": {why}"));
        format!(
            "Identical in all {} at both ends of the range and half-way: this key had no effect (`{key}`){because}.",
            counted(u64::from(WORLDS), "world")
        )
    }))
}
