//! Ties between those who have names.

use std::collections::BTreeMap;

/// A signed network: names in the order in which they first come up, and ties between pairs of them. Where both directions of a
/// pair are given they are averaged.
#[derive(Debug, Clone, Default)]
pub struct NamedTies {
    names: Vec<String>,
    numbers: BTreeMap<String, u32>,
    pairs: BTreeMap<(u32, u32), Pair>,
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

    /// Everybody.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The ties, each between the places of two names.
    #[must_use]
    pub fn ties(&self) -> Vec<(u32, u32, f64)> {
        let pairs = self.pairs.iter();
        pairs.map(|(&(i, j), pair)| (i, j, pair.mean())).collect()
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

    /// Takes one direction of a pair; false where it was there already.
    pub(super) fn add(&mut self, [from, to]: [u32; 2], weight: f64) -> bool {
        let pair = self.pairs.entry((from.min(to), from.max(to))).or_default();
        let side = if from < to { &mut pair.there } else { &mut pair.back };
        side.replace(weight).is_none()
    }
}

impl Pair {
    fn mean(&self) -> f64 {
        let sides = [self.there, self.back].into_iter().flatten();
        sides.clone().sum::<f64>() / sides.count().max(1) as f64
    }
}
