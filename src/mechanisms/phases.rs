//! Step 10, second half: how far the alliance is on its way.

use super::{Happening, Mechanism, MechanismId, Month};
use crate::alliance::{Commons, Phase};

/// How far below its bound a phase holds on.
const HOLD: f64 = 0.05;

/// The phase is read off capacity and shared language, whoever changed them; it has no effect of its own.
///
/// # Rule
/// *Starting* while `C < 0.33`; *productive* once `C ≥ 0.6` and `L ≥ 0.5`; *learning* in between; it falls back at 0.05
/// below the bounds.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Phases;

impl Phases {
    /// The phase that language and capacity call for, given the phase it was; *starting* at the founding.
    #[must_use]
    pub fn next(commons: &Commons) -> Phase {
        let bound = |phase, bound: f64| if commons.phase >= phase { bound - HOLD } else { bound };
        if commons.capacity >= bound(Phase::Productive, 0.6) && commons.shared_language >= bound(Phase::Productive, 0.5)
        {
            Phase::Productive
        } else if commons.capacity >= bound(Phase::Learning, 0.33) {
            Phase::Learning
        } else {
            Phase::Starting
        }
    }
}

impl Mechanism for Phases {
    fn name(&self) -> &'static str {
        MechanismId::Phases.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let commons = &mut month.alliance.commons;
        let (from, to) = (commons.phase, Self::next(commons));
        if from != to {
            commons.phase = to;
            month.tell(Happening::PhaseChange { from, to });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::testing::strangers;

    #[test]
    fn phases_hold_on_until_well_below_their_bounds() {
        let phase = |was, capacity, shared_language| {
            Phases::next(&Commons {
                phase: was,
                capacity,
                shared_language,
                ..Commons::default()
            })
        };
        assert_eq!(phase(Phase::Starting, 0.32, 1.0), Phase::Starting);
        assert_eq!(phase(Phase::Starting, 0.33, 0.0), Phase::Learning);
        assert_eq!(phase(Phase::Learning, 0.29, 0.0), Phase::Learning);
        assert_eq!(phase(Phase::Learning, 0.6, 0.49), Phase::Learning);
        assert_eq!(phase(Phase::Learning, 0.6, 0.5), Phase::Productive);
        assert_eq!(phase(Phase::Productive, 0.56, 0.46), Phase::Productive);
        assert_eq!(phase(Phase::Productive, 0.54, 0.46), Phase::Learning);
    }

    #[test]
    fn a_new_phase_is_told_once() {
        let mut trial = strangers(1);
        trial.alliance.commons.capacity = 0.4;
        let (from, to) = (Phase::Starting, Phase::Learning);
        assert_eq!(trial.live(&Phases), [Happening::PhaseChange { from, to }]);
        assert_eq!(trial.live(&Phases), []);
    }
}
