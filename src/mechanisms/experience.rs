//! Step 4: direct trust, from what partners do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fortune, Mechanism, MechanismId, Month, Quality};
use crate::alliance::{Alliance, LossChannel, NonNegative, Relations, Share, above_zero, below_zero, push, sum};
use crate::random::Purpose;

const IMPRESSIONS: Purpose = Purpose::named("experience");

/// Trust grows slowly from partners who do more than expected and falls fast from those who do less.
///
/// # Rule
/// Surprise `ρ[i][j] = x[j] + β[i][j] + noise·(1 − Q_analysis/2)·N(0, 1) − (1+T[i][j])/2`. Trust is pushed by
/// `gain·(1 − crowding_out·κ)·ρ` where `ρ ≥ 0`, else by `loss·(1 + culture_blame·δ·(1−L)·(1−Q_analysis))·ρ`: what
/// disappoints is blamed on 'the other culture'. The trust that
/// this blame alone has cost is added up over all ties. Where nobody works, nothing is experienced.
///
/// # Update order
/// Simultaneous: no tie sees another tie's new value.
///
/// # Source
/// Asymmetry of gain and loss: Slovic (1993). Crowding out: Frey and Jegen (2001). The linear form is ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Experience {
    /// Whether what partners do changes trust.
    pub enabled: bool,
    /// Trust won per unit of pleasant surprise. Larger: quicker friends.
    #[schemars(extend("x-unit" = "trust a month per unit of contribution", "x-source" = "guess; below `loss`: Slovic (1993)"))]
    pub gain: NonNegative,
    /// Trust lost per unit of disappointment. Larger: quicker grudges.
    #[schemars(extend("x-unit" = "trust a month per unit of contribution", "x-source" = "guess; above `gain`: Slovic (1993)"))]
    pub loss: NonNegative,
    /// Share of the gain that full control takes away: what is enforced proves nothing.
    #[schemars(extend("x-unit" = "share of the gain", "x-source" = "guess"))]
    pub crowding_out: Share,
    /// How much harder a disappointment weighs per unit of culture distance not yet understood.
    #[schemars(extend("x-unit" = "a number, per unit of culture distance", "x-source" = "tuned"))]
    pub culture_blame: NonNegative,
    /// Spread of the error with which a contribution is seen.
    #[schemars(extend("x-unit" = "contribution", "x-source" = "tuned"))]
    pub noise: NonNegative,
}

impl Default for Experience {
    fn default() -> Self {
        Self {
            enabled: true,
            gain: NonNegative::fixed(0.08),
            loss: NonNegative::fixed(0.22),
            crowding_out: Share::fixed(0.6),
            culture_blame: NonNegative::fixed(1.0),
            noise: NonNegative::fixed(0.1),
        }
    }
}

impl Mechanism for Experience {
    fn name(&self) -> &'static str {
        MechanismId::Experience.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        if !month.rules.work.enabled {
            return;
        }
        let impressions = month.fortune(IMPRESSIONS);
        let analysis = month.quality(Quality::Analysis);
        let alliance = &mut *month.alliance;
        let commons = &alliance.commons;
        let lesson = Lesson {
            gain: *self.gain * (1.0 - *self.crowding_out * commons.control),
            loss: *self.loss,
            blame: *self.culture_blame * (1.0 - commons.shared_language) * (1.0 - analysis),
        };
        let noise = *self.noise * (1.0 - analysis / 2.0);
        let seen = &mut month.scratch.readings[..alliance.relations.n_ordered_pairs()];
        observe(alliance, noise, impressions, seen);
        let blamed = &mut month.scratch.pushes[..seen.len()];
        lesson.learn(&mut alliance.relations, seen, blamed);
        alliance.commons.lost.by_channel[LossChannel::Disappointment as usize] = sum(seen);
        alliance.commons.lost.blamed_on_culture = sum(blamed);
    }
}

/// What each member sees of the contribution of each of its contacts.
fn observe(Alliance { members, relations, .. }: &Alliance, noise: f64, impressions: Fortune, seen: &mut [f64]) {
    for i in members.indices() {
        let (impression, row) = (impressions.row(i), relations.row(i));
        let partners = relations.contacts(i).iter().zip(&relations.bond[row.clone()]);
        for (seen, (&j, bond)) in seen[row].iter_mut().zip(partners) {
            *seen = members.contribution[j as usize] + bond + noise * impression.normal(j as usize);
        }
    }
}

/// What a surprise does to trust this month.
struct Lesson {
    gain: f64,
    loss: f64,
    blame: f64,
}

impl Lesson {
    /// Moves trust by what was seen, which makes way for the trust lost, and notes how much of that blame has cost.
    fn learn(&self, relations: &mut Relations, seen: &mut [f64], blamed: &mut [f64]) {
        let ties = relations.trust.iter_mut().zip(&relations.distance);
        for ((trust, distance), (seen, blamed)) in ties.zip(seen.iter_mut().zip(blamed)) {
            let surprise = *seen - (1.0 + *trust) / 2.0;
            // One of the two is 0, so that no tie has to ask which.
            let joy = self.gain * above_zero(surprise);
            let grief = self.loss * below_zero(surprise);
            let fair = push(*trust, joy + grief);
            let felt = push(*trust, joy + grief * (1.0 + self.blame * distance));
            *seen = above_zero(*trust - felt);
            *blamed = fair - felt;
            *trust = felt;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};

    #[test]
    fn trust_grows_from_partners_who_do_more_than_expected() {
        let mut trial = partners(0.9);
        trial.alliance.commons.control = 0.5;
        trial.live(&Experience::default());
        assert_near(trial.trust(0, 1), 0.08 * (1.0 - 0.6 * 0.5) * 0.4);
    }

    #[test]
    fn trust_falls_from_partners_who_do_less_and_strange_cultures_are_blamed() {
        let mut trial = partners(0.1);
        trial.set_cultures(&[0.0, 0.5]);
        trial.live(&Experience::default());
        assert_near(trial.trust(0, 1), -0.22 * (1.0 + 1.0 * 0.5) * 0.4);
        assert_near(trial.alliance.commons.lost.blamed_on_culture, 0.22 * 1.0 * 0.5 * 0.4);
    }

    #[test]
    fn delegates_who_get_on_see_more_in_one_another() {
        let mut trial = partners(0.5);
        let entry = trial.alliance.relations.entry(0, 1).unwrap();
        trial.alliance.relations.bond[entry] = 0.2;
        trial.live(&Experience::default());
        assert_near(trial.trust(0, 1), 0.08 * 0.2);
    }

    #[test]
    fn what_was_lost_is_told_and_what_was_won_is_not() {
        let mut trial = partners(0.1);
        trial.alliance.members.contribution[0] = 0.9;
        trial.live(&Experience::default());
        let lost = trial.alliance.commons.lost;
        assert_near(lost.through(LossChannel::Disappointment), 0.22 * 0.4);
        assert_near(lost.in_all(), 0.22 * 0.4);
    }

    #[test]
    fn where_nobody_works_nothing_is_experienced() {
        let mut trial = partners(0.1);
        trial.rules.work.enabled = false;
        trial.live(&Experience::default());
        assert_eq!(trial.trust(0, 1), 0.0);
    }

    #[test]
    fn full_analysis_blames_nobody_for_a_culture() {
        let mut trial = partners(0.1).with_quality(Quality::Analysis, 1.0);
        trial.set_cultures(&[0.0, 0.5]);
        trial.live(&Experience::default());
        assert_near(trial.trust(0, 1), -0.22 * 0.4);
        assert_eq!(trial.alliance.commons.lost.blamed_on_culture, 0.0);
    }

    #[test]
    fn partners_who_do_just_what_is_expected_are_trusted_as_before() {
        let mut trial = partners(0.5);
        trial.live(&Experience::default());
        assert_eq!(trial.trust(0, 1), 0.0);
    }

    #[test]
    fn without_partners_nothing_is_experienced() {
        for n in [0, 1] {
            let mut trial = strangers(n).drawn(1);
            trial.live(&Experience::default());
            assert_eq!(trial.alliance.commons.lost.blamed_on_culture, 0.0);
        }
    }

    #[test]
    fn each_tie_has_noise_of_its_own_and_none_on_average() {
        let mut trial = strangers(40).drawn(3);
        trial.alliance.members.contribution.fill(0.5);
        let evenly = Experience {
            loss: NonNegative::fixed(0.08),
            crowding_out: Share::fixed(0.0),
            ..Experience::default()
        };
        trial.live(&evenly);
        let trust = &trial.alliance.relations.trust;
        let mean = sum(trust) / trust.len() as f64;
        let spread = libm::sqrt(trust.iter().map(|t| t * t).sum::<f64>() / trust.len() as f64);
        assert!(mean.abs() < 0.0012, "mean {mean}");
        assert!((spread - 0.08 * 0.1).abs() < 0.001, "spread {spread}");
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), gain in 0.0..3.0, loss in 0.0..3.0) {
            let (gain, loss) = (NonNegative::fixed(gain), NonNegative::fixed(loss));
            trial.live(&Experience { gain, loss, ..Experience::default() });
            trial.assert_on_scale();
        }
    }

    /// Two strangers, of whom the second contributes this much.
    fn partners(contribution: f64) -> Trial {
        let mut trial = strangers(2);
        trial.alliance.members.contribution = vec![0.5, contribution];
        trial
    }
}
