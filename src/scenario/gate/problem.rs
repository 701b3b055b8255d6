//! A mistake as fields, and several of them as an error.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use alliance_prose::printable;
use annotate_snippets::Renderer;

use super::Source;
use super::draw::draw;
use super::outside::Outside;

/// As many problems are drawn; the rest is counted.
const SHOWN: usize = 20;

/// One mistake in a text: where it is, what was found, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Problem {
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// What was being built when the mistake showed, such as ``arm `no gossip` ``; `None` for the file itself.
    pub place: Option<Box<str>>,
    /// What is wrong, in one line.
    pub title: String,
    /// What stands at the span, written beside the mark.
    pub found: Option<Box<str>>,
    /// What may stand there.
    pub allowed: Option<Box<str>>,
    /// What to do, most likely first.
    pub hints: Vec<String>,
}

impl Problem {
    /// A problem with nothing but a place and a title.
    pub fn new(span: Range<usize>, title: impl Into<String>) -> Self {
        Self {
            span,
            place: None,
            title: title.into(),
            found: None,
            allowed: None,
            hints: Vec::new(),
        }
    }

    /// Says what stands at the span.
    pub fn found(mut self, found: impl Into<Box<str>>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// Says what may stand there.
    pub fn allowed(mut self, allowed: impl Into<Box<str>>) -> Self {
        self.allowed = Some(allowed.into());
        self
    }

    /// Says what to do; may be called again.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Asks `did you mean …?`, if there is something to ask.
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// The problem as one of a text that is placed behind another, from `begin` on; `None` where it is not in that text.
    #[must_use]
    pub fn behind(&self, begin: usize) -> Option<Self> {
        let span = self.span.start.checked_sub(begin)?..self.span.end.checked_sub(begin)?;
        Some(Self { span, ..self.clone() })
    }

    /// Says what was being built.
    pub fn in_place(mut self, place: Option<&str>) -> Self {
        self.place = place.map(Into::into);
        self
    }
}

/// All that is wrong with one text, in the order of the text.
///
/// `Display` draws without colour and always gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    source: Arc<Source>,
    problems: Vec<Problem>,
    /// Texts from elsewhere whose places lie behind the end of this one.
    outside: Arc<Vec<Outside>>,
}

impl Problems {
    /// Sorts the problems by their position in the text; the same problem twice is kept once.
    #[must_use]
    pub fn new(source: Arc<Source>, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        problems.dedup();
        let outside = Arc::default();
        Self {
            source,
            problems,
            outside,
        }
    }

    /// The same problems, of which some are in texts that set keys from outside.
    pub(super) fn with_outside(self, outside: &Arc<Vec<Outside>>) -> Self {
        let outside = Arc::clone(outside);
        Self { outside, ..self }
    }

    /// The text they are in.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Every problem, the first in the text first.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.problems.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The drawing for a terminal, with colour.
    #[must_use]
    pub fn coloured(&self) -> String {
        // Colours are the renderer's: what the text has of their kind, it took out.
        let drawn = self.drawn(&Renderer::styled().hyperlink(false));
        let parts: Vec<_> = drawn.split('\u{1b}').map(printable).collect();
        parts.join("\u{1b}")
    }

    /// A problem in a text from elsewhere, as one of that text.
    fn outside_of(&self, problem: &Problem) -> Option<(Problem, &Source)> {
        let outside = self.outside.iter().rev();
        let mut outside = outside.filter_map(|outside| Some((problem.behind(outside.begin)?, &*outside.source)));
        outside.next()
    }

    fn drawn(&self, renderer: &Renderer) -> String {
        let mut drawings: Vec<String> = self
            .problems
            .iter()
            .take(SHOWN)
            .map(|problem| match self.outside_of(problem) {
                Some((problem, source)) => draw(&problem, source, renderer),
                None => draw(problem, &self.source, renderer),
            })
            .collect();
        if let Some(more @ 1..) = self.problems.len().checked_sub(SHOWN) {
            drawings.push(format!("… and {more} more"));
        }
        drawings.join("\n\n")
    }
}

impl<'p> IntoIterator for &'p Problems {
    type Item = &'p Problem;
    type IntoIter = std::slice::Iter<'p, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&printable(&self.drawn(&Renderer::plain())))
    }
}

impl std::error::Error for Problems {}
