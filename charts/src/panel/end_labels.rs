//! Labels at the ends of lines: the arm's name, and the value it ends at.

use crate::drawing::text::{self, Weight};
use crate::drawing::theme::{self, Look};
use crate::drawing::{Canvas, Point, Stroke, Text, at, ink, labels, names};

/// A label at the end of a line: the arm's name, and the value it ends at.
#[derive(Debug, Clone)]
pub(crate) struct EndLabel {
    lines: Vec<String>,
    value: String,
    look: Look,
    from: Point,
    size: f64,
}

/// Gap between the end of a line and its label, with room for a sample of its dashes.
const SAMPLE: f64 = 62.0;
/// Names wider than this are wrapped, then cut: about 28 characters.
const NAME_ROOM: f64 = 16.5;

impl EndLabel {
    /// A label whose name is set in these lines.
    pub(crate) fn new(lines: Vec<String>, value: String, look: Look, from: Point, size: f64) -> Self {
        Self {
            lines,
            value,
            look,
            from,
            size,
        }
    }

    /// From one line to the next.
    fn pitch(&self) -> f64 {
        self.size * 1.15
    }

    fn height(&self) -> f64 {
        self.lines.len().max(1) as f64 * self.pitch() + 5.0
    }

    fn width(&self) -> f64 {
        let widths = self
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| self.value_start(index, line));
        widths.fold(0.0, f64::max) + text::width(&self.value, self.size, Weight::Bold)
    }

    /// Where the value would begin after this line: it stands after the last.
    fn value_start(&self, index: usize, line: &str) -> f64 {
        let gap = if index + 1 == self.lines.len() && !self.value.is_empty() {
            0.5 * self.size
        } else {
            0.0
        };
        text::width(line, self.size, Weight::Regular) + gap
    }

    fn draw(&self, canvas: &mut Canvas<'_>, edge: f64, y: f64) {
        let stroke = Stroke::solid(self.look.colour, 1.0);
        if self.from.x < edge - 1.0 {
            canvas.line(self.from, at(edge, self.from.y), stroke.dashed(Some((1.0, 4.0))));
        }
        canvas.polyline(
            &[at(edge.max(self.from.x) + 3.0, self.from.y), at(edge + 20.0, y)],
            stroke,
        );
        let sample = Stroke::solid(self.look.colour, 2.6).dashed(self.look.dash);
        canvas.line(at(edge + 20.0, y), at(edge + SAMPLE - 8.0, y), sample);
        let ink = ink::for_text(self.look.colour);
        for (index, (y, line)) in text::around(y, self.pitch(), &self.lines).enumerate() {
            let x = edge + SAMPLE;
            canvas.text(Text::new(line, at(x, y), self.size).coloured(ink));
            if index + 1 == self.lines.len() {
                let place = at(x + self.value_start(index, line), y);
                canvas.text(Text::new(&self.value, place, self.size).bold().coloured(ink));
            }
        }
    }
}

/// The names of a column of labels at a size, each in its lines.
pub(crate) fn set_names<Name: AsRef<str>>(names: &[Name], size: f64) -> Vec<Vec<String>> {
    let lay = |_, name: &str| text::balanced(name, size, Weight::Regular, NAME_ROOM * size, 2);
    names::told_apart(names, lay)
}

/// The width that a column of labels needs, from the end of the lines to the edge of the sheet.
pub(crate) fn column_width<'a>(labels: impl IntoIterator<Item = &'a EndLabel>) -> f64 {
    // A little slack: a viewer without the bundled font may set text slightly wider.
    SAMPLE + labels.into_iter().map(EndLabel::width).fold(0.0, f64::max) * 1.03 + theme::MARGIN
}

/// The height that a column of labels needs.
pub(crate) fn column_height(labels: &[EndLabel]) -> f64 {
    labels.iter().map(EndLabel::height).sum()
}

/// Draws a column of labels right of `edge`, pushed apart between `top` and `bottom`.
pub(crate) fn draw_labels(canvas: &mut Canvas<'_>, labels: &[EndLabel], edge: f64, top: f64, bottom: f64) {
    let wanted: Vec<f64> = labels.iter().map(|label| label.from.y).collect();
    let heights: Vec<f64> = labels.iter().map(EndLabel::height).collect();
    for (label, y) in labels.iter().zip(labels::spread(&wanted, &heights, top, bottom)) {
        label.draw(canvas, edge, y);
    }
}
