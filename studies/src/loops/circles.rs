//! When the circle of a world is closed.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::simulation::loops::{Gains, WorldLoops};
use serde::Serialize;

/// Months running of one world in which a small loss of trust comes back larger than it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Circle {
    /// The world, by its replication.
    pub replication: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// The first month.
    pub from: u32,
    /// The last month.
    pub until: u32,
    /// Whether trust fell or rose meanwhile.
    pub kind: CircleKind,
    /// The loop with the greatest mean strength over these months.
    pub leading: usize,
    /// That strength.
    pub strength: f64,
    /// The greatest gain.
    pub greatest: f64,
    /// The month of the greatest gain.
    pub greatest_month: u32,
    /// The last month in which cutting one loop alone would have opened it; none where there was no such month.
    pub breakable_until: Option<u32>,
    /// The loops each of which alone would have opened it in its first month.
    pub broken_at_first_by: Vec<usize>,
}

/// Which way a closed circle turns: what it multiplies is the same, losses and gains alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CircleKind {
    /// Trust fell over its turns, on the whole.
    Vicious,
    /// It did not fall.
    Virtuous,
}

impl CircleKind {
    /// The word used in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vicious => "vicious",
            Self::Virtuous => "virtuous",
        }
    }
}

/// Every stretch of closed months of a world, in order.
#[must_use]
pub fn circles(replication: u32, world: &WorldLoops) -> Vec<Circle> {
    let mut found = Vec::new();
    let mut from = 0;
    for stretch in world.months.chunk_by(|a, b| a.is_closed() == b.is_closed()) {
        if stretch[0].is_closed() {
            found.push(Circle::of(replication, world.ending.outcome, from, stretch));
        }
        from += stretch.len() as u32;
    }
    found
}

impl Circle {
    fn of(replication: u32, outcome: Outcome, from: u32, stretch: &[Gains]) -> Self {
        let moved: f64 = stretch.iter().map(|gains| gains.trust_after - gains.trust).sum();
        let (leading, strength) = leading(stretch);
        let numbered = || {
            let places = stretch.iter().enumerate();
            places.map(|(place, gains)| (from + place as u32, gains))
        };
        let greatest = numbered().rev().max_by(|(_, a), (_, b)| a.whole.total_cmp(&b.whole));
        let (greatest_month, greatest) = greatest.map_or((from, 0.0), |(month, gains)| (month, gains.whole));
        let breakable = numbered().filter(|(_, gains)| gains.is_breakable());
        let first = &stretch[0];
        Self {
            replication,
            outcome,
            from,
            until: from + stretch.len() as u32 - 1,
            kind: if moved < 0.0 {
                CircleKind::Vicious
            } else {
                CircleKind::Virtuous
            },
            leading,
            strength,
            greatest,
            greatest_month,
            breakable_until: breakable.map(|(month, _)| month).next_back(),
            broken_at_first_by: (0..first.without.len())
                .filter(|&number| first.is_broken_by(number))
                .collect(),
        }
    }
}

/// The loop with the greatest mean strength, and that strength.
fn leading(stretch: &[Gains]) -> (usize, f64) {
    let mean = |number: usize| {
        let strengths = stretch.iter().map(|gains| gains.strength(number));
        strengths.sum::<f64>() / stretch.len() as f64
    };
    let means = (0..stretch[0].without.len()).map(|number| (number, mean(number)));
    let greatest = means.rev().max_by(|(_, a), (_, b)| a.total_cmp(b));
    greatest.unwrap_or((0, 0.0))
}
