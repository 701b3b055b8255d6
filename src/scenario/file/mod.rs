//! A scenario file as it is written: every key, with its default and its range.
//!
//! These types hold what single values may be. What has to fit together (names, lengths, months) is
//! checked when a file becomes a [`Scenario`](super::Scenario).

mod alliance;
mod members;
mod plans;
mod relations;
mod rescue;
mod sample;
mod stewards;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use alliance::{AllianceTable, DialsTable};
pub use members::{Culture, MemberEntry, PopulationTable};
pub use plans::{ArrivalEntry, EventEntry, ParameterKey, WhenEntry};
pub use relations::{DrawnNetwork, Network, NetworkName, RelationsTable, TieEntry};
pub use rescue::{ConversationsTable, HelperTable, OnceTable, RescueTable, TurnsTable};
pub use sample::SampleTable;
pub use stewards::{Focus, StewardEntry};

use crate::mechanisms::{self, Dynamics, Rules, for_mechanisms};

macro_rules! scenario_file {
    ($($step:literal $name:ident: $Type:ident, $about:tt $(, [$table:ident] $([[$list:ident]])?)?;)*) => {
        /// One alliance and, if wanted, an experiment on it.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        #[schemars(title = "Alliance Dynamics scenario")]
        pub struct ScenarioFile {
            /// What the scenario is called.
            pub title: String,
            /// Its story.
            pub description: String,
            /// Months until the horizon.
            #[schemars(range(min = 1, max = 12000))]
            pub months: u32,
            /// Whether chance is drawn (`stochastic`) or replaced by what it comes to on average (`mean-field`).
            pub dynamics: Dynamics,
            /// What all luck is derived from.
            #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
            pub seed: u64,
            /// What the alliance is for, and where it starts.
            pub alliance: AllianceTable,
            /// Where the dials stand at the start.
            pub dials: DialsTable,
            /// What members are like unless they are listed.
            pub population: PopulationTable,
            /// The members; without a list, `population.count` of them are drawn.
            pub members: Vec<MemberEntry>,
            /// How members start out with one another.
            pub relations: RelationsTable,
            $($(
                #[doc = $about]
                pub $table: mechanisms::$Type,
                $(
                    /// Who looks after the alliance.
                    pub $list: Vec<StewardEntry>,
                )?
            )?)*
            /// What is planned.
            pub events: Vec<EventEntry>,
            /// Who asks to join, and when.
            pub arrivals: Vec<ArrivalEntry>,
            /// How many runs.
            pub experiment: ExperimentTable,
            /// What is compared with the scenario as written, which is always the first arm, `base`.
            pub arms: Vec<ArmEntry>,
            /// Keys to vary, each with a list of values or with `{ from, to, steps }`: the full grid is run for every arm.
            pub sweep: serde_json::Map<String, serde_json::Value>,
            /// Design points that are drawn or listed; crossed with the arms and with the grid of the sweep.
            pub sample: Option<SampleTable>,
            /// What help there is, and what it costs, for `alliance rescue`; runs take no notice of it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub rescue: Option<RescueTable>,
        }

        impl Default for ScenarioFile {
            fn default() -> Self {
                Self {
                    title: String::new(),
                    description: String::new(),
                    months: 120,
                    dynamics: Dynamics::default(),
                    seed: 1,
                    alliance: AllianceTable::default(),
                    dials: DialsTable::default(),
                    population: PopulationTable::default(),
                    members: Vec::new(),
                    relations: RelationsTable::default(),
                    $($(
                        $table: mechanisms::$Type::default(),
                        $($list: Vec::new(),)?
                    )?)*
                    events: Vec::new(),
                    arrivals: Vec::new(),
                    experiment: ExperimentTable::default(),
                    arms: Vec::new(),
                    sweep: serde_json::Map::new(),
                    sample: None,
                    rescue: None,
                }
            }
        }

        impl ScenarioFile {
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

/// How many runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExperimentTable {
    /// Replications of every arm and design point; with a precision, the fewest.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub runs: u32,
    /// Go on until half of the 95 % interval of every outcome's share is at most this.
    #[schemars(range(min = 0.001, max = 0.5))]
    pub precision: Option<f64>,
    /// The most replications that the precision may take; without it, as many as any share can need.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub max_runs: Option<u32>,
}

impl Default for ExperimentTable {
    fn default() -> Self {
        Self {
            runs: 200,
            precision: None,
            max_runs: None,
        }
    }
}

/// A variant of the scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArmEntry {
    /// Its name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What it sets: keys such as `"gossip.rate"`, with their values.
    #[serde(default)]
    pub set: serde_json::Map<String, serde_json::Value>,
}
