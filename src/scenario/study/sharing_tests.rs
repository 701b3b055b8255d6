//! What arms and design points share with the file, and that they are what they would be without.

use std::sync::Arc;

use super::*;
use crate::scenario::gate::Value;
use crate::scenario::{bundled_names, bundled_text};

/// A number or two for keys of every part of a file.
const CHANGES: &[&str] = &[
    "months = 9",
    "description = \"another\"",
    "dynamics = \"mean-field\"",
    "alliance.ambition = [0.3, 0.2]",
    "alliance.goal_tolerance = 0.5",
    "alliance.lead = \"Nobody\"",
    "dials.control = 0.6",
    "population.count = 5",
    "population.hidden = 0.3",
    "population.goal_spread = 0.2",
    "relations.trust_mean = 0.4",
    "relations.network = \"listed\"",
    "relations.network = { kind = \"random\", degree = 2 }",
    "relations.ties = []",
    "relations.ties.0.trust = 0.5",
    "gossip.rate = 0.1",
    "gossip = { enabled = false }",
    "leadership.focus_budget = 0.5",
    "membership.expulsion = true",
    "members = []",
    "members.0.voice = 0.9",
    "members.1.name = \"Somebody\"",
    "members.0.culture = [0.1, 0.2]",
    "stewards = []",
    "stewards.0.from = 2",
    "stewards.0.home = \"Somebody\"",
    "events = []",
    "events = [{ month = 3, kind = \"leave\", member = \"Somebody\" }]",
    "events.0.month = 5",
    "events.0.kind = \"celebration\"",
    "arrivals = []",
    "arrivals.0.month = 1000",
];

fn change(written: &str) -> Override {
    let (key, value) = written.split_once(" = ").unwrap();
    Override::new(key, 0..0, Value::read(value).unwrap().placed(&(0..0)))
}

/// The scenario, or what is said against it, as text.
fn told(made: Result<Scenario, ScenarioError>) -> String {
    match made {
        Ok(scenario) => format!("{scenario:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_variant_is_what_the_whole_document_would_be() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let reader = Reader::within(folder);
    let mut n_right = 0;
    for name in bundled_names() {
        let text = bundled_text(&format!("{name}.toml")).unwrap();
        let document = reader.open(Source::new(name, text)).unwrap();
        let base = reader.scenario(&document).unwrap();
        for (first, second) in CHANGES.iter().zip(CHANGES.iter().cycle().skip(7)) {
            for changes in [vec![change(first)], vec![change(first), change(second)]] {
                let Ok(changed) = document.with("a change", &changes) else {
                    continue;
                };
                let (whole, shared) = (reader.scenario(&changed), reader.variant(&base, &changed, &changes));
                n_right += usize::from(whole.is_ok());
                assert_eq!(told(shared), told(whole), "{name}: {first}, {second}");
            }
        }
    }
    assert!(n_right > 500, "{n_right}");
}

#[test]
fn arms_and_points_share_what_they_do_not_change() {
    let text = "months = 12\n[[members]]\nname = \"A\"\n[[members]]\nname = \"B\"\n\
        [[events]]\nmonth = 3\nkind = \"shock\"\nsize = 0.5\n\
        [[arms]]\nname = \"calm\"\nset = { gossip.rate = 0.1 }\n\
        [[arms]]\nname = \"warm\"\nset = { relations.trust_mean = 0.5 }\n\
        [[arms]]\nname = \"rich\"\nset = { members.A.resources = 2.0 }\n[sweep]\ngossip.negativity = [1.0, 2.0]";
    let study = Study::from_toml(text).unwrap();
    let base = &study.base;
    for cell in &study.cells {
        let (arm, scenario) = (study.arms[cell.arm].name.as_str(), &cell.scenario);
        assert!(Arc::ptr_eq(&scenario.file.arms, &base.file.arms));
        assert!(Arc::ptr_eq(&scenario.rules.events.0, &base.rules.events.0) == (arm != "rich"));
        assert!(Arc::ptr_eq(&scenario.founding.relations, &base.founding.relations) == (arm != "rich"));
        assert!(Arc::ptr_eq(&scenario.file.members, &base.file.members) == (arm != "rich"));
    }
}
