//! Step 2: the dials follow those who can handle paradox, and the challenge follows what the alliance can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month, Quality};
use crate::alliance::{NonNegative, Share};

/// With a sense of paradox the dials follow the situation; the challenge follows capacity also without.
///
/// # Rule
/// With `v = dial_speed·Q_paradox`:
/// `κ += v·(0.4·(1−⟨T⟩) − κ)`, `π += v·(clip(0.1 + 0.4(1−L), 0, 0.6) − π)`, `ω += v·(clip(0.1 + μ, 0, 0.8) − ω)`,
/// `A += max(v, aspire)·(C + ambition_stretch − A)`, all cut to [0, 1]. Switched off, Q is 0.
///
/// # Update order
/// The dials all read the state before this step.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Leadership {
    /// Whether stewards have any effect, and any cost.
    pub enabled: bool,
    /// How fast the dials follow where paradox is fully handled, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub dial_speed: Share,
    /// The most that one steward's focus may add up to.
    #[schemars(extend("x-unit" = "attention", "x-source" = "guess"))]
    pub focus_budget: NonNegative,
    /// How fast the challenge follows what the alliance can do, whoever leads, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "tuned"))]
    pub aspire: Share,
}

impl Default for Leadership {
    fn default() -> Self {
        Self {
            enabled: true,
            dial_speed: Share::fixed(0.2),
            focus_budget: NonNegative::fixed(2.0),
            aspire: Share::fixed(0.02),
        }
    }
}

/// It happens also where it is switched off: then there is nobody with a sense of paradox, and the challenge still follows.
impl Mechanism for Leadership {
    fn name(&self) -> &'static str {
        MechanismId::Leadership.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let speed = *self.dial_speed * month.quality(Quality::Paradox);
        let stretch = *month.rules.work.ambition_stretch;
        if speed > 0.0 {
            turn(speed, month);
        }
        let commons = &mut month.alliance.commons;
        follow(
            &mut commons.challenge,
            commons.capacity + stretch,
            speed.max(*self.aspire),
        );
    }
}

/// Turns the dials to where the situation wants them.
fn turn(speed: f64, month: &mut Month<'_>) {
    let trust = month.alliance.relations.mean(&month.alliance.relations.trust);
    let commons = &mut month.alliance.commons;
    let process = (0.1 + 0.4 * (1.0 - commons.shared_language)).clamp(0.0, 0.6);
    let agility = (0.1 + commons.mismatch).clamp(0.0, 0.8);
    follow(&mut commons.control, 0.4 * (1.0 - trust), speed);
    follow(&mut commons.process, process, speed);
    follow(&mut commons.agility, agility, speed);
}

fn follow(dial: &mut f64, wanted: f64, speed: f64) {
    *dial = (*dial + speed * (wanted - *dial)).clamp(0.0, 1.0);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{anything, assert_near, strangers};

    #[test]
    fn with_a_sense_of_paradox_the_dials_follow_the_situation() {
        let mut trial = strangers(2).with_quality(Quality::Paradox, 0.5);
        trial.set_all_trust(-0.5);
        trial.alliance.commons.mismatch = 0.3;
        trial.alliance.commons.capacity = 0.2;
        trial.live(&Leadership::default());
        let commons = &trial.alliance.commons;
        assert_near(commons.control, 0.1 * 0.4 * 1.5);
        assert_near(commons.process, 0.1 * 0.5);
        assert_near(commons.agility, 0.1 * 0.4);
        assert_near(commons.challenge, 0.1 * (0.2 + 0.12));
    }

    #[test]
    fn without_it_they_stay_and_the_challenge_follows_slowly() {
        let mut trial = strangers(2);
        let mut expected = trial.alliance.clone();
        expected.commons.challenge = 0.02 * 0.12;
        trial.live(&Leadership::default());
        assert_eq!(trial.alliance, expected);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), speed in 0.0..=1.0) {
            trial.live(&Leadership { dial_speed: Share::fixed(speed), ..Leadership::default() });
            trial.assert_on_scale();
        }
    }
}
