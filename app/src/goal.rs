//! A goal, on the command line.

use alliance_dynamics::alliance::Goal;
use clap::ValueEnum;

/// What is hoped for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum GoalArg {
    /// Alliances reach their horizon
    Survival,
    /// Alliances thrive at their horizon
    Thriving,
}

impl From<GoalArg> for Goal {
    fn from(goal: GoalArg) -> Self {
        match goal {
            GoalArg::Survival => Self::Survival,
            GoalArg::Thriving => Self::Thriving,
        }
    }
}
