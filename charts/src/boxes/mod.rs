//! Boxes of design points: how they were found, their limits, and what lies inside and outside of them.

mod limits;
mod pairs;
mod peeling;

pub use limits::box_limits;
pub use pairs::box_pairs;
pub use peeling::{PeelingDot, PeelingPicture, peeling};

use crate::error::{ChartError, check_finite, check_length};
use crate::panel::KeyName;
use crate::scatter::Places;

/// One key, where all design points lie along it, and what a box allows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxKey {
    /// The key.
    pub key: KeyName,
    /// Its value at every design point.
    pub places: Places,
    /// What is allowed.
    pub span: BoxSpan,
    /// What is told of the limits besides, in a few words.
    pub note: String,
}

/// What a box allows of one key.
#[derive(Debug, Clone, PartialEq)]
pub enum BoxSpan {
    /// Numbers up to these ends; where there is none, the box goes on.
    Numbers {
        /// The smallest.
        low: Option<f64>,
        /// The largest.
        high: Option<f64>,
    },
    /// Names, by their places among those of the key.
    Names(Vec<usize>),
}

impl BoxKey {
    fn check(&self, n_points: usize) -> Result<(), ChartError> {
        let places = self.places.along();
        check_length(&self.key.key, places.len(), n_points)?;
        check_finite(&self.key.key, places)?;
        match self.span {
            BoxSpan::Numbers { low, high } => check_finite(&self.key.key, [low, high].into_iter().flatten()),
            BoxSpan::Names(_) => Ok(()),
        }
    }

    /// The ends along the axis of the key, where there are any; those of names are the outermost.
    fn ends(&self) -> (Option<f64>, Option<f64>) {
        let along = |value: f64| match self.places {
            Places::Logarithms(_) => libm::log10(value),
            Places::Numbers(_) | Places::Names { .. } => value,
        };
        match &self.span {
            BoxSpan::Numbers { low, high } => (low.map(along), high.map(along)),
            BoxSpan::Names(inside) => {
                let (first, last) = (inside.iter().min(), inside.iter().max());
                (
                    first.map(|place| *place as f64 - 0.5),
                    last.map(|place| *place as f64 + 0.5),
                )
            }
        }
    }
}
