//! What is answered: the story, and the tables that it is told from and traced by.

use std::io;
use std::path::Path;

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_studies::experiment::{Destination, Digest, FolderError, TableDigests};
use alliance_studies::{Answer, Completion, Picture};
use serde_json::{Map, Value, json};

use super::question::StoryQuestion;
use super::told::ToldStory;

/// A told run.
#[derive(Debug, Clone)]
pub struct StoryAnswer {
    pub(super) question: StoryQuestion,
    pub(super) story: ToldStory,
    /// Tables by the names of their files, CSV each: those that the story is told from, then its sentences and its facts.
    pub(super) tables: Vec<(&'static str, Vec<u8>)>,
    /// How the run ended, as `outcome.json` has it.
    pub(super) outcome: String,
    pub(super) page: String,
}

impl StoryAnswer {
    /// The story.
    #[must_use]
    pub fn story(&self) -> &ToldStory {
        &self.story
    }
}

impl Answer for StoryAnswer {
    /// The tables of a trace, causes and chances, the sentences and their facts, as CSV whatever is asked for: sentences refer to
    /// their rows.
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        if let Destination::Folder(folder, _) = to {
            for (name, text) in &self.tables {
                folder.write(name, text)?;
            }
        }
        let digests = self.tables.iter().map(|(name, text)| (*name, Digest::of_bytes(text)));
        Ok(digests.collect())
    }

    fn words(&self) -> String {
        self.story.in_short()
    }

    fn json(&self) -> serde_json::Result<Value> {
        Ok(
            json!({ "run": self.question.run.called, "language": self.question.language.code(), "story": self.story.text() }),
        )
    }

    /// Its pictures are in the page.
    fn pictures(&self) -> Vec<Picture> {
        Vec::new()
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let StoryQuestion {
            run,
            goal,
            futures,
            language,
            ..
        } = &self.question;
        let asked = [
            ("run", json!(run.called)),
            ("run_seed", json!(run.seed)),
            ("language", json!(language.code())),
            ("goal", json!(goal.name())),
            ("futures", json!(futures)),
        ];
        Ok(asked.map(|(key, value)| (key.to_owned(), value)).into_iter().collect())
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.run.scenario.resolved()
    }

    fn completion(&self) -> Completion {
        Completion::default()
    }

    fn files(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let files = [
            ("outcome.json", self.outcome.clone()),
            ("story.html", self.page.clone()),
            ("story.md", self.story.text()),
        ];
        Ok(files.map(|(name, text)| (name.to_owned(), text.into_bytes())).into())
    }

    fn place(&self, folder: &Path, _has_charts: bool) -> String {
        let page = folder.join("story.html");
        format!("\n{}, in {}", self.question.run.called, page.display())
    }
}
