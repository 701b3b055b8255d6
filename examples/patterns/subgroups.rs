//! Pattern 17: alliances of two dense parts beside mixed ones, as `docs/predictions.md` foretold it.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{difference, mean, share};
use crate::worlds::subgroups::{Life, across_of_mixed, against, twins};
use crate::worlds::tables::Table;
use crate::worlds::{fragments, lasts, thrives};

/// Worlds of each kind in the comparison that was foretold.
const RUNS: u32 = 4000;
/// The bridges of the comparison that was foretold.
const FORETOLD: usize = 4;

/// The numbers of bridges, and what is switched off; all but the foretold ones are an exploration.
const TRIED: [(&str, usize, &str); 8] = [
    ("none", 0, ""),
    ("1", 1, ""),
    ("2", 2, ""),
    ("4", FORETOLD, ""),
    ("8", 8, ""),
    ("16", 16, ""),
    ("4, without gossip", FORETOLD, "gossip.enabled = false\n"),
    ("4, without home talk", FORETOLD, "home_talk.enabled = false\n"),
];

/// Survival and fragmentation of divided and mixed alliances.
pub fn are_dangerous() -> Result<Finding, ScenarioError> {
    let mut exploration = Table::with(&[
        "bridges",
        "lasts, divided",
        "mixed",
        "difference",
        "fragmented, difference",
        "of the divided that fragment: along the halves",
    ]);
    let (mut claims, mut tables) = (Vec::new(), Vec::new());
    for (label, bridges, lines) in TRIED {
        let (apart, together) = twins(bridges, lines, RUNS)?;
        let [fewer, split] = [lasts, fragments].map(|holds| against(&apart, &together, holds));
        let shares = [&apart, &together].map(|lives| share(lives, |life| lasts(&life.end)).to_string());
        let differences = [fewer, split].map(|figure| format!("{figure:.3}"));
        exploration.row(label, shares.into_iter().chain(differences).chain([along(&apart)]));
        if (bridges, lines) == (FORETOLD, "") {
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
    let halves = [apart, together].map(along);
    table.row(
        "of the fragmented: along the two halves",
        halves.into_iter().chain([String::new()]),
    );
    let across = format!("{:.1}", across_of_mixed(FORETOLD));
    table.row("ties across the halves", [FORETOLD.to_string(), across, String::new()]);
    table
}

/// The share of those that fragment that do so along the two halves.
fn along(lives: &[Life]) -> String {
    let split: Vec<_> = lives.iter().filter(|life| fragments(&life.end)).collect();
    share(&split, |life| life.along_the_halves).to_string()
}
