//! What is asked, checked against the scenario.

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::sampling::{RangeError, Scale};
use alliance_dynamics::scenario::{BASE, ScenarioError, Template};

use super::answer::TippingAnswer;
use super::searches::search;
use super::span::Span;
use super::words::Wording;
use super::{Tipping, no_effect};
use crate::experiment::{ArmError, Control, Fate, in_arm};
use crate::{Question, Unanswered};

/// Runs of one search, unless told otherwise.
const RUNS: u64 = 4000;
/// Runs at every value of a second key, unless told otherwise.
const RUNS_A_STEP: u64 = 1500;
/// A search with fewer runs finds nothing that is beyond chance.
const LEAST_RUNS: u64 = 200;
/// Values of a second key, unless told otherwise.
const STEPS: u16 = 9;
/// The key that says how long alliances could live.
const HORIZON: &str = "months";
/// A curve needs so many values.
const LEAST_VALUES: usize = 3;

/// A key, and between which values it is varied.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyRange {
    /// The key, such as `gossip.negativity`.
    pub key: String,
    /// Its first value.
    pub from: f64,
    /// Its last value.
    pub to: f64,
    /// Whether its values are looked at along their logarithms.
    pub scale: Scale,
}

/// What somebody wants to know, not yet checked.
#[derive(Debug, Clone)]
pub struct TippingRequest {
    /// Where the tipping point is looked for.
    pub along: KeyRange,
    /// A second key over which it is drawn as a line, and how many of its values are tried.
    pub over: Option<(KeyRange, u16)>,
    /// What is counted.
    pub fate: Fate,
    /// The arm that is looked at instead of the scenario as written.
    pub arm: Option<String>,
    /// Runs that may be spent: on everything, or with a second key at every value of it. Without a number 4,000, and 1,500 with a second
    /// key.
    pub runs: Option<u32>,
    /// A tipping point that is known to this much on either side is known well enough.
    pub precision: Option<f64>,
    /// What all luck is derived from, instead of the scenario's.
    pub seed: Option<u64>,
}

impl KeyRange {
    /// All values of a key from one to another.
    #[must_use]
    pub fn new(key: impl Into<String>, from: f64, to: f64) -> Self {
        let (key, scale) = (key.into(), Scale::Linear);
        Self { key, from, to, scale }
    }
}

impl TippingRequest {
    /// Where along this range half of all alliances do not reach their horizon.
    #[must_use]
    pub fn along(along: KeyRange) -> Self {
        Self {
            along,
            over: None,
            fate: Fate::Failure,
            arm: None,
            runs: None,
            precision: None,
            seed: None,
        }
    }

    /// The same over a second key, at nine of its values.
    #[must_use]
    pub fn over(self, over: KeyRange) -> Self {
        Self {
            over: Some((over, STEPS)),
            ..self
        }
    }
}

/// Why a tipping point cannot be asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TippingError {
    /// A value of a key is not allowed.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    /// The arm is not to be had.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// A range is none.
    #[error("no range for `{key}`")]
    Range {
        /// Whose.
        key: String,
        /// Why.
        source: RangeError,
    },
    /// A range of whole numbers has too few of them.
    #[error(
        "a tipping point is looked for along at least {LEAST_VALUES} values; from {} to {} `{}` has {found}",
        .range.from, .range.to, .range.key
    )]
    FewValues {
        /// The range.
        range: KeyRange,
        /// How many values it has.
        found: usize,
    },
    /// Too few runs may be spent.
    #[error(
        "a search takes at least {LEAST_RUNS} runs, with a second key at every value of it: found {found}; give --runs {LEAST_RUNS} or more"
    )]
    FewRuns {
        /// How many may be spent.
        found: u64,
    },
    /// A precision is none.
    #[error("--precision is a number above 0: found {found}")]
    Precision {
        /// What it is.
        found: f64,
    },
}

/// Where along a key half of all alliances meet a fate.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Template;
/// use alliance_studies::tipping::{KeyRange, TippingQuestion, TippingRequest};
/// use alliance_studies::experiment::Control;
/// use alliance_studies::{Answer as _, Question as _};
///
/// let template = Template::from_toml("months = 24\npopulation.count = 4")?;
/// let trust = KeyRange::new("relations.trust_mean", -0.9, 0.6);
/// let request = TippingRequest { runs: Some(400), ..TippingRequest::along(trust) };
/// let answer = TippingQuestion::new(template, &request)?.answer(&Control::default())?;
/// assert!(answer.words().contains("half of all alliances"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct TippingQuestion {
    pub(super) template: Template,
    pub(super) seed: u64,
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) second: Option<SecondKey>,
    pub(super) fate: Fate,
    pub(super) wording: Wording,
    /// Runs of every search.
    pub(super) runs: u64,
    pub(super) precision: Option<f64>,
}

/// A second key with the values at which the first is searched.
#[derive(Debug, Clone)]
pub(super) struct SecondKey {
    pub key: String,
    pub span: Span,
    pub values: Vec<f64>,
}

impl TippingQuestion {
    /// Checks a request against a scenario.
    ///
    /// # Errors
    /// If there is no such arm, a key or a value of it is not allowed, the values are too few for a curve, or the runs for a search.
    pub fn new(template: Template, request: &TippingRequest) -> Result<Self, TippingError> {
        let template = in_arm(template, request.arm.as_deref())?;
        let along = &request.along;
        let span = span(&template, along)?;
        let found = span.steps(LEAST_VALUES).len();
        if found < LEAST_VALUES {
            let range = along.clone();
            return Err(TippingError::FewValues { range, found });
        }
        let second = request.over.as_ref().map(|over| SecondKey::new(&template, over, along));
        let second = second.transpose()?;
        Ok(Self {
            seed: request.seed.unwrap_or(template.base().seed),
            key: along.key.clone(),
            span,
            fate: request.fate,
            wording: Wording {
                key: along.key.clone(),
                event: request.fate.in_words(request.horizon(&template)),
                arm: request.arm.clone().filter(|arm| arm != BASE),
            },
            runs: runs(request.runs, second.is_some())?,
            precision: precision(request.precision)?,
            second,
            template,
        })
    }
}

impl Question for TippingQuestion {
    type Answer = TippingAnswer;

    const NAME: &'static str = "tip";

    fn most_runs(&self) -> u64 {
        self.runs * self.second.as_ref().map_or(1, |second| second.values.len() as u64)
    }

    fn scenario(&self) -> &ScenarioFile {
        self.template.base().resolved()
    }

    fn answer(&self, control: &Control) -> Result<TippingAnswer, Unanswered> {
        let before = "the search was over";
        let searched = search(self, control)?.ok_or(Unanswered::Stopped { before })?;
        let may_be_idle = self.second.is_none() && Tipping::of(&self.span, &searched.responses[0]).crossings.is_empty();
        let without_effect = match may_be_idle {
            true => no_effect::of_key(self, control)?,
            false => None,
        };
        Ok(TippingAnswer::of(self.clone(), searched, without_effect))
    }
}

impl TippingRequest {
    /// The months that alliances could live, unless that is what is varied.
    fn horizon(&self, template: &Template) -> Option<u32> {
        let keys = self.over.iter().map(|(over, _)| over).chain([&self.along]);
        let varies = keys.into_iter().any(|range| range.key == HORIZON);
        (!varies).then_some(template.base().months)
    }
}

impl SecondKey {
    /// The ends of both keys must also go together.
    fn new(template: &Template, (over, steps): &(KeyRange, u16), along: &KeyRange) -> Result<Self, TippingError> {
        let span = span(template, over)?;
        for second in [over.from, over.to] {
            for first in [along.from, along.to] {
                template.with(&[(&over.key, Value::number(second)), (&along.key, Value::number(first))])?;
            }
        }
        Ok(Self {
            key: over.key.clone(),
            values: span.steps(usize::from(*steps)),
            span,
        })
    }
}

/// The range of a key whose two ends are allowed. A key that takes both, but nothing half-way between whole numbers, takes
/// whole numbers only.
fn span(template: &Template, range: &KeyRange) -> Result<Span, TippingError> {
    let KeyRange { key, from, to, scale } = range;
    let named = |source| TippingError::Range {
        key: key.clone(),
        source,
    };
    let span = Span::new(*from, *to, *scale).map_err(named)?;
    for end in [*from, *to] {
        template.with(&[(key, Value::number(end))])?;
    }
    let between = from.floor() + 0.5;
    let is_whole = from.fract() == 0.0 && to.fract() == 0.0 && template.with(&[(key, Value::number(between))]).is_err();
    if is_whole {
        return Span::whole(*from, *to, *scale).map_err(named);
    }
    Ok(span)
}

fn runs(asked: Option<u32>, has_second_key: bool) -> Result<u64, TippingError> {
    let each = match (asked, has_second_key) {
        (Some(runs), _) => u64::from(runs),
        (None, false) => RUNS,
        (None, true) => RUNS_A_STEP,
    };
    (each >= LEAST_RUNS)
        .then_some(each)
        .ok_or(TippingError::FewRuns { found: each })
}

fn precision(asked: Option<f64>) -> Result<Option<f64>, TippingError> {
    match asked {
        Some(found) if !(found > 0.0 && found.is_finite()) => Err(TippingError::Precision { found }),
        asked => Ok(asked),
    }
}
