//! What a scenario says.

use serde::Serialize;
use serde_json::Value as Json;

use super::keys::{ScenarioKey, keys};
use super::settings::{Chosen, Settings, read};
use super::written::with_changes;
use super::{Limits, Refused};
use alliance_dynamics::mechanisms::Dynamics;
use alliance_dynamics::scenario::BASE;
use alliance_dynamics::scenario::file::{EventEntry, ScenarioFile, StewardEntry};

#[derive(Debug, Serialize)]
struct ScenarioAnswer<'a> {
    title: &'a str,
    description: &'a str,
    months: u32,
    dynamics: &'static str,
    seed: u64,
    members: &'a [String],
    goal_axes: &'a [String],
    arms: Vec<ArmAnswer<'a>>,
    drawn: bool,
    planned: Planned<'a>,
    keys: Vec<ScenarioKey>,
    toml: String,
}

#[derive(Debug, Serialize)]
struct ArmAnswer<'a> {
    name: &'a str,
    set: Vec<(&'a String, &'a Json)>,
}

/// What the file alone plans, as a change would set it.
#[derive(Debug, Serialize)]
struct Planned<'a> {
    stewards: &'a [StewardEntry],
    events: &'a [EventEntry],
}

pub(super) fn answer(body: &[u8], limits: &Limits) -> Result<Vec<u8>, Refused> {
    let settings: Settings = read(body)?;
    let chosen = settings.choose(limits)?;
    let Chosen { scenario, seed, .. } = &chosen;
    let answer = ScenarioAnswer {
        title: &scenario.title,
        description: &scenario.description,
        months: scenario.months,
        dynamics: match scenario.dynamics {
            Dynamics::Stochastic => "stochastic",
            Dynamics::MeanField => "mean_field",
        },
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

fn planned(file: &ScenarioFile) -> Planned<'_> {
    Planned {
        stewards: &file.stewards,
        events: &file.events,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::{Limits, Question, answer};
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
            Question::Scenario,
            body.as_bytes(),
            &Limits::default(),
            &Control::default(),
        )
        .unwrap();
        serde_json::from_slice(&answer).unwrap()
    }
}
