//! What a search is made of: proposals, and generations of those that were accepted.

use super::Population;

/// How long, and how finely, a posterior is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonteCarloSettings {
    /// Particles of every population, at least 2.
    pub particles: usize,
    /// Generations at most, the prior among them; at least 1.
    pub generations: u32,
    /// A generation in which fewer than this share (0…1, above 0) of the proposals are accepted is given up.
    pub least_acceptance: f64,
    /// No threshold goes below this distance; a generation that reaches it is the last. `None`: there is no such distance.
    pub floor: Option<f64>,
    /// What all proposals are derived from.
    pub seed: u64,
}

/// A point that is to be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its number among all proposals that count, from 0. Worlds that follow from it are shared with no other proposal.
    pub number: u64,
    /// Its place in the unit cube, a coordinate from 0 (included) to 1 (excluded) a key.
    pub point: Vec<f64>,
}

/// What a generation came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Generation {
    /// Its number; 0 is the prior.
    pub number: u32,
    /// The distance that its particles keep to; infinite for the prior.
    pub threshold: f64,
    /// Proposals that it took.
    pub proposals: u64,
    /// Proposals that were accepted.
    pub particles: usize,
    /// The share of all that was accepted, 0…1.
    pub acceptance: f64,
    /// How many particles of equal weight would tell as much.
    pub effective_size: f64,
    /// The smallest distance of any particle.
    pub nearest: f64,
}

/// Why no further generation was begun or finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonteCarloStop {
    /// The threshold has come down to the floor.
    Floor,
    /// There were as many generations as asked for.
    Generations,
    /// Too few proposals were accepted.
    Acceptance,
    /// It was asked to stop.
    Interrupted,
}

impl Generation {
    pub(super) fn of(number: u32, threshold: f64, proposals: u64, population: &Population) -> Self {
        let distances = population.particles().iter().map(|particle| particle.distance);
        let particles = population.particles().len();
        Self {
            number,
            threshold,
            proposals,
            particles,
            acceptance: particles as f64 / proposals as f64,
            effective_size: population.effective_size(),
            nearest: distances.fold(f64::INFINITY, f64::min),
        }
    }
}

impl MonteCarloStop {
    /// As it is told to programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Floor => "noise",
            Self::Generations => "generations",
            Self::Acceptance => "acceptance",
            Self::Interrupted => "interrupted",
        }
    }
}
