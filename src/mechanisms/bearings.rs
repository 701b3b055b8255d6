//! Before the work of a month: where everybody stands.

use super::{Mechanism, MechanismId, Month};
use crate::alliance::{Alliance, above_zero, similarities, squared_distance};

/// How well goals go with the ambition and with one another, and how clear it is who steers.
///
/// # Rule
/// `α[i] = sim(g[i], a)`; `sim(g[i], g[j])` for every tie; steering clarity `σ = max(unsteered_clarity, Λ)`, and with a
/// lead that is present the larger of that and the mean of `max(T[·][lead], 0)` over the other members tied to it.
/// They are read here, once a month, whether or not work is switched on: nothing between this step and the last that
/// uses them moves a goal.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bearings;

impl Mechanism for Bearings {
    fn name(&self) -> &'static str {
        MechanismId::Bearings.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let unsteered = *month.rules.work.unsteered_clarity;
        let alliance = &mut *month.alliance;
        read_goals(alliance, &mut month.scratch.by_member, &mut month.scratch.readings);
        alliance.commons.steering_clarity = steering_clarity(alliance, unsteered);
    }
}

fn read_goals(
    Alliance {
        members,
        relations,
        commons,
    }: &mut Alliance,
    by_member: &mut [f64],
    readings: &mut [f64],
) {
    let (from_ambition, from_partner) = (
        &mut by_member[..members.n_present()],
        &mut readings[..relations.n_pairs()],
    );
    for (squared, i) in from_ambition.iter_mut().zip(members.indices()) {
        *squared = squared_distance(members.goal_of(i), &commons.ambition);
    }
    similarities(from_ambition, commons.goal_tolerance);
    for (rank, &alignment) in from_ambition.iter().enumerate() {
        let i = members.present()[rank] as usize;
        members.alignment[i] = alignment;
    }
    for (squared, (i, j, _, _)) in from_partner.iter_mut().zip(relations.pairs()) {
        *squared = squared_distance(members.goal_of(i), members.goal_of(j));
    }
    similarities(from_partner, commons.goal_tolerance);
    relations.compare(from_partner);
}

fn steering_clarity(
    Alliance {
        members,
        relations,
        commons,
    }: &Alliance,
    unsteered: f64,
) -> f64 {
    let agreed = unsteered.max(commons.agreements);
    let Some(lead) = commons.lead.filter(|&lead| members.is_present(lead)) else {
        return agreed;
    };
    let tied = relations.degree(lead.index()).max(1) as f64;
    let trusted: f64 = relations
        .row(lead.index())
        .map(|entry| above_zero(relations.trust[relations.back(entry)]))
        .sum();
    agreed.max(trusted / tied)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::MemberId;
    use crate::mechanisms::testing::{anything, assert_near, strangers, tied};

    #[test]
    fn goals_are_compared_with_the_ambition_and_with_one_another() {
        let mut trial = strangers(3);
        trial.alliance.members.goal = vec![0.0, 1.0, 3.0];
        trial.live(&Bearings);
        assert_eq!(trial.alliance.members.alignment[0], 1.0);
        assert_near(trial.alliance.members.alignment[1], 2.0 * libm::exp(-0.5) - 1.0);
        let between = |i, j| {
            trial
                .alliance
                .relations
                .entry(i, j)
                .map(|entry| trial.alliance.relations.similarity[entry])
        };
        assert_eq!(between(1, 2), Some(2.0 * libm::exp(-2.0) - 1.0));
        assert_eq!(between(2, 1), between(1, 2));
    }

    #[test]
    fn a_trusted_lead_makes_clear_who_steers() {
        let mut trial = strangers(3);
        trial.alliance.commons.lead = Some(MemberId(0));
        trial.set_trust(1, 0, 0.8);
        trial.set_trust(2, 0, -0.8);
        trial.live(&Bearings);
        assert_near(trial.alliance.commons.steering_clarity, 0.8 / 2.0);
    }

    #[test]
    fn a_lead_is_judged_by_those_who_are_tied_to_it() {
        let mut trial = tied(4, &[(0, 1), (1, 2), (2, 3)]);
        trial.alliance.commons.lead = Some(MemberId(0));
        trial.set_trust(1, 0, 0.8);
        trial.live(&Bearings);
        assert_near(trial.alliance.commons.steering_clarity, 0.8);
    }

    #[test]
    fn what_is_agreed_steers_where_the_lead_does_not() {
        let mut trial = strangers(3);
        trial.alliance.commons.agreements = 0.7;
        trial.live(&Bearings);
        assert_eq!(trial.alliance.commons.steering_clarity, 0.7);
    }

    #[test]
    fn without_a_trusted_lead_that_is_present_there_is_the_least_clarity() {
        for lead in [None, Some(MemberId(0)), Some(MemberId(2))] {
            let mut trial = strangers(3);
            trial.alliance.remove(&[MemberId(2)]);
            trial.alliance.commons.lead = lead;
            trial.live(&Bearings);
            assert_eq!(trial.alliance.commons.steering_clarity, 0.3);
        }
    }

    #[test]
    fn one_alone_and_nobody_have_bearings_too() {
        for n in [0, 1] {
            let mut trial = strangers(n);
            trial.alliance.commons.lead = Some(MemberId(0));
            trial.live(&Bearings);
            assert_eq!(trial.alliance.commons.steering_clarity, 0.3);
        }
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything()) {
            trial.live(&Bearings);
            trial.assert_on_scale();
        }
    }
}
