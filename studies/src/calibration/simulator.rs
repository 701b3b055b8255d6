//! Survival curves of alliances, simulated where they are asked for.

use std::sync::Arc;

use rayon::prelude::*;

use super::Proposal;
use crate::experiment::{Control, Trial, try_all};
use crate::statistics::kaplan_meier;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{ScenarioError, Template};
use alliance_dynamics::simulation::Ending;

/// Simulates alliances of one scenario file with other values for the keys of its ranges.
///
/// Every proposal has worlds of its own. Did all share the same few worlds, the curve would be a function of the keys, and the
/// posterior would hold for the luck of those worlds: far too narrow, and elsewhere for every seed.
#[derive(Debug)]
pub struct SurvivalSimulator<'a> {
    template: &'a Template,
    seed: u64,
    /// Runs that were done.
    pub done: u64,
    /// Runs that failed; no curve counts them.
    pub failed: u64,
}

/// Shares still alive by month, 0 for the founding.
pub type SurvivalCurve = Vec<f64>;

impl<'a> SurvivalSimulator<'a> {
    /// A simulator for the keys of a file's `[sample.ranges]`, whose luck is derived from a seed.
    #[must_use]
    pub fn new(template: &'a Template, seed: u64) -> Self {
        Self {
            template,
            seed,
            done: 0,
            failed: 0,
        }
    }

    /// The survival curve of every proposal, in order, each from so many alliances in worlds of its own; `None` for one all of
    /// whose runs failed, and for all when `control` says stop.
    ///
    /// # Errors
    /// If the values of a proposal are not allowed together.
    pub fn curves(
        &mut self,
        proposals: &[Proposal],
        runs: u32,
        control: &Control,
    ) -> Result<Option<Vec<Option<SurvivalCurve>>>, ScenarioError> {
        let trial = |proposal: &Proposal| {
            let first = proposal.number as u32 * runs;
            Ok(Trial {
                scenario: Arc::new(self.template.with(&self.settings(&proposal.point))?),
                replications: first..first + runs,
            })
        };
        let trials: Result<Vec<Trial>, ScenarioError> = proposals.par_iter().map(trial).collect();
        let trials = trials?;
        let Some(ends) = try_all(&trials, self.seed, control) else {
            return Ok(None);
        };
        let horizons = trials.iter().map(|trial| trial.scenario.months);
        let curves = horizons.zip(ends).map(|(horizon, ends)| self.curve(horizon, &ends));
        Ok(Some(curves.collect()))
    }

    /// The keys with their values at a point of the unit cube.
    fn settings(&self, point: &[f64]) -> Vec<(&'a str, Value)> {
        let ranges = self.template.ranges();
        ranges.keys().zip(ranges.at(point)).collect()
    }

    /// The product-limit estimate from how the runs of one proposal ended; who reaches the horizon, or has accomplished its mission before, is censored there.
    fn curve(&mut self, horizon: u32, ends: &[Result<Ending, String>]) -> Option<SurvivalCurve> {
        let mut ended = vec![0; horizon as usize + 1];
        let mut censored = ended.clone();
        for end in ends {
            self.done += 1;
            match end {
                Ok(end) if end.outcome.survived() => censored[horizon as usize] += 1,
                Ok(end) => ended[end.months as usize] += 1,
                Err(_) => self.failed += 1,
            }
        }
        let is_empty = ended.iter().chain(&censored).all(|&count| count == 0);
        let curve = || kaplan_meier(&ended, &censored).iter().map(|at| at.survival).collect();
        (!is_empty).then(curve)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use alliance_dynamics::scenario::Study;

    const FILE: &str = "seed = 7\nmonths = 60\npopulation.count = 4\n[experiment]\nruns = 20\n[sample]\npoints = 1\n\
        [sample.ranges]\n\"relations.trust_mean\" = { from = -0.3, to = 0.1 }";

    fn curves(points: &[(u64, f64)]) -> Vec<Option<SurvivalCurve>> {
        let template = Template::from_toml(FILE).unwrap();
        let proposal = |&(number, place): &(u64, f64)| Proposal {
            number,
            point: vec![place],
        };
        let proposals: Vec<Proposal> = points.iter().map(proposal).collect();
        let mut simulator = SurvivalSimulator::new(&template, 7);
        let curves = simulator.curves(&proposals, 20, &Control::default()).unwrap().unwrap();
        assert_eq!((simulator.done, simulator.failed), (20 * points.len() as u64, 0));
        curves
    }

    #[test]
    fn a_curve_is_the_share_of_the_runs_that_are_still_alive() {
        let text = FILE
            .replace("[sample]\npoints = 1\n", "")
            .replace("[sample.ranges]\n", "[sweep]\n");
        let text = text.replace("{ from = -0.3, to = 0.1 }", "[-0.1]");
        let mut lives = Vec::new();
        Experiment::new(Study::from_toml(&text).unwrap()).run(&Control::default(), |block| {
            lives.extend(block.runs.into_iter().filter_map(|run| run.result.ok()));
        });
        let curve = curves(&[(0, 0.5)]).remove(0).unwrap();
        assert_eq!(curve.len(), 61);
        for (month, share) in curve.iter().enumerate() {
            let is_alive = |end: &&Ending| end.months as usize > month || end.outcome.survived();
            let alive = lives.iter().filter(is_alive).count();
            assert!((share - alive as f64 / 20.0).abs() < 1e-12, "month {month}");
        }
    }

    #[test]
    fn proposals_have_worlds_of_their_own_and_keep_them() {
        let together = curves(&[(0, 0.2), (1, 0.2), (0, 0.2)]);
        assert_eq!(together[0], together[2]);
        assert_ne!(together[0], together[1]);
        assert_eq!(together[1], curves(&[(1, 0.2)])[0]);
    }
}
