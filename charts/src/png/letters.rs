//! The texts of a chart as the outlines of their letters, so that a picture needs no machinery of fonts.
//!
//! It knows the texts that sheets have and no others: a line each, set as it is measured, letter after letter.
//! A letter that the font lacks leaves a gap.

use resvg::usvg::roxmltree::{Document, Error, Node};
use ttf_parser::OutlineBuilder;

use crate::drawing::escaped;
use crate::drawing::text::{self, Weight};

/// An SVG document with a path in place of every text.
pub(super) fn outlined(svg: &str) -> Result<String, Error> {
    let document = Document::parse(svg)?;
    let mut outlined = String::with_capacity(4 * svg.len());
    let mut done = 0;
    for text in document.descendants().filter(|node| node.has_tag_name("text")) {
        let place = text.range();
        outlined.push_str(&svg[done..place.start]);
        outlined.push_str(&path(text));
        done = place.end;
    }
    outlined.push_str(&svg[done..]);
    Ok(outlined)
}

/// The path that looks like a text.
fn path(text: Node<'_, '_>) -> String {
    let weight = match text.attribute("font-weight") {
        Some("bold") => Weight::Bold,
        _ => Weight::Regular,
    };
    let mut path = "<path".to_owned();
    for name in ["fill", "opacity", "transform"] {
        if let Some(value) = text.attribute(name) {
            path.extend([" ", name, "=\"", &escaped(value), "\""]);
        }
    }
    path.extend([" d=\"", &outline(text, weight), "\"/>"]);
    path
}

/// The outlines of all letters of a text.
fn outline(text: Node<'_, '_>, weight: Weight) -> String {
    let Some(face) = text::face(weight) else {
        return String::new();
    };
    let words = text.text().unwrap_or_default().split_ascii_whitespace();
    let words = words.collect::<Vec<_>>().join(" ");
    let size = number(text, "font-size");
    let width = text::width(&words, size, weight);
    let before = match text.attribute("text-anchor") {
        Some("middle") => width / 2.0,
        Some("end") => width,
        _ => 0.0,
    };
    let mut pen = Pen {
        path: String::new(),
        x: number(text, "x") - before,
        y: number(text, "y") + number(text, "dy") * size,
        scale: size / f64::from(face.units_per_em()),
    };
    for letter in words.chars() {
        let glyph = face.glyph_index(letter);
        glyph.and_then(|glyph| face.outline_glyph(glyph, &mut pen));
        pen.x += text::advance(letter, weight) * size;
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
    /// How many units of the sheet make one of the font.
    scale: f64,
}

impl Pen {
    /// A step through or to these points of the font, whose y rises upwards.
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            let (x, y) = (self.x + f64::from(*x) * self.scale, self.y - f64::from(*y) * self.scale);
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
    fn a_letter_that_the_font_lacks_leaves_a_gap() {
        let gap = reach("start", "H\u{4e2d}H").1 - reach("start", "HH").1;
        assert!(
            (gap - text::width("\u{4e2d}", 100.0, Weight::Regular)).abs() < 0.1,
            "{gap}"
        );
    }

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
        super::outlined(svg).unwrap()
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
        let drawn = outlined(&sheet(anchor, words));
        let document = Document::parse(&drawn).unwrap();
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
