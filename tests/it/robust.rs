//! `alliance robust` as a user runs it.

use crate::program::{Desk, header};

/// Conversations work through dialogue alone; nobody leaves, so that all worlds are of one age.
const SCENARIO: &str = r#"
title = "Talks"
months = 18
seed = 3

[population]
count = 5

[membership]
enabled = false

[cohesion]
enabled = false

[[arms]]
name = "talks"
set = { events = [{ month = 2, kind = "open_conversation", size = 9 }, { month = 8, kind = "open_conversation", size = 9 }] }

[[arms]]
name = "no dialogue"
set = { dialogue.enabled = false }
"#;

const LIST: &str = r#"
[assumptions]
"dialogue.enabled" = { choices = [true, false], weights = [3, 1], reason = "ours: a quarter of the models do without" }
"gossip.rate" = { times = [0.5, 2.0], reason = "ours" }
"cohesion.thriving_above" = { times = [0.5, 2.0], reason = "trust does not depend on it" }
"membership.patience" = { times = [0.5, 2.0], reason = "nobody leaves" }
"#;

const ASK: &str = "robust scenario.toml --plausible list.toml --models 40 --runs 8 --measure trust --no-charts --quiet";

fn desk() -> Desk {
    let desk = Desk::with_scenario(SCENARIO);
    desk.write("list.toml", LIST);
    desk
}

#[test]
fn every_model_is_written_with_what_every_arm_does_in_it() {
    let desk = desk();
    let told = desk.alliance(&format!("{ASK} --out out")).done().out;
    let models = desk.table("out/robust_models.csv");
    assert_eq!(
        header(&desk.read("out/robust_models.csv")),
        "model,drawn_again,dialogue.enabled,gossip.rate,cohesion.thriving_above"
    );
    assert_eq!(models.len(), 41);
    let written = ["dialogue.enabled", "gossip.rate", "cohesion.thriving_above"].map(|key| models[0][key].as_str());
    assert_eq!(written, ["true", "0.05", "0.3"]);
    let effects = desk.table("out/robust_effects.csv");
    assert_eq!(effects.len(), 41 * 2);
    for effect in &effects {
        let model = &models[effect["model"].parse::<usize>().unwrap()];
        let has_dialogue = model["dialogue.enabled"] == "true";
        match effect["arm"].as_str() {
            "talks" if !has_dialogue => {
                let found = [
                    &effect["difference"],
                    &effect["low"],
                    &effect["high"],
                    &effect["effect"],
                ];
                assert_eq!(found, ["0.0", "0.0", "0.0", "unclear"]);
            }
            "talks" => assert!(effect["difference"].parse::<f64>().unwrap() > 0.0, "{effect:?}"),
            _ => assert_eq!(effect["effect"] == "same", !has_dialogue, "{effect:?}"),
        }
    }
    let summary = desk.table("out/robust.csv");
    assert_eq!(
        (summary[0]["models"].as_str(), summary[0]["same"].as_str()),
        ("40", "0")
    );
    assert_eq!(
        (summary[1]["models"].as_str(), summary[1]["same"].as_str()),
        ("30", "10")
    );
    assert!(
        told.contains("What ‘talks’ does hangs most on dialogue.enabled (on average 0.00 with false, +"),
        "{told}"
    );
    assert!(
        told.contains("membership.patience ([membership] is switched off)"),
        "{told}"
    );
}

#[test]
fn the_answer_for_programs_has_what_the_words_have() {
    let desk = desk();
    let told = desk.alliance(&format!("{ASK} --out out --json")).done().out;
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(json["arms"][0]["carries"][0]["key"], "dialogue.enabled");
    assert_eq!(json["arms"][0]["boxes"][0]["limits"][0][1], "false");
    assert_eq!(json["fixed"][0]["key"], "membership.patience");
    assert!(
        json["sentence"]
            .as_str()
            .unwrap()
            .starts_with("Under 40 plausible models"),
        "{told}"
    );
    assert_eq!(desk.json("out/manifest.json")["models"], 40);
}

#[test]
fn the_models_that_come_with_the_program_are_tried_unless_others_are_named() {
    let desk = desk();
    let told = desk
        .alliance("robust scenario.toml --models 20 --runs 2 --arm talks --quiet --out out")
        .done();
    assert!(
        told.out.contains("Thriving, in per cent: every arm against ‘base’"),
        "{}",
        told.out
    );
    assert!(desk.has("out/charts/robust.svg") && desk.has("out/charts/robust.png"));
    assert!(header(&desk.read("out/robust_models.csv")).contains(",work.trust_weight,"));
    assert!(
        desk.alliance("status out").done().out.starts_with("out: finished"),
        "{:?}",
        desk.files()
    );
}

#[test]
fn a_mistake_in_a_list_of_plausible_models_is_shown_there() {
    let desk = desk();
    desk.write("list.toml", LIST.replace("gossip.rate", "gossip.rat"));
    insta::assert_snapshot!(desk.alliance(ASK).refusal(), @r#"
    error: unknown key `rat` in [gossip]
     --> list.toml:4:1
      |
    4 | "gossip.rat" = { times = [0.5, 2.0], reason = "ours" }
      | ^^^^^^^^^^^^ no such key here
      |
      = help: did you mean `rate`?
    "#);
    desk.write("list.toml", LIST);
    insta::assert_snapshot!(desk.alliance(&ASK.replace("list.toml", "lst.toml")).refusal(), @"error: there is no file lst.toml; did you mean list.toml?");
}
