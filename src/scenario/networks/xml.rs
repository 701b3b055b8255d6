//! XML in pieces, each with its place.

use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::scenario::gate::Problem;

/// An element as it begins.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) span: Range<usize>,
}

impl Element {
    /// An attribute; empty where there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// What comes next.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Open(Element),
    Close,
    Text(String),
}

/// A text of XML, read from front to back.
pub(super) struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    begin: usize,
    depth: usize,
    closes: bool,
}

impl<'t> Xml<'t> {
    pub(super) fn new(text: &'t str, begin: usize) -> Self {
        Self {
            reader: Reader::from_str(&text[begin..]),
            text,
            begin,
            depth: 0,
            closes: false,
        }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// If this is no XML, at the place where it ceases to be.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Problem> {
        if std::mem::take(&mut self.closes) {
            return Ok(Some(Piece::Close));
        }
        loop {
            let start = self.at();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.wrong(self.place_of_error(), error.to_string())),
            };
            let span = start..self.at();
            match event {
                Event::Start(element) => {
                    self.depth += 1;
                    return self.open(&element, span).map(Some);
                }
                Event::Empty(element) => {
                    self.closes = true;
                    return self.open(&element, span).map(Some);
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Some(Piece::Close));
                }
                Event::Text(text) => return Ok(Some(Piece::Text(text.xml10_content().into_owned()))),
                Event::CData(text) => return Ok(Some(Piece::Text(text.xml10_content().into_owned()))),
                Event::GeneralRef(reference) => {
                    let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let known = letter.or_else(|| resolve_predefined_entity(&reference).map(str::to_owned));
                    let unknown = || self.wrong(span, "an entity that is not known".to_owned());
                    return known.map(|text| Some(Piece::Text(text))).ok_or_else(unknown);
                }
                Event::Eof if self.depth > 0 => return Err(self.wrong(span, "an element is never closed".to_owned())),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn at(&self) -> usize {
        self.begin + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX - self.begin)
    }

    fn place_of_error(&self) -> Range<usize> {
        let at = self.begin + usize::try_from(self.reader.error_position()).unwrap_or_default();
        at..self.at().max(at)
    }

    fn open(&self, element: &BytesStart<'_>, span: Range<usize>) -> Result<Piece, Problem> {
        let mut attributes = Vec::new();
        // Looking for repeated attributes would take the square of their number.
        for attribute in element.attributes().with_checks(false) {
            let value = attribute.map(|attribute| {
                let name = attribute.key.local_name().into_inner().to_owned();
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map(|value| (name, value.into_owned()))
            });
            match value {
                Ok(Ok(attribute)) => attributes.push(attribute),
                Ok(Err(error)) => return Err(self.wrong(span, error.to_string())),
                Err(error) => return Err(self.wrong(span, error.to_string())),
            }
        }
        Ok(Piece::Open(Element {
            name: element.local_name().into_inner().to_owned(),
            attributes,
            span,
        }))
    }

    fn wrong(&self, span: Range<usize>, found: String) -> Problem {
        let end = self.text.len();
        Problem::new(span.start.min(end)..span.end.min(end), "this is no well-formed XML").found(found)
    }
}
