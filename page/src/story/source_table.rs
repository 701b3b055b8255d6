//! The tables that a story is told from.

/// A table that a story is told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceTable {
    /// Every member in every month.
    Members,
    /// Every month.
    Timeline,
    /// What happened.
    Events,
    /// How trust was lost, by channel.
    Losses,
    /// What it could have hung on, the weightiest first.
    Causes,
    /// The chance to meet the goal, month by month.
    Chances,
}

impl SourceTable {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Members,
        Self::Timeline,
        Self::Events,
        Self::Losses,
        Self::Causes,
        Self::Chances,
    ];

    /// Its file.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Members => "members.csv",
            Self::Timeline => "timeline.csv",
            Self::Events => "events.csv",
            Self::Losses => "losses.csv",
            Self::Causes => "causes.csv",
            Self::Chances => "chances.csv",
        }
    }
}
