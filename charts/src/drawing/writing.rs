//! Lines of text on a sheet.

use plotters::element;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform};

use super::ink::Colour;
use super::places::{Area, DETAIL, Point, at};
use super::text::{self, Weight};
use super::theme;

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text, vertically centred on its place.
#[derive(Debug, Clone)]
pub(crate) struct Text<'a> {
    content: &'a str,
    at: Point,
    size: f64,
    weight: Weight,
    anchor: Anchor,
    colour: Colour,
    has_halo: bool,
    is_upward: bool,
}

impl<'a> Text<'a> {
    pub(crate) fn new(content: &'a str, at: Point, size: f64) -> Self {
        let (weight, anchor) = (Weight::Regular, Anchor::Start);
        Self {
            content,
            at,
            size,
            weight,
            anchor,
            colour: theme::INK,
            has_halo: false,
            is_upward: false,
        }
    }

    pub(crate) fn bold(self) -> Self {
        self.weighing(Weight::Bold)
    }

    pub(crate) fn weighing(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    pub(crate) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(crate) fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// On a ground that hides most of what lies below, for text that stands over lines.
    pub(crate) fn haloed(self) -> Self {
        Self { has_halo: true, ..self }
    }

    /// Turned by a quarter, to be read upwards.
    pub(crate) fn upward(self) -> Self {
        Self {
            is_upward: true,
            ..self
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.content.trim().is_empty()
    }

    /// The room it takes up while it is not turned.
    pub(crate) fn area(&self) -> Area {
        let width = text::width(self.content, self.size, self.weight);
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        let half = 0.56 * self.size;
        Area::of(left..left + width, self.at.y - half..self.at.y + half)
    }

    pub(crate) fn halo(&self) -> Option<Area> {
        let Area { left, right, .. } = self.area();
        self.has_halo.then_some(Area {
            left: left - 3.0,
            right: right + 3.0,
            ..self.area()
        })
    }

    /// The text as plotters draws it.
    pub(crate) fn element(&self) -> element::Text<'static, Point, String> {
        // plotters sets text this much smaller than it is told.
        const SHRINKAGE: f64 = 1.24;
        // Its top anchor sets the baseline 0.76 em below the place, in every viewer; half of a capital is 0.36 em.
        let lift = (0.76 - 0.36) * self.size;
        let (transform, place) = match self.is_upward {
            true => (FontTransform::Rotate270, at(self.at.x - lift, self.at.y)),
            false => (FontTransform::None, at(self.at.x, self.at.y - lift)),
        };
        let style = match self.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let anchor = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let size = self.size * DETAIL * SHRINKAGE;
        let font = FontDesc::new(FontFamily::Name(text::FAMILY), size, style).transform(transform);
        let style = font.color(&self.colour).pos(Pos::new(anchor, VPos::Top));
        // plotters does not look for characters that XML forbids.
        element::Text::new(text::shown(self.content).collect(), place, style)
    }
}

/// Text as it may stand in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text::shown(text)
        .collect::<String>()
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
