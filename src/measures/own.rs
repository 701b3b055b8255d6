//! Measures of one's own: how a number that every tie or every member has is spread over all of them, put into one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Numbers, hostility, wellbeing};
use crate::alliance::Alliance;

/// The most measures of its own that a scenario can have.
pub const MOST_OWN: usize = 8;

/// One month of one run: a number for every measure of one's own, in their order; 0 behind the last.
pub type OwnRecord = Numbers<MOST_OWN>;

/// A number that every tie or every member has, as in the tables `ties` and `members` of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// Trust of every member in each of its contacts, −1…1.
    Trust,
    /// Image that every home has of each contact, −1…1.
    Image,
    /// Bond of the delegates of every member with those of each contact.
    Bond,
    /// Contribution of every member this month, 0…1.
    Contribution,
    /// Payoff memory of every member, −1…1.
    Payoff,
    /// Support at every home, 0…1.
    Support,
    /// How well every member is in the alliance, −1…1.
    Wellbeing,
    /// How hostile every home is, 0…1.
    Hostility,
    /// Whether someone at home warned this month, 0 or 1.
    Warned,
    /// How freely somebody at home may still speak, 0…1.
    Standing,
    /// How much of its goal every member keeps to itself, 0…1.
    Hidden,
}

/// How many numbers become one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reduction {
    /// The lowest.
    Min,
    /// The highest.
    Max,
    /// Their mean.
    Mean,
    /// Their standard deviation, over all of them: the mean squared distance from the mean, of which the root.
    Sd,
    /// The share of them that lies below a value, 0…1.
    ShareBelow(f64),
    /// The share of them that lies above a value, 0…1.
    ShareAbove(f64),
}

/// A measure of one's own: an attribute, reduced to one number at the end of every month.
///
/// # Rule
/// Over the ties, each seen from either side, or the members that are present. Over nobody it is 0.
///
/// # Source
/// Ours.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Scenario;
/// use alliance_dynamics::simulation::Simulation;
///
/// let scenario = Scenario::from_toml("[[measures]]\nname = \"lowest_trust\"\nof = \"trust\"\nby = \"min\"")?;
/// let mut lowest = Vec::new();
/// Simulation::new(scenario).run(1, &mut |month: &alliance_dynamics::simulation::MonthView<'_>| {
///     lowest.extend(month.own.map(|own| own.0[0]));
/// });
/// assert!(!lowest.is_empty() && lowest.iter().all(|trust| (-1.0..=1.0).contains(trust)));
/// # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnMeasure {
    /// Of what.
    pub of: Attribute,
    /// By what.
    pub by: Reduction,
}

impl Attribute {
    /// Hands over the number of every tie, from either side, or of every member that is present.
    fn each(self, alliance: &Alliance, look: impl FnMut(f64)) {
        let Alliance { members, relations, .. } = alliance;
        let of_members = |numbers: &[f64], look| members.indices().map(|i| numbers[i]).for_each(look);
        match self {
            Self::Trust => relations.trust.iter().copied().for_each(look),
            Self::Image => relations.image.iter().copied().for_each(look),
            Self::Bond => relations.bond.iter().copied().for_each(look),
            Self::Contribution => of_members(&members.contribution, look),
            Self::Payoff => of_members(&members.payoff, look),
            Self::Support => of_members(&members.support, look),
            Self::Wellbeing => members.indices().map(|i| wellbeing(alliance, i)).for_each(look),
            Self::Hostility => members.indices().map(|i| hostility(alliance, i)).for_each(look),
            Self::Warned => of_members(&members.warned, look),
            Self::Standing => of_members(&members.standing, look),
            Self::Hidden => of_members(&members.hidden, look),
        }
    }

    /// The lowest and the highest that it can be; of bonds, which have no bounds, those that nearly all have.
    const fn range(self) -> (f64, f64) {
        match self {
            Self::Trust | Self::Image | Self::Payoff | Self::Wellbeing | Self::Bond => (-1.0, 1.0),
            Self::Contribution | Self::Support | Self::Hostility | Self::Warned | Self::Standing | Self::Hidden => {
                (0.0, 1.0)
            }
        }
    }
}

impl OwnMeasure {
    /// Reads it off an alliance after the last step of a month.
    #[must_use]
    pub fn read(self, alliance: &Alliance) -> f64 {
        let (mut n, mut sum) = (0_u32, 0.0);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        self.of.each(alliance, |number| {
            n += 1;
            sum += match self.by {
                Reduction::ShareBelow(value) => f64::from(number < value),
                Reduction::ShareAbove(value) => f64::from(number > value),
                _ => number,
            };
            (low, high) = (low.min(number), high.max(number));
        });
        let mean = sum / f64::from(n.max(1));
        match self.by {
            _ if n == 0 => 0.0,
            Reduction::Min => low,
            Reduction::Max => high,
            Reduction::Sd => self.spread(alliance, mean, n),
            Reduction::Mean | Reduction::ShareBelow(_) | Reduction::ShareAbove(_) => mean,
        }
    }

    /// The standard deviation around a mean of so many numbers.
    fn spread(self, alliance: &Alliance, mean: f64, n: u32) -> f64 {
        let mut squares = 0.0;
        self.of
            .each(alliance, |number| squares += (number - mean) * (number - mean));
        (squares / f64::from(n)).sqrt()
    }

    /// The lowest and the highest that it can be.
    #[must_use]
    pub fn range(self) -> (f64, f64) {
        let (low, high) = self.of.range();
        match self.by {
            Reduction::Min | Reduction::Max | Reduction::Mean => (low, high),
            Reduction::Sd => (0.0, (high - low) / 2.0),
            Reduction::ShareBelow(_) | Reduction::ShareAbove(_) => (0.0, 1.0),
        }
    }
}

impl OwnRecord {
    /// Reads these off an alliance after the last step of a month; [`MOST_OWN`] of them at the most.
    #[must_use]
    pub fn read(measures: &[OwnMeasure], alliance: &Alliance) -> Self {
        let mut record = Self::default();
        for (number, measure) in record.0.iter_mut().zip(measures) {
            *number = measure.read(alliance);
        }
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Chance;
    use crate::scenario::Scenario;

    #[test]
    fn every_reduction_is_that_of_the_numbers_themselves() {
        let alliance = alliance();
        let trust = &alliance.relations.trust;
        let n = trust.len() as f64;
        let mean = trust.iter().sum::<f64>() / n;
        let share = |is_so: &dyn Fn(f64) -> bool| trust.iter().filter(|&&trust| is_so(trust)).count() as f64 / n;
        let variance = trust.iter().map(|trust| (trust - mean) * (trust - mean)).sum::<f64>() / n;
        let read = |by| {
            OwnMeasure {
                of: Attribute::Trust,
                by,
            }
            .read(&alliance)
        };
        assert_eq!(read(Reduction::Min), trust.iter().copied().fold(1.0, f64::min));
        assert_eq!(read(Reduction::Max), trust.iter().copied().fold(-1.0, f64::max));
        assert_eq!(read(Reduction::Mean), mean);
        assert_eq!(read(Reduction::Sd), variance.sqrt());
        assert_eq!(read(Reduction::ShareBelow(0.1)), share(&|trust| trust < 0.1));
        assert_eq!(read(Reduction::ShareAbove(0.1)), share(&|trust| trust > 0.1));
    }

    #[test]
    fn members_are_those_present_and_nobody_is_nothing() {
        let (mut alliance, mut out) = (alliance(), Vec::new());
        alliance.members.support = vec![0.5, 0.25, 0.75];
        let lowest = OwnMeasure {
            of: Attribute::Support,
            by: Reduction::Min,
        };
        assert_eq!(lowest.read(&alliance), 0.25);
        alliance = Alliance::default();
        for by in [
            Reduction::Min,
            Reduction::Mean,
            Reduction::Sd,
            Reduction::ShareBelow(1.0),
        ] {
            out.push(OwnMeasure { by, ..lowest }.read(&alliance));
        }
        assert_eq!(out, [0.0; 4]);
    }

    fn alliance() -> Alliance {
        let scenario = Scenario::from_toml("population.count = 3\nrelations.trust_sd = 0.4").unwrap();
        let mut alliance = Alliance::default();
        scenario.found(&Chance::new(3), &mut alliance);
        alliance
    }
}
