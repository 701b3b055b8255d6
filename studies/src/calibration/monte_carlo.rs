//! Approximate Bayesian computation by population Monte Carlo.

use super::Population;
use super::population::weighted_quantile;
use super::search::Search;

/// The next threshold is the distance that this share of the particles keep to.
const KEPT: f64 = 0.5;

/// How long, and how finely, a posterior is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
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
    /// The share of them that was accepted, 0…1.
    pub acceptance: f64,
    /// How many particles of equal weight would tell as much.
    pub effective_size: f64,
    /// The smallest distance of any particle.
    pub nearest: f64,
}

/// Why no further generation was begun or finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The threshold has come down to the floor.
    Floor,
    /// There were as many generations as asked for.
    Generations,
    /// Too few proposals were accepted.
    Acceptance,
    /// It was asked to stop.
    Interrupted,
}

/// What has been found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The population of the first generation, which stands for the prior.
    pub prior: Population,
    /// The population of the last generation that was finished.
    pub posterior: Population,
    /// Every generation that was finished, in order.
    pub generations: Vec<Generation>,
    /// Why it ended.
    pub stop: Stop,
}

impl Found {
    /// The distance that the particles of the posterior keep to.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.generations.last().map_or(f64::INFINITY, |last| last.threshold)
    }

    /// Why no further generation is needed, if none is.
    fn is_enough(&self, settings: &Settings) -> Option<Stop> {
        if settings.floor.is_some_and(|floor| self.threshold() <= floor) {
            Some(Stop::Floor)
        } else if self.generations.len() as u32 >= settings.generations {
            Some(Stop::Generations)
        } else {
            None
        }
    }

    /// Proposals that all finished generations took.
    #[must_use]
    pub fn proposals(&self) -> u64 {
        self.generations.iter().map(|generation| generation.proposals).sum()
    }
}

/// Looks for the points of the unit cube whose simulations come near a target.
///
/// `evaluate` gives for every proposal the distance of a simulation there from the target (infinite where there is none), in
/// order, or `None` to stop. `tell` hears of every generation that is finished. The answer is `None` where not even the first
/// was. It depends on nothing but the settings and the distances: proposals are accepted in the order of their numbers, however
/// many are evaluated together.
///
/// # Rule
/// The prior is even over the unit cube. Generation 0 takes points from it. Every later one takes a point of the population
/// before it by weight, moves it by a kernel, and accepts the move where its distance is at most the threshold, the median
/// distance of the population before it; the weight is `1 / Σ_j w_j K(x | x_j)`.
///
/// # Errors
/// Whatever `evaluate` fails with.
///
/// # Source
/// Beaumont, Cornuet, Marin and Robert (2009), Adaptive approximate Bayesian computation, Biometrika 96. Thresholds by
/// quantile: Drovandi and Pettitt (2011).
///
/// # Example
/// ```
/// use alliance_studies::calibration::{Proposal, Settings, population_monte_carlo};
///
/// let settings = Settings { particles: 200, generations: 6, least_acceptance: 0.05, floor: Some(0.02), seed: 1 };
/// let distances = |proposals: &[Proposal]| {
///     Ok::<_, ()>(Some(proposals.iter().map(|proposal| (proposal.point[0] - 0.3).abs()).collect()))
/// };
/// let found = population_monte_carlo(1, settings, distances, |_| ()).unwrap().unwrap();
/// assert!((found.posterior.mean(0) - 0.3).abs() < 0.01);
/// ```
pub fn population_monte_carlo<E>(
    n_keys: usize,
    settings: Settings,
    evaluate: impl FnMut(&[Proposal]) -> Result<Option<Vec<f64>>, E>,
    mut tell: impl FnMut(&Generation),
) -> Result<Option<Found>, E> {
    let mut search = Search::new(n_keys, settings, evaluate);
    let Ok((prior, first)) = search.generation(0, None, f64::INFINITY)? else {
        return Ok(None);
    };
    tell(&first);
    let mut found = Found {
        posterior: prior.clone(),
        prior,
        generations: vec![first],
        stop: Stop::Generations,
    };
    found.stop = loop {
        if let Some(stop) = found.is_enough(&settings) {
            break stop;
        }
        let threshold = median_distance(&found.posterior).max(settings.floor.unwrap_or(0.0));
        let number = found.generations.len() as u32;
        match search.generation(number, Some(&found.posterior), threshold)? {
            Ok((population, generation)) => {
                tell(&generation);
                found.posterior = population;
                found.generations.push(generation);
            }
            Err(stop) => break stop,
        }
    };
    Ok(Some(found))
}

fn median_distance(population: &Population) -> f64 {
    let distances = population.particles().iter().map(|particle| (particle.distance, 1.0));
    weighted_quantile(distances.collect(), KEPT)
}

impl Generation {
    pub(super) fn of(number: u32, threshold: f64, proposals: u64, population: &Population) -> Self {
        let distances = population.particles().iter().map(|particle| particle.distance);
        Self {
            number,
            threshold,
            proposals,
            acceptance: population.particles().len() as f64 / proposals as f64,
            effective_size: population.effective_size(),
            nearest: distances.fold(f64::INFINITY, f64::min),
        }
    }
}
