//! Patterns 4 and 14: help that comes early and late, and a clear goal.

use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{difference, mean, share};
use crate::worlds::help::{event, facilitator, facilitator_to_the_end};
use crate::worlds::tables::Table;
use crate::worlds::{endings, lasts, more, thrives};

/// Months in which the facilitator comes.
const COMES: [u32; 5] = [0, 12, 24, 48, 72];

/// Worlds saved by the same facilitator, by the month in which the work begins.
pub fn early_beats_late() -> Result<Finding, ScenarioError> {
    const RUNS: u32 = 6000;
    let base = endings("", RUNS)?;
    let mut table = Table::with(&[
        "facilitator comes in month",
        "stays",
        "lasts ten years",
        "saved",
        "lost",
        "thriving",
    ]);
    let none = || "–".to_owned();
    table.row(
        "never",
        [
            none(),
            share(&base, lasts).to_string(),
            none(),
            none(),
            share(&base, thrives).to_string(),
        ],
    );
    let mut claims = Vec::new();
    for (stay, hired) in [
        ("3 years", facilitator as fn(u32) -> String),
        ("to the end", facilitator_to_the_end),
    ] {
        let mut before: Option<(u32, Vec<f64>)> = None;
        for from in COMES {
            let helped = endings(&hired(from), RUNS)?;
            let saved = only_one(&helped, &base);
            let lost = only_one(&base, &helped);
            table.row(
                from,
                [
                    stay.to_owned(),
                    share(&helped, lasts).to_string(),
                    format!("{:.3}", mean(saved.iter().copied())),
                    format!("{:.3}", mean(lost)),
                    share(&helped, thrives).to_string(),
                ],
            );
            if let Some((sooner, more)) = before
                && stay == "3 years"
                && from <= 48
            {
                let says = format!("share saved from month {from}, less that from month {sooner}");
                claims.push(Claim::below(says, difference(&saved, &more), 0.0));
            }
            before = Some((from, saved));
        }
    }
    Ok(Finding {
        claims,
        tables: vec![table],
    })
}

/// 1 for every world that lasts where its twin does not.
fn only_one(one: &[Ending], other: &[Ending]) -> Vec<f64> {
    let pairs = one.iter().zip(other);
    pairs
        .map(|(one, other)| f64::from(lasts(one) && !lasts(other)))
        .collect()
}

/// Alliances by how clear their goal is at the start, and by when it is told.
pub fn clear_goal_carries() -> Result<Finding, ScenarioError> {
    const RUNS: u32 = 2000;
    let mut clear = Table::with(&["goal clarity at the start", "lasts ten years", "thriving"]);
    let mut by_clarity = Vec::new();
    for clarity in [0.1, 0.3, 0.5, 0.7, 0.9] {
        let lives = endings(&format!("alliance.goal_clarity = {clarity}"), RUNS)?;
        clear.row(
            clarity,
            [share(&lives, lasts), share(&lives, thrives)].map(|share| share.to_string()),
        );
        by_clarity.push(lives);
    }
    let base = endings("", RUNS)?;
    let mut told = Table::with(&[
        "a message of size 0.5 in month",
        "lasts, against none",
        "thrives, against none",
    ]);
    let mut by_month = Vec::new();
    for month in [0, 6, 24, 48, 72] {
        let lives = endings(&event("story", month, 0.5), RUNS)?;
        let gains = [more(&lives, &base, lasts), more(&lives, &base, thrives)];
        told.row(month, gains.map(|gain| format!("{gain:.3}")));
        by_month.push(lives);
    }
    let thriving = |one: usize, other: usize| more(&by_clarity[one], &by_clarity[other], thrives);
    Ok(Finding {
        claims: vec![
            Claim::above("thriving, goal clarity 0.9 against 0.5", thriving(4, 2), 0.0),
            Claim::above("thriving, goal clarity 0.5 against 0.1", thriving(2, 0), 0.0),
            Claim::above(
                "lasting, a message in month 6 against month 48",
                more(&by_month[1], &by_month[3], lasts),
                0.0,
            ),
            Claim::above(
                "thriving, a message in month 6 against month 48",
                more(&by_month[1], &by_month[3], thrives),
                0.0,
            ),
        ],
        tables: vec![clear, told],
    })
}
