//! What mechanisms tell.

use crate::alliance::{IncidentCause, MemberId, Outcome, Phase};

/// Why a member is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitReason {
    /// Its patience ran out.
    Discontent,
    /// The others wanted it out.
    Expelled,
    /// The scenario says so.
    Scheduled,
}

/// Something that happened in a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happening {
    /// The world moved by `size`.
    Shock {
        /// How far, either way.
        size: f64,
        /// Whether the scenario asked for it.
        scheduled: bool,
    },
    /// An event of the scenario happens. A shock and somebody's leaving are told besides, as what they are.
    Planned {
        /// Place in the scenario's list.
        event: usize,
    },
    /// A steward takes up work.
    StewardCame {
        /// Place in the scenario's list.
        steward: usize,
    },
    /// A steward's work ends.
    StewardWent {
        /// Place in the scenario's list.
        steward: usize,
    },
    /// A candidate joins.
    Arrival {
        /// Who.
        member: MemberId,
        /// How well it fits, as it was judged.
        fit: f64,
    },
    /// A candidate is turned away.
    TurnedAway {
        /// Who.
        member: MemberId,
        /// How well it fits, as it was judged.
        fit: f64,
    },
    /// A conflict flares up between two members.
    Incident {
        /// One.
        member: MemberId,
        /// The other.
        partner: MemberId,
        /// What weighed most.
        cause: IncidentCause,
        /// How hard trust was pushed on both sides; positive where it was resolved.
        size: f64,
    },
    /// Someone at home speaks up against the talk.
    WarningSpoken {
        /// Whose home.
        member: MemberId,
        /// How hostile that home is, 0…1.
        hostility: f64,
    },
    /// Someone would have spoken up in a friendlier home, and kept silent in this one.
    WarningSwallowed {
        /// Whose home.
        member: MemberId,
        /// How hostile that home is, 0…1.
        hostility: f64,
    },
    /// A member is gone.
    Exit {
        /// Who.
        member: MemberId,
        /// Why.
        reason: ExitReason,
    },
    /// The phase changed.
    PhaseChange {
        /// From which.
        from: Phase,
        /// To which.
        to: Phase,
    },
    /// The alliance starts to count as split.
    Split {
        /// Into how many blocs.
        n_blocs: usize,
        /// Mean mutual trust across them, −1…1.
        trust_across: f64,
    },
    /// The alliance no longer counts as split.
    Reunited,
    /// The alliance ends before its horizon.
    Ended {
        /// How.
        outcome: Outcome,
    },
}
