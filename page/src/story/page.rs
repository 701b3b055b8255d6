//! The page of a story: one file, without scripts, that needs nothing from anywhere.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::pictures::StoryPicture;
use super::sentence::Sentence;
use super::told::{Chapter, ToldStory};

/// Why a page cannot be made: its template is at fault, which tests rule out.
#[derive(Debug, thiserror::Error)]
#[error("the page cannot be made")]
pub struct StoryPageError(#[from] minijinja::Error);

const TEMPLATE: &str = include_str!("page.html");
/// SourceRows of a sentence that the page shows; the table of sentences names all.
const MOST_ROWS: usize = 5;

#[derive(Serialize)]
struct StoryPage<'a> {
    lang: &'static str,
    title: &'a str,
    motto: &'a str,
    called: &'a str,
    words: BTreeMap<&'static str, &'static str>,
    chapters: Vec<PageChapter<'a>>,
    sentences: Vec<PageSentence<'a>>,
}

#[derive(Serialize)]
struct PageChapter<'a> {
    heading: Option<PageSentence<'a>>,
    span: Option<PageSentence<'a>>,
    paragraphs: Vec<Vec<PageSentence<'a>>>,
    pictures: Vec<PagePicture<'a>>,
}

#[derive(Clone, Serialize)]
struct PageSentence<'a> {
    number: usize,
    text: &'a str,
    sources: String,
    rows: Vec<String>,
    more: usize,
}

#[derive(Serialize)]
struct PagePicture<'a> {
    svg: &'a str,
    caption: &'a str,
}

impl ToldStory {
    /// The story as an HTML page; `called` says which run it is.
    ///
    /// # Errors
    /// None with the bundled template.
    pub fn page(&self, called: &str) -> Result<String, StoryPageError> {
        let mut number = 0;
        let chapters: Vec<PageChapter<'_>> = self
            .chapters
            .iter()
            .map(|chapter| self.page_chapter(chapter, &mut number))
            .collect();
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let page = StoryPage {
            lang: self.language.code(),
            title: &self.title,
            motto: &self.motto,
            called,
            words: self.words(),
            sentences: chapters.iter().flat_map(PageChapter::sentences).collect(),
            chapters,
        };
        Ok(environment.render_str(TEMPLATE, Serde(page))?)
    }

    fn words(&self) -> BTreeMap<&'static str, &'static str> {
        let texts = self.language.texts();
        ["made", "from_scenario", "sources", "sources_note", "more"]
            .map(|key| (key, texts.page(key)))
            .into()
    }

    fn page_chapter<'a>(&'a self, chapter: &'a Chapter, number: &mut usize) -> PageChapter<'a> {
        let mut tell = |sentence: &'a Sentence| {
            *number += 1;
            self.page_sentence(sentence, *number)
        };
        PageChapter {
            heading: chapter.heading.as_ref().map(&mut tell),
            span: chapter.span.as_ref().map(&mut tell),
            paragraphs: chapter
                .paragraphs
                .iter()
                .map(|all| all.iter().map(&mut tell).collect())
                .collect(),
            pictures: chapter.pictures.iter().map(PagePicture::of).collect(),
        }
    }

    fn page_sentence<'a>(&'a self, sentence: &'a Sentence, number: usize) -> PageSentence<'a> {
        let sources: Vec<_> = sentence.sources().collect();
        let first = sources.iter().take(MOST_ROWS);
        PageSentence {
            number,
            text: &sentence.text,
            sources: sentence.references(),
            rows: first
                .map(|&(table, place)| self.sources.written(table, place))
                .collect(),
            more: sources.len().saturating_sub(MOST_ROWS),
        }
    }
}

impl<'a> PageChapter<'a> {
    fn sentences(&self) -> Vec<PageSentence<'a>> {
        let head = self.heading.iter().chain(&self.span);
        head.chain(self.paragraphs.iter().flatten()).cloned().collect()
    }
}

impl<'a> PagePicture<'a> {
    fn of(picture: &'a StoryPicture) -> Self {
        Self {
            svg: &picture.svg,
            caption: &picture.caption,
        }
    }
}
