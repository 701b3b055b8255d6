//! A sheet that is drawn on with plotters, and written out as SVG.
//!
//! It uses no ids (clip paths, patterns, gradients), so that many sheets can stand in one HTML page without clashes.

use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, DashedPathElement, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::prelude::SVGBackend;
use plotters::style::Color;

use super::ink::{Colour, Stroke};
use super::places::{Area, DETAIL, Pixels, Point, at, units};
use super::theme;
use super::writing::{self, Text};
use crate::error::ChartError;

/// A sheet being drawn; later things cover earlier ones. Places and lengths are pixels from its top left corner.
pub(crate) struct Canvas<'a> {
    paper: DrawingArea<SVGBackend<'a>, Shift>,
    fault: Option<Fault>,
}

/// Why plotters could not draw.
pub(crate) type Fault = DrawingAreaErrorKind<std::io::Error>;

/// Draws a sheet as an SVG document. `name` is what a screen reader says; `draw` tells how high the sheet became.
pub(crate) fn sheet(name: &str, draw: impl FnOnce(&mut Canvas<'_>) -> f64) -> Result<String, ChartError> {
    sheet_of(theme::WIDTH, name, draw)
}

/// Draws a sheet of another width than charts of their own have.
pub(crate) fn sheet_of(
    width: f64,
    name: &str,
    draw: impl FnOnce(&mut Canvas<'_>) -> f64,
) -> Result<String, ChartError> {
    let mut svg = String::new();
    let height = draw_into(width, &mut svg, draw)?;
    Ok(framed(&svg, (width, height.ceil()), name))
}

fn draw_into(width: f64, svg: &mut String, draw: impl FnOnce(&mut Canvas<'_>) -> f64) -> Result<f64, Fault> {
    // The height is found while drawing, and written by `framed`; until then the paper is higher than any sheet.
    const HIGHEST: u32 = 1 << 30;
    let width = units(width).unsigned_abs();
    let paper = SVGBackend::with_string(svg, (width, HIGHEST)).into_drawing_area();
    let mut canvas = Canvas { paper, fault: None };
    let height = draw(&mut canvas);
    match canvas.fault.take() {
        Some(fault) => Err(fault),
        None => canvas.paper.present().map(|()| height),
    }
}

/// The drawing of plotters with a first line of ours.
///
/// plotters draws in whole numbers, which would set lines and letters unevenly. Sheets are therefore drawn [`DETAIL`]
/// times their size (the `viewBox`) and shown at their own (`width` and `height`): every viewer sets them to a tenth of
/// a pixel. The first line also says what a screen reader needs, rounds the corners of all lines, and is followed by
/// white paper.
fn framed(svg: &str, (width, height): (f64, f64), name: &str) -> String {
    let (_, drawing) = svg.split_once('\n').unwrap_or_default();
    let name = writing::escaped(name);
    let (full_width, full_height) = (width * DETAIL, height * DETAIL);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {full_width} {full_height}" stroke-linejoin="round" role="img" aria-label="{name}">
<rect width="{full_width}" height="{full_height}" fill="#FFFFFF"/>
{drawing}"##
    )
}

impl<'a> Canvas<'a> {
    /// Draws elements whose places are values, by coordinates that turn values into places.
    pub(crate) fn plot<Scales, Element>(&mut self, scales: Scales, series: impl IntoIterator<Item = Element>)
    where
        Scales: CoordTranslate,
        for<'e> &'e Element: PointCollection<'e, Scales::From>,
        Element: Drawable<SVGBackend<'a>>,
    {
        self.on(scales, |area| {
            series.into_iter().try_for_each(|element| area.draw(&element))
        });
    }

    /// Draws on the sheet by these coordinates. A fault is kept for the end: drawing into memory has none.
    pub(crate) fn on<Scales: CoordTranslate>(
        &mut self,
        scales: Scales,
        draw: impl FnOnce(&DrawingArea<SVGBackend<'a>, Scales>) -> Result<(), Fault>,
    ) {
        if let Err(fault) = draw(&self.paper.apply_coord_spec(scales)) {
            self.fault.get_or_insert(fault);
        }
    }

    /// Draws an element whose places are pixels.
    fn draw<Element>(&mut self, element: Element)
    where
        for<'e> &'e Element: PointCollection<'e, Point>,
        Element: Drawable<SVGBackend<'a>>,
    {
        self.plot(Pixels, [element]);
    }

    pub(crate) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.polyline(&[from, to], stroke);
    }

    pub(crate) fn polyline(&mut self, points: &[Point], stroke: Stroke) {
        match stroke.dash {
            None => self.draw(PathElement::new(points, stroke)),
            Some((dash, gap)) => self.draw(DashedPathElement::new(points.to_vec(), units(dash), units(gap), stroke)),
        }
    }

    pub(crate) fn polygon(&mut self, points: &[Point], colour: Colour) {
        self.draw(Polygon::new(points, colour.filled()));
    }

    pub(crate) fn rectangle(&mut self, area: Area, colour: impl Color) {
        self.tile(area, colour, 0.0);
    }

    /// A rectangle that leaves a gap between itself and its neighbours.
    pub(crate) fn tile(&mut self, area: Area, colour: impl Color, gap: f64) {
        let mut tile = Rectangle::new([at(area.left, area.top), at(area.right, area.bottom)], colour.filled());
        let margin = units(gap / 2.0).unsigned_abs();
        tile.set_margin(margin, margin, margin, margin);
        self.draw(tile);
    }

    /// The rim of a rectangle: a path, as plotters' SVG rectangles take no width of line.
    pub(crate) fn outline(&mut self, area: Area, stroke: Stroke) {
        let corners = area.corners();
        self.polyline(&[&corners[..], &corners[..2]].concat(), stroke);
    }

    /// Diagonal lines that fill a rectangle.
    pub(crate) fn hatch(&mut self, area: Area, gap: f64, stroke: Stroke) {
        let mut shift = gap - area.height();
        while shift < area.width() {
            let from = shift.max(0.0);
            let to = (shift + area.height()).min(area.width());
            let low = at(area.left + from, area.bottom - (from - shift));
            let high = at(area.left + to, area.bottom - (to - shift));
            self.line(low, high, stroke);
            shift += gap;
        }
    }

    /// A filled circle with a white rim of this width, half of it outside the radius.
    pub(crate) fn circle(&mut self, centre: Point, radius: f64, fill: Colour, rim: f64) {
        self.disc(centre, radius + rim / 2.0, theme::WHITE);
        self.disc(centre, radius - rim / 2.0, fill);
    }

    pub(crate) fn disc(&mut self, centre: Point, radius: f64, fill: Colour) {
        self.draw(Circle::new(centre, units(radius), fill.filled()));
    }

    /// A thick line with round ends.
    pub(crate) fn lozenge(&mut self, points: &[Point], colour: Colour, width: f64) {
        self.polyline(points, Stroke::solid(colour, width));
        for end in points.first().into_iter().chain(points.last()) {
            self.disc(*end, width / 2.0, colour);
        }
    }

    pub(crate) fn text(&mut self, text: Text<'_>) {
        if text.is_empty() {
            return;
        }
        if let Some(ground) = text.halo() {
            self.rectangle(ground, theme::WHITE.mix(0.85));
        }
        self.draw(text.element());
    }
}
