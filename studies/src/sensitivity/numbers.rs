//! What a design came to: the indices of every key, for every result.

use alliance_prose::numbers::fixed;
use serde::Serialize;

use super::bootstrap::{Bootstrap, Ranks, percentiles, ranks};
use super::design::Estimates;
use super::{Design, DesignResponses, Index, VarianceShares};
use crate::experiment::Response;
use crate::idle;
use crate::statistics::Interval;
use alliance_dynamics::scenario::Template;

/// What a design came to.
#[derive(Debug, Clone, Serialize)]
pub struct Sensitivity {
    /// Which keys vary.
    pub keys: Vec<String>,
    /// Rows of points that were analysed: base points of Sobol's design, or walks of Morris's.
    pub rows: usize,
    /// Rows that were left out because a run in them failed.
    pub rows_left_out: usize,
    /// Points in a row.
    pub points_a_row: usize,
    /// Replications of every point.
    pub runs: u32,
    /// Resamples behind every interval.
    pub resamples: u32,
    /// Every result.
    pub responses: Vec<ResponseSensitivity>,
    /// Keys that change no result at any point.
    pub without_effect: Vec<IdleInSample>,
    /// By what keys are ranked first, where not by the first result that varies.
    #[serde(skip)]
    led_by: Option<Response>,
}

/// A key that changes no result at any point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdleInSample {
    /// Which key.
    pub key: String,
    /// Why, where that can be told from the scenario.
    pub because: Option<String>,
}

/// How one result answers to the keys.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseSensitivity {
    /// Which result.
    pub response: Response,
    /// Its mean over all points.
    pub mean: f64,
    /// Every key, in the order of the file; none where the result is the same at all points.
    pub keys: Vec<KeySensitivity>,
    /// The share of the variance between points that no key has alone, where the design can tell.
    pub together: Option<BootstrapEstimate>,
    /// How much of what happens is luck, where it can be told.
    pub variance: Option<VarianceShares>,
}

/// How one result answers to one key.
#[derive(Debug, Clone, Serialize)]
pub struct KeySensitivity {
    /// Which key.
    pub key: String,
    /// Its indices; the first is the one that keys are ranked by.
    pub indices: Vec<IndexEstimate>,
    /// The places that it may have among all keys.
    pub rank: Ranks,
}

/// An index with its interval.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct IndexEstimate {
    /// Which index.
    pub index: Index,
    /// Its value and bounds.
    #[serde(flatten)]
    pub estimate: BootstrapEstimate,
}

/// A number with its 95 % bootstrap interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BootstrapEstimate {
    /// The number.
    pub value: f64,
    /// Its bounds.
    #[serde(flatten)]
    pub interval: Interval,
}

impl BootstrapEstimate {
    /// The number and its bounds with so many decimals.
    pub(super) fn told(self, places: usize) -> String {
        format!("{} ({})", fixed(self.value, places), self.interval.told(places))
    }
}

impl Sensitivity {
    /// Analyses what came out at the points of a design; rows that are not there yet are left aside.
    #[must_use]
    pub fn of(
        template: &Template,
        design: &Design,
        responses: &DesignResponses,
        runs: u32,
        bootstrap: Bootstrap,
    ) -> Self {
        let keys: Vec<&str> = template.ranges().keys().collect();
        let rows = responses.whole_rows(0).len();
        let each = responses.responses().iter().enumerate();
        let about: Vec<ResponseSensitivity> = each
            .map(|(number, response)| ResponseSensitivity::of(&keys, design, responses, (number, *response), bootstrap))
            .collect();
        Self {
            without_effect: without_effect(template, &about),
            led_by: None,
            keys: keys.iter().map(|&key| key.to_owned()).collect(),
            rows,
            rows_left_out: responses.rows().len() - rows,
            points_a_row: responses.rows().first().map_or(0, Vec::len),
            runs,
            resamples: bootstrap.resamples,
            responses: about,
        }
    }

    /// The same, with keys ranked by this result, as far as it varies.
    #[must_use]
    pub fn led_by(self, led_by: Option<Response>) -> Self {
        Self { led_by, ..self }
    }

    /// The result that keys are ranked by: what was asked for, or the first that differs between points.
    #[must_use]
    pub fn leading(&self) -> Option<&ResponseSensitivity> {
        let mut varying = self.responses.iter().filter(|about| !about.keys.is_empty());
        let asked = varying.clone().find(|about| Some(about.response) == self.led_by);
        asked.or_else(|| varying.next())
    }

    /// The places of the keys in order of their effect on the first result that varies, the largest first.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.keys.len()).collect();
        if let Some(leading) = self.leading() {
            let value = |key: &usize| leading.keys[*key].leading().value;
            order.sort_by(|a, b| value(b).total_cmp(&value(a)));
        }
        order
    }

    /// Whether these are Sobol' indices.
    pub(super) fn is_sobol(&self) -> bool {
        self.leading().is_some_and(|leading| leading.together.is_some())
    }
}

impl ResponseSensitivity {
    fn of(
        keys: &[&str],
        design: &Design,
        responses: &DesignResponses,
        (number, response): (usize, Response),
        bootstrap: Bootstrap,
    ) -> Self {
        let tally = responses.luck(number);
        let mut about = Self {
            response,
            mean: tally.mean(),
            keys: Vec::new(),
            together: None,
            variance: tally.shares(),
        };
        if let Some(estimates) = design.estimate(&responses.whole_rows(number), bootstrap) {
            about.keys = estimates.keys(keys, design.indices());
            about.together = estimates.together(design.indices());
        }
        about
    }
}

/// Keys whose indices are exactly nought for every result, where anything varies at all.
fn without_effect(template: &Template, about: &[ResponseSensitivity]) -> Vec<IdleInSample> {
    let varying: Vec<&ResponseSensitivity> = about.iter().filter(|about| !about.keys.is_empty()).collect();
    let is_idle = |key: usize| varying.iter().all(|about| about.keys[key].leading().value == 0.0);
    let keys = template
        .ranges()
        .keys()
        .enumerate()
        .filter(|(key, _)| !varying.is_empty() && is_idle(*key));
    keys.map(|(_, key)| IdleInSample {
        key: key.to_owned(),
        because: idle::why(key, template.base()),
    })
    .collect()
}

impl KeySensitivity {
    /// The index that keys are ranked by.
    #[must_use]
    pub fn leading(&self) -> BootstrapEstimate {
        self.indices[0].estimate
    }

    /// The index of this kind, where the design has it.
    #[must_use]
    pub fn index(&self, index: Index) -> Option<BootstrapEstimate> {
        self.indices.iter().find(|at| at.index == index).map(|at| at.estimate)
    }
}

impl Estimates {
    fn keys(&self, keys: &[&str], indices: &[Index]) -> Vec<KeySensitivity> {
        let leading: Vec<Vec<f64>> = self.resampled.iter().map(|estimates| estimates[0].clone()).collect();
        let ranks = ranks(keys.len(), &leading);
        let of_key = |(key, rank): (usize, Ranks)| KeySensitivity {
            key: keys[key].to_owned(),
            indices: (0..)
                .zip(indices)
                .map(|(at, &index)| self.index(at, index, key))
                .collect(),
            rank,
        };
        ranks.into_iter().enumerate().map(of_key).collect()
    }

    fn index(&self, at: usize, index: Index, key: usize) -> IndexEstimate {
        let resampled = self.resampled.iter().map(|estimates| estimates[at][key]);
        IndexEstimate {
            index,
            estimate: BootstrapEstimate {
                value: self.found[at][key],
                interval: percentiles(resampled.collect()),
            },
        }
    }

    /// What first-order effects leave of the whole.
    fn together(&self, indices: &[Index]) -> Option<BootstrapEstimate> {
        let at = indices.iter().position(|&index| index == Index::FirstOrder)?;
        let left = |estimates: &Vec<Vec<f64>>| 1.0 - estimates[at].iter().sum::<f64>();
        Some(BootstrapEstimate {
            value: left(&self.found),
            interval: percentiles(self.resampled.iter().map(left).collect()),
        })
    }
}
