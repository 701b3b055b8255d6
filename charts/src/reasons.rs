//! How trust was lost: what it was, and what members would say it was, beside one another.

use alliance_prose::REASONS;

use crate::drawing::text::{self, Weight};
use crate::drawing::{Area, Canvas, Colour, Heading, Text, at, left_out, sheet, theme};
use crate::error::ChartError;
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Rows, write_share};

/// The reason that members would name.
const BLAME: usize = 3;

/// How trust was lost in the runs of one arm.
#[derive(Debug, Clone, PartialEq)]
pub struct ReasonBar {
    /// The arm's name.
    pub label: String,
    /// What it was, as shares of all trust lost, 0…1, in the order of [`REASONS`].
    pub was: [f64; REASONS.len()],
    /// What members would put down to the cultures, as a share of the trust lost at the table, 0…1.
    pub said: f64,
}

const COLOURS: [Colour; REASONS.len()] = [
    Colour(84, 24, 28),
    Colour(213, 94, 0),
    Colour(104, 187, 236),
    Colour(204, 121, 167),
    Colour(240, 228, 118),
];

/// Bars drawn on a sheet; a note tells how many are left out.
const MOST_BARS: usize = 60;
/// The upper bar of a row: what it was.
const WAS: (f64, f64) = (0.0, 0.5);
/// The lower bar: what they say.
const SAID: (f64, f64) = (0.56, 0.82);

/// Draws two bars an arm: above, the shares of the trust lost by what it was; below, the share that members would put down to the
/// cultures.
///
/// # Errors
/// None so far; a `Result` like every chart's.
pub fn reasons(heading: &Heading, bars: &[ReasonBar]) -> Result<String, ChartError> {
    if bars.iter().all(|bar| bar.was.iter().sum::<f64>() == 0.0) {
        return heading.without_data();
    }
    let drawn = &bars[..bars.len().min(MOST_BARS)];
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(bars.len(), MOST_BARS, "arms"));
        draw_legend(canvas, top + 10.0);
        let labels: Vec<&str> = drawn.iter().map(|bar| bar.label.as_str()).collect();
        let rows = Rows::new(&labels, top + 88.0);
        rows.draw_grid(canvas, "cultures");
        for (index, bar) in drawn.iter().enumerate() {
            draw_bar(canvas, &rows, index, bar);
        }
        rows.bottom() + 52.0
    })
}

fn draw_bar(canvas: &mut Canvas<'_>, rows: &Rows, index: usize, bar: &ReasonBar) {
    rows.draw_name(canvas, index, SAID.1);
    let mut start = 0.0;
    for (&share, colour) in bar.was.iter().zip(COLOURS) {
        draw_part(canvas, rows.area(index, (start, start + share), WAS), share, colour);
        start += share;
    }
    if bar.said > 0.0 {
        canvas.tile(rows.area(index, (0.0, bar.said), SAID), COLOURS[BLAME], 0.0);
    }
    rows.draw_note(canvas, index, SAID.1 + SAID.0, &brief(bar.said, Unit::Share));
}

/// One part of the upper bar, with its share where there is room.
fn draw_part(canvas: &mut Canvas<'_>, area: Area, share: f64, colour: Colour) {
    if share <= 0.0 {
        return;
    }
    let gap = if area.width() > 4.0 { 1.2 } else { 0.0 };
    canvas.tile(area, colour, gap);
    write_share(canvas, area, share, |text| text.coloured(theme::contrast(colour)));
}

/// What the colours are, under what the two bars are.
fn draw_legend(canvas: &mut Canvas<'_>, top: f64) {
    const SWATCH: f64 = 20.0;
    let words = "upper bar: what took all trust that was lost; lower bar: what members put down to the cultures, of what was lost at the table";
    canvas.text(Text::new(words, at(theme::MARGIN, top), theme::TICK).coloured(theme::MUTED));
    let mut x = theme::MARGIN;
    for (name, colour) in REASONS.into_iter().zip(COLOURS) {
        let area = Area::of(x..x + SWATCH, top + 26.0..top + 26.0 + SWATCH);
        canvas.tile(area, colour, 0.0);
        canvas.text(Text::new(name, at(area.right + 7.0, area.centre().y), theme::LABEL));
        x = area.right + 7.0 + text::width(name, theme::LABEL, Weight::Regular) * 1.03 + 24.0;
    }
}
