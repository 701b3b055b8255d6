//! Before the first step of a month: who looks after the alliance, and how far they count.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Leadership, Mechanism, MechanismId, Month, When};
use crate::alliance::{Alliance, MemberId};
use crate::measures::received_trust;

/// Nine qualities of those who lead between organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Gives meaning: faster shared language, a clearer goal, a stronger pull of the ambition.
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
    /// Place in the scenario's list.
    pub place: usize,
    /// What they are called.
    pub role: String,
    /// When they come.
    pub when: When,
    /// How many months they stay.
    pub months: u32,
    /// The member they come from; `None` for someone independent.
    pub home: Option<MemberId>,
    /// How good they are, 0…1.
    pub skill: f64,
    /// Share of the alliance's value that they cost, 0…1.
    pub cost: f64,
    /// How much of their attention every quality has, 0…1, by [`Quality`].
    pub focus: [f64; 9],
}

/// Stewards bring qualities, as far as they have a mandate and are accepted.
///
/// # Rule
/// `Q_q = 1 − Π (1 − skill·accept·½(1+Λ)·focus_q)` over the stewards present. `accept` is 1 for an independent one, and for
/// one with a home `½(1 + mean T[·][home])` over the other members tied to it. One whose home is absent is away, at no cost.
/// With leadership switched off Q = 0 and stewards cost nothing.
///
/// # Update order
/// Read after events and arrivals; the qualities hold for the whole month.
///
/// # Source
/// The product form assumes that stewards reach people independently (ours). That a coordinator needs a mandate and has to be
/// accepted: Provan and Kenis (2008). The form is ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stewards(pub Vec<Steward>);

impl Mechanism for Stewards {
    fn name(&self) -> &'static str {
        MechanismId::Stewards.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let mut missing = [1.0; 9];
        let mut cost = 0.0;
        for steward in &self.0 {
            let presence = steward.presence(month.number, month.alliance);
            if presence == Presence::Coming {
                month.tell(Happening::StewardCame { steward: steward.place });
            }
            if presence == Presence::Gone {
                month.tell(Happening::StewardWent { steward: steward.place });
            }
            if let Some(effect) = steward.effect(presence, &month.rules.leadership, month.alliance) {
                cost += steward.cost;
                for (missing, focus) in missing.iter_mut().zip(steward.focus) {
                    *missing *= 1.0 - effect * focus;
                }
            }
        }
        month.qualities = missing.map(|missing| 1.0 - missing);
        month.steward_cost = cost.min(1.0);
    }
}

/// Whether a steward serves in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// It does not.
    Away,
    /// This is its first month.
    Coming,
    /// It serves.
    Here,
    /// Last month was its last.
    Gone,
}

impl Steward {
    fn presence(&self, month: u32, alliance: &Alliance) -> Presence {
        let came = self.when.last(month, alliance.commons.steward_watches.get(self.place));
        match came.map(|came| month - came) {
            Some(0) => Presence::Coming,
            Some(served) if served < self.months => Presence::Here,
            Some(served) if served == self.months => Presence::Gone,
            _ => Presence::Away,
        }
    }

    /// How much of its focus counts, 0…1; `None` for one who is not there.
    fn effect(&self, presence: Presence, leadership: &Leadership, alliance: &Alliance) -> Option<f64> {
        let serves = matches!(presence, Presence::Coming | Presence::Here);
        if !serves || !leadership.enabled {
            return None;
        }
        let mandate = (1.0 + alliance.commons.agreements) / 2.0;
        let accepted = match self.home {
            None => 1.0,
            Some(home) if alliance.members.is_present(home) => (1.0 + received_trust(alliance, home.index())) / 2.0,
            Some(_) => return None,
        };
        Some(self.skill * accepted * mandate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::testing::{Trial, assert_near, strangers};

    #[test]
    fn stewards_reach_people_independently() {
        let stewards = [
            steward(0, 0, Quality::Change, 0.5),
            steward(1, 0, Quality::Change, 0.8),
            steward(2, 0, Quality::Analysis, 1.0),
        ];
        let (mut trial, stewards) = led_by(stewards.into());
        trial.alliance.commons.agreements = 1.0;
        trial.live(&stewards);
        assert_near(
            trial.qualities[Quality::Change as usize],
            1.0 - (1.0 - 0.25) * (1.0 - 0.4),
        );
        assert_near(trial.qualities[Quality::Analysis as usize], 0.5);
        assert_eq!(trial.qualities[Quality::Paradox as usize], 0.0);
        assert_near(trial.steward_cost, 0.6);
    }

    #[test]
    fn a_steward_counts_by_half_where_nothing_is_agreed() {
        let (mut trial, stewards) = led_by(vec![steward(0, 0, Quality::Change, 1.0)]);
        trial.live(&stewards);
        assert_near(trial.qualities[Quality::Change as usize], 0.25);
    }

    #[test]
    fn one_with_a_home_is_accepted_as_far_as_the_home_is_trusted_and_away_without_it() {
        let from_home = Steward {
            home: Some(MemberId(0)),
            ..steward(0, 0, Quality::Change, 1.0)
        };
        let (mut trial, stewards) = led_by(vec![from_home]);
        trial.set_trust(1, 0, 0.6);
        trial.set_trust(2, 0, -0.2);
        trial.live(&stewards);
        assert_near(trial.qualities[Quality::Change as usize], 0.5 * 0.6 * 0.5);
        trial.alliance.remove(&[MemberId(0)]);
        trial.live(&stewards);
        assert_eq!((trial.qualities, trial.steward_cost), ([0.0; 9], 0.0));
    }

    #[test]
    fn a_steward_serves_from_its_first_month_until_it_is_gone() {
        let plan = Steward {
            months: 2,
            ..steward(0, 2, Quality::Change, 1.0)
        };
        let (mut trial, stewards) = led_by(vec![plan]);
        let mut told = Vec::new();
        let mut served = Vec::new();
        for number in 0..6 {
            trial.number = number;
            told.push(trial.live(&stewards));
            served.push(trial.steward_cost > 0.0);
        }
        assert_eq!(served, [false, false, true, true, false, false]);
        assert_eq!(told[2], [Happening::StewardCame { steward: 0 }]);
        assert_eq!(told[4], [Happening::StewardWent { steward: 0 }]);
        assert!([0, 1, 3, 5].iter().all(|&quiet: &usize| told[quiet].is_empty()));
    }

    #[test]
    fn with_leadership_switched_off_they_have_neither_effect_nor_cost() {
        let (mut trial, stewards) = led_by(vec![steward(0, 0, Quality::Change, 1.0)]);
        trial.rules.leadership.enabled = false;
        trial.live(&stewards);
        assert_eq!((trial.qualities, trial.steward_cost), ([0.0; 9], 0.0));
    }

    /// A steward of skill 0.5 and cost 0.2 who comes in a month and stays.
    fn steward(place: usize, from: u32, quality: Quality, attention: f64) -> Steward {
        let mut focus = [0.0; 9];
        focus[quality as usize] = attention;
        Steward {
            place,
            role: String::new(),
            when: When::Month(from),
            months: u32::MAX,
            home: None,
            skill: 0.5,
            cost: 0.2,
            focus,
        }
    }

    /// Three strangers with these stewards.
    fn led_by(stewards: Vec<Steward>) -> (Trial, Stewards) {
        (strangers(3), Stewards(stewards))
    }
}
