//! Step 2: who looks after the alliance, and with which qualities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, MechanismId, Month};
use crate::alliance::{NonNegative, Share};

/// Nine qualities of those who lead between organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Gives meaning: faster shared language, a stronger pull of the ambition.
    SenseMaking,
    /// Breaks patterns: less echo and stereotyping at home, less negative gossip.
    PatternBreaking,
    /// Looks outward: routine follows the world.
    WorldlyView,
    /// Analyses: sees better what partners do, and blames culture less.
    Analysis,
    /// Builds relations: more from dialogue, more incidents resolved.
    Relations,
    /// Bears setbacks: less harm from shocks.
    Resilience,
    /// Leads change: capacity kept when the world moves.
    Change,
    /// Handles paradox: the dials follow the situation.
    Paradox,
    /// Reflects: warnings are spoken at home.
    Reflection,
}

impl Quality {
    /// Every quality, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::SenseMaking,
        Self::PatternBreaking,
        Self::WorldlyView,
        Self::Analysis,
        Self::Relations,
        Self::Resilience,
        Self::Change,
        Self::Paradox,
        Self::Reflection,
    ];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SenseMaking => "sense_making",
            Self::PatternBreaking => "pattern_breaking",
            Self::WorldlyView => "worldly_view",
            Self::Analysis => "analysis",
            Self::Relations => "relations",
            Self::Resilience => "resilience",
            Self::Change => "change",
            Self::Paradox => "paradox",
            Self::Reflection => "reflection",
        }
    }
}

/// Someone who looks after the alliance for a while: an alliance manager, a coordinator, a facilitator.
#[derive(Debug, Clone, PartialEq)]
pub struct Steward {
    /// What they are called.
    pub role: String,
    /// First month, from 0.
    pub from: u32,
    /// The month in which they are gone again.
    pub until: u32,
    /// How good they are, 0…1.
    pub skill: f64,
    /// Share of the alliance's value that they cost, 0…1.
    pub cost: f64,
    /// How much of their attention every quality has, 0…1, by [`Quality`].
    pub focus: [f64; 9],
}

impl Steward {
    fn is_present(&self, month: u32) -> bool {
        (self.from..self.until).contains(&month)
    }
}

/// Stewards bring qualities; with a sense of paradox the dials follow the situation.
///
/// # Rule
/// `Q_q = 1 − Π (1 − skill·focus_q)` over the stewards present. With `v = dial_speed·Q_paradox`:
/// `κ += v·(0.4·(1−⟨T⟩) − κ)`, `π += v·(clip(0.1 + 0.4(1−L), 0, 0.6) − π)`, `ω += v·(clip(0.1 + μ, 0, 0.8) − ω)`,
/// `A += v·(C + ambition_stretch − A)`, all cut to [0, 1].
///
/// # Update order
/// The qualities hold from the first step of the month. The dials all read the state before this step.
///
/// # Source
/// The product form assumes that stewards reach people independently (ours).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Leadership {
    /// Whether stewards have any effect, and any cost.
    pub enabled: bool,
    /// How fast the dials follow where paradox is fully handled, a month.
    pub dial_speed: Share,
    /// The most that one steward's focus may add up to.
    pub focus_budget: NonNegative,
    /// Who looks after the alliance. In files these are the `[[stewards]]`.
    #[serde(skip)]
    #[schemars(skip)]
    pub stewards: Vec<Steward>,
}

impl Default for Leadership {
    fn default() -> Self {
        Self {
            enabled: true,
            dial_speed: Share::fixed(0.2),
            focus_budget: NonNegative::fixed(2.0),
            stewards: Vec::new(),
        }
    }
}

impl Mechanism for Leadership {
    fn name(&self) -> &'static str {
        MechanismId::Leadership.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        self.tell_changes(month);
        let speed = *self.dial_speed * month.quality(Quality::Paradox);
        if speed == 0.0 {
            return;
        }
        let trust = month.alliance.relations.mean(&month.alliance.relations.trust);
        let stretch = *month.rules.work.ambition_stretch;
        let commons = &mut month.alliance.commons;
        let follow = |dial: &mut f64, wanted: f64| *dial = (*dial + speed * (wanted - *dial)).clamp(0.0, 1.0);
        follow(&mut commons.control, 0.4 * (1.0 - trust));
        follow(
            &mut commons.process,
            (0.1 + 0.4 * (1.0 - commons.shared_language)).clamp(0.0, 0.6),
        );
        follow(&mut commons.agility, (0.1 + commons.mismatch).clamp(0.0, 0.8));
        follow(&mut commons.challenge, commons.capacity + stretch);
    }
}

impl Leadership {
    /// How strong every quality is in a month, 0…1, by [`Quality`]; all 0 with leadership switched off.
    #[must_use]
    pub fn qualities(&self, month: u32) -> [f64; 9] {
        let mut missing = [1.0; 9];
        for steward in self.active(month) {
            for (missing, focus) in missing.iter_mut().zip(steward.focus) {
                *missing *= 1.0 - steward.skill * focus;
            }
        }
        missing.map(|missing| 1.0 - missing)
    }

    /// What the stewards present in a month cost together, 0…1.
    #[must_use]
    pub fn cost(&self, month: u32) -> f64 {
        self.active(month).map(|steward| steward.cost).sum::<f64>().min(1.0)
    }

    fn active(&self, month: u32) -> impl Iterator<Item = &Steward> {
        self.stewards
            .iter()
            .filter(move |steward| self.enabled && steward.is_present(month))
    }

    fn tell_changes(&self, month: &mut Month<'_>) {
        for (steward, plan) in self.stewards.iter().enumerate() {
            if plan.from == month.number {
                month.tell(Happening::StewardCame { steward });
            }
            if plan.until == month.number {
                month.tell(Happening::StewardWent { steward });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::Quality;
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};

    #[test]
    fn stewards_reach_people_independently() {
        let leadership = led_by(&[
            (0, 10, Quality::Change, 0.5),
            (0, 10, Quality::Change, 0.8),
            (0, 10, Quality::Analysis, 1.0),
        ]);
        let qualities = leadership.qualities(0);
        assert_near(qualities[Quality::Change as usize], 1.0 - (1.0 - 0.25) * (1.0 - 0.4));
        assert_near(qualities[Quality::Analysis as usize], 0.5);
        assert_eq!(qualities[Quality::Paradox as usize], 0.0);
        assert_near(leadership.cost(0), 0.6);
    }

    #[test]
    fn a_steward_serves_from_its_first_month_until_it_is_gone() {
        let leadership = led_by(&[(2, 4, Quality::Change, 1.0)]);
        let served: Vec<_> = (0..5).filter(|&month| leadership.cost(month) > 0.0).collect();
        assert_eq!(served, [2, 3]);
        let told = |number| Trial { number, ..strangers(2) }.live(&leadership);
        assert_eq!(told(2), [Happening::StewardCame { steward: 0 }]);
        assert_eq!(told(3), []);
        assert_eq!(told(4), [Happening::StewardWent { steward: 0 }]);
    }

    #[test]
    fn switched_off_it_has_neither_effect_nor_cost() {
        let leadership = Leadership {
            enabled: false,
            ..led_by(&[(0, 9, Quality::Change, 1.0)])
        };
        assert_eq!((leadership.qualities(0), leadership.cost(0)), ([0.0; 9], 0.0));
    }

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
    fn without_it_they_stay() {
        let mut trial = strangers(2);
        let before = trial.alliance.clone();
        trial.live(&Leadership::default());
        assert_eq!(trial.alliance, before);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), speed in 0.0..=1.0) {
            trial.live(&Leadership { dial_speed: Share::fixed(speed), ..Leadership::default() });
            trial.assert_on_scale();
        }
    }

    /// Stewards of skill 0.5 and cost 0.2: first month, month gone, and what they focus on how much.
    fn led_by(stewards: &[(u32, u32, Quality, f64)]) -> Leadership {
        let steward = |&(from, until, quality, attention): &(u32, u32, Quality, f64)| {
            let mut focus = [0.0; 9];
            focus[quality as usize] = attention;
            let (role, skill, cost) = (String::new(), 0.5, 0.2);
            Steward {
                role,
                from,
                until,
                skill,
                cost,
                focus,
            }
        };
        Leadership {
            stewards: stewards.iter().map(steward).collect(),
            ..Leadership::default()
        }
    }
}
