//! Every design point of a study: the grid of the sweep, crossed with the points of the sample.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::reader::Reader;
use super::sample::{Sample, Sampling};
use super::sweep::Sweep;
use crate::scenario::gate::{Document, Override, Problem, Problems, Step};
use crate::scenario::{Scenario, ScenarioError};

/// What varies, and how.
pub(super) struct Design {
    sweep: Sweep,
    sample: Option<Sample>,
}

impl Design {
    /// The design of a scenario file.
    pub(super) fn of(document: &Document, base: &Scenario, reader: &Reader) -> Result<Self, ScenarioError> {
        let sweep = Sweep::of(document)?;
        let table = base.resolved().sample.as_ref();
        let sample = table.map(|table| Sample::of(table, document, reader)).transpose()?;
        let design = Self { sweep, sample };
        design.check_keys(document)?;
        Ok(design)
    }

    /// The swept keys, then the sampled ones.
    pub(super) fn keys(&self) -> Vec<String> {
        let sampled = self.sample.iter().flat_map(|sample| &sample.keys);
        self.sweep
            .keys()
            .chain(sampled.map(String::as_str))
            .map(str::to_owned)
            .collect()
    }

    /// How many of the keys are swept.
    pub(super) fn n_swept(&self) -> usize {
        self.sweep.keys().count()
    }

    pub(super) fn n_points(&self) -> usize {
        self.sweep.n_points().saturating_mul(self.n_sampled())
    }

    /// The changes of a design point; the sample goes round faster than the grid.
    pub(super) fn point(&self, number: usize) -> Vec<Override> {
        let (grid, row) = (number / self.n_sampled(), number % self.n_sampled());
        let mut changes = self.sweep.point(grid);
        changes.extend(self.sample.iter().flat_map(|sample| sample.points[row].clone()));
        changes
    }

    /// The scenario of an arm at a design point, made from the arm as it is written.
    pub(super) fn scenario(
        &self,
        (number, changes): (usize, &[Override]),
        (arm, written): (&Document, &Scenario),
        reader: &Reader,
    ) -> Result<Scenario, ScenarioError> {
        let made = arm.with(&self.describe(number, changes), changes);
        let made = made
            .map_err(ScenarioError::from)
            .and_then(|document| reader.variant(written, &document, changes));
        made.map_err(|error| match &self.sample {
            Some(sample) => sample.home(error),
            None => error,
        })
    }

    /// The part of the file that asks for most points.
    pub(super) fn place(&self) -> Step<'static> {
        if self.sample.is_some() { "sample" } else { "sweep" }.into()
    }

    pub(super) fn into_sampling(self) -> Option<Sampling> {
        self.sample.map(|sample| sample.sampling)
    }

    fn n_sampled(&self) -> usize {
        self.sample.as_ref().map_or(1, |sample| sample.points.len())
    }

    fn describe(&self, number: usize, changes: &[Override]) -> String {
        let (swept, sampled) = changes.split_at(self.n_swept());
        let sweep = (!swept.is_empty()).then(|| self.sweep.describe(swept));
        let sample = (!sampled.is_empty()).then(|| Sample::describe(number % self.n_sampled(), sampled));
        sweep.into_iter().chain(sample).collect::<Vec<_>>().join(", ")
    }

    /// No key is in both, nor a part of one.
    fn check_keys(&self, document: &Document) -> Result<(), ScenarioError> {
        let Some(sample) = &self.sample else {
            return Ok(());
        };
        let first = sample.points.first().map(Vec::as_slice).unwrap_or_default();
        let swept: KeyPlaces<'_> = self.sweep.keys().zip(0..).collect();
        let mut sampled = KeyPlaces::new();
        let mut problems = Vec::new();
        for (place, change) in first.iter().enumerate() {
            let key = change.key();
            let also_swept = overlapping(&swept, key).map(|key| (key, "swept"));
            let other = also_swept.or_else(|| overlapping(&sampled, key).map(|key| (key, "sampled")));
            if let Some((other, how)) = other {
                let title = match other == key {
                    true => format!("`{key}` is sampled, and also {how}"),
                    false => format!("`{key}` is sampled, and `{other}` is {how}"),
                };
                let problem = Problem::new(change.key_span(), title).found("it would be set twice");
                problems.push(problem.hint("leave one of the two out"));
            }
            sampled.entry(key).or_insert(place);
        }
        if problems.is_empty() {
            return Ok(());
        }
        let problems: Problems = document.problems(problems);
        Err(sample.home(problems.into()))
    }
}

/// Keys with their places in a list.
type KeyPlaces<'k> = BTreeMap<&'k str, usize>;

/// The first of these keys that is this one, or a part of it, or that it is a part of.
fn overlapping<'k>(keys: &KeyPlaces<'k>, key: &str) -> Option<&'k str> {
    let ends = key.match_indices('.').map(|(dot, _)| dot).chain([key.len()]);
    let outer = ends.filter_map(|end| keys.get_key_value(&key[..end]));
    let below = format!("{key}.");
    let inner = keys
        .range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded))
        .take_while(|(inner, _)| inner.starts_with(&below));
    let first = outer.chain(inner).min_by_key(|(_, place)| **place);
    first.map(|(&other, _)| other)
}
