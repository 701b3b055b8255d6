//! One run told as a story: what is said, from the founding to the end, and why.

mod climate;
mod ending;
mod events;
mod lead;
mod phases;
mod pictures;
mod quarrels;
mod why;

use super::language::{Language, Speaker};
use super::record::{Record, RecordTable};
use super::said::Said;
use super::sentence::Sentence;
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::scenario::Scenario;

pub(super) use pictures::Picture;

/// One run as a story.
#[derive(Debug, Clone)]
pub struct Story {
    /// The language it is told in.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// What the scenario says of itself, in its own language; may be empty.
    pub motto: String,
    /// Its chapters; the first is the lead, without a heading.
    pub chapters: Vec<Chapter>,
    pub(super) record: Record,
}

/// As many events are told in the paragraph about the climate; more have one of their own.
const FEW_EVENTS: usize = 2;

/// A part of a story.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// What it is called, where it has a name.
    pub heading: Option<Sentence>,
    /// Which months it is about, where it is about some.
    pub span: Option<Sentence>,
    /// What it says.
    pub paragraphs: Vec<Vec<Sentence>>,
    pub(super) pictures: Vec<Picture>,
}

/// A chapter before a language has words for it.
#[derive(Debug, Default)]
struct Draft {
    heading: Option<Said>,
    span: Option<Said>,
    paragraphs: Vec<Vec<Said>>,
    pictures: Vec<Picture>,
}

impl Story {
    /// Tells a run of this scenario from its record.
    #[must_use]
    pub fn of(record: &Record, scenario: &Scenario, goal: Goal, language: Language) -> Self {
        let mut speaker = Speaker::of(language, offset(record));
        let phases = phases::phases(record);
        let mut drafts = vec![lead::lead(record, goal, language)];
        drafts.extend(phases.iter().map(|phase| chapter(record, phase)));
        drafts.extend(why::why(record, goal, language));
        let title = match scenario.title.as_str() {
            "" => language.texts().page("untitled").to_owned(),
            title => title.to_owned(),
        };
        let motto = scenario.description.trim().split("\n\n").next().unwrap_or_default();
        Self {
            language,
            title,
            motto: motto.split_whitespace().collect::<Vec<_>>().join(" "),
            chapters: drafts.iter().map(|draft| draft.told(&mut speaker)).collect(),
            record: record.clone(),
        }
    }

    /// Every sentence, headings included, in the order in which they are read.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.chapters.iter().flat_map(|chapter| {
            let head = chapter.heading.iter().chain(&chapter.span);
            head.chain(chapter.paragraphs.iter().flatten())
        })
    }

    /// Its title and its lead, as plain text.
    #[must_use]
    pub fn in_short(&self) -> String {
        let lead = self.chapters.first().map(Chapter::text).unwrap_or_default();
        format!("{}\n\n{lead}", self.title)
    }

    /// All of it as plain text, in Markdown.
    #[must_use]
    pub fn text(&self) -> String {
        let chapters: Vec<String> = self.chapters.iter().map(Chapter::text).collect();
        format!("# {}\n\n{}", self.title, chapters.join("\n"))
    }
}

impl Chapter {
    fn text(&self) -> String {
        let mut text = String::new();
        if let Some(heading) = &self.heading {
            text += &format!("## {}\n\n", heading.text);
        }
        if let Some(span) = &self.span {
            text += &format!("*{}*\n\n", span.text);
        }
        for paragraph in &self.paragraphs {
            let sentences: Vec<&str> = paragraph.iter().map(|sentence| sentence.text.as_str()).collect();
            text += &format!("{}\n\n", sentences.join(" "));
        }
        text.trim_end().to_owned() + "\n"
    }
}

impl Draft {
    fn told(&self, speaker: &mut Speaker) -> Chapter {
        let mut tell = |said: &Said| Sentence::of(said, speaker);
        let heading = self.heading.as_ref().and_then(&mut tell);
        let span = self.span.as_ref().and_then(&mut tell);
        let paragraphs = self
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.iter().filter_map(&mut tell).collect());
        Chapter {
            heading,
            span,
            paragraphs: paragraphs
                .filter(|paragraph: &Vec<Sentence>| !paragraph.is_empty())
                .collect(),
            pictures: self.pictures.clone(),
        }
    }
}

/// A chapter about some months of the run.
fn chapter(record: &Record, phase: &phases::Phase) -> Draft {
    let ending = match phase.is_last {
        true => ending::ending(record),
        false => Vec::new(),
    };
    let mut opening = climate::climate(record, phase.months);
    let mut events = events::events(record, phase.months);
    if events.len() <= FEW_EVENTS {
        opening.append(&mut events);
    }
    Draft {
        heading: Some(phase.heading.clone()),
        span: Some(phase.span.clone()),
        paragraphs: vec![
            opening,
            events,
            quarrels::clashes(record, phase.months),
            quarrels::warnings(record, phase.months),
            quarrels::camps(record, phase.months),
            ending,
        ],
        pictures: Vec::new(),
    }
}

/// Where the turns of phrase begin: by how much has happened, so that two stories do not read the same.
fn offset(record: &Record) -> usize {
    let tables = [RecordTable::Timeline, RecordTable::Events];
    let counts = tables.into_iter().filter_map(|table| record.rows(table));
    counts.map(|rows| rows.count()).sum()
}
