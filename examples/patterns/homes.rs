//! Pattern 3: who still warns in a hostile home.

use alliance_dynamics::measures::{Measure, hostility};
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::MonthView;

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{correlation, difference, mean, median, ratio, share};
use crate::worlds::tables::Table;
use crate::worlds::{NOBODY_LEAVES, last, worlds};

/// Hostility of a home before a month's talk, and whether someone warned there.
type Home = (f64, f64);

/// Warnings by hostility: home by home, within worlds, over worlds, and what silence does to hostility.
pub fn fall_silent() -> Result<Finding, ScenarioError> {
    let lives: Vec<Vec<Vec<Home>>> = worlds("", 1000, |world, seed| {
        let mut before: Vec<f64> = Vec::new();
        let mut months = Vec::new();
        world.run(seed, &mut |month: &MonthView<'_>| {
            let members = &month.alliance.members;
            let known = members.indices().filter(|&i| i < before.len());
            months.push(known.map(|i| (before[i], members.warned[i])).collect());
            before = (0..members.n_known()).map(|i| hostility(month.alliance, i)).collect();
        });
        months
    })?;
    let homes: Vec<Vec<Home>> = lives.iter().map(|months| months.concat()).collect();
    let by_month: Vec<Vec<Home>> = lives
        .iter()
        .map(|months| months.iter().skip(1).map(|homes| means(homes)).collect())
        .collect();
    let within = |homes: &[Vec<Home>]| -> Vec<f64> {
        let correlations = homes.iter().map(|homes| correlation(homes).value);
        correlations.filter(|r| r.is_finite()).collect()
    };
    let (month_by_month, home_by_home) = (within(&by_month), within(&homes));
    let over = correlation(&homes.iter().map(|homes| means(homes)).collect::<Vec<_>>());
    let mut correlations = Table::with(&["hostility and warnings", "correlation"]);
    for (name, within) in [
        ("within a world, month by month (mean over worlds)", &month_by_month),
        ("within a world, home by month (mean over worlds)", &home_by_home),
    ] {
        correlations.row(name, [mean(within.iter().copied()).to_string()]);
    }
    correlations.row("over worlds, means of their lives", [over.to_string()]);
    let negative = share(&month_by_month, |&r| r < 0.0);
    correlations.row("worlds in which the first is below 0", [negative.to_string()]);
    correlations.row(
        "median of the first",
        [format!("{:.2}", median(month_by_month.iter().copied()))],
    );
    let (table, fear) = without_fear()?;
    let mut claims = vec![
        Claim::below("correlation of hostility and warnings over worlds", over, 0.0),
        Claim::below("the same within a world, month by month", mean(month_by_month), 0.0),
    ];
    claims.extend(fear);
    Ok(Finding {
        claims,
        tables: vec![by_hostility(&homes), correlations, table],
    })
}

fn by_hostility(lives: &[Vec<Home>]) -> Table {
    let mut table = Table::with(&["hostility of the home", "homes and months", "someone warned"]);
    for (low, high) in [(0.0, 0.05), (0.05, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)] {
        let within = |homes: &Vec<Home>| -> Vec<Home> {
            let within = homes.iter().copied().filter(|home| (low..high).contains(&home.0));
            within.collect()
        };
        let worlds: Vec<_> = lives.iter().map(within).filter(|homes| !homes.is_empty()).collect();
        let n: usize = worlds.iter().map(Vec::len).sum();
        // Months of one world are not independent, so the error is that of a ratio of totals over worlds.
        let totals = worlds
            .iter()
            .map(|homes| (homes.iter().map(|home| home.1).sum(), homes.len() as f64));
        let warned = ratio(&totals.collect::<Vec<_>>());
        let label = format!("{low} to {}", f64::min(high, 1.0));
        table.row(label, [n.to_string(), format!("{warned:.3}")]);
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
fn without_fear() -> Result<(Table, Vec<Claim>), ScenarioError> {
    let hostile = |set: &str| {
        let scenario = format!("{NOBODY_LEAVES}relations.trust_mean = 0.3\n{set}");
        last(Measure::Hostility, &scenario, 1000)
    };
    let base = hostile("")?;
    let mut table = Table::with(&["worlds", "hostility in the end", "against the first"]);
    table.row(
        "as they are",
        [format!("{:.3}", mean(base.iter().copied())), String::new()],
    );
    let mut more = |name: &str, set| -> Result<_, ScenarioError> {
        let other = hostile(set)?;
        let more = difference(&other, &base);
        table.row(name, [format!("{:.3}", mean(other)), format!("{more:.3}")]);
        Ok(more)
    };
    let fearless = more("warnings do not depend on hostility", "home_talk.conformity = 0")?;
    let mute = more("nobody warns", "population.voice = 0")?;
    let claims = vec![
        Claim::below("hostility in the end, if hostility silenced nobody", fearless, 0.0),
        Claim::above("hostility in the end, if nobody ever warned", mute, 0.0),
    ];
    Ok((table, claims))
}
