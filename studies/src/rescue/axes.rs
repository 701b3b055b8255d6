//! The axes of a plan.

use alliance_dynamics::mechanisms::Quality;

/// When help begins; how long after that the steward comes, for how long, and what each quality gets; how
/// long after it conversations begin, how many and how far apart; how large an agreement is and how long after it that is made, and
/// the same of a story; how long after it dials are set, and from [`DIALS`] on to what. All help together can so begin earlier or
/// later in one step.
pub(super) const START: usize = 0;
pub(super) const COMES: usize = 1;
pub(super) const LENGTH: usize = 2;
pub(super) const FOCUS: usize = 3;
pub(super) const COUNT: usize = FOCUS + Quality::ALL.len();
pub(super) const FIRST: usize = COUNT + 1;
pub(super) const GAP: usize = COUNT + 2;
pub(super) const AGREEMENT: usize = COUNT + 3;
pub(super) const AGREED: usize = COUNT + 4;
pub(super) const STORY: usize = COUNT + 5;
pub(super) const TOLD: usize = COUNT + 6;
pub(super) const TURNED: usize = COUNT + 7;
pub(super) const DIALS: usize = COUNT + 8;
/// Attention, agreements, stories and dials come in tenths.
pub(super) const TENTHS: u32 = 10;

/// Without what adding tenths leaves behind.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

/// A level of attention, or of a dial.
pub(super) fn tenths(level: u32) -> f64 {
    f64::from(level) / f64::from(TENTHS)
}
