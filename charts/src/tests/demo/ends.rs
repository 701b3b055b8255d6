//! Made-up outcomes.

use super::{Sheets, arm, chance, heading};
use crate::*;

pub(super) fn sheets() -> Sheets {
    let ended = |n| outcomes(&heading("How do alliances end?"), &ends(n)).unwrap();
    let lost = |n| reasons(&heading("How was trust lost, and what do they call it?"), &causes(n)).unwrap();
    let changed = |base: &str, arm: &str, worlds| {
        let table = changes(base, arm, worlds);
        transitions(&heading("What became of the same worlds?"), &table).unwrap()
    };
    let long = "facilitator from the first month and open conversation at month 12";
    vec![
        ("outcomes-2", ended(2)),
        ("outcomes-8", ended(8)),
        ("outcomes-30", ended(30)),
        ("reasons-2", lost(2)),
        ("reasons-20", lost(20)),
        ("transitions", changed("base", &arm(1), 500)),
        ("transitions-long", changed(long, &arm(3).repeat(3), 4_000_000)),
    ]
}

fn ends(n_arms: usize) -> Vec<OutcomeBar> {
    let bar = |index: usize| {
        let raw: [f64; OUTCOMES.len()] = std::array::from_fn(|outcome| match outcome {
            0 if n_arms != 8 => 0.0,
            7 if index != 1 => 0.0,
            7 => 0.06,
            _ => chance(index * 8 + outcome) * if outcome == 3 { 0.2 } else { 1.0 },
        });
        let total: f64 = raw.iter().sum();
        OutcomeBar {
            label: arm(index),
            counts: raw.map(|share| (share / total * 500.0).round() as u64),
        }
    };
    (0..n_arms).map(bar).collect()
}

fn causes(n_arms: usize) -> Vec<ReasonBar> {
    let bar = |index: usize| {
        let raw: [f64; REASONS.len()] = std::array::from_fn(|reason| chance(index * 5 + reason) + 0.05);
        let total: f64 = raw.iter().sum();
        let was = raw.map(|part| part / total);
        ReasonBar {
            label: arm(index),
            was,
            said: was[3],
        }
    };
    (0..n_arms).map(bar).collect()
}

fn changes(base: &str, arm: &str, worlds: u64) -> Transitions {
    let count = |row: usize, column: usize| match (chance(6 * row + column) * worlds as f64) as u64 {
        few if few < worlds / 3 => 0,
        many => many / 12,
    };
    Transitions {
        base: base.into(),
        arm: arm.into(),
        worlds: std::array::from_fn(|row| std::array::from_fn(|column| count(row, column))),
    }
}
