//! A sheet that is drawn on, and written out as SVG.
//!
//! It uses no ids (clip paths, patterns, gradients), so that many sheets can stand in one HTML page without clashes.

use std::fmt::Write;

pub(super) use super::ink::{Colour, Stroke};
use super::text::{self, Weight};
use super::theme;

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
}

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text, vertically centred on its place.
#[derive(Debug, Clone)]
pub(super) struct Text<'a> {
    content: &'a str,
    at: Point,
    size: f64,
    weight: Weight,
    anchor: Anchor,
    colour: Colour,
    /// Degrees, clockwise, about its place.
    turn: f64,
    halo: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(content: &'a str, at: Point, size: f64) -> Self {
        let (weight, anchor) = (Weight::Regular, Anchor::Start);
        Self {
            content,
            at,
            size,
            weight,
            anchor,
            colour: theme::INK,
            turn: 0.0,
            halo: false,
        }
    }

    pub(super) fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    pub(super) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    pub(super) fn turned(self, turn: f64) -> Self {
        Self { turn, ..self }
    }

    /// With a white rim, for text that stands over lines.
    pub(super) fn haloed(self) -> Self {
        Self { halo: true, ..self }
    }
}

/// Rectangles that touch show no seam between them.
const CRISP: &str = r#" shape-rendering="crispEdges""#;

/// A sheet being drawn; later things cover earlier ones.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

impl Canvas {
    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.polyline(&[from, to], stroke);
    }

    pub(super) fn polyline(&mut self, points: &[Point], stroke: Stroke) {
        if points.len() > 1 {
            let (path, look) = (path(points), stroke.attributes());
            let _ = writeln!(self.body, r#"<path d="{path}"{look} stroke-linejoin="round"/>"#);
        }
    }

    /// A path in SVG's own notation, for arcs and curves, with round ends.
    pub(super) fn path(&mut self, path: &str, stroke: Stroke) {
        let look = stroke.attributes();
        let _ = writeln!(
            self.body,
            r#"<path d="{path}"{look} stroke-linecap="round" stroke-linejoin="round"/>"#
        );
    }

    pub(super) fn polygon(&mut self, points: &[Point], colour: Colour, opacity: f64) {
        if points.len() > 2 {
            let (path, opacity) = (path(points), number(opacity));
            let _ = writeln!(
                self.body,
                r#"<path d="{path}Z" fill="{colour}" fill-opacity="{opacity}"/>"#
            );
        }
    }

    pub(super) fn rectangle(&mut self, area: Area, colour: Colour) {
        let (x, y, width, height) = (
            number(area.left),
            number(area.top),
            number(area.width()),
            number(area.height()),
        );
        let _ = writeln!(
            self.body,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"{CRISP}/>"#
        );
    }

    pub(super) fn outline(&mut self, area: Area, stroke: Stroke) {
        let (x, y, width, height) = (
            number(area.left),
            number(area.top),
            number(area.width()),
            number(area.height()),
        );
        let look = stroke.attributes();
        let _ = writeln!(
            self.body,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}"{look}/>"#
        );
    }

    /// Diagonal lines that fill a rectangle.
    pub(super) fn hatch(&mut self, area: Area, gap: f64, stroke: Stroke) {
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

    pub(super) fn circle(&mut self, centre: Point, radius: f64, fill: Colour, rim: Stroke) {
        let (x, y, radius) = (number(centre.x), number(centre.y), number(radius));
        let (colour, width) = (rim.colour, number(rim.width));
        let _ = writeln!(
            self.body,
            r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{colour}" stroke-width="{width}"/>"#
        );
    }

    pub(super) fn text(&mut self, text: Text<'_>) {
        if text.content.trim().is_empty() {
            return;
        }
        // Half of a capital's height below the middle: explicit, as viewers differ on `dominant-baseline`.
        let (x, y) = (number(text.at.x), number(text.at.y + 0.36 * text.size));
        let _ = write!(
            self.body,
            r#"<text x="{x}" y="{y}" font-size="{}" fill="{}""#,
            number(text.size),
            text.colour
        );
        if text.weight == Weight::Bold {
            self.body.push_str(r#" font-weight="bold""#);
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.body.push_str(r#" text-anchor="middle""#),
            Anchor::End => self.body.push_str(r#" text-anchor="end""#),
        }
        if text.turn != 0.0 {
            let (x, y) = (number(text.at.x), number(text.at.y));
            let _ = write!(self.body, r#" transform="rotate({} {x} {y})""#, number(text.turn));
        }
        if text.halo {
            self.body
                .push_str(r##" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke""##);
        }
        let _ = writeln!(self.body, ">{}</text>", escaped(text.content));
    }

    /// The finished SVG document. `name` is what a screen reader says.
    pub(super) fn finish(self, height: f64, name: &str) -> String {
        let (width, height) = (number(theme::WIDTH), number(height.ceil()));
        let (family, name) = (text::FAMILY, escaped(name));
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{family}" role="img" aria-label="{name}">
<rect width="{width}" height="{height}" fill="#ffffff"/>
{}</svg>
"##,
            self.body
        )
    }
}

fn path(points: &[Point]) -> String {
    let mut out = String::new();
    for (index, point) in points.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        let _ = write!(out, "{command}{} {}", number(point.x), number(point.y));
    }
    out
}

/// A number with at most two decimals and nothing needless.
pub(super) fn number(value: f64) -> String {
    let out = format!("{value:.2}");
    let out = out.trim_end_matches('0').trim_end_matches('.');
    if out == "-0" { "0".to_owned() } else { out.to_owned() }
}

/// Text as XML allows it: markup escaped, control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            other if other.is_control() || other == '\u{fffe}' || other == '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
