//! What is searched: the request, checked against the scenario.

use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::sampling::{RangeError, Scale};
use alliance_dynamics::scenario::{BASE, Template};
use alliance_studies::analysis::tipping::{Fate, Question, Span};
use anyhow::{Context as _, anyhow, bail};

use super::Tip;
use crate::arms::in_arm;

/// Runs of one search, unless told otherwise.
const RUNS: u64 = 4000;
/// Runs at every value of a second key, unless told otherwise.
const RUNS_A_STEP: u64 = 1500;
/// A search with fewer runs finds nothing that is beyond chance.
const LEAST_RUNS: u64 = 200;
/// The key that says how long alliances could live.
const HORIZON: &str = "months";
/// A curve needs so many values.
const LEAST_VALUES: usize = 3;

/// A request that can be carried out.
#[derive(Debug)]
pub struct Plan {
    pub template: Template,
    pub seed: u64,
    pub key: String,
    pub span: Span,
    pub second: Option<Second>,
    pub fate: Fate,
    pub question: Question,
    /// Runs of every search.
    pub runs: u64,
    pub precision: Option<f64>,
}

/// A second key with the values at which the first is searched.
#[derive(Debug)]
pub struct Second {
    pub key: String,
    pub span: Span,
    pub values: Vec<f64>,
}

impl Plan {
    /// Checks a request.
    pub fn of(tip: &Tip) -> anyhow::Result<Self> {
        let template = Template::read(&tip.common.file)?;
        let template = in_arm(template, tip.arm.as_deref())?;
        let span = span(&template, &tip.key, (tip.from, tip.to), tip.log)?;
        let n_values = span.steps(LEAST_VALUES).len();
        if n_values < LEAST_VALUES {
            bail!(
                "a tipping point is looked for along at least {LEAST_VALUES} values; from {} to {} `{}` has {n_values}",
                tip.from,
                tip.to,
                tip.key
            );
        }
        let second = Second::of(tip, &template)?;
        if let Some(second) = &second {
            second.check_with(&template, &tip.key, [tip.from, tip.to])?;
        }
        let searches = second.as_ref().map_or(1, |second| second.values.len() as u64);
        Ok(Self {
            seed: tip.common.seed.unwrap_or(template.base().seed),
            key: tip.key.clone(),
            span,
            fate: tip.outcome,
            question: Question {
                key: tip.key.clone(),
                event: tip.outcome.in_words(horizon(tip, &template)),
                arm: tip.arm.clone().filter(|arm| arm != BASE),
            },
            runs: runs(tip.runs, searches)?,
            precision: precision(tip.precision)?,
            second,
            template,
        })
    }

    /// Runs that may be spent on all searches.
    pub fn budget(&self) -> u64 {
        self.runs * self.second.as_ref().map_or(1, |second| second.values.len() as u64)
    }
}

impl Second {
    fn of(tip: &Tip, template: &Template) -> anyhow::Result<Option<Self>> {
        let (Some(key), Some(from), Some(to)) = (&tip.key2, tip.from2, tip.to2) else {
            return Ok(None);
        };
        let span = span(template, key, (from, to), tip.log2)?;
        Ok(Some(Self {
            key: key.clone(),
            values: span.steps(usize::from(tip.steps2)),
            span,
        }))
    }

    /// The ends of both keys must also go together.
    fn check_with(&self, template: &Template, key: &str, ends: [f64; 2]) -> anyhow::Result<()> {
        for second in [self.span.from(), self.span.to()] {
            for first in ends {
                template.with(&[(&self.key, Value::number(second)), (key, Value::number(first))])?;
            }
        }
        Ok(())
    }
}

/// The months that alliances could live, unless that is what is varied.
fn horizon(tip: &Tip, template: &Template) -> Option<u32> {
    let varies = tip.key == HORIZON || tip.key2.as_deref() == Some(HORIZON);
    (!varies).then_some(template.base().months)
}

/// The range of a key whose two ends are allowed. A key that takes both, but nothing half-way between whole numbers, takes
/// whole numbers only.
fn span(template: &Template, key: &str, (from, to): (f64, f64), log: bool) -> anyhow::Result<Span> {
    let scale = if log { Scale::Log } else { Scale::Linear };
    let named = |error: RangeError| anyhow!("no range for `{key}`: {error}");
    let span = Span::new(from, to, scale).map_err(named)?;
    for end in [from, to] {
        template.with(&[(key, Value::number(end))])?;
    }
    let between = from.floor() + 0.5;
    let is_whole = from.fract() == 0.0 && to.fract() == 0.0 && template.with(&[(key, Value::number(between))]).is_err();
    if is_whole {
        return Span::whole(from, to, scale).map_err(named);
    }
    Ok(span)
}

fn runs(asked: Option<u32>, searches: u64) -> anyhow::Result<u64> {
    let each = match (asked, searches) {
        (Some(all), searches) => u64::from(all) / searches,
        (None, 1) => RUNS,
        (None, _) => RUNS_A_STEP,
    };
    if each < LEAST_RUNS {
        bail!(
            "a search takes at least {LEAST_RUNS} runs; give --runs {} or more",
            LEAST_RUNS * searches
        );
    }
    Ok(each)
}

fn precision(asked: Option<f64>) -> anyhow::Result<Option<f64>> {
    match asked {
        Some(precision) if !(precision > 0.0 && precision.is_finite()) => {
            Err(anyhow!("found {precision}")).context("--precision is a number above 0")
        }
        asked => Ok(asked),
    }
}
