//! Rows of horizontal bars over shares, each with a name at its left and a note at its right.

use super::numbers::{Unit, brief};
use super::{Axis, Frame};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Stroke, Text, at, names, theme};

/// From this many rows on they are lower, and names take one line.
const MANY: usize = 13;
/// The widest names, in pixels: beyond, the bars would be too short to compare.
const WIDEST: f64 = 390.0;

/// Where the bars lie.
pub(crate) struct Rows {
    /// Shares across, rows downwards.
    frame: Frame,
    /// The name of each row, in lines.
    names: Vec<Vec<String>>,
    name_size: f64,
}

impl Rows {
    /// Rows with these names, below `top`. A row takes one line where names are short or rows are many.
    pub(crate) fn new(labels: &[&str], top: f64) -> Self {
        let is_crowded = labels.len() >= MANY;
        let (pitch, name_size, room, most) = if is_crowded {
            (32.0, theme::TICK, WIDEST, 1)
        } else {
            (52.0, theme::LABEL, 16.5 * theme::LABEL, 2)
        };
        let lay = |_, name: &str| text::balanced(name, name_size, Weight::Regular, room, most);
        let names = names::told_apart(labels, lay);
        let widest = text::widest(names.iter().flatten(), name_size, Weight::Regular);
        let left = theme::MARGIN + widest * 1.03 + 14.0;
        let area = Area::of(left..theme::WIDTH - 100.0, top..top + labels.len() as f64 * pitch);
        let (x, y) = (Axis::shares(), Axis::cells(labels.len()).reversed());
        Self {
            frame: Frame { area, x, y },
            names,
            name_size,
        }
    }

    /// Where the rows end.
    pub(crate) fn bottom(&self) -> f64 {
        self.frame.area.bottom
    }

    /// The part of a row between two shares across, and between two parts of its height.
    pub(crate) fn area(&self, index: usize, shares: (f64, f64), height: (f64, f64)) -> Area {
        let row = index as f64;
        self.frame
            .between((shares.0, row + height.0), (shares.1, row + height.1))
    }

    /// The shares across, and what the notes are.
    pub(crate) fn draw_grid(&self, canvas: &mut Canvas<'_>, notes: &str) {
        let Area { top, bottom, .. } = self.frame.area;
        for (share, label) in &self.frame.x.ticks {
            let x = self.frame.across(*share);
            let stroke = Stroke::solid(theme::GRID, 1.0);
            canvas.line(at(x, top - 8.0), at(x, bottom + 3.0), stroke);
            let text = Text::new(label, at(x, bottom + 18.0), theme::TICK);
            canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
        }
        draw_at_right(canvas, notes, top - 22.0);
    }

    /// The name of a row, in the middle of as much of its height as is filled.
    pub(crate) fn draw_name(&self, canvas: &mut Canvas<'_>, index: usize, filled: f64) {
        let middle = self.area(index, (0.0, 1.0), (0.0, filled)).centre().y;
        for (y, name) in text::around(middle, self.name_size * 1.15, &self.names[index]) {
            let place = at(self.frame.area.left - 12.0, y);
            canvas.text(Text::new(name, place, self.name_size).anchored(Anchor::End));
        }
    }

    /// The note of a row.
    pub(crate) fn draw_note(&self, canvas: &mut Canvas<'_>, index: usize, filled: f64, note: &str) {
        let middle = self.area(index, (0.0, 1.0), (0.0, filled)).centre().y;
        draw_at_right(canvas, note, middle);
    }
}

/// Writes a share into its part of a row, where there is room.
pub(crate) fn write_share(canvas: &mut Canvas<'_>, area: Area, share: f64, inked: impl FnOnce(Text<'_>) -> Text<'_>) {
    let label = brief(share, Unit::Share);
    if text::width(&label, theme::TICK, Weight::Regular) + 7.0 <= area.width() {
        let text = Text::new(&label, area.centre(), theme::TICK);
        canvas.text(inked(text.anchored(Anchor::Middle)));
    }
}

/// Writes at the right end of the sheet.
fn draw_at_right(canvas: &mut Canvas<'_>, words: &str, y: f64) {
    let text = Text::new(words, at(theme::WIDTH - theme::MARGIN, y), theme::TICK);
    canvas.text(text.anchored(Anchor::End).coloured(theme::MUTED));
}
