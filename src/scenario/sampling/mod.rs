//! Design points spread over ranges: what `[sample]` draws, and what other designs can be built on.
//!
//! A design is made in two steps. A [`Method`] spreads points over the unit cube, a coordinate a key; [`Ranges`] turn
//! coordinates into values. Designs of one's own take the second step only: trajectories or resampled matrices are lists of
//! coordinates too.
//!
//! # Example
//! ```
//! use alliance_dynamics::scenario::sampling::{Method, Range, Ranges, Scale};
//!
//! let mut ranges = Ranges::default();
//! ranges.insert("relations.trust_mean", Range::uniform(0.0, 0.4)?);
//! ranges.insert("gossip.rate", Range::number(0.01, 1.0, Scale::Log)?);
//! ranges.insert("population.count", Range::whole(4.0, 16.0, Scale::Linear)?);
//!
//! let points = ranges.draw(Method::Sobol, 1, 64)?;
//! assert_eq!((points.len(), points[0].len()), (64, 3));
//!
//! // One coordinate at a time, as a design of one's own would:
//! assert_eq!(ranges.value("relations.trust_mean", 0.25).unwrap().as_number(), Some(0.1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod latin_hypercube;
mod method;
mod range;
mod sobol;

pub use method::{Method, TooMany};
pub use range::{Range, RangeError, Scale};

use std::collections::BTreeMap;

use super::gate::Value;

/// Keys with the range of each, in the order in which they were given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranges {
    ranges: Vec<(String, Range)>,
    places: BTreeMap<String, usize>,
}

impl Ranges {
    /// Adds a key, or gives it another range.
    pub fn insert(&mut self, key: impl Into<String>, range: Range) {
        let key = key.into();
        match self.places.get(&key).and_then(|&place| self.ranges.get_mut(place)) {
            Some((_, known)) => *known = range,
            None => {
                self.places.insert(key.clone(), self.ranges.len());
                self.ranges.push((key, range));
            }
        }
    }

    /// The keys.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.ranges.iter().map(|(key, _)| key.as_str())
    }

    /// Every key with its range.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Range)> {
        self.ranges.iter().map(|(key, range)| (key.as_str(), range))
    }

    /// The value of a key at a place in its range, from 0 (included) to 1 (excluded); `None` for a key that is not there.
    #[must_use]
    pub fn value(&self, key: &str, place: f64) -> Option<Value> {
        let (_, range) = self.ranges.get(*self.places.get(key)?)?;
        Some(range.value(place))
    }

    /// The values of a point of the unit cube, a coordinate a key in the order of the keys.
    #[must_use]
    pub fn at(&self, point: &[f64]) -> Vec<Value> {
        self.ranges
            .iter()
            .zip(point)
            .map(|((_, range), place)| range.value(*place))
            .collect()
    }

    /// Draws so many points, a value a key in the order of the keys.
    ///
    /// # Errors
    /// If the method does not reach so far.
    pub fn draw(&self, method: Method, seed: u64, n_points: u32) -> Result<Vec<Vec<Value>>, TooMany> {
        let keys: Vec<&str> = self.keys().collect();
        let points = method.points(seed, &keys, n_points)?;
        Ok(points.iter().map(|point| self.at(point)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_there_once() {
        let mut ranges = Ranges::default();
        ranges.insert("gossip.rate", Range::uniform(0.0, 1.0).unwrap());
        ranges.insert("gossip.rate", Range::uniform(2.0, 4.0).unwrap());
        assert_eq!(ranges.keys().collect::<Vec<_>>(), ["gossip.rate"]);
        assert_eq!(ranges.value("gossip.rate", 0.5).unwrap().as_number(), Some(3.0));
        assert_eq!(ranges.value("gossip.rat", 0.5), None);
    }
}
