//! What else is different than survival, and what is not different at all.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;

use super::ArmComparison;
use super::words::at;
use crate::experiment::Fate;
use crate::verdict::FateDifference;
use crate::verdict::no_effect::{all_of, arm_without_effect};
use crate::verdict::sentence::told;

/// A sentence for every outcome in which an arm is clearly apart, of the arm that is furthest; then one for every arm that changes
/// nothing in any world, with the reason where the study is still known and tells it.
pub(super) fn of(arms: &[ArmComparison], study: impl FnOnce() -> Option<Study>) -> Vec<String> {
    let outcomes = Outcome::ALL.into_iter().filter_map(|outcome| of_outcome(arms, outcome));
    let mut differences: Vec<String> = outcomes.collect();
    let idle = without_effect(arms);
    let study = if idle.is_empty() { None } else { study() };
    differences.extend(idle.into_iter().map(|arm| said(arm, study.as_ref())));
    differences
}

fn of_outcome(arms: &[ArmComparison], outcome: Outcome) -> Option<String> {
    let clear = || {
        let found = arms.iter().map(|arm| (arm, &arm.outcomes[outcome as usize]));
        found.filter(|(_, found)| found.is_clear())
    };
    let size = |(_, found): &(&ArmComparison, &FateDifference)| (found.difference().abs() * 1e9) as u64;
    let (most, found) = clear().rev().max_by_key(size)?;
    let called = format!("with {}", most.called());
    let verb = Fate::Outcome(outcome).in_words(None);
    Some(told(&called, &verb, (found, most.worlds), clear().count() - 1))
}

/// One comparison of every arm that changes nothing at any design point.
fn without_effect(arms: &[ArmComparison]) -> Vec<&ArmComparison> {
    let is_idle = |arm: &&ArmComparison| {
        let mut same = arms.iter().filter(|other| other.arm_number == arm.arm_number);
        same.all(|arm| arm.identical == arm.worlds && arm.worlds > 0)
    };
    let mut idle: Vec<&ArmComparison> = arms.iter().filter(is_idle).collect();
    idle.dedup_by_key(|arm| arm.arm_number);
    idle
}

fn said(arm: &ArmComparison, study: Option<&Study>) -> String {
    let everywhere = if at(&arm.settings).is_empty() {
        ""
    } else {
        " at every design point"
    };
    let place = |study: &Study| study.arms.iter().position(|one| one.name == arm.arm);
    let why = study.and_then(|study| Some(arm_without_effect(study, place(study)?)));
    format!(
        "Identical in {} with \u{2018}{}\u{2019}{everywhere}: {}.",
        all_of(arm.worlds as usize),
        arm.arm,
        why.unwrap_or_else(|| "what it sets had no effect".to_owned()),
    )
}
