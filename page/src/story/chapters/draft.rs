//! A chapter before a language has words for it.

use crate::story::phrase::Phrase;
use crate::story::pictures::StoryPicture;

/// A chapter before a language has words for it.
#[derive(Debug, Default)]
pub(in crate::story) struct Draft {
    pub(in crate::story) heading: Option<Phrase>,
    pub(in crate::story) span: Option<Phrase>,
    pub(in crate::story) paragraphs: Vec<Vec<Phrase>>,
    pub(in crate::story) pictures: Vec<StoryPicture>,
}
