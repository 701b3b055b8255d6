//! What every month brought one member.

use schemars::JsonSchema;
use serde::Serialize;

use alliance_dynamics::alliance::{Alliance, MemberId};
use alliance_dynamics::measures::{hostility, wellbeing};

/// One member over the months; nothing in those in which it is not in the alliance.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub(super) struct MemberHistory {
    contribution: Vec<Option<f64>>,
    payoff: Vec<Option<f64>>,
    support: Vec<Option<f64>>,
    wellbeing: Vec<Option<f64>>,
    hostility: Vec<Option<f64>>,
    warned: Vec<Option<f64>>,
    /// How freely somebody at home may still speak, 0…1.
    standing: Vec<Option<f64>>,
    /// How much of its own goal lies under the waterline, 0…1.
    hidden: Vec<Option<f64>>,
    bloc: Vec<Option<u32>>,
}

impl MemberHistory {
    /// Adds a month.
    pub(super) fn month(&mut self, alliance: &Alliance, member: usize) {
        let Alliance { members, commons, .. } = alliance;
        let is_in = members.is_present(MemberId::from(member));
        let push = |numbers: &mut Vec<Option<f64>>, number: &dyn Fn() -> f64| numbers.push(is_in.then(number));
        push(&mut self.contribution, &|| members.contribution[member]);
        push(&mut self.payoff, &|| members.payoff[member]);
        push(&mut self.support, &|| members.support[member]);
        push(&mut self.wellbeing, &|| wellbeing(alliance, member));
        push(&mut self.hostility, &|| hostility(alliance, member));
        push(&mut self.warned, &|| members.warned[member]);
        push(&mut self.standing, &|| members.standing[member]);
        push(&mut self.hidden, &|| members.hidden[member]);
        self.bloc.push(is_in.then(|| commons.bloc[member]));
    }
}
