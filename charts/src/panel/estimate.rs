//! A value with its interval.

/// A value with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value; not finite where there is none.
    pub centre: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end of its interval.
    pub high: f64,
}

impl Estimate {
    /// The value and both ends of its interval.
    pub(crate) fn numbers(&self) -> [f64; 3] {
        [self.centre, self.low, self.high]
    }

    /// Whether the value and its interval are known.
    pub(crate) fn is_finite(&self) -> bool {
        self.numbers().iter().all(|number| number.is_finite())
    }
}
