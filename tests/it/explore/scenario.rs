//! What a scenario says, and the file that it becomes by changes.

use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::scenario::gate::Value;
use alliance_page::interface::{PageQuestion, bundled};
use serde_json::{Value as Json, json};

use super::{alone, ask, text, try_ask};

#[test]
fn a_file_with_the_changes_of_any_arm_in_it_is_that_arm() {
    for scenario in bundled() {
        let told = ask(PageQuestion::Scenario, &json!({ "toml": scenario.toml }));
        assert_eq!(told["toml"], scenario.toml, "without changes nothing changes");
        for arm in told["arms"].as_array().unwrap() {
            assert_written(&scenario.toml, &arm["set"]);
        }
    }
}

#[test]
fn every_key_that_is_told_can_be_changed_and_written() {
    for name in ["vicious-circle", "newcomers", "who-steers", "whistle-blower"] {
        let toml = text(name);
        let told = ask(PageQuestion::Scenario, &json!({ "toml": toml }));
        let mut changed = 0;
        for key in told["keys"].as_array().unwrap() {
            let changes = json!([[key["key"], another(key)]]);
            if try_ask(PageQuestion::Scenario, &json!({ "toml": toml, "changes": changes })).is_ok() {
                assert_written(toml, &changes);
                changed += 1;
            }
        }
        assert!(changed > 90, "{name}: only {changed} keys can be changed");
    }
}

#[test]
fn a_file_keeps_its_comments_and_its_order() {
    let toml = "# Two of them.\ntitle = \"T\" # for short\n\n[gossip] # talk\nrate = 0.1 # a month\n\n[[members]]\nname = \"St. Anna\" # first\n\n\
        [[members]]\nname = \"B\"\nvoice = 0.2 # low\n";
    let changes = json!([
        ["gossip.rate", 0.25],
        ["members.B.voice", 0.75],
        ["members.St. Anna.voice", 0.5],
        ["home_talk.echo", 0],
        ["months", 24]
    ]);
    let told = ask(
        PageQuestion::Scenario,
        &json!({ "toml": toml, "changes": changes, "seed": 9 }),
    );
    insta::assert_snapshot!(told["toml"].as_str().unwrap(), @r#"
    # Two of them.
    title = "T" # for short
    months = 24
    seed = 9

    [gossip] # talk
    rate = 0.25 # a month

    [[members]]
    name = "St. Anna" # first
    voice = 0.5

    [[members]]
    name = "B"
    voice = 0.75 # low

    [home_talk]
    echo = 0
    "#);
    assert_eq!((&told["seed"], &told["months"]), (&json!(9), &json!(24)));
}

#[test]
fn a_key_is_told_with_its_range_and_its_three_values() {
    let toml = "gossip.rate = 0.3\n[[stewards]]\nrole = \"friend\"\nskill = 0.4\n[[events]]\nmonth = 2\nkind = \"rumour\"\n\
        source = \"member 1\"\nabout = \"member 2\"\nstrength = -0.5";
    let toml = &toml.replace("member ", &first_word(toml));
    let told = ask(
        PageQuestion::Scenario,
        &json!({ "toml": toml, "changes": [["gossip.rate", 0.4]] }),
    );
    let key = |name: &str| {
        told["keys"]
            .as_array()
            .unwrap()
            .iter()
            .find(|key| key["key"] == name)
            .cloned()
            .unwrap()
    };
    assert_eq!(
        key("gossip.rate"),
        json!({ "key": "gossip.rate", "value": 0.4, "written": 0.3, "default": 0.05, "low": 0.0, "high": 1e9, "whole": false,
            "meaning": "How strongly a month of gossip moves trust." })
    );
    assert_eq!(
        key("stewards.friend.from"),
        json!({ "key": "stewards.friend.from", "value": 0, "written": 0, "default": 0, "low": 0.0, "high": null, "whole": true,
            "meaning": "First month, from 0." })
    );
    assert_eq!(
        (&key("events.0.strength")["low"], &key("events.0.strength")["high"]),
        (&json!(-1.0), &json!(1.0))
    );
    assert_eq!(key("experience.enabled")["value"], json!(true));
    assert_eq!(key("alliance.ambition.1")["value"], json!(0.0));
    let names: Vec<&str> = told["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["key"].as_str().unwrap())
        .collect();
    assert!(!names.iter().any(|name| {
        ["seed", "experiment", "rescue", "title"]
            .iter()
            .any(|first| name.starts_with(first))
    }));
}

/// What drawn members are called, without their number.
fn first_word(_: &str) -> String {
    let names = Scenario::default().names;
    names[0].trim_end_matches('1').to_owned()
}

/// Another value for a key.
fn another(key: &Json) -> Json {
    let (low, high) = (key["low"].as_f64().unwrap_or(0.0), key["high"].as_f64().unwrap_or(1e6));
    match (&key["value"], key["whole"] == true) {
        (Json::Bool(is_on), _) => json!(!is_on),
        (value, true) => json!(if value.as_f64() > Some(low) {
            value.as_i64().unwrap() - 1
        } else {
            value.as_i64().unwrap() + 1
        }),
        (value, false) => json!(
            (value.as_f64().unwrap() + high.min(value.as_f64().unwrap() + 1.0)) / 2.0
                + f64::from(value.as_f64() == Some(high)) * (low.max(-1.0) - high) / 2.0
        ),
    }
}

/// The file that is told of these changes reads back to what they make of the file.
fn assert_written(toml: &str, changes: &Json) {
    let told = ask(PageQuestion::Scenario, &json!({ "toml": toml, "changes": changes }));
    let written = told["toml"].as_str().unwrap();
    let values: Vec<(String, Value)> = changes
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            (
                change[0].as_str().unwrap().to_owned(),
                Value::from_json(&change[1]).unwrap(),
            )
        })
        .collect();
    let values: Vec<(&str, Value)> = values
        .iter()
        .map(|(key, value)| (key.as_str(), value.clone()))
        .collect();
    let changed = alone(toml).unwrap().with(&values).unwrap();
    let read = alone(written).unwrap_or_else(|error| panic!("{changes}\n{error}\n{written}"));
    assert_eq!(read.base().resolved(), changed.resolved(), "{changes}\n{written}");
    let comments = |text: &str| text.matches('#').count();
    assert_eq!(comments(written), comments(toml), "{written}");
}
