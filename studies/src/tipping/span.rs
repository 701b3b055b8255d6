//! The values of a key between two ends, by their place from 0 to 1.

use alliance_dynamics::scenario::sampling::{Range, RangeError, Scale};

/// The values from one end of a range to the other.
///
/// # Example
/// ```
/// use alliance_studies::tipping::Span;
/// use alliance_dynamics::scenario::sampling::Scale;
///
/// let span = Span::new(0.01, 1.0, Scale::Log)?;
/// assert_eq!(span.value(0.5), 0.1);
/// # Ok::<(), alliance_dynamics::scenario::sampling::RangeError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    from: f64,
    to: f64,
    scale: Scale,
    range: Range,
    is_whole: bool,
}

impl Span {
    /// All numbers from one to another.
    ///
    /// # Errors
    /// If they are not finite and in order, or have no logarithm where the scale asks for one.
    pub fn new(from: f64, to: f64, scale: Scale) -> Result<Self, RangeError> {
        Ok(Self {
            from,
            to,
            scale,
            range: Range::number(from, to, scale)?,
            is_whole: false,
        })
    }

    /// All whole numbers from one to another.
    ///
    /// # Errors
    /// As [`Span::new`]; also if an end is not whole.
    pub fn whole(from: f64, to: f64, scale: Scale) -> Result<Self, RangeError> {
        Range::whole(from, to, scale)?;
        Ok(Self {
            is_whole: true,
            ..Self::new(from, to, scale)?
        })
    }

    /// The first value.
    #[must_use]
    pub fn from(&self) -> f64 {
        self.from
    }

    /// The last value.
    #[must_use]
    pub fn to(&self) -> f64 {
        self.to
    }

    /// Whether its places are even along the logarithms of its values.
    #[must_use]
    pub fn is_log(&self) -> bool {
        self.scale == Scale::Log
    }

    /// Whether it holds whole numbers only.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The value at a place, whether it can be tried or not; beyond 0 and 1 that of the nearer end.
    #[must_use]
    pub fn value(&self, place: f64) -> f64 {
        // A place of a range lies below 1; so near to it, it is rounded to the last value.
        let value = self.range.value(place.clamp(0.0, 1.0 - f64::EPSILON));
        value.as_number().unwrap_or(self.to)
    }

    /// The value nearest to a place that can be tried.
    #[must_use]
    pub fn value_to_try(&self, place: f64) -> f64 {
        let value = self.value(place);
        if self.is_whole { value.round() } else { value }
    }

    /// The place of a value.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => (value - self.from) / (self.to - self.from),
            Scale::Log => libm::log(value / self.from) / libm::log(self.to / self.from),
        }
    }

    /// How far apart two places are: the difference of their values, on a log scale their ratio.
    #[must_use]
    pub fn distance(&self, places: f64) -> f64 {
        match self.scale {
            Scale::Linear => places * (self.to - self.from),
            Scale::Log => libm::exp(places * libm::log(self.to / self.from)),
        }
    }

    /// So many values with even steps between them, both ends included; fewer where there are not so many.
    #[must_use]
    pub fn steps(&self, n_steps: usize) -> Vec<f64> {
        let last = n_steps.saturating_sub(1).max(1) as f64;
        let mut values: Vec<f64> = (0..n_steps).map(|step| self.value_to_try(step as f64 / last)).collect();
        values.dedup();
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_and_its_value_belong_together() {
        for scale in [Scale::Linear, Scale::Log] {
            let span = Span::new(0.5, 8.0, scale).unwrap();
            assert_eq!((span.value(0.0), span.value(1.0)), (0.5, 8.0));
            for place in [0.0, 0.1, 0.73, 1.0] {
                assert!((span.place(span.value(place)) - place).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn only_whole_numbers_are_tried_where_only_they_are_allowed() {
        let span = Span::whole(4.0, 7.0, Scale::Linear).unwrap();
        assert_eq!(span.steps(9), [4.0, 5.0, 6.0, 7.0]);
        assert_eq!(span.value(0.5), 5.5);
        assert!(Span::whole(4.0, 7.5, Scale::Linear).is_err());
    }

    #[test]
    fn a_distance_on_a_log_scale_is_a_ratio() {
        let span = Span::new(1.0, 100.0, Scale::Log).unwrap();
        assert!((span.distance(0.5) - 10.0).abs() < 1e-12);
    }
}
