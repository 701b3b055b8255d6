//! Pattern 17: alliances of two dense parts beside mixed ones, as `docs/predictions.md` foretold it.

use std::ops::Range;

use alliance_dynamics::alliance::{Alliance, Outcome};
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{Estimate, difference, mean, share};
use crate::worlds::subgroups::{HALF, divided, is_across, mixed, scenario};
use crate::worlds::tables::Table;
use crate::worlds::{fragments, lasts, replications, thrives};

/// Worlds of each kind in the comparison that was foretold.
const RUNS: u32 = 4000;
/// Mixed networks, each with as many of the worlds.
const NETWORKS: u32 = 10;
/// The bridges of the comparison that was foretold.
const FORETOLD: usize = 4;

/// How a world ended, and whether its two largest blocs were the two halves then.
struct Life {
    end: Ending,
    along_the_halves: bool,
}

/// Survival and fragmentation of divided and mixed alliances; other numbers of bridges are an exploration.
pub fn are_dangerous() -> Result<Finding, ScenarioError> {
    let mut exploration = Table::with(&[
        "bridges",
        "lasts, divided",
        "mixed",
        "difference",
        "fragmented, difference",
    ]);
    let (mut claims, mut tables) = (Vec::new(), Vec::new());
    for bridges in [0, 1, 2, FORETOLD, 8, 16] {
        let (apart, together) = twins(bridges)?;
        let [fewer, split] = [lasts, fragments].map(|holds| against(&apart, &together, holds));
        let shares = [&apart, &together].map(|lives| share(lives, |life| lasts(&life.end)).to_string());
        exploration.row(
            bridges,
            shares
                .into_iter()
                .chain([fewer, split].map(|figure| format!("{figure:.3}"))),
        );
        if bridges == FORETOLD {
            claims = vec![
                Claim::below("lasting, divided less mixed (by its 95 % interval)", fewer, 0.0).by_interval(),
                Claim::above("fragmented, divided less mixed (by its 95 % interval)", split, 0.0).by_interval(),
            ];
            tables = vec![foretold(&apart, &together)];
        }
    }
    tables.push(exploration);
    Ok(Finding { claims, tables })
}

/// Worlds of the divided network, and of mixed ones with the same luck.
fn twins(bridges: usize) -> Result<(Vec<Life>, Vec<Life>), ScenarioError> {
    let apart = lives(&divided(bridges), 0..RUNS)?;
    let mut together = Vec::new();
    let each = RUNS / NETWORKS;
    for number in 0..NETWORKS {
        together.extend(lives(&mixed(bridges, number), number * each..(number + 1) * each)?);
    }
    Ok((apart, together))
}

fn lives(ties: &[(usize, usize)], which: Range<u32>) -> Result<Vec<Life>, ScenarioError> {
    replications(&scenario(ties), which, |world, seed| {
        let end = world.run(seed, &mut ());
        Life {
            end,
            along_the_halves: along_the_halves(world.alliance()),
        }
    })
}

/// Whether the two largest blocs are the two halves, up to two members of those present.
fn along_the_halves(Alliance { members, commons, .. }: &Alliance) -> bool {
    let mut of_half = vec![[0_usize; 2]; commons.n_blocs];
    for i in members.indices() {
        of_half[commons.bloc[i] as usize][usize::from(i >= HALF)] += 1;
    }
    of_half.sort_by_key(|[first, second]| std::cmp::Reverse(first + second));
    let [one, other, ..] = &of_half[..] else {
        return false;
    };
    let in_their_half = (one[0] + other[1]).max(one[1] + other[0]);
    in_their_half + 2 >= members.n_present()
}

/// The share of divided worlds for which something holds, less that of mixed ones.
fn against(apart: &[Life], together: &[Life], holds: fn(&Ending) -> bool) -> Estimate {
    let pairs = apart.iter().zip(together);
    mean(pairs.map(|(apart, together)| f64::from(holds(&apart.end)) - f64::from(holds(&together.end))))
}

/// Everything that was to be told of the comparison.
fn foretold(apart: &[Life], together: &[Life]) -> Table {
    let mut table = Table::with(&["measure", "divided", "mixed", "divided less mixed"]);
    for (name, holds) in [
        ("lasts ten years", lasts as fn(&Ending) -> bool),
        ("fragmented", fragments),
        ("thriving", thrives),
        ("dissolved", |end| end.outcome == Outcome::Dissolved),
        ("collapsed", |end| end.outcome == Outcome::Collapsed),
    ] {
        let shares = [apart, together].map(|lives| share(lives, |life| holds(&life.end)).to_string());
        table.row(
            name,
            shares
                .into_iter()
                .chain([format!("{:.3}", against(apart, together, holds))]),
        );
    }
    let lived = |lives: &[Life]| -> Vec<f64> { lives.iter().map(|life| f64::from(life.end.months)).collect() };
    let (one, other) = (lived(apart), lived(together));
    let means = [&one, &other].map(|lived| format!("{:.1}", mean(lived.iter().copied())));
    table.row(
        "months lived",
        means.into_iter().chain([format!("{:.1}", difference(&one, &other))]),
    );
    let halves = [apart, together].map(|lives| {
        let split: Vec<_> = lives.iter().filter(|life| fragments(&life.end)).collect();
        share(&split, |life| life.along_the_halves).to_string()
    });
    table.row(
        "of the fragmented: along the two halves",
        halves.into_iter().chain([String::new()]),
    );
    let across: usize = (0..NETWORKS)
        .map(|number| mixed(FORETOLD, number).iter().filter(|tie| is_across(tie)).count())
        .sum();
    let across = format!("{:.1}", across as f64 / f64::from(NETWORKS));
    table.row("ties across the halves", [FORETOLD.to_string(), across, String::new()]);
    table
}
