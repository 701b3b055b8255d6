//! The axis of a key of which many values are tried.

use super::axis::Axis;
use super::key_name::KeyName;

/// A key with the range that is shown of it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyAxis {
    /// The key.
    pub name: KeyName,
    /// The first value.
    pub from: f64,
    /// The last value.
    pub to: f64,
    /// Whether it is spread along the logarithms of its values.
    pub is_log: bool,
}

impl KeyAxis {
    /// Where a value lies along the axis.
    pub(crate) fn place(&self, value: f64) -> f64 {
        if self.is_log { libm::log10(value) } else { value }
    }

    /// The axis with about so many ticks and a little room at both ends.
    pub(crate) fn axis(&self, n_ticks: usize) -> Axis {
        let (low, high) = (self.place(self.from), self.place(self.to));
        let room = 0.02 * (high - low);
        let (low, high) = (low - room, high + room);
        match self.is_log {
            true => Axis::logarithms(low, high),
            false => Axis::exact(low, high, n_ticks),
        }
    }

    /// The same axis, nearer: as much of it as lies between two values.
    pub(crate) fn between(&self, from: f64, to: f64) -> Self {
        Self {
            from: from.max(self.from),
            to: to.min(self.to),
            ..self.clone()
        }
    }

    pub(crate) fn holds(&self, value: f64) -> bool {
        (self.from..=self.to).contains(&value)
    }
}
