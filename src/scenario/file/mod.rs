//! A scenario file as it is written: every key, with its default and its range.
//!
//! These types hold what single values may be. What has to fit together (names, lengths, months) is
//! checked when a file becomes a [`Scenario`](super::Scenario).

mod alliance;
mod measures;
mod members;
mod plans;
mod relations;
mod rescue;
mod sample;
mod stewards;

use std::path::PathBuf;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use alliance::{AllianceTable, DialsTable};
pub use measures::{MeasureEntry, Statistic};
pub use members::{Culture, MemberEntry, PopulationTable};
pub use plans::{ArrivalEntry, EventEntry, ParameterKey, WhenEntry};
pub use relations::{DrawnNetwork, Network, NetworkName, RelationsTable, TieEntry};
pub use rescue::{ConversationsTable, HelperTable, OnceTable, RescueTable, TurnsTable};
pub use sample::SampleTable;
pub use stewards::{Focus, StewardEntry};

use super::touched::Touched;
use crate::mechanisms::{self, Dynamics, Rules, for_mechanisms};

macro_rules! scenario_file {
    ($($step:literal $name:ident: $Type:ident, $about:tt $(, [$table:ident] $([[$list:ident]])?)?;)*) => {
        /// One alliance and, if wanted, an experiment on it.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        #[schemars(title = "Alliance Dynamics scenario")]
        pub struct ScenarioFile {
            /// What the scenario is called.
            #[schemars(length(max = 1000))]
            pub title: String,
            /// Its story.
            pub description: Arc<str>,
            /// What it is to answer, for the head of a report.
            #[schemars(length(max = 1000))]
            #[serde(skip_serializing_if = "String::is_empty")]
            pub question: String,
            /// Who asks, for the head of a report.
            #[schemars(length(max = 1000))]
            #[serde(skip_serializing_if = "String::is_empty")]
            pub author: String,
            /// When it was written, in any form, for the head of a report.
            #[schemars(length(max = 100))]
            #[serde(skip_serializing_if = "String::is_empty")]
            pub date: String,
            /// Months until the horizon.
            #[schemars(range(min = 1, max = 12000))]
            #[schemars(extend("x-unit" = "months", "x-source" = "choice: ten years"))]
            pub months: u32,
            /// Whether chance is drawn (`stochastic`) or replaced by what it comes to on average (`mean-field`).
            #[schemars(extend("x-source" = "choice"))]
            pub dynamics: Dynamics,
            /// What all luck is derived from.
            #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
            #[schemars(extend("x-unit" = "a number", "x-source" = "choice"))]
            pub seed: u64,
            /// What the alliance is for, and where it starts.
            pub alliance: AllianceTable,
            /// Where the dials stand at the start.
            pub dials: DialsTable,
            /// What members are like unless they are listed.
            pub population: PopulationTable,
            /// The members; without a list, `population.count` of them are drawn.
            pub members: Arc<[MemberEntry]>,
            /// A table with the members, looked for beside the scenario: CSV with a column `name`, and columns that are called as the keys
            /// of a member. Of what the table says, `members` may say something else.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub members_file: Option<PathBuf>,
            /// How members start out with one another.
            pub relations: RelationsTable,
            $($(
                #[doc = $about]
                pub $table: mechanisms::$Type,
                $(
                    /// Who looks after the alliance.
                    pub $list: Arc<[StewardEntry]>,
                )?
            )?)*
            /// What is planned.
            pub events: Arc<[EventEntry]>,
            /// Who asks to join, and when.
            pub arrivals: Arc<[ArrivalEntry]>,
            /// Measures of one's own, at most 8, recorded every month beside those of the model.
            #[serde(skip_serializing_if = "is_empty")]
            pub measures: Arc<[MeasureEntry]>,
            /// How many runs.
            pub experiment: ExperimentTable,
            /// What is compared with the scenario as written, which is always the first arm, `base`.
            pub arms: Arc<[ArmEntry]>,
            /// Keys to vary, each with a list of values or with `{ from, to, steps }`: the full grid is run for every arm.
            pub sweep: Arc<serde_json::Map<String, serde_json::Value>>,
            /// Design points that are drawn or listed; crossed with the arms and with the grid of the sweep.
            pub sample: Option<Arc<SampleTable>>,
            /// What help there is, and what it costs, for `alliance rescue`; runs take no notice of it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub rescue: Option<RescueTable>,
        }

        impl Default for ScenarioFile {
            fn default() -> Self {
                Self {
                    title: String::new(),
                    description: Arc::default(),
                    question: String::new(),
                    author: String::new(),
                    date: String::new(),
                    months: 120,
                    dynamics: Dynamics::default(),
                    seed: 1,
                    alliance: AllianceTable::default(),
                    dials: DialsTable::default(),
                    population: PopulationTable::default(),
                    members: Arc::default(),
                    members_file: None,
                    relations: RelationsTable::default(),
                    $($(
                        $table: mechanisms::$Type::default(),
                        $($list: Arc::default(),)?
                    )?)*
                    events: Arc::default(),
                    arrivals: Arc::default(),
                    measures: Arc::default(),
                    experiment: ExperimentTable::default(),
                    arms: Arc::default(),
                    sweep: Arc::default(),
                    sample: None,
                    rescue: None,
                }
            }
        }

        impl ScenarioFile {
            /// The same file, with what `base` says at all keys that have not been touched; lists are shared with it.
            pub(super) fn over(self, base: &Self, touched: &Touched<'_>) -> Self {
                let relations = RelationsTable {
                    ties: touched.pick("relations.ties", self.relations.ties, &base.relations.ties),
                    ..self.relations
                };
                Self {
                    title: touched.pick("title", self.title, &base.title),
                    description: touched.pick("description", self.description, &base.description),
                    question: touched.pick("question", self.question, &base.question),
                    author: touched.pick("author", self.author, &base.author),
                    date: touched.pick("date", self.date, &base.date),
                    months: touched.pick("months", self.months, &base.months),
                    dynamics: touched.pick("dynamics", self.dynamics, &base.dynamics),
                    seed: touched.pick("seed", self.seed, &base.seed),
                    alliance: touched.pick("alliance", self.alliance, &base.alliance),
                    dials: touched.pick("dials", self.dials, &base.dials),
                    population: touched.pick("population", self.population, &base.population),
                    members: touched.pick("members", self.members, &base.members),
                    members_file: touched.pick("members_file", self.members_file, &base.members_file),
                    relations: touched.pick("relations", relations, &base.relations),
                    $($(
                        $table: touched.pick(stringify!($table), self.$table, &base.$table),
                        $($list: touched.pick(stringify!($list), self.$list, &base.$list),)?
                    )?)*
                    events: touched.pick("events", self.events, &base.events),
                    arrivals: touched.pick("arrivals", self.arrivals, &base.arrivals),
                    measures: touched.pick("measures", self.measures, &base.measures),
                    experiment: touched.pick("experiment", self.experiment, &base.experiment),
                    arms: touched.pick("arms", self.arms, &base.arms),
                    sweep: touched.pick("sweep", self.sweep, &base.sweep),
                    sample: touched.pick("sample", self.sample, &base.sample),
                    rescue: touched.pick("rescue", self.rescue, &base.rescue),
                }
            }

            /// The parameters of the mechanisms; nothing is planned in them yet.
            pub(super) fn parameters(&self) -> Rules {
                Rules {
                    $($($table: self.$table.clone(),)?)*
                    ..Rules::default()
                }
            }
        }
    };
}
for_mechanisms!(scenario_file);

fn is_empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

/// How many runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExperimentTable {
    /// Replications of every arm and design point; with a precision, the fewest.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    #[schemars(extend("x-unit" = "runs", "x-source" = "choice"))]
    pub runs: u32,
    /// Go on until half of the 95 % interval of every outcome's share is at most this.
    #[schemars(range(min = 0.001, max = 0.5))]
    #[schemars(extend("x-unit" = "share of the runs"))]
    pub precision: Option<f64>,
    /// The most replications that the precision may take; without it, as many as any share can need.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    #[schemars(extend("x-unit" = "runs"))]
    pub max_runs: Option<u32>,
    /// Measures of which every month of every run is written, in a table of its own, `series`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<String>,
}

impl Default for ExperimentTable {
    fn default() -> Self {
        Self {
            runs: 200,
            precision: None,
            max_runs: None,
            series: Vec::new(),
        }
    }
}

/// A variant of the scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArmEntry {
    /// Its name.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// What it sets: keys such as `"gossip.rate"`, with their values.
    #[serde(default)]
    pub set: serde_json::Map<String, serde_json::Value>,
}
