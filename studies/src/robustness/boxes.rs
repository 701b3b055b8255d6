//! Under which models an arm does not do what it mostly does: boxes of keys.

use alliance_dynamics::scenario::gate::Value;
use alliance_prose::lists;
use alliance_prose::numbers::brief;
use serde::Serialize;

use super::{EffectSign, KeyCarries};
use crate::discovery::prim::{CaseColumn, CaseValues, Cases, Prim, PrimBox, PrimLimit};

/// Boxes told of an arm, at most.
const MOST_BOXES: usize = 2;
/// A limit counts where luck alone would come to it less often.
const LEVEL: f64 = 0.05;

/// A box of models: limits of some keys, within which an arm does, or does not, what it does elsewhere.
///
/// # Source
/// The patient rule induction method ([`Prim`]), over the keys that are shown to carry the effect, without limits whose quasi-p-value is above 0.05.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelBox {
    /// Which way the arm goes that the box is about.
    pub about: EffectSign,
    /// Whether it goes that way in the box; else the box is where it does not.
    pub does: bool,
    /// Keys with what the box allows of them: `at most 0.04`.
    pub limits: Vec<(String, String)>,
    /// Models in the box.
    pub models: usize,
    /// The share of the models in the box that are as the box says, 0…1.
    pub density: f64,
    /// The share of all such models that are in the box, 0…1.
    pub coverage: f64,
    /// The share of all models that is in the box, 0…1.
    pub mass: f64,
    /// Whether four in five models of it are as it says; else it is the densest that was found.
    pub is_dense: bool,
}

/// Boxes of the rarer of two kinds of models: those in which an arm goes the way that it mostly goes, and those in which it does not. `columns` has the
/// values of every key at all models, `signs` which way the arm goes in each.
pub(super) fn boxes(
    signs: &[EffectSign],
    carries: &[KeyCarries],
    column: impl Fn(&str) -> Vec<Value>,
) -> Vec<ModelBox> {
    let count = |sign: EffectSign| signs.iter().filter(|other| **other == sign).count();
    let about = match count(EffectSign::Higher) >= count(EffectSign::Lower) {
        true => EffectSign::Higher,
        false => EffectSign::Lower,
    };
    let does = 2 * count(about) <= signs.len();
    let of_interest: Vec<bool> = signs.iter().map(|sign| (*sign == about) == does).collect();
    let shown = carries.iter().filter(|key| key.is_shown);
    let columns: Vec<CaseColumn> = shown
        .map(|key| CaseColumn::new(&key.key, values(&column(&key.key))))
        .collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let Ok(cases) = Cases::new(columns, of_interest) else {
        return Vec::new();
    };
    let prim = Prim {
        most_boxes: MOST_BOXES,
        ..Prim::default()
    };
    let told = |found: PrimBox| told(&cases, found, (about, does), prim.threshold);
    let found = prim
        .cover(&cases)
        .into_iter()
        .map(|trajectory| trajectory.chosen().clone());
    found.filter_map(told).collect()
}

/// Numbers, whole numbers, or words.
fn values(column: &[Value]) -> CaseValues {
    let numbers: Option<Vec<f64>> = column.iter().map(Value::as_number).collect();
    match numbers {
        Some(numbers) if numbers.iter().all(|number| number.trunc() == *number) => {
            CaseValues::Whole(numbers.into_iter().map(|number| number as i64).collect())
        }
        Some(numbers) => CaseValues::Real(numbers),
        None => {
            let words: Vec<String> = column.iter().map(Value::in_tables).collect();
            let mut categories = words.clone();
            categories.sort();
            categories.dedup();
            let place = |word: &String| categories.iter().position(|other| other == word).unwrap_or_default();
            CaseValues::Category {
                of_cases: words.iter().map(place).collect(),
                categories,
            }
        }
    }
}

/// A box without limits that luck explains; nothing where none is left.
fn told(cases: &Cases, mut found: PrimBox, (about, does): (EffectSign, bool), threshold: f64) -> Option<ModelBox> {
    found.limits.retain(|limit| limit.quasi_p() <= LEVEL);
    if found.limits.is_empty() {
        return None;
    }
    let inside: Vec<usize> = (0..cases.len()).filter(|&case| found.contains(cases, case)).collect();
    let of_interest = inside.iter().filter(|case| cases.is_of_interest(**case)).count();
    let all = (0..cases.len()).filter(|&case| cases.is_of_interest(case)).count();
    let density = of_interest as f64 / inside.len().max(1) as f64;
    Some(ModelBox {
        about,
        does,
        limits: found.limits.iter().map(|limit| in_words(cases, limit)).collect(),
        models: inside.len(),
        density,
        coverage: of_interest as f64 / all.max(1) as f64,
        mass: inside.len() as f64 / cases.len() as f64,
        is_dense: density >= threshold,
    })
}

/// A key, and what is allowed of it.
fn in_words(cases: &Cases, limit: &PrimLimit) -> (String, String) {
    let column = &cases.columns()[limit.column()];
    let allowed = match limit {
        PrimLimit::AtLeast { value, .. } => format!("at least {}", brief(*value)),
        PrimLimit::AtMost { value, .. } => format!("at most {}", brief(*value)),
        PrimLimit::OneOf { categories, .. } => match &column.values {
            CaseValues::Category { categories: names, .. } => {
                let names: Vec<&str> = categories.iter().map(|place| names[*place].as_str()).collect();
                lists::or(&names)
            }
            CaseValues::Real(_) | CaseValues::Whole(_) => String::new(),
        },
    };
    (column.name.clone(), allowed)
}
