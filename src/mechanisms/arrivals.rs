//! Step 0, second half: candidates ask to join.

use std::collections::BTreeMap;
use std::f64::consts::FRAC_1_SQRT_2;

use super::{Happening, Mechanism, MechanismId, Month};
use crate::alliance::{FirstTie, MemberId, above_zero, similarity};
use crate::random::{Chance, Purpose};

const JUDGEMENT: Purpose = Purpose::named("arrivals");
const COMMON_BONDS: Purpose = Purpose::named("bonds of pairs");
const OWN_BONDS: Purpose = Purpose::named("bonds");

/// How much each point of diligence costs in trust at the start.
const TRUST_LOST_TO_DILIGENCE: f64 = 0.3;
/// The spread of a judgement made without any diligence.
const CARELESS_SPREAD: f64 = 0.5;

/// A candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrival {
    /// In which month it asks, from 0.
    pub month: u32,
    /// Who.
    pub member: MemberId,
}

/// How relations with a newcomer start.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Newcomers {
    /// Trust before diligence takes its toll, −1…1.
    pub trust_mean: f64,
    /// Image of a partner of one's own culture, −1…1.
    pub image_mean: f64,
    /// Image lost per unit of culture distance.
    pub image_culture: f64,
    /// Spread of bonds.
    pub bond_sd: f64,
    /// What the scenario lists of ties with newcomers, by who is tied to whom.
    pub listed: BTreeMap<(MemberId, MemberId), ListedTie>,
}

/// What a scenario says of one tie, seen from one side; the rest is as of any tie.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ListedTie {
    /// Trust, −1…1.
    pub trust: Option<f64>,
    /// Image, −1…1.
    pub image: Option<f64>,
    /// Bond.
    pub bond: Option<f64>,
}

impl ListedTie {
    /// The same where another says nothing; else what the other says.
    #[must_use]
    pub fn overruled_by(self, later: Self) -> Self {
        Self {
            trust: later.trust.or(self.trust),
            image: later.image.or(self.image),
            bond: later.bond.or(self.bond),
        }
    }
}

impl Newcomers {
    /// Image that homes of two cultures have of one another before they have met, −1…1.
    #[must_use]
    pub fn first_image(&self, culture_distance: f64) -> f64 {
        (self.image_mean - self.image_culture * culture_distance).clamp(-1.0, 1.0)
    }

    /// How well the delegates of one member get on with those of another: half is common to the two, half is their own. 0 without
    /// luck.
    #[must_use]
    pub fn first_bond(&self, from: MemberId, to: MemberId, chance: Option<&Chance>) -> f64 {
        let Some(chance) = chance.filter(|_| self.bond_sd > 0.0) else {
            return 0.0;
        };
        let common = chance.of(COMMON_BONDS, 0).at(from.min(to).0, from.max(to).0).normal();
        let own = chance.of(OWN_BONDS, 0).at(from.0, to.0).normal();
        self.bond_sd * (common + own) * FRAC_1_SQRT_2
    }

    /// How one tie of a newcomer starts.
    fn first_tie(&self, from: MemberId, to: MemberId, distance: f64, newcomer: &Welcome<'_>) -> FirstTie {
        let listed = self.listed.get(&(from, to)).copied().unwrap_or_default();
        FirstTie {
            trust: (self.trust_mean - TRUST_LOST_TO_DILIGENCE * newcomer.diligence).clamp(-1.0, 1.0),
            image: listed.image.unwrap_or_else(|| self.first_image(distance)),
            bond: listed
                .bond
                .unwrap_or_else(|| self.first_bond(from, to, newcomer.chance)),
        }
    }
}

/// How a newcomer is received.
struct Welcome<'a> {
    /// How closely it was looked at, 0…1.
    diligence: f64,
    /// All the luck of the run, where chance is drawn.
    chance: Option<&'a Chance>,
}

/// A candidate that seems to fit is let in; looking closely filters misfits and signals distrust.
///
/// # Rule
/// The fit is `sim(goal, a)`, judged with a noise of `0.5·(1 − diligence)`. Below the admission threshold the candidate
/// is turned away. Else it joins: trust given and received starts at `trust_mean − 0.3·diligence`, images and bonds as at the
/// start, as listed where they are; with n members before it the shared language thins to `L·n/(n+1)`, and goal clarity to
/// `Γ·(n + max(sim(goal, a), 0))/(n+1)`.
///
/// # Update order
/// One candidate after the other, in file order.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrivals {
    /// Who asks to join, and when.
    pub candidates: Vec<Arrival>,
    /// How relations with them start.
    pub newcomers: Newcomers,
}

impl Mechanism for Arrivals {
    fn name(&self) -> &'static str {
        MechanismId::Arrivals.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let now = month.number;
        for candidate in self.candidates.iter().filter(|candidate| candidate.month == now) {
            self.decide(candidate.member, month);
        }
    }
}

impl Arrivals {
    fn decide(&self, member: MemberId, month: &mut Month<'_>) {
        let noise = month.fortune(JUDGEMENT).normal(member.index(), 0);
        let commons = &month.alliance.commons;
        let goal = month.alliance.members.goal_of(member.index());
        let shared = similarity(goal, &commons.ambition, commons.goal_tolerance);
        let fit = shared + CARELESS_SPREAD * (1.0 - commons.diligence) * noise;
        if fit < *month.rules.membership.admission_threshold {
            month.tell(Happening::TurnedAway { member, fit });
            return;
        }
        let welcome = Welcome {
            diligence: commons.diligence,
            chance: month.is_stochastic().then_some(month.chance),
        };
        let n = month.alliance.members.n_present() as f64;
        let commons = &mut month.alliance.commons;
        commons.shared_language *= n / (n + 1.0);
        commons.goal_clarity *= (n + above_zero(shared)) / (n + 1.0);
        month.alliance.admit(member, |from, to, distance| {
            self.newcomers.first_tie(from, to, distance, &welcome)
        });
        month.tell(Happening::Arrival { member, fit });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::Real;
    use crate::mechanisms::Membership;
    use crate::mechanisms::testing::{Trial, assert_near, strangers};

    #[test]
    fn a_newcomer_is_met_with_the_trust_that_diligence_leaves() {
        let mut trial = awaiting(0.0);
        trial.alliance.commons.diligence = 0.5;
        trial.alliance.commons.shared_language = 0.6;
        trial.alliance.commons.goal_clarity = 0.9;
        let member = MemberId(2);
        assert_eq!(trial.live(&arriving()), [Happening::Arrival { member, fit: 1.0 }]);
        assert_near(trial.trust(2, 0), 0.2 - 0.3 * 0.5);
        assert_near(trial.trust(1, 2), 0.2 - 0.3 * 0.5);
        assert_near(trial.alliance.commons.shared_language, 0.6 * 2.0 / 3.0);
        assert_near(trial.alliance.commons.goal_clarity, 0.9);
        assert_eq!(trial.trust(0, 1), 0.0);
    }

    #[test]
    fn a_misfit_is_turned_away_and_one_at_the_threshold_is_not() {
        let fit = |goal| similarity(&[goal], &[0.0], 1.0);
        let threshold = |goal| Membership {
            admission_threshold: Real::fixed(fit(goal)),
            ..Membership::default()
        };
        let mut trial = awaiting(2.0);
        trial.rules.membership = threshold(1.9);
        let member = MemberId(2);
        assert_eq!(
            trial.live(&arriving()),
            [Happening::TurnedAway { member, fit: fit(2.0) }]
        );
        assert_eq!(trial.alliance.members.n_present(), 2);
        trial.rules.membership = threshold(2.0);
        trial.live(&arriving());
        assert_eq!(trial.alliance.members.n_present(), 3);
    }

    #[test]
    fn a_newcomer_with_another_goal_makes_the_common_one_less_clear() {
        let mut trial = awaiting(0.5);
        trial.alliance.commons.goal_clarity = 0.9;
        trial.live(&arriving());
        let shared = similarity(&[0.5], &[0.0], 1.0);
        assert_near(trial.alliance.commons.goal_clarity, 0.9 * (2.0 + shared) / 3.0);
    }

    #[test]
    fn bonds_are_half_of_the_pair_and_half_of_the_member() {
        let newcomers = Newcomers {
            bond_sd: 0.2,
            ..Newcomers::default()
        };
        let (mut spread, mut common) = (0.0, 0.0);
        let runs = 20_000;
        for seed in 0..runs {
            let chance = Chance::new(seed);
            let bond = |from, to| newcomers.first_bond(MemberId(from), MemberId(to), Some(&chance));
            spread += bond(3, 1) * bond(3, 1) / runs as f64;
            common += bond(3, 1) * bond(1, 3) / runs as f64;
        }
        assert!((spread - 0.04).abs() < 0.002, "{spread}");
        assert!((common - 0.02).abs() < 0.002, "{common}");
        assert_eq!(newcomers.first_bond(MemberId(0), MemberId(1), None), 0.0);
    }

    #[test]
    fn a_listed_image_and_bond_are_kept_and_trust_starts_as_for_anyone() {
        let mut trial = awaiting(0.0);
        let mut arrivals = arriving();
        let listed = ListedTie {
            image: Some(0.9),
            bond: Some(-0.1),
            trust: None,
        };
        arrivals.newcomers.listed = BTreeMap::from([((MemberId(2), MemberId(0)), listed)]);
        trial.live(&arrivals);
        assert_eq!((trial.image(2, 0), trial.image(0, 2)), (0.9, 0.0));
        assert_eq!((trial.bond(2, 0), trial.bond(0, 2)), (-0.1, 0.0));
        assert_near(trial.trust(2, 0), 0.2);
    }

    #[test]
    fn nobody_arrives_in_another_month_and_someone_may_join_an_alliance_of_nobody() {
        let mut trial = awaiting(0.0);
        trial.number = 1;
        assert_eq!(trial.live(&arriving()), []);
        trial.number = 0;
        trial.alliance.remove(&[MemberId(0), MemberId(1)]);
        trial.live(&arriving());
        assert_eq!(trial.alliance.members.present(), [2]);
    }

    #[test]
    fn only_careless_judgement_is_noisy() {
        let fit = |diligence| {
            let mut trial = awaiting(0.0).drawn(1);
            trial.alliance.commons.diligence = diligence;
            trial.live(&arriving())
        };
        let member = MemberId(2);
        assert_eq!(fit(1.0), [Happening::Arrival { member, fit: 1.0 }]);
        assert_ne!(fit(0.0), [Happening::Arrival { member, fit: 1.0 }]);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(diligence in 0.0..=1.0, trust_mean in -1.0..=1.0) {
            let mut trial = awaiting(0.0);
            trial.alliance.commons.diligence = diligence;
            let newcomers = Newcomers { trust_mean, ..arriving().newcomers };
            trial.live(&Arrivals { newcomers, ..arriving() });
            trial.assert_on_scale();
        }
    }

    /// Two members, and a third with this goal who asks to join.
    fn awaiting(goal: f64) -> Trial {
        let mut trial = strangers(3);
        trial.alliance.remove(&[MemberId(2)]);
        trial.alliance.members.goal[2] = goal;
        trial
    }

    fn arriving() -> Arrivals {
        let newcomers = Newcomers {
            trust_mean: 0.2,
            ..Newcomers::default()
        };
        Arrivals {
            candidates: vec![Arrival {
                month: 0,
                member: MemberId(2),
            }],
            newcomers,
        }
    }
}
