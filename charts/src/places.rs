//! Places on a sheet.

use plotters::coord::CoordTranslate;

/// How many units of plotters make a pixel.
pub(super) const DETAIL: f64 = 10.0;

/// Pixels in units of plotters.
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * DETAIL).round() as i32
}

/// A place on the sheet, in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Short for a [`Point`].
pub(super) fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// A rectangle on the sheet, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn centre(&self) -> Point {
        at((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// As wide, but between these heights.
    pub(super) fn between(self, top: f64, bottom: f64) -> Self {
        Self { top, bottom, ..self }
    }

    pub(super) fn overlaps(&self, other: &Area) -> bool {
        let is_beside = self.right <= other.left || other.right <= self.left;
        let is_above = self.bottom <= other.top || other.bottom <= self.top;
        !is_beside && !is_above
    }
}

/// The coordinates of the sheet itself, for what is placed by pixels rather than by values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pixels;

impl CoordTranslate for Pixels {
    type From = Point;

    fn translate(&self, place: &Point) -> (i32, i32) {
        (units(place.x), units(place.y))
    }
}
