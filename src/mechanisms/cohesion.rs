//! Step 13, second half: does the alliance hold together?

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, MechanismId, Month};
use crate::alliance::{Alliance, NonNegative, Outcome, Real, Share};

/// A mission accomplished, two camps for too long, or nothing achieved for too long: each ends an alliance that still has its
/// members.
///
/// # Rule
/// A month counts as split when there are two blocs or more, the second largest has at least `max(2, camp_share·n)` members,
/// there are tied pairs across blocs, and mutual trust over them is below `split_threshold` on average: a camp is hostile, not
/// cool; `split_patience` months running: *fragmented*. A mission that is accomplished: *completed*. Value below
/// `dissolve_below` for `dissolve_patience` months running: *dissolved*, unless nobody works. Of several endings in one month:
/// collapsed, completed, fragmented, dissolved, in this order.
///
/// # Source
/// That divided subgroups of comparable weight are what breaks alliances: Heidl, Steensma and Phelps (2014). The form is ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Cohesion {
    /// Whether camps or idleness can end the alliance before its horizon.
    pub enabled: bool,
    /// Mean mutual trust across blocs below which they are camps.
    #[schemars(extend("x-unit" = "trust", "x-source" = "tuned"))]
    pub split_threshold: Real,
    /// Months running that a split is borne.
    #[schemars(range(min = 1))]
    #[schemars(extend("x-unit" = "months", "x-source" = "guess"))]
    pub split_patience: u32,
    /// The share of the members that the second largest bloc has at least where there are camps.
    #[schemars(extend("x-unit" = "share of the members", "x-source" = "guess"))]
    pub camp_share: Share,
    /// Value below which the alliance achieves nothing.
    #[schemars(extend("x-unit" = "value", "x-source" = "guess"))]
    pub dissolve_below: NonNegative,
    /// Months running that this is borne.
    #[schemars(range(min = 1))]
    #[schemars(extend("x-unit" = "months", "x-source" = "tuned"))]
    pub dissolve_patience: u32,
    /// Mean value of the last twelve months from which an alliance at its horizon thrives.
    #[schemars(extend("x-unit" = "value", "x-source" = "tuned"))]
    pub thriving_above: NonNegative,
}

impl Default for Cohesion {
    fn default() -> Self {
        Self {
            enabled: true,
            split_threshold: Real::fixed(-0.15),
            split_patience: 12,
            camp_share: Share::fixed(0.15),
            dissolve_below: NonNegative::fixed(0.05),
            dissolve_patience: 12,
            thriving_above: NonNegative::fixed(0.3),
        }
    }
}

/// A mission can be accomplished also where it is switched off.
impl Mechanism for Cohesion {
    fn name(&self) -> &'static str {
        MechanismId::Cohesion.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let commons = &month.alliance.commons;
        if commons.mission > 0.0 && commons.delivered >= commons.mission {
            month.end(Outcome::Completed);
        }
        if !self.enabled {
            return;
        }
        self.count_split(month);
        let commons = &mut month.alliance.commons;
        let is_idle = month.rules.work.enabled && commons.value < *self.dissolve_below;
        commons.months_idle = if is_idle { commons.months_idle + 1 } else { 0 };
        if commons.months_split >= self.split_patience {
            month.end(Outcome::Fragmented);
        } else if commons.months_idle >= self.dissolve_patience {
            month.end(Outcome::Dissolved);
        }
    }
}

impl Cohesion {
    fn count_split(&self, month: &mut Month<'_>) {
        let was_split = month.alliance.commons.months_split > 0;
        let counts = &mut month.scratch.counts;
        let trust_across = self.trust_across_camps(month.alliance, counts);
        let trust_across = trust_across.filter(|&trust| trust < *self.split_threshold);
        let commons = &mut month.alliance.commons;
        commons.months_split = if trust_across.is_some() {
            commons.months_split + 1
        } else {
            0
        };
        let n_blocs = commons.n_blocs;
        match trust_across {
            Some(trust_across) if !was_split => month.tell(Happening::Split { n_blocs, trust_across }),
            None if was_split => month.tell(Happening::Reunited),
            _ => {}
        }
    }

    /// Mean mutual trust over the tied pairs across blocs, where the second largest bloc is large enough to be a camp and there are
    /// such pairs.
    fn trust_across_camps(
        &self,
        Alliance {
            members,
            relations,
            commons,
        }: &Alliance,
        sizes: &mut [u32],
    ) -> Option<f64> {
        if commons.n_blocs < 2 {
            return None;
        }
        sizes[..commons.n_blocs].fill(0);
        for i in members.indices() {
            sizes[commons.bloc[i] as usize] += 1;
        }
        let camp = f64::max(2.0, *self.camp_share * members.n_present() as f64);
        let is_camp = |size: &&u32| f64::from(**size) >= camp;
        if sizes[..commons.n_blocs].iter().filter(is_camp).count() < 2 {
            return None;
        }
        let (mut sum, mut pairs) = (0.0, 0);
        for (i, j, there, back) in relations.pairs() {
            if commons.bloc[i] != commons.bloc[j] {
                sum += (relations.trust[there] + relations.trust[back]) / 2.0;
                pairs += 1;
            }
        }
        (pairs > 0).then(|| sum / f64::from(pairs))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{Trial, anything, strangers, tied};

    #[test]
    fn camps_that_last_break_an_alliance() {
        let mut trial = camps(-0.5);
        let (n_blocs, trust_across) = (2, -0.5);
        assert_eq!(trial.live(&patient(2)), [Happening::Split { n_blocs, trust_across }]);
        assert_eq!(trial.alliance.commons.ending, None);
        let outcome = Outcome::Fragmented;
        assert_eq!(trial.live(&patient(2)), [Happening::Ended { outcome }]);
    }

    #[test]
    fn trust_at_the_threshold_is_no_split_and_reunites() {
        let mut trial = camps(-0.15);
        trial.alliance.commons.months_split = 1;
        assert_eq!(trial.live(&patient(2)), [Happening::Reunited]);
        assert_eq!(trial.alliance.commons.months_split, 0);
    }

    #[test]
    fn one_who_stands_alone_is_no_camp() {
        let mut trial = camps(-0.5);
        trial.alliance.commons.bloc = vec![0, 0, 0, 1];
        assert_eq!(trial.live(&patient(1)), []);
    }

    #[test]
    fn too_many_idle_months_dissolve_it_and_one_good_month_is_enough() {
        let mut trial = strangers(3);
        trial.alliance.commons.months_idle = 10;
        trial.live(&Cohesion::default());
        assert_eq!(
            (trial.alliance.commons.months_idle, trial.alliance.commons.ending),
            (11, None)
        );
        trial.live(&Cohesion::default());
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Dissolved));
        trial.alliance.commons.value = 0.05;
        trial.live(&Cohesion::default());
        assert_eq!(trial.alliance.commons.months_idle, 0);
    }

    #[test]
    fn where_nobody_works_nothing_dissolves() {
        let mut trial = strangers(3);
        trial.rules.work.enabled = false;
        trial.alliance.commons.months_idle = 11;
        trial.live(&Cohesion::default());
        assert_eq!(trial.alliance.commons.ending, None);
    }

    #[test]
    fn an_accomplished_mission_ends_an_alliance_before_its_camps_do() {
        let mut trial = camps(-0.5);
        (trial.alliance.commons.mission, trial.alliance.commons.delivered) = (2.0, 1.9);
        trial.live(&patient(2));
        assert_eq!(trial.alliance.commons.ending, None);
        trial.alliance.commons.delivered = 2.0;
        trial.live(&patient(2));
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Completed));
    }

    #[test]
    fn a_camp_has_its_share_of_the_members() {
        let mut trial = camps(-0.5);
        let camp_share = |share| Cohesion {
            camp_share: Share::fixed(share),
            ..patient(1)
        };
        trial.live(&camp_share(0.51));
        assert_eq!(trial.alliance.commons.ending, None);
        trial.live(&camp_share(0.5));
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Fragmented));
    }

    #[test]
    fn parts_without_a_tie_between_them_are_no_camps() {
        let mut trial = tied(4, &[(0, 1), (2, 3)]);
        trial.alliance.commons.bloc = vec![0, 0, 1, 1];
        trial.alliance.commons.n_blocs = 2;
        trial.live(&patient(1));
        assert_eq!(trial.alliance.commons.ending, None);
    }

    #[test]
    fn a_collapsed_alliance_stays_collapsed() {
        let mut trial = camps(-0.5);
        trial.alliance.commons.ending = Some(Outcome::Collapsed);
        trial.live(&patient(1));
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Collapsed));
    }

    #[test]
    fn nobody_and_one_alone_are_not_split() {
        for n in [0, 1] {
            assert_eq!(strangers(n).live(&Cohesion::default()), []);
        }
    }

    proptest! {
        #[test]
        fn an_ending_always_has_its_months(mut trial in anything(), patience in 1_u32..3) {
            trial.live(&Cohesion { dissolve_patience: patience, ..Cohesion::default() });
            let commons = &trial.alliance.commons;
            prop_assert_eq!(commons.ending == Some(Outcome::Dissolved), commons.months_idle >= patience);
        }
    }

    fn patient(months: u32) -> Cohesion {
        Cohesion {
            split_patience: months,
            ..Cohesion::default()
        }
    }

    /// Two blocs of two who trust one another this much across.
    fn camps(across: f64) -> Trial {
        let mut trial = strangers(4);
        for (i, j) in [(0, 2), (0, 3), (1, 2), (1, 3)] {
            trial.set_mutual_trust(i, j, across);
        }
        trial.alliance.commons.bloc = vec![0, 0, 1, 1];
        trial.alliance.commons.n_blocs = 2;
        trial
    }
}
