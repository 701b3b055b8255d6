//! Step 10, first half: what the alliance learns to say and to do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month, Quality};
use crate::alliance::{NonNegative, Share};

/// How much of the capacity lost to a changing world a leader of change saves.
const CAPACITY_SAVED: f64 = 0.7;
/// What a full worldly view adds to the speed of adaptation.
const WORLDLY_SPEED: f64 = 0.3;

/// Shared language and goal clarity grow where time is taken and trust is there; capacity grows with value and wears off as
/// the world moves.
///
/// # Rule
/// `L += language_gain·(π + Q_sense_making/2)·(1+⟨T⟩)/2·(1−L) − language_loss·L`;
/// `C += capacity_gain·4V·(1−ω/2)(1−C) − capacity_loss·(1−0.7Q_change)·μ·C`, both cut to [0, 1];
/// `r += clip(adaptation·ω + 0.3·Q_worldly_view, 0, 1)·(e−r)`;
/// `Γ += clarity_gain·(π + Q_sense_making/2)·(1+⟨T⟩)/2·(1−Γ) − clarity_loss·Γ`, cut to [0, 1]: a goal lives by being told in direct
/// contact, and fades. While there is a learning agenda, `language_gain` counts twice.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Learning {
    /// Whether anything is learnt.
    pub enabled: bool,
    /// Growth of shared language in a month wholly spent on the relationship, in full trust.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub language_gain: NonNegative,
    /// Share of the shared language lost a month.
    #[schemars(extend("x-unit" = "share a month", "x-source" = "guess"))]
    pub language_loss: Share,
    /// Growth of goal clarity in such a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub clarity_gain: NonNegative,
    /// Share of the goal clarity lost a month.
    #[schemars(extend("x-unit" = "share a month", "x-source" = "guess"))]
    pub clarity_loss: Share,
    /// Growth of capacity per quarter unit of value.
    #[schemars(extend("x-unit" = "share of the gap a month, per quarter unit of value", "x-source" = "guess"))]
    pub capacity_gain: NonNegative,
    /// Share of the capacity lost a month where the world has wholly moved on.
    #[schemars(extend("x-unit" = "share a month", "x-source" = "guess"))]
    pub capacity_loss: Share,
    /// How fast routine follows the world at full agility, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub adaptation: NonNegative,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            enabled: true,
            language_gain: NonNegative::fixed(0.06),
            language_loss: Share::fixed(0.01),
            clarity_gain: NonNegative::fixed(0.06),
            clarity_loss: Share::fixed(0.01),
            capacity_gain: NonNegative::fixed(0.045),
            capacity_loss: Share::fixed(0.03),
            adaptation: NonNegative::fixed(0.3),
        }
    }
}

impl Mechanism for Learning {
    fn name(&self) -> &'static str {
        MechanismId::Learning.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let talk = month.alliance.commons.process + month.quality(Quality::SenseMaking) / 2.0;
        let kept = 1.0 - CAPACITY_SAVED * month.quality(Quality::Change);
        let worldly = WORLDLY_SPEED * month.quality(Quality::WorldlyView);
        let trust = month.alliance.relations.mean(&month.alliance.relations.trust);
        let commons = &mut month.alliance.commons;
        let (language, capacity, clarity) = (commons.shared_language, commons.capacity, commons.goal_clarity);
        let heard = talk * (1.0 + trust) / 2.0;
        let on_purpose = if month.number < commons.learning_until {
            2.0
        } else {
            1.0
        };
        let learnt = on_purpose * *self.language_gain * heard * (1.0 - language);
        let told = *self.clarity_gain * heard * (1.0 - clarity);
        commons.goal_clarity = (clarity + told - *self.clarity_loss * clarity).clamp(0.0, 1.0);
        commons.shared_language = (language + learnt - *self.language_loss * language).clamp(0.0, 1.0);
        let built = *self.capacity_gain * 4.0 * commons.value * (1.0 - commons.agility / 2.0) * (1.0 - capacity);
        let worn = *self.capacity_loss * kept * commons.mismatch * capacity;
        commons.capacity = (capacity + built - worn).clamp(0.0, 1.0);
        let speed = (*self.adaptation * commons.agility + worldly).clamp(0.0, 1.0);
        commons.routine += speed * (commons.environment - commons.routine);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{anything, assert_near, strangers};

    #[test]
    fn language_grows_where_time_is_taken_and_trust_is_there() {
        let mut trial = strangers(2);
        trial.alliance.commons.shared_language = 0.2;
        trial.alliance.commons.process = 0.5;
        trial.set_all_trust(0.4);
        trial.live(&Learning::default());
        assert_near(
            trial.alliance.commons.shared_language,
            0.2 + 0.06 * 0.5 * 0.7 * 0.8 - 0.01 * 0.2,
        );
    }

    #[test]
    fn a_goal_is_clear_as_long_as_it_is_told_and_a_learning_agenda_is_about_language_alone() {
        let mut trial = strangers(2).with_quality(Quality::SenseMaking, 0.4);
        trial.alliance.commons.goal_clarity = 0.5;
        trial.alliance.commons.process = 0.5;
        trial.alliance.commons.learning_until = 1;
        trial.live(&Learning::default());
        assert_near(
            trial.alliance.commons.goal_clarity,
            0.5 + 0.06 * 0.7 * 0.5 * 0.5 - 0.01 * 0.5,
        );
        assert_near(trial.alliance.commons.shared_language, 2.0 * 0.06 * 0.7 * 0.5);
    }

    #[test]
    fn capacity_grows_with_value_and_wears_off_as_the_world_moves() {
        let mut trial = strangers(2);
        let commons = &mut trial.alliance.commons;
        (commons.capacity, commons.value, commons.agility, commons.mismatch) = (0.5, 0.3, 0.4, 0.6);
        trial.live(&Learning::default());
        assert_near(
            trial.alliance.commons.capacity,
            0.5 + 0.045 * 4.0 * 0.3 * 0.8 * 0.5 - 0.03 * 0.6 * 0.5,
        );
    }

    #[test]
    fn routine_follows_the_world_as_fast_as_agility_and_worldly_view_allow() {
        let mut trial = strangers(2).with_quality(Quality::WorldlyView, 0.5);
        trial.alliance.commons.environment = 2.0;
        trial.alliance.commons.agility = 0.5;
        trial.live(&Learning::default());
        assert_near(trial.alliance.commons.routine, (0.3 * 0.5 + 0.15) * 2.0);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), gain in 0.0..99.0) {
            let gain = NonNegative::fixed(gain);
            trial.live(&Learning { language_gain: gain, capacity_gain: gain, clarity_gain: gain, ..Learning::default() });
            trial.assert_on_scale();
        }
    }
}
