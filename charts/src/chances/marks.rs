//! The causes as numbered marks above the curve.

use super::causes::{ChanceCause, MARK, draw_number};
use crate::drawing::lanes::{self, Flag};
use crate::drawing::{Canvas, Stroke, at, theme};
use crate::panel::{Curve, Frame, Vertex};

const LANE: f64 = 2.0 * MARK + 6.0;
/// Most lanes of marks above the panel.
const MOST_LANES: usize = 10;

/// The causes with their places above the panel, in lanes.
pub(super) struct Marks<'a> {
    causes: &'a [ChanceCause],
    flags: Vec<Flag>,
    lanes: Vec<Option<usize>>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(causes: &'a [ChanceCause], frame: &Frame) -> Self {
        let flag = |cause: &ChanceCause| {
            let x = frame.across(cause.middle());
            Flag {
                x,
                left: x - MARK - 2.0,
                right: x + MARK + 2.0,
            }
        };
        let flags: Vec<Flag> = causes.iter().map(flag).collect();
        let lanes = lanes::assign(&flags, MOST_LANES);
        Self { causes, flags, lanes }
    }

    pub(super) fn height(&self) -> f64 {
        lanes::n_used(&self.lanes) as f64 * LANE
    }

    fn placed(&self) -> impl Iterator<Item = (usize, f64, usize)> {
        let marks = self.flags.iter().zip(&self.lanes).enumerate();
        marks.filter_map(|(number, (flag, lane))| Some((number, flag.x, (*lane)?)))
    }

    /// From every mark down to the curve.
    pub(super) fn draw_lines(&self, canvas: &mut Canvas<'_>, frame: &Frame, curve: &Curve) {
        let vertices = curve.stretches().concat();
        for (_, x, lane) in self.placed() {
            let away = |vertex: &Vertex| (frame.across(vertex.x) - x).abs();
            let nearest = vertices.iter().min_by(|one, other| away(one).total_cmp(&away(other)));
            let end = nearest.map_or(frame.area.bottom, |vertex| frame.up(vertex.centre));
            let stroke = Stroke::solid(theme::AXIS, 1.0).dashed(Some((2.5, 3.5)));
            canvas.line(at(x, height_of(frame, lane)), at(x, end), stroke);
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, frame: &Frame) {
        for (number, x, lane) in self.placed() {
            let colour = self.causes[number].colour();
            draw_number(canvas, at(x, height_of(frame, lane)), number, colour);
        }
    }
}

fn height_of(frame: &Frame, lane: usize) -> f64 {
    frame.area.top - 40.0 - (lane as f64 + 0.5) * LANE
}
