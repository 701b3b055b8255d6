//! What is asked: which run, and how much of it is written.

use super::answer::TraceAnswer;
use super::lived::LivedMonths;
use crate::experiment::{Control, Destination, Detail, SingleRun, TableDigests, TraceTables};
use crate::{Question, Unanswered};
use alliance_dynamics::scenario::file::ScenarioFile;

/// What happens in one run, month by month.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Study;
/// use alliance_studies::experiment::{Control, Detail, RunChoice, SingleRun};
/// use alliance_studies::trace::TraceQuestion;
/// use alliance_studies::{Answer as _, Question as _};
///
/// let study = Study::from_toml("months = 12\npopulation.count = 4")?;
/// let run = SingleRun::of(&study, &RunChoice { replication: 3, ..RunChoice::default() })?;
/// let question = TraceQuestion { run, detail: Detail::Tie };
/// let answer = question.answer(&Control::default())?;
/// assert!(answer.words().contains(" after "));
/// assert!(answer.ending().months <= 12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct TraceQuestion {
    /// Which run.
    pub run: SingleRun,
    /// How much of it is written.
    pub detail: Detail,
}

impl Question for TraceQuestion {
    type Answer = TraceAnswer;

    const NAME: &'static str = "trace";

    fn most_runs(&self) -> u64 {
        1
    }

    fn scenario(&self) -> &ScenarioFile {
        self.run.scenario.resolved()
    }

    /// Without tables: these hold more than a memory should, and are written while the run is lived, or not at all.
    fn answer(&self, _control: &Control) -> Result<TraceAnswer, Unanswered> {
        Ok(TraceAnswer::of(self.clone(), LivedMonths::of(&self.run, &mut ())))
    }

    /// `timeline.csv` and `events.csv`; with more detail also `members.csv` and `ties.csv`.
    fn answer_into(&self, to: Destination<'_>, _control: &Control) -> Result<(TraceAnswer, TableDigests), Unanswered> {
        let mut tables = TraceTables::begin_in(to, &self.run.scenario, self.detail)?;
        let lived = LivedMonths::of(&self.run, &mut tables);
        let digests = tables.end_in(to, &lived.ending, &self.run.facts)?;
        Ok((TraceAnswer::of(self.clone(), lived), digests))
    }
}
