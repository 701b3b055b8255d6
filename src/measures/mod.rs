//! Numbers read off one alliance.

pub mod blocs;
mod own;
mod record;

pub use own::{Attribute, MOST_OWN, OwnMeasure, OwnRecord, Reduction};
pub use record::{Measure, Numbers, Record, Recorded};

use crate::alliance::{Alliance, below_zero};

/// How hostile a home is, 0…1: the mean over its contacts of its images, as far as they are negative.
#[must_use]
pub fn hostility(Alliance { relations, .. }: &Alliance, member: usize) -> f64 {
    let row = &relations.image[relations.row(member)];
    let hostile = row.iter().map(|&image| below_zero(image)).sum::<f64>().abs();
    hostile / row.len().max(1) as f64
}

/// How well a member is in the alliance: the mean of remembered payoff, alignment, trust in its contacts and support at
/// home, each −1…1.
#[must_use]
pub fn wellbeing(Alliance { members, relations, .. }: &Alliance, member: usize) -> f64 {
    let trust = relations.mean_over_contacts(&relations.trust, member);
    (members.payoff[member] + members.alignment[member] + trust + 2.0 * members.support[member] - 1.0) / 4.0
}

/// Mean trust that a member receives from its contacts, −1…1; 0 where it has none.
#[must_use]
pub fn received_trust(Alliance { relations, .. }: &Alliance, member: usize) -> f64 {
    let row = relations.row(member);
    let n = row.len().max(1) as f64;
    row.map(|entry| relations.trust[relations.back(entry)]).sum::<f64>() / n
}
