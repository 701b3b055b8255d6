//! The numbers that an alliance has of its own.

use alliance_dynamics::alliance::Commons;
use pyo3::prelude::*;

use crate::errors::AllianceError;

/// A number that Python reads and sets.
pub struct Number {
    /// Its name.
    pub name: &'static str,
    /// Whether it lies in 0…1.
    is_share: bool,
    /// Reads it.
    pub read: fn(&Commons) -> f64,
    /// Where it is.
    pub place: fn(&mut Commons) -> &mut f64,
}

impl Number {
    /// The number, if it may be that.
    pub fn checked(&self, value: f64) -> PyResult<f64> {
        let (is_allowed, allowed) = match self.is_share {
            true => ((0.0..=1.0).contains(&value), "a number from 0 to 1"),
            false => (value.is_finite(), "a finite number"),
        };
        let mistake = || AllianceError::new_err(format!("`{}` is {value}; allowed: {allowed}", self.name));
        is_allowed.then_some(value).ok_or_else(mistake)
    }
}

macro_rules! numbers {
    ($($field:ident, $is_share:literal;)*) => {
        [$(Number {
            name: stringify!($field),
            is_share: $is_share,
            read: |commons| commons.$field,
            place: |commons| &mut commons.$field,
        }),*]
    };
}

/// All of them.
pub const NUMBERS: [Number; 11] = numbers! {
    shared_language, true;
    capacity, true;
    control, true;
    process, true;
    agility, true;
    diligence, true;
    challenge, true;
    goal_clarity, true;
    agreements, true;
    environment, false;
    routine, false;
};
