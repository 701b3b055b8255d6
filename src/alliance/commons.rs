//! What the members hold in common.

use schemars::JsonSchema;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It has done what it was founded for: its mission is accomplished.
    Completed,
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
    pub const ALL: [Self; 7] = [
        Self::Completed,
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
            Self::Completed => "completed",
            Self::Thriving => "thriving",
            Self::Hollow => "hollow",
            Self::Drifted => "drifted",
            Self::Fragmented => "fragmented",
            Self::Dissolved => "dissolved",
            Self::Collapsed => "collapsed",
        }
    }

    /// Whether the alliance lived to its horizon.
    #[must_use]
    pub const fn reached_horizon(self) -> bool {
        matches!(self, Self::Thriving | Self::Hollow | Self::Drifted)
    }

    /// Whether the alliance reached its horizon, or accomplished its mission before.
    #[must_use]
    pub const fn survived(self) -> bool {
        self.reached_horizon() || matches!(self, Self::Completed)
    }
}

/// By what trust is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LossChannel {
    /// Partners who do less than was expected of them.
    Disappointment,
    /// Talk behind the back of third parties.
    Gossip,
    /// Talk at home.
    Home,
    /// Conflicts over the distribution of means.
    Means,
    /// Conflicts over norms and values.
    Norms,
    /// Conflicts over identity.
    Identity,
    /// Conflicts over power.
    Power,
}

impl LossChannel {
    /// Every channel, in the order of the columns.
    pub const ALL: [Self; 7] = [
        Self::Disappointment,
        Self::Gossip,
        Self::Home,
        Self::Means,
        Self::Norms,
        Self::Identity,
        Self::Power,
    ];

    /// The channel of conflicts with this cause.
    #[must_use]
    pub const fn of(cause: IncidentCause) -> Self {
        match cause {
            IncidentCause::Means => Self::Means,
            IncidentCause::Norms => Self::Norms,
            IncidentCause::Identity => Self::Identity,
            IncidentCause::Power => Self::Power,
        }
    }

    /// The name of its column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disappointment => "disappointment",
            Self::Gossip => "gossip",
            Self::Home => "home",
            Self::Means => "incidents_means",
            Self::Norms => "incidents_norms",
            Self::Identity => "incidents_identity",
            Self::Power => "incidents_power",
        }
    }
}

/// How trust was lost, in a month or in a whole run: sums over the tied ordered pairs of how far trust fell, each ≥ 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Losses {
    /// What it was, by [`LossChannel`].
    pub by_channel: [f64; 7],
    /// What members would say it was: as much of the disappointment as is there only because it was blamed on a culture.
    pub blamed_on_culture: f64,
}

impl Losses {
    /// What was lost through a channel.
    #[must_use]
    pub const fn through(&self, channel: LossChannel) -> f64 {
        self.by_channel[channel as usize]
    }

    /// What was lost in conflicts of all causes.
    #[must_use]
    pub fn in_incidents(&self) -> f64 {
        IncidentCause::ALL
            .iter()
            .map(|&cause| self.through(LossChannel::of(cause)))
            .sum()
    }

    /// What was lost in all.
    #[must_use]
    pub fn in_all(&self) -> f64 {
        self.by_channel.iter().sum()
    }

    /// Adds what was lost besides.
    pub fn add(&mut self, other: &Self) {
        for (sum, lost) in self.by_channel.iter_mut().zip(other.by_channel) {
            *sum += lost;
        }
        self.blamed_on_culture += other.blamed_on_culture;
    }
}

/// Whether and when a trigger has gone off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watch {
    /// Months running in which its measure has lain where it has to.
    pub streak: u32,
    /// The month in which it last went off, from 0.
    pub last: Option<u32>,
    /// Whether it cannot happen any more, for it has found somebody absent.
    pub is_spent: bool,
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
    /// How many members founded it, `n₀`.
    pub n_founders: usize,
    /// The value that has to be delivered until the mission is accomplished; 0 for an alliance without an end.
    pub mission: f64,
    /// Goal clarity `Γ`: how clear and inviting the common goal is, 0…1.
    pub goal_clarity: f64,
    /// Agreements `Λ`: how far roles, powers and rules of conduct are agreed, 0…1.
    pub agreements: f64,
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
    pub steering_clarity: f64,
    /// Value `V` added this month, ≥ 0.
    pub value: f64,
    /// Value delivered in all the months lived, ≥ 0.
    pub delivered: f64,
    /// Incidents of this month by [`IncidentCause`]; expected numbers in mean-field runs.
    pub incidents: [f64; 4],
    /// How trust was lost this month.
    pub lost: Losses,
    /// How trust was lost in all the months before.
    pub lost_before: Losses,
    /// The month in which the learning agenda ends, from 0.
    pub learning_until: u32,
    /// The month in which organised dissent ends, from 0.
    pub dissent_until: u32,
    /// For every event of the scenario, by its place: whether it has seen what it waits for.
    pub event_watches: Vec<Watch>,
    /// For every steward of the scenario, by its place: the same.
    pub steward_watches: Vec<Watch>,
    /// The events, by their places, that have set a parameter, in the order in which their settings count.
    pub settings: Vec<u32>,
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

    /// How trust was lost in all the months lived, this one included.
    #[must_use]
    pub fn lost_in_all(&self) -> Losses {
        let mut losses = self.lost_before;
        losses.add(&self.lost);
        losses
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        copy_fields!(self, other; ambition, founding_ambition, goal_tolerance, lead, n_founders, mission, goal_clarity,
            agreements, shared_language, capacity, control, process, agility, diligence, challenge, environment, routine,
            mismatch, steering_clarity, value, delivered, incidents, lost, lost_before, learning_until, dissent_until,
            event_watches, steward_watches, settings, phase, n_blocs, frustration, bloc, months_split, months_idle,
            ending);
    }
}
