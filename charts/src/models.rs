//! What an arm does under many models: a panel an arm, an upright bar a model, sorted by the effect.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Canvas, Heading, Stroke, Text, at, left_out, names, sheet, theme};
use crate::error::{ChartError, check_all};
use crate::panel::{Axis, Estimate, Frame, Grid, Ticks, Unit, range};

/// Panels on a sheet; a note tells how many are left out.
const MOST_PANELS: usize = 24;
/// The height of a panel.
const HEIGHT: f64 = 190.0;
/// From one row of panels to the next.
const PITCH: f64 = HEIGHT + 118.0;
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
/// lies below, else grey. A dashed line says at which share of the models the effect turns from below 0 to above.
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
        let grid = Grid {
            top: top + 62.0,
            columns: if drawn.len() == 1 { 1 } else { 2 },
            height: HEIGHT,
            pitch: PITCH,
        };
        let labels: Vec<&str> = drawn.iter().map(|panel| panel.label.as_str()).collect();
        let labels = names::in_a_line(&labels, theme::LABEL, Weight::Bold, grid.area(0).width());
        for (number, (panel, label)) in drawn.iter().zip(&labels).enumerate() {
            let frame = Frame {
                area: grid.area(number),
                x: Axis::shares(),
                y: y.clone(),
            };
            frame.name_above(canvas, label, 36.0);
            draw_panel(canvas, &frame, panel);
        }
        let bottom = grid.area(drawn.len() - 1).bottom + 48.0;
        let words = text::fitted(axis, theme::LABEL, Weight::Regular, theme::WIDTH - 2.0 * theme::MARGIN);
        canvas.text(Text::new(&words, at(theme::WIDTH / 2.0, bottom), theme::LABEL).anchored(Anchor::Middle));
        bottom + 34.0
    })
}

/// An axis that holds all intervals and nought.
fn shared_axis(panels: &[ModelPanel]) -> Axis {
    let effects = panels.iter().flat_map(|panel| &panel.effects);
    let (low, high) = range(effects.flat_map(Estimate::numbers).chain([0.0]));
    Axis::values(Unit::Number, low, high, 5)
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

/// Where sorted effects turn from below nought to above, if they lie on both sides.
fn draw_turn(canvas: &mut Canvas<'_>, frame: &Frame, effects: &[Estimate]) {
    let below = effects.iter().filter(|effect| effect.centre < 0.0).count();
    let above = effects.iter().filter(|effect| effect.centre > 0.0).count();
    if below == 0 || above == 0 {
        return;
    }
    let x = frame.across(below as f64 / effects.len() as f64);
    let stroke = Stroke::solid(theme::INK, 1.2).dashed(Some((5.0, 4.0)));
    canvas.line(at(x, frame.area.top), at(x, frame.area.bottom), stroke);
}
