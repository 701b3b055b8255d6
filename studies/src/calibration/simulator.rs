//! Survival curves of alliances, simulated where they are asked for.

use std::sync::Arc;

use rayon::prelude::*;

use super::{JointTarget, Proposal, TargetCurve, TargetPoint};
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
    arms: &'a [Template],
    target: &'a JointTarget,
    seed: u64,
    /// Runs that were done.
    pub done: u64,
    /// Runs that failed; no curve counts them.
    pub failed: u64,
}

/// How the runs of one trial ended.
type Ends = Vec<Result<Ending, String>>;

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
    /// A simulator for the keys of a file's `[sample.ranges]` in the arms that targets are about, and with luck that is derived from a
    /// seed.
    #[must_use]
    pub fn new(arms: &'a [Template], target: &'a JointTarget, seed: u64) -> Self {
        Self {
            arms,
            target,
            seed,
            done: 0,
            failed: 0,
        }
    }

    /// What every proposal comes to for every target, in order, each from so many alliances in worlds of its own; targets about one arm share
    /// these. `None` for a proposal all of whose runs failed for a target, and for all when `control` says stop.
    ///
    /// # Errors
    /// If the values of a proposal are not allowed together.
    pub fn curves(
        &mut self,
        proposals: &[Proposal],
        runs: &[u32],
        control: &Control,
    ) -> Result<Option<Vec<Option<Vec<SimulatedCurve>>>>, ScenarioError> {
        let worlds = worlds(self.target, runs, self.arms.len());
        let block: u32 = worlds.iter().sum();
        let trials = (0..proposals.len() * self.arms.len()).into_par_iter().map(|place| {
            let (proposal, arm) = (&proposals[place / self.arms.len()], place % self.arms.len());
            let first = proposal.number as u32 * block + worlds[..arm].iter().sum::<u32>();
            Ok(Trial {
                scenario: Arc::new(self.arms[arm].with(&self.settings(&proposal.point))?),
                replications: first..first + worlds[arm],
            })
        });
        let trials: Result<Vec<Trial>, ScenarioError> = trials.collect();
        let trials = trials?;
        let Some(ends) = try_all(&trials, self.seed, control) else {
            return Ok(None);
        };
        let all = ends.iter().flatten();
        self.done += all.clone().count() as u64;
        self.failed += all.filter(|end| end.is_err()).count() as u64;
        let of_a_proposal = |(trials, ends): (&[Trial], &[Ends])| {
            let targets = self.target.targets().iter().zip(runs);
            let curves = targets.map(|(of, &runs)| {
                let ends = &ends[of.arm][..runs as usize];
                curve(&of.target, trials[of.arm].scenario.months, ends)
            });
            curves.collect::<Option<Vec<_>>>()
        };
        let chunks = trials.chunks(self.arms.len()).zip(ends.chunks(self.arms.len()));
        Ok(Some(chunks.map(of_a_proposal).collect()))
    }

    /// The keys with their values at a point of the unit cube.
    fn settings(&self, point: &[f64]) -> Vec<(&'a str, Value)> {
        let ranges = self.arms[0].ranges();
        ranges.keys().zip(ranges.at(point)).collect()
    }
}

/// How many worlds of every arm a proposal needs, for so many alliances of every target.
pub(super) fn worlds(target: &JointTarget, runs: &[u32], n_arms: usize) -> Vec<u32> {
    let mut worlds = vec![0; n_arms];
    for (of, &runs) in target.targets().iter().zip(runs) {
        worlds[of.arm] = worlds[of.arm].max(runs);
    }
    worlds
}

/// The product-limit estimate from how runs of one proposal ended, with what the points of a target are there; who reaches the horizon, or
/// has accomplished its mission before, is censored there. `None` where no run came to an end.
fn curve(target: &TargetCurve, horizon: u32, ends: &[Result<Ending, String>]) -> Option<SimulatedCurve> {
    let mut ended = vec![0; horizon as usize + 1];
    let mut censored = ended.clone();
    let ends: Vec<&Ending> = ends.iter().flatten().collect();
    for end in &ends {
        match end.outcome.survived() {
            true => censored[horizon as usize] += 1,
            false => ended[end.months as usize] += 1,
        }
    }
    (!ends.is_empty()).then(|| {
        let survival: SurvivalCurve = kaplan_meier(&ended, &censored).iter().map(|at| at.survival).collect();
        let points = target.points.iter();
        SimulatedCurve {
            marks: points.map(|point| mark(point, &survival, &ends)).collect(),
            survival,
        }
    })
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
            arm: None,
            file: None,
        };
        let (arms, target) = ([template], JointTarget::of(vec![(target, 0, 20)], 7).unwrap());
        let mut simulator = SurvivalSimulator::new(&arms, &target, 7);
        let curves = simulator
            .curves(&proposals, &[20], &Control::default())
            .unwrap()
            .unwrap();
        assert_eq!((simulator.done, simulator.failed), (20 * points.len() as u64, 0));
        curves.into_iter().map(|curves| curves?.pop()).collect()
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
