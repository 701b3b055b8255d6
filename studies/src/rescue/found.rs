//! What was found.

use serde::Serialize;

use super::counted::{Counted, Reach};
use super::help::Help;

/// The cheapest help that was found, beside what else it was chosen from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rescue {
    /// Plans that no other beats, the cheapest first; the first is no help at all.
    pub plans: Vec<RescuePlan>,
    /// Which of them is taken.
    pub taken: usize,
    /// What it comes to.
    pub reach: Reach,
    /// What comes of help that comes later.
    pub later: Vec<Later>,
}

/// Help, what it costs, and what came of it in worlds of three kinds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RescuePlan {
    /// The help.
    pub help: Help,
    /// What it costs.
    pub cost: f64,
    /// In the worlds of the search; none for a plan that no search found.
    pub search: Option<Counted>,
    /// In the worlds in which one of the plans was taken.
    pub check: Option<Counted>,
    /// In worlds that played no part in finding or choosing it.
    pub fresh: Counted,
}

/// Help that comes later.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Later {
    /// By how many months.
    pub months: u32,
    /// The same plan, so much later; what would lie beyond the horizon is left out.
    pub same: RescuePlan,
    /// The plan that is then taken.
    pub cheapest: RescuePlan,
    /// What that comes to.
    pub reach: Reach,
}

impl Rescue {
    /// The plan that is taken.
    #[must_use]
    pub fn plan(&self) -> &RescuePlan {
        &self.plans[self.taken]
    }

    /// What becomes of the alliances without help.
    #[must_use]
    pub fn without_help(&self) -> &RescuePlan {
        &self.plans[0]
    }

    /// Every plan there is, with its number in the tables: first those that no other beats, then for each delay the same
    /// plan and the one that is then taken.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &RescuePlan)> {
        let later = self.later.iter().flat_map(|later| [&later.same, &later.cheapest]);
        self.plans.iter().chain(later).enumerate()
    }
}
