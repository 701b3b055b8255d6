//! Those who watch a run.

use crate::alliance::{Alliance, Losses, Outcome};
use crate::measures::{OwnRecord, Record};
use crate::mechanisms::Happening;

/// A month that has just been lived.
#[derive(Debug, Clone, Copy)]
pub struct MonthView<'a> {
    /// Months lived so far; 1 after the first.
    pub months: u32,
    /// What is recorded every month.
    pub record: &'a Record,
    /// What is recorded besides: measures of the scenario's own, where it has any.
    pub own: Option<&'a OwnRecord>,
    /// The alliance at the month's end.
    pub alliance: &'a Alliance,
    /// What happened, in order.
    pub happenings: &'a [Happening],
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ending {
    /// How the alliance fared.
    pub outcome: Outcome,
    /// Months it lived.
    pub months: u32,
    /// The record of its last month.
    pub last: Record,
    /// Measures of the scenario's own in its last month; 0 where it has none.
    pub own: OwnRecord,
    /// How trust was lost in all its months.
    pub lost: Losses,
}

/// Someone who watches a run. It sees every month and can change none.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Scenario;
/// use alliance_dynamics::simulation::{MonthView, Observer, Simulation};
///
/// struct Departures(usize);
///
/// impl Observer for Departures {
///     fn month(&mut self, month: &MonthView<'_>) {
///         self.0 = 8 - month.alliance.members.n_present();
///     }
/// }
///
/// let mut departures = Departures(0);
/// Simulation::new(Scenario::default()).run(1, &mut departures);
/// assert!(departures.0 <= 8);
/// ```
pub trait Observer {
    /// Whether anybody watches; where nobody does, nothing needs to be recorded.
    const WATCHES: bool = true;

    /// Sees a month that has just been lived.
    fn month(&mut self, month: &MonthView<'_>);
}

/// Nobody watches.
impl Observer for () {
    const WATCHES: bool = false;

    fn month(&mut self, _: &MonthView<'_>) {}
}

impl<F: FnMut(&MonthView<'_>)> Observer for F {
    fn month(&mut self, month: &MonthView<'_>) {
        self(month);
    }
}
