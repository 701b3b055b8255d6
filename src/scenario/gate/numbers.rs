//! Numbers as they are written in a file, and whether they are allowed.

use std::ops::RangeInclusive;

use super::shape::{Bound, Interval};

/// A number of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Whole(i128),
    Real(f64),
    /// More digits than any number of the program has.
    Huge,
}

/// Why a number is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    NotFinite,
    NotWhole,
    OutOfRange,
}

impl Number {
    /// The number that is written, without the underscores that TOML allows.
    pub(super) fn of(written: &str) -> Self {
        let (digits, radix) = match written.get(..2) {
            Some("0x") => (&written[2..], 16),
            Some("0o") => (&written[2..], 8),
            Some("0b") => (&written[2..], 2),
            _ => (written, 10),
        };
        if radix != 10 || !is_real(written) {
            return i128::from_str_radix(digits, radix).map_or(Self::Huge, Self::Whole);
        }
        match written.parse::<f64>() {
            Ok(number) if number.is_infinite() && !written.contains("inf") => Self::Huge,
            Ok(number) => Self::Real(number),
            Err(_) => Self::Huge,
        }
    }

    /// The nearest `f64`, if there is one.
    pub(super) fn as_f64(self) -> Option<f64> {
        match self {
            Self::Whole(whole) => Some(rounded(whole)),
            Self::Real(real) => Some(real),
            Self::Huge => None,
        }
    }

    /// The whole number that a number with a decimal point stands for.
    pub(super) fn as_whole(self) -> Option<i128> {
        match self {
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and below 2^53")]
            Self::Real(number) if number == number.trunc() && number.abs() < 9e15 => Some(number as i128),
            _ => None,
        }
    }
}

/// Whether a decimal number is written as one that need not be whole: `1.0`, `1e3`, `inf`, `nan`.
pub(super) fn is_real(written: &str) -> bool {
    !written.starts_with("0x") && written.contains(['.', 'e', 'E', 'n'])
}

/// Whether one of the intervals takes the number; if none does, the nearest reason.
pub(super) fn check(number: Number, intervals: &[Interval]) -> Result<(), Refusal> {
    let mut nearest = Refusal::NotFinite;
    for interval in intervals {
        match check_one(number, interval) {
            Ok(()) => return Ok(()),
            Err(Refusal::NotFinite) => {}
            Err(refusal) if nearest == Refusal::NotFinite || refusal == Refusal::OutOfRange => nearest = refusal,
            Err(_) => {}
        }
    }
    Err(nearest)
}

fn check_one(number: Number, interval: &Interval) -> Result<(), Refusal> {
    let (real, is_held) = match (number, &interval.whole) {
        (Number::Huge, _) => return Err(Refusal::OutOfRange),
        (Number::Real(real), _) if !real.is_finite() => return Err(Refusal::NotFinite),
        (Number::Real(_), Some(_)) => return Err(Refusal::NotWhole),
        (Number::Real(real), None) => (real, true),
        (Number::Whole(whole), Some(held)) => (rounded(whole), held.contains(&whole)),
        (Number::Whole(whole), None) => (rounded(whole), (i64::MIN.into()..=u64::MAX.into()).contains(&whole)),
    };
    let is_inside = interval.least.is_none_or(|bound: Bound| bound.is_below(real))
        && interval.most.is_none_or(|bound: Bound| bound.is_above(real));
    if is_held && is_inside {
        Ok(())
    } else {
        Err(Refusal::OutOfRange)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "bounds are far below 2^53, so that rounding never crosses one"
)]
fn rounded(whole: i128) -> f64 {
    whole as f64
}

/// What is allowed, in words that name the limits of the program's own numbers where those are what was crossed.
pub(super) fn limits(number: Number, interval: &Interval) -> String {
    let has_bounds = interval.least.is_some() || interval.most.is_some();
    let is_above = |held: &RangeInclusive<i128>| match number {
        Number::Whole(whole) => whole > *held.end(),
        Number::Huge => true,
        Number::Real(_) => false,
    };
    match (&interval.whole, number) {
        (Some(held), _) if interval.most.is_none() && is_above(held) => {
            let least = match interval.least {
                Some(Bound::Included(least)) => least.to_string(),
                _ => held.start().to_string(),
            };
            format!("a whole number from {least} to {}", held.end())
        }
        (None, Number::Real(_)) if !has_bounds => "a finite number".to_owned(),
        (None, Number::Huge) if !has_bounds => "a number from -1.7e308 to 1.7e308".to_owned(),
        (None, Number::Whole(_)) if !has_bounds => "a number, in the form 1e20 if it has that many digits".to_owned(),
        _ => interval.to_string(),
    }
}
