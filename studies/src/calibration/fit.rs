//! The search, and what is predicted from what it found.

use alliance_dynamics::scenario::ScenarioError;

use super::question::CalibrationQuestion;
use super::{
    CURVES, CalibrationReport, Generation, Population, PosteriorFound, Prediction, Proposal, SimulatedCurve,
    SurvivalSimulator, population_monte_carlo,
};
use crate::experiment::Control;

/// What came out of a fit.
#[derive(Debug, Clone)]
pub(super) struct Fitted {
    /// The particles.
    pub found: PosteriorFound,
    /// What they predict.
    pub posterior: Prediction,
    /// What was predicted before anything was fitted.
    pub prior: Prediction,
    /// What it amounts to.
    pub report: CalibrationReport,
    /// Runs that were done.
    pub done: u64,
    /// Runs that failed; no curve counts them.
    pub failed: u64,
}

/// Searches, and predicts from what was found; `None` where not even the prior was tried.
pub(super) fn fit(question: &CalibrationQuestion, control: &Control) -> Result<Option<Fitted>, ScenarioError> {
    let ranges = question.template.ranges();
    let mut simulator = SurvivalSimulator::new(&question.template, &question.target, question.settings.seed);
    let distances = |proposals: &[Proposal]| question.distances(&mut simulator, proposals, control);
    let tell = |generation: &Generation| control.announce(&generation.to_string());
    let found = population_monte_carlo(ranges.keys().len(), question.settings, distances, tell)?;
    let Some(found) = found else {
        return Ok(None);
    };
    let first = question.first_free(&found);
    let posterior = question.predict(&mut simulator, &found.posterior, first)?;
    let prior = question.predict(&mut simulator, &found.prior, first + CURVES as u64)?;
    let (target, runs, noise) = (&question.target, question.runs, question.noise);
    Ok(Some(Fitted {
        report: CalibrationReport::of(ranges, target, runs, noise, &found, &posterior),
        found,
        posterior,
        prior,
        done: simulator.done,
        failed: simulator.failed,
    }))
}

impl CalibrationQuestion {
    /// How far the curve of every proposal lies from the target; infinitely where there is none.
    fn distances(
        &self,
        simulator: &mut SurvivalSimulator<'_>,
        proposals: &[Proposal],
        control: &Control,
    ) -> Result<Option<Vec<f64>>, ScenarioError> {
        let curves = simulator.curves(proposals, self.runs, control)?;
        let distance = |curve: &Option<SimulatedCurve>| {
            let curve = curve.as_ref();
            curve.map_or(f64::INFINITY, |curve| self.target.distance(&curve.marks))
        };
        Ok(curves.map(|curves| curves.iter().map(distance).collect()))
    }

    /// The first number whose worlds no proposal of the search has had.
    fn first_free(&self, found: &PosteriorFound) -> u64 {
        (found.proposals() * u64::from(self.runs)).div_ceil(u64::from(self.predicted_runs()))
    }

    /// What a population predicts; also after a stop, so that what was found is told whole.
    fn predict(
        &self,
        simulator: &mut SurvivalSimulator<'_>,
        population: &Population,
        first: u64,
    ) -> Result<Prediction, ScenarioError> {
        let predictors = population.predictors(first);
        let curves = simulator.curves(&predictors, self.predicted_runs(), &Control::default())?;
        let curves: Vec<_> = curves.unwrap_or_default().into_iter().flatten().collect();
        Ok(Prediction::of(&curves))
    }
}
