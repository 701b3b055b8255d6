//! One run is that of `alliance trace`.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Template;
use alliance_dynamics::simulation::Simulation;
use alliance_page::interface::{PageQuestion, bundled};
use alliance_studies::experiment::{
    Destination, Detail, Facts, Format, Overwrite, ResultFolder, TraceTables, outcome_text,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};

use super::{ask, assert_same, rows, text};

/// Who is gone has no trust.
const ABSENT: i16 = i16::MIN;

#[test]
fn every_bundled_world_is_the_one_that_trace_writes() {
    for scenario in bundled() {
        let told = ask(PageQuestion::World, &json!({ "toml": scenario.toml, "replication": 3 }));
        let folder = traced(&scenario.toml, 3);
        let table = |name: &str| rows(&fs::read(folder.path().join(name)).unwrap());
        assert_timeline(&table("timeline.csv"), &told);
        assert_events(&table("events.csv"), &told);
        assert_members(&table("members.csv"), &told);
        assert_ties(&table("ties.csv"), &told);
        let outcome: Json = serde_json::from_slice(&fs::read(folder.path().join("outcome.json")).unwrap()).unwrap();
        for key in ["outcome", "months", "survived"] {
            assert_eq!(outcome[key], told[key], "{}", scenario.name);
        }
        assert_eq!(outcome["seed"].to_string(), told["seed"].as_str().unwrap());
    }
}

#[test]
fn measures_of_the_scenarios_own_are_those_that_trace_writes() {
    let toml = "months = 12\npopulation.count = 4\n[[measures]]\nname = \"lowest_trust\"\nof = \"trust\"\nby = \"min\"";
    let told = ask(PageQuestion::World, &json!({ "toml": toml, "replication": 3 }));
    assert_eq!(told["own"], json!(["lowest_trust"]));
    assert!(told["timeline"]["lowest_trust"][0].as_f64().unwrap() < 1.0);
    let folder = traced(toml, 3);
    assert_timeline(&rows(&fs::read(folder.path().join("timeline.csv")).unwrap()), &told);
}

#[test]
fn those_who_come_later_have_ties_from_the_beginning_of_the_list() {
    let told = ask(
        PageQuestion::World,
        &json!({ "toml": text("newcomers"), "replication": 0 }),
    );
    let (members, founders) = (
        told["members"].as_array().unwrap().len(),
        told["founders"].as_u64().unwrap() as usize,
    );
    assert!(founders < members);
    assert_eq!(told["ties"]["from"].as_array().unwrap().len(), members * (members - 1));
}

#[test]
fn a_sparse_network_keeps_only_its_ties() {
    let toml = "months = 3\npopulation.count = 40\nrelations.network = { kind = \"small-world\", degree = 4 }";
    let told = ask(PageQuestion::World, &json!({ "toml": toml, "replication": 0 }));
    assert_eq!(told["ties"]["from"].as_array().unwrap().len(), 40 * 4);
}

#[test]
fn months_of_ties_are_thinned_in_a_long_life_of_many() {
    let toml = "months = 300\npopulation.count = 100\nmembership.enabled = false\ncohesion.enabled = false";
    let told = ask(PageQuestion::World, &json!({ "toml": toml, "replication": 0 }));
    let months: Vec<u64> = told["ties"]["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|month| month.as_u64().unwrap())
        .collect();
    assert_eq!((months[0], months[1], months.last()), (1, 3, Some(&300)));
}

fn traced(toml: &str, replication: u64) -> tempfile::TempDir {
    let template = Template::from_toml(toml).unwrap();
    let scenario = Arc::clone(template.base());
    let kept = tempfile::tempdir().unwrap();
    let folder = ResultFolder::take(kept.path(), Overwrite::Yes).unwrap();
    let seed = replication_seed(scenario.seed, replication);
    let to = Destination::Folder(&folder, Format::Csv);
    let mut tables = TraceTables::begin_in(to, &scenario, Detail::Tie).unwrap();
    let ending = Simulation::new(Arc::clone(&scenario)).run(seed, &mut tables);
    tables.end_in(to, &ending, &Facts::default()).unwrap();
    folder
        .write("outcome.json", outcome_text(&ending, seed).unwrap())
        .unwrap();
    assert!(Path::new(kept.path()).join("ties.csv").exists());
    kept
}

type Rows = [std::collections::BTreeMap<String, String>];

fn assert_timeline(rows: &Rows, told: &Json) {
    let timeline = told["timeline"].as_object().unwrap();
    assert_eq!(told["phase"].as_array().unwrap().len(), rows.len());
    for (place, row) in rows.iter().enumerate() {
        assert_eq!(row.len(), timeline.len() + 2, "month, phase and all measures");
        assert_eq!(told["phase"][place], row["phase"]);
        for (measure, numbers) in timeline {
            assert_same(&row[measure], &numbers[place], measure);
        }
    }
}

fn assert_events(rows: &Rows, told: &Json) {
    let events = told["events"].as_array().unwrap();
    assert_eq!(events.len(), rows.len());
    for (row, event) in rows.iter().zip(events) {
        assert_eq!(row["month"], event["month"].to_string());
        for text in ["kind", "member", "partner", "cause", "note"] {
            assert_eq!(event[text], row[text]);
        }
        assert_same(&row["size"], &event["size"], "size");
    }
}

fn assert_members(rows: &Rows, told: &Json) {
    let members = told["members"].as_array().unwrap();
    for (number, row) in rows.iter().enumerate() {
        let (month, member) = (number / members.len(), number % members.len());
        assert_eq!(members[member], row["member"]);
        for (measure, numbers) in told["by_member"][member].as_object().unwrap() {
            assert_same(&row[measure], &numbers[month], measure);
        }
    }
}

fn assert_ties(rows: &Rows, told: &Json) {
    let ties = &told["ties"];
    let list = |key: &str| ties[key].as_array().unwrap();
    let (from, to, kept) = (list("from"), list("to"), list("months"));
    let [trust, image] = ["trust", "image"].map(|key| numbers(ties[key].as_str().unwrap()));
    assert_eq!(
        (trust.len(), image.len()),
        (from.len() * kept.len(), from.len() * kept.len())
    );
    let name = |number: &Json| told["members"][number.as_u64().unwrap() as usize].as_str().unwrap();
    let mut rows = rows.iter().peekable();
    for (place, month) in kept.iter().enumerate() {
        while rows
            .next_if(|row| row["month"].parse::<u64>().unwrap() < month.as_u64().unwrap())
            .is_some()
        {}
        let written = month.to_string();
        for tie in 0..from.len() {
            let at = place * from.len() + tie;
            let ends = (name(&from[tie]), name(&to[tie]));
            let is_it = |row: &&std::collections::BTreeMap<String, String>| {
                row["month"] == written && (row["from"].as_str(), row["to"].as_str()) == ends
            };
            let Some(row) = rows.next_if(is_it) else {
                assert_eq!((trust[at], image[at]), (ABSENT, ABSENT), "{ends:?} in month {month}");
                continue;
            };
            assert_eq!(
                f64::from(trust[at]),
                (1e4 * row["trust"].parse::<f64>().unwrap()).round()
            );
            assert_eq!(
                f64::from(image[at]),
                (1e4 * row["image"].parse::<f64>().unwrap()).round()
            );
        }
    }
}

fn numbers(base64: &str) -> Vec<i16> {
    let bytes = STANDARD.decode(base64).unwrap();
    bytes
        .chunks_exact(2)
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}
