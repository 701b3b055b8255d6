//! One generation after the other: where proposals come from, and which are accepted.

use super::{Generation, Kernel, MonteCarloSettings, MonteCarloStop, Particle, Population, Proposal};
use alliance_dynamics::random::{Chance, Luck, Purpose};

/// Where the next points come from.
const PROPOSALS: Purpose = Purpose::named("calibration proposals");
/// The fewest and the most proposals that are evaluated together. It changes no result.
const BATCH: (f64, f64) = (32.0, 2048.0);

/// What goes on from generation to generation.
pub(super) struct Search<F> {
    n_keys: usize,
    settings: MonteCarloSettings,
    evaluate: F,
    /// Proposals that have counted so far.
    used: u64,
}

/// Where the proposals of a generation come from.
struct Source<'a> {
    luck: Luck,
    n_keys: usize,
    before: Option<(&'a Population, Kernel)>,
}

impl<E, F: FnMut(&[Proposal]) -> Result<Option<Vec<f64>>, E>> Search<F> {
    pub(super) fn new(n_keys: usize, settings: MonteCarloSettings, evaluate: F) -> Self {
        Self {
            n_keys,
            settings,
            evaluate,
            used: 0,
        }
    }

    /// One generation: as many accepted points as there are particles, or why there are not so many.
    pub(super) fn generation(
        &mut self,
        number: u32,
        before: Option<&Population>,
        threshold: f64,
    ) -> Result<Result<(Population, Generation), MonteCarloStop>, E> {
        let source = Source {
            luck: Chance::new(self.settings.seed).of(PROPOSALS, number),
            n_keys: self.n_keys,
            before: before.map(|population| (population, Kernel::of(population, self.n_keys))),
        };
        Ok(self.fill(&source, threshold)?.map(|(accepted, tried)| {
            self.used += tried;
            let population = Population::new(accepted);
            let generation = Generation::of(number, threshold, tried, &population);
            (population, generation)
        }))
    }

    /// Tries proposals in the order of their numbers until enough are accepted; tells how many that took.
    fn fill(&mut self, source: &Source<'_>, threshold: f64) -> Result<Result<(Vec<Particle>, u64), MonteCarloStop>, E> {
        let n_particles = self.settings.particles;
        let most = (n_particles as f64 / self.settings.least_acceptance).ceil() as u64;
        let (mut accepted, mut tried) = (Vec::with_capacity(n_particles), 0);
        while accepted.len() < n_particles {
            let end = most.min(tried + batch(n_particles - accepted.len(), accepted.len(), tried));
            if end == tried {
                return Ok(Err(MonteCarloStop::Acceptance));
            }
            let proposals: Vec<_> = (tried..end).map(|place| source.proposal(place, self.used)).collect();
            let Some(distances) = (self.evaluate)(&proposals)? else {
                return Ok(Err(MonteCarloStop::Interrupted));
            };
            for (proposal, distance) in proposals.into_iter().zip(distances) {
                tried += 1;
                if distance.is_finite() && distance <= threshold {
                    accepted.push(source.particle(proposal.point, distance));
                }
                if accepted.len() == n_particles {
                    break;
                }
            }
        }
        Ok(Ok((accepted, tried)))
    }
}

/// How many proposals to evaluate next, so that about as many are accepted as are missing.
fn batch(missing: usize, accepted: usize, tried: u64) -> u64 {
    let rate = if tried == 0 {
        1.0
    } else {
        (accepted as f64 / tried as f64).max(0.01)
    };
    (missing as f64 / rate).ceil().clamp(BATCH.0, BATCH.1) as u64
}

impl Source<'_> {
    /// The proposal at a place within its generation, where `used` came in the generations before.
    fn proposal(&self, place: u64, used: u64) -> Proposal {
        let mut draws = self.luck.at(place as u32, (place >> 32) as u32);
        let point = match &self.before {
            Some((population, kernel)) => kernel.draw(&population.at(draws.uniform()).point, &mut draws),
            None => (0..self.n_keys).map(|_| draws.uniform()).collect(),
        };
        let number = used + place;
        Proposal { number, point }
    }

    /// An accepted point with its weight, which is still to be brought to a sum of 1.
    fn particle(&self, point: Vec<f64>, distance: f64) -> Particle {
        match &self.before {
            Some((population, kernel)) => weighed(point, distance, population, kernel),
            None => Particle {
                point,
                distance,
                weight: 1.0,
            },
        }
    }
}

/// A point with the weight that makes up for how often it is proposed, over the even prior: `1 / Σ_j w_j K(point | x_j)`.
pub(super) fn weighed(point: Vec<f64>, distance: f64, before: &Population, kernel: &Kernel) -> Particle {
    let particles = before.particles().iter();
    let density: f64 = particles
        .map(|from| from.weight * kernel.density(&point, &from.point))
        .sum();
    Particle {
        point,
        distance,
        weight: 1.0 / density,
    }
}
