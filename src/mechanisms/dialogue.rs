//! Step 5: open talk, on stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, Month, Quality};
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
        "dialogue"
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
