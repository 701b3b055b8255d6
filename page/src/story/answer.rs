//! What is answered: the story, and the tables that it is told from and traced by.

use super::told::ToldStory;

/// A told run.
#[derive(Debug, Clone)]
pub struct StoryAnswer {
    /// The story.
    pub story: ToldStory,
    /// Tables by the names of their files, CSV each: those that the story is told from, then its sentences and its facts.
    pub tables: Vec<(&'static str, Vec<u8>)>,
    /// How the run ended, as `outcome.json` has it.
    pub outcome: String,
}
