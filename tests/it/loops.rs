//! `alliance loops`: by which way a small loss of trust comes back.

use alliance_charts::loop_map::{ARROWS, NODES};
use alliance_dynamics::mechanisms::Rules;
use alliance_dynamics::simulation::loops::known_loops;

use crate::program::{Desk, header};

/// Alliances of four, with an arm in which delegates follow nobody.
const SCENARIO: &str = "title = \"River\"\nmonths = 30\npopulation.count = 4\n\
     [[arms]]\nname = \"free delegates\"\nset = { \"home_talk.loyalty\" = 0.0 }\n";
const LOOPS: &str = "loops scenario.toml --runs 6";

fn desk() -> Desk {
    Desk::with_scenario(SCENARIO)
}

#[test]
fn loops_are_measured_told_and_written() {
    let desk = desk();
    insta::assert_snapshot!(desk.alliance(LOOPS).done().out);
    let folder = "output/scenario-loops";
    for file in [
        "charts/loops.svg",
        "charts/loops.png",
        "charts/circle.svg",
        "charts/circle.png",
    ] {
        assert!(desk.has(&format!("{folder}/{file}")), "{file}");
    }
    let rows = desk.table(&format!("{folder}/loops.csv"));
    for month in rows.chunk_by(|a, b| a["month"] == b["month"]) {
        let gain = |row: &std::collections::BTreeMap<String, String>| row["gain"].parse::<f64>().unwrap();
        let (whole, parts) = month.split_last().unwrap();
        assert_eq!(whole["loop"], "whole");
        let sum: f64 = parts.iter().map(gain).sum();
        assert!(
            (sum - gain(whole)).abs() < 1e-9,
            "parts and whole in month {}",
            whole["month"]
        );
    }
    let manifest = desk.json(&format!("{folder}/manifest.json"));
    assert_eq!(manifest["command"], "loops");
    assert_eq!(
        (&manifest["runs"], &manifest["turn"], &manifest["settle"]),
        (&6.into(), &6.into(), &12.into())
    );
    assert_eq!(manifest["tables"].as_object().unwrap().len(), 3);
}

#[test]
fn loops_are_the_same_on_any_number_of_threads() {
    let desk = desk();
    for threads in [1, 2] {
        desk.alliance(&format!(
            "{LOOPS} --no-charts --quiet --threads {threads} --out {threads}"
        ))
        .done();
    }
    for table in ["loops.csv", "months.csv", "circles.csv"] {
        assert_eq!(
            desk.read(&format!("1/{table}")),
            desk.read(&format!("2/{table}")),
            "{table}"
        );
    }
    desk.alliance(&format!("{LOOPS} --no-charts --quiet --seed 5 --out other"))
        .done();
    assert_ne!(desk.read("1/loops.csv"), desk.read("other/loops.csv"));
}

#[test]
fn a_loop_without_strength_in_the_file_has_none_in_any_month() {
    let desk = desk();
    let words = "loops scenario.toml --runs 3 --no-charts --quiet --arm";
    let answer = desk
        .command(words.split(' ').chain(["free delegates"]))
        .output()
        .unwrap();
    assert!(answer.status.success(), "{answer:?}");
    let rows = desk.table("output/scenario-loops/loops.csv");
    let loyalty: Vec<_> = rows.iter().filter(|row| row["loop"] == "loyalty").collect();
    assert_eq!(loyalty.len(), 30);
    assert!(loyalty.iter().all(|row| row["gain"] == "0.0" && row["high"] == "0.0"));
    assert!(
        rows.iter()
            .any(|row| row["loop"] == "reciprocity" && row["gain"] != "0.0")
    );
}

#[test]
fn one_world_is_measured_by_its_number() {
    let desk = desk();
    let line = "loops scenario.toml --replication 4 --turn 3 --settle 0 --month 12 --quiet";
    desk.alliance(line).done();
    let months = desk.read("output/scenario-loops/months.csv");
    assert_eq!(
        header(&months),
        "month,worlds,trust,gain,monthly,closed,vicious,breakable,leading"
    );
    let circle = desk.read("output/scenario-loops/charts/circle.svg");
    assert!(circle.contains("its loops in month 12"));
    let all = desk.table("output/scenario-loops/loops.csv");
    assert!(all.iter().all(|row| row["worlds"] == "1" && row["low"] == row["high"]));
}

#[test]
fn what_cannot_be_measured_is_explained() {
    let desk = desk();
    let refused = |rest: &str| desk.alliance(&format!("loops scenario.toml {rest}")).refusal();
    let all = ["--month 30", "--arm free", "--turn 0", "--runs 3 --replication 2"]
        .map(|rest| format!("> {rest}\n{}", refused(rest)));
    insta::assert_snapshot!(all.join("\n"));
    assert_eq!(desk.files(), ["scenario.toml"], "nothing is made before all is checked");
    desk.alliance("loops scenario.toml --runs 1 --no-charts --quiet").done();
    insta::assert_snapshot!(desk.alliance("loops scenario.toml --runs 2 --quiet").refusal());
}

#[test]
fn the_diagram_holds_every_loop_of_the_model_and_no_other() {
    let known = known_loops(&Rules::default());
    for feedback in &known {
        let is_drawn = ARROWS.iter().any(|arrow| arrow.loops.contains(&feedback.name));
        assert!(is_drawn, "{} has no arrow", feedback.name);
    }
    for arrow in ARROWS {
        let is_known = |name: &&str| known.iter().any(|feedback| feedback.name == *name);
        assert!(arrow.loops.iter().all(is_known), "{:?}", arrow.loops);
        for end in [arrow.from, arrow.to] {
            assert!(NODES.iter().any(|node| node.name == end), "{end}");
        }
    }
}
