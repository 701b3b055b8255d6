//! When something planned happens: in a month of its own, or on a trigger.

use crate::alliance::{Alliance, Watch};
use crate::measures::{Measure, OwnMeasure};

/// When something planned happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum When {
    /// In this month, from 0.
    Month(u32),
    /// When a trigger goes off.
    Trigger(Trigger),
}

/// Which side of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Side {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

/// A measure that a trigger watches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Watched {
    /// Of the model.
    Measure(Measure),
    /// Of the scenario's own.
    Own(OwnMeasure),
}

impl Watched {
    /// What it is now.
    #[must_use]
    pub fn of(self, alliance: &Alliance) -> f64 {
        match self {
            Self::Measure(measure) => measure.of(alliance),
            Self::Own(measure) => measure.read(alliance),
        }
    }
}

/// A recorded measure that has lain on one side of a value for long enough.
///
/// # Rule
/// It goes off in the first month after the measure has lain above (below) the value in each of the last `months` recorded
/// months; once, or with `again` whenever that holds and at least so many months have passed since it last did. Nothing is
/// recorded before the first month is lived.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trigger {
    /// What is watched.
    pub measure: Watched,
    /// On which side of the value.
    pub side: Side,
    /// The value.
    pub value: f64,
    /// Recorded months running, at least 1.
    pub months: u32,
    /// Months from one time to the next, at least 1; `None` for a single time.
    pub again: Option<u32>,
}

impl When {
    /// Looks at the months recorded so far, before month `number` begins.
    pub(super) fn look(&self, number: u32, alliance: &Alliance, watch: &mut Watch) {
        if let Self::Trigger(trigger) = self {
            trigger.look(number, alliance, watch);
        }
    }

    /// The month in which it happened last, if not after month `number`.
    #[must_use]
    pub fn last(&self, number: u32, watch: Option<&Watch>) -> Option<u32> {
        let last = match self {
            Self::Month(month) => Some(*month),
            Self::Trigger(_) => watch.and_then(|watch| watch.last),
        };
        last.filter(|&last| last <= number)
    }
}

impl Trigger {
    fn look(&self, number: u32, alliance: &Alliance, watch: &mut Watch) {
        if number > 0 {
            watch.streak = if self.is_on_side(self.measure.of(alliance)) {
                watch.streak.saturating_add(1)
            } else {
                0
            };
        }
        let is_free = match (watch.last, self.again) {
            _ if watch.is_spent => false,
            (None, _) => true,
            (Some(_), None) => false,
            (Some(last), Some(again)) => number - last >= again,
        };
        if is_free && watch.streak >= self.months {
            watch.last = Some(number);
        }
    }

    fn is_on_side(&self, found: f64) -> bool {
        match self.side {
            Side::Above => found > self.value,
            Side::Below => found < self.value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_goes_off_in_the_month_after_enough_months_and_once() {
        assert_eq!(months_of(trigger(2, None), &[0.9, 0.1, 0.9, 0.9, 0.9, 0.9]), [4]);
    }

    #[test]
    fn with_again_it_comes_back_when_it_may() {
        assert_eq!(months_of(trigger(1, Some(3)), &[0.9; 8]), [1, 4, 7]);
        assert_eq!(
            months_of(trigger(2, Some(1)), &[0.9, 0.9, 0.9, 0.1, 0.9, 0.9]),
            [2, 3, 6]
        );
    }

    #[test]
    fn a_value_is_neither_above_nor_below_itself() {
        let below = Trigger {
            side: Side::Below,
            ..trigger(1, None)
        };
        for trigger in [trigger(1, None), below] {
            assert_eq!(months_of(trigger, &[0.5; 4]), [0_u32; 0]);
        }
        assert_eq!(months_of(below, &[0.9, 0.4]), [2]);
    }

    /// Capacity above one half, for so many months.
    fn trigger(months: u32, again: Option<u32>) -> Trigger {
        Trigger {
            measure: Watched::Measure(Measure::Capacity),
            side: Side::Above,
            value: 0.5,
            months,
            again,
        }
    }

    /// The months in which the trigger goes off, given the capacity at the end of every month.
    fn months_of(trigger: Trigger, capacities: &[f64]) -> Vec<u32> {
        let (mut alliance, mut watch) = (Alliance::default(), Watch::default());
        let mut there = Vec::new();
        for number in 0..=capacities.len() {
            if let Some(before) = number.checked_sub(1) {
                alliance.commons.capacity = capacities[before];
            }
            When::Trigger(trigger).look(number as u32, &alliance, &mut watch);
            there.extend(watch.last.filter(|&last| last as usize == number));
        }
        there
    }
}
