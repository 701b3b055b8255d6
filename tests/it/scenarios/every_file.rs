//! Every scenario is there, can be read, and is held to what it says.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::worlds::{folder, read};

/// The scenarios that have tests here.
const TESTED: [&str; 28] = [
    "calibrate-atop",
    "calibrate-cabinets",
    "calibrate-sizes",
    "clear-goal",
    "content-or-process",
    "crisis-and-renewal",
    "divided-subgroups",
    "dream-and-deed",
    "karate-club",
    "many-tongues",
    "mission-accomplished",
    "newcomers",
    "nine-qualities",
    "play-the-delegate",
    "scapegoat",
    "stability-or-agility",
    "sweep-gossip-and-trust",
    "team-of-teams",
    "three-phases",
    "trust-or-control",
    "two-camps",
    "under-the-waterline",
    "vicious-circle",
    "weakest-link",
    "what-matters",
    "when-it-gets-tense",
    "whistle-blower",
    "who-steers",
];

#[test]
fn every_scenario_has_a_test_that_holds_its_story() {
    let tested: BTreeSet<String> = TESTED.iter().map(|&stem| stem.to_owned()).collect();
    assert_eq!(stems(), tested);
}

#[test]
fn every_scenario_can_be_read_with_all_its_arms_and_tells_a_story() {
    for stem in stems() {
        let study = read(&stem);
        assert!(!study.base.title.is_empty(), "{stem} has no title");
        assert!(study.base.description.len() > 200, "{stem} has no story");
    }
}

#[test]
fn no_two_scenarios_share_their_luck() {
    let seeds: BTreeSet<u64> = stems().iter().map(|stem| read(stem).base.seed).collect();
    assert_eq!(seeds.len(), stems().len());
}

/// The stems of all scenario files.
fn stems() -> BTreeSet<String> {
    let files = std::fs::read_dir(folder()).unwrap_or_else(|error| panic!("{error}"));
    files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(stem)
        .collect()
}

fn stem(path: PathBuf) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
