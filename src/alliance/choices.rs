//! What members have chosen to do for some months.

use super::MemberId;

/// Something that lasts until a month.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Lasting<T> {
    /// What.
    pub what: T,
    /// The first month, from 0, in which it is over.
    pub until: u32,
}

impl<T: Copy> Lasting<T> {
    /// What lasts for so many months, of which `month` is the first.
    #[must_use]
    pub const fn from(what: T, month: u32, months: u32) -> Self {
        let until = month.saturating_add(months);
        Self { what, until }
    }

    /// What it is in a month, as long as it lasts.
    #[must_use]
    pub fn in_month(&self, month: u32) -> Option<T> {
        (month < self.until).then_some(self.what)
    }
}

/// A member's choices that a later one of the same kind replaces.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Choices {
    /// How its home talks about partners: −1 joins in and doubles what is magnified, 1 talks fairly.
    pub tone: Lasting<f64>,
    /// Somebody at its home warns for sure.
    pub warns: Lasting<()>,
    /// Whom its delegates visit.
    pub visits: Lasting<MemberId>,
}

/// A contribution that a member has decided on, 0…1; 0 is a betrayal. The latest of those that still last counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pledge {
    /// Who.
    pub member: MemberId,
    /// How much, and until when.
    pub share: Lasting<f64>,
}
