//! The line of a text that holds a place, cut to a width that can be shown.

use std::ops::Range;

/// Longer lines are cut, in characters.
const WIDEST: usize = 110;
/// So many characters are kept before the place,
const BEFORE: usize = 40;
/// of the place itself,
const MARKED: usize = 40;
/// and after it.
const AFTER: usize = 30;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A line that can be shown, and which part of it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the line, from 1.
    pub(super) line: usize,
    /// The column where the place begins, in characters from 1.
    pub(super) column: usize,
    /// The line or what is left of it.
    pub(super) text: String,
    /// The bytes of `text` that are meant.
    pub(super) mark: Range<usize>,
}

impl Excerpt {
    /// Cuts the first line of a place out of a text; a place outside the text is taken to be its end.
    pub(super) fn of(text: &str, span: Range<usize>) -> Self {
        let bounds = line_bounds(text, on_boundary(text, span.start));
        let line = &text[bounds.clone()];
        let skipped = if bounds.start == 0 && line.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len_utf8()
        } else {
            0
        };
        let line = &line[skipped..];
        let begin = bounds.start + skipped;
        let start = on_boundary(line, span.start.saturating_sub(begin));
        let end = on_boundary(line, span.end.saturating_sub(begin)).max(start);
        Self {
            line: 1 + text.as_bytes()[..bounds.start]
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count(),
            column: 1 + line[..start].chars().count(),
            ..cut(line, start..end)
        }
    }
}

/// The line around an offset, without its newline or carriage return.
fn line_bounds(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    start..end
}

/// The nearest offset at or before this one at which a character begins.
fn on_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn cut(line: &str, mark: Range<usize>) -> Excerpt {
    let (from, marked, to) = if line.chars().nth(WIDEST).is_none() {
        (0, mark.end, line.len())
    } else {
        let marked = ahead(line, mark.start, MARKED).min(mark.end);
        (back(line, mark.start, BEFORE), marked, ahead(line, marked, AFTER))
    };
    let front = if from > 0 { "…" } else { "" };
    let rear = if to < line.len() { "…" } else { "" };
    let shift = |offset: usize| offset - from + front.len();
    Excerpt {
        line: 0,
        column: 0,
        text: format!("{front}{}{rear}", &line[from..to]),
        mark: shift(mark.start)..shift(marked),
    }
}

/// The offset so many characters later.
fn ahead(line: &str, offset: usize, characters: usize) -> usize {
    line[offset..]
        .char_indices()
        .nth(characters)
        .map_or(line.len(), |(distance, _)| offset + distance)
}

/// The offset so many characters earlier.
fn back(line: &str, offset: usize, characters: usize) -> usize {
    line[..offset]
        .char_indices()
        .rev()
        .take(characters)
        .last()
        .map_or(offset, |(earlier, _)| earlier)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Excerpt;

    #[test]
    fn columns_count_characters() {
        let excerpt = Excerpt::of("a = 1\r\nümlaut = \"é\"\r\n", 17..21);
        assert_eq!(
            (excerpt.line, excerpt.column, excerpt.text.as_str()),
            (2, 10, "ümlaut = \"é\"")
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}HERE{}", "x".repeat(1_000), "y".repeat(1_000));
        let excerpt = Excerpt::of(&text, 1_000..1_004);
        assert_eq!(excerpt.column, 1_001);
        assert_eq!(&excerpt.text[excerpt.mark.clone()], "HERE");
        assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…') && excerpt.text.chars().count() < 110);
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        let excerpt = Excerpt::of("a = 1\n", 90..95);
        assert_eq!((excerpt.line, excerpt.column, excerpt.mark), (2, 1, 0..0));
    }

    proptest! {
        #[test]
        fn any_place_in_any_text_has_an_excerpt(text in any::<String>(), start in 0usize..80, length in 0usize..80) {
            let excerpt = Excerpt::of(&text, start..start + length);
            prop_assert!(excerpt.text.get(excerpt.mark).is_some());
        }
    }
}
