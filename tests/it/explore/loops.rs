//! Feedback loops are those of `alliance loops`, and what cuts one cuts it wholly.

use std::collections::BTreeSet;

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::simulation::loops::{LoopMeter, Window};
use alliance_page::interface::PageQuestion;
use serde_json::{Value as Json, json};

use super::{alone, ask, text};

/// A world in which every loop is at work: nobody agrees, somebody leads, one home has its own voice, one hides what it wants, a steward comes from a
/// member, and there is a rumour.
const BUSY: &str = "months = 2\n[alliance]\nlead = \"A\"\n[[members]]\nname = \"A\"\nvoice = 0.6\n[[members]]\nname = \"B\"\nculture = 0.9\ngoal = [0.3, 0.3]\n\
    [[members]]\nname = \"C\"\nculture = 0.1\ngoal = [-0.9, 0.2]\nhidden = 0.5\n[relations]\ntrust_mean = 0.6\nimage_mean = -0.3\n[[stewards]]\nrole = \"manager\"\n\
    skill = 0.8\nfocus = { paradox = 0.9 }\n[[stewards]]\nrole = \"delegate\"\nhome = \"B\"\nskill = 0.8\nfocus = { relations = 0.9 }\n[[events]]\nmonth = 0\nkind = \"rumour\"\nsource = \"A\"\nabout = \"B\"\nstrength = 0.4";

fn loops(changes: &Json) -> Json {
    ask(
        PageQuestion::Loops,
        &json!({ "toml": BUSY, "changes": changes, "replication": 2 }),
    )["loops"]
        .clone()
}

fn strongest(feedback: &Json) -> f64 {
    let strengths = feedback["strength"]
        .as_array()
        .unwrap()
        .iter()
        .map(|strength| strength.as_f64().unwrap().abs());
    strengths.fold(0.0, f64::max)
}

#[test]
fn what_cuts_a_loop_leaves_it_no_strength_and_no_key_too_much() {
    let busy = loops(&json!([]));
    for (number, feedback) in busy.as_array().unwrap().iter().enumerate() {
        let name = &feedback["name"];
        assert!(strongest(feedback) > 1e-9, "{name} is not at work");
        let cut = feedback["cut"].as_array().unwrap();
        assert!(!cut.is_empty(), "{name}");
        assert_eq!(strongest(&loops(&feedback["cut"])[number]), 0.0, "{name}");
        for left_out in 0..cut.len() {
            let mut fewer = cut.clone();
            fewer.remove(left_out);
            assert!(
                strongest(&loops(&json!(fewer))[number]) > 0.0,
                "{name} needs no {}",
                cut[left_out]
            );
        }
    }
}

#[test]
fn strengths_are_those_of_the_world_that_was_asked_for() {
    let toml = text("two-camps");
    let body = json!({ "toml": toml, "changes": [["months", 6]], "seed": 8, "replication": 4 });
    let told = ask(PageQuestion::Loops, &body);
    let scenario = alone(toml).unwrap().with(&[("months", Value::number(6.0))]).unwrap();
    let mut meter = LoopMeter::new(scenario, Window::default());
    let world = meter.run(replication_seed(8, 4));
    for (month, gains) in world.months.iter().enumerate() {
        assert_eq!(told["whole"][month], json!(gains.whole));
        for (number, feedback) in meter.loops().iter().enumerate() {
            let told = &told["loops"][number];
            assert_eq!(
                (&told["name"], &told["route"]),
                (&json!(feedback.name), &json!(feedback.route))
            );
            assert_eq!(told["strength"][month], json!(gains.strength(number)));
        }
    }
    assert_eq!(told["whole"].as_array().unwrap().len(), world.months.len());
}

#[test]
fn arrows_lead_between_nodes_and_carry_known_loops() {
    let told = ask(PageQuestion::Loops, &json!({ "toml": "months = 1", "replication": 0 }));
    let names = |list: &str| {
        told[list]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].clone().to_string())
            .collect::<BTreeSet<_>>()
    };
    let (nodes, loops) = (names("nodes"), names("loops"));
    for arrow in told["arrows"].as_array().unwrap() {
        assert!(
            nodes.contains(&arrow["from"].to_string()) && nodes.contains(&arrow["to"].to_string()),
            "{arrow}"
        );
        assert!(
            arrow["loops"]
                .as_array()
                .unwrap()
                .iter()
                .all(|name| loops.contains(&name.to_string())),
            "{arrow}"
        );
        assert!([json!(1), json!(-1)].contains(&arrow["sign"]));
    }
}
