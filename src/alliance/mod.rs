//! The state of one alliance: its members, their relations, and what they hold in common. Nothing here acts.

/// Copies every field into the memory that is already there; forgetting a field does not compile.
macro_rules! copy_fields {
    ($to:ident, $from:ident; $($field:ident),* $(,)?) => {
        let Self { $($field),* } = $from;
        $($to.$field.clone_from($field);)*
    };
}

mod arithmetic;
mod choices;
mod commons;
mod goal;
mod limits;
mod members;
mod relations;

pub use arithmetic::{above_zero, below_zero, logistic, push, similarities, similarity, squared_distance, sum};
pub use choices::{Choices, Lasting, Pledge};
pub use commons::{Commons, IncidentCause, LossChannel, Losses, Outcome, Phase, Watch};
pub use goal::Goal;
pub use limits::{LEAST, MOST, NonNegative, OutOfRange, Positive, Real, Share, Signed};
pub use members::{MemberId, Members};
pub use relations::{Detour, FirstTie, Relations, every_pair};

/// One alliance at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alliance {
    /// The organisations, present, gone and still to come.
    pub members: Members,
    /// What they think of one another, tie by tie.
    pub relations: Relations,
    /// What they share: ambition, language, capacity, dials, value.
    pub commons: Commons,
}

impl Alliance {
    /// So many members, all present, with these ties; goals and cultures have one axis.
    ///
    /// # Panics
    /// If a pair names a member that there is not.
    #[must_use]
    pub fn gathered(n: u32, pairs: &[(u32, u32)]) -> Self {
        let mut alliance = Self {
            members: Members::with_room(n as usize, 1, 1),
            relations: Relations::with_network(n as usize, pairs),
            ..Self::default()
        };
        alliance.members.gather(0..n);
        alliance.commons.n_founders = n as usize;
        alliance.relations.connect(&alliance.members);
        alliance
    }

    /// Makes this alliance equal to another, in the memory it already has.
    pub fn copy_from(&mut self, other: &Self) {
        self.copy_parts(&other.members, &other.relations, &other.commons);
    }

    /// Takes over members, relations and what is shared, in the memory it already has.
    pub(crate) fn copy_parts(&mut self, members: &Members, relations: &Relations, commons: &Commons) {
        self.members.copy_from(members);
        self.relations.copy_from(relations);
        self.commons.copy_from(commons);
    }

    /// Takes members out, named in ascending order; their ties go with them.
    pub fn remove(&mut self, ids: &[MemberId]) {
        self.members.remove(ids);
        self.relations.update(&self.members, |_, _, _| FirstTie::default());
    }

    /// Brings a member in, with ties to all those present whom the network ties it to; `start` gives what each new tie starts
    /// with (from, to, culture distance).
    pub fn admit(&mut self, id: MemberId, start: impl Fn(MemberId, MemberId, f64) -> FirstTie) {
        self.members.admit(id);
        self.relations.update(&self.members, start);
    }
}
