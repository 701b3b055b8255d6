//! Step 11: support at home.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month};
use crate::alliance::{Alliance, Real, Share};

/// A home supports an alliance that pays, with partners it thinks well of, for a goal of its own.
///
/// # Rule
/// `s += adjustment·(clip(½ + ½(payoff_weight·y + image_weight·mean_j S[i][j] + goal_weight·α·(½+Γ)), 0, 1) − s)`.
///
/// # Update order
/// Simultaneous over members.
///
/// # Source
/// Partial adjustment to what is deserved; ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Constituency {
    /// Whether support at home changes.
    pub enabled: bool,
    /// How fast support follows what is deserved, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub adjustment: Share,
    /// Weight of remembered payoffs.
    #[schemars(extend("x-unit" = "a number", "x-source" = "guess"))]
    pub payoff_weight: Real,
    /// Weight of the image of the partners.
    #[schemars(extend("x-unit" = "a number", "x-source" = "guess"))]
    pub image_weight: Real,
    /// Weight of alignment with the ambition.
    #[schemars(extend("x-unit" = "a number", "x-source" = "guess"))]
    pub goal_weight: Real,
}

impl Default for Constituency {
    fn default() -> Self {
        Self {
            enabled: true,
            adjustment: Share::fixed(0.08),
            payoff_weight: Real::fixed(0.5),
            image_weight: Real::fixed(0.6),
            goal_weight: Real::fixed(0.4),
        }
    }
}

impl Mechanism for Constituency {
    fn name(&self) -> &'static str {
        MechanismId::Constituency.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let Alliance {
            members,
            relations,
            commons,
        } = &mut *month.alliance;
        let by_goal = *self.goal_weight * (0.5 + commons.goal_clarity);
        for rank in 0..members.n_present() {
            let i = members.present()[rank] as usize;
            let verdict = *self.payoff_weight * members.payoff[i]
                + *self.image_weight * relations.mean_over_contacts(&relations.image, i)
                + by_goal * members.alignment[i];
            let deserved = (0.5 + 0.5 * verdict).clamp(0.0, 1.0);
            members.support[i] += *self.adjustment * (deserved - members.support[i]);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{anything, assert_near, strangers};

    #[test]
    fn support_follows_payoff_image_and_alignment() {
        let mut trial = strangers(2);
        trial.alliance.members.payoff[0] = 0.2;
        trial.alliance.members.alignment[0] = 0.5;
        trial.alliance.relations.image.fill(-0.3);
        trial.alliance.commons.goal_clarity = 0.7;
        trial.live(&Constituency::default());
        let deserved = 0.5 + 0.5 * (0.5 * 0.2 + 0.6 * -0.3 + 0.4 * 0.5 * 1.2);
        assert_near(trial.alliance.members.support[0], 0.6 + 0.08 * (deserved - 0.6));
    }

    #[test]
    fn a_home_without_partners_judges_by_the_rest() {
        let mut trial = strangers(1);
        trial.alliance.members.payoff[0] = 1.0;
        trial.live(&Constituency::default());
        assert_near(trial.alliance.members.support[0], 0.6 + 0.08 * (0.75 - 0.6));
    }

    #[test]
    fn nobody_deserves_more_than_everything() {
        let mut trial = strangers(1);
        trial.alliance.members.payoff[0] = 1.0;
        let wholly = Constituency {
            adjustment: Share::fixed(1.0),
            payoff_weight: Real::fixed(9.0),
            ..Constituency::default()
        };
        trial.live(&wholly);
        assert_eq!(trial.alliance.members.support, [1.0]);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), weight in -9.0..9.0) {
            trial.live(&Constituency { image_weight: Real::fixed(weight), ..Constituency::default() });
            trial.assert_on_scale();
        }
    }
}
