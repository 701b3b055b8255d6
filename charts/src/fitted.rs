//! A survival curve that was fitted, over the target that it was fitted to.

use crate::drawing::theme::{self, Look, look};
use crate::drawing::{Area, Canvas, Heading, sheet};
use crate::error::{ChartError, check_finite};
use crate::panel::curves::{self, stepped};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Curve, EndLabel, Estimate, Frame, Ticks, Vertex, end_labels};

const LEFT: f64 = 92.0;
const HEIGHT: f64 = 470.0;
const RADIUS: f64 = 5.0;
const PRIOR: Look = Look {
    colour: theme::AXIS,
    dash: Some((4.0, 4.0)),
};
const TARGET: Look = Look::solid(theme::INK);

/// One share of a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetDot {
    /// Months since the founding.
    pub month: f64,
    /// The share with its interval; without an interval both ends are the share.
    pub share: Estimate,
}

/// Draws what the prior and the fitted model predict, with their bands, and the target as dots.
///
/// # Errors
/// If the lists of a curve differ in length, or a month is not finite.
pub fn fitted(heading: &Heading, prior: &Curve, posterior: &Curve, target: &[TargetDot]) -> Result<String, ChartError> {
    [prior, posterior].into_iter().try_for_each(Curve::check)?;
    check_finite("target", target.iter().map(|dot| dot.month))?;
    let months = posterior.months.iter().chain(&prior.months);
    let last = months.copied().fold(0.0, f64::max);
    if last == 0.0 {
        return heading.without_data();
    }
    let looks = [(prior, PRIOR), (posterior, look(0))];
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "") + 24.0;
        let frame = draw_curves(canvas, frame(top, last), looks);
        target.iter().for_each(|dot| dot.draw(canvas, &frame));
        frame.area.bottom + 68.0
    })
}

/// Draws curves in a frame that is made narrow enough for their labels; tells which it became.
fn draw_curves(canvas: &mut Canvas<'_>, mut frame: Frame, looks: [(&Curve, Look); 2]) -> Frame {
    let labels = |frame: &Frame| -> Vec<EndLabel> {
        let labels = looks.iter().filter_map(|(curve, look)| label(frame, curve, *look));
        labels.collect()
    };
    frame.area.right = theme::WIDTH - end_labels::column_width(&labels(&frame));
    frame.draw_columns(canvas);
    frame.draw_y(canvas);
    frame.name_panel(canvas, "Share of alliances still alive");
    for ((curve, look), opacity) in looks.into_iter().zip([0.2, 0.22]) {
        draw_curve(canvas, &frame, curve, look, opacity);
    }
    frame.draw_x(canvas, Ticks::Written);
    frame.name_x(canvas, "Month", 44.0);
    let area = frame.area;
    let (top, bottom) = (area.top - 10.0, area.bottom + 10.0);
    end_labels::draw_labels(canvas, &labels(&frame), area.right, top, bottom);
    frame
}

fn frame(top: f64, last: f64) -> Frame {
    Frame {
        area: Area::of(LEFT..theme::WIDTH, top..top + HEIGHT),
        x: Axis::months(last, 12),
        y: Axis::shares(),
    }
}

fn label(frame: &Frame, curve: &Curve, look: Look) -> Option<EndLabel> {
    let end: Vertex = curve.last()?;
    let value = brief(end.centre, Unit::Share);
    let place = frame.at(end.x, end.centre);
    let name = end_labels::set_names(&[&curve.label], theme::LABEL).concat();
    Some(EndLabel::new(name, value, look, place, theme::LABEL))
}

fn draw_curve(canvas: &mut Canvas<'_>, frame: &Frame, curve: &Curve, look: Look, opacity: f64) {
    for stretch in curve.stretches() {
        let steps = stepped(&stretch);
        curves::band(canvas, frame, &steps, look, opacity);
        curves::line(canvas, frame, &steps, look, 2.5);
    }
}

impl TargetDot {
    fn draw(&self, canvas: &mut Canvas<'_>, frame: &Frame) {
        let Estimate { centre, low, high } = self.share;
        if low < high {
            let x = self.month;
            curves::whisker(canvas, frame, Vertex { x, centre, low, high }, TARGET);
        }
        canvas.circle(frame.at(self.month, centre), RADIUS, TARGET.colour, 1.5);
    }
}
