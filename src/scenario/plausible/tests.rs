use std::collections::BTreeSet;

use super::*;
use crate::scenario::json_schema;

fn around(text: &str) -> PlausibleRanges {
    Plausible::bundled()
        .unwrap()
        .around(&Template::from_toml(text).unwrap())
}

fn range(text: &str, key: &str) -> Option<String> {
    let around = around(text);
    let found = around.ranges.iter().find(|(known, _)| *known == key);
    found.map(|(_, range)| range.to_string())
}

fn refused(assumption: &str) -> String {
    Plausible::of("mine.toml", &format!("[assumptions]\n{assumption}"))
        .unwrap_err()
        .to_string()
}

/// All keys of the top level, and those of tables there.
fn keys_of_the_schema() -> BTreeSet<String> {
    let schema = json_schema();
    let of_table = |name: &String, node: &serde_json::Value| -> Vec<String> {
        let path = node["$ref"].as_str().unwrap_or_default().trim_start_matches('#');
        let table = schema.pointer(path).unwrap_or(node);
        match table["properties"].as_object() {
            Some(keys) if !path.is_empty() => keys.keys().map(|key| format!("{name}.{key}")).collect(),
            _ => vec![name.clone()],
        }
    };
    let tops = schema["properties"].as_object().unwrap();
    tops.iter().flat_map(|(name, node)| of_table(name, node)).collect()
}

#[test]
fn every_key_of_a_scenario_is_an_assumption_or_left_out_with_a_reason() {
    let text = bundled_text(BUNDLED).unwrap();
    let (assumed, left_out) = text.split_once("[left_out]").unwrap();
    let keys_in = |text: &str| -> BTreeSet<String> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let keys = lines.filter_map(|line| line.split_once(" = "));
        keys.map(|(key, _)| key.trim_matches('"').to_owned()).collect()
    };
    let (assumed, left_out) = (keys_in(assumed), keys_in(left_out));
    let schema = keys_of_the_schema();
    assert!(schema.len() > 130, "{}", schema.len());
    let is_told = |key: &&String| {
        let table = key.split('.').next().unwrap();
        assumed.contains(*key) || left_out.contains(*key) || left_out.contains(table)
    };
    let missing: Vec<&String> = schema.iter().filter(|key| !is_told(key)).collect();
    assert!(missing.is_empty(), "neither varied nor left out: {missing:?}");
    let twice: Vec<&String> = assumed.intersection(&left_out).collect();
    assert!(twice.is_empty(), "both varied and left out: {twice:?}");
}

#[test]
fn every_assumption_has_a_range_around_the_defaults_that_holds_them() {
    let plausible = Plausible::bundled().unwrap();
    let around = around("");
    let fixed: Vec<&str> = around.fixed.iter().map(|fixed| fixed.key.as_str()).collect();
    assert_eq!(around.ranges.keys().len() + fixed.len(), plausible.assumptions().len());
    assert!(fixed.is_empty(), "{fixed:?}");
    let defaults = serde_json::to_value(Template::from_toml("").unwrap().base().resolved()).unwrap();
    for (key, range) in around.ranges.iter() {
        let value = &defaults.pointer(&format!("/{}", key.replace('.', "/"))).unwrap();
        match range.ends() {
            Some((from, to)) => assert!((from..=to).contains(&value.as_f64().unwrap()), "{key}"),
            None => assert!(range.probes().iter().any(|choice| choice.to_json() == **value), "{key}"),
        }
    }
}

#[test]
fn ranges_lie_around_what_the_scenario_has() {
    let range_of = |text: &str, key: &str| range(text, key).unwrap();
    assert_eq!(
        range_of("gossip.rate = 0.2", "gossip.rate"),
        "0.1 to 0.4, on a log scale"
    );
    assert_eq!(range_of("work.baseline = -1.0", "work.baseline"), "-1.25 to -0.75");
    assert_eq!(
        range_of("membership.patience = 9", "membership.patience"),
        "5 to 18, whole numbers, on a log scale"
    );
    assert_eq!(range_of("", "gossip.enabled"), "one of true, true, true, false");
    // No share goes beyond 1.
    assert_eq!(
        range_of("population.voice = 0.9", "population.voice"),
        "0.45 to 1, on a log scale"
    );
}

#[test]
fn what_cannot_vary_is_told() {
    let fixed = |text: &str, key: &str| {
        let fixed = around(text).fixed.into_iter().find(|fixed| fixed.key == key);
        fixed.unwrap().because
    };
    assert_eq!(
        fixed("gossip.rate = 0.0", "gossip.rate"),
        "it is 0 here, and a factor leaves it so"
    );
    let swept = "[sweep]\n\"gossip.rate\" = [0.1, 0.2]";
    assert_eq!(fixed(swept, "gossip.rate"), "the scenario itself varies it");
    let sampled = "[sample]\npoints = 4\n[sample.ranges]\nwork.noise = { from = 0.1, to = 0.4 }";
    assert_eq!(fixed(sampled, "work.noise"), "the scenario itself varies it");
}

#[test]
fn a_mistake_is_shown_where_it_is_written() {
    let said = [
        refused("\"gosip.rate\" = { times = [0.5, 2.0], reason = \"ours\" }"),
        refused("\"gossip.rate\" = { from = -1.0, to = 1.0, reason = \"ours\" }"),
        refused("\"gossip.rate\" = { times = [2.0, 0.5], reason = \"ours\" }"),
        refused("\"gossip.rate\" = { from = 0.0, times = [0.5, 2.0], reason = \"ours\" }"),
        refused("\"gossip.enabled\" = { choices = [true, \"no\"], reason = \"ours\" }"),
        refused("\"gossip.enabled\" = { choices = [true, false], weights = [1], reason = \"ours\" }"),
        refused("\"gossip.rate\" = { times = [0.5, 2.0] }"),
        refused("seed = { from = 1, to = 2, reason = \"ours\" }"),
        refused(""),
        refused(
            "\"gossip.rate\" = { times = [0.5, 2.0], reason = \"ours\" }\n[left_out]\n\"gossip.negativty\" = \"a guess\"",
        ),
    ];
    insta::assert_snapshot!(said.join("\n\n"));
}
