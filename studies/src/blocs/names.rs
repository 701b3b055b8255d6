//! Ties between those who have names.

use std::collections::BTreeMap;

/// What the frustration of a partition is summed over, and what no partition can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Criterion {
    /// Pairs: where both directions are named, their mean counts; where one is, that one.
    #[default]
    Pairs,
    /// Directed ties: each direction counts by itself, and one that is not named counts nothing. What is usually reported of directed
    /// networks.
    Arcs,
}

impl Criterion {
    /// `pairs` or `arcs`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pairs => "pairs",
            Self::Arcs => "arcs",
        }
    }

    /// What is summed, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pairs => "summed over pairs, of which both directions count as their mean",
            Self::Arcs => "summed over directed ties, each direction by itself",
        }
    }
}

/// A signed network: names in the order in which they first come up, and ties between pairs of them, counted by a [`Criterion`].
#[derive(Debug, Clone, Default)]
pub struct NamedTies {
    names: Vec<String>,
    numbers: BTreeMap<String, u32>,
    pairs: BTreeMap<(u32, u32), Pair>,
    criterion: Criterion,
}

/// What both sides of a pair say.
#[derive(Debug, Clone, Copy, Default)]
struct Pair {
    there: Option<f64>,
    back: Option<f64>,
}

impl NamedTies {
    /// The network of these ties: from, to and weight, positive where it draws together. Of one direction that is given twice, the
    /// later one counts.
    #[must_use]
    pub fn of<'a>(ties: impl IntoIterator<Item = (&'a str, &'a str, f64)>) -> Self {
        let mut all = Self::default();
        for (from, to, weight) in ties {
            let ends = [from, to].map(|name| all.number(name));
            all.add(ends, weight);
        }
        all
    }

    /// The same network, counted so.
    #[must_use]
    pub fn counted_by(self, criterion: Criterion) -> Self {
        Self { criterion, ..self }
    }

    /// What frustration is summed over.
    #[must_use]
    pub const fn criterion(&self) -> Criterion {
        self.criterion
    }

    /// Everybody.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The ties, each between the places of two names, with what it counts.
    #[must_use]
    pub fn ties(&self) -> Vec<(u32, u32, f64)> {
        let pairs = self.pairs.iter();
        pairs
            .map(|(&(i, j), pair)| (i, j, pair.counted(self.criterion)))
            .collect()
    }

    /// The place of a name.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// Takes one direction of a pair.
    pub(super) fn add(&mut self, [from, to]: [u32; 2], weight: f64) {
        let pair = self.pairs.entry((from.min(to), from.max(to))).or_default();
        let side = if from < to { &mut pair.there } else { &mut pair.back };
        *side = Some(weight);
    }
}

impl Pair {
    fn counted(&self, criterion: Criterion) -> f64 {
        let sides = [self.there, self.back].into_iter().flatten();
        let sum = sides.clone().sum::<f64>();
        match criterion {
            Criterion::Pairs => sum / sides.count().max(1) as f64,
            Criterion::Arcs => sum,
        }
    }
}
