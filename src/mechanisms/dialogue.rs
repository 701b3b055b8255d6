//! Step 5: open talk, on stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month, Quality};
use crate::alliance::{NonNegative, push};

/// Partners who take time for one another come to trust one another, the more so where goals and cultures go together.
///
/// # Rule
/// Trust is pushed by `strength·(1 + open conversation)·π·(1 + 2Q_relations)·(1 + sim(g[i], g[j]))/2·(1 − δ(1−L))`.
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
        let relations = &mut month.alliance.relations;
        let between = relations.similarity.iter().zip(&relations.distance);
        for (trust, (similarity, distance)) in relations.trust.iter_mut().zip(between) {
            let common = (1.0 + similarity) / 2.0;
            let heard = 1.0 - distance * not_understood;
            *trust = push(*trust, warmth * common * heard);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
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
