//! A story: one run told from its tables.

use super::chapters::{Draft, drafts};
use super::phrase::Phrase;
use super::pictures::StoryPicture;
use super::sentence::Sentence;
use super::source_table::SourceTable;
use super::sources::Sources;
use super::wording::Speaker;
use crate::language::Language;
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::scenario::Scenario;

/// One run as a story.
#[derive(Debug, Clone)]
pub struct ToldStory {
    /// The language it is told in.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// What the scenario says of itself, in its own language; may be empty.
    pub motto: String,
    /// Its chapters; the first is the lead, without a heading.
    pub chapters: Vec<Chapter>,
    pub(super) sources: Sources,
}

/// A part of a story.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// What it is called, where it has a name.
    pub heading: Option<Sentence>,
    /// Which months it is about, where it is about some.
    pub span: Option<Sentence>,
    /// What it says.
    pub paragraphs: Vec<Vec<Sentence>>,
    pub(super) pictures: Vec<StoryPicture>,
}

impl ToldStory {
    /// Tells a run of this scenario from its tables.
    #[must_use]
    pub fn of(sources: Sources, scenario: &Scenario, goal: Goal, language: Language) -> Self {
        let mut speaker = Speaker::of(language, offset(&sources));
        let drafts = drafts(&sources, goal, language);
        let title = match scenario.title.as_str() {
            "" => language.texts().page("untitled"),
            title => title,
        };
        let motto = scenario.description.trim().split("\n\n").next().unwrap_or_default();
        Self {
            language,
            title: title.to_owned(),
            motto: motto.split_whitespace().collect::<Vec<_>>().join(" "),
            chapters: drafts
                .into_iter()
                .map(|draft| Chapter::of(draft, &mut speaker))
                .collect(),
            sources,
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
    fn of(draft: Draft, speaker: &mut Speaker) -> Self {
        let mut tell = |phrase: &Phrase| Sentence::of(phrase, speaker);
        let heading = draft.heading.as_ref().and_then(&mut tell);
        let span = draft.span.as_ref().and_then(&mut tell);
        let paragraphs = draft.paragraphs.iter();
        let paragraphs = paragraphs.map(|paragraph| paragraph.iter().filter_map(&mut tell).collect());
        Self {
            heading,
            span,
            paragraphs: paragraphs
                .filter(|paragraph: &Vec<Sentence>| !paragraph.is_empty())
                .collect(),
            pictures: draft.pictures,
        }
    }

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

/// Where the turns of phrase begin: by how much has happened, so that two stories do not read the same.
fn offset(sources: &Sources) -> usize {
    let tables = [SourceTable::Timeline, SourceTable::Events];
    let counts = tables.into_iter().filter_map(|table| sources.rows(table));
    counts.map(|rows| rows.count()).sum()
}
