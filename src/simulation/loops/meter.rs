//! Loops over all months of a world.

use std::sync::Arc;

use super::{FeedbackLoop, Gains, Twins, Window, known_loops, month_in_parts};
use crate::alliance::Alliance;
use crate::mechanisms::{Circumstances, Rules};
use crate::random::Chance;
use crate::scenario::Scenario;
use crate::simulation::{Ending, MonthView, Simulation};

/// Measures the loops of world after world of one scenario, in the same memory.
#[derive(Debug)]
pub struct LoopMeter {
    simulation: Simulation,
    founded: Alliance,
    loops: Vec<FeedbackLoop>,
    gauge: Gauge,
}

/// The loops of one world, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldLoops {
    /// What was measured at the beginning of every month that the world lived.
    pub months: Vec<Gains>,
    /// How it ended.
    pub ending: Ending,
}

/// Twins that live by the rules in force at the beginning of a window, whatever is set later in it.
#[derive(Debug)]
struct Gauge {
    scenario: Arc<Scenario>,
    window: Window,
    /// Which loops are cut, one at a time.
    known: fn(&Rules) -> Vec<FeedbackLoop>,
    twins: Twins,
    rules: Rules,
    /// The events whose settings are in these rules.
    settings: Vec<u32>,
    /// The alliance as it looks ahead to the first month of the window.
    ahead: Alliance,
}

impl LoopMeter {
    /// Prepares to measure the model's own loops over such windows.
    #[must_use]
    pub fn new(scenario: impl Into<Arc<Scenario>>, window: Window) -> Self {
        Self::cutting(known_loops, scenario.into(), window)
    }

    /// Prepares to measure over such windows how much of a loss comes back, and no loop by itself: a fraction of the work.
    #[must_use]
    pub fn of_the_whole(scenario: impl Into<Arc<Scenario>>, window: Window) -> Self {
        Self::cutting(|_| Vec::new(), scenario.into(), window)
    }

    fn cutting(known: fn(&Rules) -> Vec<FeedbackLoop>, scenario: Arc<Scenario>, window: Window) -> Self {
        let loops = known(&scenario.rules);
        Self {
            simulation: Simulation::new(Arc::clone(&scenario)),
            founded: Alliance::default(),
            gauge: Gauge {
                twins: Twins::new(month_in_parts(&scenario.rules), &loops),
                rules: scenario.rules.clone(),
                settings: Vec::new(),
                ahead: Alliance::default(),
                window,
                known,
                scenario,
            },
            loops,
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
        let gauge = &mut self.gauge;
        gauge.scenario.found(&chance, &mut self.founded);
        let mut months = vec![gauge.measure(&self.founded, 0, &chance)];
        let horizon = gauge.scenario.months;
        let ending = self.simulation.run(seed, &mut |view: &MonthView<'_>| {
            if view.months < horizon && view.alliance.commons.ending.is_none() && goes_on() {
                months.push(gauge.measure(view.alliance, view.months, &chance));
            }
        });
        WorldLoops { months, ending }
    }
}

impl Gauge {
    fn measure(&mut self, alliance: &Alliance, first: u32, chance: &Chance) -> Gains {
        self.ahead.copy_from(alliance);
        self.scenario.rules.look_ahead(first, &mut self.ahead);
        if self.settings != self.ahead.commons.settings {
            self.settings.clone_from(&self.ahead.commons.settings);
            self.rules = self.scenario.rules.with_settings(&self.settings);
            self.twins = Twins::new(month_in_parts(&self.rules), &(self.known)(&self.rules));
        }
        let circumstances = Circumstances {
            rules: &self.rules,
            ..self.scenario.circumstances(chance)
        };
        self.twins.measure(alliance, first, self.window, circumstances)
    }
}
