//! Arms, by their names.

use alliance_dynamics::scenario::Template;
use alliance_dynamics::scenario::gate::nearest;
use anyhow::anyhow;

/// The scenario as written, or as the arm of this name says.
pub fn in_arm(template: Template, name: Option<&str>) -> anyhow::Result<Template> {
    let Some(name) = name else { return Ok(template) };
    let arm = template.in_arm(name)?;
    arm.ok_or_else(|| no_such_arm(name, template.arms()))
}

/// What is said of a name that no arm has.
pub fn no_such_arm<'a>(name: &str, arms: impl Iterator<Item = &'a str>) -> anyhow::Error {
    let arms: Vec<&str> = arms.collect();
    let near = nearest(name, arms.iter().copied())
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default();
    let names: Vec<String> = arms.iter().map(|arm| format!("`{arm}`")).collect();
    anyhow!("no arm is called `{name}`; the arms are {}{near}", names.join(", "))
}
