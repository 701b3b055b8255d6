//! How many runs a search spends, and on what.

/// Worlds in which every new plan runs first.
const FIRST: usize = 20;
/// The part of the runs that goes into rounds of new plans, and the part that goes into a longer look at the end.
const IN_ROUNDS: f64 = 0.6;
const LONGER: f64 = 0.25;
/// The fewest new plans of a round.
const FEWEST: usize = 8;

/// How a search spends its runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// What new plans are drawn from.
    pub seed: u64,
    /// The share around which plans are looked for most, 0…1; that of the best plan where it is `None`.
    pub aim: Option<f64>,
    /// Rounds of new plans.
    pub rounds: u32,
    /// New plans of a round.
    pub newcomers: usize,
    /// Worlds in which those that come through a round have run.
    pub worlds: usize,
    /// Worlds in which the plans shown at the end have run.
    pub more_worlds: usize,
    /// The most plans shown at the end.
    pub shown: usize,
}

impl Effort {
    /// How a search spends about so many runs, to show at most so many plans.
    #[must_use]
    pub fn of_runs(runs: u32, shown: usize, aim: Option<f64>, seed: u64) -> Self {
        let (rounds, doublings) = match runs {
            0..5_000 => (4, 2),
            5_000..50_000 => (12, 3),
            _ => (20, 4),
        };
        let worlds = FIRST << doublings;
        // The first 20 worlds, and in every doubling half of the plans in as many worlds again.
        let each = FIRST as f64 * (1.0 + 0.5 * f64::from(doublings));
        let newcomers = IN_ROUNDS * f64::from(runs) / (f64::from(rounds) * each);
        let longer = LONGER * f64::from(runs) / (2 * shown) as f64;
        Self {
            seed,
            aim,
            rounds,
            newcomers: (newcomers as usize).max(FEWEST),
            worlds,
            more_worlds: worlds + longer as usize,
            shown,
        }
    }

    /// In how many worlds plans have run at the end of every leg of a race.
    pub(super) fn stages(&self) -> impl Iterator<Item = usize> + use<> {
        let last = self.worlds;
        std::iter::successors(Some(FIRST.min(last)), move |worlds| {
            (*worlds < last).then(|| (2 * worlds).min(last))
        })
    }
}
