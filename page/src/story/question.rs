//! What is asked: which run is told, in which language, and what was hoped for.

use alliance_dynamics::scenario::file::ScenarioFile;
use std::io;
use std::sync::Arc;

use super::answer::StoryAnswer;
use super::losses::write_losses;
use super::source_table::SourceTable;
use super::sources::Sources;
use super::tables::{write_facts, write_sentences};
use super::told::ToldStory;
use crate::language::Language;
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::simulation::Simulation;
use alliance_studies::causes::{Depth, Explanation, explain, work, write_causes, write_prospects};
use alliance_studies::experiment::{
    Control, Detail, EndedTable, Facts, Format, LivedRun, SingleRun, TraceTables, outcome_text,
};
use alliance_studies::{Question, Unanswered};

/// Futures that the chance after every month is taken over at least: they cost little beside those of the acts, and a chance that is
/// told as a number should not be off by a fifth.
const MONTH_FUTURES: u32 = 200;

/// Which run is told, and how.
#[derive(Debug, Clone)]
pub struct StoryQuestion {
    pub(super) run: SingleRun,
    pub(super) goal: Goal,
    /// Futures that every act is judged by; the chance after every month is taken over two hundred at least.
    pub(super) futures: u32,
    pub(super) language: Language,
    pub(super) world: Arc<LivedRun>,
}

impl StoryQuestion {
    /// Lives the run, so that it can be told in this language: with what was hoped for, judged by so many futures.
    #[must_use]
    pub fn new(run: SingleRun, language: Language, goal: Goal, futures: u32) -> Self {
        Self {
            world: Arc::new(LivedRun::live(Arc::clone(&run.scenario), run.seed)),
            run,
            goal,
            futures,
            language,
        }
    }

    fn tell(&self, explanation: &Explanation) -> io::Result<StoryAnswer> {
        let mut tables = self.tables(explanation)?;
        let sources = Sources::read(&tables)?;
        let story = ToldStory::of(sources, &self.run.scenario, self.goal, self.language);
        let sentences = write_sentences(Format::Csv, Vec::new(), &story)?;
        let facts = write_facts(Format::Csv, Vec::new(), &story)?;
        tables.extend([
            text(("sentences.csv", sentences.end()?))?,
            text(("facts.csv", facts.end()?))?,
        ]);
        Ok(StoryAnswer {
            outcome: outcome_text(&self.world.ending, self.run.seed)?,
            page: story.page(&self.run.called).map_err(io::Error::other)?,
            question: self.clone(),
            story,
            tables,
        })
    }

    fn depth(&self) -> Depth {
        Depth {
            futures: self.futures,
            months: self.futures.max(MONTH_FUTURES),
        }
    }

    /// The tables that the story is told from, each as CSV.
    fn tables(&self, explanation: &Explanation) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
        let begin = |_, columns| Format::Csv.begin(Vec::new(), columns);
        let mut trace = TraceTables::begin(&self.run.scenario, Detail::Member, begin)?;
        let ending = Simulation::new(Arc::clone(&self.run.scenario)).run(self.run.seed, &mut trace);
        let trace = trace.end(&ending).map_err(|(_, error)| error)?;
        let causes = write_causes(Format::Csv, Vec::new(), &self.run.scenario, explanation)?;
        let chances = write_prospects(Format::Csv, Vec::new(), &explanation.prospects)?;
        let losses = write_losses(Format::Csv, Vec::new(), &ending.lost)?;
        let ends = trace.into_iter().chain([
            ("losses.csv", losses.end()?),
            ("causes.csv", causes.end()?),
            ("chances.csv", chances.end()?),
        ]);
        let mut tables = ends.map(text).collect::<io::Result<Vec<_>>>()?;
        tables.sort_by_key(|(name, _)| SourceTable::ALL.iter().position(|table| table.file() == *name));
        Ok(tables)
    }
}

impl Question for StoryQuestion {
    type Answer = StoryAnswer;

    const NAME: &'static str = "story";

    fn most_runs(&self) -> u64 {
        work(&self.world, self.depth())
    }

    fn scenario(&self) -> &ScenarioFile {
        self.run.scenario.resolved()
    }

    fn answer(&self, control: &Control) -> Result<StoryAnswer, Unanswered> {
        let before = "the run was explained";
        let explanation =
            explain(&self.world, self.goal, self.depth(), control).ok_or(Unanswered::Stopped { before })?;
        self.tell(&explanation)
            .map_err(|error| Unanswered::Nothing(error.to_string()))
    }
}

/// A table with the text that it has as CSV, which has no place for facts about it.
fn text((name, table): (&'static str, EndedTable<Vec<u8>>)) -> io::Result<(&'static str, Vec<u8>)> {
    Ok((name, table.close(&Facts::default())?))
}
