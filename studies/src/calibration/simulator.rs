//! Survival curves of alliances, simulated where they are asked for.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Proposal, TargetCurve, TargetPoint};
use crate::experiment::{Control, Fate, Response, Trial, try_all};
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
    target: &'a TargetCurve,
    seed: u64,
    /// Runs that were done.
    pub done: u64,
    /// Runs that failed; no curve counts them.
    pub failed: u64,
}

/// Shares still alive by month, 0 for the founding.
pub type SurvivalCurve = Vec<f64>;

/// What the alliances of a proposal came to.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulatedCurve {
    /// Their survival.
    pub survival: SurvivalCurve,
    /// For each point of the target what it is here.
    pub marks: Vec<f64>,
}

impl<'a> SurvivalSimulator<'a> {
    /// A simulator for the keys of a file's `[sample.ranges]`, for a target and with luck that is derived from a seed.
    #[must_use]
    pub fn new(template: &'a Template, target: &'a TargetCurve, seed: u64) -> Self {
        Self {
            template,
            target,
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
    ) -> Result<Option<Vec<Option<SimulatedCurve>>>, ScenarioError> {
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
    fn curve(&mut self, horizon: u32, ends: &[Result<Ending, String>]) -> Option<SimulatedCurve> {
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
        (!is_empty).then(|| {
            let survival: SurvivalCurve = kaplan_meier(&ended, &censored).iter().map(|at| at.survival).collect();
            let ends: Vec<&Ending> = ends.iter().flatten().collect();
            let points = self.target.points.iter();
            SimulatedCurve {
                marks: points.map(|point| mark(point, &survival, &ends)).collect(),
                survival,
            }
        })
    }
}

/// What a point of a target is among alliances that ended like this.
fn mark(point: &TargetPoint, survival: &[f64], ends: &[&Ending]) -> f64 {
    let mean = |of: &dyn Fn(&Ending) -> f64| ends.iter().map(|end| of(end)).sum::<f64>() / ends.len().max(1) as f64;
    let alive = || survival.get(point.month as usize).copied().unwrap_or_default();
    match point.about {
        Response::Fate(Fate::Survival) => alive(),
        Response::Fate(Fate::Failure) => 1.0 - alive(),
        Response::Fate(fate) => mean(&|end| f64::from(fate.befell(end) && end.months <= point.month)),
        measure => mean(&|end| measure.of(end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use alliance_dynamics::alliance::Outcome;
    use alliance_dynamics::scenario::Study;

    const FILE: &str = "seed = 7\nmonths = 60\npopulation.count = 4\n[experiment]\nruns = 20\n[sample]\npoints = 1\n\
        [sample.ranges]\n\"relations.trust_mean\" = { from = -0.3, to = 0.1 }";

    fn about(fate: &str, share: f64) -> TargetPoint {
        TargetPoint {
            about: Response::Fate(fate.parse().unwrap()),
            ..TargetPoint::new(4.0, share, 1.0)
        }
    }

    fn curves(points: &[(u64, f64)]) -> Vec<Option<SimulatedCurve>> {
        let template = Template::from_toml(FILE).unwrap();
        let proposal = |&(number, place): &(u64, f64)| Proposal {
            number,
            point: vec![place],
        };
        let proposals: Vec<Proposal> = points.iter().map(proposal).collect();
        let target = TargetCurve {
            points: vec![about("fragmented", 0.0), about("failure", 0.0), about("survival", 0.0)],
            n_alliances: None,
            file: None,
        };
        let mut simulator = SurvivalSimulator::new(&template, &target, 7);
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
        let SimulatedCurve { survival, marks } = curves(&[(0, 0.5)]).remove(0).unwrap();
        assert_eq!(survival.len(), 61);
        let broken = |end: &&Ending| end.outcome == Outcome::Fragmented && end.months <= 48;
        let broken = lives.iter().filter(broken).count() as f64 / 20.0;
        assert!((marks[0] - broken).abs() < 1e-12 && broken > 0.0, "{marks:?}");
        assert_eq!(marks[1..], [1.0 - survival[48], survival[48]]);
        for (month, share) in survival.iter().enumerate() {
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
