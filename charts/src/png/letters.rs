//! The texts of a chart as the outlines of their letters, so that a picture needs no machinery of fonts.
//!
//! It knows the texts that sheets have and no others: a line each, set as it is measured, letter after letter. Letters that the bundled
//! font lacks come from a font of the machine, set as their script wants it; one that no font has is drawn as a box, and told.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use resvg::usvg::roxmltree::{Document, Error, Node};
use ttf_parser::{GlyphId, OutlineBuilder};

use super::fonts::{Fonts, Origin};
use super::setting::{self, Run};
use crate::drawing::escaped;
use crate::drawing::text::{self, Weight};

/// An SVG document with a path in place of every text.
#[derive(Debug)]
pub(crate) struct Outlined {
    pub(crate) svg: String,
    /// Letters that no font has.
    pub(crate) missing: BTreeSet<char>,
}

/// An SVG document with a path in place of every text; letters that are not bundled are lent by `fonts`.
pub(super) fn outlined(svg: &str, fonts: &Mutex<Fonts>) -> Result<Outlined, Error> {
    let document = Document::parse(svg)?;
    let texts = || document.descendants().filter(|node| node.has_tag_name("text"));
    for bold in [Weight::Regular, Weight::Bold] {
        let of_weight = texts().filter(|text| weight(*text) == bold).map(words);
        let foreign = of_weight.filter(|words| !setting::is_plain(words, bold));
        let letters: BTreeSet<char> = foreign.flat_map(|words| words.chars().collect::<Vec<_>>()).collect();
        if !letters.is_empty() {
            fonts
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .look_for(&letters, bold);
        }
    }
    let mut outlined = Outlined {
        svg: String::with_capacity(4 * svg.len()),
        missing: BTreeSet::new(),
    };
    let mut done = 0;
    for text in texts() {
        let place = text.range();
        outlined.svg.push_str(&svg[done..place.start]);
        let path = path(text, fonts, &mut outlined.missing);
        outlined.svg.push_str(&path);
        done = place.end;
    }
    outlined.svg.push_str(&svg[done..]);
    Ok(outlined)
}

/// The path that looks like a text.
fn path(text: Node<'_, '_>, fonts: &Mutex<Fonts>, missing: &mut BTreeSet<char>) -> String {
    let mut path = "<path".to_owned();
    for name in ["fill", "opacity", "transform"] {
        if let Some(value) = text.attribute(name) {
            path.extend([" ", name, "=\"", &escaped(value), "\""]);
        }
    }
    path.extend([" d=\"", &outline(text, fonts, missing), "\"/>"]);
    path
}

fn weight(text: Node<'_, '_>) -> Weight {
    match text.attribute("font-weight") {
        Some("bold") => Weight::Bold,
        _ => Weight::Regular,
    }
}

/// What a text says, with single spaces.
fn words(text: Node<'_, '_>) -> String {
    let words = text.text().unwrap_or_default().split_ascii_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// The outlines of all letters of a text.
fn outline(text: Node<'_, '_>, fonts: &Mutex<Fonts>, missing: &mut BTreeSet<char>) -> String {
    let (words, weight) = (words(text), weight(text));
    let size = number(text, "font-size");
    let measured = text::width(&words, size, weight);
    let start = |width: f64| match text.attribute("text-anchor") {
        Some("middle") => number(text, "x") - width / 2.0,
        Some("end") => number(text, "x") - width,
        _ => number(text, "x"),
    };
    let mut pen = Pen {
        path: String::new(),
        x: start(measured),
        y: number(text, "y") + number(text, "dy") * size,
        scale: (0.0, 0.0),
    };
    if setting::is_plain(&words, weight) {
        pen.plain(&words, size, weight);
    } else {
        let fonts = fonts.lock().unwrap_or_else(PoisonError::into_inner);
        let runs = setting::set(&words, weight, &fonts, missing);
        let signs = runs.iter().flat_map(|run| &run.signs);
        let width = signs.map(|sign| sign.advance).sum::<f64>() * size;
        // Set narrower where it would leave the room that was measured for it.
        let squeeze = if width > measured { measured / width } else { 1.0 };
        pen.x = start(width * squeeze);
        runs.iter().for_each(|run| pen.run(run, size, squeeze, weight));
    }
    pen.path
}

/// An attribute in units of the sheet, or in sizes of the text (`em`).
fn number(text: Node<'_, '_>, name: &str) -> f64 {
    let value = text.attribute(name).unwrap_or_default();
    value.trim_end_matches("em").parse().unwrap_or(0.0)
}

/// Writes outlines of letters as the steps of a path.
struct Pen {
    path: String,
    /// Where the next letter begins.
    x: f64,
    /// The line that letters stand on.
    y: f64,
    /// How many units of the sheet make one of the font, across and upwards.
    scale: (f64, f64),
}

impl Pen {
    /// Letters of the bundled font, one after another.
    fn plain(&mut self, words: &str, size: f64, weight: Weight) {
        let Some(face) = text::face(weight) else { return };
        let scale = size / f64::from(face.units_per_em());
        self.scale = (scale, scale);
        for letter in words.chars() {
            let glyph = face.glyph_index(letter);
            glyph.and_then(|glyph| face.outline_glyph(glyph, self));
            self.x += text::advance(letter, weight) * size;
        }
    }

    /// Signs of one font, or boxes where there is none.
    fn run(&mut self, run: &Run, size: f64, squeeze: f64, weight: Weight) {
        let lent = match &run.origin {
            Origin::Lent(font) => font.face(),
            _ => None,
        };
        let face = match &run.origin {
            Origin::Bundled => text::face(weight),
            _ => lent.as_deref(),
        };
        for sign in &run.signs {
            let (x, y) = (self.x, self.y);
            let advance = sign.advance * size * squeeze;
            match face {
                Some(face) => {
                    let scale = size / f64::from(face.units_per_em());
                    self.scale = (scale * squeeze, scale);
                    self.x += sign.aside.0 * size * squeeze;
                    self.y -= sign.aside.1 * size;
                    face.outline_glyph(GlyphId(sign.glyph), self);
                }
                None => self.empty_box(advance, size),
            }
            (self.x, self.y) = (x + advance, y);
        }
    }

    /// The rim of a box as high as a capital.
    fn empty_box(&mut self, advance: f64, size: f64) {
        let (left, right, rim) = (0.1 * advance, 0.9 * advance, 0.06 * size);
        let (low, high) = (0.0, 0.73 * size);
        self.scale = (1.0, 1.0);
        // The inner rim runs the other way round, so that it is left out.
        let outer = [(left, low), (right, low), (right, high), (left, high)];
        let inner = [
            (left + rim, low + rim),
            (left + rim, high - rim),
            (right - rim, high - rim),
            (right - rim, low + rim),
        ];
        for corners in [outer, inner] {
            for (corner, command) in corners.into_iter().zip(['M', 'L', 'L', 'L']) {
                self.step(command, &[(corner.0 as f32, corner.1 as f32)]);
            }
            self.step('Z', &[]);
        }
    }

    /// A step through or to these points of the font, whose y rises upwards.
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            let (x, y) = (
                self.x + f64::from(*x) * self.scale.0,
                self.y - f64::from(*y) * self.scale.1,
            );
            self.path.push_str(&format!("{x:.2} {y:.2} "));
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.step('Z', &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_path_and_the_rest_stays() {
        let drawn = outlined(&sheet("start", "Trust & value"));
        assert!(
            drawn.starts_with("<svg><line x1=\"1\"/><path fill=\"#222222\" d=\"M"),
            "{drawn}"
        );
        assert!(drawn.ends_with("Z\"/><rect/></svg>"), "{drawn}");
    }

    #[test]
    fn a_text_stands_where_it_is_anchored() {
        let (start, middle, end) = (reach("start", "HH"), reach("middle", "HH"), reach("end", "HH"));
        let width = text::width("HH", 100.0, Weight::Regular);
        assert!(start.0 > 500.0 && start.1 < 500.0 + width, "{start:?}");
        assert!((middle.0 + middle.1 - 1000.0).abs() < 0.1, "{middle:?}");
        assert!((start.0 - width - end.0).abs() < 0.1, "{end:?}");
    }

    #[test]
    fn a_text_is_set_as_wide_as_it_is_measured() {
        let gap = reach("start", "H\n  H").1 - reach("start", "H").1;
        assert!((gap - text::width("H ", 100.0, Weight::Regular)).abs() < 0.1, "{gap}");
    }

    #[test]
    fn a_letter_that_no_font_has_is_a_box_and_is_told() {
        let drawn = super::outlined(&sheet("start", "H中H"), &Mutex::new(Fonts::only(&[]))).unwrap();
        assert_eq!(drawn.missing, BTreeSet::from(['中']));
        let gap = reach("start", "H中H").1 - reach("start", "HH").1;
        assert!((gap - text::width("中", 100.0, Weight::Regular)).abs() < 0.1, "{gap}");
        assert_eq!(
            drawn.svg.matches('Z').count(),
            4,
            "two letters, and a box with two rims"
        );
    }

    #[test]
    fn arabic_is_joined_and_runs_from_right_to_left() {
        let signs = |words: &str| {
            let mut fonts = Fonts::only(&[ARABIC]);
            fonts.look_for(&words.chars().collect(), Weight::Regular);
            let mut missing = BTreeSet::new();
            let runs = setting::set(words, Weight::Regular, &fonts, &mut missing);
            assert!(missing.is_empty(), "{missing:?}");
            let signs = runs.iter().flat_map(|run| &run.signs);
            signs.map(|sign| sign.glyph).collect::<Vec<_>>()
        };
        let joined = signs("سلام");
        let alone = ["م", "ا", "ل", "س"].map(|letter| signs(letter)[0]);
        // From the left: meem, which joins nothing before an alef, then alef, lam and seen in the forms that they have in a word.
        assert_eq!(joined[0], alone[0], "{joined:?}");
        assert!(
            joined[1..]
                .iter()
                .zip(&alone[1..])
                .all(|(joined, alone)| joined != alone),
            "{joined:?}, {alone:?}"
        );
        let mixed = signs("a سلام b");
        assert_eq!(mixed[2..6], joined, "{mixed:?}");
    }

    #[test]
    fn what_is_wider_than_it_is_measured_is_set_narrower() {
        let words = "سسسسسسسس";
        let drawn = super::outlined(&sheet("start", words), &Mutex::new(Fonts::only(&[ARABIC]))).unwrap();
        let end = across(&drawn.svg).1;
        assert!(end <= 500.0 + text::width(words, 100.0, Weight::Regular), "{end}");
        assert!(drawn.missing.is_empty());
    }

    /// Four letters of Noto Sans Arabic, with their forms.
    const ARABIC: &[u8] = include_bytes!("../tests/fonts/NotoSansArabic-four-letters.ttf");

    #[test]
    fn what_turns_a_text_turns_its_path() {
        let turned = "<svg><text font-size=\"9\" transform=\"rotate(270, 1, 2)\" font-weight=\"bold\">x</text></svg>";
        let drawn = outlined(turned);
        assert!(
            drawn.starts_with("<svg><path transform=\"rotate(270, 1, 2)\" d=\"M"),
            "{drawn}"
        );
    }

    fn outlined(svg: &str) -> String {
        super::outlined(svg, &Mutex::new(Fonts::only(&[]))).unwrap().svg
    }

    fn sheet(anchor: &str, words: &str) -> String {
        let words = escaped(words);
        format!(
            "<svg><line x1=\"1\"/><text x=\"500\" y=\"200\" dy=\"0.76em\" text-anchor=\"{anchor}\" font-size=\"100\" \
             fill=\"#222222\">\n{words}\n</text><rect/></svg>"
        )
    }

    /// How far to the left and to the right a text reaches.
    fn reach(anchor: &str, words: &str) -> (f64, f64) {
        across(&outlined(&sheet(anchor, words)))
    }

    /// How far to the left and to the right the path of a sheet reaches.
    fn across(drawn: &str) -> (f64, f64) {
        let document = Document::parse(drawn).unwrap();
        let path = document.descendants().find(|node| node.has_tag_name("path")).unwrap();
        let steps = path.attribute("d").unwrap().split(['M', 'L', 'Q', 'Z']);
        let numbers = steps
            .flat_map(str::split_ascii_whitespace)
            .map(|number| number.parse().unwrap());
        let across: Vec<f64> = numbers.step_by(2).collect();
        across
            .iter()
            .fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)))
    }
}
