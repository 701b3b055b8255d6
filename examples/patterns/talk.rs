//! Patterns 1, 8 and 9: what gossip does, balance, and whom bad talk is about.

use alliance_dynamics::alliance::{Alliance, Outcome};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::{Ending, MonthView};

use crate::Table;
use crate::opinions::Talk;
use crate::worlds::{NOBODY_LEAVES, difference, endings, mean, share, spread, worlds};

const STARTS: [f64; 5] = [-0.3, 0.0, 0.15, 0.3, 0.6];
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
/// Sixteen members of whom each is tied to about six.
const SPARSE: &str = "population.count = 16\nrelations.network = { kind = \"small-world\", degree = 6, rewire = 0.1 }";
const RATES: [f64; 4] = [0.0, 0.06, 0.12, 0.24];

/// Final trust by starting trust and rate of gossip: its spread over worlds, and its mean against no gossip.
pub fn gossip_amplifies() -> Result<Vec<Table>, ScenarioError> {
    let header = ["start", "no gossip", "rate 0.06", "rate 0.12", "rate 0.24"];
    let (mut spreads, mut means) = (Table::with(&header), Table::with(&header));
    let mut deaf = Table::with(&header);
    for start in STARTS {
        let cell = |rate| final_trust(&format!("relations.trust_mean = {start:?}\ngossip.rate = {rate:?}"));
        let by_rate = RATES.into_iter().map(cell).collect::<Result<Vec<_>, _>>()?;
        let row = |figures: Vec<String>| [vec![format!("{start}")], figures].concat();
        spreads.add(row(by_rate
            .iter()
            .map(|trust| format!("{:.3}", spread(trust)))
            .collect()));
        means.add(row(shifts(&by_rate)));
        let cell = |rate| {
            final_trust(&format!(
                "relations.trust_mean = {start:?}\ngossip = {{ rate = {rate:?}, contrarian = 0 }}"
            ))
        };
        let by_rate = RATES.into_iter().map(cell).collect::<Result<Vec<_>, _>>()?;
        deaf.add(row(shifts(&by_rate)));
    }
    Ok(vec![spreads, means, deaf, gossip_alone()?])
}

/// What two years of gossip do where nothing else happens.
fn gossip_alone() -> Result<Table, ScenarioError> {
    let mut table = Table::with(&["start", "mean trust moved by", "spread over worlds, before", "after"]);
    for start in [-0.3, -0.15, 0.0, 0.15, 0.3] {
        let lives = worlds(
            &format!("months = 24\nrelations.trust_mean = {start:?}\n{NOTHING_BUT_GOSSIP}"),
            1000,
            |world, seed| {
                let mut first = None;
                let end = world.run(seed, &mut |month: &MonthView<'_>| {
                    first.get_or_insert(month.record[Measure::Trust]);
                });
                (first.unwrap_or_default(), end.last[Measure::Trust])
            },
        )?;
        let (first, last): (Vec<f64>, Vec<f64>) = lives.into_iter().unzip();
        table.add(vec![
            format!("{start}"),
            format!("{:.3}", difference(&last, &first)),
            format!("{:.3}", spread(&first)),
            format!("{:.3}", spread(&last)),
        ]);
    }
    Ok(table)
}

/// The mean without gossip, and how far each rate moves it.
fn shifts(by_rate: &[Vec<f64>]) -> Vec<String> {
    let still = mean(by_rate[0].iter().copied());
    let moved = by_rate[1..]
        .iter()
        .map(|trust| difference(trust, &by_rate[0]).to_string());
    [format!("{still:.2}")].into_iter().chain(moved).collect()
}

fn final_trust(scenario: &str) -> Result<Vec<f64>, ScenarioError> {
    let lives = endings(&format!("{NOBODY_LEAVES}{scenario}"), 500)?;
    Ok(lives.iter().map(|end| end.last[Measure::Trust]).collect())
}

/// Frustration of the alliances that last, by how they ended and how large they were.
pub fn balance_is_not_destiny() -> Result<Vec<Table>, ScenarioError> {
    let mut table = Table::with(&[
        "members",
        "which",
        "alliances",
        "frustration > 0",
        "> 1 % of all trust",
        "blocs",
    ]);
    for (members, scenario) in [
        ("8", ""),
        ("8, nobody leaves", NOBODY_LEAVES),
        ("16", "population.count = 16"),
        ("16, small world of degree 6", SPARSE),
    ] {
        let lives = worlds(scenario, 2000, |world, seed| {
            let end = world.run(seed, &mut ());
            (end, total_trust(world.alliance()))
        })?;
        for (name, outcome) in [("thriving", Outcome::Thriving), ("hollow", Outcome::Hollow)] {
            let lasting: Vec<_> = lives.iter().filter(|(end, _)| end.outcome == outcome).collect();
            table.add(vec![
                members.to_owned(),
                name.to_owned(),
                lasting.len().to_string(),
                share(&lasting, |(end, _)| frustration(end) > 1e-9).to_string(),
                share(&lasting, |(end, all)| frustration(end) > 0.01 * all).to_string(),
                format!("{:.1}", mean(lasting.iter().map(|(end, _)| end.last[Measure::Blocs]))),
            ]);
        }
    }
    Ok(vec![table, balance_over_time()?])
}

/// The sizes of mutual trust, added up over pairs.
fn total_trust(Alliance { relations, .. }: &Alliance) -> f64 {
    let pairs = relations.pairs();
    let sizes = pairs.map(|(_, _, there, back)| (relations.trust[there] + relations.trust[back]).abs() / 2.0);
    sizes.sum()
}

fn frustration(end: &Ending) -> f64 {
    end.last[Measure::Frustration]
}

/// Frustration year by year of the alliances that last.
fn balance_over_time() -> Result<Table, ScenarioError> {
    let lives = worlds("", 2000, |world, seed| {
        let mut yearly = Vec::new();
        let end = world.run(seed, &mut |month: &MonthView<'_>| {
            if [1, 12, 24, 60, 120].contains(&month.months) {
                yearly.push((month.record[Measure::Frustration], month.record[Measure::Blocs]));
            }
        });
        (end, yearly)
    })?;
    let lasting: Vec<_> = lives.iter().filter(|(end, _)| end.outcome.survived()).collect();
    let mut table = Table::with(&["after months", "frustration > 0", "mean frustration", "mean blocs"]);
    for (place, months) in [1, 12, 24, 60, 120].into_iter().enumerate() {
        table.add(vec![
            months.to_string(),
            share(&lasting, |(_, yearly)| yearly[place].0 > 1e-9).to_string(),
            format!("{:.3}", mean(lasting.iter().map(|(_, yearly)| yearly[place].0))),
            format!("{:.2}", mean(lasting.iter().map(|(_, yearly)| yearly[place].1))),
        ]);
    }
    Ok(table)
}

/// How unevenly good and bad talk fall on members, beside the same opinions dealt out at random.
pub fn bad_talk_gathers() -> Result<Vec<Table>, ScenarioError> {
    let mut table = Table::with(&[
        "after months",
        "alliances",
        "bad talk",
        "dealt out",
        "good talk",
        "dealt out",
        "bad − good",
        "beyond dealing out",
    ]);
    for months in [6, 12, 24, 60] {
        let seen = worlds(&format!("months = {months}"), 1000, |world, seed| {
            let end = world.run(seed, &mut ());
            (end.months == months)
                .then(|| Talk::of(world.alliance(), seed))
                .flatten()
        })?;
        let seen: Vec<Talk> = seen.into_iter().flatten().collect();
        let of = |read: fn(&Talk) -> f64| format!("{:.3}", mean(seen.iter().map(read)));
        table.add(vec![
            months.to_string(),
            seen.len().to_string(),
            of(|talk| talk.bad),
            of(|talk| talk.bad_dealt),
            of(|talk| talk.good),
            of(|talk| talk.good_dealt),
            of(|talk| talk.bad - talk.good),
            of(|talk| (talk.bad - talk.bad_dealt) - (talk.good - talk.good_dealt)),
        ]);
    }
    Ok(vec![table])
}
