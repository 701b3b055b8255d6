//! The bundled font: how wide a text is, and how it is made to fit.
//!
//! Sheets hold real text (it can be searched, read aloud and edited), measured with DejaVu Sans. Where that font is
//! missing a viewer takes Verdana, drawn to the same widths, or a narrower font: what fits here fits there.

use std::sync::LazyLock;

use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization as _;
use unicode_width::UnicodeWidthChar as _;

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

/// The letters of a text as they are shown: accents joined with their letters where Unicode has such a letter (its form NFC),
/// breaks as spaces, and without the characters that XML forbids.
pub(crate) fn shown(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfc().filter_map(|letter| match letter {
        '\n' | '\t' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        letter => (!letter.is_control()).then_some(letter),
    })
}

/// How wide a text is, in pixels, at a size in pixels.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    shown(text).map(|letter| advance(letter, weight)).sum::<f64>() * size
}

/// How wide the widest of some lines is.
pub(crate) fn widest(lines: impl IntoIterator<Item = impl AsRef<str>>, size: f64, weight: Weight) -> f64 {
    let widths = lines.into_iter().map(|line| width(line.as_ref(), size, weight));
    widths.fold(0.0, f64::max)
}

/// Width of a letter as a multiple of the text size. Of one that the font lacks it is a guess that other fonts keep to.
pub(crate) fn advance(letter: char, weight: Weight) -> f64 {
    #[cfg(test)]
    MEASURED.with(|measured| measured.set(measured.get() + 1));
    let bundled = face(weight).and_then(|face| {
        let units = face.glyph_hor_advance(face.glyph_index(letter)?)?;
        Some(f64::from(units) / f64::from(face.units_per_em()))
    });
    bundled.unwrap_or_else(|| match letter.width() {
        None | Some(0) => 0.0,
        Some(1) if ('\u{590}'..'\u{900}').contains(&letter) => 0.54,
        Some(1) => 0.62,
        // Emoji are wider than the square that a Chinese letter fills.
        _ if letter >= '\u{1f000}' => 1.3,
        _ => 1.0,
    })
}

#[cfg(test)]
thread_local! {
    /// How many letters were measured on this thread: what setting a text costs.
    pub(crate) static MEASURED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The text, cut with an ellipsis where it is wider than `room` pixels. It looks no further than that.
pub(crate) fn fitted(text: &str, size: f64, weight: Weight, room: f64) -> String {
    let ellipsis = advance('…', weight);
    let (mut kept, mut reach, mut cut) = (String::new(), 0.0, 0);
    for letter in shown(text) {
        reach += advance(letter, weight);
        if reach * size > room {
            let kept = kept[..cut].trim_end();
            return if kept.is_empty() {
                String::new()
            } else {
                format!("{kept}…")
            };
        }
        kept.push(letter);
        if (reach + ellipsis) * size <= room {
            cut = kept.len();
        }
    }
    kept
}

/// The text in at most `most` lines of at most `room` pixels, broken between words; the last is cut where it must be.
pub(crate) fn wrapped(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let most_reach = room / size;
    let mut lines: Vec<String> = Vec::new();
    let mut words = words(beginning(text, most * LONGEST_LINE)).peekable();
    while let Some((_, word)) = words.next() {
        let mut line = word.to_owned();
        let mut reach = reached(0.0, word, weight, most_reach);
        let is_last = lines.len() + 1 >= most;
        while let Some((gap, next)) = words.peek().filter(|_| reach <= most_reach) {
            let longer = reached(reached(reach, gap, weight, most_reach), next, weight, most_reach);
            if !is_last && longer * size > room {
                break;
            }
            line.extend([*gap, *next]);
            reach = longer;
            words.next();
        }
        lines.push(fitted(&line, size, weight, room));
        if is_last {
            break;
        }
    }
    lines
}

/// More letters than a line of any sheet has.
const LONGEST_LINE: usize = 1000;

/// The first so many letters of a text.
fn beginning(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// How far a text reaches, in sizes, where it goes on from `from`; not exactly where that is beyond `most`.
fn reached(from: f64, text: &str, weight: Weight, most: f64) -> f64 {
    let mut reach = from;
    for letter in shown(text) {
        if reach > most {
            break;
        }
        reach += advance(letter, weight);
    }
    reach
}

/// What lines may be broken between, each with the space before it. Chinese, Japanese and Korean are broken after any letter, but not
/// before a full stop.
fn words(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split_whitespace().flat_map(|word| {
        let mut rest = word;
        let pieces = std::iter::from_fn(move || {
            let end = rest
                .char_indices()
                .zip(rest.chars().skip(1))
                .find_map(|((at, letter), next)| {
                    let is_one = letter == JOINER || next.width() == Some(0) || NEVER_FIRST.contains(next);
                    let may_break = !is_one && (is_wide(letter) || is_wide(next));
                    may_break.then_some(at + letter.len_utf8())
                });
            let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after;
            (!piece.is_empty()).then_some(piece)
        });
        let gaps = std::iter::once(" ").chain(std::iter::repeat(""));
        gaps.zip(pieces)
    })
}

/// Joins several emoji to one.
const JOINER: char = '\u{200d}';

/// What no line begins with.
const NEVER_FIRST: &str = "、。，．・：；？！」』）］｝〉》】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";

fn is_wide(letter: char) -> bool {
    letter.width() == Some(2)
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
    fn accents_are_joined_with_their_letters() {
        assert_eq!(fitted("Vie\u{302}\u{323}t", 16.0, Weight::Regular, 100.0), "Việt");
        let [joined, apart] = ["caf\u{e9}", "cafe\u{301}"].map(|name| width(name, 16.0, Weight::Regular));
        assert_eq!(joined, apart);
    }

    #[test]
    fn japanese_is_broken_between_letters_but_not_before_a_full_stop() {
        let lines = wrapped("東京都病院。大阪", 16.0, Weight::Regular, 81.0, 3);
        assert_eq!(lines, ["東京都病", "院。大阪"]);
    }

    #[test]
    fn setting_a_text_measures_no_more_letters_than_are_shown() {
        for name in ["M".repeat(100_000), "many words ".repeat(10_000)] {
            let before = MEASURED.get();
            let lines = balanced(&name, 16.0, Weight::Regular, 250.0, 2);
            let measured = MEASURED.get() - before;
            assert!(lines[lines.len() - 1].ends_with('…'), "{lines:?}");
            assert!(measured < 500, "{measured}");
        }
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
