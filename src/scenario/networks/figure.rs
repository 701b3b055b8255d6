//! A number with its place in a file.

use std::ops::Range;

/// A stretch of a file: files have fewer than 2³² bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    pub(super) fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Stretch {
    fn from(span: Range<usize>) -> Self {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: short(span.start),
            end: short(span.end),
        }
    }
}

/// What a file says of one quantity of a tie, and where.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figure {
    /// The number, finite; `None` where the place for it is empty.
    pub number: Option<f64>,
    place: Stretch,
}

impl Figure {
    pub(super) fn new(number: Option<f64>, span: Range<usize>) -> Self {
        Self {
            number,
            place: span.into(),
        }
    }

    /// The bytes of the file in which it stands.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.place.span()
    }
}
