//! Step 12: who leaves, and who has to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ExitReason, Happening, Mechanism, MechanismId, Month};
use crate::alliance::{Alliance, MemberId, Outcome, Real};
use crate::measures::{received_trust, wellbeing};

/// A member that has had enough for long enough leaves; one that nobody trusts may be put out.
///
/// # Rule
/// Well-being `(y + α + mean_j T[i][j] + 2s − 1)/4`. Below `exit_threshold` the member's counter rises by 1, else it falls by 1
/// (not under 0); at `patience` it leaves. With `expulsion`, a member whose mean received trust stays below
/// `expulsion_threshold` for `patience` months running is expelled. With fewer than `minimum` members left, however they
/// went, the alliance has *collapsed*.
///
/// # Update order
/// Everybody decides on the same state; all leave together at the end of the step. Who would do both, leaves.
///
/// # Source
/// Exit after voice has failed: Hirschman (1970). The form is ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Membership {
    /// Whether anybody leaves, and whether too few members end the alliance.
    pub enabled: bool,
    /// Well-being below which a member loses patience.
    #[schemars(extend("x-unit" = "well-being", "x-source" = "tuned"))]
    pub exit_threshold: Real,
    /// Months of patience.
    #[schemars(range(min = 1))]
    #[schemars(extend("x-unit" = "months", "x-source" = "guess"))]
    pub patience: u32,
    /// The fewest members that are still an alliance.
    #[schemars(extend("x-unit" = "members", "x-source" = "choice"))]
    pub minimum: u32,
    /// Whether members can be put out.
    #[schemars(extend("x-source" = "choice"))]
    pub expulsion: bool,
    /// Mean received trust below which the others want a member out.
    #[schemars(extend("x-unit" = "trust", "x-source" = "guess"))]
    pub expulsion_threshold: Real,
    /// How well a candidate has to fit, −1…1.
    #[schemars(extend("x-unit" = "fit", "x-source" = "guess"))]
    pub admission_threshold: Real,
}

impl Default for Membership {
    fn default() -> Self {
        Self {
            enabled: true,
            exit_threshold: Real::fixed(0.1),
            patience: 6,
            minimum: 2,
            expulsion: false,
            expulsion_threshold: Real::fixed(-0.5),
            admission_threshold: Real::fixed(0.0),
        }
    }
}

impl Mechanism for Membership {
    fn name(&self) -> &'static str {
        MechanismId::Membership.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        self.part(month, |_| false);
    }
}

impl Membership {
    /// Who wants to or has to leaves, except those who are held: their patience begins anew.
    pub(super) fn part(&self, month: &mut Month<'_>, is_held: impl Fn(MemberId) -> bool) {
        let leaving = &mut month.scratch.leaving;
        leaving.clear();
        for rank in 0..month.alliance.members.n_present() {
            let i = month.alliance.members.present()[rank] as usize;
            if let Some(reason) = self.decide(i, month.alliance) {
                let member = MemberId::from(i);
                if is_held(member) {
                    month.alliance.members.discontent[i] = 0;
                    month.alliance.members.unwanted[i] = 0;
                    continue;
                }
                month.happenings.push(Happening::Exit { member, reason });
                leaving.push(member);
            }
        }
        if !leaving.is_empty() {
            month.alliance.remove(leaving);
        }
        if month.alliance.members.n_present() < self.minimum as usize {
            month.end(Outcome::Collapsed);
        }
    }

    fn decide(&self, i: usize, alliance: &mut Alliance) -> Option<ExitReason> {
        let well = wellbeing(alliance, i);
        let unwanted = self.expulsion && received_trust(alliance, i) < *self.expulsion_threshold;
        let members = &mut alliance.members;
        let discontent = &mut members.discontent[i];
        *discontent = if well < *self.exit_threshold {
            *discontent + 1
        } else {
            discontent.saturating_sub(1)
        };
        members.unwanted[i] = if unwanted { members.unwanted[i] + 1 } else { 0 };
        if members.discontent[i] >= self.patience {
            Some(ExitReason::Discontent)
        } else if members.unwanted[i] >= self.patience {
            Some(ExitReason::Expelled)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::Membership;
    use crate::mechanisms::testing::{Trial, anything, strangers};

    #[test]
    fn patience_runs_out_in_the_month_it_is_said_to() {
        let mut trial = unhappy(4);
        for _ in 0..5 {
            assert_eq!(trial.live(&Membership::default()), []);
        }
        let member = MemberId(0);
        let reason = ExitReason::Discontent;
        assert_eq!(trial.live(&Membership::default()), [Happening::Exit { member, reason }]);
        assert_eq!(trial.alliance.members.present(), [1, 2, 3]);
        assert_eq!(trial.alliance.relations.n_ordered_pairs(), 6);
    }

    #[test]
    fn well_being_at_the_threshold_is_borne_and_better_months_are_remembered() {
        let mut trial = unhappy(4);
        trial.alliance.members.payoff[0] = 0.0;
        trial.alliance.members.discontent[0] = 5;
        let bearable = wellbeing(&trial.alliance, 0);
        trial.live(&Membership {
            exit_threshold: Real::fixed(bearable),
            ..Membership::default()
        });
        assert_eq!(trial.alliance.members.discontent, [4, 0, 0, 0]);
    }

    #[test]
    fn whom_nobody_trusts_is_put_out_where_that_can_be_done() {
        let mut trial = strangers(4);
        for i in 1..4 {
            trial.set_trust(i, 0, -0.6);
        }
        let expelling = Membership {
            expulsion: true,
            patience: 1,
            exit_threshold: Real::fixed(-1.0),
            ..Membership::default()
        };
        let keeping = Membership {
            expulsion: false,
            ..expelling.clone()
        };
        assert_eq!(trial.clone().live(&keeping), []);
        let (member, reason) = (MemberId(0), ExitReason::Expelled);
        assert_eq!(trial.live(&expelling), [Happening::Exit { member, reason }]);
    }

    #[test]
    fn all_leave_together_and_too_few_are_no_alliance() {
        let mut trial = strangers(4);
        trial.alliance.members.payoff = vec![-1.0, 0.0, -1.0, 0.0];
        trial.live(&Membership {
            patience: 1,
            minimum: 3,
            exit_threshold: Real::fixed(-0.1),
            ..Membership::default()
        });
        assert_eq!(trial.alliance.members.present(), [1, 3]);
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Collapsed));
    }

    #[test]
    fn an_alliance_of_nobody_has_collapsed() {
        let mut trial = strangers(0);
        trial.live(&Membership::default());
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Collapsed));
    }

    proptest! {
        #[test]
        fn weights_of_those_who_stay_add_up_to_one(mut trial in anything(), patience in 1_u32..3) {
            trial.live(&Membership { patience, ..Membership::default() });
            let members = &trial.alliance.members;
            let total: f64 = members.weight.iter().sum();
            prop_assert!(members.n_present() == 0 || (total - 1.0).abs() < 1e-12);
            trial.assert_on_scale();
        }
    }

    /// Members who are content, but for the first.
    fn unhappy(n: u32) -> Trial {
        let mut trial = strangers(n);
        trial.alliance.members.payoff[0] = -1.0;
        trial.alliance.members.alignment.fill(0.5);
        trial
    }
}
