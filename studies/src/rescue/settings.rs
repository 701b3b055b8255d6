//! A scenario with help in it.

use serde::Serialize;

use super::help::{Help, Once};
use alliance_dynamics::mechanisms::Dial;
use alliance_dynamics::scenario::file::RescueTable;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Scenario, ScenarioError, Template};

/// Why a scenario cannot have some help.
#[derive(Debug, thiserror::Error)]
pub enum HelpError {
    /// The help is not allowed beside what the scenario says.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// What the scenario has planned already cannot be written down.
    #[error("the stewards and events of the scenario cannot be written: {0}")]
    Unwritable(#[from] toml::ser::Error),
}

/// A scenario with help added to what it has.
///
/// # Errors
/// If the help is not allowed beside what the scenario says.
pub fn with_help(template: &Template, table: &RescueTable, help: &Help) -> Result<Scenario, HelpError> {
    let settings = settings(template, table, help)?;
    let values = settings.iter().map(|(key, text)| {
        // What cannot be read is text, which the gate refuses with its place.
        let value = Value::read(text).unwrap_or_else(|| Value::Text(text.clone()));
        (*key, value)
    });
    Ok(template.with(&values.collect::<Vec<_>>())?)
}

/// What help sets, as an arm does: keys with their values in TOML. The stewards and events of the scenario stay.
///
/// # Errors
/// If those of the scenario cannot be written, which cannot happen to a checked scenario.
pub fn settings(
    template: &Template,
    table: &RescueTable,
    help: &Help,
) -> Result<Vec<(&'static str, String)>, toml::ser::Error> {
    let file = template.base().resolved();
    let mut settings = Vec::new();
    if help.steward.is_some() {
        let roles: Vec<&str> = file.stewards.iter().map(|steward| steward.role.as_str()).collect();
        settings.push(("stewards", list(&file.stewards, steward(table, &roles, help))?));
    }
    let events = events(table, help);
    if !events.is_empty() {
        settings.push(("events", list(&file.events, events)?));
    }
    Ok(settings)
}

/// The entries there are, and those that are added.
fn list<T: Serialize>(entries: &[T], added: impl IntoIterator<Item = String>) -> Result<String, toml::ser::Error> {
    let written = entries
        .iter()
        .map(|entry| toml::Value::try_from(entry).map(|value| value.to_string()));
    let written: Vec<String> = written.collect::<Result<_, _>>()?;
    let all: Vec<String> = written.into_iter().chain(added).collect();
    Ok(format!("[{}]", all.join(", ")))
}

fn steward(table: &RescueTable, roles: &[&str], help: &Help) -> Option<String> {
    let service = help.steward.as_ref()?;
    let focus = service
        .focus
        .iter()
        .map(|(quality, attention)| format!("{} = {attention}", quality.name()));
    Some(format!(
        "{{ role = {}, from = {}, until = {}, skill = {}, cost = {}, focus = {{ {} }} }}",
        toml::Value::from(own_role(&table.steward.role, roles)),
        service.from,
        service.until,
        *table.steward.skill,
        *table.steward.cost,
        focus.collect::<Vec<_>>().join(", ")
    ))
}

/// The role, with a number where somebody has it already.
fn own_role(role: &str, taken: &[&str]) -> String {
    let numbered = (2..).map(|number| format!("{role} {number}"));
    let mut roles = std::iter::once(role.to_owned()).chain(numbered);
    roles.find(|role| !taken.contains(&role.as_str())).unwrap_or_default()
}

fn events(table: &RescueTable, help: &Help) -> Vec<String> {
    let size = *table.conversations.size;
    let conversation = |month: &u32| format!("{{ month = {month}, kind = \"open_conversation\", size = {size} }}");
    let step = |(kind, step): (&str, Option<Once>)| {
        let Once { month, size } = step?;
        Some(format!("{{ month = {month}, kind = \"{kind}\", size = {size} }}"))
    };
    let steps = [("agreement", help.agreement), ("story", help.story)].into_iter();
    let dial = |month: u32, dial: Dial, value: f64| {
        format!(
            "{{ month = {month}, kind = \"dial\", dial = \"{}\", value = {value} }}",
            dial.name()
        )
    };
    let turns = help.dials.iter().map(|turn| dial(turn.month, turn.dial, turn.value));
    let conversations = help.conversations.iter().map(conversation);
    conversations.chain(steps.filter_map(step)).chain(turns).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rescue::{DialTurn, Service};
    use alliance_dynamics::mechanisms::Quality;

    fn help() -> Help {
        Help {
            steward: Some(Service {
                from: 3,
                until: 9,
                focus: vec![(Quality::SenseMaking, 0.5), (Quality::Relations, 1.0)],
            }),
            conversations: vec![3],
            agreement: Some(Once { month: 5, size: 0.4 }),
            story: None,
            dials: vec![DialTurn {
                month: 6,
                dial: Dial::Process,
                before: 0.25,
                value: 0.4,
            }],
        }
    }

    #[test]
    fn help_is_added_to_what_a_scenario_has_under_a_role_of_its_own() {
        let file =
            "months = 24\n[[stewards]]\nrole = \"facilitator\"\n[[events]]\nmonth = 2\nkind = \"shock\"\nsize = 0.5\n";
        let template = Template::from_toml(file).unwrap();
        let scenario = with_help(&template, &RescueTable::default(), &help()).unwrap();
        let roles: Vec<&str> = scenario
            .resolved()
            .stewards
            .iter()
            .map(|steward| steward.role.as_str())
            .collect();
        assert_eq!(roles, ["facilitator", "facilitator 2"]);
        let events = scenario.resolved().events.iter();
        let months: Vec<u32> = events.filter_map(|event| event.month()).collect();
        assert_eq!(months, [2, 3, 5, 6]);
    }

    #[test]
    fn help_is_written_as_a_person_would_write_it() {
        let template = Template::from_toml("months = 24").unwrap();
        let settings = settings(&template, &RescueTable::default(), &help()).unwrap();
        let text: Vec<String> = settings.iter().map(|(key, text)| format!("{key} = {text}")).collect();
        insta::assert_snapshot!(text.join("\n"), @r#"
        stewards = [{ role = "facilitator", from = 3, until = 9, skill = 0.9, cost = 0, focus = { sense_making = 0.5, relations = 1 } }]
        events = [{ month = 3, kind = "open_conversation", size = 8 }, { month = 5, kind = "agreement", size = 0.4 }, { month = 6, kind = "dial", dial = "process", value = 0.4 }]
        "#);
        assert!(
            super::settings(&template, &RescueTable::default(), &Help::default())
                .unwrap()
                .is_empty()
        );
    }
}
