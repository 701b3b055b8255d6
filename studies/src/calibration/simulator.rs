//! Survival curves of alliances, simulated where they are asked for.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{JointTarget, Proposal, ScaledTarget, TargetPoint};
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
    /// Until when every arm is lived, arm by arm.
    watches: Vec<Watch>,
    seed: u64,
    /// Runs that were done.
    pub done: u64,
    /// Runs that failed; no curve counts them.
    pub failed: u64,
}

/// Alliances of an arm, lived until some month: who goes on beyond it counts as it is then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Watch {
    arm: usize,
    until: u32,
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
            watches: watches(arms, target),
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
        let places = (0..proposals.len() * self.arms.len()).into_par_iter();
        let trials = places.map(|place| {
            let (proposal, arm) = (&proposals[place / self.arms.len()], place % self.arms.len());
            let first = proposal.number as u32 * block + worlds[..arm].iter().sum::<u32>();
            self.trials(proposal, arm, first..first + worlds[arm])
        });
        let trials: Result<Vec<Vec<Trial>>, ScenarioError> = trials.collect();
        let trials: Vec<Trial> = trials?.into_iter().flatten().collect();
        let Some(ends) = try_all(&trials, self.seed, control) else {
            return Ok(None);
        };
        let all = ends.iter().flatten();
        self.done += all.clone().count() as u64;
        self.failed += all.filter(|end| end.is_err()).count() as u64;
        let of_a_proposal = |ends: &[Ends]| {
            let targets = self.target.targets().iter().zip(runs);
            let curves = targets.map(|(of, &runs)| self.curve(of, runs as usize, ends));
            curves.collect::<Option<Vec<_>>>()
        };
        Ok(Some(ends.chunks(self.watches.len()).map(of_a_proposal).collect()))
    }

    /// The trials of an arm at a proposal, in the same worlds: one for every month until which it is watched.
    fn trials(&self, proposal: &Proposal, arm: usize, worlds: Range<u32>) -> Result<Vec<Trial>, ScenarioError> {
        let scenario = self.arms[arm].with(&self.settings(&proposal.point))?;
        let of_arm = self.watches.iter().filter(|watch| watch.arm == arm);
        let trial = |watch: &Watch| Trial {
            scenario: Arc::new(scenario.until(watch.until)),
            replications: worlds.clone(),
        };
        Ok(of_arm.map(trial).collect())
    }

    /// What the alliances of a proposal, by watch, come to for one target; `None` where no run came to an end.
    fn curve(&self, of: &ScaledTarget, runs: usize, ends: &[Ends]) -> Option<SimulatedCurve> {
        let horizon = self.arms[of.arm].base().months;
        let until = |month| {
            let watch = Watch {
                arm: of.arm,
                until: month,
            };
            let place = self.watches.iter().position(|known| *known == watch);
            let ends = place.map_or(&[][..], |place| &ends[place][..runs]);
            ends.iter().flatten().collect::<Vec<&Ending>>()
        };
        let to_the_end = until(horizon);
        let survival = survival(horizon, &to_the_end)?;
        let mark = |point: &TargetPoint| match point.is_as_of_then() {
            true => mean(&until(point.month), |end| point.about.of(end)),
            false => mark(point, &survival, &to_the_end),
        };
        let marks = of.target.points.iter().map(mark).collect();
        Some(SimulatedCurve { survival, marks })
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

/// Every arm to its horizon, and to every month that a point of a target about it is as of; arm by arm.
fn watches(arms: &[Template], target: &JointTarget) -> Vec<Watch> {
    let months = |arm: usize| {
        let targets = target.targets().iter().filter(move |of| of.arm == arm);
        let points = targets.flat_map(|of| &of.target.points);
        let then = points.filter(|point| point.is_as_of_then()).map(|point| point.month);
        let months: BTreeSet<u32> = then.chain([arms[arm].base().months]).collect();
        months.into_iter().map(move |until| Watch { arm, until })
    };
    (0..arms.len()).flat_map(months).collect()
}

/// The product-limit estimate from how runs ended; who reaches the horizon, or has accomplished its mission before, is censored there.
/// `None` where there is no run.
fn survival(horizon: u32, ends: &[&Ending]) -> Option<SurvivalCurve> {
    let mut ended = vec![0; horizon as usize + 1];
    let mut censored = ended.clone();
    for end in ends {
        match end.outcome.survived() {
            true => censored[horizon as usize] += 1,
            false => ended[end.months as usize] += 1,
        }
    }
    let months = kaplan_meier(&ended, &censored);
    (!ends.is_empty()).then(|| months.iter().map(|at| at.survival).collect())
}

/// What a point of a target about how alliances end is among those that ended like this.
fn mark(point: &TargetPoint, survival: &[f64], ends: &[&Ending]) -> f64 {
    let alive = || survival.get(point.month as usize).copied().unwrap_or_default();
    match point.about {
        Response::Fate(Fate::Survival) => alive(),
        Response::Fate(Fate::Failure) => 1.0 - alive(),
        about => mean(ends, |end| match end.months <= point.month {
            true => about.of(end),
            false => 0.0,
        }),
    }
}

fn mean(ends: &[&Ending], of: impl Fn(&Ending) -> f64) -> f64 {
    ends.iter().map(|end| of(end)).sum::<f64>() / ends.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::TargetCurve;
    use crate::experiment::Experiment;
    use alliance_dynamics::alliance::Outcome;
    use alliance_dynamics::measures::Measure;
    use alliance_dynamics::random::replication_seed;
    use alliance_dynamics::scenario::{Scenario, Study};
    use alliance_dynamics::simulation::{MonthView, Simulation};

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
    fn what_is_asked_of_an_earlier_month_is_what_the_same_runs_were_then() {
        let (plain, _) = FILE.split_once("[experiment]").unwrap();
        let text = format!("{plain}relations.trust_mean = -0.1\n[experiment]\nruns = 20");
        let scenario = Arc::new(Scenario::from_toml(&text).unwrap());
        let template = Template::from_toml(FILE).unwrap();
        let point = |years, about| TargetPoint {
            about,
            ..TargetPoint::new(years, 0.5, 1.0)
        };
        let trust = Response::measure("trust", &[]).unwrap();
        let hollow = Response::Fate("hollow".parse().unwrap());
        let target = TargetCurve {
            points: vec![
                point(2.0, trust),
                point(5.0, trust),
                point(2.0, Response::Months),
                point(2.0, hollow),
            ],
            n_alliances: None,
            arm: None,
            file: None,
        };
        let (arms, target) = ([template], JointTarget::of(vec![(target, 0, 20)], 7).unwrap());
        let mut simulator = SurvivalSimulator::new(&arms, &target, 7);
        let proposal = Proposal {
            number: 0,
            point: vec![0.5],
        };
        let found = simulator
            .curves(&[proposal], &[20], &Control::default())
            .unwrap()
            .unwrap();
        let marks = &found[0].as_ref().unwrap()[0].marks;

        let mut expected = [0.0; 4];
        for number in 0..20 {
            let mut lived = Vec::new();
            let seed = replication_seed(7, number);
            let mut simulation = Simulation::new(Arc::clone(&scenario));
            simulation.run(seed, &mut |view: &MonthView<'_>| {
                lived.push(view.record[Measure::Trust])
            });
            let at = |month: usize| lived[lived.len().min(month) - 1];
            let year_2 = Simulation::new(Arc::new(scenario.until(24))).run(seed, &mut ());
            let seen = [at(24), at(60), lived.len().min(24) as f64, hollow.of(&year_2)];
            expected
                .iter_mut()
                .zip(seen)
                .for_each(|(sum, seen)| *sum += seen / 20.0);
        }
        for (found, expected) in marks.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{marks:?} {expected:?}");
        }
        assert!(marks[0] != marks[1] && marks[2] < 24.0 && marks[3] > 0.0, "{marks:?}");
    }

    #[test]
    fn proposals_have_worlds_of_their_own_and_keep_them() {
        let together = curves(&[(0, 0.2), (1, 0.2), (0, 0.2)]);
        assert_eq!(together[0], together[2]);
        assert_ne!(together[0], together[1]);
        assert_eq!(together[1], curves(&[(1, 0.2)])[0]);
    }
}
