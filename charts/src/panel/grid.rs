//! Small panels side by side.

use crate::drawing::{Area, theme};

const LEFT: f64 = 84.0;
/// Room between columns, for their numbers.
const GAP: f64 = 72.0;

/// Panels in rows of as many columns as they have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grid {
    /// Where the first row begins.
    pub(crate) top: f64,
    pub(crate) columns: usize,
    /// The height of a panel.
    pub(crate) height: f64,
    /// From one row to the next.
    pub(crate) pitch: f64,
}

impl Grid {
    /// Where the panel of this number lies.
    pub(crate) fn area(&self, index: usize) -> Area {
        let (row, column) = ((index / self.columns) as f64, (index % self.columns) as f64);
        let room = theme::WIDTH - LEFT - theme::MARGIN - GAP * (self.columns as f64 - 1.0);
        let width = room / self.columns as f64;
        let left = LEFT + column * (width + GAP);
        let top = self.top + row * self.pitch;
        Area::of(left..left + width, top..top + self.height)
    }
}
