//! What is recorded every month.

use std::ops::Index;

use super::hostility;
use crate::alliance::{Alliance, Phase, similarity};

/// A number recorded every month.
///
/// Means run over the members present at the end of the month and their tied pairs. Alignment, contribution, value, clarity,
/// mismatch and warning are those of this month's work and talk; everything else is the state at the month's end. A mean over
/// nobody is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Members present.
    Members,
    /// Mean trust `⟨T⟩`, −1…1.
    Trust,
    /// Mean image `⟨S⟩`, −1…1.
    Image,
    /// Mean hostility of the homes, 0…1.
    Hostility,
    /// Share of homes where someone warned, 0…1.
    Warning,
    /// Mean contribution, 0…1.
    Contribution,
    /// Value added this month, ≥ 0.
    Value,
    /// Mean payoff memory, −1…1.
    Payoff,
    /// Mean alignment with the ambition, −1…1.
    Alignment,
    /// Mean support at home, 0…1.
    Support,
    /// Shared language, 0…1.
    SharedLanguage,
    /// Capacity, 0…1.
    Capacity,
    /// Mismatch of world and routine, 0…1.
    Mismatch,
    /// Control dial, 0…1.
    Control,
    /// Process dial, 0…1.
    Process,
    /// Agility dial, 0…1.
    Agility,
    /// Challenge, 0…1.
    Challenge,
    /// How far the ambition has moved from the founding one, `(1 − sim(a, a0))/2`, 0…1.
    MissionDrift,
    /// Steering clarity, 0…1.
    Clarity,
    /// Number of blocs.
    Blocs,
    /// Frustration of the best partition, ≥ 0.
    Frustration,
    /// Incidents over means.
    IncidentsMeans,
    /// Incidents over norms.
    IncidentsNorms,
    /// Incidents over identity.
    IncidentsIdentity,
    /// Incidents over power.
    IncidentsPower,
    /// Trust lost by blaming culture, added up over ties, ≥ 0.
    BlamedOnCulture,
    /// 1 while starting, else 0.
    PhaseStarting,
    /// 1 while learning, else 0.
    PhaseLearning,
    /// 1 while productive, else 0.
    PhaseProductive,
}

impl Measure {
    /// How many there are.
    pub const COUNT: usize = 29;

    /// Every measure, in the order of the columns.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Members,
        Self::Trust,
        Self::Image,
        Self::Hostility,
        Self::Warning,
        Self::Contribution,
        Self::Value,
        Self::Payoff,
        Self::Alignment,
        Self::Support,
        Self::SharedLanguage,
        Self::Capacity,
        Self::Mismatch,
        Self::Control,
        Self::Process,
        Self::Agility,
        Self::Challenge,
        Self::MissionDrift,
        Self::Clarity,
        Self::Blocs,
        Self::Frustration,
        Self::IncidentsMeans,
        Self::IncidentsNorms,
        Self::IncidentsIdentity,
        Self::IncidentsPower,
        Self::BlamedOnCulture,
        Self::PhaseStarting,
        Self::PhaseLearning,
        Self::PhaseProductive,
    ];

    /// The name of its column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Trust => "trust",
            Self::Image => "image",
            Self::Hostility => "hostility",
            Self::Warning => "warning",
            Self::Contribution => "contribution",
            Self::Value => "value",
            Self::Payoff => "payoff",
            Self::Alignment => "alignment",
            Self::Support => "support",
            Self::SharedLanguage => "shared_language",
            Self::Capacity => "capacity",
            Self::Mismatch => "mismatch",
            Self::Control => "control",
            Self::Process => "process",
            Self::Agility => "agility",
            Self::Challenge => "challenge",
            Self::MissionDrift => "mission_drift",
            Self::Clarity => "clarity",
            Self::Blocs => "blocs",
            Self::Frustration => "frustration",
            Self::IncidentsMeans => "incidents_means",
            Self::IncidentsNorms => "incidents_norms",
            Self::IncidentsIdentity => "incidents_identity",
            Self::IncidentsPower => "incidents_power",
            Self::BlamedOnCulture => "blamed_on_culture",
            Self::PhaseStarting => "phase_starting",
            Self::PhaseLearning => "phase_learning",
            Self::PhaseProductive => "phase_productive",
        }
    }

    /// Whether the measure is one of the three that say which phase it is.
    #[must_use]
    pub const fn is_phase(self) -> bool {
        matches!(self, Self::PhaseStarting | Self::PhaseLearning | Self::PhaseProductive)
    }

    /// The lowest and highest value it can take in an alliance of at most `members`, with value at most `most_value`.
    #[must_use]
    pub fn range(self, members: usize, most_value: f64) -> (f64, f64) {
        let members = members as f64;
        let pairs = members * (members - 1.0) / 2.0;
        match self {
            Self::Trust | Self::Image | Self::Payoff | Self::Alignment => (-1.0, 1.0),
            Self::Members | Self::Blocs => (0.0, members),
            Self::Value => (0.0, most_value),
            Self::Frustration
            | Self::IncidentsMeans
            | Self::IncidentsNorms
            | Self::IncidentsIdentity
            | Self::IncidentsPower => (0.0, pairs),
            Self::BlamedOnCulture => (0.0, 2.0 * pairs),
            _ => (0.0, 1.0),
        }
    }
}

/// One month of one run: a number for every [`Measure`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record(pub [f64; Measure::COUNT]);

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
        let Alliance {
            members,
            relations,
            commons,
        } = alliance;
        let n = members.n_present().max(1) as f64;
        let drift = (1.0 - similarity(&commons.ambition, &commons.founding_ambition, commons.goal_tolerance)) / 2.0;
        let [means, norms, identity, power] = commons.incidents;
        Self([
            members.n_present() as f64,
            relations.mean(&relations.trust),
            relations.mean(&relations.image),
            members.indices().map(|i| hostility(alliance, i)).sum::<f64>() / n,
            members.mean(&members.warned),
            members.mean(&members.contribution),
            commons.value,
            members.mean(&members.payoff),
            members.mean(&members.alignment),
            members.mean(&members.support),
            commons.shared_language,
            commons.capacity,
            commons.mismatch,
            commons.control,
            commons.process,
            commons.agility,
            commons.challenge,
            drift,
            commons.clarity,
            commons.n_blocs as f64,
            commons.frustration,
            means,
            norms,
            identity,
            power,
            commons.blamed_on_culture,
            f64::from(commons.phase == Phase::Starting),
            f64::from(commons.phase == Phase::Learning),
            f64::from(commons.phase == Phase::Productive),
        ])
    }
}

impl Record {
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
