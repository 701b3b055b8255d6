//! `sentences.csv` and `facts.csv`: where everything in a story comes from.

use std::io::{self, Write};

use super::sentence::spans;
use super::told::ToldStory;
use alliance_studies::experiment::{Column, Format, Kind, Table};

/// Writes `sentences.csv`: a row a sentence, headings included.
///
/// Columns: its `number`, from 1, as on the page; `about`, the phrase of the texts that it is; the `sentence`; and its
/// `sources`, such as `events.csv:12 timeline.csv:2-13`: rows are numbered as in a spreadsheet, where the header is row 1.
///
/// # Errors
/// If it cannot be written.
pub fn write_sentences<W: Write + Send>(format: Format, to: W, story: &ToldStory) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "number")];
    columns.extend(["about", "sentence", "sources"].map(|name| Column::new(Kind::Text, name)));
    let mut table = format.begin(to, columns)?;
    for (number, sentence) in (1..).zip(story.sentences()) {
        table.row((number, &sentence.about, &sentence.text, sentence.references()))?;
    }
    Ok(table)
}

/// Writes `facts.csv`: a row for every name and number in a sentence.
///
/// Columns: `number` of the sentence; the fact as it is `shown`; `how` it comes from its rows (`name`, `word`, `number`, `decimal`,
/// `percent`, `size`, `count`, `lowest`, `highest`); their `table` and `column`, and the numbers of the `rows`.
///
/// # Errors
/// If it cannot be written.
pub fn write_facts<W: Write + Send>(format: Format, to: W, story: &ToldStory) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "number")];
    columns.extend(["shown", "how", "table", "column", "rows"].map(|name| Column::new(Kind::Text, name)));
    let mut table = format.begin(to, columns)?;
    for (number, sentence) in (1..).zip(story.sentences()) {
        for (shown, fact) in &sentence.facts {
            let rows = spans(&fact.places).join(" ");
            table.row((number, shown, fact.how.name(), fact.table.file(), fact.column, rows))?;
        }
    }
    Ok(table)
}
