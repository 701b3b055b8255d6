//! What a scenario says.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;

use super::keys::{ScenarioKey, keys};
use super::settings::{Chosen, ScenarioQuestion, read};
use super::value::{Change, Settable};
use super::written::with_changes;
use super::{Limits, Refused};
use alliance_dynamics::mechanisms::Dynamics;
use alliance_dynamics::scenario::BASE;
use alliance_dynamics::scenario::file::{EventEntry, ScenarioFile, StewardEntry};
use alliance_studies::experiment::Control;

/// What the scenario says.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScenarioAnswer<'a> {
    title: &'a str,
    description: &'a str,
    months: u32,
    dynamics: Dynamics,
    /// What luck is derived from, after the seed of the question.
    seed: u64,
    /// Every member and candidate, founders first.
    members: &'a [String],
    goal_axes: &'a [String],
    /// The arms of the file; the first is `base` and sets nothing.
    arms: Vec<ArmAnswer<'a>>,
    /// Whether the members are drawn from `[population]`; otherwise the file lists them.
    drawn: bool,
    /// What the file alone plans, as a change would set it: a change of `stewards` or `events` replaces all of them.
    planned: PlannedAnswer<'a>,
    /// Every key that holds a number or a switch, with its value after the changes.
    keys: Vec<ScenarioKey>,
    /// The scenario as a file: the text with the changes, and the seed of the question, in it.
    toml: String,
}

/// An arm of the file.
#[derive(Debug, Serialize, JsonSchema)]
struct ArmAnswer<'a> {
    name: &'a str,
    #[schemars(with = "Vec<Change>")]
    set: Vec<(&'a String, &'a Json)>,
}

/// What the file alone plans, as a change would set it.
#[derive(Debug, Serialize, JsonSchema)]
struct PlannedAnswer<'a> {
    #[schemars(with = "Vec<Settable>")]
    stewards: &'a [StewardEntry],
    #[schemars(with = "Vec<Settable>")]
    events: &'a [EventEntry],
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let settings: ScenarioQuestion = read(body)?;
    let chosen = settings.choose(limits, control)?;
    let Chosen { scenario, seed, .. } = &chosen;
    let answer = ScenarioAnswer {
        title: &scenario.title,
        description: &scenario.description,
        months: scenario.months,
        dynamics: scenario.dynamics,
        seed: *seed,
        members: &scenario.names,
        goal_axes: &scenario.goal_axes,
        arms: arms(&chosen),
        drawn: scenario.resolved().members.is_empty(),
        planned: planned(chosen.template.base().resolved()),
        keys: keys(scenario, chosen.template.base()),
        toml: with_changes(&settings.toml, &chosen.changes, settings.seed)?,
    };
    Ok(serde_json::to_vec(&answer)?)
}

fn arms(chosen: &Chosen) -> Vec<ArmAnswer<'_>> {
    let base = ArmAnswer {
        name: BASE,
        set: Vec::new(),
    };
    let others = chosen.template.base().resolved().arms.iter().map(|arm| ArmAnswer {
        name: &arm.name,
        set: arm.set.iter().collect(),
    });
    std::iter::once(base).chain(others).collect()
}

fn planned(file: &ScenarioFile) -> PlannedAnswer<'_> {
    PlannedAnswer {
        stewards: &file.stewards,
        events: &file.events,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::{Limits, PageQuestion, answer};
    use alliance_studies::experiment::Control;

    #[test]
    fn what_is_planned_is_what_the_file_plans_and_can_be_set_again() {
        let toml = "[[stewards]]\nrole = \"coordinator\"\nfrom = 6\n\n[[events]]\nmonth = 3\nkind = \"open_conversation\"\nsize = 8\n";
        let told = ask(&json!({ "toml": toml, "changes": [["events", []], ["stewards", []]] }));
        assert_eq!(told["planned"]["stewards"][0]["role"], "coordinator");
        assert_eq!(
            told["planned"]["events"],
            json!([{ "month": 3, "kind": "open_conversation", "size": 8.0 }])
        );
        let again = json!([
            ["stewards", told["planned"]["stewards"]],
            ["events", told["planned"]["events"]]
        ]);
        assert_eq!(
            ask(&json!({ "toml": toml, "changes": again }))["planned"],
            told["planned"]
        );
    }

    #[test]
    fn members_are_drawn_where_the_file_lists_none() {
        assert_eq!(ask(&json!({ "toml": "" }))["drawn"], true);
        let listed = "members = [{ name = \"A\" }, { name = \"B\" }, { name = \"C\" }]";
        assert_eq!(ask(&json!({ "toml": listed }))["drawn"], false);
    }

    fn ask(question: &Json) -> Json {
        let body = question.to_string();
        let answer = answer(
            PageQuestion::Scenario,
            body.as_bytes(),
            &Limits::default(),
            &Control::default(),
        )
        .unwrap();
        serde_json::from_slice(&answer).unwrap()
    }
}
