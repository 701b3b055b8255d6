//! What is recorded every month.

use std::ops::Index;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OwnRecord, hostility};
use crate::alliance::{Alliance, LossChannel, Phase, similarity};

/// Between which numbers a measure lies.
#[derive(Debug, Clone, Copy)]
enum Scale {
    /// 0…1.
    Share,
    /// −1…1.
    Signed,
    /// From nobody to everybody.
    Members,
    /// From no unordered pair to all.
    Pairs,
    /// The greatest change of trust in all ordered pairs.
    Trust,
    /// The value of a month.
    Value,
    /// The value of all months.
    Delivered,
}

/// One row a measure: its name, its column, what it is, its scale, and how it is read off an alliance.
macro_rules! measures {
    ($($(#[$attribute:meta])* $name:ident, $column:literal, $about:literal, $scale:ident, |$alliance:ident| $read:expr;)*) => {
        /// A number recorded every month.
        ///
        /// Means run over the members present at the end of the month and their tied pairs. Alignment, contribution, value, steering
        /// clarity, mismatch and warning are those of this month's work and talk; everything else is the state at the month's end.
        /// A mean over nobody is 0.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum Measure {
            $(#[doc = $about] #[serde(rename = $column)] $(#[$attribute])* $name,)*
        }

        impl Measure {
            /// Every measure, in the order of the columns.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$name),*];

            /// How many there are.
            pub const COUNT: usize = [$($column),*].len();

            /// The name of its column.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $column,)*
                }
            }

            const fn scale(self) -> Scale {
                match self {
                    $(Self::$name => Scale::$scale,)*
                }
            }

            /// Reads it off an alliance after the last step of a month.
            #[must_use]
            pub fn of(self, alliance: &Alliance) -> f64 {
                match self {
                    $(Self::$name => { let $alliance = alliance; $read })*
                }
            }
        }
    };
}

measures! {
    Members, "members", "Members present.", Members, |a| a.members.n_present() as f64;
    Trust, "trust", "Mean trust `⟨T⟩`, −1…1.", Signed, |a| a.relations.mean(&a.relations.trust);
    Image, "image", "Mean image `⟨S⟩`, −1…1.", Signed, |a| a.relations.mean(&a.relations.image);
    Hostility, "hostility", "Mean hostility of the homes, 0…1.", Share, |a| mean_hostility(a);
    Warning, "warning", "Share of homes where someone warned, 0…1.", Share, |a| a.members.mean(&a.members.warned);
    Contribution, "contribution", "Mean contribution, 0…1.", Share, |a| a.members.mean(&a.members.contribution);
    Value, "value", "Value added this month, ≥ 0.", Value, |a| a.commons.value;
    Payoff, "payoff", "Mean payoff memory, −1…1.", Signed, |a| a.members.mean(&a.members.payoff);
    Alignment, "alignment", "Mean alignment with the ambition, −1…1.", Signed, |a| a.members.mean(&a.members.alignment);
    Support, "support", "Mean support at home, 0…1.", Share, |a| a.members.mean(&a.members.support);
    SharedLanguage, "shared_language", "Shared language, 0…1.", Share, |a| a.commons.shared_language;
    Capacity, "capacity", "Capacity, 0…1.", Share, |a| a.commons.capacity;
    Mismatch, "mismatch", "Mismatch of world and routine, 0…1.", Share, |a| a.commons.mismatch;
    Control, "control", "Control dial, 0…1.", Share, |a| a.commons.control;
    Process, "process", "Process dial, 0…1.", Share, |a| a.commons.process;
    Agility, "agility", "Agility dial, 0…1.", Share, |a| a.commons.agility;
    Challenge, "challenge", "Challenge, 0…1.", Share, |a| a.commons.challenge;
    MissionDrift, "mission_drift", "How far the ambition has moved from the founding one, `(1 − sim(a, a0))/2`, 0…1.", Share,
        |a| mission_drift(a);
    SteeringClarity, "steering_clarity", "Steering clarity, 0…1.", Share, |a| a.commons.steering_clarity;
    GoalClarity, "goal_clarity", "Goal clarity, 0…1.", Share, |a| a.commons.goal_clarity;
    Agreements, "agreements", "Agreements, 0…1.", Share, |a| a.commons.agreements;
    Standing, "standing", "Mean standing of those who could warn, 0…1.", Share, |a| a.members.mean(&a.members.standing);
    Hidden, "hidden", "Mean share of the goals that lies under the waterline, 0…1.", Share, |a| a.members.mean(&a.members.hidden);
    Delivered, "delivered", "Value delivered so far, ≥ 0.", Delivered, |a| a.commons.delivered;
    Blocs, "blocs", "Number of blocs.", Members, |a| a.commons.n_blocs as f64;
    Frustration, "frustration", "Frustration of the best partition, ≥ 0.", Pairs, |a| a.commons.frustration;
    IncidentsMeans, "incidents_means", "Incidents over means.", Pairs, |a| a.commons.incidents[0];
    IncidentsNorms, "incidents_norms", "Incidents over norms.", Pairs, |a| a.commons.incidents[1];
    IncidentsIdentity, "incidents_identity", "Incidents over identity.", Pairs, |a| a.commons.incidents[2];
    IncidentsPower, "incidents_power", "Incidents over power.", Pairs, |a| a.commons.incidents[3];
    BlamedOnCulture, "blamed_on_culture", "Trust lost by blaming culture, added up over ties, ≥ 0.", Trust,
        |a| a.commons.lost.blamed_on_culture;
    LostDisappointment, "lost_disappointment", "Trust lost in disappointments, added up over ties, ≥ 0.", Trust,
        |a| a.commons.lost.through(LossChannel::Disappointment);
    LostGossip, "lost_gossip", "Trust lost by gossip, added up over ties, ≥ 0.", Trust,
        |a| a.commons.lost.through(LossChannel::Gossip);
    LostHome, "lost_home", "Trust lost by talk at home, added up over ties, ≥ 0.", Trust,
        |a| a.commons.lost.through(LossChannel::Home);
    LostIncidents, "lost_incidents", "Trust lost in incidents, added up over ties, ≥ 0.", Trust, |a| a.commons.lost.in_incidents();
    #[serde(skip)] #[schemars(skip)]
    PhaseStarting, "phase_starting", "1 while starting, else 0.", Share, |a| f64::from(a.commons.phase == Phase::Starting);
    #[serde(skip)] #[schemars(skip)]
    PhaseLearning, "phase_learning", "1 while learning, else 0.", Share, |a| f64::from(a.commons.phase == Phase::Learning);
    #[serde(skip)] #[schemars(skip)]
    PhaseProductive, "phase_productive", "1 while productive, else 0.", Share, |a| f64::from(a.commons.phase == Phase::Productive);
}

impl Measure {
    /// Whether the measure is one of the three that say which phase it is.
    #[must_use]
    pub const fn is_phase(self) -> bool {
        matches!(self, Self::PhaseStarting | Self::PhaseLearning | Self::PhaseProductive)
    }

    /// The lowest and highest value it can take in an alliance of at most `members`, with value at most `most_value`, in so many
    /// months.
    #[must_use]
    pub fn range(self, members: usize, most_value: f64, months: u32) -> (f64, f64) {
        let members = members as f64;
        let pairs = members * (members - 1.0) / 2.0;
        match self.scale() {
            Scale::Share => (0.0, 1.0),
            Scale::Signed => (-1.0, 1.0),
            Scale::Members => (0.0, members),
            Scale::Pairs => (0.0, pairs),
            Scale::Trust => (0.0, 4.0 * pairs),
            Scale::Value => (0.0, most_value),
            Scale::Delivered => (0.0, most_value * f64::from(months)),
        }
    }
}

fn mean_hostility(alliance: &Alliance) -> f64 {
    let hostilities = alliance.members.indices().map(|i| hostility(alliance, i));
    hostilities.sum::<f64>() / alliance.members.n_present().max(1) as f64
}

fn mission_drift(Alliance { commons, .. }: &Alliance) -> f64 {
    (1.0 - similarity(&commons.ambition, &commons.founding_ambition, commons.goal_tolerance)) / 2.0
}

/// Numbers that are recorded together, every month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers<const N: usize>(pub [f64; N]);

/// One month of one run: a number for every [`Measure`].
pub type Record = Numbers<{ Measure::COUNT }>;

/// What is recorded every month under a name: a measure of the model, or one of a scenario's own by its place among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recorded {
    /// Of the model.
    Measure(Measure),
    /// Of the scenario's own.
    Own(usize),
}

impl Recorded {
    /// What it was in a month; of its own 0 where none were recorded.
    #[must_use]
    pub fn in_month(self, record: &Record, own: Option<&OwnRecord>) -> f64 {
        match self {
            Self::Measure(measure) => record[measure],
            Self::Own(place) => own.map_or(0.0, |own| own.0[place]),
        }
    }
}

impl<const N: usize> Numbers<N> {
    /// Adds others to them, each to its like.
    #[inline]
    pub fn add(&mut self, others: &Self) {
        for (sum, number) in self.0.iter_mut().zip(others.0) {
            *sum += number;
        }
    }
}

impl<const N: usize> Default for Numbers<N> {
    fn default() -> Self {
        Self([0.0; N])
    }
}

impl Index<Measure> for Record {
    type Output = f64;

    fn index(&self, measure: Measure) -> &f64 {
        &self.0[measure as usize]
    }
}

impl Record {
    /// Reads an alliance after the last step of a month.
    #[must_use]
    pub fn of(alliance: &Alliance) -> Self {
        Self(Measure::ALL.map(|measure| measure.of(alliance)))
    }

    /// The phase the alliance was in.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self[Measure::PhaseProductive] > 0.5 {
            Phase::Productive
        } else if self[Measure::PhaseLearning] > 0.5 {
            Phase::Learning
        } else {
            Phase::Starting
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_numbered_in_the_order_of_the_columns() {
        assert!(
            Measure::ALL
                .iter()
                .enumerate()
                .all(|(place, &measure)| measure as usize == place)
        );
    }
}
