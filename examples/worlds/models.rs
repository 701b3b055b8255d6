//! Worlds under other models than the default one: all that is read within [`under`] has the values of a model, where it sets no others.

use std::cell::RefCell;

use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Scenario, ScenarioError, Template};

/// A key, and its value in a model.
pub type ModelValue = (String, Value);

thread_local! {
    static MODEL: RefCell<Vec<ModelValue>> = const { RefCell::new(Vec::new()) };
}

/// Does something under a model.
pub fn under<T>(model: Vec<ModelValue>, work: impl FnOnce() -> T) -> T {
    let before = MODEL.replace(model);
    let done = work();
    MODEL.set(before);
    done
}

/// Reads a scenario under the model in force. What its text sets stays, as far as that is not what it would be without.
///
/// # Errors
/// If anything in the scenario is wrong, or the model is not allowed with it.
pub fn read(text: &str) -> Result<Scenario, ScenarioError> {
    let model = MODEL.with_borrow(Clone::clone);
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
