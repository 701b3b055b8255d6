//! What is asked, checked against the scenario and the target.

use std::num::NonZeroU32;

use alliance_dynamics::scenario::Template;

use super::joint::NoScale;
use super::simulator::worlds;
use super::{JointTarget, MonteCarloSettings, TargetCurve};
use crate::experiment::{ArmError, in_arm};

/// Alliances simulated at every proposal where the target does not say how many are behind it.
const RUNS: u32 = 200;
/// Worlds that there are.
const WORLDS: f64 = u32::MAX as f64;
/// The key that says how long alliances are watched.
const HORIZON: &str = "months";

/// What somebody wants to know, not yet checked.
#[derive(Debug, Clone)]
pub struct CalibrationRequest {
    /// What the model is to come near, all of it together; at least one.
    pub targets: Vec<TargetCurve>,
    /// The arm that is fitted instead of the scenario as written.
    pub arm: Option<String>,
    /// Particles of every generation, at least 2.
    pub particles: u32,
    /// Generations at most, the prior among them; at least 1.
    pub generations: u32,
    /// A generation that accepts fewer than this share of its proposals (0…1, above 0) is given up.
    pub acceptance: f64,
    /// Alliances simulated at every proposal for every target; without a number as many as are behind it, or 200.
    pub runs: Option<NonZeroU32>,
    /// What all luck is derived from, instead of the scenario's seed.
    pub seed: Option<u64>,
}

impl CalibrationRequest {
    /// Which values bring the model near this target: 500 particles, and at most eight generations.
    #[must_use]
    pub fn to(target: TargetCurve) -> Self {
        Self::to_all([target])
    }

    /// Which values bring the model near all of these targets together, with the same search.
    #[must_use]
    pub fn to_all(targets: impl IntoIterator<Item = TargetCurve>) -> Self {
        Self {
            targets: targets.into_iter().collect(),
            arm: None,
            particles: 500,
            generations: 8,
            acceptance: 0.02,
            runs: None,
            seed: None,
        }
    }
}

/// Why a scenario cannot be fitted to a target.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CalibrationError {
    /// The arm is not to be had.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// Nothing can be fitted.
    #[error(
        "{file} has no ranges to search; name the keys in [sample.ranges], such as \"gossip.rate\" = {{ from = 0.0, to = 0.4 }}"
    )]
    NoRanges {
        /// What the scenario is called.
        file: String,
    },
    /// A key has values that are in no order.
    #[error(
        "`{key}` has no numbers but choices, of which there is no median; fit each choice as an arm with --arm, and keep to \
         numbers in [sample.ranges] of {file}"
    )]
    Choices {
        /// The key.
        key: String,
        /// What the scenario is called.
        file: String,
    },
    /// How long alliances are watched is no cause of how long they live.
    #[error(
        "`{HORIZON}` is how long alliances are watched, which cannot be fitted; take it out of [sample.ranges] of {file}"
    )]
    Horizon {
        /// What the scenario is called.
        file: String,
    },
    /// The target is no survival curve, or goes on for longer than the scenario.
    #[error(
        "a target has rising months, up to {horizon}, shares that do not rise, and a weight above 0 in one place at least"
    )]
    NoCurve {
        /// The months that alliances are watched.
        horizon: u32,
    },
    /// A target is there twice.
    #[error("{name} is given twice; it would count as two")]
    Twice {
        /// What it is called.
        name: String,
    },
    /// Nothing says what the model is to come near.
    #[error("there is no target")]
    NoTarget,
    /// A target among others has nothing to be scaled by.
    #[error(
        "{name} has neither a column `n`, the number of alliances behind its shares, nor a column `tolerance`, the difference that is near \
         enough; with several targets each needs one, so that they can be held against one another (measures need `tolerance`)"
    )]
    NoScale {
        /// What the target is called.
        name: String,
    },
    /// The search is too small, or accepts what is no share.
    #[error("a search takes 2 particles, a generation, and an acceptance above 0 and up to 1")]
    NoSearch,
    /// There are not so many worlds.
    #[error(
        "this could take {most:.1e} alliances, and there are {:.1e} worlds of their own; ask for fewer --runs, --particles or \
         --generations, or a higher --acceptance",
        WORLDS
    )]
    TooManyRuns {
        /// Alliances that could be simulated.
        most: f64,
    },
}

/// Which values of the keys in `[sample.ranges]` make alliances live as long as those of a target, or of several together.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Template;
/// use alliance_studies::calibration::{CalibrationQuestion, CalibrationRequest, TargetCurve};
/// use alliance_studies::experiment::Control;
/// use alliance_studies::{Answer as _, Question as _};
///
/// let template = Template::from_toml(
///     "months = 12\npopulation.count = 3\n[sample.ranges]\n\"relations.trust_mean\" = { from = -0.6, to = 0.4 }",
/// )?;
/// let target = TargetCurve::new([(0.5, 0.9), (1.0, 0.8)], Some(10));
/// let request = CalibrationRequest { particles: 20, generations: 2, ..CalibrationRequest::to(target) };
/// let answer = CalibrationQuestion::new(template, request)?.answer(&Control::default())?;
/// let trust = &answer.report().keys[0];
/// assert!(-0.6 <= trust.low && trust.low <= trust.high && trust.high <= 0.4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct CalibrationQuestion {
    pub(super) template: Template,
    pub(super) arm: Option<String>,
    /// The arms that the targets are about.
    pub(super) arms: Vec<Template>,
    pub(super) target: JointTarget,
    pub(super) settings: MonteCarloSettings,
}

impl CalibrationQuestion {
    /// Checks a request against a scenario.
    ///
    /// # Errors
    /// If there is no such arm, a key cannot be fitted, a target is no survival curve within the scenario's months or cannot be held against
    /// others, or the search is too small or too large.
    pub fn new(template: Template, request: CalibrationRequest) -> Result<Self, CalibrationError> {
        let file = template.name().to_owned();
        let fitted = in_arm(template.clone(), request.arm.as_deref())?;
        check_ranges(&fitted, &file)?;
        request.check()?;
        let seed = request.seed.unwrap_or(fitted.base().seed);
        let (mut names, mut arms) = (Vec::new(), Vec::new());
        let mut targets: Vec<(TargetCurve, usize, u32)> = Vec::new();
        for (place, target) in request.targets.into_iter().enumerate() {
            if targets.iter().any(|(known, ..)| known.says_the_same(&target)) {
                let name = target.name(place);
                return Err(CalibrationError::Twice { name });
            }
            let name = target.arm.clone().or_else(|| request.arm.clone());
            let arm = names.iter().position(|known| *known == name).unwrap_or(names.len());
            if arm == names.len() {
                arms.push(in_arm(template.clone(), name.as_deref())?);
                names.push(name);
            }
            let horizon = arms[arm].base().months;
            if !target.is_curve_within(horizon) {
                return Err(CalibrationError::NoCurve { horizon });
            }
            let runs = request.runs.map(u32::from).or(target.n_alliances).unwrap_or(RUNS);
            targets.push((target, arm, runs));
        }
        let target = JointTarget::of(targets, seed).map_err(|NoScale(name)| CalibrationError::NoScale { name })?;
        let question = Self {
            template: fitted,
            arm: request.arm,
            arms,
            settings: MonteCarloSettings {
                particles: request.particles as usize,
                generations: request.generations,
                least_acceptance: request.acceptance,
                floor: target.noise().map(|noise| noise.median),
                seed,
            },
            target,
        };
        match question.most_alliances() {
            most if most > WORLDS => Err(CalibrationError::TooManyRuns { most }),
            _ => Ok(question),
        }
    }

    /// Alliances simulated for every target at a proposal.
    pub(super) fn runs(&self) -> Vec<u32> {
        self.target.targets().iter().map(|of| of.runs).collect()
    }

    /// Alliances of a curve that is predicted for every target: as many as are behind it, so that it would lie in the band if it were one
    /// more.
    pub(super) fn predicted_runs(&self) -> Vec<u32> {
        let targets = self.target.targets().iter();
        targets.map(|of| of.target.n_alliances.unwrap_or(of.runs)).collect()
    }

    /// Worlds of a proposal for which so many alliances are simulated for every target.
    pub(super) fn worlds(&self, runs: &[u32]) -> u32 {
        worlds(&self.target, runs, self.arms.len()).iter().sum()
    }

    /// Alliances that are simulated at most.
    fn most_alliances(&self) -> f64 {
        let (searched, predicted) = (self.worlds(&self.runs()), self.worlds(&self.predicted_runs()));
        let generation = self.settings.particles as f64 / self.settings.least_acceptance;
        let search = generation * f64::from(self.settings.generations) * f64::from(searched);
        // Two predictions, and what rounding leaves between the worlds of the search and theirs.
        search + 1000.0 * (f64::from(predicted) + f64::from(searched))
    }
}

impl CalibrationRequest {
    fn check(&self) -> Result<(), CalibrationError> {
        if self.targets.is_empty() {
            return Err(CalibrationError::NoTarget);
        }
        let is_search = self.particles >= 2 && self.generations >= 1 && self.acceptance > 0.0 && self.acceptance <= 1.0;
        is_search.then_some(()).ok_or(CalibrationError::NoSearch)
    }
}

/// Keys can be fitted that have numbers, and say what alliances are like.
fn check_ranges(template: &Template, file: &str) -> Result<(), CalibrationError> {
    let file = || file.to_owned();
    if template.ranges().keys().len() == 0 {
        return Err(CalibrationError::NoRanges { file: file() });
    }
    for (key, range) in template.ranges().iter() {
        if range.ends().is_none() {
            let key = key.to_owned();
            return Err(CalibrationError::Choices { key, file: file() });
        }
        if key == HORIZON {
            return Err(CalibrationError::Horizon { file: file() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::experiment::Control;
    use crate::{Question as _, Unanswered};

    const FILE: &str =
        "months = 12\npopulation.count = 3\n[sample.ranges]\n\"relations.trust_mean\" = { from = -0.6, to = 0.4 }";

    fn asked(change: impl FnOnce(&mut CalibrationRequest)) -> Result<CalibrationQuestion, CalibrationError> {
        let mut request = CalibrationRequest {
            particles: 20,
            generations: 1,
            ..CalibrationRequest::to(TargetCurve::new([(0.5, 0.9), (1.0, 0.8)], Some(10)))
        };
        change(&mut request);
        CalibrationQuestion::new(Template::from_toml(FILE).unwrap(), request)
    }

    #[test]
    fn a_target_is_a_survival_curve_within_the_months_of_the_scenario() {
        let wrong = [
            vec![(0.5, 0.9), (1.5, 0.8)],
            vec![(1.0, 0.9), (0.5, 0.8)],
            vec![(0.5, 0.8), (1.0, 0.9)],
            vec![(0.5, f64::NAN)],
            vec![],
        ];
        for shares in wrong {
            let found = asked(|request| request.targets = vec![TargetCurve::new(shares.clone(), None)]);
            assert!(
                matches!(found, Err(CalibrationError::NoCurve { horizon: 12 })),
                "{shares:?}"
            );
        }
    }

    #[test]
    fn a_search_has_a_size_that_can_be_done() {
        assert!(matches!(
            asked(|request| request.particles = 1),
            Err(CalibrationError::NoSearch)
        ));
        assert!(matches!(
            asked(|request| request.acceptance = 0.0),
            Err(CalibrationError::NoSearch)
        ));
        let most = asked(|request| request.acceptance = 1e-9).unwrap_err();
        assert!(
            most.to_string().starts_with("this could take 2.0e11 alliances"),
            "{most}"
        );
    }

    #[test]
    fn every_generation_is_announced() {
        let (news, heard) = channel();
        let control = Control::default().with_news(move |line| news.send(line.to_owned()).unwrap());
        asked(|_| ()).unwrap().answer(&control).unwrap();
        drop(control);
        let heard: Vec<String> = heard.into_iter().collect();
        assert!(
            heard.len() == 1 && heard[0].starts_with("Prior: 20 of 20 proposals accepted, the nearest 0."),
            "{heard:?}"
        );
    }

    #[test]
    fn who_is_stopped_at_once_has_nothing() {
        let control = Control::default();
        control.stop();
        let stopped = asked(|_| ()).unwrap().answer(&control).unwrap_err();
        assert!(matches!(stopped, Unanswered::Stopped { .. }), "{stopped}");
    }
}
