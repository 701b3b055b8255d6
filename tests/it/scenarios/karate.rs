//! Zachary's karate club splits as it did.

use std::collections::BTreeMap;

use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Simulation;

use super::worlds::folder;

const INSTRUCTOR: &str = "Mr. Hi";

#[test]
fn gossip_alone_splits_the_karate_club_into_eighteen_and_sixteen() {
    let blocs = blocs();
    let instructors = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 17, 18, 20, 22];
    let officers = [9, 10, 15, 16, 19, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34];
    assert_eq!(blocs, [instructors.to_vec(), officers.to_vec()]);
}

#[test]
fn all_but_number_nine_are_in_the_club_that_they_really_joined() {
    let joined = clubs();
    let blocs = blocs();
    let misses: Vec<u32> = (1..=34)
        .filter(|member| blocs[0].contains(member) != (joined[member] == INSTRUCTOR))
        .collect();
    assert_eq!(misses, [9]);
}

/// The members of every bloc in the end, by their numbers.
fn blocs() -> Vec<Vec<u32>> {
    let scenario = Scenario::read(folder().join("karate-club.toml")).unwrap_or_else(|error| panic!("{error}"));
    let names = scenario.names.clone();
    let mut simulation = Simulation::new(scenario);
    simulation.run(0, &mut ());
    let mut blocs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (name, &bloc) in names.iter().zip(&simulation.alliance().commons.bloc) {
        blocs.entry(bloc).or_default().extend(name.parse::<u32>());
    }
    blocs.into_values().collect()
}

/// The club that every member joined after the split.
fn clubs() -> BTreeMap<u32, String> {
    let path = folder().join("data/karate_members.csv");
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{error}"));
    reader.deserialize().flatten().collect()
}
