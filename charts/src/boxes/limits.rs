//! The limits of a box, key by key, on the range of all design points.

use alliance_prose::numbers::brief;

use super::{BoxKey, BoxSpan};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Heading, Stroke, Text, at, left_out, names, sheet, theme};
use crate::error::ChartError;
use crate::panel::{Axis, Frame, range};
use crate::scatter::Places;

const LEFT: f64 = theme::MARGIN + 84.0;
const RIGHT: f64 = theme::WIDTH - theme::MARGIN - 84.0;
const PITCH: f64 = 96.0;
/// From the top of a row to the middle of its bar, and half the height of that.
const MIDDLE: f64 = 48.0;
const HALF: f64 = 9.0;
/// Keys that are drawn; a note tells how many are left out.
const MOST_KEYS: usize = 30;

/// Draws for each key that a box restricts what it allows of the range of all design points.
///
/// # Errors
/// If a place or an end is not finite.
pub fn box_limits(heading: &Heading, keys: &[BoxKey]) -> Result<String, ChartError> {
    keys.iter().try_for_each(|key| key.check(key.places.along().len()))?;
    if keys.is_empty() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(keys.len(), MOST_KEYS, "keys")) + 6.0;
        let drawn = &keys[..keys.len().min(MOST_KEYS)];
        for (row, key) in drawn.iter().enumerate() {
            key.draw_row(canvas, top + row as f64 * PITCH);
        }
        top + drawn.len() as f64 * PITCH
    })
}

impl BoxKey {
    fn draw_row(&self, canvas: &mut Canvas<'_>, top: f64) {
        let (left, right) = (theme::MARGIN, theme::WIDTH - theme::MARGIN);
        let note = text::fitted(&self.note, theme::TICK, Weight::Regular, 300.0);
        let room = right - left - 1.03 * text::width(&note, theme::TICK, Weight::Regular) - 24.0;
        self.key
            .draw(canvas, at(left, top + 8.0), Anchor::Start, Weight::Bold, room);
        let note = Text::new(&note, at(right, top + 8.0), theme::TICK);
        canvas.text(note.anchored(Anchor::End).coloured(theme::MUTED));
        let middle = top + MIDDLE;
        match (&self.places, &self.span) {
            (Places::Names { names, .. }, BoxSpan::Names(inside)) => draw_names(canvas, names, inside, middle),
            _ => self.draw_span(canvas, middle),
        }
    }

    /// The range of all points as a thin line, what is allowed as a bar, and the limits at its ends.
    fn draw_span(&self, canvas: &mut Canvas<'_>, middle: f64) {
        let (low, high) = range(self.places.along());
        let area = Area::of(LEFT..RIGHT, middle - HALF..middle + HALF);
        let frame = Frame {
            area,
            x: Axis {
                low,
                high,
                ticks: Vec::new(),
            },
            y: Axis::cells(1),
        };
        canvas.line(at(LEFT, middle), at(RIGHT, middle), Stroke::solid(theme::GHOST, 6.0));
        let (from, to) = self.ends();
        let bar = frame.between((from.unwrap_or(low), 0.0), (to.unwrap_or(high), 1.0));
        canvas.rectangle(bar, theme::POSITIVE);
        let ends = |value: f64| match self.places {
            Places::Logarithms(_) => brief(libm::exp10(value)),
            _ => brief(value),
        };
        for (value, x, anchor) in [(low, LEFT - 10.0, Anchor::End), (high, RIGHT + 10.0, Anchor::Start)] {
            let text = ends(value);
            canvas.text(
                Text::new(&text, at(x, middle), theme::TICK)
                    .anchored(anchor)
                    .coloured(theme::MUTED),
            );
        }
        for (end, x, anchor) in [(from, bar.left, Anchor::End), (to, bar.right, Anchor::Start)] {
            let Some(end) = end else { continue };
            let text = ends(end);
            let place = at(x, middle + HALF + 12.0);
            canvas.text(Text::new(&text, place, theme::TICK).bold().anchored(anchor));
        }
    }
}

/// All names side by side; those that are allowed are filled, the others crossed out.
fn draw_names(canvas: &mut Canvas<'_>, all: &[String], inside: &[usize], middle: f64) {
    let width = (RIGHT - LEFT) / all.len() as f64;
    let names = names::in_a_line(all, theme::TICK, Weight::Regular, (width - 8.0) / 1.03);
    for (place, name) in names.iter().enumerate() {
        let left = LEFT + place as f64 * width;
        let tile = Area::of(left + 2.0..left + width - 2.0, middle - HALF..middle + HALF);
        let is_inside = inside.contains(&place);
        match is_inside {
            true => canvas.rectangle(tile, theme::POSITIVE),
            false => canvas.outline(tile, Stroke::solid(theme::GHOST, 1.4)),
        }
        let colour = if is_inside { theme::INK } else { theme::MUTED };
        let text = Text::new(name, at(tile.centre().x, middle + HALF + 12.0), theme::TICK);
        canvas.text(text.anchored(Anchor::Middle).coloured(colour));
    }
}
