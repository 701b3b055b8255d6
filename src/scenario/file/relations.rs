//! Who is tied to whom, and how they start out with one another.

use std::path::PathBuf;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::alliance::{NonNegative, Real, Share, Signed};

/// How members start out with one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RelationsTable {
    /// Mean trust.
    #[schemars(extend("x-unit" = "trust", "x-source" = "guess"))]
    pub trust_mean: Signed,
    /// Spread of trust.
    #[schemars(extend("x-unit" = "trust", "x-source" = "tuned"))]
    pub trust_sd: NonNegative,
    /// The share of its variance that all members have in common: the climate in which the alliance starts.
    #[schemars(extend("x-unit" = "share of the variance", "x-source" = "tuned"))]
    pub trust_shared: Share,
    /// Spread of bonds: how well delegates get on with one another, beyond what they do.
    #[schemars(extend("x-unit" = "contribution", "x-source" = "tuned"))]
    pub bond_sd: NonNegative,
    /// Image that homes have of partners of their own culture.
    #[schemars(extend("x-unit" = "image", "x-source" = "guess"))]
    pub image_mean: Signed,
    /// Image lost per unit of culture distance.
    #[schemars(extend("x-unit" = "image per unit of culture distance", "x-source" = "tuned"))]
    pub image_culture: NonNegative,
    /// Who is tied to whom.
    #[schemars(extend("x-source" = "choice"))]
    pub network: Network,
    /// Single ties; what they name overrides the rest.
    pub ties: Arc<[TieEntry]>,
    /// A file with more ties, looked for beside the scenario: CSV with the columns `from,to,trust,image,bond`, a matrix, Pajek, UCINET DL
    /// or GraphML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ties_file: Option<PathBuf>,
    /// Whether a tie that is listed in one direction only holds in both: what one says of the other is then said back.
    #[schemars(extend("x-source" = "choice"))]
    pub ties_both_ways: bool,
}

impl Default for RelationsTable {
    fn default() -> Self {
        Self {
            trust_mean: Signed::fixed(0.15),
            trust_sd: NonNegative::fixed(0.25),
            trust_shared: Share::fixed(0.5),
            bond_sd: NonNegative::fixed(0.2),
            image_mean: Signed::fixed(0.1),
            image_culture: NonNegative::fixed(0.3),
            network: Network::Named(NetworkName::Complete),
            ties: Arc::default(),
            ties_file: None,
            ties_both_ways: false,
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
        #[schemars(extend("x-unit" = "ties a member", "x-source" = "choice"))]
        degree: u32,
    },
    /// A ring of neighbours, some ties of which lead elsewhere.
    SmallWorld {
        /// Number of contacts before rewiring, even.
        #[serde(default = "ten")]
        #[schemars(range(min = 2))]
        #[schemars(extend("x-unit" = "ties a member", "x-source" = "choice"))]
        degree: u32,
        /// Share of ties that lead elsewhere.
        #[serde(default = "a_tenth")]
        #[schemars(extend("x-unit" = "share of the ties", "x-source" = "choice"))]
        rewire: Share,
    },
    /// Newcomers tie themselves to those who have many ties.
    ScaleFree {
        /// Ties that each newcomer brings.
        #[serde(default = "five")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "ties", "x-source" = "choice"))]
        links: u32,
    },
    /// Teams, in the order of the members: within a team all are tied, and between every two teams some pairs.
    Teams {
        /// Members of a team; the last may have fewer.
        #[serde(default = "five")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "members", "x-source" = "choice"))]
        size: u32,
        /// Pairs tied between every two teams, as far as there are so many.
        #[serde(default = "two")]
        #[schemars(extend("x-unit" = "ties", "x-source" = "choice"))]
        links: u32,
    },
}

const fn two() -> u32 {
    2
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
    #[schemars(extend("x-unit" = "trust"))]
    pub trust: Option<Signed>,
    /// Image that the home of the one has of the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "image"))]
    pub image: Option<Signed>,
    /// How well the delegates of the one get on with those of the other, beyond what these do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "contribution"))]
    pub bond: Option<Real>,
}

impl TieEntry {
    /// A tie of which nothing is said but whom it joins.
    pub fn between(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            trust: None,
            image: None,
            bond: None,
        }
    }
}
