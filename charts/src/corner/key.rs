//! One key of a corner chart: its axis, its bins and its name.

use crate::drawing::text::{self, Weight};
use crate::drawing::theme;
use crate::error::{ChartError, check_finite, check_length};
use crate::panel::numbers::{Unit, written};
use crate::panel::{Axis, KeyName};

/// One key of a corner chart.
#[derive(Debug, Clone, PartialEq)]
pub struct CornerKey {
    /// The key.
    pub key: KeyName,
    /// Where its range begins.
    pub from: f64,
    /// Where its range ends, above `from`.
    pub to: f64,
    /// How its axis is scaled.
    pub scale: CornerScale,
    /// Its value in every particle.
    pub values: Vec<f64>,
    /// Values that are equally likely in the prior, any number of them.
    pub prior: Vec<f64>,
}

/// How the axis of a key is scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CornerScale {
    /// Evenly.
    Linear,
    /// By logarithms; the range begins above 0.
    Log,
    /// Evenly, over whole numbers.
    Whole,
}

impl CornerKey {
    pub(super) fn check(&self, n_particles: usize) -> Result<(), ChartError> {
        check_length(&self.key.key, self.values.len(), n_particles)?;
        check_finite(&self.key.key, self.values.iter().copied())
    }

    /// A value as its axis has it.
    pub(super) fn along(&self, value: f64) -> f64 {
        match self.scale {
            CornerScale::Log => libm::log10(value),
            CornerScale::Linear | CornerScale::Whole => value,
        }
    }

    /// Its axis, with about so many steps between ticks at most.
    pub(super) fn axis(&self, n_steps: usize) -> Axis {
        let (from, to) = (self.along(self.from), self.along(self.to));
        match self.scale {
            CornerScale::Linear => Axis::exact(from, to, n_steps),
            CornerScale::Log => Axis::logarithms(from, to),
            CornerScale::Whole => {
                let ticks = Axis::exact(from, to, n_steps).ticks.into_iter().map(|(value, _)| value);
                let whole = ticks.filter(|value| value.fract() == 0.0);
                Axis {
                    low: from - 0.5,
                    high: to + 0.5,
                    ticks: whole.map(|value| (value, written(value, Unit::Count, 0))).collect(),
                }
            }
        }
    }

    /// Into how many bins the axis is cut: at most so many, and one a value where those are few.
    pub(super) fn n_bins(&self, most: usize) -> usize {
        let values = self.to - self.from + 1.0;
        if self.scale == CornerScale::Whole && values <= 2.0 * most as f64 {
            values as usize
        } else {
            most
        }
    }

    /// The bin of every value.
    pub(super) fn bins(&self, values: &[f64], n_bins: usize) -> Vec<usize> {
        let axis = self.axis(1);
        let place = |value: &f64| (self.along(*value) - axis.low) / (axis.high - axis.low);
        let bin = |value: &f64| (place(value) * n_bins as f64) as usize;
        values.iter().map(|value| bin(value).min(n_bins - 1)).collect()
    }

    /// The names of its table and of itself, a line each.
    pub(super) fn name_lines(&self, room: f64) -> Vec<String> {
        let lines = match self.key.key.rsplit_once('.') {
            Some((table, name)) => vec![format!("{table}."), name.to_owned()],
            None => vec![self.key.key.clone()],
        };
        let fitted = lines
            .iter()
            .map(|line| text::fitted(line, theme::TICK, Weight::Bold, room));
        fitted.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BARS: usize = 20;

    fn key(scale: CornerScale, from: f64, to: f64) -> CornerKey {
        CornerKey {
            key: "gossip.rate".into(),
            from,
            to,
            scale,
            values: Vec::new(),
            prior: Vec::new(),
        }
    }

    #[test]
    fn values_fall_into_bins_along_their_scale_and_the_ends_are_inside() {
        let bins = |key: CornerKey, values: &[f64]| key.bins(values, key.n_bins(BARS));
        assert_eq!(bins(key(CornerScale::Linear, 0.0, 1.0), &[0.0, 0.51, 1.0]), [0, 10, 19]);
        assert_eq!(bins(key(CornerScale::Log, 0.01, 1.0), &[0.01, 0.11, 1.0]), [0, 10, 19]);
        assert_eq!(bins(key(CornerScale::Whole, 4.0, 8.0), &[4.0, 6.0, 8.0]), [0, 2, 4]);
    }
}
