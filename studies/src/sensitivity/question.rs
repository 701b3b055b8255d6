//! What is asked, checked against the scenario.

use alliance_dynamics::scenario::sampling::TooMany;
use alliance_dynamics::scenario::{BASE, Template};
use serde::Serialize;

use super::points::check;
use super::{Bootstrap, Design, MorrisTrajectories, Saltelli};
use crate::experiment::{ArmError, PlaceError, Response, in_arm};

/// What is estimated, and from how large a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum SensitivityMethod {
    /// Sobol' indices: shares of variance.
    Sobol {
        /// Base points, best a power of two; each makes keys + 2 points.
        points: u32,
    },
    /// Morris's screening: elementary effects.
    Morris {
        /// Walks; each makes keys + 1 points.
        trajectories: u32,
        /// Levels of every key, an even number.
        levels: u32,
    },
}

/// What somebody wants to know, not yet checked.
#[derive(Debug, Clone)]
pub struct SensitivityRequest {
    /// What is estimated.
    pub method: SensitivityMethod,
    /// Replications of every point, in the same worlds at all of them.
    pub runs: u32,
    /// Bootstrap resamples behind the intervals.
    pub resamples: u32,
    /// The arm that is varied instead of the scenario as written.
    pub arm: Option<String>,
    /// What the luck of the runs is derived from, instead of the scenario's seed.
    pub seed: Option<u64>,
    /// By what keys are ranked, beside the usual results.
    pub about: Option<Response>,
}

impl Default for SensitivityRequest {
    /// Sobol' indices from 256 base points with 32 runs each.
    fn default() -> Self {
        Self {
            method: SensitivityMethod::Sobol { points: 256 },
            runs: 32,
            resamples: 1000,
            arm: None,
            seed: None,
            about: None,
        }
    }
}

/// Why the sensitivity to keys cannot be asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SensitivityError {
    /// The arm is not to be had.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// Nothing can be varied.
    #[error(
        "{file} has no ranges to vary its keys in; write some, such as\n\n[sample.ranges]\n\
         \"gossip.rate\" = {{ from = 0.0, to = 0.4 }}"
    )]
    NoRanges {
        /// What the scenario is called.
        file: String,
    },
    /// Half of the levels is no whole number.
    #[error("--levels is {found}; allowed: an even number from 2 to 100")]
    Levels {
        /// How many levels were asked for.
        found: u32,
    },
    /// There is too little to estimate from.
    #[error("{what}: {found} are too few; at least {least} are needed")]
    TooFew {
        /// Of what.
        what: &'static str,
        /// How many there are.
        found: u32,
        /// How many are needed.
        least: u32,
    },
    /// The design does not reach so far.
    #[error("--method sobol cannot vary so much at once; --method morris can")]
    TooMany(#[from] TooMany),
    /// Values are not allowed together.
    #[error("{0}")]
    Place(#[from] PlaceError),
}

/// Which keys matter, over the ranges that a scenario gives them.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Template;
/// use alliance_studies::experiment::Control;
/// use alliance_studies::sensitivity::{SensitivityMethod, SensitivityQuestion, SensitivityRequest};
/// use alliance_studies::{Answer as _, Question as _};
///
/// let template = Template::from_toml(
///     "months = 24\npopulation.count = 4\n[sample.ranges]\n\
///      \"relations.trust_mean\" = { from = -0.6, to = 0.5 }\n\"gossip.rate\" = { from = 0.0, to = 0.4 }",
/// )?;
/// let method = SensitivityMethod::Morris { trajectories: 8, levels: 4 };
/// let request = SensitivityRequest { method, runs: 4, resamples: 100, ..SensitivityRequest::default() };
/// let answer = SensitivityQuestion::new(template, &request)?.answer(&Control::default())?;
/// assert_eq!(answer.found().rows, 8);
/// assert!(answer.words().contains("relations.trust_mean"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct SensitivityQuestion {
    pub(super) template: Template,
    pub(super) arm: String,
    pub(super) method: SensitivityMethod,
    pub(super) design: Design,
    pub(super) runs: u32,
    /// What the luck of the runs is derived from.
    pub(super) seed: u64,
    /// How rows are drawn again; its seed is also that of the design.
    pub(super) bootstrap: Bootstrap,
    /// By what keys are ranked, where not by survival.
    pub(super) about: Option<Response>,
}

impl SensitivityQuestion {
    /// Checks a request against a scenario, and every point of its design, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If there is no such arm, no key has a range, the size of the design is not allowed, or values of a point are not allowed
    /// together.
    pub fn new(template: Template, request: &SensitivityRequest) -> Result<Self, SensitivityError> {
        request.check()?;
        let file = template.name().to_owned();
        let template = in_arm(template, request.arm.as_deref())?;
        let keys: Vec<&str> = template.ranges().keys().collect();
        if keys.is_empty() {
            return Err(SensitivityError::NoRanges { file });
        }
        let base = template.base().resolved();
        let design_seed = base.sample.as_ref().and_then(|sample| sample.seed).unwrap_or(base.seed);
        let design = request.method.design(design_seed, &keys)?;
        check(&template, &design)?;
        Ok(Self {
            arm: request.arm.clone().unwrap_or_else(|| BASE.to_owned()),
            method: request.method,
            design,
            runs: request.runs,
            seed: request.seed.unwrap_or(base.seed),
            bootstrap: Bootstrap {
                seed: design_seed,
                resamples: request.resamples,
            },
            about: request.about,
            template,
        })
    }
}

impl SensitivityRequest {
    fn check(&self) -> Result<(), SensitivityError> {
        let rows = match self.method {
            SensitivityMethod::Sobol { points } => ("base points", points, 2),
            SensitivityMethod::Morris { trajectories, .. } => ("walks", trajectories, 2),
        };
        let numbers = [rows, ("runs", self.runs, 1), ("resamples", self.resamples, 1)];
        match numbers.into_iter().find(|(_, found, least)| found < least) {
            Some((what, found, least)) => Err(SensitivityError::TooFew { what, found, least }),
            None => Ok(()),
        }
    }
}

impl SensitivityMethod {
    /// The points, drawn for these keys.
    fn design(self, seed: u64, keys: &[&str]) -> Result<Design, SensitivityError> {
        Ok(match self {
            Self::Sobol { points } => Design::Sobol(Saltelli::draw(seed, keys, points)?),
            Self::Morris { levels, .. } if levels == 0 || !levels.is_multiple_of(2) => {
                return Err(SensitivityError::Levels { found: levels });
            }
            Self::Morris { trajectories, levels } => {
                Design::Morris(MorrisTrajectories::draw(seed, keys, levels, trajectories))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Control;
    use crate::{Answer as _, Question as _};

    const FILE: &str = "months = 6\npopulation.count = 3\n[sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.4 }";

    fn asked(method: SensitivityMethod, runs: u32) -> Result<SensitivityQuestion, SensitivityError> {
        let request = SensitivityRequest {
            method,
            runs,
            resamples: 100,
            ..SensitivityRequest::default()
        };
        SensitivityQuestion::new(Template::from_toml(FILE).unwrap(), &request)
    }

    #[test]
    fn a_design_has_a_size_that_can_be_done() {
        let refused = |method, runs| asked(method, runs).unwrap_err().to_string();
        let walks = |levels| SensitivityMethod::Morris {
            trajectories: 4,
            levels,
        };
        let said = [
            refused(walks(0), 4),
            refused(walks(5), 4),
            refused(walks(4), 0),
            refused(SensitivityMethod::Sobol { points: 1 }, 4),
        ];
        insta::assert_snapshot!(said.join("\n"), @r"
        --levels is 0; allowed: an even number from 2 to 100
        --levels is 5; allowed: an even number from 2 to 100
        runs: 0 are too few; at least 1 are needed
        base points: 1 are too few; at least 2 are needed
        ");
    }

    #[test]
    fn an_answer_for_programs_ends_with_its_words() {
        let answer = asked(SensitivityMethod::Sobol { points: 4 }, 2).unwrap();
        let json = answer.answer(&Control::default()).unwrap().json().unwrap();
        let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            [
                "keys",
                "rows",
                "rows_left_out",
                "points_a_row",
                "runs",
                "resamples",
                "responses",
                "without_effect",
                "notes",
                "sentence"
            ]
        );
        let sentence = json["sentence"].as_str().unwrap();
        let few = "4 base points are too few to say which key matters for final trust; at least 64 are needed";
        assert!(sentence.starts_with(few), "{sentence}");
    }
}
