//! What `manifest.json` says of a search.

use alliance_studies::analysis::tipping::Span;
use serde::Serialize;

use super::plan::Plan;

/// What was asked, and how much of it was done.
#[derive(Debug, Serialize)]
pub struct Question<'a> {
    seed: u64,
    arm: Option<&'a str>,
    outcome: &'static str,
    key: KeyRange<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_key: Option<KeyRange<'a>>,
    /// Runs that each search might spend.
    runs_per_search: u64,
    precision: Option<f64>,
    runs_done: u64,
    runs_failed: u64,
}

/// A key with the values that were looked at.
#[derive(Debug, Serialize)]
struct KeyRange<'a> {
    name: &'a str,
    from: f64,
    to: f64,
    scale: &'static str,
    whole: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<&'a [f64]>,
}

impl<'a> Question<'a> {
    /// The question of a plan, of which so many runs were done and so many failed.
    pub fn of(plan: &'a Plan, (done, failed): (u64, u64)) -> Self {
        let second_key = plan.second.as_ref().map(|second| KeyRange {
            values: Some(&second.values),
            ..KeyRange::of(&second.key, &second.span)
        });
        Self {
            seed: plan.seed,
            arm: plan.question.arm.as_deref(),
            outcome: plan.fate.name(),
            key: KeyRange::of(&plan.key, &plan.span),
            second_key,
            runs_per_search: plan.runs,
            precision: plan.precision,
            runs_done: done + failed,
            runs_failed: failed,
        }
    }
}

impl<'a> KeyRange<'a> {
    fn of(name: &'a str, span: &Span) -> Self {
        Self {
            name,
            from: span.from(),
            to: span.to(),
            scale: if span.is_log() { "log" } else { "linear" },
            whole: span.is_whole(),
            values: None,
        }
    }
}
