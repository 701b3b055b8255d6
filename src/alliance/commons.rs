//! What the members hold in common.

use serde::{Deserialize, Serialize};

use super::MemberId;

/// Where an alliance is on its way; read off shared language and capacity, with no effect of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Starting and grating.
    #[default]
    Starting,
    /// Discovering and learning.
    Learning,
    /// Productive.
    Productive,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Self; 3] = [Self::Starting, Self::Learning, Self::Productive];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Learning => "learning",
            Self::Productive => "productive",
        }
    }
}

/// What an incident was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IncidentCause {
    /// The distribution of means.
    Means,
    /// Norms and values.
    Norms,
    /// Identity: goals that exclude one another.
    Identity,
    /// Power, where it is unclear who steers.
    Power,
}

impl IncidentCause {
    /// Every cause, in the order of the columns.
    pub const ALL: [Self; 4] = [Self::Means, Self::Norms, Self::Identity, Self::Power];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Means => "means",
            Self::Norms => "norms",
            Self::Identity => "identity",
            Self::Power => "power",
        }
    }
}

/// How an alliance fares in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It reached its horizon and adds value.
    Thriving,
    /// It reached its horizon, on paper.
    Hollow,
    /// It reached its horizon with another ambition than it was founded for.
    Drifted,
    /// It broke into camps.
    Fragmented,
    /// It achieved nothing for too long.
    Dissolved,
    /// Too few members were left.
    Collapsed,
}

impl Outcome {
    /// Every outcome, from the best to the worst.
    pub const ALL: [Self; 6] = [
        Self::Thriving,
        Self::Hollow,
        Self::Drifted,
        Self::Fragmented,
        Self::Dissolved,
        Self::Collapsed,
    ];

    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thriving => "thriving",
            Self::Hollow => "hollow",
            Self::Drifted => "drifted",
            Self::Fragmented => "fragmented",
            Self::Dissolved => "dissolved",
            Self::Collapsed => "collapsed",
        }
    }

    /// Whether the alliance reached its horizon.
    #[must_use]
    pub const fn survived(self) -> bool {
        matches!(self, Self::Thriving | Self::Hollow | Self::Drifted)
    }
}

/// What the alliance has of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Commons {
    /// The shared ambition `a`, a point of the goal space.
    pub ambition: Vec<f64>,
    /// The founding ambition `a0`.
    pub founding_ambition: Vec<f64>,
    /// How far apart goals may lie before they clash, > 0, in units of the goal space.
    pub goal_tolerance: f64,
    /// The lead party, where one was agreed on.
    pub lead: Option<MemberId>,
    /// Shared language `L`, 0…1.
    pub shared_language: f64,
    /// Capacity `C`, 0…1.
    pub capacity: f64,
    /// Control dial `κ`, 0…1.
    pub control: f64,
    /// Process dial `π`, 0…1.
    pub process: f64,
    /// Agility dial `ω`, 0…1.
    pub agility: f64,
    /// Diligence dial, 0…1.
    pub diligence: f64,
    /// Challenge `A`: how much the alliance asks of itself, 0…1.
    pub challenge: f64,
    /// Environment `e`: where the world is.
    pub environment: f64,
    /// Routine `r`: where the alliance's way of working is.
    pub routine: f64,
    /// Mismatch `μ` of world and routine, 0…1.
    pub mismatch: f64,
    /// Steering clarity `σ`, 0…1.
    pub clarity: f64,
    /// Value `V` added this month, ≥ 0.
    pub value: f64,
    /// Incidents of this month by [`IncidentCause`]; expected numbers in mean-field runs.
    pub incidents: [f64; 4],
    /// Trust lost this month because disappointments were blamed on culture: sum over the tied ordered pairs, ≥ 0.
    pub blamed_on_culture: f64,
    /// Phase.
    pub phase: Phase,
    /// Number of blocs.
    pub n_blocs: usize,
    /// Frustration of the best partition, ≥ 0.
    pub frustration: f64,
    /// Bloc of every member, by id; [`Commons::NO_BLOC`] for those not present.
    pub bloc: Vec<u32>,
    /// Months running in which the alliance counted as split.
    pub months_split: u32,
    /// Months running in which value was below the floor.
    pub months_idle: u32,
    /// How it ended, where it ended before its horizon.
    pub ending: Option<Outcome>,
}

impl Commons {
    /// The bloc of a member that is not present.
    pub const NO_BLOC: u32 = u32::MAX;

    pub(super) fn copy_from(&mut self, other: &Self) {
        copy_fields!(self, other; ambition, founding_ambition, goal_tolerance, lead, shared_language, capacity, control,
            process, agility, diligence, challenge, environment, routine, mismatch, clarity, value, incidents,
            blamed_on_culture, phase, n_blocs, frustration, bloc, months_split, months_idle,
            ending);
    }
}
