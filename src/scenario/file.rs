//! A scenario file as it is written: every key, with its default and its range.
//!
//! These types hold what single values may be. What has to fit together (names, lengths, months) is
//! checked when a file becomes a [`Scenario`](super::Scenario).

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::alliance::{NonNegative, Positive, Real, Share, Signed};
use crate::mechanisms::{
    Cohesion, Constituency, Context, Dial, Dialogue, Dynamics, Experience, Goals, Gossip, HomeTalk, Incidents,
    Leadership, Learning, Membership, Quality, Work,
};

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
    /// The outside world.
    pub context: Context,
    /// What stewards can do.
    pub leadership: Leadership,
    /// Who looks after the alliance.
    pub stewards: Vec<StewardEntry>,
    /// Contribution and value.
    pub work: Work,
    /// Trust from what partners do.
    pub experience: Experience,
    /// Trust from open talk on stage.
    pub dialogue: Dialogue,
    /// Talk behind the back of third parties.
    pub gossip: Gossip,
    /// Talk at home.
    pub home_talk: HomeTalk,
    /// Conflicts that flare up.
    pub incidents: Incidents,
    /// Goals and the shared ambition.
    pub goals: Goals,
    /// Shared language, capacity and routine.
    pub learning: Learning,
    /// Support at home.
    pub constituency: Constituency,
    /// Who leaves, and who may join.
    pub membership: Membership,
    /// Whether the alliance holds together.
    pub cohesion: Cohesion,
    /// What is planned.
    pub events: Vec<EventEntry>,
    /// Who asks to join, and when.
    pub arrivals: Vec<ArrivalEntry>,
    /// How many runs.
    pub experiment: ExperimentTable,
    /// What is compared with the scenario as written, which is always the first arm, `base`.
    pub arms: Vec<ArmEntry>,
    /// Keys to vary, each with a list of values or with `{ from, to, steps }`: the full grid is run for every arm.
    pub sweep: BTreeMap<String, serde_json::Value>,
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
            context: Context::default(),
            leadership: Leadership::default(),
            stewards: Vec::new(),
            work: Work::default(),
            experience: Experience::default(),
            dialogue: Dialogue::default(),
            gossip: Gossip::default(),
            home_talk: HomeTalk::default(),
            incidents: Incidents::default(),
            goals: Goals::default(),
            learning: Learning::default(),
            constituency: Constituency::default(),
            membership: Membership::default(),
            cohesion: Cohesion::default(),
            events: Vec::new(),
            arrivals: Vec::new(),
            experiment: ExperimentTable::default(),
            arms: Vec::new(),
            sweep: BTreeMap::new(),
        }
    }
}

/// What the alliance is for, and where it starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AllianceTable {
    /// The shared ambition, a point of the goal space; its length is the number of goal axes.
    #[schemars(length(min = 1))]
    pub ambition: Vec<Real>,
    /// Names of the goal axes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal_axes: Option<Vec<String>>,
    /// How far apart goals may lie before they clash.
    pub goal_tolerance: Positive,
    /// How much the alliance asks of itself.
    pub challenge: Share,
    /// What it can do at the start.
    pub capacity: Share,
    /// What it can say at the start.
    pub shared_language: Share,
    /// The member agreed on as lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
}

impl Default for AllianceTable {
    fn default() -> Self {
        Self {
            ambition: vec![Real::fixed(0.0); 2],
            goal_axes: None,
            goal_tolerance: Positive::fixed(0.8),
            challenge: Share::fixed(0.4),
            capacity: Share::fixed(0.2),
            shared_language: Share::fixed(0.2),
            lead: None,
        }
    }
}

/// Where the dials stand at the start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DialsTable {
    /// Rules and checks: protect against opportunism, cost effort, crowd trust out.
    pub control: Share,
    /// Time spent on the relationship instead of on results.
    pub process: Share,
    /// Readiness to change routines.
    pub agility: Share,
    /// Care in admitting members.
    pub diligence: Share,
}

impl Default for DialsTable {
    fn default() -> Self {
        Self {
            control: Share::fixed(0.3),
            process: Share::fixed(0.25),
            agility: Share::fixed(0.3),
            diligence: Share::fixed(0.3),
        }
    }
}

/// What members are like unless they are listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PopulationTable {
    /// How many members are drawn where none are listed.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub count: u32,
    /// Spread of their goals around the ambition, on every axis.
    pub goal_spread: NonNegative,
    /// Spread of their cultures around the middle.
    pub culture_spread: NonNegative,
    /// Spread of the logarithm of their resources: at 10 the strongest has e^10 times what is usual, and more.
    #[schemars(range(max = 10))]
    pub resources_spread: NonNegative,
    /// Readiness to warn.
    pub voice: Share,
    /// Pull of defecting.
    pub temptation: Share,
    /// Delegates' independence from home.
    pub autonomy: Share,
}

impl Default for PopulationTable {
    fn default() -> Self {
        Self {
            count: 8,
            goal_spread: NonNegative::fixed(0.4),
            culture_spread: NonNegative::fixed(0.3),
            resources_spread: NonNegative::fixed(0.0),
            voice: Share::fixed(0.4),
            temptation: Share::fixed(0.5),
            autonomy: Share::fixed(0.0),
        }
    }
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberEntry {
    /// Its name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What its own organisation wants; the ambition unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Vec<Real>>,
    /// Its culture, a number or one number an axis; the middle unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub culture: Option<Culture>,
    /// Its resources, which are its power; 1 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<Positive>,
    /// Readiness to warn; as in `[population]` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Share>,
    /// Pull of defecting; as in `[population]` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temptation: Option<Share>,
    /// Delegates' independence from home; as in `[population]` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autonomy: Option<Share>,
}

/// A culture: a place on one axis, or on several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Culture {
    /// A place on one axis.
    One(Share),
    /// A place on several axes.
    Several(#[schemars(length(min = 1))] Vec<Share>),
}

impl Culture {
    /// The places, axis by axis.
    #[must_use]
    pub fn axes(&self) -> &[Share] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Several(places) => places,
        }
    }
}

/// How members start out with one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RelationsTable {
    /// Mean trust.
    pub trust_mean: Signed,
    /// Spread of trust.
    pub trust_sd: NonNegative,
    /// Image that homes have of partners of their own culture.
    pub image_mean: Signed,
    /// Image lost per unit of culture distance.
    pub image_culture: NonNegative,
    /// Who is tied to whom.
    pub network: Network,
    /// Single ties; what they name overrides the rest.
    pub ties: Vec<TieEntry>,
    /// A CSV file with more ties: `from,to,trust,image`, looked for beside the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ties_file: Option<PathBuf>,
}

impl Default for RelationsTable {
    fn default() -> Self {
        Self {
            trust_mean: Signed::fixed(0.15),
            trust_sd: NonNegative::fixed(0.15),
            image_mean: Signed::fixed(0.1),
            image_culture: NonNegative::fixed(0.5),
            network: Network::Named(NetworkName::Complete),
            ties: Vec::new(),
            ties_file: None,
        }
    }
}

/// Who is tied to whom.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Network {
    /// A network that is not drawn.
    Named(NetworkName),
    /// A network drawn for every run.
    Drawn(DrawnNetwork),
}

/// A network that is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NetworkName {
    /// Everybody is tied to everybody.
    Complete,
    /// Only the ties in the file or the ties file.
    Listed,
}

/// A network drawn for every run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum DrawnNetwork {
    /// Every pair is tied with the same probability.
    Random {
        /// Mean number of contacts.
        #[serde(default = "ten")]
        #[schemars(range(min = 1))]
        degree: u32,
    },
    /// A ring of neighbours, some ties of which lead elsewhere.
    SmallWorld {
        /// Number of contacts before rewiring, even.
        #[serde(default = "ten")]
        #[schemars(range(min = 2))]
        degree: u32,
        /// Share of ties that lead elsewhere.
        #[serde(default = "a_tenth")]
        rewire: Share,
    },
    /// Newcomers tie themselves to those who have many ties.
    ScaleFree {
        /// Ties that each newcomer brings.
        #[serde(default = "five")]
        #[schemars(range(min = 1))]
        links: u32,
    },
}

const fn ten() -> u32 {
    10
}

const fn five() -> u32 {
    5
}

const fn a_tenth() -> Share {
    Share::fixed(0.1)
}

/// One tie, seen from one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TieEntry {
    /// Who.
    pub from: String,
    /// About whom.
    pub to: String,
    /// Trust of the one in the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust: Option<Signed>,
    /// Image that the home of the one has of the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Signed>,
}

/// Someone who looks after the alliance for a while.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StewardEntry {
    /// What they are called: alliance manager, coordinator, facilitator…
    #[schemars(length(min = 1))]
    pub role: String,
    /// First month, from 0.
    #[serde(default)]
    pub from: u32,
    /// The month in which they are gone again; never unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<u32>,
    /// How good they are.
    #[serde(default = "full")]
    pub skill: Share,
    /// Share of the alliance's value that they cost.
    #[serde(default = "none")]
    pub cost: Share,
    /// How much of their attention every quality has.
    #[serde(default)]
    pub focus: Focus,
}

const fn full() -> Share {
    Share::fixed(1.0)
}

const fn none() -> Share {
    Share::fixed(0.0)
}

/// Attention given to nine qualities of leadership.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Focus {
    /// Language gain, pull of the ambition.
    pub sense_making: Share,
    /// Echo and stereotyping at home, negativity of gossip.
    pub pattern_breaking: Share,
    /// How fast routine follows the world.
    pub worldly_view: Share,
    /// Observation noise, culture blame.
    pub analysis: Share,
    /// Dialogue, resolution of incidents.
    pub relations: Share,
    /// Harm of shocks.
    pub resilience: Share,
    /// Capacity kept under mismatch.
    pub change: Share,
    /// The four dials follow the situation.
    pub paradox: Share,
    /// Warning voice at home.
    pub reflection: Share,
}

impl Default for Focus {
    fn default() -> Self {
        Self {
            sense_making: none(),
            pattern_breaking: none(),
            worldly_view: none(),
            analysis: none(),
            relations: none(),
            resilience: none(),
            change: none(),
            paradox: none(),
            reflection: none(),
        }
    }
}

impl Focus {
    /// The numbers, by [`Quality`].
    #[must_use]
    pub fn by_quality(&self) -> [f64; 9] {
        Quality::ALL.map(|quality| match quality {
            Quality::SenseMaking => *self.sense_making,
            Quality::PatternBreaking => *self.pattern_breaking,
            Quality::WorldlyView => *self.worldly_view,
            Quality::Analysis => *self.analysis,
            Quality::Relations => *self.relations,
            Quality::Resilience => *self.resilience,
            Quality::Change => *self.change,
            Quality::Paradox => *self.paradox,
            Quality::Reflection => *self.reflection,
        })
    }
}

/// Something planned; months count from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EventEntry {
    /// The world moves.
    Shock {
        /// When.
        month: u32,
        /// How far, either way.
        size: Real,
    },
    /// A member contributes nothing for some months.
    Betrayal {
        /// When.
        month: u32,
        /// Who.
        member: String,
        /// How long.
        #[serde(default = "one_month")]
        #[schemars(range(min = 1))]
        months: u32,
    },
    /// A month of open conversation.
    OpenConversation {
        /// When.
        month: u32,
        /// How much stronger dialogue is.
        size: NonNegative,
    },
    /// Everyone who trusts the source thinks otherwise of the one it speaks about.
    Rumour {
        /// When.
        month: u32,
        /// Who speaks.
        source: String,
        /// About whom.
        about: String,
        /// How strongly, negative for a bad rumour.
        strength: Signed,
    },
    /// Last month's value is felt once more.
    Celebration {
        /// When.
        month: u32,
        /// How grandly.
        size: Real,
    },
    /// A member goes.
    Leave {
        /// When.
        month: u32,
        /// Who.
        member: String,
    },
    /// A dial is set.
    Dial {
        /// When.
        month: u32,
        /// Which.
        dial: Dial,
        /// To what.
        value: Share,
    },
}

const fn one_month() -> u32 {
    1
}

impl EventEntry {
    /// In which month, from 0.
    #[must_use]
    pub const fn month(&self) -> u32 {
        match self {
            Self::Shock { month, .. }
            | Self::Betrayal { month, .. }
            | Self::OpenConversation { month, .. }
            | Self::Rumour { month, .. }
            | Self::Celebration { month, .. }
            | Self::Leave { month, .. }
            | Self::Dial { month, .. } => *month,
        }
    }
}

/// A candidate for membership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalEntry {
    /// When it asks, from 0.
    pub month: u32,
    /// Who.
    pub member: MemberEntry,
}

/// How many runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExperimentTable {
    /// Replications of every arm and design point.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub runs: u32,
}

impl Default for ExperimentTable {
    fn default() -> Self {
        Self { runs: 200 }
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
    pub set: BTreeMap<String, serde_json::Value>,
}
