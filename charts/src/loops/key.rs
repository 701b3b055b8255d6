//! The key to stacked loops.

use super::layers::Layer;
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Stroke, Text, at, theme};
use crate::panel::numbers::{Unit, written};

/// Height of a line of the key.
const LINE: f64 = 26.0;
const SWATCH: f64 = 18.0;

/// The names of all layers beside the panel, in the order of the stack from top to bottom: first what mostly adds to the gain, then
/// what mostly takes from it.
pub(super) struct Key {
    name_room: f64,
}

impl Key {
    pub(super) fn new(layers: &[Layer]) -> Self {
        let names = layers.iter().map(|layer| &layer.name);
        Self {
            name_room: text::widest(names, theme::LABEL, Weight::Regular).max(120.0),
        }
    }

    /// From the panel to the edge of the sheet.
    pub(super) fn width(&self) -> f64 {
        26.0 + SWATCH + 10.0 + self.name_room * 1.03 + 76.0 + theme::MARGIN
    }

    /// Draws it and tells where it ends.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, layers: &[Layer], left: f64, top: f64) -> f64 {
        let right = theme::WIDTH - theme::MARGIN;
        let title = Text::new("mean", at(right, top - 18.0), theme::TICK);
        canvas.text(title.anchored(Anchor::End).coloured(theme::MUTED));
        let stroke = Stroke::solid(theme::INK, 3.0);
        canvas.line(at(left, top + 8.0), at(left + SWATCH, top + 8.0), stroke);
        canvas.text(Text::new("whole", at(left + SWATCH + 10.0, top + 8.0), theme::LABEL).bold());
        let mut y = top + 8.0 + LINE * 1.4;
        let (above, below): (Vec<&Layer>, Vec<&Layer>) = layers.iter().partition(|layer| layer.mean() >= 0.0);
        for layer in above.into_iter().rev().chain(below) {
            let swatch = Area::of(left..left + SWATCH, y - SWATCH / 2.0..y + SWATCH / 2.0);
            canvas.rectangle(swatch, layer.colour);
            canvas.text(Text::new(&layer.name, at(swatch.right + 10.0, y), theme::LABEL));
            let value = written(layer.mean(), Unit::Number, 2);
            canvas.text(Text::new(&value, at(right, y), theme::LABEL).anchored(Anchor::End));
            y += LINE;
        }
        y
    }
}
