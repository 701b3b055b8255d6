//! Large panels below one another, with a label at the end of every line.

use super::measure::{Across, Measure, Spread, n_arms};
use crate::drawing::theme::{self, look};
use crate::drawing::{Area, Canvas, Heading, sheet};
use crate::error::ChartError;
use crate::panel::alive::{AliveRows, faded};
use crate::panel::{Axis, Frame, Ticks, Vertex, curves, end_labels};

const BARS: &str = "Bars at the right: the band at each line's end.";

const LEFT: f64 = 92.0;
/// Room above a panel for its name, and between panels.
const GAP: f64 = 52.0;
/// Room right of the lines for a bar at the end of each.
const BAR_PITCH: f64 = 10.0;
const FIRST_BAR: f64 = 14.0;
/// How far the bars of neighbouring arms stand apart at a swept level.
const SHIFT: f64 = 7.0;

pub(super) fn draw(heading: &Heading, across: &Across, measures: &[Measure]) -> Result<String, ChartError> {
    sheet(&heading.title, |canvas| draw_panels(canvas, heading, across, measures))
}

/// Draws heading and panels; tells where the sheet may end.
fn draw_panels(canvas: &mut Canvas<'_>, heading: &Heading, across: &Across, measures: &[Measure]) -> f64 {
    let n_arms = n_arms(measures);
    let (note, strip) = match across.has_end_bars(n_arms) {
        true => (BARS, FIRST_BAR + n_arms as f64 * BAR_PITCH),
        false => ("", 0.0),
    };
    let mut bottom = heading.draw(canvas, &across.note(note)) - 16.0;
    let right = theme::WIDTH - strip - column_width(across, measures);
    let least = if measures.len() == 1 { 430.0 } else { 170.0 };
    for (index, measure) in measures.iter().enumerate() {
        let top = bottom + GAP;
        bottom = top + panel_height(across, measure).max(least);
        let mut frame = blank(across, measure);
        frame.area = Area {
            right,
            ..frame.area.between(top, bottom)
        };
        Panel::new(&frame, across, measure, strip).draw(canvas);
        if index + 1 == measures.len() {
            bottom = draw_foot(canvas, &frame, across, frame.area.right + strip);
        }
    }
    bottom
}

/// A frame whose area is still to be found.
fn blank(across: &Across, measure: &Measure) -> Frame {
    Frame {
        area: Area::of(LEFT..theme::WIDTH, 0.0..1.0),
        x: across.axis.clone(),
        y: measure.axis(across, 5),
    }
}

fn column_width(across: &Across, measures: &[Measure]) -> f64 {
    let labels = measures
        .iter()
        .map(|measure| measure.labels(&blank(across, measure), |_, x| x));
    labels
        .map(|labels| end_labels::column_width(&labels))
        .fold(0.0, f64::max)
}

/// The height that the labels of a panel need; they may reach a little above and below it.
fn panel_height(across: &Across, measure: &Measure) -> f64 {
    end_labels::column_height(&measure.labels(&blank(across, measure), |_, x| x)) - 20.0
}

/// The axis below the last panel, with how many runs are alive; the names of arms stand right of `right`. Tells where the sheet may end.
fn draw_foot(canvas: &mut Canvas<'_>, frame: &Frame, across: &Across, right: f64) -> f64 {
    let depth = match &across.levels {
        Some(levels) => levels.draw(canvas, |place| frame.across(place), frame.area.bottom + 8.0),
        None => {
            frame.draw_x(canvas, Ticks::Written);
            26.0
        }
    };
    frame.name_key(canvas, &across.name, depth + 18.0);
    let bottom = frame.area.bottom + depth + 42.0;
    if across.alive.is_empty() {
        return bottom;
    }
    let lines = across.alive.iter().enumerate();
    let rows = AliveRows {
        what: "Runs alive",
        lines: lines.map(|(index, curve)| (curve, look(index))).collect(),
        names_from: Some(right + 24.0),
    };
    rows.draw(canvas, frame, bottom) + 26.0
}

/// One measure's panel.
struct Panel<'a> {
    frame: &'a Frame,
    across: &'a Across,
    measure: &'a Measure,
    /// Room right of it for bars.
    strip: f64,
}

impl<'a> Panel<'a> {
    fn new(frame: &'a Frame, across: &'a Across, measure: &'a Measure, strip: f64) -> Self {
        Self {
            frame,
            across,
            measure,
            strip,
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        self.frame.draw_columns(canvas);
        self.frame.draw_y(canvas);
        self.frame.name_panel(canvas, &self.measure.label);
        if self.across.spread != Spread::Bars && self.strip == 0.0 {
            self.draw_bands(canvas);
        }
        for (index, series) in self.measure.series.iter().enumerate() {
            for stretch in &series.faded {
                curves::line(canvas, self.frame, stretch, faded(look(index)), 2.5);
            }
            for stretch in &series.stretches {
                self.draw_line(canvas, index, stretch);
            }
        }
        self.frame.draw_x(canvas, Ticks::Bare);
        if self.strip > 0.0 {
            self.draw_end_bars(canvas);
        }
        let area = self.frame.area;
        let labels = self.measure.labels(self.frame, |index, x| self.label_start(index, x));
        end_labels::draw_labels(
            canvas,
            &labels,
            area.right + self.strip,
            area.top - 10.0,
            area.bottom + 10.0,
        );
    }

    fn n_arms(&self) -> usize {
        self.measure.series.len()
    }

    fn draw_bands(&self, canvas: &mut Canvas<'_>) {
        let opacity = match self.n_arms() {
            0..=2 => 0.18,
            3..=theme::MOST_BANDS => 0.13,
            _ => 0.09,
        };
        for (index, series) in self.measure.series.iter().enumerate() {
            for (stretches, opacity) in [(&series.stretches, opacity), (&series.faded, 0.4 * opacity)] {
                for stretch in stretches {
                    curves::band(canvas, self.frame, stretch, look(index), opacity);
                }
            }
        }
    }

    /// A line; one with bars is thin, and shifted a little so that the bars of arms stand side by side.
    fn draw_line(&self, canvas: &mut Canvas<'_>, index: usize, stretch: &[Vertex]) {
        if self.across.spread != Spread::Bars {
            curves::line(canvas, self.frame, stretch, look(index), 2.5);
            return;
        }
        let shift = self.shift(index);
        let mut frame = self.frame.clone();
        frame.area.left += shift;
        frame.area.right += shift;
        if stretch.len() > 1 {
            // Between names there is nothing to read off a line: it only helps the eye to follow an arm.
            let is_name = self.across.levels.as_ref().is_some_and(|levels| levels.is_name);
            curves::line(canvas, &frame, stretch, look(index), if is_name { 0.7 } else { 1.6 });
        }
        for point in stretch {
            curves::whisker(canvas, &frame, *point, look(index));
        }
    }

    fn shift(&self, index: usize) -> f64 {
        (index as f64 - (self.n_arms() as f64 - 1.0) / 2.0) * SHIFT
    }

    /// Places for a bar an arm, right of the lines.
    fn bars(&self) -> Frame {
        let (n_arms, left) = (self.n_arms(), self.frame.area.right + FIRST_BAR);
        let right = left + BAR_PITCH * n_arms as f64;
        let area = Area {
            left,
            right,
            ..self.frame.area
        };
        Frame {
            area,
            x: Axis::cells(n_arms),
            y: self.frame.y.clone(),
        }
    }

    fn draw_end_bars(&self, canvas: &mut Canvas<'_>) {
        for (index, _, end) in self.measure.ends() {
            let end = Vertex { x: index as f64, ..end };
            curves::whisker(canvas, &self.bars(), end, look(index));
        }
    }

    /// Where the way to a label begins: at the bar, or at the end of the line.
    fn label_start(&self, index: usize, x: f64) -> f64 {
        match self.across.spread {
            _ if self.strip > 0.0 => self.bars().across(index as f64) + 3.0,
            Spread::Bars => x + self.shift(index) + 4.0,
            Spread::Ribbon | Spread::WideRibbon => x,
        }
    }
}
