//! Whether what changes do holds under other models.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::limits::{PATIENCE, allow};
use super::refused::RefusalAnswer;
use super::settings::{Chosen, ScenarioQuestion, read};
use super::value::Change;
use super::{Limits, Refused};
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::scenario::BASE;
use alliance_dynamics::scenario::gate::Value;
use alliance_studies::causes::Bounded;
use alliance_studies::experiment::{Control, Response};
use alliance_studies::robustness::{self, ArmRobustness, EffectSign, GroupMean, KeyCarries, ModelBox, ModelEffect};
use alliance_studies::verdict::ShareVerdict;
use alliance_studies::{Answer as _, Question as _, Unanswered};

/// The most models; the command line has no such limit.
const MOST_MODELS: u64 = 200;
/// What the arms are called that the changes make.
const CHANGED: &str = "changed";
const PINNED: &str = "pinned";

/// Whether what the changes do holds under other models that are as plausible.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RobustnessQuestion {
    #[serde(flatten)]
    settings: ScenarioQuestion,
    /// What differs from the file where the changes are not made; nothing where they are held against the file.
    #[serde(default)]
    #[schemars(with = "Vec<Change>")]
    base: Vec<(String, Json)>,
    /// What the two are compared by.
    goal: Goal,
    /// How many models are drawn.
    models: u32,
    /// Worlds of every model.
    runs: u32,
}

/// Whether it holds, as `alliance robust` says it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RobustnessAnswer {
    goal: Goal,
    /// Models in which the two can be compared.
    models: usize,
    /// Models that have already what the changes set, so that there is nothing to compare.
    same: usize,
    /// Models in which anything is in question: not all worlds meet the goal either way, and not none.
    in_question: usize,
    /// Worlds of every model.
    runs: u32,
    /// Share of the models in which the changes help, beyond luck.
    helps: Bounded,
    /// Share in which they harm, beyond luck.
    harms: Bounded,
    /// Share in which luck could explain what they do.
    unclear: f64,
    /// What they do to the share of worlds that meet the goal, in the scenario as written; nothing where they do nothing.
    as_written: Option<Bounded>,
    /// The same in every model, the lowest first.
    effects: Vec<Bounded>,
    /// Assumptions that are shown to carry it, the weightiest first.
    carries: Vec<CarryingAssumption>,
    /// Where they do otherwise than mostly.
    boxes: Vec<BoxOfModels>,
    /// How many assumptions vary.
    varied: usize,
    /// The sentence of `alliance robust`, in English.
    words: String,
}

/// An assumption that carries what the changes do.
#[derive(Debug, Serialize, JsonSchema)]
struct CarryingAssumption {
    key: String,
    /// The share of the spread between models that goes with it alone.
    share: f64,
    /// What the changes do where it has its least values.
    low: EndOfKey,
    /// The same where it has its greatest.
    high: EndOfKey,
}

/// What the changes do, on average, where a key has some values.
#[derive(Debug, Serialize, JsonSchema)]
struct EndOfKey {
    /// The values: one, or `0.1 to 0.2`.
    values: String,
    #[serde(flatten)]
    mean: Bounded,
}

/// Models in which the changes do otherwise than mostly.
#[derive(Debug, Serialize, JsonSchema)]
struct BoxOfModels {
    /// Whether it is about their helping; else about their harming.
    about_help: bool,
    /// Whether they do that here; else they do not.
    does: bool,
    /// Keys with what the box allows of them: `at most 0.04`.
    limits: Vec<(String, String)>,
    /// Models in it.
    models: usize,
    /// The share of these that are as it says.
    density: f64,
}

/// The answer comes as lines: how much is done, 0…1, now and then, and what was found last.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "for the schema: whoever sends the lines puts them together")]
pub(super) enum RobustnessLine {
    Done { done: f64 },
    Answer { answer: RobustnessAnswer },
    Refused(RefusalAnswer),
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let question: RobustnessQuestion = read(body)?;
    allow("models", u64::from(question.models), MOST_MODELS)?;
    limits.allow_runs(question.runs)?;
    let asked = asked(&question, limits, control)?;
    control.expect(asked.most_runs());
    let answer = asked.answer(control).map_err(|error| match error {
        Unanswered::Scenario(error) => error.into(),
        _ => Refused::Stopped,
    })?;
    if control.is_stopped() {
        return Err(Refused::Stopped);
    }
    if let Some(failed) = answer.completion().failed {
        return Err(Refused::Failed(failed));
    }
    Ok(serde_json::to_vec(&told(question.goal, &answer))?)
}

/// The question of the study, with the changes as an arm on top of every model.
fn asked(
    question: &RobustnessQuestion,
    limits: &Limits,
    control: &Control,
) -> Result<robustness::RobustnessQuestion, Refused> {
    let changed = question.settings.choose(limits, control)?;
    let pinned = question.settings.with_changes(&question.base).choose(limits, control)?;
    let runs = 2 * (1 + u64::from(question.models)) * u64::from(question.runs);
    for chosen in [&changed, &pinned] {
        limits.allow_effort(&chosen.scenario, runs, PATIENCE)?;
    }
    if pinned.changes == changed.changes {
        let message = "nothing is changed, so there is no effect to try under other models";
        return Err(Refused::Malformed(message.to_owned()));
    }
    let (changes, base) = (set(&changed), set(&pinned));
    let template = changed.template.with_arms(&[(CHANGED, &changes), (PINNED, &base)])?;
    let request = robustness::RobustnessRequest {
        models: question.models,
        runs: question.runs,
        base: Some(if base.is_empty() { BASE } else { PINNED }.to_owned()),
        arms: vec![CHANGED.to_owned()],
        about: (question.goal == Goal::Survival).then_some(Response::SURVIVAL),
        seed: Some(changed.seed),
        ..robustness::RobustnessRequest::default()
    };
    Ok(robustness::RobustnessQuestion::new(template, &request)?)
}

fn set(chosen: &Chosen) -> Vec<(&str, Value)> {
    let changes = chosen.changes.iter();
    changes.map(|(key, value)| (key.as_str(), value.clone())).collect()
}

fn told(goal: Goal, answer: &robustness::RobustnessAnswer) -> RobustnessAnswer {
    let found = answer.found();
    let arm = &found.arms[0];
    let mut effects: Vec<Bounded> = answer.effects(0).map(effect).collect();
    effects.sort_by(|one, other| one.value.total_cmp(&other.value));
    RobustnessAnswer {
        goal,
        models: arm.models,
        same: arm.same,
        in_question: arm.in_question,
        runs: found.runs,
        helps: share(arm.higher),
        harms: share(arm.lower),
        unclear: unclear(arm),
        as_written: arm.as_written.as_ref().map(effect),
        effects,
        carries: arm.shown().filter_map(carries).collect(),
        boxes: arm.boxes.iter().map(of_box).collect(),
        varied: found.varied.len(),
        words: found.sentence.clone(),
    }
}

fn share(of: ShareVerdict) -> Bounded {
    Bounded::of((of.share, of.interval))
}

fn unclear(arm: &ArmRobustness) -> f64 {
    1.0 - arm.higher.share - arm.lower.share
}

fn effect(of: &ModelEffect) -> Bounded {
    Bounded::of((of.difference, of.interval))
}

fn carries(of: &KeyCarries) -> Option<CarryingAssumption> {
    let end = |group: &GroupMean| EndOfKey {
        values: group.values.clone(),
        mean: Bounded::of((group.mean, group.interval)),
    };
    Some(CarryingAssumption {
        key: of.key.clone(),
        share: of.share,
        low: end(of.groups.first()?),
        high: end(of.groups.last()?),
    })
}

fn of_box(of: &ModelBox) -> BoxOfModels {
    BoxOfModels {
        about_help: of.about == EffectSign::Higher,
        does: of.does,
        limits: of.limits.clone(),
        models: of.models,
        density: of.density,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use alliance_dynamics::scenario::Template;

    const FILE: &str =
        "months = 36\nseed = 3\npopulation.count = 4\n[[arms]]\nname = \"lost\"\nset = { gossip.rate = 0.4 }\n";
    /// The same file with the two settings as its arms.
    const WITH_ARMS: &str = "months = 36\nseed = 3\npopulation.count = 4\n\
        [[arms]]\nname = \"changed\"\nset = { \"home_talk.echo\" = 0.0, \"gossip.enabled\" = false }\n\
        [[arms]]\nname = \"pinned\"\nset = { \"home_talk.echo\" = 0.6 }\n";

    #[test]
    fn the_answer_is_what_the_study_says_of_the_same_arms() {
        let told = ask(&json!({ "base": [], "goal": "survival" })).unwrap();
        let study = study(None, Some(Response::SURVIVAL));
        assert_same(&told, &study);
        assert!(!told["effects"].as_array().unwrap().is_empty());
    }

    #[test]
    fn a_setting_that_is_pinned_is_what_the_changes_are_held_against() {
        let told = ask(&json!({ "base": [["home_talk.echo", 0.6]], "goal": "thriving" })).unwrap();
        assert_same(&told, &study(Some("pinned"), None));
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let refused = |part: Json| ask(&part).unwrap_err().to_string();
        let same = refused(json!({ "base": changes(), "goal": "survival" }));
        assert!(same.contains("nothing is changed"), "{same}");
        let many = refused(json!({ "goal": "survival", "models": 201 }));
        assert!(many.contains("too many models"), "{many}");
        let few = refused(json!({ "goal": "survival", "models": 19 }));
        assert!(few.contains("models: 19 are too few; at least 20 are needed"), "{few}");
    }

    #[test]
    fn whoever_stops_it_is_told_nothing() {
        let control = Control::default();
        control.stop();
        let body = body(&json!({ "goal": "survival" }));
        let refused = answer(&body, &Limits::default(), &control).unwrap_err();
        assert!(matches!(refused, Refused::Stopped), "{refused}");
    }

    fn changes() -> Json {
        json!([["home_talk.echo", 0.0], ["gossip.enabled", false]])
    }

    fn body(part: &Json) -> Vec<u8> {
        let mut whole = json!({ "toml": FILE, "changes": changes(), "seed": 5, "models": 24, "runs": 6 });
        let pairs = part.as_object().unwrap().clone();
        whole.as_object_mut().unwrap().extend(pairs);
        whole.to_string().into_bytes()
    }

    fn ask(part: &Json) -> Result<Json, Refused> {
        let told = answer(&body(part), &Limits::default(), &Control::default())?;
        Ok(serde_json::from_slice(&told).unwrap())
    }

    /// The same, asked as the program asks it.
    fn study(base: Option<&str>, about: Option<Response>) -> Json {
        let request = robustness::RobustnessRequest {
            models: 24,
            runs: 6,
            base: base.map(str::to_owned),
            arms: vec!["changed".to_owned()],
            about,
            seed: Some(5),
            ..robustness::RobustnessRequest::default()
        };
        let question = robustness::RobustnessQuestion::new(Template::from_toml(WITH_ARMS).unwrap(), &request).unwrap();
        question.answer(&Control::default()).unwrap().json().unwrap()
    }

    fn assert_same(told: &Json, study: &Json) {
        let arm = &study["arms"][0];
        for (page, of_study) in [("helps", "higher"), ("harms", "lower")] {
            assert_eq!(told[page]["value"], arm[of_study]["share"]);
            assert_eq!(told[page]["low"], arm[of_study]["interval"]["low"]);
        }
        for key in ["models", "same", "in_question"] {
            assert_eq!(told[key], arm[key], "{key}");
        }
        assert_eq!(told["words"], study["sentence"]);
        assert_eq!(told["as_written"]["value"], arm["as_written"]["difference"]);
        assert_eq!(
            told["effects"].as_array().unwrap().len() as u64,
            arm["models"].as_u64().unwrap()
        );
        let shown = arm["carries"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|key| key["is_shown"] == true);
        let keys: Vec<&Json> = shown.map(|key| &key["key"]).collect();
        let told: Vec<&Json> = told["carries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| &key["key"])
            .collect();
        assert_eq!(told, keys);
    }
}
