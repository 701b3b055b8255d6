//! A month as it would be without some of what happened in it.

mod steps;
#[cfg(test)]
mod tests;

use super::{Mechanism, MechanismId, Rules};
use crate::alliance::{MemberId, NonNegative};
use steps::ButFor;

/// Something that happened or was done, with its address: it can be taken out, and everything else keeps its luck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Act {
    /// Its first month, from 0.
    pub from: u32,
    /// The month after its last.
    pub until: u32,
    /// What.
    pub deed: Deed,
}

impl Act {
    /// Whether it falls into this month, from 0.
    #[must_use]
    pub fn is_in(&self, month: u32) -> bool {
        (self.from..self.until).contains(&month)
    }
}

/// What was done, and by whom. What taking it out means is said at each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// An event of the scenario, by its place in the list; without it, it is not planned.
    Event(usize),
    /// The presence of a steward, by its place in the list; without it, the steward never comes.
    Steward(usize),
    /// The arrival of a candidate; without it, the candidate never asks.
    Arrival(MemberId),
    /// A shock that chance has sent; without it, the world moves as much as in other months.
    Shock,
    /// A clash of two members; without it, their trust stays what it was.
    Incident(MemberId, MemberId),
    /// A warning at the home of a member; without it, everybody there is silent.
    WarningSpoken(MemberId),
    /// A warning that the home of a member swallowed; without that, it is spoken.
    WarningSwallowed(MemberId),
    /// A member's way out; without it, the member stays and its patience begins anew.
    Exit(MemberId),
    /// What a member tells others about third parties; without it, it tells nothing, and goes on listening.
    Gossip(MemberId),
    /// The talk at a member's home; without it, its image of others and what that does to its delegates stand still.
    HomeTalk(MemberId),
    /// A member's disappointment in what others do; without it, only pleasant surprises move its trust.
    Disappointment(MemberId),
    /// A whole mechanism; without it, it is switched off.
    Mechanism(MechanismId),
    /// The bonds between two members, drawn or listed; without them, their delegates get on as with anybody.
    Bond(MemberId, MemberId),
    /// The climate in which the alliance starts; without it, members start with the trust that they have of their own.
    Climate,
    /// The differences of culture; without them, all members have one.
    Cultures,
    /// What homes magnify; without it, they talk fairly: there is neither echo nor stereotyping.
    Magnifying,
}

impl Deed {
    /// Whether it belongs to how the alliance was founded, so that without it the alliance has to be founded anew.
    #[must_use]
    pub const fn is_of_the_founding(self) -> bool {
        matches!(self, Self::Bond(..) | Self::Climate | Self::Cultures)
    }
}

impl Rules {
    /// These rules without what is planned among the acts, and without the mechanisms among them.
    #[must_use]
    pub fn without(&self, acts: &[Act]) -> Self {
        let mut rules = self.clone();
        let is_out = |deed: Deed| acts.iter().any(|act| act.deed == deed);
        if acts.iter().any(|act| matches!(act.deed, Deed::Event(_))) {
            let stay = |event: &&super::Event| !is_out(Deed::Event(event.place));
            rules.events.0 = rules.events.0.iter().filter(stay).cloned().collect();
        }
        rules.stewards.0.retain(|steward| !is_out(Deed::Steward(steward.place)));
        let candidates = &mut rules.arrivals.candidates;
        candidates.retain(|candidate| !is_out(Deed::Arrival(candidate.member)));
        if is_out(Deed::Magnifying) {
            rules.home_talk.echo = NonNegative::fixed(0.0);
            rules.home_talk.stereotyping = NonNegative::fixed(0.0);
        }
        for (id, switch) in rules.switches() {
            *switch &= !is_out(Deed::Mechanism(id));
        }
        rules
    }

    /// The mechanisms of a month in their order, each without the acts that are its own.
    #[must_use]
    pub fn month_without(&self, acts: &[Act]) -> Vec<Box<dyn Mechanism>> {
        let but_for = |&id: &MechanismId| match id {
            MechanismId::Context => ButFor::boxed(&self.context, acts),
            MechanismId::Experience => ButFor::boxed(&self.experience, acts),
            MechanismId::Gossip => ButFor::boxed(&self.gossip, acts),
            MechanismId::HomeTalk => ButFor::boxed(&self.home_talk, acts),
            MechanismId::Incidents => ButFor::boxed(&self.incidents, acts),
            MechanismId::Membership => ButFor::boxed(&self.membership, acts),
            id => self.mechanism(id),
        };
        MechanismId::ALL.iter().map(but_for).collect()
    }
}
