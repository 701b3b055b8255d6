//! What happens in a month: one file a step, and the list that puts them in order.

mod arrivals;
mod bearings;
mod cohesion;
mod constituency;
mod context;
mod dialogue;
mod events;
mod experience;
mod goals;
mod gossip;
mod happening;
mod home_talk;
mod incidents;
mod leadership;
mod learning;
mod membership;
mod month;
mod phases;
mod standings;
#[cfg(test)]
mod testing;
mod without;
mod work;

pub use arrivals::{Arrival, Arrivals, Newcomers};
pub use bearings::Bearings;
pub use cohesion::Cohesion;
pub use constituency::Constituency;
pub use context::Context;
pub use dialogue::Dialogue;
pub use events::{Dial, Event, EventKind, Events};
pub use experience::Experience;
pub use goals::Goals;
pub use gossip::Gossip;
pub use happening::{ExitReason, Happening};
pub use home_talk::{HomeTalk, TalkPart, TalkStep};
pub use incidents::Incidents;
pub use leadership::{Leadership, Quality, Steward};
pub use learning::Learning;
pub use membership::Membership;
pub use month::{Dynamics, Fortune, FortuneRow, Month, Scratch};
pub use phases::Phases;
pub use standings::Standings;
pub use without::{Act, Deed};
pub use work::{Work, WorkPart, WorkStep};

/// One step of a month.
///
/// A mechanism changes the alliance and tells what happened; it never writes, prints or counts.
pub trait Mechanism: Send + Sync {
    /// Its name, as in scenario files where it has a table there.
    fn name(&self) -> &'static str;

    /// Whether it takes part in the month.
    fn enabled(&self) -> bool {
        true
    }

    /// Lets one month of it happen. It reads the alliance as the steps before left it.
    fn apply(&self, month: &mut Month<'_>);
}

/// Everything that shapes a month: the parameters of every mechanism, and who and what is planned.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Scheduled events, in file order.
    pub events: Events,
    /// Candidates for membership.
    pub arrivals: Arrivals,
    /// The outside world.
    pub context: Context,
    /// Stewards and their qualities.
    pub leadership: Leadership,
    /// Contribution and value.
    pub work: Work,
    /// Trust from what partners do.
    pub experience: Experience,
    /// Trust from open talk on stage.
    pub dialogue: Dialogue,
    /// Talk behind the back of third parties.
    pub gossip: Gossip,
    /// Talk at home.
    pub home_talk: HomeTalk,
    /// Conflicts that flare up.
    pub incidents: Incidents,
    /// Goals and the shared ambition.
    pub goals: Goals,
    /// Shared language, capacity and routine.
    pub learning: Learning,
    /// Support at home.
    pub constituency: Constituency,
    /// Who leaves.
    pub membership: Membership,
    /// Whether the alliance holds together.
    pub cohesion: Cohesion,
}

impl Rules {
    /// The steps of a month in their order. This list is the model.
    #[must_use]
    pub fn month(&self) -> Vec<Box<dyn Mechanism>> {
        vec![
            Box::new(self.events.clone()),
            Box::new(self.arrivals.clone()),
            Box::new(self.context.clone()),
            Box::new(self.leadership.clone()),
            Box::new(Bearings),
            Box::new(self.work.clone()),
            Box::new(self.experience.clone()),
            Box::new(self.dialogue.clone()),
            Box::new(self.gossip.clone()),
            Box::new(self.home_talk.clone()),
            Box::new(self.incidents.clone()),
            Box::new(self.goals.clone()),
            Box::new(self.learning.clone()),
            Box::new(Phases),
            Box::new(self.constituency.clone()),
            Box::new(self.membership.clone()),
            Box::new(Standings),
            Box::new(self.cohesion.clone()),
        ]
    }
}
