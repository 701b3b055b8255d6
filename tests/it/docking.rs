//! Mean-field runs agree with the equations: an independent implementation of them computed every number in `docking/`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::{Measure, Record};
use alliance_dynamics::mechanisms::Rules;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, MonthView, Simulation};

use crate::program::{Answer, Desk, rows};

/// How far a number may lie from that of the other implementation.
const SLACK: f64 = 1e-9;

/// Every scenario of the folder, and how it ends.
const FIXTURES: [(&str, Outcome); 61] = [
    ("a-chain-and-its-weakest-link", Outcome::Dissolved),
    ("agenda-and-dissent-by-default", Outcome::Hollow),
    ("agreed-but-unclear", Outcome::Thriving),
    ("all-leave-at-once", Outcome::Collapsed),
    ("all-nine-qualities", Outcome::Thriving),
    ("as-written-by-default", Outcome::Thriving),
    ("camp-share-at-its-edge", Outcome::Fragmented),
    ("camp-share-just-missed", Outcome::Fragmented),
    ("choices-overlap", Outcome::Hollow),
    ("collapsed-before-completed", Outcome::Collapsed),
    ("collapsed-when-members-leave", Outcome::Collapsed),
    ("complementary-members-leave-and-join", Outcome::Thriving),
    ("completed-mission", Outcome::Completed),
    ("culture-takes-the-blame", Outcome::Dissolved),
    ("dials-follow-the-situation", Outcome::Thriving),
    ("dissolved-for-want-of-value", Outcome::Dissolved),
    ("docking-example", Outcome::Completed),
    ("drifted-after-capture", Outcome::Drifted),
    ("every-kind-of-event", Outcome::Thriving),
    ("everybody-betrays-at-once", Outcome::Hollow),
    ("expelled-with-the-lead", Outcome::Thriving),
    ("fragmented-before-dissolved", Outcome::Fragmented),
    ("fragmented-into-two-camps", Outcome::Fragmented),
    ("gossip-without-bounds", Outcome::Hollow),
    ("hidden-goals-come-to-light", Outcome::Hollow),
    ("hollow-by-a-hair", Outcome::Hollow),
    ("hollow-on-paper", Outcome::Hollow),
    ("lead-on-a-sparse-network", Outcome::Thriving),
    ("lead-untrusted", Outcome::Thriving),
    ("learning-at-a-run", Outcome::Thriving),
    ("listed-ring-and-a-stranger", Outcome::Hollow),
    ("loud-homes", Outcome::Collapsed),
    ("mission-completed-as-it-splits", Outcome::Completed),
    ("newcomers-and-shocks", Outcome::Thriving),
    ("newcomers-on-a-sparse-network", Outcome::Thriving),
    ("no-cohesion", Outcome::Hollow),
    ("no-constituency", Outcome::Hollow),
    ("no-context", Outcome::Hollow),
    ("no-dialogue", Outcome::Hollow),
    ("no-experience", Outcome::Hollow),
    ("no-goals", Outcome::Hollow),
    ("no-gossip", Outcome::Hollow),
    ("no-home-talk", Outcome::Hollow),
    ("no-incidents", Outcome::Hollow),
    ("no-leadership", Outcome::Hollow),
    ("no-learning", Outcome::Hollow),
    ("no-membership", Outcome::Hollow),
    ("no-work", Outcome::Hollow),
    ("one-goal-axis-with-rivals", Outcome::Hollow),
    ("patience-runs-out", Outcome::Collapsed),
    ("phases-fall-back", Outcome::Hollow),
    ("settings-change-on-the-way", Outcome::Thriving),
    ("steward-with-a-home-that-arrives-late", Outcome::Hollow),
    ("steward-with-a-home-that-leaves", Outcome::Thriving),
    ("stewards-come-when-called", Outcome::Thriving),
    ("three-goal-axes-and-three-of-culture", Outcome::Thriving),
    ("thriving-by-a-hair", Outcome::Thriving),
    ("triggers-of-every-form", Outcome::Hollow),
    ("two-parts-that-both-split", Outcome::Fragmented),
    ("two-separate-parts", Outcome::Thriving),
    ("who-warns-is-an-outcast", Outcome::Dissolved),
];

#[test]
fn every_measure_of_every_month_is_that_of_an_independent_implementation() {
    let different: Vec<String> = FIXTURES
        .iter()
        .flat_map(|(name, _)| differences(name, &lived(name).0))
        .collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn every_run_ends_as_in_an_independent_implementation() {
    for (name, outcome) in FIXTURES {
        assert_eq!(lived(name).1.outcome, outcome, "{name}");
    }
}

#[test]
fn the_fixtures_are_those_in_the_folder() {
    let mut listed: Vec<_> = std::fs::read_dir(fixture(""))
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".toml")?.to_owned()))
        .collect();
    listed.sort();
    assert_eq!(listed, FIXTURES.map(|(name, _)| name));
}

#[test]
fn the_fixtures_end_in_every_way_and_switch_every_mechanism_off_once() {
    let ends: BTreeSet<_> = FIXTURES.iter().map(|(_, outcome)| outcome).collect();
    assert_eq!(ends.len(), Outcome::ALL.len());
    let mut off = BTreeSet::new();
    for (name, _) in FIXTURES {
        let mut rules = scenario(name).rules;
        off.extend(
            rules
                .switches()
                .into_iter()
                .filter(|(_, switch)| !**switch)
                .map(|(id, _)| id),
        );
    }
    let with_switch: BTreeSet<_> = Rules::default().switches().into_iter().map(|(id, _)| id).collect();
    assert_eq!(off, with_switch);
}

#[test]
fn a_traced_timeline_holds_the_numbers_of_an_independent_implementation() {
    let desk = Desk::new();
    let file = fixture("docking-example.toml").display().to_string();
    let line = ["trace", &file, "--out", "traced", "--detail", "month", "--no-charts"];
    Answer::from(desk.command(line).output().unwrap()).done();
    let (ours, theirs) = (desk.table("traced/timeline.csv"), expected("docking-example"));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        for (column, number) in theirs {
            if column == "phase" {
                assert_eq!(&ours[column], number);
                continue;
            }
            let (ours, number): (f64, f64) = (ours[column].parse().unwrap(), number.parse().unwrap());
            assert!((ours - number).abs() <= SLACK, "{column}: {ours} for {number}");
        }
    }
}

/// Where a run differs from the table beside its scenario.
fn differences(name: &str, records: &[Record]) -> Vec<String> {
    let table = expected(name);
    let mut different = Vec::new();
    if table.len() != records.len() {
        different.push(format!("{name}: {} months for {}", records.len(), table.len()));
    }
    for (month, (row, record)) in (1..).zip(table.iter().zip(records)) {
        for (column, written) in row {
            let is_same = match column.as_str() {
                "month" => written == &format!("{month}"),
                "phase" => written == record.phase().name(),
                _ => (record[measure(column)] - written.parse::<f64>().unwrap()).abs() <= SLACK,
            };
            if !is_same {
                different.push(format!("{name}: {column} of month {month} is not {written}"));
            }
        }
    }
    different
}

fn measure(column: &str) -> Measure {
    let mut all = Measure::ALL.into_iter();
    all.find(|measure| measure.name() == column)
        .unwrap_or_else(|| panic!("no measure is called {column}"))
}

fn lived(name: &str) -> (Vec<Record>, Ending) {
    let mut records = Vec::new();
    let ending = Simulation::new(scenario(name)).run(1, &mut |month: &MonthView<'_>| records.push(*month.record));
    (records, ending)
}

fn scenario(name: &str) -> Scenario {
    Scenario::read(fixture(&format!("{name}.toml"))).unwrap()
}

fn expected(name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    rows(&std::fs::read_to_string(fixture(&format!("{name}.csv"))).unwrap())
}

fn fixture(file: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .join("tests/it/docking")
        .join(file)
}
