//! Before the work of a month: where everybody stands.

use super::{Mechanism, Month};
use crate::alliance::{Alliance, above_zero, similarity};

/// How well goals go with the ambition and with one another, and how clear it is who steers.
///
/// # Rule
/// `α[i] = sim(g[i], a)`; `sim(g[i], g[j])` for every tie; steering clarity `σ` is the mean over the other members
/// present of `max(T[·][lead], 0)`, but at least `unsteered_clarity`, and just that without a lead that is present.
/// They are read here, once a month, whether or not work is switched on: nothing between this step and the last that
/// uses them moves a goal.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bearings;

impl Mechanism for Bearings {
    fn name(&self) -> &'static str {
        "bearings"
    }

    fn apply(&self, month: &mut Month<'_>) {
        let unsteered = *month.rules.work.unsteered_clarity;
        let alliance = &mut *month.alliance;
        read_goals(alliance);
        alliance.commons.clarity = clarity(alliance, unsteered);
    }
}

fn read_goals(
    Alliance {
        members,
        relations,
        commons,
    }: &mut Alliance,
) {
    let tolerance = commons.goal_tolerance;
    for rank in 0..members.n_present() {
        let i = members.present()[rank] as usize;
        members.alignment[i] = similarity(members.goal_of(i), &commons.ambition, tolerance);
        for entry in relations.row_above(i) {
            let common = similarity(members.goal_of(i), members.goal_of(relations.to(entry)), tolerance);
            let back = relations.back(entry);
            relations.similarity[entry] = common;
            relations.similarity[back] = common;
        }
    }
}

fn clarity(
    Alliance {
        members,
        relations,
        commons,
    }: &Alliance,
    unsteered: f64,
) -> f64 {
    let Some(lead) = commons.lead.filter(|&lead| members.is_present(lead)) else {
        return unsteered;
    };
    let others = members.n_present().saturating_sub(1).max(1) as f64;
    let trusted: f64 = relations
        .row(lead.index())
        .map(|entry| above_zero(relations.trust[relations.back(entry)]))
        .sum();
    unsteered.max(trusted / others)
}
