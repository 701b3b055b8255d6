//! One run: month after month until the alliance ends or reaches its horizon.

pub mod loops;
mod observer;
mod snapshot;

use std::sync::Arc;

pub use observer::{Ending, MonthView, Observer};
pub use snapshot::Snapshot;

use crate::alliance::{Alliance, Outcome, similarity};
use crate::measures::{OwnRecord, Record};
use crate::mechanisms::{Circumstances, Happening, Mechanism, Month, Rules, Scratch};
use crate::random::Chance;
use crate::scenario::Scenario;

/// Months at the end over which value decides between thriving and hollow.
const LAST_MONTHS: usize = 12;

/// How a month is made from the rules in force. When an event sets a parameter, the month is made anew.
pub type Plan = Arc<dyn Fn(&Rules) -> Vec<Box<dyn Mechanism>> + Send + Sync>;

/// Runs alliances of one scenario, one after the other, in the same memory.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Scenario;
/// use alliance_dynamics::simulation::Simulation;
///
/// let mut simulation = Simulation::new(Scenario::default());
/// let ending = simulation.run(42, &mut ());
/// assert!(ending.months <= 120);
/// assert_eq!(simulation.run(42, &mut ()), ending);
/// ```
pub struct Simulation {
    scenario: Arc<Scenario>,
    plan: Plan,
    /// The rules in force, where events have set a parameter; those of the scenario else.
    changed: Option<Box<Rules>>,
    /// The events whose settings are in force.
    settings: Vec<u32>,
    month: Vec<Box<dyn Mechanism>>,
    /// Which steps of the month are switched on.
    at_work: Vec<usize>,
    alliance: Alliance,
    scratch: Scratch,
    happenings: Vec<Happening>,
    /// The value of every month lived.
    values: Vec<f64>,
}

impl Simulation {
    /// Prepares to run a scenario with the model's own month.
    #[must_use]
    pub fn new(scenario: impl Into<Arc<Scenario>>) -> Self {
        Self::with_month(scenario, Rules::month)
    }

    /// Prepares to run a scenario with months of one's own, made from the rules in force.
    #[must_use]
    pub fn with_month(
        scenario: impl Into<Arc<Scenario>>,
        month: impl Fn(&Rules) -> Vec<Box<dyn Mechanism>> + Send + Sync + 'static,
    ) -> Self {
        let plan: Plan = Arc::new(month);
        let mut simulation = Self {
            scenario: Arc::default(),
            plan: Arc::clone(&plan),
            changed: None,
            settings: Vec::new(),
            month: Vec::new(),
            at_work: Vec::new(),
            alliance: Alliance::default(),
            scratch: Scratch::default(),
            happenings: Vec::new(),
            values: Vec::new(),
        };
        simulation.take_on(scenario.into(), plan);
        simulation
    }

    /// Turns to another scenario with the months given, and keeps the memory.
    pub fn take_on(&mut self, scenario: Arc<Scenario>, plan: Plan) {
        if Arc::ptr_eq(&self.scenario, &scenario) && Arc::ptr_eq(&self.plan, &plan) {
            return;
        }
        (self.scenario, self.plan) = (scenario, plan);
        self.settings.clear();
        self.bring_in_force();
    }

    /// Makes the month from the rules with the settings that are in force.
    fn bring_in_force(&mut self) {
        let base = &self.scenario.rules;
        self.changed = (!self.settings.is_empty()).then(|| Box::new(base.with_settings(&self.settings)));
        self.month = (self.plan)(self.rules());
        self.at_work.clear();
        self.at_work
            .extend((0..self.month.len()).filter(|&step| self.month[step].enabled()));
    }

    /// Brings the settings in force that the alliance has come to.
    fn keep_up(&mut self) {
        if self.settings != self.alliance.commons.settings {
            self.settings.clone_from(&self.alliance.commons.settings);
            self.bring_in_force();
        }
    }

    /// The rules in force.
    fn rules(&self) -> &Rules {
        self.changed.as_deref().unwrap_or(&self.scenario.rules)
    }

    /// The alliance as the last run left it.
    #[must_use]
    pub fn alliance(&self) -> &Alliance {
        &self.alliance
    }

    /// What happened in the last month lived, in order.
    #[must_use]
    pub fn happenings(&self) -> &[Happening] {
        &self.happenings
    }

    /// Changes the alliance between two months, as whoever drives a run from outside may: a policy or a mechanism that is no part of the
    /// month. Members and ties stay as they are.
    ///
    /// # Example
    /// ```
    /// use alliance_dynamics::random::Chance;
    /// use alliance_dynamics::scenario::Scenario;
    /// use alliance_dynamics::simulation::Simulation;
    ///
    /// let chance = Chance::new(42);
    /// let mut simulation = Simulation::new(Scenario::default());
    /// simulation.found(&chance);
    /// simulation.live_until(12, &chance, &mut ());
    /// simulation.change(|alliance| alliance.relations.trust.fill(0.9));
    /// assert!(simulation.live_on(&chance, &mut ()).outcome.survived());
    /// ```
    pub fn change(&mut self, change: impl FnOnce(&mut Alliance)) {
        change(&mut self.alliance);
    }

    /// Runs one alliance from its founding to its end. Watching changes nothing.
    pub fn run(&mut self, seed: u64, observer: &mut impl Observer) -> Ending {
        let chance = Chance::new(seed);
        self.found(&chance);
        self.live_on(&chance, observer)
    }

    /// Founds the alliance that this luck belongs to; it has lived no month yet.
    pub fn found(&mut self, chance: &Chance) {
        self.scenario.found(chance, &mut self.alliance);
        self.scratch.prepare(&self.alliance);
        self.happenings.clear();
        self.values.clear();
    }

    /// Lives on from where the alliance is, with this luck, until it ends or reaches its horizon.
    pub fn live_on(&mut self, chance: &Chance, observer: &mut impl Observer) -> Ending {
        self.live_until(self.scenario.months, chance, observer);
        self.ending()
    }

    /// Lives on until so many months are lived in all, or the alliance ends.
    pub fn live_until<O: Observer>(&mut self, months: u32, chance: &Chance, observer: &mut O) {
        while self.months() < months && self.alliance.commons.ending.is_none() {
            self.live(self.months(), chance);
            self.values.push(self.alliance.commons.value);
            if O::WATCHES {
                let own = self.own();
                observer.month(&MonthView {
                    months: self.months(),
                    record: &Record::of(&self.alliance),
                    own: own.as_ref(),
                    alliance: &self.alliance,
                    happenings: &self.happenings,
                });
            }
        }
    }

    /// Months lived so far.
    #[must_use]
    pub fn months(&self) -> u32 {
        self.values.len() as u32
    }

    /// How the alliance has fared, as if its horizon were now where it has not ended.
    #[must_use]
    pub fn ending(&self) -> Ending {
        let ended = self.alliance.commons.ending;
        Ending {
            outcome: ended.unwrap_or_else(|| self.outcome_at_horizon()),
            months: self.months(),
            last: Record::of(&self.alliance),
            own: self.own().unwrap_or_default(),
            lost: self.alliance.commons.lost_in_all(),
        }
    }

    /// The measures of the scenario's own as they are now, where it has any.
    fn own(&self) -> Option<OwnRecord> {
        let own = &self.scenario.own;
        (!own.is_empty()).then(|| OwnRecord::read(own, &self.alliance))
    }

    fn live(&mut self, number: u32, chance: &Chance) {
        self.scenario.rules.look_ahead(number, &mut self.alliance);
        self.keep_up();
        let circumstances = Circumstances {
            rules: self.changed.as_deref().unwrap_or(&self.scenario.rules),
            ..self.scenario.circumstances(chance)
        };
        let (alliance, happenings) = (&mut self.alliance, &mut self.happenings);
        let mut month = Month::begin(number, circumstances, alliance, happenings, &mut self.scratch);
        for &mechanism in &self.at_work {
            self.month[mechanism].apply(&mut month);
        }
    }

    /// *Drifted* where the ambition clashes with the founding one; else by the mean value of the last twelve months. Without work no
    /// alliance thrives.
    fn outcome_at_horizon(&self) -> Outcome {
        let commons = &self.alliance.commons;
        if similarity(&commons.ambition, &commons.founding_ambition, commons.goal_tolerance) < 0.0 {
            return Outcome::Drifted;
        }
        let last = &self.values[self.values.len().saturating_sub(LAST_MONTHS)..];
        let mean = last.iter().sum::<f64>() / last.len().max(1) as f64;
        let rules = self.rules();
        if rules.work.enabled && mean >= *rules.cohesion.thriving_above {
            Outcome::Thriving
        } else {
            Outcome::Hollow
        }
    }
}

impl std::fmt::Debug for Simulation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let month: Vec<_> = self.month.iter().map(|mechanism| mechanism.name()).collect();
        formatter
            .debug_struct("Simulation")
            .field("month", &month)
            .finish_non_exhaustive()
    }
}
