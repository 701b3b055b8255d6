//! The bundled font: how wide a text is, and how it is made to fit.
//!
//! Sheets hold real text (it can be searched, read aloud and edited), measured with DejaVu Sans. Where that font is
//! missing a viewer takes Verdana, drawn to the same widths, or a narrower font: what fits here fits there.

use std::sync::LazyLock;

use ttf_parser::Face;

/// The bundled font and what may stand in for it.
pub(crate) const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// The bundled font files: Latin, Greek and Cyrillic, without kerning or ligatures, so that letters simply follow one another.
const REGULAR: &[u8] = include_bytes!("fonts/DejaVuSans.ttf");
const BOLD: &[u8] = include_bytes!("fonts/DejaVuSans-Bold.ttf");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// `None` cannot happen with the bundled files, but a guess at widths is better than a panic.
static REGULAR_FACE: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(REGULAR, 0).ok());
static BOLD_FACE: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(BOLD, 0).ok());

pub(crate) fn face(weight: Weight) -> Option<&'static Face<'static>> {
    match weight {
        Weight::Regular => REGULAR_FACE.as_ref(),
        Weight::Bold => BOLD_FACE.as_ref(),
    }
}

/// How wide a text is, in pixels, at a size in pixels.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|character| advance(character, weight)).sum::<f64>() * size
}

/// How wide the widest of some lines is.
pub(crate) fn widest(lines: impl IntoIterator<Item = impl AsRef<str>>, size: f64, weight: Weight) -> f64 {
    let widths = lines.into_iter().map(|line| width(line.as_ref(), size, weight));
    widths.fold(0.0, f64::max)
}

/// Width of a character as a multiple of the text size; a full em where the font lacks it.
pub(crate) fn advance(character: char, weight: Weight) -> f64 {
    face(weight)
        .and_then(|face| {
            let units = face.glyph_hor_advance(face.glyph_index(character)?)?;
            Some(f64::from(units) / f64::from(face.units_per_em()))
        })
        .unwrap_or(1.0)
}

/// The text, cut with an ellipsis where it is wider than `room` pixels.
pub(crate) fn fitted(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.iter().collect::<String>().trim_end());
        if width(&cut, size, weight) <= room {
            return if cut == "…" { String::new() } else { cut };
        }
    }
    String::new()
}

/// The text in at most `most` lines of at most `room` pixels, broken between words; the last is cut where it must be.
pub(crate) fn wrapped(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let mut line = word.to_owned();
        let is_last = lines.len() + 1 >= most;
        while let Some(next) = words.peek() {
            let longer = format!("{line} {next}");
            if !is_last && width(&longer, size, weight) > room {
                break;
            }
            line = longer;
            words.next();
        }
        lines.push(fitted(&line, size, weight, room));
        if is_last {
            break;
        }
    }
    lines
}

/// Like [`wrapped`], with lines of like length, for names of a few words.
pub(crate) fn balanced(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let mut best = wrapped(text, size, weight, room, most);
    if best.len() < 2 || best.iter().any(|line| line.ends_with('…')) {
        return best;
    }
    let mut narrower = room;
    while narrower > size {
        narrower -= size / 2.0;
        let lines = wrapped(text, size, weight, narrower, most);
        if lines.len() != best.len() || lines.iter().any(|line| line.ends_with('…')) {
            break;
        }
        best = lines;
    }
    best
}

/// Lines of text below one another, each with its height: the first stands at `first`.
pub(crate) fn below(first: f64, pitch: f64, lines: &[String]) -> impl Iterator<Item = (f64, &String)> {
    (0_u32..)
        .zip(lines)
        .map(move |(row, line)| (first + f64::from(row) * pitch, line))
}

/// Lines of text below one another, each with its height: together they stand around `middle`.
pub(crate) fn around(middle: f64, pitch: f64, lines: &[String]) -> impl Iterator<Item = (f64, &String)> {
    below(middle - (lines.len() as f64 - 1.0) / 2.0 * pitch, pitch, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_text_measures_wider() {
        assert!(width("trust", 16.0, Weight::Regular) < width("mistrust", 16.0, Weight::Regular));
        assert!(width("trust", 16.0, Weight::Regular) < width("trust", 16.0, Weight::Bold));
    }

    #[test]
    fn what_fits_is_left_alone_and_what_does_not_is_cut_to_its_room() {
        assert_eq!(fitted("base", 16.0, Weight::Regular, 100.0), "base");
        let cut = fitted("facilitator from month 24", 16.0, Weight::Regular, 100.0);
        assert!(
            cut.ends_with('…') && width(&cut, 16.0, Weight::Regular) <= 100.0,
            "{cut}"
        );
        assert_eq!(fitted("base", 16.0, Weight::Regular, 0.0), "");
    }

    #[test]
    fn lines_break_between_words_and_the_last_line_tells_that_it_is_cut() {
        let lines = wrapped("one two three four five six seven", 16.0, Weight::Regular, 80.0, 2);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], "one two");
        assert!(lines[1].ends_with('…'));
        assert!(wrapped("", 16.0, Weight::Regular, 80.0, 2).is_empty());
    }
}
