//! A moment in the life of an alliance, from where it can live on more than once.

use super::Simulation;
use crate::alliance::Alliance;
use crate::measures::blocs::BlocSearch;

/// An alliance between two months, with all that its future depends on besides rules and luck.
///
/// # Example
/// ```
/// use alliance_dynamics::random::Chance;
/// use alliance_dynamics::scenario::Scenario;
/// use alliance_dynamics::simulation::{Snapshot, Simulation};
///
/// let chance = Chance::new(42);
/// let mut simulation = Simulation::new(Scenario::default());
/// simulation.found(&chance);
/// simulation.live_until(24, &chance, &mut ());
/// let mut after_two_years = Snapshot::default();
/// simulation.save(&mut after_two_years);
/// let as_it_was = simulation.live_on(&chance, &mut ());
///
/// simulation.restore(&after_two_years);
/// let otherwise = simulation.live_on(&chance.fresh_from(24, 7), &mut ());
/// simulation.restore(&after_two_years);
/// assert_eq!(simulation.live_on(&chance, &mut ()), as_it_was);
/// assert_ne!(otherwise, as_it_was);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    alliance: Alliance,
    blocs: BlocSearch,
    values: Vec<f64>,
}

impl Snapshot {
    /// The alliance at that moment.
    #[must_use]
    pub fn alliance(&self) -> &Alliance {
        &self.alliance
    }

    /// Months lived until then.
    #[must_use]
    pub fn months(&self) -> u32 {
        self.values.len() as u32
    }

    /// Whether the alliance had ended by then.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.alliance.commons.ending.is_some()
    }
}

impl Simulation {
    /// Keeps this moment, in the memory that `snapshot` already has.
    pub fn save(&self, snapshot: &mut Snapshot) {
        snapshot.alliance.copy_from(&self.alliance);
        snapshot.blocs.clone_from(&self.scratch.blocs);
        snapshot.values.clone_from(&self.values);
    }

    /// Goes back (or ahead) to a moment of this scenario.
    pub fn restore(&mut self, snapshot: &Snapshot) {
        self.alliance.copy_from(&snapshot.alliance);
        self.scratch.prepare(&self.alliance);
        self.scratch.blocs.clone_from(&snapshot.blocs);
        self.values.clone_from(&snapshot.values);
        self.keep_up();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Chance;
    use crate::scenario::Scenario;
    use crate::simulation::Ending;

    #[test]
    fn a_run_can_be_cut_anywhere_and_goes_on_as_if_it_had_not_been() {
        for members in ["population.count = 8", "population.count = 14\nmembership.patience = 3"] {
            let scenario = Scenario::from_toml(members).unwrap();
            let chance = Chance::new(5);
            let mut simulation = Simulation::new(scenario);
            let whole = simulation.run(5, &mut ());
            for cut in [0, 1, 17, whole.months - 1, whole.months] {
                assert_eq!(resumed(&mut simulation, &chance, cut), whole, "cut after {cut} months");
            }
        }
    }

    #[test]
    fn a_moment_is_judged_by_the_rules_that_were_in_force_then() {
        let text = "months = 12\n[[events]]\nmonth = 2\nkind = \"set\"\nkey = \"cohesion.thriving_above\"\nvalue = 0.0";
        let chance = Chance::new(5);
        let mut simulation = Simulation::new(Scenario::from_toml(text).unwrap());
        let mut after = Snapshot::default();
        let end = simulation.run(5, &mut ());
        simulation.save(&mut after);
        simulation.found(&chance);
        simulation.live_until(1, &chance, &mut ());
        assert_ne!(simulation.ending().outcome, end.outcome);
        simulation.restore(&after);
        assert_eq!(simulation.ending(), end);
    }

    #[test]
    fn another_future_leaves_the_past_alone() {
        let mut simulation = Simulation::new(Scenario::default());
        let fresh = Chance::new(5).fresh_from(30, 99);
        simulation.found(&fresh);
        simulation.live_until(30, &fresh, &mut ());
        let then = simulation.ending();
        simulation.run(5, &mut ());
        simulation.found(&Chance::new(5));
        simulation.live_until(30, &Chance::new(5), &mut ());
        assert_eq!(simulation.ending(), then);
    }

    fn resumed(simulation: &mut Simulation, chance: &Chance, cut: u32) -> Ending {
        let mut snapshot = Snapshot::default();
        simulation.found(chance);
        simulation.live_until(cut, chance, &mut ());
        simulation.save(&mut snapshot);
        simulation.run(77, &mut ());
        simulation.restore(&snapshot);
        simulation.live_on(chance, &mut ())
    }
}
