//! Mean-field runs agree with the equations: an independent implementation of them computed every number in `docking/`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::{Measure, Record};
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, MonthView, Simulation};

use crate::program::{Answer, Desk, rows};

/// How far a number may lie from that of the other implementation.
const SLACK: f64 = 1e-9;

/// Every scenario of the folder, and how it ends.
const FIXTURES: [(&str, Outcome); 25] = [
    ("all-expelled", Outcome::Collapsed),
    ("camps-one-leaves-one-joins", Outcome::Thriving),
    ("captured-ambition", Outcome::Drifted),
    ("every-kind-of-event", Outcome::Hollow),
    ("four-expelled", Outcome::Collapsed),
    ("lead-no-gossip-no-incidents", Outcome::Thriving),
    ("listed-no-gossip-no-incidents", Outcome::Thriving),
    ("listed-ring-expulsion", Outcome::Fragmented),
    ("no-cohesion-no-home-talk", Outcome::Thriving),
    ("no-context-no-dialogue", Outcome::Thriving),
    ("no-experience-no-constituency", Outcome::Thriving),
    ("no-goals-two-stewards", Outcome::Collapsed),
    ("no-gossip-no-home-talk", Outcome::Collapsed),
    ("no-gossip-three-goal-axes", Outcome::Hollow),
    ("no-learning", Outcome::Dissolved),
    ("no-work", Outcome::Collapsed),
    ("nobody-can-leave-of-own-accord", Outcome::Dissolved),
    ("one-expelled-lead", Outcome::Hollow),
    ("one-joins-two-turned-away", Outcome::Collapsed),
    ("three-leave-no-cohesion", Outcome::Hollow),
    ("three-stewards-arrival", Outcome::Thriving),
    ("two-join-one-turned-away", Outcome::Thriving),
    ("two-stewards-dials", Outcome::Hollow),
    ("weakest-link-of-eight", Outcome::Thriving),
    ("worked-example", Outcome::Thriving),
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
    let rules: Vec<_> = FIXTURES.map(|(name, _)| scenario(name).rules).into();
    let months: Vec<_> = rules.iter().map(|rules| rules.month()).collect();
    for (step, mechanism) in months[0].iter().enumerate() {
        let always_on = ["events", "arrivals", "bearings", "phases", "standings"].contains(&mechanism.name());
        let sometimes_off = months.iter().any(|month| !month[step].enabled());
        assert!(sometimes_off != always_on, "{}", mechanism.name());
    }
}

#[test]
fn a_traced_timeline_holds_the_numbers_of_an_independent_implementation() {
    let desk = Desk::new();
    let file = fixture("worked-example.toml").display().to_string();
    let line = ["trace", &file, "--out", "traced", "--detail", "month", "--no-charts"];
    Answer::from(desk.command(line).output().unwrap()).done();
    let (ours, theirs) = (desk.table("traced/timeline.csv"), expected("worked-example"));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        for (column, number) in theirs {
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
