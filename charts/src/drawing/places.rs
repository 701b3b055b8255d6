//! Places on a sheet.

use std::ops::Range;

use plotters::coord::CoordTranslate;

/// How many units of plotters make a pixel.
pub(crate) const DETAIL: f64 = 10.0;

/// Pixels in units of plotters.
pub(crate) fn units(pixels: f64) -> i32 {
    (pixels * DETAIL).round() as i32
}

/// A place on the sheet, in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Short for a [`Point`].
pub(crate) fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// The place after a share of the way from one place to another, on a curve that is drawn to a third (a quadratic Bézier curve).
pub(crate) fn bezier(from: Point, control: Point, to: Point, share: f64) -> Point {
    let rest = 1.0 - share;
    let mix = |from: f64, control: f64, to: f64| rest * rest * from + 2.0 * rest * share * control + share * share * to;
    at(mix(from.x, control.x, to.x), mix(from.y, control.y, to.y))
}

/// A rectangle on the sheet, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    /// From left to right, and from top to bottom.
    pub(crate) fn of(across: Range<f64>, down: Range<f64>) -> Self {
        Self {
            left: across.start,
            top: down.start,
            right: across.end,
            bottom: down.end,
        }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn centre(&self) -> Point {
        at((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// As wide, but between these heights.
    pub(crate) fn between(self, top: f64, bottom: f64) -> Self {
        Self { top, bottom, ..self }
    }

    /// The corners clockwise, from the top left one.
    pub(crate) fn corners(&self) -> [Point; 4] {
        let Self {
            left,
            top,
            right,
            bottom,
        } = *self;
        [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
    }

    /// Whether a place lies inside or on the rim.
    pub(crate) fn holds(&self, place: Point) -> bool {
        (self.left..=self.right).contains(&place.x) && (self.top..=self.bottom).contains(&place.y)
    }

    pub(crate) fn overlaps(&self, other: &Area) -> bool {
        let is_beside = self.right <= other.left || other.right <= self.left;
        let is_above = self.bottom <= other.top || other.bottom <= self.top;
        !is_beside && !is_above
    }
}

/// The coordinates of the sheet itself, for what is placed by pixels rather than by values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pixels;

impl CoordTranslate for Pixels {
    type From = Point;

    fn translate(&self, place: &Point) -> (i32, i32) {
        (units(place.x), units(place.y))
    }
}
