//! What is to be fitted, and how that is done.

use alliance_dynamics::scenario::{ScenarioError, Template};
use alliance_studies::calibration::{
    CURVES, Found, Generation, Laboratory, Noise, Population, Prediction, Proposal, Report, Settings, Target,
    population_monte_carlo,
};
use alliance_studies::experiment::Control;

use super::Outcome;

/// Everything that a fit depends on.
pub struct Job<'a> {
    /// The scenario with its ranges.
    pub template: &'a Template,
    /// What the model is to come near.
    pub target: &'a Target,
    /// Alliances simulated at every proposal.
    pub runs: u32,
    /// Distances that come about by chance alone.
    pub noise: Option<Noise>,
    /// How long, and how finely, to search.
    pub settings: Settings,
}

impl Job<'_> {
    /// Alliances that are simulated at most.
    pub fn most_runs(&self) -> f64 {
        let generation = self.settings.particles as f64 / self.settings.least_acceptance;
        let search = generation * f64::from(self.settings.generations) * f64::from(self.runs);
        // Two predictions, and what rounding leaves between the worlds of the search and theirs.
        search + 1000.0 * f64::from(self.predicted_runs() + self.runs)
    }

    /// Alliances of a curve that is predicted: as many as are behind the target, so that it would lie in the band if it were one more.
    pub fn predicted_runs(&self) -> u32 {
        self.target.n_alliances.unwrap_or(self.runs)
    }

    /// Searches, and predicts from what was found; `None` where not even the prior was tried.
    pub fn fit(
        &self,
        laboratory: &mut Laboratory<'_>,
        control: &Control,
        tell: impl FnMut(&Generation),
    ) -> anyhow::Result<Option<Outcome>> {
        let ranges = self.template.ranges();
        let distances = |proposals: &[Proposal]| -> Result<_, ScenarioError> {
            let curves = laboratory.curves(proposals, self.runs, control)?;
            let distance = |curve: &Option<Vec<f64>>| {
                let curve = curve.as_ref();
                curve.map_or(f64::INFINITY, |curve| self.target.distance(curve))
            };
            Ok(curves.map(|curves| curves.iter().map(distance).collect()))
        };
        let found = population_monte_carlo(ranges.keys().len(), self.settings, distances, tell)?;
        let Some(found) = found else {
            return Ok(None);
        };
        let first = self.first_free(&found);
        let posterior = self.predict(&found.posterior, first, laboratory)?;
        let prior = self.predict(&found.prior, first + CURVES as u64, laboratory)?;
        let report = Report::of(ranges, self.target, self.runs, self.noise, &found, &posterior);
        Ok(Some(Outcome {
            found,
            posterior,
            prior,
            report,
        }))
    }

    /// The first number whose worlds no proposal of the search has had.
    fn first_free(&self, found: &Found) -> u64 {
        (found.proposals() * u64::from(self.runs)).div_ceil(u64::from(self.predicted_runs()))
    }

    /// What a population predicts; also after Ctrl-C, which a second one overrules.
    fn predict(
        &self,
        population: &Population,
        first: u64,
        laboratory: &mut Laboratory<'_>,
    ) -> Result<Prediction, ScenarioError> {
        let predictors = population.predictors(first);
        let curves = laboratory.curves(&predictors, self.predicted_runs(), &Control::default())?;
        let curves: Vec<_> = curves.unwrap_or_default().into_iter().flatten().collect();
        Ok(Prediction::of(&curves))
    }
}
