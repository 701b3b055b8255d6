//! A first alliance of one's own, made of types: no file is read and no TOML is written.
//!
//! Four water users of one river want a common plan. What if their delegates listened less to the talk at home?
//! Run it with `cargo run --release --example first_alliance`.

#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use alliance_dynamics::alliance::{Outcome, Positive, Real, Share, Signed};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::mechanisms::HomeTalk;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::file::{
    AllianceTable, Culture, Focus, MemberEntry, RelationsTable, ScenarioFile, StewardEntry, TieEntry,
};
use alliance_dynamics::scenario::{Scenario, ScenarioError};
use alliance_dynamics::simulation::{MonthView, Simulation};

/// Runs of each variant.
const RUNS: u64 = 500;

const NAMES: [&str; 4] = ["Farmers", "Mill", "Town", "Anglers"];

/// How far each (row) trusts each (column) at the start, −1…1.
const TRUST: [[f64; 4]; 4] = [
    [0.0, 0.4, 0.1, -0.2],
    [0.5, 0.0, 0.3, 0.0],
    [0.2, 0.3, 0.0, 0.4],
    [-0.3, 0.1, 0.5, 0.0],
];

/// The alliance: everything that is not said here is as in an empty scenario file.
fn river() -> ScenarioFile {
    ScenarioFile {
        title: "A river and its users".to_owned(),
        months: 96,
        alliance: AllianceTable {
            ambition: [Real::fixed(0.5), Real::fixed(0.0)].into(),
            goal_axes: Some(["clean water", "cheap water"].map(str::to_owned).into()),
            lead: Some("Town".to_owned()),
            ..AllianceTable::default()
        },
        members: [
            member("Farmers", [0.1, 0.6], 0.2),
            member("Mill", [0.2, 0.5], 0.4),
            MemberEntry {
                resources: Some(Positive::fixed(2.0)),
                ..member("Town", [0.6, 0.0], 0.7)
            },
            member("Anglers", [0.9, -0.3], 0.5),
        ]
        .into(),
        relations: RelationsTable {
            ties: ties().into(),
            ..RelationsTable::default()
        },
        stewards: [facilitator()].into(),
        ..ScenarioFile::default()
    }
}

fn member(name: &str, goal: [f64; 2], culture: f64) -> MemberEntry {
    MemberEntry {
        goal: Some(goal.map(Real::fixed).into()),
        culture: Some(Culture::One(Share::fixed(culture))),
        ..MemberEntry::named(name)
    }
}

/// The trust matrix, tie by tie.
fn ties() -> Vec<TieEntry> {
    let ends = (0..NAMES.len()).flat_map(|from| (0..NAMES.len()).map(move |to| (from, to)));
    let others = ends.filter(|(from, to)| from != to);
    let tie = |(from, to): (usize, usize)| TieEntry {
        trust: Some(Signed::fixed(TRUST[from][to])),
        ..TieEntry::between(NAMES[from], NAMES[to])
    };
    others.map(tie).collect()
}

/// Someone who builds relations in the first three years.
fn facilitator() -> StewardEntry {
    StewardEntry {
        until: Some(36),
        skill: Share::fixed(0.8),
        cost: Share::fixed(0.02),
        focus: Focus {
            relations: Share::fixed(0.6),
            ..Focus::default()
        },
        ..StewardEntry::called("facilitator")
    }
}

/// The same alliance, whose delegates follow the talk at home this fast.
fn with_loyalty(loyalty: f64) -> Result<Scenario, ScenarioError> {
    let home_talk = HomeTalk {
        loyalty: Share::fixed(loyalty),
        ..HomeTalk::default()
    };
    Scenario::try_from(&ScenarioFile { home_talk, ..river() })
}

fn main() -> Result<(), ScenarioError> {
    for loyalty in [0.0, 0.1, 0.3] {
        let mut simulation = Simulation::new(with_loyalty(loyalty)?);
        println!("Delegates move {loyalty} of the way to their home's image a month:");
        let outcomes: Vec<Outcome> = (0..RUNS)
            .map(|number| simulation.run(replication_seed(1, number), &mut ()).outcome)
            .collect();
        for outcome in Outcome::ALL {
            let n = outcomes.iter().filter(|&&one| one == outcome).count();
            println!("  {:<10} {:>5.1} %", outcome.name(), 100.0 * n as f64 / RUNS as f64);
        }
    }
    println!("The first run, year by year:");
    Simulation::new(with_loyalty(0.1)?).run(replication_seed(1, 0), &mut |month: &MonthView<'_>| {
        if month.months.is_multiple_of(12) {
            let [trust, hostility] = [Measure::Trust, Measure::Hostility].map(|measure| month.record[measure]);
            let year = month.months / 12;
            println!("  year {year}: trust {trust:>5.2}, hostility at home {hostility:.2}");
        }
    });
    Ok(())
}
