//! Worlds under other models than the default one: all that is read within [`under`] has the values of a model, where it sets no others.

use std::cell::RefCell;

use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Scenario, ScenarioError, Template};

/// A key, and its value in a model.
pub type ModelValue = (String, Value);

/// A model: the values it sets, and the worlds it has.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// What it sets.
    pub values: Vec<ModelValue>,
    /// Its first world, so that those of two models can have nothing in common.
    pub first_world: u32,
}

thread_local! {
    static MODEL: RefCell<Model> = const { RefCell::new(Model { values: Vec::new(), first_world: 0 }) };
}

/// Does something under a model.
pub fn under<T>(model: Model, work: impl FnOnce() -> T) -> T {
    let before = MODEL.replace(model);
    let done = work();
    MODEL.set(before);
    done
}

/// The first world of the model in force.
pub fn first_world() -> u32 {
    MODEL.with_borrow(|model| model.first_world)
}

/// Reads a scenario under the model in force. What its text sets stays, as far as that is not what it would be without.
///
/// # Errors
/// If anything in the scenario is wrong, or the model is not allowed with it.
pub fn read(text: &str) -> Result<Scenario, ScenarioError> {
    let model = MODEL.with_borrow(|model| model.values.clone());
    if model.is_empty() {
        return Scenario::from_toml(text);
    }
    let template = Template::from_toml(text)?;
    let [here, default] = [template.base().resolved(), Scenario::default().resolved()]
        .map(|file| serde_json::to_value(file).unwrap_or_default());
    let is_free = |key: &str| {
        let path = format!("/{}", key.replace('.', "/"));
        here.pointer(&path) == default.pointer(&path)
    };
    let settings: Vec<(&str, Value)> = model
        .iter()
        .filter(|(key, _)| is_free(key))
        .map(|(key, value)| (key.as_str(), value.clone()))
        .collect();
    template.with(&settings)
}
