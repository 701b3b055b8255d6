//! Step 5: open talk, on stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month, Quality};
use crate::alliance::{Alliance, NonNegative, push};

/// How many times dialogue counts where one visits the other.
const VISIT: f64 = 3.0;

/// Partners who take time for one another come to trust one another, the more so where goals and cultures go together.
///
/// # Rule
/// Trust is pushed by `strength·(1 + open conversation)·π·(1 + 2Q_relations)·(1 + sim(g[i], g[j]))/2·(1 − δ(1−L))`; three times
/// as much, both ways, where one visits the other.
///
/// # Update order
/// Simultaneous over all ties.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Dialogue {
    /// Whether partners talk with one another.
    pub enabled: bool,
    /// Trust won in a month wholly spent on the relationship.
    #[schemars(extend("x-unit" = "trust a month", "x-source" = "guess"))]
    pub strength: NonNegative,
}

impl Default for Dialogue {
    fn default() -> Self {
        Self {
            enabled: true,
            strength: NonNegative::fixed(0.04),
        }
    }
}

impl Mechanism for Dialogue {
    fn name(&self) -> &'static str {
        MechanismId::Dialogue.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let relations_quality = month.quality(Quality::Relations);
        let commons = &month.alliance.commons;
        let warmth =
            *self.strength * (1.0 + month.open_conversation) * commons.process * (1.0 + 2.0 * relations_quality);
        let not_understood = 1.0 - commons.shared_language;
        let Alliance { members, relations, .. } = &mut *month.alliance;
        let visits = &mut month.scratch.pushes[..relations.n_ordered_pairs()];
        visits.fill(1.0);
        for i in members.indices() {
            if let Some(partner) = members.choices[i].visits.in_month(month.number)
                && let Some(entry) = relations.entry_of_present(i, partner.index())
            {
                visits[entry] = VISIT;
                visits[relations.back(entry)] = VISIT;
            }
        }
        let between = relations.similarity.iter().zip(&relations.distance);
        let ties = relations.trust.iter_mut().zip(visits);
        for ((trust, visit), (similarity, distance)) in ties.zip(between) {
            let common = (1.0 + similarity) / 2.0;
            let heard = 1.0 - distance * not_understood;
            *trust = push(*trust, *visit * warmth * common * heard);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::{Lasting, MemberId};
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};

    #[test]
    fn trust_grows_with_time_taken_and_with_what_is_understood() {
        let mut trial = talking(1.0);
        trial.set_cultures(&[0.0, 0.5]);
        trial.alliance.relations.similarity.fill(1.0);
        trial.alliance.commons.shared_language = 0.5;
        trial.live(&Dialogue::default());
        assert_near(trial.trust(0, 1), 0.04 * 0.5 * (1.0 - 0.5 * 0.5));
    }

    #[test]
    fn an_open_conversation_and_a_builder_of_relations_make_it_stronger() {
        let mut trial = talking(1.0).with_quality(Quality::Relations, 1.0);
        trial.open_conversation = 1.0;
        trial.live(&Dialogue::default());
        assert_near(trial.trust(0, 1), 0.04 * 2.0 * 0.5 * 3.0);
    }

    #[test]
    fn a_visit_counts_three_times_both_ways_also_when_both_visit() {
        for visitors in [&[(0, 1)][..], &[(0, 1), (1, 0)]] {
            let mut trial = talking(1.0);
            for &(member, partner) in visitors {
                trial.alliance.members.choices[member].visits = Lasting::from(MemberId(partner), 0, 1);
            }
            let mut later = Trial {
                number: 1,
                ..trial.clone()
            };
            trial.live(&Dialogue::default());
            assert_near(trial.trust(0, 1), 3.0 * 0.04 * 0.5);
            assert_near(trial.trust(1, 0), 3.0 * 0.04 * 0.5);
            later.live(&Dialogue::default());
            assert_near(later.trust(0, 1), 0.04 * 0.5);
        }
    }

    #[test]
    fn rivals_and_those_without_time_win_nothing() {
        let mut rivals = talking(-1.0);
        rivals.live(&Dialogue::default());
        assert_eq!(rivals.trust(0, 1), 0.0);
        let mut hurried = talking(1.0);
        hurried.alliance.commons.process = 0.0;
        hurried.live(&Dialogue::default());
        assert_eq!(hurried.trust(0, 1), 0.0);
    }

    #[test]
    fn nobody_talks_without_partners() {
        for n in [0, 1] {
            strangers(n).live(&Dialogue::default());
        }
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), strength in 0.0..9.0, open in -3.0..3.0) {
            trial.open_conversation = open;
            trial.live(&Dialogue { strength: NonNegative::fixed(strength), ..Dialogue::default() });
            trial.assert_on_scale();
        }
    }

    /// Two strangers whose goals go together this well and who spend half of their month on the relationship.
    fn talking(similarity: f64) -> Trial {
        let mut trial = strangers(2);
        trial.alliance.relations.similarity.fill(similarity);
        trial.alliance.commons.process = 0.5;
        trial
    }
}
