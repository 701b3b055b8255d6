//! What is asked: which run is told, in which language, and what was hoped for.

use std::io;
use std::sync::Arc;

use super::answer::StoryAnswer;
use super::source_table::SourceTable;
use super::sources::Sources;
use super::tables::{write_facts, write_sentences};
use super::told::ToldStory;
use crate::language::Language;
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Simulation;
use alliance_studies::analysis::causes::{Depth, Explanation, explain, work, write_causes, write_prospects};
use alliance_studies::experiment::{Control, Detail, EndedTable, Facts, Format, TraceTables, World, outcome_text};

/// Which run is told, and how.
#[derive(Debug, Clone)]
pub struct StoryQuestion {
    /// What was run.
    pub scenario: Arc<Scenario>,
    /// The seed of the run.
    pub seed: u64,
    /// What was hoped for.
    pub goal: Goal,
    /// Futures that every month and every act is judged by.
    pub futures: u32,
    /// The language that it is told in.
    pub language: Language,
}

/// Why there is no story.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoryError {
    /// Nobody waits for it any more.
    #[error("stopped before the run was explained")]
    Stopped,
    /// A table cannot be written or read back, which no run should bring about.
    #[error("the tables of the run cannot be written")]
    Tables(#[from] io::Error),
}

impl StoryQuestion {
    /// Asks for the run of this seed: in English, for its survival, by 200 futures.
    #[must_use]
    pub fn of(scenario: impl Into<Arc<Scenario>>, seed: u64) -> Self {
        Self {
            scenario: scenario.into(),
            seed,
            goal: Goal::Survival,
            futures: 200,
            language: Language::English,
        }
    }

    /// Lives the run, explains it, and tells it, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If `control` said stop.
    pub fn answer(&self, control: &Control) -> Result<StoryAnswer, StoryError> {
        self.tell(&self.live(), control)
    }

    /// Lives the run, so that its futures can be lived.
    #[must_use]
    pub fn live(&self) -> World {
        World::live(Arc::clone(&self.scenario), self.seed)
    }

    /// How many runs an explanation of this run takes at most.
    #[must_use]
    pub fn work(&self, world: &World) -> u64 {
        work(world, self.depth())
    }

    /// Explains the run that was lived, and tells it.
    ///
    /// # Errors
    /// If `control` said stop.
    pub fn tell(&self, world: &World, control: &Control) -> Result<StoryAnswer, StoryError> {
        let explanation = explain(world, self.goal, self.depth(), control).ok_or(StoryError::Stopped)?;
        let mut tables = self.tables(&explanation)?;
        let sources = Sources::read(&tables).map_err(io::Error::from)?;
        let story = ToldStory::of(sources, &self.scenario, self.goal, self.language);
        let sentences = write_sentences(Format::Csv, Vec::new(), &story)?;
        let facts = write_facts(Format::Csv, Vec::new(), &story)?;
        tables.extend([
            text(("sentences.csv", sentences.end()?))?,
            text(("facts.csv", facts.end()?))?,
        ]);
        let outcome = outcome_text(&world.ending, self.seed).map_err(io::Error::from)?;
        Ok(StoryAnswer { story, tables, outcome })
    }

    fn depth(&self) -> Depth {
        Depth { futures: self.futures }
    }

    /// The tables that the story is told from, each as CSV.
    fn tables(&self, explanation: &Explanation) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
        let begin = |_, columns| Format::Csv.begin(Vec::new(), columns);
        let mut trace = TraceTables::begin(&self.scenario, Detail::Member, begin)?;
        let ending = Simulation::new(Arc::clone(&self.scenario)).run(self.seed, &mut trace);
        let trace = trace.end(&ending).map_err(|(_, error)| error)?;
        let causes = write_causes(Format::Csv, Vec::new(), &self.scenario, explanation)?;
        let chances = write_prospects(Format::Csv, Vec::new(), &explanation.prospects)?;
        let ends = trace
            .into_iter()
            .chain([("causes.csv", causes.end()?), ("chances.csv", chances.end()?)]);
        let mut tables = ends.map(text).collect::<io::Result<Vec<_>>>()?;
        tables.sort_by_key(|(name, _)| SourceTable::ALL.iter().position(|table| table.file() == *name));
        Ok(tables)
    }
}

/// A table with the text that it has as CSV, which has no place for facts about it.
fn text((name, table): (&'static str, EndedTable<Vec<u8>>)) -> io::Result<(&'static str, Vec<u8>)> {
    Ok((name, table.close(&Facts::default())?))
}
