//! Sentences that can be traced.

use std::collections::BTreeSet;

use alliance_prose::capital;

use super::fact::Fact;
use super::language::Speaker;
use super::record::RecordTable;
use super::said::Said;

/// A sentence with the rows that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Which phrase of the texts it is.
    pub about: String,
    /// What it says.
    pub text: String,
    /// Its names and numbers as they are written in it, each with how it comes from its rows.
    pub facts: Vec<(String, Fact)>,
    /// The rows that it rests on, by their places from 0; never empty.
    sources: BTreeSet<(RecordTable, usize)>,
}

/// The number of a row in a spreadsheet, where the header is row 1, from its place in the table.
pub(super) fn row_number(place: usize) -> usize {
    place + 2
}

impl Sentence {
    /// Puts it into words. None if it rests on no row: there is no such sentence.
    pub(super) fn of(said: &Said, speaker: &mut Speaker) -> Option<Self> {
        let words = speaker.say(said);
        let sources: BTreeSet<_> = words.rows.into_iter().collect();
        let sentence = Self {
            about: said.key.clone(),
            text: capitalised(&words.text),
            facts: words.shown,
            sources,
        };
        (!sentence.sources.is_empty() && !sentence.text.is_empty()).then_some(sentence)
    }

    /// The rows that it rests on: a table and the place of a row in it, from 0.
    pub fn sources(&self) -> impl Iterator<Item = (RecordTable, usize)> + '_ {
        self.sources.iter().copied()
    }

    /// The same as references, such as `events.csv:12 timeline.csv:2-13`: rows are numbered as in a spreadsheet, where the
    /// header is row 1.
    #[must_use]
    pub fn references(&self) -> String {
        let mut references: Vec<String> = Vec::new();
        for table in RecordTable::ALL {
            let places: Vec<usize> = self
                .sources()
                .filter(|(of, _)| *of == table)
                .map(|(_, place)| place)
                .collect();
            references.extend(
                spans(&places)
                    .into_iter()
                    .map(|span| format!("{}:{span}", table.file())),
            );
        }
        references.join(" ")
    }
}

/// Row numbers in order, with a dash between the ends of those that follow one another.
pub(super) fn spans(places: &[usize]) -> Vec<String> {
    let runs = places.chunk_by(|one, next| *next == one + 1);
    runs.map(|run| match (run.first(), run.last()) {
        (Some(&first), Some(&last)) if first < last => format!("{}-{}", row_number(first), row_number(last)),
        (first, _) => first.map(|&place| row_number(place).to_string()).unwrap_or_default(),
    })
    .collect()
}

/// With a capital, as a sentence begins. Dutch stress marks of *één* do not stand on a capital.
fn capitalised(text: &str) -> String {
    match text.strip_prefix("één") {
        Some(rest) => format!("Eén{rest}"),
        None => capital(text),
    }
}
