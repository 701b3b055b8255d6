//! Patterns 2 and 7: how trust falls and comes back, and where it ends.

use alliance_dynamics::measures::{Measure, received_trust};
use alliance_dynamics::scenario::ScenarioError;

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{Estimate, by_batches, mean, ratio, share};
use crate::worlds::tables::Table;
use crate::worlds::{NOBODY_LEAVES, last, months};

/// The month in which the betrayal begins.
const BETRAYED: usize = 24;
/// Worlds a row.
const RUNS: u32 = 1000;
/// Worlds whose mean makes one measurement of how long trust takes to come back.
const BATCH: usize = 100;

/// The share of the loss that may still be missing where trust is said to be back.
const BACK: f64 = 0.1;

/// Lines for a trusting alliance of like-minded members.
const TRUSTING: &str = "relations.trust_mean = 0.6\npopulation.goal_spread = 0.2\n";

/// A betrayal and its twin without: trust in the betrayer, month by month.
struct Betrayal {
    loyal: Vec<Vec<f64>>,
    disloyal: Vec<Vec<f64>>,
    /// The last month of the betrayal.
    end: usize,
}

/// How long trust in a member takes to come back after it has let the others down.
pub fn comes_slowly_and_goes_fast() -> Result<Finding, ScenarioError> {
    let mut tables = Vec::new();
    let mut claims = Vec::new();
    for (alliance, lines) in [("default", ""), ("trusting", TRUSTING)] {
        let mut table = recovery_table("betrayal, months");
        for months in [1, 2, 3, 6] {
            let betrayal = Betrayal::of(lines, months)?;
            table.row(months, betrayal.cells());
            let says = format!(
                "{alliance} alliance, betrayal of {months}: share of the loss still missing {} months later",
                3 * months
            );
            claims.push(Claim::above(says, betrayal.missing_after(3 * months), BACK));
        }
        tables.push(table);
    }
    let mut table = recovery_table("a betrayal of 3 months");
    for (name, without) in [
        ("as it is", ""),
        ("no gossip", "gossip.enabled = false\n"),
        ("no home talk", "home_talk.enabled = false\n"),
        ("gains weigh like losses", "experience.gain = 0.22\n"),
        (
            "neither gossip nor home talk",
            "gossip.enabled = false\nhome_talk.enabled = false\n",
        ),
    ] {
        table.row(name, Betrayal::of(&format!("{TRUSTING}{without}"), 3)?.cells());
    }
    tables.push(table);
    Ok(Finding { claims, tables })
}

fn recovery_table(first: &str) -> Table {
    Table::with(&[
        first,
        "trust before",
        "trust lost",
        "half is back after",
        "nine tenths after",
    ])
}

impl Betrayal {
    fn of(lines: &str, betrayed: usize) -> Result<Self, ScenarioError> {
        let trust_in_one = |events: &str| {
            let scenario = format!("months = 240\n{NOBODY_LEAVES}{lines}{events}");
            months(&scenario, RUNS, |month| received_trust(month.alliance, 0))
        };
        Ok(Self {
            loyal: trust_in_one("")?,
            disloyal: trust_in_one(&format!(
                "[[events]]\nmonth = {BETRAYED}\nkind = \"betrayal\"\nmember = \"Member 1\"\nmonths = {betrayed}"
            ))?,
            end: BETRAYED + betrayed - 1,
        })
    }

    /// Trust before, what was lost, and how long it takes to come back.
    fn cells(&self) -> [String; 4] {
        let lost = mean(self.missing().map(|missing| missing(self.end)));
        [
            mean(self.loyal.iter().map(|life| life[BETRAYED - 1])).to_string(),
            lost.to_string(),
            self.time_to_recover(0.5),
            self.time_to_recover(BACK),
        ]
    }

    /// The share of the trust lost that is still missing some months later.
    fn missing_after(&self, months: usize) -> Estimate {
        let pairs = self
            .missing()
            .map(|missing| (missing(self.end + months), missing(self.end)));
        ratio(&pairs.collect::<Vec<_>>())
    }

    /// World by world, what is missing in a month.
    fn missing(&self) -> impl Iterator<Item = impl Fn(usize) -> f64> {
        let pairs = self.loyal.iter().zip(&self.disloyal);
        pairs.map(|(loyal, disloyal)| move |month: usize| loyal[month] - disloyal[month])
    }

    /// Months until trust is back, in words where it is not back within the horizon.
    fn time_to_recover(&self, left: f64) -> String {
        let worlds: Vec<usize> = (0..self.loyal.len()).collect();
        let back = |batch: &[usize]| self.months_until(batch, left);
        let n_batches = worlds.len() / BATCH;
        let never = worlds.chunks(BATCH).filter(|batch| back(batch).is_none()).count();
        if never > 0 {
            return format!("not within the horizon in {never} of {n_batches} batches");
        }
        format!(
            "{:.1}",
            by_batches(&worlds, BATCH, |batch| back(batch).unwrap_or(f64::NAN))
        )
    }

    /// Months after the end of a betrayal until no more than `left` of the trust lost by then is still missing, on average over some
    /// worlds; none where that does not happen.
    fn months_until(&self, worlds: &[usize], left: f64) -> Option<f64> {
        let missing = |month: usize| -> f64 {
            let missing = worlds.iter().map(|&k| self.loyal[k][month] - self.disloyal[k][month]);
            missing.sum()
        };
        let bound = left * missing(self.end);
        let horizon = self.loyal.first().map_or(0, Vec::len);
        let back = (self.end..horizon).find(|&month| missing(month) <= bound)?;
        Some((back - self.end) as f64)
    }
}

/// Starting trusts near the tipping point.
const STARTS: [f64; 4] = [0.05, 0.15, 0.25, 0.35];

/// Where trust ends over worlds that start alike.
pub fn ends_in_one_of_two_ways() -> Result<Finding, ScenarioError> {
    let (mut tables, mut claims) = (Vec::new(), Vec::new());
    for (name, lines, low_peak) in [("", "", -0.2), (" (nobody leaves)", NOBODY_LEAVES, -0.6)] {
        let title = format!("final trust{name}");
        let mut table = Table::with(&[title.as_str(), "start 0.05", "start 0.15", "start 0.25", "start 0.35"]);
        let at = |start: f64| {
            last(
                Measure::Trust,
                &format!("{lines}relations.trust_mean = {start}"),
                RUNS * 4,
            )
        };
        let worlds = STARTS.into_iter().map(at).collect::<Result<Vec<_>, _>>()?;
        for bin in -4..5 {
            let low = f64::from(bin) / 5.0;
            let row = worlds
                .iter()
                .map(|trust| share(trust, |&trust| is_from(low, trust)).to_string());
            table.row(format!("{low:.1} to {:.1}", low + 0.2), row);
        }
        let above = |trust: &Vec<f64>| share(trust, |&trust| trust >= 0.2);
        table.row("0.2 and above", worlds.iter().map(|trust| above(trust).to_string()));
        tables.push(table);
        for peak in [low_peak, 0.6] {
            let higher = worlds[1]
                .iter()
                .map(|&trust| f64::from(is_from(peak, trust)) - f64::from(is_from(0.2, trust)));
            let says = format!(
                "start 0.15: share that ends {peak} to {:.1}, less that 0.2 to 0.4{name}",
                peak + 0.2
            );
            claims.push(Claim::above(says, mean(higher), 0.0));
        }
    }
    Ok(Finding { claims, tables })
}

/// Whether trust lies in the bin that begins here.
fn is_from(low: f64, trust: f64) -> bool {
    (low..low + 0.2).contains(&trust)
}
