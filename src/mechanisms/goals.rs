//! Step 9: goals pull apart and together, and the ambition moves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month, Quality};
use crate::alliance::{Alliance, Share, above_zero};

/// Where goal space ends, on every axis and either side: pulls that together overshoot would go on for ever.
const FARTHEST: f64 = 1e12;

/// Home pulls a member's goal back, a clear goal and trusted company pull it to the ambition as far as it is open, and the
/// strong pull the ambition to them; who is trusted shows more.
///
/// # Rule
/// `g[i] += home_pull·(g0−g) + alliance_pull·(½+Γ)·(1+Q_sense_making)·max(mean_j T[i][j], 0)·(1−hidden[i])·(a−g)`;
/// `hidden[i] ← hidden[i]·(1 − disclosure·π·max(mean_j T[i][j], 0))`;
/// `a += capture·(ḡ−a) + anchoring·(a0−a)` with `ḡ` the mean goal weighted by `ŵx` (by `ŵ` where nobody contributes or work
/// is switched off). Both stay within ±10¹² on every axis.
///
/// # Update order
/// Goals, ambition and what is hidden all move from the old values.
///
/// # Source
/// Pulls proportional to distance: DeGroot (1974) and Friedkin and Johnsen (1990). Capture is ours, and so is the waterline, after the iceberg of negotiation practice: positions above, interests below.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Goals {
    /// Whether goals and the ambition move.
    pub enabled: bool,
    /// How fast a goal returns to what its own organisation wants, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub home_pull: Share,
    /// How fast a goal follows the ambition in fully trusted company, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub alliance_pull: Share,
    /// How fast what is hidden comes to light in fully trusted company that talks about nothing else, a month.
    #[schemars(extend("x-unit" = "share a month", "x-source" = "guess"))]
    pub disclosure: Share,
    /// How fast the ambition follows the goals of those who contribute, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub capture: Share,
    /// How fast it returns to what it was founded for, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub anchoring: Share,
}

impl Default for Goals {
    fn default() -> Self {
        Self {
            enabled: true,
            home_pull: Share::fixed(0.05),
            alliance_pull: Share::fixed(0.04),
            disclosure: Share::fixed(0.1),
            capture: Share::fixed(0.02),
            anchoring: Share::fixed(0.02),
        }
    }
}

impl Mechanism for Goals {
    fn name(&self) -> &'static str {
        MechanismId::Goals.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let clear = 0.5 + month.alliance.commons.goal_clarity;
        let pull = *self.alliance_pull * clear * (1.0 + month.quality(Quality::SenseMaking));
        let mean_goal = &mut month.scratch.by_axis;
        weighted_mean_goal(month.alliance, month.rules.work.enabled, mean_goal);
        self.move_goals(pull, month.alliance);
        let commons = &mut month.alliance.commons;
        let pulls = mean_goal.iter().zip(&commons.founding_ambition);
        for (ambition, (mean, founding)) in commons.ambition.iter_mut().zip(pulls) {
            let pull = *self.capture * (mean - *ambition) + *self.anchoring * (founding - *ambition);
            *ambition = within(*ambition + pull);
        }
    }
}

/// The mean goal of those present, weighted by what they contribute; the ambition itself where nobody is present.
fn weighted_mean_goal(Alliance { members, commons, .. }: &Alliance, by_work: bool, mean: &mut [f64]) {
    if members.n_present() == 0 {
        mean.copy_from_slice(&commons.ambition);
        return;
    }
    let weights = if by_work { &members.given } else { &members.weight };
    mean.fill(0.0);
    for i in members.indices() {
        for (sum, goal) in mean.iter_mut().zip(members.goal_of(i)) {
            *sum += weights[i] * goal;
        }
    }
}

impl Goals {
    fn move_goals(
        &self,
        pull: f64,
        Alliance {
            members,
            relations,
            commons,
        }: &mut Alliance,
    ) {
        for rank in 0..members.n_present() {
            let i = members.present()[rank] as usize;
            let trusted = above_zero(relations.mean_over_contacts(&relations.trust, i));
            let company = pull * trusted * (1.0 - members.hidden[i]);
            members.hidden[i] *= 1.0 - *self.disclosure * commons.process * trusted;
            let axes = members.axes_of(i);
            let goals = members.goal[axes.clone()].iter_mut().zip(&members.home_goal[axes]);
            for ((goal, home), ambition) in goals.zip(&commons.ambition) {
                *goal = within(*goal + *self.home_pull * (home - *goal) + company * (ambition - *goal));
            }
        }
    }
}

/// A place on an axis, cut to where goal space ends.
#[inline]
fn within(place: f64) -> f64 {
    place.clamp(-FARTHEST, FARTHEST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};

    #[test]
    fn home_trusted_company_and_capture_all_pull() {
        let mut trial = wishing(0.5);
        trial.live(&Goals::default());
        assert_near(
            trial.alliance.members.goal[0],
            0.5 + 0.05 * 0.5 - 0.04 * 0.7 * 0.5 * 0.5,
        );
        assert_near(trial.alliance.commons.ambition[0], 0.02 * 0.5);
    }

    #[test]
    fn a_giver_of_sense_strengthens_the_pull_of_the_ambition() {
        let mut trial = wishing(0.5).with_quality(Quality::SenseMaking, 1.0);
        trial.live(&Goals::default());
        assert_near(
            trial.alliance.members.goal[0],
            0.5 + 0.05 * 0.5 - 0.08 * 0.7 * 0.5 * 0.5,
        );
    }

    #[test]
    fn what_is_hidden_is_not_moved_and_comes_to_light_in_company() {
        let mut trial = wishing(0.5);
        trial.alliance.members.hidden.fill(0.8);
        trial.alliance.commons.process = 0.4;
        trial.live(&Goals::default());
        assert_near(
            trial.alliance.members.goal[0],
            0.5 + 0.05 * 0.5 - 0.04 * 0.7 * 0.5 * 0.2 * 0.5,
        );
        assert_near(trial.alliance.members.hidden[0], 0.8 * (1.0 - 0.1 * 0.4 * 0.5));
    }

    #[test]
    fn distrusted_company_pulls_nobody_either_way() {
        let mut trial = wishing(-0.5);
        trial.live(&Goals::default());
        assert_near(trial.alliance.members.goal[0], 0.5 + 0.05 * 0.5);
    }

    #[test]
    fn those_who_give_more_capture_more_unless_nobody_works() {
        let mut trial = wishing(0.0);
        trial.alliance.members.goal = vec![1.0, 0.0];
        trial.alliance.members.given = vec![0.9, 0.1];
        let mut idle = trial.clone();
        trial.live(&Goals::default());
        assert_near(trial.alliance.commons.ambition[0], 0.02 * 0.9);
        idle.rules.work.enabled = false;
        idle.live(&Goals::default());
        assert_near(idle.alliance.commons.ambition[0], 0.02 * 0.5);
    }

    #[test]
    fn without_members_the_ambition_goes_back_to_the_founding_one() {
        let mut trial = strangers(0);
        trial.alliance.commons.ambition = vec![1.0];
        trial.live(&Goals::default());
        assert_near(trial.alliance.commons.ambition[0], 1.0 - 0.02);
    }

    proptest! {
        #[test]
        fn no_goal_moves_beyond_home_goal_and_ambition(mut trial in anything()) {
            let before = trial.clone();
            trial.live(&Goals::default());
            for i in trial.alliance.members.indices() {
                let ends = [before.alliance.members.goal[i], before.alliance.members.home_goal[i], 0.0];
                let (low, high) = ends.iter().fold((0.0_f64, 0.0_f64), |(low, high), &end| (low.min(end), high.max(end)));
                prop_assert!((low..=high).contains(&trial.alliance.members.goal[i]));
            }
        }
    }

    /// Two members whose goals lie half-way between the ambition at 0 and the home goals at 1, in company trusted this much.
    fn wishing(trust: f64) -> Trial {
        let mut trial = strangers(2);
        trial.alliance.members.goal.fill(0.5);
        trial.alliance.members.home_goal.fill(1.0);
        trial.alliance.members.given.fill(0.5);
        trial.alliance.commons.goal_clarity = 0.2;
        trial.set_all_trust(trust);
        trial
    }
}
