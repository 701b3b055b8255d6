//! Approximate Bayesian computation by population Monte Carlo.

use super::population::weighted_quantile;
use super::search::Search;
use super::{Generation, MonteCarloSettings, MonteCarloStop, Population, Proposal};

/// The next threshold is the distance that this share of the particles keep to.
const KEPT: f64 = 0.5;

/// What has been found.
#[derive(Debug, Clone)]
pub struct PosteriorFound {
    /// The population of the first generation, which stands for the prior.
    pub prior: Population,
    /// The population of the last generation that was finished.
    pub posterior: Population,
    /// Every generation that was finished, in order.
    pub generations: Vec<Generation>,
    /// Why it ended.
    pub stop: MonteCarloStop,
}

impl PosteriorFound {
    /// The distance that the particles of the posterior keep to.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.generations.last().map_or(f64::INFINITY, |last| last.threshold)
    }

    /// Why no further generation is needed, if none is.
    fn is_enough(&self, settings: &MonteCarloSettings) -> Option<MonteCarloStop> {
        if settings.floor.is_some_and(|floor| self.threshold() <= floor) {
            Some(MonteCarloStop::Floor)
        } else if self.generations.len() as u32 >= settings.generations {
            Some(MonteCarloStop::Generations)
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
/// use alliance_studies::calibration::{Proposal, MonteCarloSettings, population_monte_carlo};
///
/// let settings = MonteCarloSettings { particles: 200, generations: 6, least_acceptance: 0.05, floor: Some(0.02), seed: 1 };
/// let distances = |proposals: &[Proposal]| {
///     Ok::<_, ()>(Some(proposals.iter().map(|proposal| (proposal.point[0] - 0.3).abs()).collect()))
/// };
/// let found = population_monte_carlo(1, settings, distances, |_| ()).unwrap().unwrap();
/// assert!((found.posterior.mean(0) - 0.3).abs() < 0.01);
/// ```
pub fn population_monte_carlo<E>(
    n_keys: usize,
    settings: MonteCarloSettings,
    evaluate: impl FnMut(&[Proposal]) -> Result<Option<Vec<f64>>, E>,
    mut tell: impl FnMut(&Generation),
) -> Result<Option<PosteriorFound>, E> {
    let mut search = Search::new(n_keys, settings, evaluate);
    let Ok((prior, first)) = search.generation(0, None, f64::INFINITY)? else {
        return Ok(None);
    };
    tell(&first);
    let mut found = PosteriorFound {
        posterior: prior.clone(),
        prior,
        generations: vec![first],
        stop: MonteCarloStop::Generations,
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
