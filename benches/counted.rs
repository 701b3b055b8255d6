//! Lives runs of so many members, so that their instructions can be counted: `counted MEMBERS RUNS`. Prints the months lived.
//!
//! `.ci/instructions` does it, and holds what is counted against the figures in `benches/instructions.csv`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "benches are not part of the library"
)]

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Simulation;

fn main() {
    let numbers: Vec<u32> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let &[members, runs] = &numbers[..] else {
        return;
    };
    let scenario = Scenario::from_toml(&format!("[population]\ncount = {members}")).unwrap();
    let mut simulation = Simulation::new(scenario);
    let months: u32 = (1..=u64::from(runs))
        .map(|replication| simulation.run(replication_seed(1, replication), &mut ()).months)
        .sum();
    println!("{months}");
}
