//! Pattern 3: who still warns in a hostile home.

use alliance_dynamics::measures::{Measure, hostility};
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::MonthView;

use crate::Table;
use crate::worlds::{NOBODY_LEAVES, correlation, difference, endings, mean, worlds};

/// Hostility of a home before a month's talk, and whether someone warned there.
type Home = (f64, f64);

/// Warnings by hostility: home by home, within worlds, over worlds, and what silence does to hostility.
pub fn fall_silent() -> Result<Vec<Table>, ScenarioError> {
    let lives: Vec<Vec<Home>> = worlds("", 1000, |world, seed| {
        let mut before: Vec<f64> = Vec::new();
        let mut homes = Vec::new();
        world.run(seed, &mut |month: &MonthView<'_>| {
            let members = &month.alliance.members;
            let known = members.indices().filter(|&i| i < before.len());
            homes.extend(known.map(|i| (before[i], members.warned[i])));
            before = (0..members.n_known()).map(|i| hostility(month.alliance, i)).collect();
        });
        homes
    })?;
    let within = lives
        .iter()
        .map(|homes| correlation(homes).value)
        .filter(|r| r.is_finite());
    let over: Vec<_> = lives.iter().map(|homes| means(homes)).collect();
    let mut correlations = Table::with(&["hostility and warnings", "correlation"]);
    correlations.add(vec![
        "within a world, home by month (mean)".into(),
        mean(within).to_string(),
    ]);
    correlations.add(vec![
        "over worlds, means of their lives".into(),
        correlation(&over).to_string(),
    ]);
    Ok(vec![by_hostility(&lives), correlations, without_fear()?])
}

fn by_hostility(lives: &[Vec<Home>]) -> Table {
    let mut table = Table::with(&["hostility of the home", "homes and months", "someone warned"]);
    for (low, high) in [(0.0, 0.05), (0.05, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)] {
        let within = |homes: &Vec<Home>| -> Vec<Home> {
            homes
                .iter()
                .copied()
                .filter(|home| (low..high).contains(&home.0))
                .collect()
        };
        let worlds: Vec<_> = lives.iter().map(within).filter(|homes| !homes.is_empty()).collect();
        let n: usize = worlds.iter().map(Vec::len).sum();
        let warned: f64 = worlds.iter().flatten().map(|home| home.1).sum();
        let share = warned / n as f64;
        // Months of one world are not independent, so the error is that of a ratio of totals over worlds.
        let squares: f64 = worlds
            .iter()
            .map(|homes| homes.iter().map(|home| home.1 - share).sum::<f64>().powi(2))
            .sum();
        let half = 1.96 * squares.sqrt() / n as f64;
        table.add(vec![
            format!("{low} to {}", f64::min(high, 1.0)),
            n.to_string(),
            format!("{share:.3} ± {half:.3}"),
        ]);
    }
    table
}

fn means(homes: &[Home]) -> Home {
    let n = homes.len() as f64;
    let sum = homes
        .iter()
        .fold((0.0, 0.0), |sum, home| (sum.0 + home.0, sum.1 + home.1));
    (sum.0 / n, sum.1 / n)
}

/// The same worlds where nobody minds hostility, and where nobody ever warns.
fn without_fear() -> Result<Table, ScenarioError> {
    let hostile = |set: &str| -> Result<Vec<f64>, ScenarioError> {
        let lives = endings(&format!("{NOBODY_LEAVES}relations.trust_mean = 0.3\n{set}"), 1000)?;
        Ok(lives.iter().map(|end| end.last[Measure::Hostility]).collect())
    };
    let base = hostile("")?;
    let mut table = Table::with(&["worlds", "hostility in the end", "against the first"]);
    table.add(vec![
        "as they are".into(),
        format!("{:.3}", mean(base.iter().copied())),
        String::new(),
    ]);
    for (name, set) in [
        ("warnings do not depend on hostility", "home_talk.conformity = 0"),
        ("nobody warns", "population.voice = 0"),
    ] {
        let other = hostile(set)?;
        table.add(vec![
            name.into(),
            format!("{:.3}", mean(other.iter().copied())),
            format!("{:.3}", difference(&other, &base)),
        ]);
    }
    Ok(table)
}
