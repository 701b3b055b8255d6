//! What a person writes: read, checked, explained where it is wrong, and turned into an alliance at month 0.

mod build;
mod bundled;
mod check;
pub mod file;
mod founding;
pub mod gate;
mod key_label;
mod members_file;
mod network;
pub mod networks;
mod plans;
mod plausible;
mod roster;
pub mod sampling;
mod study;
mod ties;
mod touched;
mod written;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use file::ScenarioFile;
use founding::Founding;
use gate::{Document, Problems, Schema, Source};

pub use bundled::{bundled_names, bundled_text};
pub use gate::InputError;
pub use key_label::key_label;
pub use members_file::members_of;
pub use plausible::{Assumption, FixedKey, Plausible, PlausibleRanges};
pub use study::{
    AloneBounds, Arm, BASE, Cell, GivenScenario, Precision, Sampling, Setting, Study, Template, may_be_changed, widest,
};
pub use ties::{TiesSummary, ties_of};

use crate::alliance::Alliance;
use crate::measures::OwnMeasure;
use crate::mechanisms::{Act, Circumstances, Dynamics, Rules};
use crate::random::Chance;

/// One alliance, checked: whatever is in here can be run.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Scenario;
///
/// let scenario = Scenario::from_toml("months = 24\n[gossip]\nrate = 0.3").unwrap();
/// assert_eq!(scenario.months, 24);
///
/// let mistaken = Scenario::from_toml("[gosip]\nrate = 0.3").unwrap_err();
/// assert!(mistaken.to_string().contains("did you mean `gossip`?"));
/// ```
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it is called.
    pub title: String,
    /// Its story.
    pub description: Arc<str>,
    /// Months until the horizon.
    pub months: u32,
    /// Whether chance is drawn.
    pub dynamics: Dynamics,
    /// What all luck is derived from.
    pub seed: u64,
    /// Names of members and candidates, by id.
    pub names: Arc<[String]>,
    /// Names of the goal axes, where they have any.
    pub goal_axes: Arc<[String]>,
    /// Everything that shapes a month.
    pub rules: Rules,
    /// Measures of its own, in the order of their names in [`resolved`](Self::resolved).
    pub own: Arc<[OwnMeasure]>,
    founding: Founding,
    ties: Option<TiesSummary>,
    file: ScenarioFile,
}

impl Scenario {
    /// Reads one alliance from a file; its arms and design points are checked too, and left aside.
    ///
    /// # Errors
    /// If the file cannot be read, or anything in it is wrong: all mistakes, each with its place.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ScenarioError> {
        Ok(Study::read(path)?.into_base())
    }

    /// Reads one alliance from a text; `ties_file` is looked for in the working directory.
    ///
    /// # Errors
    /// If anything in it is wrong: all mistakes, each with its place.
    pub fn from_toml(text: &str) -> Result<Self, ScenarioError> {
        Ok(Study::from_toml(text)?.into_base())
    }

    /// The alliance at month 0 of the run that this luck belongs to, in the memory that `alliance` already has.
    pub fn found(&self, chance: &Chance, alliance: &mut Alliance) {
        self.founding.found(chance, self.dynamics, alliance);
    }

    /// What all months of the run that this luck belongs to have in common.
    #[must_use]
    pub fn circumstances<'a>(&'a self, chance: &'a Chance) -> Circumstances<'a> {
        Circumstances {
            dynamics: self.dynamics,
            rules: &self.rules,
            chance,
        }
    }

    /// This scenario without some acts: without what is planned among them, the mechanisms among them, and what the alliance was
    /// founded with among them.
    #[must_use]
    pub fn without(&self, acts: &[Act]) -> Self {
        let mut scenario = self.clone();
        scenario.rules = self.rules.without(acts);
        let deeds = acts.iter().map(|act| act.deed);
        scenario.founding.without = deeds.filter(|deed| deed.is_of_the_founding()).collect();
        scenario
    }

    /// This scenario, lived until this month at the longest: its runs are the beginnings of the same runs.
    #[must_use]
    pub fn until(&self, month: u32) -> Self {
        let mut scenario = self.clone();
        scenario.months = self.months.min(month);
        scenario.file.months = scenario.months;
        scenario
    }

    /// Whether chance decides on a climate in which the whole alliance starts.
    #[must_use]
    pub fn has_climate(&self) -> bool {
        self.dynamics == Dynamics::Stochastic && self.founding.trust_sd * self.founding.trust_shared > 0.0
    }

    /// Whether anything can differ from run to run. In mean-field runs nothing does, unless the members or their network are drawn.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.dynamics == Dynamics::Stochastic || self.founding.draws_members() || self.founding.network.is_some()
    }

    /// Every key of the scenario with the value it has, defaults included.
    #[must_use]
    pub fn resolved(&self) -> &ScenarioFile {
        &self.file
    }

    /// Everything that its runs depend on, and nothing else: two scenarios that print alike here have the same runs.
    #[must_use]
    pub fn essence(&self) -> impl std::fmt::Debug {
        (self.months, self.dynamics, &self.rules, &self.founding, &self.own)
    }

    /// How the ties file was read, where the scenario names one.
    #[must_use]
    pub const fn ties_file(&self) -> Option<&TiesSummary> {
        self.ties.as_ref()
    }

    /// The most members there can be at a time.
    #[must_use]
    pub fn most_members(&self) -> usize {
        self.names.len()
    }

    /// How many members there are at the start.
    #[must_use]
    pub fn n_founders(&self) -> usize {
        self.founding.n_members as usize
    }
}

/// # Example
/// ```
/// use alliance_dynamics::alliance::Share;
/// use alliance_dynamics::mechanisms::Gossip;
/// use alliance_dynamics::scenario::Scenario;
/// use alliance_dynamics::scenario::file::{AllianceTable, MemberEntry, ScenarioFile};
///
/// let led_by = |lead: &str| ScenarioFile {
///     members: ["Farmers", "Town", "Mill"].map(MemberEntry::named).into(),
///     alliance: AllianceTable { lead: Some(lead.to_owned()), ..AllianceTable::default() },
///     gossip: Gossip { conversations: 3, ..Gossip::default() },
///     ..ScenarioFile::default()
/// };
/// let scenario = Scenario::try_from(&led_by("Town"))?;
/// assert_eq!(*scenario.names, ["Farmers", "Town", "Mill"]);
///
/// let mistaken = Scenario::try_from(&led_by("Twn")).unwrap_err();
/// assert!(mistaken.to_string().contains("did you mean `Town`?"));
/// # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
/// ```
impl TryFrom<&ScenarioFile> for Scenario {
    type Error = ScenarioError;

    /// Checks one alliance that is made of types as a file is checked: the error shows every mistake at its key, in the file that the
    /// types would make. Its arms and design points are checked too, and left aside.
    fn try_from(file: &ScenarioFile) -> Result<Self, ScenarioError> {
        Ok(Study::try_from(file)?.into_base())
    }
}

impl Default for Scenario {
    /// The scenario of an empty file.
    fn default() -> Self {
        build::scenario(ScenarioFile::default(), &[], None)
    }
}

/// Why a scenario cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The file cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// It can be read, and there are mistakes in it.
    #[error(transparent)]
    Problems(#[from] Problems),
}

/// The JSON Schema of scenario files, for editors.
#[must_use]
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(ScenarioFile).to_value()
}

/// Made once: every file is checked against the same.
static SCHEMA: LazyLock<Arc<Schema>> = LazyLock::new(Schema::of::<ScenarioFile>);

fn open(source: Source) -> Result<Document, Problems> {
    Document::check(source, Arc::clone(&SCHEMA))
}
