//! The search, and what is predicted from what it found.

use alliance_dynamics::scenario::ScenarioError;

use super::question::CalibrationQuestion;
use super::target_fit::Nearest;
use super::{
    CURVES, CalibrationReport, Generation, JointTarget, Population, PosteriorFound, Prediction, Proposal,
    SimulatedCurve, SurvivalSimulator, population_monte_carlo,
};
use crate::experiment::Control;

/// What came out of a fit.
#[derive(Debug, Clone)]
pub(super) struct Fitted {
    /// The particles.
    pub found: PosteriorFound,
    /// What they predict for every target.
    pub posterior: Vec<Prediction>,
    /// What was predicted before anything was fitted.
    pub prior: Vec<Prediction>,
    /// What it amounts to.
    pub report: CalibrationReport,
    /// Runs that were done.
    pub done: u64,
    /// Runs that failed; no curve counts them.
    pub failed: u64,
}

/// What was simulated for every target, one proposal after another.
pub(super) type Curves = Vec<Vec<SimulatedCurve>>;

/// Searches, and predicts from what was found; `None` where not even the prior was tried.
pub(super) fn fit(question: &CalibrationQuestion, control: &Control) -> Result<Option<Fitted>, ScenarioError> {
    let ranges = question.template.ranges();
    let mut simulator = SurvivalSimulator::new(&question.arms, &question.target, question.settings.seed);
    let mut nearest = Nearest::to(&question.target);
    let distances = |proposals: &[Proposal]| question.distances(&mut simulator, proposals, (control, &mut nearest));
    let tell = |generation: &Generation| control.announce(&generation.to_string());
    let found = population_monte_carlo(ranges.keys().len(), question.settings, distances, tell)?;
    let Some(found) = found else {
        return Ok(None);
    };
    let first = question.first_free(&found);
    let posterior = question.predict(&mut simulator, &found.posterior, first)?;
    let prior = question.predict(&mut simulator, &found.prior, first + CURVES as u64)?;
    let predictions = |curves: &Curves| curves.iter().map(|curves| Prediction::of(curves)).collect::<Vec<_>>();
    Ok(Some(Fitted {
        report: CalibrationReport::of(ranges, (&question.target, &nearest), &found, &posterior),
        found,
        posterior: predictions(&posterior),
        prior: predictions(&prior),
        done: simulator.done,
        failed: simulator.failed,
    }))
}

impl CalibrationQuestion {
    /// How far what every proposal comes to lies from the targets; infinitely where there is nothing. Notes what came nearest to each.
    fn distances(
        &self,
        simulator: &mut SurvivalSimulator<'_>,
        proposals: &[Proposal],
        (control, nearest): (&Control, &mut Nearest),
    ) -> Result<Option<Vec<f64>>, ScenarioError> {
        let curves = simulator.curves(proposals, &self.runs(), control)?;
        let distance = |curves: &Option<Vec<SimulatedCurve>>| {
            curves.as_ref().map_or(f64::INFINITY, |curves| {
                let apart = self.target.apart(curves);
                nearest.note(&apart);
                JointTarget::distance(&apart)
            })
        };
        Ok(curves.map(|curves| curves.iter().map(distance).collect()))
    }

    /// The first number whose worlds no proposal of the search has had.
    fn first_free(&self, found: &PosteriorFound) -> u64 {
        let (searched, predicted) = (self.worlds(&self.runs()), self.worlds(&self.predicted_runs()));
        (found.proposals() * u64::from(searched)).div_ceil(u64::from(predicted))
    }

    /// What a population predicts for every target; also after a stop, so that what was found is told whole.
    fn predict(
        &self,
        simulator: &mut SurvivalSimulator<'_>,
        population: &Population,
        first: u64,
    ) -> Result<Curves, ScenarioError> {
        let predictors = population.predictors(first);
        let proposals = simulator.curves(&predictors, &self.predicted_runs(), &Control::default())?;
        let mut of_targets = vec![Vec::new(); self.target.targets().len()];
        for curves in proposals.unwrap_or_default().into_iter().flatten() {
            of_targets
                .iter_mut()
                .zip(curves)
                .for_each(|(all, curve)| all.push(curve));
        }
        Ok(of_targets)
    }
}
