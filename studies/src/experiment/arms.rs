//! Arms, by their names.

use alliance_dynamics::scenario::gate::nearest;
use alliance_dynamics::scenario::{ScenarioError, Template};
use alliance_prose::did_you_mean;

/// Why a scenario is not to be had as an arm says.
#[derive(Debug, thiserror::Error)]
pub enum ArmError {
    /// What the arm sets is wrong.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    /// No arm has this name.
    #[error("no arm is called `{name}`; the arms are {}{}", quoted(.arms), did_you_mean(nearest(.name, .arms.iter().map(String::as_str))))]
    Unknown {
        /// The name.
        name: String,
        /// The names that there are.
        arms: Vec<String>,
    },
}

impl ArmError {
    /// That of a name which none of these arms has.
    #[must_use]
    pub fn unknown<'a>(name: &str, arms: impl Iterator<Item = &'a str>) -> Self {
        Self::Unknown {
            name: name.to_owned(),
            arms: arms.map(str::to_owned).collect(),
        }
    }
}

/// The scenario as written, or as the arm of this name says.
///
/// # Errors
/// If no arm has the name, or what it sets is wrong.
pub fn in_arm(template: Template, name: Option<&str>) -> Result<Template, ArmError> {
    let Some(name) = name else { return Ok(template) };
    let arm = template.in_arm(name)?;
    arm.ok_or_else(|| ArmError::unknown(name, template.arms()))
}

/// What a chart is about: the title of the scenario, and the arm where it is not the scenario as written.
pub(crate) fn in_title(template: &Template, arm: Option<&str>) -> String {
    let about = [Some(template.base().title.as_str()), arm].into_iter().flatten();
    let about: Vec<&str> = about.filter(|name| !name.is_empty()).collect();
    about.join(", ")
}

fn quoted(arms: &[String]) -> String {
    let names: Vec<String> = arms.iter().map(|arm| format!("`{arm}`")).collect();
    names.join(", ")
}
