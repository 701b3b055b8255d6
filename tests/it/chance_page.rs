//! The numbers that `docs/model.md` gives to whoever ports its luck are those of the program. `docs/luck.py`, written from that page, gives the same: see
//! `.ci/docs`.

use std::fmt::Write as _;

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::random::{Chance, Draws, Purpose, replication_seed};
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{MonthView, Simulation};

const SEED: u64 = 42;
/// Purpose, month, member and partner.
type Address = (&'static str, u32, u32, u32);
const NORMAL: [Address; 13] = [
    ("population goals", 0, 0, 0),
    ("population goals", 0, 7, 1),
    ("population cultures", 0, 3, 0),
    ("relations climate", 0, 0, 0),
    ("relations trust", 0, 2, 5),
    ("bonds of pairs", 0, 2, 5),
    ("bonds", 0, 5, 2),
    ("arrivals", 20, 8, 0),
    ("context", 11, 0, 0),
    ("work", 0, 0, 3),
    ("work", 0, 1, 74),
    ("experience", 7, 2, 5),
    ("experience", 119, 7, 0),
];
const UNIFORM: [Address; 3] = [("home talk", 5, 0, 6), ("incidents", 30, 1, 4), ("context", 3, 1, 0)];
const CHOICES: [Address; 2] = [("gossip", 0, 1, 0), ("gossip", 12, 4, 5)];

#[test]
fn the_worked_numbers_of_chance_are_those_of_the_program() {
    let page = include_str!("../../docs/model.md");
    let worked = worked();
    assert!(
        page.contains(&worked),
        "docs/model.md should have under \"To check a port\":\n{worked}"
    );
}

fn worked() -> String {
    let mut text = String::from("```text\n");
    for address in NORMAL {
        writeln!(text, "normal: {} = {:.12}", said(address), draws(address).normal()).unwrap();
    }
    for address in UNIFORM {
        let mut draws = draws(address);
        let (first, second) = (draws.uniform(), draws.uniform());
        writeln!(text, "uniform, twice: {} = {first:.12}, {second:.12}", said(address)).unwrap();
    }
    for address in CHOICES {
        let mut choice = draws(address).choice();
        let (first, second) = (choice.below(7), choice.below(6));
        writeln!(text, "below 7, then below 6: {} = {first}, {second}", said(address)).unwrap();
    }
    let seeds = [0, 1, 999].map(|replication| replication_seed(1, replication).to_string());
    let seeds = seeds.join(", ");
    writeln!(
        text,
        "seeds of replications 0, 1 and 999 of an experiment with seed 1 = {seeds}"
    )
    .unwrap();
    writeln!(text, "random network of 8 with degree 3, seed 42 = {}", ties()).unwrap();
    let world = world();
    let at = [1, 12, 60]
        .map(|months| format!("{:.12}", world[months - 1]))
        .join(", ");
    writeln!(
        text,
        "default scenario, replication 0: the world after 1, 12 and 60 months = {at}\n```"
    )
    .unwrap();
    text
}

fn said((purpose, month, member, partner): Address) -> String {
    format!("{SEED}, {purpose}, {month}, {member}, {partner}")
}

fn draws((purpose, month, member, partner): Address) -> Draws {
    Chance::new(SEED).of(Purpose::named(purpose), month).at(member, partner)
}

/// The ties of a drawn network.
fn ties() -> String {
    let text = "population.count = 8\nrelations.network = { kind = \"random\", degree = 3 }";
    let mut alliance = Alliance::default();
    Scenario::from_toml(text)
        .unwrap()
        .found(&Chance::new(SEED), &mut alliance);
    let pairs = (0..8).flat_map(|i| (0..i).map(move |j| (j, i)));
    let tied = pairs.filter(|&(j, i)| alliance.relations.entry(j, i).is_some());
    let ties: Vec<String> = tied.map(|(j, i)| format!("{j}-{i}")).collect();
    ties.join(" ")
}

/// Where the world is, month by month; nothing ends the alliance before it is seen.
fn world() -> Vec<f64> {
    let text = "membership.enabled = false\ncohesion.enabled = false";
    let mut simulation = Simulation::new(Scenario::from_toml(text).unwrap());
    let mut world = Vec::new();
    simulation.run(replication_seed(1, 0), &mut |month: &MonthView<'_>| {
        world.push(month.alliance.commons.environment);
    });
    world
}
