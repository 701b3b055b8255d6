//! Patterns 2 and 7: how trust falls and comes back, and where it ends.

use alliance_dynamics::measures::{Measure, received_trust};
use alliance_dynamics::scenario::ScenarioError;

use crate::Table;
use crate::worlds::{Frequency, NOBODY_LEAVES, by_batches, endings, mean, months, share};

/// The month in which the betrayal begins.
const BETRAYED: usize = 24;
/// Worlds whose mean makes one measurement of how long trust takes to come back.
const BATCH: usize = 100;

/// How long trust in a member takes to come back after it has let the others down.
pub fn comes_slowly_and_goes_fast() -> Result<Vec<Table>, ScenarioError> {
    let mut tables = Vec::new();
    for world in ["", "relations.trust_mean = 0.6\npopulation.goal_spread = 0.2\n"] {
        let world = format!("months = 240\n{NOBODY_LEAVES}{world}");
        let trust_in_one = |events: &str| {
            months(&format!("{world}{events}"), 1000, |month| {
                received_trust(month.alliance, 0)
            })
        };
        let loyal = trust_in_one("")?;
        let mut table = Table::with(&[
            "betrayal, months",
            "trust before",
            "trust lost",
            "half is back after",
            "nine tenths after",
        ]);
        for betrayed in [1, 2, 3, 6] {
            let disloyal = trust_in_one(&format!(
                "[[events]]\nmonth = {BETRAYED}\nkind = \"betrayal\"\nmember = \"Member 1\"\nmonths = {betrayed}"
            ))?;
            let pairs: Vec<_> = loyal.iter().zip(&disloyal).collect();
            let end = BETRAYED + betrayed - 1;
            let after = |left| time_to_recover(&pairs, end, left);
            table.add(vec![
                betrayed.to_string(),
                format!("{:.2}", mean(loyal.iter().map(|life| life[BETRAYED - 1]))),
                format!(
                    "{:.2}",
                    mean(pairs.iter().map(|(loyal, disloyal)| loyal[end] - disloyal[end]))
                ),
                after(0.5),
                after(0.1),
            ]);
        }
        tables.push(table);
    }
    Ok(tables)
}

/// Pairs of worlds without and with a betrayal.
type Pair<'a> = (&'a Vec<f64>, &'a Vec<f64>);

/// Months until trust is back, in words where it is not back within the horizon.
fn time_to_recover(pairs: &[Pair<'_>], end: usize, left: f64) -> String {
    let back = |pairs: &[Pair<'_>]| months_until(pairs, end, left);
    let n_batches = pairs.len() / BATCH;
    let never = pairs.chunks(BATCH).filter(|batch| back(batch).is_none()).count();
    if never > 0 {
        return format!("not within the horizon in {never} of {n_batches} batches");
    }
    format!(
        "{:.1}",
        by_batches(pairs, BATCH, |batch| back(batch).unwrap_or(f64::NAN))
    )
}

/// Months after the end of a betrayal until no more than `left` of the trust lost by then is still missing, on average
/// over pairs of worlds without and with it; none where that does not happen.
fn months_until(pairs: &[Pair<'_>], end: usize, left: f64) -> Option<f64> {
    let missing = |month: usize| {
        pairs
            .iter()
            .map(|(loyal, disloyal)| loyal[month] - disloyal[month])
            .sum::<f64>()
    };
    let bound = left * missing(end);
    let horizon = pairs.first().map_or(0, |(loyal, _)| loyal.len());
    let back = (end..horizon).find(|&month| missing(month) <= bound)?;
    Some((back - end) as f64)
}

/// Where trust ends over worlds that start alike.
pub fn ends_in_one_of_two_ways() -> Result<Vec<Table>, ScenarioError> {
    let mut table = Table::with(&["final trust", "start 0.15", "start 0.25", "start 0.35", "start 0.45"]);
    let mut worlds = Vec::new();
    for start in [0.15, 0.25, 0.35, 0.45] {
        let lives = endings(&format!("{NOBODY_LEAVES}relations.trust_mean = {start}"), 2000)?;
        worlds.push(lives.iter().map(|end| end.last[Measure::Trust]).collect::<Vec<_>>());
    }
    for bin in -4..5 {
        let (low, high) = (f64::from(bin) / 5.0, f64::from(bin + 1) / 5.0);
        let within = |trust: &Vec<f64>| -> Frequency { share(trust, |trust| (low..high).contains(trust)) };
        let row = worlds.iter().map(|trust| within(trust).to_string());
        table.add([format!("{low:.1} to {high:.1}")].into_iter().chain(row).collect());
    }
    let above = worlds
        .iter()
        .map(|trust| share(trust, |&trust| trust >= 0.2).to_string());
    table.add(["0.2 and above".to_owned()].into_iter().chain(above).collect());
    Ok(vec![table])
}
