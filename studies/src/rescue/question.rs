//! What is asked, checked against the scenario.

use alliance_dynamics::scenario::file::ScenarioFile;
use std::io;
use std::path::{Path, PathBuf};

use alliance_dynamics::alliance::{Goal, NonNegative, Share};
use alliance_dynamics::scenario::file::RescueTable;
use alliance_dynamics::scenario::gate::read_file;
use alliance_dynamics::scenario::{BASE, Template};

use super::answer::RescueAnswer;
use super::laboratory::RescueLaboratory;
use super::stages::RescueSearch;
use super::words::Wording;
use crate::experiment::{ArmError, Control, in_arm};
use crate::{Question, Unanswered};

/// Runs of the search, and fresh worlds, unless told otherwise.
const RUNS: u32 = 100_000;
const FRESH: u32 = 2_000;
/// With fewer runs, or in fewer worlds, nothing is found that is beyond chance.
const LEAST_RUNS: u32 = 1_000;
const LEAST_FRESH: u32 = 100;

/// What somebody wants to know, not yet checked.
#[derive(Debug, Clone)]
pub struct RescueRequest {
    /// The scenario's file, which the answer names.
    pub file: PathBuf,
    /// Where its file of ties is looked for, where that is not the folder of the file.
    pub folder: Option<PathBuf>,
    /// The arm that is helped instead of the scenario as written.
    pub arm: Option<String>,
    /// What help is to bring, instead of the scenario's goal.
    pub goal: Option<Goal>,
    /// The share of alliances that are to get there, instead of the scenario's.
    pub target: Option<Share>,
    /// The most that help may cost, instead of the scenario's; without a target the best help for it is looked for.
    pub budget: Option<NonNegative>,
    /// Runs of the search, about; three searches for later help take a quarter of them each.
    pub runs: u32,
    /// Fresh worlds in which plans are told of.
    pub fresh: u32,
    /// What all luck is derived from, instead of the scenario's.
    pub seed: Option<u64>,
}

impl Default for RescueRequest {
    /// What the scenario's own table asks for, of a scenario without a file.
    fn default() -> Self {
        Self {
            file: "scenario".into(),
            folder: None,
            arm: None,
            goal: None,
            target: None,
            budget: None,
            runs: RUNS,
            fresh: FRESH,
            seed: None,
        }
    }
}

/// Why help cannot be looked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RescueError {
    /// The arm is not to be had.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// Too few runs may be spent.
    #[error("a search for help takes at least {LEAST_RUNS} runs: found {found}")]
    FewRuns {
        /// How many they are.
        found: u32,
    },
    /// Too few worlds are to tell of plans.
    #[error("plans are told of in at least {LEAST_FRESH} fresh worlds: found {found}")]
    FewWorlds {
        /// How many they are.
        found: u32,
    },
    /// The file of ties, which goes beside the scenario with the help in it.
    #[error("{} cannot be read", .path.display())]
    Ties {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The cheapest help that would have saved an alliance.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Template;
/// use alliance_studies::experiment::Control;
/// use alliance_studies::rescue::{RescueQuestion, RescueRequest};
/// use alliance_studies::{Answer as _, Question as _};
///
/// let template = Template::from_toml("months = 24\npopulation.count = 3\nrescue.target = 0.5")?;
/// let request = RescueRequest { runs: 1_000, fresh: 100, ..RescueRequest::default() };
/// let answer = RescueQuestion::new(template, &request)?.answer(&Control::default())?;
/// assert!(answer.words().contains("of 100 alliances last 2 years"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct RescueQuestion {
    pub(super) template: Template,
    pub(super) table: RescueTable,
    pub(super) seed: u64,
    pub(super) arm: Option<String>,
    pub(super) runs: u32,
    pub(super) fresh: u32,
    /// The scenario's file, and the text of the file of ties that it names.
    pub(super) file: PathBuf,
    pub(super) ties: Option<Vec<u8>>,
}

impl RescueQuestion {
    /// Checks a request against a scenario, and reads the file of ties that the scenario names.
    ///
    /// # Errors
    /// If there is no such arm, the runs or the fresh worlds are too few, or the file of ties cannot be read.
    pub fn new(template: Template, request: &RescueRequest) -> Result<Self, RescueError> {
        let template = in_arm(template, request.arm.as_deref())?;
        let &RescueRequest { runs, fresh, .. } = request;
        if runs < LEAST_RUNS {
            return Err(RescueError::FewRuns { found: runs });
        }
        if fresh < LEAST_FRESH {
            return Err(RescueError::FewWorlds { found: fresh });
        }
        let scenario = template.base();
        Ok(Self {
            seed: request.seed.unwrap_or(scenario.seed),
            table: request.table(scenario.resolved().rescue.clone().unwrap_or_default()),
            arm: request.arm.clone().filter(|arm| arm != BASE),
            runs,
            fresh,
            file: request.file.clone(),
            ties: request.ties(scenario.resolved().relations.ties_file.as_deref())?,
            template,
        })
    }

    /// How help is looked for.
    fn search(&self) -> RescueSearch<'_> {
        RescueSearch {
            table: &self.table,
            file: self.template.base().resolved(),
            target: self.table.aim(),
            runs: self.runs,
            check: self.fresh / 2,
            fresh: self.fresh,
            seed: self.seed,
        }
    }

    /// How the answer is told.
    pub(super) fn wording(&self) -> Wording<'_> {
        Wording {
            table: &self.table,
            target: self.table.aim(),
            months: self.template.base().months,
            arm: self.arm.as_deref(),
        }
    }
}

impl Question for RescueQuestion {
    type Answer = RescueAnswer;

    const NAME: &'static str = "rescue";

    fn most_runs(&self) -> u64 {
        self.search().all_runs()
    }

    fn scenario(&self) -> &ScenarioFile {
        self.template.base().resolved()
    }

    fn answer(&self, control: &Control) -> Result<RescueAnswer, Unanswered> {
        let mut laboratory = RescueLaboratory::new(&self.template, &self.table, self.seed, control);
        let found = self.search().answer(|asked| laboratory.hits(asked))?;
        Ok(RescueAnswer::of(self.clone(), found, laboratory.tally))
    }
}

impl RescueRequest {
    /// A table with what is asked for instead. A budget without a target asks for the best there is for it.
    fn table(&self, mut table: RescueTable) -> RescueTable {
        table.goal = self.goal.unwrap_or(table.goal);
        if self.budget.is_some() {
            (table.budget, table.target) = (self.budget, None);
        }
        table.target = self.target.or(table.target);
        table
    }

    fn ties(&self, name: Option<&Path>) -> Result<Option<Vec<u8>>, RescueError> {
        let Some(name) = name else { return Ok(None) };
        let folder = self.folder.as_deref().or(self.file.parent());
        let path = folder.unwrap_or(Path::new("")).join(name);
        match read_file(&path) {
            Ok(text) => Ok(Some(text)),
            Err(source) => Err(RescueError::Ties { path, source }),
        }
    }
}
