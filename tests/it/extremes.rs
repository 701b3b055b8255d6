//! Whatever a scenario file may say, every recorded number is finite.

use std::collections::BTreeMap;
use std::fmt::Write;

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::{Scenario, json_schema};
use alliance_dynamics::simulation::{MonthView, Simulation};
use proptest::prelude::*;

use crate::model_page::numbers;

/// Numbers that no table of results should meet.
const ENORMOUS: [&str; 4] = ["1e308", "-1e308", "1e100", "-1e12"];

/// Conversations in these tests: as many as are allowed take long, and add nothing.
const CONVERSATIONS: u64 = 20;

/// The parts that are lists: every number at a bound of its range.
const LISTS: &str = r#"
[[stewards]]
role = "facilitator"
cost = 1
focus = { sense_making = 1, worldly_view = 1 }

[[events]]
month = 1
kind = "shock"
size = -1e9

[[events]]
month = 2
kind = "celebration"
size = 1e9

[[events]]
month = 3
kind = "open_conversation"
size = 1e9

[[events]]
month = 4
kind = "betrayal"
member = "Late"
months = 4294967295

[[arrivals]]
month = 2
member = { name = "Late", goal = [1e9], culture = 1, resources = 1e9 }

[[arrivals]]
month = 3
member = { name = "Later", goal = [-1e9], culture = 0, resources = 1e-9 }
"#;

#[test]
fn every_number_has_bounds_and_one_beyond_them_is_refused_with_what_is_allowed() {
    for (table, key, parameter) in numbers(&json_schema()) {
        if parameter["type"] == "integer" {
            continue;
        }
        for number in ENORMOUS {
            let message = match Scenario::from_toml(&scenario_of([(&table, &key, number)])) {
                Ok(_) => panic!("{table}.{key} = {number} is taken"),
                Err(error) => error.to_string(),
            };
            assert!(message.contains(&format!("`{key}`")), "{message}");
            assert!(
                message.contains("is out of range") && message.contains("allowed: a number"),
                "{message}"
            );
        }
    }
}

#[test]
fn pulls_that_overshoot_for_a_thousand_years_leave_goals_finite() {
    let text = "months = 12000\ndynamics = \"mean-field\"\n[goals]\nhome_pull = 1\nalliance_pull = 1\ncapture = 1\n\
                anchoring = 1\n[relations]\ntrust_mean = 1\n[work]\nbaseline = 9\n[membership]\nenabled = false\n\
                [cohesion]\nenabled = false\n[experience]\nenabled = false\n[incidents]\nenabled = false\n\
                [gossip]\nenabled = false\n[home_talk]\nenabled = false\n[population]\ncount = 3\n";
    assert_finite(text);
}

#[test]
fn resources_as_far_apart_as_they_may_be_leave_everything_finite() {
    for count in [2, 8, 300] {
        assert_finite(&format!(
            "months = 3\n[population]\nresources_spread = 10\ncount = {count}\n"
        ));
    }
}

#[test]
fn a_tolerance_too_small_to_be_squared_is_refused() {
    let message = Scenario::from_toml("[alliance]\ngoal_tolerance = 1e-200\n")
        .unwrap_err()
        .to_string();
    assert!(message.contains("allowed: a number from 1e-9 to 1e9"), "{message}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn with_every_number_at_a_bound_or_its_default_every_measure_is_finite(seed in any::<u64>(), is_listed in any::<bool>()) {
        let mut draws = seed;
        let mut pick = move |choices: u64| {
            draws = draws.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (draws >> 33) % choices
        };
        let mut tables: BTreeMap<String, String> = BTreeMap::new();
        for (table, key, parameter) in numbers(&json_schema()) {
            let bounds = ["minimum", "maximum", "default"].map(|name| parameter[name].as_f64());
            let bound = match (key.as_str(), bounds[pick(3) as usize]) {
                ("count", _) => Some(2.0 + pick(6) as f64),
                ("conversations", _) => Some(1.0 + pick(CONVERSATIONS) as f64),
                ("focus_budget", _) => None,
                (_, bound) => bound,
            };
            let line = bound.map(|bound| format!("{key} = {bound}\n"));
            tables.entry(table).or_default().push_str(&line.unwrap_or_default());
        }
        for key in ["membership", "cohesion", "learning", "work"] {
            let _ = writeln!(tables.entry(key.to_owned()).or_default(), "enabled = {}", pick(2) == 0);
        }
        tables.entry("alliance".to_owned()).or_default().push_str("ambition = [1e9]\n");
        let tables: String = tables.iter().map(|(table, keys)| format!("[{table}]\n{keys}\n")).collect();
        let members = if is_listed { "[[members]]\nname = \"A\"\ngoal = [-1e9]\n[[members]]\nname = \"B\"\nresources = 1e9\n" } else { "" };
        for dynamics in ["stochastic", "mean-field"] {
            assert_finite(&format!("months = 30\nseed = {}\ndynamics = \"{dynamics}\"\n{tables}{members}{LISTS}", seed >> 12));
        }
    }
}

fn scenario_of<'a>(keys: impl IntoIterator<Item = (&'a String, &'a String, &'a str)>) -> String {
    let lines = keys.into_iter().map(|(table, key, number)| match table.as_str() {
        "" | "top level" => format!("{key} = {number}\n"),
        table => format!("[{table}]\n{key} = {number}\n"),
    });
    lines.collect()
}

/// Runs a scenario and looks at every number of every month.
fn assert_finite(text: &str) {
    let scenario = Scenario::from_toml(text).unwrap_or_else(|error| panic!("{error}"));
    Simulation::new(scenario).run(1, &mut |month: &MonthView<'_>| {
        for measure in Measure::ALL {
            let number = month.record[measure];
            assert!(
                number.is_finite(),
                "{} is {number} after {} months of\n{text}",
                measure.name(),
                month.months
            );
        }
        let (members, commons) = (&month.alliance.members, &month.alliance.commons);
        let more = [
            &members.goal,
            &members.payoff,
            &commons.ambition,
            &month.alliance.relations.trust,
        ];
        let odd = more.into_iter().flatten().find(|number| !number.is_finite());
        assert!(odd.is_none(), "{odd:?} after {} months of\n{text}", month.months);
    });
}
