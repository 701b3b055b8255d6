//! How runs ended: stacked bars, an arm each.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Heading, Point, Stroke, Text, at, left_out, sheet, theme};
use crate::error::ChartError;
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Frame};

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
/// From this many bars on, rows are lower and names take one line.
const MANY_BARS: usize = 13;

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
        let rows = Rows::new(drawn, top + 88.0);
        draw_legend(canvas, drawn, top + 10.0);
        rows.draw_grid(canvas);
        for (index, bar) in drawn.iter().enumerate() {
            rows.draw_bar(canvas, index, bar);
        }
        rows.frame.area.bottom + 52.0
    })
}

/// Where the bars lie.
struct Rows {
    /// Shares across, bars downwards.
    frame: Frame,
    name_size: f64,
    name_lines: usize,
}

/// How much of its row a bar fills.
const FILLED: f64 = 0.75;

impl Rows {
    fn new(bars: &[OutcomeBar], top: f64) -> Self {
        let is_crowded = bars.len() >= MANY_BARS;
        let (pitch, name_size, name_lines) = if is_crowded {
            (32.0, theme::TICK, 1)
        } else {
            (52.0, theme::LABEL, 2)
        };
        let area = Area::of(0.0..theme::WIDTH - 100.0, top..top + bars.len() as f64 * pitch);
        let (x, y) = (Axis::shares(), Axis::cells(bars.len()).reversed());
        let mut rows = Self {
            frame: Frame { area, x, y },
            name_size,
            name_lines,
        };
        let names = bars.iter().flat_map(|bar| rows.name(bar));
        let widest = text::widest(names, rows.name_size, Weight::Regular);
        rows.frame.area.left = theme::MARGIN + widest * 1.03 + 14.0;
        rows
    }

    /// An arm's name in at most some 28 characters a line.
    fn name(&self, bar: &OutcomeBar) -> Vec<String> {
        text::balanced(
            &bar.label,
            self.name_size,
            Weight::Regular,
            16.5 * self.name_size,
            self.name_lines,
        )
    }

    /// The part of a bar between two shares.
    fn area(&self, index: usize, from: f64, to: f64) -> Area {
        let row = index as f64;
        self.frame.between((from, row), (to, row + FILLED))
    }

    fn draw_grid(&self, canvas: &mut Canvas<'_>) {
        let Area { top, bottom, .. } = self.frame.area;
        for (share, label) in &self.frame.x.ticks {
            let x = self.frame.across(*share);
            let stroke = Stroke::solid(theme::GRID, 1.0);
            canvas.line(at(x, top - 8.0), at(x, bottom + 3.0), stroke);
            let text = Text::new(label, at(x, bottom + 18.0), theme::TICK);
            canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
        }
        draw_count(canvas, "runs", top - 22.0);
    }

    fn draw_bar(&self, canvas: &mut Canvas<'_>, index: usize, bar: &OutcomeBar) {
        let middle = self.area(index, 0.0, 1.0).centre().y;
        self.draw_name(canvas, bar, middle);
        let mut start = 0.0;
        for (outcome, share) in bar.shares().into_iter().enumerate() {
            let area = self.area(index, start, start + share);
            draw_segment(canvas, area, outcome, share);
            start += share;
        }
        draw_count(canvas, &bar.n_runs().to_string(), middle);
    }

    fn draw_name(&self, canvas: &mut Canvas<'_>, bar: &OutcomeBar, middle: f64) {
        let names = self.name(bar);
        for (y, name) in text::around(middle, self.name_size * 1.15, &names) {
            let place = at(self.frame.area.left - 12.0, y);
            canvas.text(Text::new(name, place, self.name_size).anchored(Anchor::End));
        }
    }
}

/// Writes at the right end of the sheet.
fn draw_count(canvas: &mut Canvas<'_>, words: &str, y: f64) {
    let text = Text::new(words, at(theme::WIDTH - theme::MARGIN, y), theme::TICK);
    canvas.text(text.anchored(Anchor::End).coloured(theme::MUTED));
}

/// One outcome's part of a bar, with its share where there is room.
fn draw_segment(canvas: &mut Canvas<'_>, area: Area, outcome: usize, share: f64) {
    if share <= 0.0 {
        return;
    }
    draw_swatch(canvas, area, outcome);
    let label = brief(share, Unit::Share);
    if text::width(&label, theme::TICK, Weight::Regular) + 7.0 > area.width() {
        return;
    }
    let colour = theme::contrast(COLOURS[outcome]);
    let text = Text::new(&label, area.centre(), theme::TICK)
        .anchored(Anchor::Middle)
        .coloured(colour);
    canvas.text(if outcome == FAILED { text.haloed() } else { text });
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
    let lasted = if has(COMPLETED) { "completed, or lasted to the horizon" } else { "lasted to the horizon" };
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
