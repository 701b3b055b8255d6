//! The frame of a panel: plotters' coordinates, with their mesh, ticks and names.

use std::ops::Range;

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::coord::combinators::{BindKeyPoints, WithKeyPoints};
use plotters::coord::ranged1d::BoldPoints;
use plotters::coord::types::RangedCoordf64;

use super::axis::Axis;
use super::key_name::KeyName;
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, DETAIL, Point, Stroke, Text, at, theme, units};

/// The area of a panel with its two axes.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) area: Area,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
}

/// Whether a panel writes its own axis of x, or leaves that to the panel below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ticks {
    Written,
    Bare,
}

/// Which lines of a mesh are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    Upright,
    Level,
}

/// The line below a panel and its ticks.
const BASE: Stroke = Stroke::solid(theme::AXIS, 1.2);

/// What turns values into places on the sheet.
pub(crate) type Scales = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// Scales that know their ticks.
type TickedScales = Cartesian2d<Ticked, Ticked>;
type Ticked = WithKeyPoints<RangedCoordf64>;

impl Frame {
    pub(crate) fn scales(&self) -> Scales {
        let (x, y) = (self.x.low..self.x.high, self.y.low..self.y.high);
        Cartesian2d::new(x, y, self.extent())
    }

    fn ticked_scales(&self) -> TickedScales {
        let ticked = |axis: &Axis| {
            let ticks = axis.ticks.iter().map(|(value, _)| *value).collect();
            (axis.low..axis.high).with_key_points(ticks)
        };
        Cartesian2d::new(ticked(&self.x), ticked(&self.y), self.extent())
    }

    /// From left to right and from bottom to top.
    fn extent(&self) -> (Range<i32>, Range<i32>) {
        let area = self.area;
        (units(area.left)..units(area.right), units(area.bottom)..units(area.top))
    }

    /// A pair of values, held inside the frame.
    pub(crate) fn held(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x.held(x), self.y.held(y))
    }

    /// The place of a pair of values, held inside the frame.
    pub(crate) fn at(&self, x: f64, y: f64) -> Point {
        let (x, y) = self.scales().translate(&self.held(x, y));
        at(f64::from(x) / DETAIL, f64::from(y) / DETAIL)
    }

    pub(crate) fn across(&self, x: f64) -> f64 {
        self.at(x, self.y.low).x
    }

    pub(crate) fn up(&self, y: f64) -> f64 {
        self.at(self.x.low, y).y
    }

    /// The area between two pairs of values.
    pub(crate) fn between(&self, from: (f64, f64), to: (f64, f64)) -> Area {
        let (a, b) = (self.at(from.0, from.1), self.at(to.0, to.1));
        Area::of(a.x.min(b.x)..a.x.max(b.x), a.y.min(b.y)..a.y.max(b.y))
    }

    /// Grid, zero line and the numbers on the left.
    pub(crate) fn draw_y(&self, canvas: &mut Canvas<'_>) {
        self.draw_mesh(canvas, Lines::Level);
        for (value, label) in &self.y.ticks {
            let text = Text::new(label, at(self.area.left - 8.0, self.up(*value)), theme::TICK);
            canvas.text(text.anchored(Anchor::End).coloured(theme::MUTED));
        }
    }

    /// The line below with its ticks.
    pub(crate) fn draw_x(&self, canvas: &mut Canvas<'_>, ticks: Ticks) {
        self.draw_base(canvas);
        let bottom = self.area.bottom;
        for (value, label) in &self.x.ticks {
            let x = self.across(*value);
            canvas.line(at(x, bottom), at(x, bottom + 5.0), BASE);
            if ticks == Ticks::Written {
                let text = Text::new(label, at(x, bottom + 17.0), theme::TICK);
                canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
            }
        }
    }

    /// The line below without ticks.
    pub(crate) fn draw_base(&self, canvas: &mut Canvas<'_>) {
        let area = self.area;
        canvas.line(at(area.left, area.bottom), at(area.right, area.bottom), BASE);
    }

    /// Faint upright lines at the ticks.
    pub(crate) fn draw_columns(&self, canvas: &mut Canvas<'_>) {
        self.draw_mesh(canvas, Lines::Upright);
    }

    /// An upright line at nought.
    pub(crate) fn draw_nought(&self, canvas: &mut Canvas<'_>) {
        let x = self.across(0.0);
        canvas.line(at(x, self.area.top), at(x, self.area.bottom), BASE);
    }

    /// Lines at the ticks of one axis; the one at nought is darker where values lie on both sides of it.
    fn draw_mesh(&self, canvas: &mut Canvas<'_>, lines: Lines) {
        let crosses_zero = self.y.low < 0.0 && self.y.high > 0.0;
        let stroke = |is_zero: bool| Stroke::solid(if is_zero { theme::AXIS } else { theme::GRID }, 1.0).into();
        let (n_x, n_y) = (BoldPoints(self.x.ticks.len()), BoldPoints(self.y.ticks.len()));
        canvas.on(self.ticked_scales(), |area| {
            let draw = |backend: &mut _, line: MeshLine<'_, Ticked, Ticked>| match (&line, lines) {
                (MeshLine::XMesh(..), Lines::Upright) => line.draw(backend, &stroke(false)),
                (MeshLine::YMesh(_, _, value), Lines::Level) => {
                    line.draw(backend, &stroke(crosses_zero && value.abs() < 1e-9))
                }
                _ => Ok(()),
            };
            area.draw_mesh(draw, n_y, n_x)
        });
    }

    /// What the axis of x shows, `depth` pixels below the line.
    pub(crate) fn name_x(&self, canvas: &mut Canvas<'_>, name: &str, depth: f64) {
        let name = text::fitted(name, theme::LABEL, Weight::Regular, self.area.width());
        let place = at(self.area.centre().x, self.area.bottom + depth);
        canvas.text(Text::new(&name, place, theme::LABEL).anchored(Anchor::Middle));
    }

    /// Which key runs along the axis of x, `depth` pixels below the line.
    pub(crate) fn name_key(&self, canvas: &mut Canvas<'_>, key: &KeyName, depth: f64) {
        let (left, right) = (
            self.area.left - 56.0,
            (self.area.right + 56.0).min(theme::WIDTH - theme::MARGIN),
        );
        let place = at((left + right) / 2.0, self.area.bottom + depth);
        key.draw(canvas, place, Anchor::Middle, Weight::Regular, right - left);
    }

    /// What the panel shows, above its top left corner.
    pub(crate) fn name_panel(&self, canvas: &mut Canvas<'_>, name: &str) {
        self.name_above(canvas, name, 18.0);
    }

    /// What the panel shows, `height` pixels above its top left corner.
    pub(crate) fn name_above(&self, canvas: &mut Canvas<'_>, name: &str, height: f64) {
        let name = text::fitted(name, theme::LABEL, Weight::Bold, self.area.width());
        canvas.text(Text::new(&name, at(self.area.left, self.area.top - height), theme::LABEL).bold());
    }
}
