//! What the models say of every arm: how often it helps, by how much, and what that hangs on.

use alliance_dynamics::scenario::gate::Value;
use serde::Serialize;

use super::boxes::{self, ModelBox};
use super::lived::{ArmEffect, LivedModel};
use super::{EffectSign, GroupMean, KeyShares, ModelEffect, RobustnessQuestion, words};
use crate::experiment::Response;
use crate::statistics::{Interval, Z95, quantile, wilson};
use crate::verdict::ShareVerdict;

/// Whether what arms do holds under other models.
#[derive(Debug, Clone, Serialize)]
pub struct Robustness {
    /// The arm that the others are held against.
    pub base: String,
    /// What they are compared by.
    pub about: Response,
    /// Models that were lived, without the scenario as written.
    pub models: usize,
    /// Models that were drawn again because a draw was not allowed.
    pub redrawn: usize,
    /// Runs of every arm under every model.
    pub runs: u32,
    /// The arms.
    pub arms: Vec<ArmRobustness>,
    /// The keys that vary, each with its values in words.
    pub varied: Vec<(String, String)>,
    /// Keys that are assumptions and do not vary here.
    pub fixed: Vec<FixedInModels>,
    /// One sentence that can be quoted.
    pub sentence: String,
    /// What may surprise.
    pub notes: Vec<String>,
}

/// An assumption that is left as it is, for nothing else can be tried here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixedInModels {
    /// The key.
    pub key: String,
    /// Why.
    pub because: String,
}

/// What one arm does, over all models.
#[derive(Debug, Clone, Serialize)]
pub struct ArmRobustness {
    /// The arm.
    pub arm: String,
    /// What it does in the scenario as written; nothing where it is the same alliance as the base, or no world could be compared.
    pub as_written: Option<ModelEffect>,
    /// Models in which it was compared.
    pub models: usize,
    /// Models which have already what the arm sets, so that it is the same alliance as the base; they count for nothing else.
    pub same: usize,
    /// Models in which anything is in question: of a fate, not all worlds have it, with or without the arm, and not none.
    pub in_question: usize,
    /// The share of the models compared in which it moves what is asked for upwards: the whole paired 95 % interval lies above 0.
    pub higher: ShareVerdict,
    /// The share in which it moves it downwards.
    pub lower: ShareVerdict,
    /// The share in which the difference itself is above 0, however little.
    pub above_nought: f64,
    /// The mean difference over the models.
    pub mean: f64,
    /// The difference below which half of the models are.
    pub median: f64,
    /// The differences between which 90 of 100 models are.
    pub middle_90: Interval,
    /// The share of the variance of the differences that is the luck of the worlds in which they were measured, about.
    pub luck: f64,
    /// What the largest share of any key comes to by chance alone.
    pub floor: f64,
    /// Every key that varies, by how much of the variance of the differences between models goes with it alone, the largest first.
    pub carries: Vec<KeyCarries>,
    /// Where it does not what it mostly does.
    pub boxes: Vec<ModelBox>,
}

/// How much of what an arm does hangs on one key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyCarries {
    /// The key.
    pub key: String,
    /// The share of the variance of the differences between models that goes with it alone.
    pub share: f64,
    /// Whether that is more than chance alone comes to.
    pub is_shown: bool,
    /// The mean difference by the values of the key, from the least to the greatest.
    pub groups: Vec<GroupMean>,
}

impl Robustness {
    /// What the models say that were lived; model 0 first.
    pub(super) fn of(question: &RobustnessQuestion, lived: &[LivedModel]) -> Self {
        let models = &question.models[..lived.len().saturating_sub(1)];
        let arms = (0..question.arms.len() - 1).map(|arm| ArmRobustness::of(question, lived, arm));
        let mut found = Self {
            base: question.arms[0].clone(),
            about: question.about,
            models: models.len(),
            redrawn: models.iter().filter(|model| model.refused > 0).count(),
            runs: question.runs,
            arms: arms.collect(),
            varied: question
                .ranges
                .iter()
                .map(|(key, range)| (key.to_owned(), words::values(range)))
                .collect(),
            fixed: question.fixed.clone(),
            sentence: String::new(),
            notes: Vec::new(),
        };
        found.sentence = words::sentence(&found);
        found.notes = words::notes(&found);
        found
    }
}

impl ArmRobustness {
    fn of(question: &RobustnessQuestion, lived: &[LivedModel], arm: usize) -> Self {
        let (as_written, models) = lived.split_first().unzip();
        let models: &[LivedModel] = models.unwrap_or_default();
        let found: Vec<(usize, &ModelEffect)> = models
            .iter()
            .enumerate()
            .filter_map(|(model, lived)| Some((model, lived.effects[arm].found()?)))
            .collect();
        let differences: Vec<f64> = found.iter().map(|(_, effect)| effect.difference).collect();
        let share = |sign: EffectSign| {
            let n = found.iter().filter(|(_, effect)| effect.sign() == sign).count();
            ShareVerdict {
                share: n as f64 / found.len().max(1) as f64,
                interval: wilson(n as u64, found.len() as u64),
            }
        };
        let (mean, median, middle_90) = centre(&differences);
        let keys: Vec<&str> = question.ranges.keys().collect();
        let columns: Vec<Vec<&Value>> = (0..keys.len())
            .map(|key| {
                found
                    .iter()
                    .map(|(model, _)| &question.models[*model].values[key])
                    .collect()
            })
            .collect();
        let shares = KeyShares::of(&differences, &columns, question.design_seed);
        let floor = or_nought(shares.floor);
        let carries = carries(&keys, shares);
        let signs: Vec<EffectSign> = found.iter().map(|(_, effect)| effect.sign()).collect();
        let column = |key: &str| {
            let place = keys.iter().position(|other| *other == key).unwrap_or_default();
            columns[place].iter().map(|value| (*value).clone()).collect()
        };
        Self {
            arm: question.arms[arm + 1].clone(),
            as_written: as_written.and_then(|lived| lived.effects[arm].found().copied()),
            models: found.len(),
            same: models
                .iter()
                .filter(|model| model.effects[arm] == ArmEffect::Same)
                .count(),
            in_question: found
                .iter()
                .filter(|(_, effect)| effect.is_in_question(question.about))
                .count(),
            higher: share(EffectSign::Higher),
            lower: share(EffectSign::Lower),
            above_nought: share_of(&differences, |difference| *difference > 0.0),
            mean,
            median,
            middle_90,
            luck: luck(&found),
            floor,
            boxes: boxes::boxes(&signs, &carries, column),
            carries,
        }
    }

    /// The keys that are shown to carry what the arm does.
    pub fn shown(&self) -> impl Iterator<Item = &KeyCarries> {
        self.carries.iter().filter(|key| key.is_shown)
    }
}

/// The mean, the median, and the values between which 90 of 100 are; 0 of nothing.
fn centre(differences: &[f64]) -> (f64, f64, Interval) {
    let mut sorted = differences.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| or_nought(quantile(&sorted, share));
    let mean = differences.iter().sum::<f64>() / differences.len().max(1) as f64;
    let (low, high) = (at(0.05), at(0.95));
    (mean, at(0.5), Interval { low, high })
}

/// The share of some numbers of which something is so; 0 of nothing.
fn share_of(numbers: &[f64], is_so: impl Fn(&f64) -> bool) -> f64 {
    let n = numbers.iter().filter(|number| is_so(number)).count();
    n as f64 / numbers.len().max(1) as f64
}

/// No number has no place in JSON.
fn or_nought(number: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number }
}

/// The mean squared error of the differences, from the widths of their intervals, as a share of their variance.
fn luck(found: &[(usize, &ModelEffect)]) -> f64 {
    let n = found.len() as f64;
    let mean = found.iter().map(|(_, effect)| effect.difference).sum::<f64>() / n.max(1.0);
    let square = |number: f64| number * number;
    let variance = found
        .iter()
        .map(|(_, effect)| square(effect.difference - mean))
        .sum::<f64>();
    let error = |interval: Interval| (interval.high - interval.low) / (2.0 * Z95);
    let errors = found
        .iter()
        .map(|(_, effect)| square(error(effect.interval)))
        .sum::<f64>();
    if variance > 0.0 {
        (errors / variance).min(1.0)
    } else {
        0.0
    }
}

/// All keys, the largest share first; of equal ones the first in the list of keys.
fn carries(keys: &[&str], shares: KeyShares) -> Vec<KeyCarries> {
    let shown: Vec<bool> = (0..keys.len()).map(|key| shares.is_above(key)).collect();
    let each = keys.iter().zip(shares.shares).zip(shown).zip(shares.groups);
    let mut carries: Vec<KeyCarries> = each
        .map(|(((key, share), is_shown), groups)| KeyCarries {
            key: (*key).to_owned(),
            share,
            is_shown,
            groups,
        })
        .collect();
    carries.sort_by(|one, other| other.share.total_cmp(&one.share));
    carries
}
