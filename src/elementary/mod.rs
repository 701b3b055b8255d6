//! Elementary functions that give the same bits on every machine and in a browser.
//!
//! They are written from + − × ÷ and bits of numbers alone, which IEEE 754 fixes to the last bit; nothing is fused and nothing
//! is asked of a C library. They have no branches, so that a loop over a slice takes several numbers at a time: the
//! functions that end in `_all` are such loops, with the bits of the function that takes one number.
//!
//! | Function | Largest error, in units of the last place | Ends |
//! | --- | --- | --- |
//! | [`exp`] | 0.7 | overflows to ∞, underflows gradually to 0 |
//! | [`exp_m1`] | 1.2 | overflows to ∞, ends in −1 |
//! | [`tanh`] | 2.5 | ends in ±1 |
//! | [`logistic`] | 2.3 | ends in 0 and 1 |
//! | [`ln`] | 0.8 | −∞ of 0, not a number below |
//!
//! These are the largest of 1.5 million numbers each, held against 140 bits; none is off by more than 3.3e-16 of itself.
//! What is not a number stays so.

mod exponential;
mod logarithm;
#[cfg(test)]
mod tests;

pub use exponential::{exp, exp_m1, logistic, tanh};
pub use logarithm::ln;

/// Puts [`exp`] of every number in its place.
pub fn exp_all(numbers: &mut [f64]) {
    for number in numbers {
        *number = exp(*number);
    }
}

/// Puts [`tanh`] of every number in its place.
pub fn tanh_all(numbers: &mut [f64]) {
    for number in numbers {
        *number = tanh(*number);
    }
}

/// Puts [`logistic`] of every number in its place.
pub fn logistic_all(numbers: &mut [f64]) {
    for number in numbers {
        *number = logistic(*number);
    }
}

/// Puts [`ln`] of every number in its place.
pub fn ln_all(numbers: &mut [f64]) {
    for number in numbers {
        *number = ln(*number);
    }
}
