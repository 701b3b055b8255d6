//! Loops over all months of a world.

use std::sync::Arc;

use super::{FeedbackLoop, Gains, Twins, Window, known_loops, month_in_parts};
use crate::alliance::Alliance;
use crate::random::Chance;
use crate::scenario::Scenario;
use crate::simulation::{Ending, MonthView, Simulation};

/// Measures the loops of world after world of one scenario, in the same memory.
#[derive(Debug)]
pub struct LoopMeter {
    scenario: Arc<Scenario>,
    simulation: Simulation,
    founded: Alliance,
    loops: Vec<FeedbackLoop>,
    twins: Twins,
    window: Window,
}

/// The loops of one world, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldLoops {
    /// What was measured at the beginning of every month that the world lived.
    pub months: Vec<Gains>,
    /// How it ended.
    pub ending: Ending,
}

impl LoopMeter {
    /// Prepares to measure the model's own loops over such windows.
    #[must_use]
    pub fn new(scenario: impl Into<Arc<Scenario>>, window: Window) -> Self {
        let scenario = scenario.into();
        let loops = known_loops(&scenario.rules);
        let parts = month_in_parts(&scenario.rules);
        Self {
            simulation: Simulation::new(Arc::clone(&scenario)),
            founded: Alliance::default(),
            twins: Twins::new(parts, &loops),
            loops,
            window,
            scenario,
        }
    }

    /// The loops, in the order of [`Gains::without`].
    #[must_use]
    pub fn loops(&self) -> &[FeedbackLoop] {
        &self.loops
    }

    /// Runs a world and measures its loops at the beginning of every month. The world is the one that a
    /// [`Simulation`] runs with this seed; a window goes on beyond its end where it has to.
    pub fn run(&mut self, seed: u64) -> WorldLoops {
        self.run_while(seed, || true)
    }

    /// The same, but nothing more is measured once `goes_on` says no.
    pub fn run_while(&mut self, seed: u64, goes_on: impl Fn() -> bool) -> WorldLoops {
        let chance = Chance::new(seed);
        let (twins, window) = (&mut self.twins, self.window);
        let circumstances = self.scenario.circumstances(&chance);
        self.scenario.found(&chance, &mut self.founded);
        let mut months = vec![twins.measure(&self.founded, 0, window, circumstances)];
        let horizon = self.scenario.months;
        let ending = self.simulation.run(seed, &mut |view: &MonthView<'_>| {
            if view.months < horizon && view.alliance.commons.ending.is_none() && goes_on() {
                months.push(twins.measure(view.alliance, view.months, window, circumstances));
            }
        });
        WorldLoops { months, ending }
    }
}
