//! What was found, as words, JSON and tables.

use alliance_studies::analysis::tipping::{
    Curve, LineStep, Tipping, TippingLine, write_curve, write_line, write_tried,
};
use alliance_studies::experiment::{Digest, Facts};
use serde::Serialize;

use super::lane::Searched;
use super::plan::Plan;
use crate::tables::Target;

/// Tables with their digests, in their order.
pub type Tables = Vec<(&'static str, Digest)>;

/// What was found along one key, or along two.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Found {
    Point(Tipping),
    Line(TippingLine),
}

/// The answer for machines.
#[derive(Serialize)]
struct Answer<'a> {
    sentence: &'a str,
    key: &'a str,
    outcome: &'static str,
    arm: Option<&'a str>,
    #[serde(flatten)]
    found: &'a Found,
}

impl Found {
    /// What the searches came to.
    pub fn of(plan: &Plan, searched: &Searched) -> Self {
        let found = searched
            .responses
            .iter()
            .map(|responses| Tipping::of(&plan.span, responses));
        match (&plan.second, found.collect::<Vec<_>>()) {
            (Some(second), found) => Self::Line(TippingLine {
                key: second.key.clone(),
                steps: second
                    .values
                    .iter()
                    .zip(found)
                    .map(|(&value, tipping)| LineStep { value, tipping })
                    .collect(),
            }),
            (None, mut found) => Self::Point(found.remove(0)),
        }
    }

    /// Runs that ended, and runs that failed.
    pub fn runs(&self) -> (u64, u64) {
        match self {
            Self::Point(tipping) => (tipping.runs, tipping.failed),
            Self::Line(line) => (line.runs(), line.failed()),
        }
    }

    /// The answer for people.
    pub fn in_words(&self, plan: &Plan) -> String {
        match self {
            Self::Point(tipping) => plan.question.answer(&plan.span, tipping),
            Self::Line(line) => plan.question.line_answer(&plan.span, line),
        }
    }

    /// The answer for machines.
    pub fn to_json(&self, plan: &Plan) -> serde_json::Result<String> {
        let words = self.in_words(plan);
        serde_json::to_string_pretty(&Answer {
            sentence: words.lines().next().unwrap_or_default(),
            key: &plan.key,
            outcome: plan.fate.name(),
            arm: plan.question.arm.as_deref(),
            found: self,
        })
    }

    /// Writes the tables: every value tried and the curve, or the line.
    pub fn write_tables(&self, plan: &Plan, searched: &Searched, target: Target<'_>) -> anyhow::Result<Tables> {
        let format = target.format();
        let facts = Facts::of_template(&plan.template, plan.seed)?;
        let (key, span) = (&plan.key, &plan.span);
        let line = match self {
            Self::Line(line) => Some(line),
            Self::Point(_) => None,
        };
        let tried = |file| write_tried(format, file, key, span, line, &searched.responses);
        let curve = |file| write_curve(format, file, key, span, &Curve::of(&searched.responses[0]));
        let second = match line {
            Some(line) => target.write("line.csv", &facts, |file| write_line(format, file, line))?,
            None => target.write("curve.csv", &facts, curve)?,
        };
        Ok(vec![target.write("tip.csv", &facts, tried)?, second])
    }
}
