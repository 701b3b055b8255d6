//! Letters side by side as their script wants them: joined, reordered, from right to left.

use std::collections::BTreeSet;
use std::ops::Range;

use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar as _;

use super::fonts::{Fonts, Origin, is_bundled};
use crate::drawing::text::{self, Weight};

/// Signs of one font, from left to right. Lengths are in sizes of the text.
pub(super) struct Run {
    pub(super) origin: Origin,
    pub(super) signs: Vec<Sign>,
}

/// A sign of a font: a letter, a part of one, or several joined.
pub(super) struct Sign {
    /// Its number in the font.
    pub(super) glyph: u16,
    /// How far it stands from where it would, to the right and upwards.
    pub(super) aside: (f64, f64),
    /// How far it is to the next.
    pub(super) advance: f64,
}

/// Whether the letters of a text follow one another as they are measured: all bundled, from left to right.
pub(super) fn is_plain(words: &str, weight: Weight) -> bool {
    words.is_ascii() || words.chars().all(|letter| is_bundled(letter, weight))
}

/// The runs of a text from left to right. Letters without a font are added to `missing`.
pub(super) fn set(words: &str, weight: Weight, fonts: &Fonts, missing: &mut BTreeSet<char>) -> Vec<Run> {
    let bidi = BidiInfo::new(words, Some(Level::ltr()));
    let mut set = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let direction = match levels[run.start].is_rtl() {
                true => Direction::RightToLeft,
                false => Direction::LeftToRight,
            };
            let mut parts = by_font(&words[run], weight, fonts);
            if direction == Direction::RightToLeft {
                parts.reverse();
            }
            set.extend(
                parts
                    .into_iter()
                    .map(|(origin, part)| shaped(origin, part, (weight, direction), missing)),
            );
        }
    }
    set
}

/// Cuts a text where its letters come from another font. What has no width, such as accents and joiners, stays with the letter before.
fn by_font<'t>(words: &'t str, weight: Weight, fonts: &Fonts) -> Vec<(Origin, &'t str)> {
    let mut parts: Vec<(Origin, Range<usize>)> = Vec::new();
    for (at, letter) in words.char_indices() {
        let (origin, end) = (fonts.origin(letter, weight), at + letter.len_utf8());
        match parts.last_mut() {
            Some((before, part)) if before.is_same(&origin) || letter.width() == Some(0) => part.end = end,
            _ => parts.push((origin, at..end)),
        }
    }
    parts.into_iter().map(|(origin, part)| (origin, &words[part])).collect()
}

/// One part of a text in one font.
fn shaped(origin: Origin, part: &str, (weight, direction): (Weight, Direction), missing: &mut BTreeSet<char>) -> Run {
    let bundled = || text::face(weight).cloned().map(rustybuzz::Face::from_face);
    let face = match &origin {
        Origin::Bundled => bundled(),
        Origin::Lent(font) => font.face(),
        Origin::Nowhere => None,
    };
    let Some(face) = face else {
        return boxes(part, weight, missing);
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(part);
    buffer.set_direction(direction);
    buffer.guess_segment_properties();
    let glyphs = rustybuzz::shape(&face, &[], buffer);
    let em = f64::from(face.units_per_em());
    let sizes = |units: i32| f64::from(units) / em;
    let mut signs = Vec::new();
    for (info, place) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        if info.glyph_id == 0 {
            let letter = part[info.cluster as usize..]
                .chars()
                .find(|letter| face.glyph_index(*letter).is_none());
            missing.extend(letter.filter(|letter| is_seen(*letter)));
            continue;
        }
        signs.push(Sign {
            glyph: info.glyph_id as u16,
            aside: (sizes(place.x_offset), sizes(place.y_offset)),
            advance: sizes(place.x_advance),
        });
    }
    drop(face);
    Run { origin, signs }
}

/// A box a letter, as wide as that is measured.
fn boxes(part: &str, weight: Weight, missing: &mut BTreeSet<char>) -> Run {
    let seen: Vec<char> = part.chars().filter(|letter| is_seen(*letter)).collect();
    missing.extend(&seen);
    let sign = |letter: &char| Sign {
        glyph: 0,
        aside: (0.0, 0.0),
        advance: text::advance(*letter, weight),
    };
    Run {
        origin: Origin::Nowhere,
        signs: seen
            .iter()
            .filter(|letter| letter.width() != Some(0))
            .map(sign)
            .collect(),
    }
}

/// Whether a letter leaves a mark on the paper: joiners and their like do not.
fn is_seen(letter: char) -> bool {
    letter.width().is_some_and(|width| width > 0) || is_combining_mark(letter) && !is_selector(letter)
}

/// Choosers among the forms of the letter before them.
fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
