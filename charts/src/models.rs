//! What an arm does under many models: a panel an arm, an upright bar a model, sorted by the effect.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Heading, Stroke, Text, at, left_out, names, sheet, theme};
use crate::error::{ChartError, check_all};
use crate::panel::{Axis, Estimate, Frame, Ticks, range};

/// Panels on a sheet; a note tells how many are left out.
const MOST_PANELS: usize = 24;
/// The height of a panel.
const HEIGHT: f64 = 190.0;
/// From one row of panels to the next.
const PITCH: f64 = HEIGHT + 118.0;
/// Room at the left for numbers.
const LEFT: f64 = 84.0;
/// Room between panels, for the numbers of both.
const GAP: f64 = 104.0;
/// Bars are at most so wide.
const WIDEST: f64 = 6.0;

/// What an arm does under many models.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelPanel {
    /// The arm's name.
    pub label: String,
    /// In how many models it does what, in a line.
    pub note: String,
    /// What it does in every model, in any order.
    pub effects: Vec<Estimate>,
}

/// Draws what every arm does under many models. Bars are intervals, dots effects; blue where the whole interval lies above 0, vermillion where it
/// lies below, else grey. Dashed lines say at which share of the models effects below 0 end, and those above 0 begin.
///
/// # Errors
/// If a number is not finite.
pub fn over_models(heading: &Heading, axis: &str, panels: &[ModelPanel]) -> Result<String, ChartError> {
    for panel in panels {
        check_all(&panel.label, &panel.effects, |effect| effect.is_finite())?;
    }
    if panels.iter().all(|panel| panel.effects.is_empty()) {
        return heading.without_data();
    }
    let drawn = &panels[..panels.len().min(MOST_PANELS)];
    let y = shared_axis(drawn);
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(panels.len(), MOST_PANELS, "arms"));
        let area = |number| area(number, drawn.len(), top + 62.0);
        let labels: Vec<&str> = drawn.iter().map(|panel| panel.label.as_str()).collect();
        let labels = names::in_a_line(&labels, theme::LABEL, Weight::Bold, area(0).width());
        for (number, (panel, label)) in drawn.iter().zip(&labels).enumerate() {
            let frame = Frame {
                area: area(number),
                x: Axis::shares(),
                y: y.clone(),
            };
            frame.name_above(canvas, label, 36.0);
            draw_panel(canvas, &frame, panel);
        }
        let bottom = area(drawn.len() - 1).bottom + 48.0;
        let words = text::fitted(axis, theme::LABEL, Weight::Regular, theme::WIDTH - 2.0 * theme::MARGIN);
        canvas.text(Text::new(&words, at(theme::WIDTH / 2.0, bottom), theme::LABEL).anchored(Anchor::Middle));
        bottom + 34.0
    })
}

/// Where the panel of this number lies, of so many: one by itself, or two in a row.
fn area(number: usize, n_panels: usize, top: f64) -> Area {
    let columns = n_panels.min(2);
    let room = theme::WIDTH - LEFT - theme::MARGIN - GAP * (columns as f64 - 1.0);
    let width = room / columns as f64;
    let left = LEFT + (number % columns) as f64 * (width + GAP);
    let top = top + (number / columns) as f64 * PITCH;
    Area::of(left..left + width, top..top + HEIGHT)
}

/// An axis that holds all intervals and nought.
fn shared_axis(panels: &[ModelPanel]) -> Axis {
    let effects = panels.iter().flat_map(|panel| &panel.effects);
    let (low, high) = range(effects.flat_map(Estimate::numbers).chain([0.0]));
    let room = 0.04 * (high - low);
    Axis::exact(low - room, high + room, 5)
}

fn draw_panel(canvas: &mut Canvas<'_>, frame: &Frame, panel: &ModelPanel) {
    let area = frame.area;
    let note = text::fitted(&panel.note, theme::TICK, Weight::Regular, area.width());
    canvas.text(Text::new(&note, at(area.left, area.top - 14.0), theme::TICK).coloured(theme::MUTED));
    frame.draw_y(canvas);
    let mut effects = panel.effects.clone();
    effects.sort_by(|one, other| one.centre.total_cmp(&other.centre));
    let n = effects.len().max(1) as f64;
    let width = (0.8 * area.width() / n).min(WIDEST);
    for (place, effect) in effects.iter().enumerate() {
        let colour = match effect {
            Estimate { low, .. } if *low > 0.0 => theme::POSITIVE,
            Estimate { high, .. } if *high < 0.0 => theme::NEGATIVE,
            Estimate { .. } => theme::AXIS,
        };
        let x = (place as f64 + 0.5) / n;
        let (low, high) = (frame.at(x, effect.low), frame.at(x, effect.high));
        canvas.line(low, high, Stroke::solid(colour, width).faint(0.35));
        canvas.disc(frame.at(x, effect.centre), 1.8, colour);
    }
    draw_turn(canvas, frame, &effects);
    frame.draw_x(canvas, Ticks::Written);
}

/// Where sorted effects below nought end, and where those above begin; once where that is the same place.
fn draw_turn(canvas: &mut Canvas<'_>, frame: &Frame, effects: &[Estimate]) {
    let below = effects.iter().filter(|effect| effect.centre < 0.0).count();
    let above = effects.iter().filter(|effect| effect.centre > 0.0).count();
    let mut places = vec![below, effects.len() - above];
    places.dedup();
    let inner = places.into_iter().filter(|place| (1..effects.len()).contains(place));
    for place in inner {
        let x = frame.across(place as f64 / effects.len() as f64);
        let stroke = Stroke::solid(theme::INK, 1.2).dashed(Some((5.0, 4.0)));
        canvas.line(at(x, frame.area.top), at(x, frame.area.bottom), stroke);
    }
}
