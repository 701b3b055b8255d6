//! How runs ended: stacked bars, an arm each.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Area, Canvas, Colour, Heading, Point, Stroke, Text, at, left_out, sheet, theme};
use crate::error::ChartError;
use crate::panel::{Rows, write_share};

/// The outcomes of runs, from good to bad; the first four accomplished their mission or lasted to the horizon.
pub const OUTCOMES: [&str; 8] = [
    "completed",
    "thriving",
    "hollow",
    "drifted",
    "fragmented",
    "dissolved",
    "collapsed",
    "failed",
];

/// How the runs of one arm ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeBar {
    /// The arm's name.
    pub label: String,
    /// Runs by outcome, in the order of [`OUTCOMES`].
    pub counts: [u64; OUTCOMES.len()],
}

impl OutcomeBar {
    fn n_runs(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The share of each outcome; all nought without runs.
    fn shares(&self) -> [f64; OUTCOMES.len()] {
        let n_runs = self.n_runs().max(1) as f64;
        self.counts.map(|count| count as f64 / n_runs)
    }
}

/// From blue to black by way of yellow: good to bad for every kind of sight, and told apart by lightness too.
const COLOURS: [Colour; OUTCOMES.len()] = [
    Colour(0, 50, 98),
    Colour(0, 114, 178),
    Colour(104, 187, 236),
    Colour(240, 228, 118),
    Colour(238, 172, 40),
    Colour(213, 94, 0),
    Colour(84, 24, 28),
    Colour(255, 255, 255),
];

pub(super) const COMPLETED: usize = 0;
pub(super) const N_LASTED: usize = 4;
pub(super) const FAILED: usize = 7;

/// Bars drawn on a sheet; a note tells how many are left out.
const MOST_BARS: usize = 120;

/// Draws the shares of outcomes as horizontal stacked bars, one an arm, with the number of runs at the right.
///
/// # Errors
/// None so far; a `Result` like every chart's.
pub fn outcomes(heading: &Heading, bars: &[OutcomeBar]) -> Result<String, ChartError> {
    if bars.iter().all(|bar| bar.n_runs() == 0) {
        return heading.without_data();
    }
    let drawn = &bars[..bars.len().min(MOST_BARS)];
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(bars.len(), MOST_BARS, "arms"));
        let labels: Vec<&str> = drawn.iter().map(|bar| bar.label.as_str()).collect();
        let rows = Rows::new(&labels, top + 88.0);
        draw_legend(canvas, drawn, top + 10.0);
        rows.draw_grid(canvas, "runs");
        for (index, bar) in drawn.iter().enumerate() {
            draw_bar(canvas, &rows, index, bar);
        }
        rows.bottom() + 52.0
    })
}

/// How much of its row a bar fills.
const FILLED: f64 = 0.75;

fn draw_bar(canvas: &mut Canvas<'_>, rows: &Rows, index: usize, bar: &OutcomeBar) {
    rows.draw_name(canvas, index, FILLED);
    let mut start = 0.0;
    for (outcome, share) in bar.shares().into_iter().enumerate() {
        let area = rows.area(index, (start, start + share), (0.0, FILLED));
        draw_segment(canvas, area, outcome, share);
        start += share;
    }
    rows.draw_note(canvas, index, FILLED, &bar.n_runs().to_string());
}

/// One outcome's part of a bar, with its share where there is room.
fn draw_segment(canvas: &mut Canvas<'_>, area: Area, outcome: usize, share: f64) {
    if share <= 0.0 {
        return;
    }
    draw_swatch(canvas, area, outcome);
    write_share(canvas, area, share, |text| {
        let text = text.coloured(theme::contrast(COLOURS[outcome]));
        if outcome == FAILED { text.haloed() } else { text }
    });
}

fn draw_swatch(canvas: &mut Canvas<'_>, area: Area, outcome: usize) {
    if outcome == FAILED {
        canvas.rectangle(area, COLOURS[outcome]);
        canvas.hatch(area, 7.0, Stroke::solid(theme::AXIS, 1.2));
        canvas.outline(area, Stroke::solid(theme::AXIS, 1.0));
    } else {
        let gap = if area.width() > 4.0 { 1.2 } else { 0.0 };
        canvas.tile(area, COLOURS[outcome], gap);
    }
}

/// The outcomes in the order of the bars, under what they have in common.
fn draw_legend(canvas: &mut Canvas<'_>, bars: &[OutcomeBar], top: f64) {
    let has = |outcome: usize| bars.iter().any(|bar| bar.counts[outcome] > 0);
    let is_shown = |outcome: &usize| (*outcome != COMPLETED && *outcome != FAILED) || has(*outcome);
    let lasted = if has(COMPLETED) {
        "completed, or lasted to the horizon"
    } else {
        "lasted to the horizon"
    };
    let mut x = theme::MARGIN;
    let mut group = x;
    for outcome in (0..OUTCOMES.len()).filter(is_shown) {
        let end = draw_key(canvas, outcome, at(x, top + 26.0));
        x = end + 24.0;
        let words = match outcome + 1 {
            N_LASTED => lasted,
            FAILED => "ended before",
            _ => continue,
        };
        canvas.text(Text::new(words, at(group, top), theme::TICK).coloured(theme::MUTED));
        let stroke = Stroke::solid(theme::AXIS, 1.0);
        canvas.line(at(group, top + 15.0), at(end, top + 15.0), stroke);
        x = end + 42.0;
        group = x;
    }
}

/// A sample of an outcome's colour, and its name; tells where that ends.
fn draw_key(canvas: &mut Canvas<'_>, outcome: usize, place: Point) -> f64 {
    const SWATCH: f64 = 20.0;
    let name = OUTCOMES[outcome];
    let area = Area::of(place.x..place.x + SWATCH, place.y..place.y + SWATCH);
    draw_swatch(canvas, area, outcome);
    canvas.text(Text::new(name, at(area.right + 7.0, area.centre().y), theme::LABEL));
    area.right + 7.0 + text::width(name, theme::LABEL, Weight::Regular) * 1.03
}
