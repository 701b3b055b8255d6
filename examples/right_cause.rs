//! How often an explanation finds the cause that was planted, and leaves alone what does nothing.
//!
//! `cargo run --release --example right_cause -- 100 200`: so many worlds of each kind, and futures for every candidate.

#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::sync::Arc;

use alliance_dynamics::alliance::Goal;
use alliance_dynamics::mechanisms::Deed;
use alliance_dynamics::random::{Chance, Draws, Purpose, replication_seed};
use alliance_dynamics::scenario::{Scenario, ScenarioError};
use alliance_studies::causes::{Cause, Depth, Explanation, explain};
use alliance_studies::experiment::{Control, LivedRun};
use rayon::prelude::*;

const PLANT: Purpose = Purpose::named("plant");

/// An alliance as strong as its weakest link, that lasts unless somebody stops contributing for half a year.
const STRONG: &str = "months = 36\nrelations.trust_mean = 0.5\npopulation.count = 5\n\
    work.chain_dependence = 1.0\nwork.benefit = 9\ncohesion.dissolve_below = 0.02\ncohesion.dissolve_patience = 6\n";

/// An alliance that may last or not.
const UNDECIDED: &str = "months = 36\npopulation.count = 5\npopulation.goal_spread = 0.7\n";

fn main() -> Result<(), ScenarioError> {
    let mut asked = std::env::args().skip(1).map(|word| word.parse().ok());
    let worlds: u32 = asked.next().flatten().unwrap_or(100);
    let depth = Depth::of(asked.next().flatten().unwrap_or(200));
    println!("planted | found | of | mean share of the planted (Shapley)\n--- | --- | --- | ---");
    let kinds = [
        ("one betrayal, ranked first", 1),
        ("two betrayals that each suffice, both in the first two", 2),
    ];
    for (name, n_planted) in kinds {
        let found = all(worlds, STRONG, |draws| betrayals(draws, n_planted as u32), depth)?;
        let first = |one: &&Explanation| one.acts.iter().take(n_planted).all(is_planted);
        let share = |one: &Explanation| {
            one.shares
                .shares
                .iter()
                .take(n_planted)
                .map(|share| share.value)
                .sum::<f64>()
        };
        let mean = found.iter().map(share).sum::<f64>() / (n_planted * found.len()) as f64;
        println!(
            "{name} | {} | {} | {mean:.3}",
            found.iter().filter(first).count(),
            found.len()
        );
    }
    let harmless = all(worlds, UNDECIDED, harmless, depth)?;
    let covers = |one: &&Explanation| one.acts.iter().filter(|cause| is_planted(cause)).all(covers_nought);
    println!(
        "an act without effect, interval covers 0 | {} | {} |",
        harmless.iter().filter(covers).count(),
        harmless.len()
    );
    Ok(())
}

/// The explanations of so many worlds that end as the plant has it.
fn all(
    worlds: u32,
    base: &str,
    plant: impl Fn(&mut Draws) -> String + Sync,
    depth: Depth,
) -> Result<Vec<Explanation>, ScenarioError> {
    let explained: Result<Vec<_>, ScenarioError> = (0..worlds)
        .into_par_iter()
        .map(|number| {
            let planted = plant(&mut Chance::new(u64::from(number)).of(PLANT, 0).at(0, 0));
            let scenario = Scenario::from_toml(&format!("{base}{planted}"))?;
            let world = LivedRun::live(Arc::new(scenario), replication_seed(1, u64::from(number)));
            Ok(explain(&world, Goal::Survival, depth, &Control::default()))
        })
        .collect();
    Ok(explained?.into_iter().flatten().collect())
}

/// So many betrayals by different members, each long enough to end it, in the same half-year.
fn betrayals(draws: &mut Draws, count: u32) -> String {
    let (month, first, apart) = (6 + draws.below(18), draws.below(5), 1 + draws.below(4));
    let one = |number: u32| {
        let member = (first + number * apart) % 5 + 1;
        format!(
            "[[events]]\nmonth = {}\nkind = \"betrayal\"\nmember = \"Member {member}\"\nmonths = 12\n",
            month + number
        )
    };
    (0..count).map(one).collect()
}

/// A rumour about nothing.
fn harmless(draws: &mut Draws) -> String {
    let month = 3 + draws.below(20);
    format!(
        "[[events]]\nmonth = {month}\nkind = \"rumour\"\nsource = \"Member 1\"\nabout = \"Member 2\"\nstrength = 0.0\n"
    )
}

fn is_planted(cause: &Cause) -> bool {
    matches!(cause.candidate.act.deed, Deed::Event(_))
}

fn covers_nought(cause: &Cause) -> bool {
    let (_, interval) = cause.change();
    (interval.low..=interval.high).contains(&0.0)
}
