//! Work step by step, for those who want to look in between.

use super::Work;
use crate::mechanisms::{Mechanism, Month};

/// A step of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkStep {
    /// Members contribute: reads trust, support, goals and payoffs, writes contributions.
    Contribute,
    /// Value is added and shared out: reads contributions and trust, writes value and payoffs.
    Reward,
}

impl WorkStep {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::Contribute, Self::Reward];
}

/// One step of work as a mechanism of its own. The two one after the other are the whole of [`Work`], bit for bit.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkPart {
    /// How members work.
    pub work: Work,
    /// Which step of it.
    pub step: WorkStep,
}

impl Mechanism for WorkPart {
    fn name(&self) -> &'static str {
        match self.step {
            WorkStep::Contribute => "contribute",
            WorkStep::Reward => "reward",
        }
    }

    fn enabled(&self) -> bool {
        self.work.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        match self.step {
            WorkStep::Contribute => self.work.contribute(month),
            WorkStep::Reward => self.work.reward(month),
        }
    }
}
