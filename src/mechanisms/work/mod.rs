//! Step 3: members contribute, the alliance adds value, and everyone receives a share of it.

mod parts;

pub use parts::{WorkPart, WorkStep};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month};
use crate::alliance::{Alliance, Members, NonNegative, Positive, Real, Share, above_zero};
use crate::elementary::{exp, ln, logistic_all, tanh_all};
use crate::random::Purpose;

const MOOD: Purpose = Purpose::named("work");

/// Months whose capacity counts for nothing still yield this share of the value.
const VALUE_WITHOUT_CAPACITY: f64 = 0.4;

/// Members put in what trust, home, reward and ambition make them put in; what comes out depends on how they go together.
///
/// # Rule
/// Contribution `x[i] = logistic(z[i])` with
/// `z = baseline + goal_weight·α·(½+Γ) + trust_weight·mean_j T + home_weight·(2s−1) + payoff_weight·y + ambition_weight·f −
/// temptation_weight·temptation·(1−κ) + noise·N(0, 1)`; while a member has decided on its contribution, that.
/// Ambition fit `f = clip(1 − ((A − C − ambition_stretch)/ambition_band)², −1, 1)`.
///
/// Effort `X = (1−chain_dependence)·Σ ŵx + chain_dependence·min x`; value
/// `V = max(0, X·(1+⟨T⟩)/2·(1 + ⟨δ⟩(synergy·L − friction·(1−L)))·(1−μ)·(1−process_cost·π)·(1−control_cost·κ²)·
/// (1−agility_cost·ω)·(0.4+0.6C)·(1−steering_cost·(1−σ))·(1−min(Σ steward cost, 1)))·(n/n₀)^complementarity`.
///
/// Of it, i receives `power_share·ŵ + (1−power_share)·q` with `q = ŵx/Σŵx`; its payoff
/// `p = benefit·V·share·n − cost·x` is remembered: `y += payoff_memory·(tanh p − y)`.
///
/// # Update order
/// All contributions first, then value, then payoffs.
///
/// # Source
/// The logistic choice of effort is the quantal response of McKelvey and Palfrey (1995); the rest is ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Work {
    /// Whether members work at all; without, contribution and value are 0.
    pub enabled: bool,
    /// Readiness to contribute before anything else counts.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "tuned"))]
    pub baseline: Real,
    /// Weight of the member's alignment with the ambition, by half where the goal is not clear and one and a half times where it is.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "tuned"))]
    pub goal_weight: Real,
    /// Weight of its trust in its contacts.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "guess"))]
    pub trust_weight: Real,
    /// Weight of support at home.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "guess"))]
    pub home_weight: Real,
    /// Weight of what it remembers of its payoffs.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "guess"))]
    pub payoff_weight: Real,
    /// Weight of how well the challenge fits the capacity.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "guess"))]
    pub ambition_weight: Real,
    /// Weight of the temptation to let others do the work.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "guess"))]
    pub temptation_weight: Real,
    /// Spread of the monthly noise.
    #[schemars(extend("x-unit" = "log-odds", "x-source" = "tuned"))]
    pub noise: NonNegative,
    /// How far above its capacity an alliance should aim.
    #[schemars(extend("x-unit" = "challenge", "x-source" = "guess"))]
    pub ambition_stretch: Real,
    /// How far from that it may be before disbelief or boredom cancels the drive.
    #[schemars(extend("x-unit" = "challenge", "x-source" = "tuned"))]
    pub ambition_band: Positive,
    /// Value gained per unit of culture distance once it is understood.
    #[schemars(extend("x-unit" = "share of the value per unit of culture distance", "x-source" = "guess"))]
    pub synergy: NonNegative,
    /// Value lost per unit of culture distance while it is not.
    #[schemars(extend("x-unit" = "share of the value per unit of culture distance", "x-source" = "guess"))]
    pub friction: NonNegative,
    /// Share of the value that a fully turned process dial costs.
    #[schemars(extend("x-unit" = "share of the value", "x-source" = "guess"))]
    pub process_cost: Share,
    /// Share of the value that a fully turned control dial costs; it grows with the square of the dial.
    #[schemars(extend("x-unit" = "share of the value", "x-source" = "guess; the square is tuned"))]
    pub control_cost: Share,
    /// Share of the value that a fully turned agility dial costs.
    #[schemars(extend("x-unit" = "share of the value", "x-source" = "tuned"))]
    pub agility_cost: Share,
    /// How strongly value grows with the number of members, since each brings an expertise of its own: the exponent of their
    /// number over that of the founders.
    #[schemars(range(max = 10))]
    #[schemars(extend("x-unit" = "a number, as an exponent", "x-source" = "tuned"))]
    pub complementarity: NonNegative,
    /// Share of the value lost where nobody steers.
    #[schemars(extend("x-unit" = "share of the value", "x-source" = "guess"))]
    pub steering_cost: Share,
    /// Steering clarity where little is agreed and no lead is trusted.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub unsteered_clarity: Share,
    /// How far the alliance is a chain, as strong as its weakest link.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub chain_dependence: Share,
    /// What a unit of value is worth to its receiver.
    #[schemars(extend("x-unit" = "payoff per unit of value", "x-source" = "guess"))]
    pub benefit: NonNegative,
    /// What a full contribution costs.
    #[schemars(extend("x-unit" = "payoff per full contribution", "x-source" = "guess"))]
    pub cost: NonNegative,
    /// Share of the value divided by power instead of by contribution.
    #[schemars(extend("x-unit" = "share of the value", "x-source" = "guess"))]
    pub power_share: Share,
    /// How fast payoffs are remembered, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub payoff_memory: Share,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            enabled: true,
            baseline: Real::fixed(-0.48),
            goal_weight: Real::fixed(0.7),
            trust_weight: Real::fixed(1.8),
            home_weight: Real::fixed(1.0),
            payoff_weight: Real::fixed(0.6),
            ambition_weight: Real::fixed(0.4),
            temptation_weight: Real::fixed(1.0),
            noise: NonNegative::fixed(0.3),
            ambition_stretch: Real::fixed(0.12),
            ambition_band: Positive::fixed(0.5),
            synergy: NonNegative::fixed(0.6),
            friction: NonNegative::fixed(0.4),
            process_cost: Share::fixed(0.5),
            control_cost: Share::fixed(0.4),
            agility_cost: Share::fixed(0.3),
            complementarity: NonNegative::fixed(0.2),
            steering_cost: Share::fixed(0.3),
            unsteered_clarity: Share::fixed(0.3),
            chain_dependence: Share::fixed(0.2),
            benefit: NonNegative::fixed(6.0),
            cost: NonNegative::fixed(0.7),
            power_share: Share::fixed(0.5),
            payoff_memory: Share::fixed(0.15),
        }
    }
}

impl Mechanism for Work {
    fn name(&self) -> &'static str {
        MechanismId::Work.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        self.contribute(month);
        self.reward(month);
    }
}

impl Work {
    /// Adds up the value of this month and shares it out.
    fn reward(&self, month: &mut Month<'_>) {
        let together = together(&month.alliance.members);
        let value = self.value(month.alliance, together, month.steward_cost);
        month.alliance.commons.value = value;
        month.alliance.commons.delivered += value;
        self.divide(month.alliance, together, &mut month.scratch.by_member);
    }

    fn contribute(&self, month: &mut Month<'_>) {
        let mood = month.fortune(MOOD).row(0);
        let Alliance {
            members,
            relations,
            commons,
        } = &mut *month.alliance;
        let fit = self.ambition_fit(commons.challenge - commons.capacity);
        let drawn_by_goal = *self.goal_weight * (0.5 + commons.goal_clarity);
        let drives = &mut month.scratch.by_member[..members.n_present()];
        for (drive, i) in drives.iter_mut().zip(members.indices()) {
            *drive = *self.baseline
                + drawn_by_goal * members.alignment[i]
                + *self.trust_weight * relations.mean_over_contacts(&relations.trust, i)
                + *self.home_weight * (2.0 * members.support[i] - 1.0)
                + *self.payoff_weight * members.payoff[i]
                + *self.ambition_weight * fit
                - *self.temptation_weight * members.temptation[i] * (1.0 - commons.control)
                + *self.noise * mood.normal(i);
        }
        logistic_all(drives);
        for (rank, &effort) in drives.iter().enumerate() {
            let i = members.present()[rank] as usize;
            members.contribution[i] = effort;
        }
        for pledge in &members.pledges {
            if let Some(share) = pledge.share.in_month(month.number) {
                members.contribution[pledge.member.index()] = share;
            }
        }
    }

    /// How well the alliance's challenge fits what it can do, −1…1, from the gap between the two.
    fn ambition_fit(&self, gap: f64) -> f64 {
        let off = (gap - *self.ambition_stretch) / *self.ambition_band;
        (1.0 - off * off).clamp(-1.0, 1.0)
    }

    fn value(
        &self,
        Alliance {
            members,
            relations,
            commons,
        }: &Alliance,
        together: f64,
        steward_cost: f64,
    ) -> f64 {
        if members.n_present() == 0 {
            return 0.0;
        }
        let weakest = members.indices().map(|i| members.contribution[i]).fold(1.0, f64::min);
        let effort = (1.0 - *self.chain_dependence) * together + *self.chain_dependence * weakest;
        let language = commons.shared_language;
        let difference = relations.mean_distance() * (*self.synergy * language - *self.friction * (1.0 - language));
        let value = effort * (1.0 + relations.mean(&relations.trust)) / 2.0
            * (1.0 + difference)
            * (1.0 - commons.mismatch)
            * (1.0 - *self.process_cost * commons.process)
            * (1.0 - *self.control_cost * commons.control * commons.control)
            * (1.0 - *self.agility_cost * commons.agility)
            * (VALUE_WITHOUT_CAPACITY + (1.0 - VALUE_WITHOUT_CAPACITY) * commons.capacity)
            * (1.0 - *self.steering_cost * (1.0 - commons.steering_clarity))
            * (1.0 - steward_cost);
        above_zero(value) * self.expertise(members.n_present(), commons.n_founders)
    }

    /// `(n/n₀)^complementarity`: what the number of expertises makes of the value.
    fn expertise(&self, n: usize, founders: usize) -> f64 {
        if n == founders || *self.complementarity == 0.0 {
            return 1.0;
        }
        exp(*self.complementarity * ln(n as f64 / founders as f64))
    }

    fn divide(&self, Alliance { members, commons, .. }: &mut Alliance, together: f64, by_member: &mut [f64]) {
        let n = members.n_present() as f64;
        let payoffs = &mut by_member[..members.n_present()];
        for (rank, payoff) in payoffs.iter_mut().enumerate() {
            let i = members.present()[rank] as usize;
            let (weight, contribution) = (members.weight[i], members.contribution[i]);
            let given = if together > 0.0 {
                weight * contribution / together
            } else {
                weight
            };
            let received = *self.power_share * weight + (1.0 - *self.power_share) * given;
            *payoff = *self.benefit * commons.value * received * n - *self.cost * contribution;
            members.given[i] = given;
            members.received[i] = received;
        }
        tanh_all(payoffs);
        for (rank, &payoff) in payoffs.iter().enumerate() {
            let i = members.present()[rank] as usize;
            members.payoff[i] += *self.payoff_memory * (payoff - members.payoff[i]);
        }
    }
}

/// `Σ ŵx`: what the members put in together, 0…1.
fn together(members: &Members) -> f64 {
    members
        .indices()
        .map(|i| members.weight[i] * members.contribution[i])
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::MemberId;
    use crate::mechanisms::testing::{anything, assert_near, strangers};

    #[test]
    fn everything_that_drives_a_member_adds_up() {
        let mut trial = strangers(2);
        trial.set_all_trust(0.5);
        let members = &mut trial.alliance.members;
        (
            members.alignment[0],
            members.support[0],
            members.payoff[0],
            members.temptation[0],
        ) = (0.3, 0.7, 0.2, 0.5);
        trial.alliance.commons.control = 0.4;
        trial.alliance.commons.challenge = 0.12;
        trial.alliance.commons.goal_clarity = 0.8;
        trial.live(&Work::default());
        let drive = -0.48 + 0.7 * 0.3 * (0.5 + 0.8) + 1.8 * 0.5 + 1.0 * 0.4 + 0.6 * 0.2 + 0.4 * 1.0 - 1.0 * 0.5 * 0.6;
        assert_near(trial.alliance.members.contribution[0], 1.0 / (1.0 + libm::exp(-drive)));
    }

    #[test]
    fn ambition_fits_best_a_little_above_ability() {
        let fit = |gap| Work::default().ambition_fit(gap);
        assert_eq!(fit(0.12), 1.0);
        assert_near(fit(0.12 + 0.5), 0.0);
        assert_near(fit(0.12 - 0.5), 0.0);
        assert_eq!(fit(9.0), -1.0);
    }

    #[test]
    fn value_is_the_product_of_how_well_it_all_goes_together() {
        let mut trial = strangers(2);
        trial.set_cultures(&[0.0, 0.5]);
        trial.set_all_trust(0.5);
        trial.alliance.members.contribution = vec![0.4, 0.8];
        let commons = &mut trial.alliance.commons;
        (
            commons.shared_language,
            commons.mismatch,
            commons.process,
            commons.control,
        ) = (0.25, 0.1, 0.2, 0.3);
        (commons.capacity, commons.steering_clarity, commons.agility) = (0.5, 0.6, 0.5);
        let value = Work::default().value(&trial.alliance, together(&trial.alliance.members), 0.05);
        let expected = (0.8 * 0.6 + 0.2 * 0.4)
            * 0.75
            * (1.0 + 0.5 * (0.6 * 0.25 - 0.4 * 0.75))
            * 0.9
            * (1.0 - 0.5 * 0.2)
            * (1.0 - 0.4 * 0.3 * 0.3)
            * (1.0 - 0.3 * 0.5)
            * (0.4 + 0.6 * 0.5)
            * (1.0 - 0.3 * 0.4)
            * 0.95;
        assert_near(value, expected);
    }

    #[test]
    fn value_is_divided_by_power_and_by_what_was_given() {
        let mut trial = strangers(2);
        trial.alliance.members.contribution = vec![0.3, 0.9];
        trial.alliance.commons.value = 0.1;
        Work::default().divide(&mut trial.alliance, 0.6, &mut [0.0; 2]);
        assert_near(trial.alliance.members.given[0], 0.25);
        assert_near(trial.alliance.members.received[0], 0.5 * 0.5 + 0.5 * 0.25);
        let payoff = 6.0 * 0.1 * 0.375 * 2.0 - 0.7 * 0.3;
        assert_near(trial.alliance.members.payoff[0], 0.15 * libm::tanh(payoff));
    }

    #[test]
    fn a_betrayer_gives_nothing_until_it_is_loyal_again() {
        let mut trial = strangers(2);
        trial.alliance.members.pledge(MemberId(0), 0.0, 0, 2);
        trial.number = 1;
        trial.live(&Work::default());
        assert_eq!(trial.alliance.members.contribution[0], 0.0);
        assert_eq!(trial.alliance.members.given, [0.0, 1.0]);
        trial.number = 2;
        trial.live(&Work::default());
        assert!(trial.alliance.members.contribution[0] > 0.0);
    }

    #[test]
    fn the_latest_decision_that_lasts_counts_and_a_longer_one_resumes_after_it() {
        let mut trial = strangers(2);
        trial.alliance.members.pledge(MemberId(0), 0.2, 0, 5);
        trial.alliance.members.pledge(MemberId(0), 0.9, 1, 2);
        let shares = [0, 1, 2, 3, 4].map(|number| {
            trial.number = number;
            trial.live(&Work::default());
            trial.alliance.members.contribution[0]
        });
        assert_eq!(shares, [0.9, 0.9, 0.9, 0.2, 0.2]);
    }

    #[test]
    fn value_grows_with_the_expertises_that_members_bring() {
        let expertise = |n| Work::default().expertise(n, 4);
        assert_eq!(expertise(4), 1.0);
        assert_near(expertise(2), libm::pow(0.5, 0.2));
        assert_near(expertise(8), libm::pow(2.0, 0.2));
    }

    #[test]
    fn where_nobody_gives_anything_the_shares_are_those_of_power() {
        let mut trial = strangers(2);
        for member in [0, 1].map(MemberId) {
            trial.alliance.members.pledge(member, 0.0, 0, 9);
        }
        trial.live(&Work::default());
        assert_eq!(trial.alliance.members.given, [0.5, 0.5]);
        assert_eq!(trial.alliance.commons.value, 0.0);
    }

    #[test]
    fn nobody_adds_no_value_and_one_alone_needs_nobodys_trust() {
        let mut nobody = strangers(0);
        nobody.live(&Work::default());
        assert_eq!(nobody.alliance.commons.value, 0.0);
        let mut alone = strangers(1);
        alone.live(&Work::default());
        assert!(alone.alliance.commons.value > 0.0);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), weight in -99.0..99.0) {
            trial.live(&Work { trust_weight: Real::fixed(weight), ..Work::default() });
            trial.assert_on_scale();
            let members = &trial.alliance.members;
            let given: f64 = members.given.iter().sum();
            prop_assert!(members.n_present() == 0 || (given - 1.0).abs() < 1e-12);
        }
    }
}
