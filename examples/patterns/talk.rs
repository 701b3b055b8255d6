//! Patterns 1 and 16: what gossip does to trust, and to alliances.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::MonthView;

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{Estimate, difference, mean, share, spread, wider};
use crate::worlds::tables::Table;
use crate::worlds::{NOBODY_LEAVES, endings, last, lasts, months, more, thrives, worlds};

const STARTS: [f64; 5] = [-0.3, 0.0, 0.15, 0.4, 0.7];
const RATES: [f64; 4] = [0.0, 0.05, 0.1, 0.2];
const RUNS: u32 = 2000;

/// Lines that leave gossip alone on the stage.
const NOTHING_BUT_GOSSIP: &str = "context.enabled = false
work.enabled = false
experience.enabled = false
dialogue.enabled = false
home_talk.enabled = false
incidents.enabled = false
goals.enabled = false
learning.enabled = false
constituency.enabled = false
membership.enabled = false
cohesion.enabled = false
";

/// Final trust by starting trust and rate of gossip: its spread over worlds, and its mean against no gossip.
pub fn gossip_amplifies() -> Result<Finding, ScenarioError> {
    let header = ["start", "no gossip", "rate 0.05", "rate 0.1", "rate 0.2"];
    let (mut spreads, mut means, mut unending) = (Table::with(&header), Table::with(&header), Table::with(&header));
    let mut claims = Vec::new();
    for start in STARTS {
        let by_rate = final_trust("", start)?;
        spreads.row(start, by_rate.iter().map(|trust| format!("{:.3}", spread(trust))));
        means.row(start, shifts(&by_rate));
        unending.row(start, shifts(&final_trust(NOBODY_LEAVES, start)?));
        match start {
            0.15 => {
                for (place, rates) in [(0, "0 to 0.05"), (1, "0.05 to 0.1"), (2, "0.1 to 0.2")] {
                    let says = format!("spread of final trust, rate {rates}");
                    claims.push(Claim::above(says, wider(&by_rate[place + 1], &by_rate[place]), 0.0));
                }
            }
            -0.3 => {
                let moved = difference(&by_rate[2], &by_rate[0]);
                claims.push(Claim::below(
                    "final trust from a start of −0.3, rate 0 to 0.1",
                    moved,
                    0.0,
                ));
            }
            0.4 | 0.7 => {
                let says = format!("final trust from a start of {start}, rate 0 to 0.1");
                claims.push(Claim::above(says, difference(&by_rate[2], &by_rate[0]), 0.0));
            }
            _ => {}
        }
    }
    let (same_age, lowered) = at_the_same_age()?;
    let says = "trust from a start of −0.3 after 24 months, rate 0 to 0.1, pairs of worlds that both live";
    claims.push(Claim::below(says, lowered, 0.0));
    Ok(Finding {
        claims,
        tables: vec![spreads, means, same_age, unending, gossip_alone()?],
    })
}

/// How far gossip moves trust in worlds that are as old with it as without, and that from the lowest start after two years.
fn at_the_same_age() -> Result<(Table, Estimate), ScenarioError> {
    const AGES: [usize; 4] = [12, 24, 36, 60];
    let mut table = Table::with(&["start", "after 12 months", "24", "36", "60"]);
    let mut lowered = None;
    for start in STARTS {
        let at = |rate: f64| {
            let scenario = format!("months = 60\nrelations.trust_mean = {start:?}\ngossip.rate = {rate:?}");
            months(&scenario, RUNS, |month| month.record[Measure::Trust])
        };
        let (none, twice) = (at(0.0)?, at(0.1)?);
        let moved = AGES.map(|age| {
            let pairs = twice.iter().zip(&none);
            let both = pairs.filter_map(|(twice, none)| Some(twice.get(age - 1)? - none.get(age - 1)?));
            let both: Vec<f64> = both.collect();
            (both.len(), mean(both))
        });
        lowered.get_or_insert(moved[1].1);
        table.row(start, moved.map(|(pairs, moved)| format!("{moved:.3} ({pairs} pairs)")));
    }
    Ok((table, lowered.unwrap_or_else(|| mean([]))))
}

/// Trust in the last month lived, for every rate of gossip.
fn final_trust(lines: &str, start: f64) -> Result<Vec<Vec<f64>>, ScenarioError> {
    let at = |rate: f64| {
        let scenario = format!("{lines}relations.trust_mean = {start:?}\ngossip.rate = {rate:?}");
        last(Measure::Trust, &scenario, RUNS)
    };
    RATES.into_iter().map(at).collect()
}

/// The mean without gossip, and how far each rate moves it.
fn shifts(by_rate: &[Vec<f64>]) -> Vec<String> {
    let still = mean(by_rate[0].iter().copied());
    let moved = by_rate[1..]
        .iter()
        .map(|trust| format!("{:.3}", difference(trust, &by_rate[0])));
    [format!("{still:.3}")].into_iter().chain(moved).collect()
}

/// What two years of gossip do where nothing else happens.
fn gossip_alone() -> Result<Table, ScenarioError> {
    let mut table = Table::with(&["start", "mean trust moved by", "spread over worlds, before", "after"]);
    for start in STARTS {
        let lives = worlds(
            &format!("months = 24\nrelations.trust_mean = {start:?}\n{NOTHING_BUT_GOSSIP}"),
            RUNS,
            |world, seed| {
                let mut first = None;
                let end = world.run(seed, &mut |month: &MonthView<'_>| {
                    first.get_or_insert(month.record[Measure::Trust]);
                });
                (first.unwrap_or_default(), end.last[Measure::Trust])
            },
        )?;
        let (first, last): (Vec<f64>, Vec<f64>) = lives.into_iter().unzip();
        table.row(
            start,
            [difference(&last, &first), spread(&first), spread(&last)].map(|figure| format!("{figure:.3}")),
        );
    }
    Ok(table)
}

/// Alliances with and without gossip, by starting trust.
pub fn undermines_and_amplifies() -> Result<Finding, ScenarioError> {
    let mut table = Table::with(&[
        "start",
        "lasts, with gossip",
        "lasts, without",
        "difference",
        "thrives, with gossip",
        "difference",
        "final trust, gossip against none",
    ]);
    let mut claims = Vec::new();
    for start in STARTS {
        let with = format!("relations.trust_mean = {start:?}\n");
        let without = format!("{with}gossip.enabled = false");
        let (with, without) = (endings(&with, RUNS)?, endings(&without, RUNS)?);
        let trust = |lives: &[_]| -> Vec<f64> { lives.iter().map(trust).collect() };
        let moved = difference(&trust(&with), &trust(&without));
        let saved = more(&without, &with, lasts);
        table.row(
            start,
            [
                share(&with, lasts).to_string(),
                share(&without, lasts).to_string(),
                format!("{saved:.3}"),
                share(&with, thrives).to_string(),
                format!("{:.3}", more(&without, &with, thrives)),
                format!("{moved:.3}"),
            ],
        );
        match start {
            -0.3 => claims.push(Claim::below(
                "final trust from a start of −0.3, gossip against none",
                moved,
                0.0,
            )),
            0.15 => claims.insert(0, Claim::above("lasting without gossip, less with it", saved, 0.0)),
            0.4 => claims.push(Claim::above(
                "final trust from a start of 0.4, gossip against none",
                moved,
                0.0,
            )),
            _ => {}
        }
    }
    Ok(Finding {
        claims,
        tables: vec![table],
    })
}

fn trust(end: &alliance_dynamics::simulation::Ending) -> f64 {
    end.last[Measure::Trust]
}
