//! The natural logarithm.

use super::exponential::{LN_2_LOWER, LN_2_UPPER};

/// The bits of 1.
const ONE: u64 = 0x3ff0_0000_0000_0000;
/// The bits of √½.
const ROOT_OF_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
/// The bits of the fraction of a number.
const FRACTION: u64 = 0x000f_ffff_ffff_ffff;
/// 2⁵²: whole numbers below it can be written into its last bits.
const WHOLE: f64 = 4_503_599_627_370_496.0;
/// What makes the smallest numbers normal: 2⁵⁴, and its power.
const LIFT: (f64, f64) = (18_014_398_509_481_984.0, 54.0);

/// `(ln((1+s)/(1−s)) / s − 2) / s²` in powers of s², for `|s| ≤ (√2−1)/(√2+1)`.
const TERMS: [f64; 7] = [
    0.666_666_666_666_671_5,
    0.399_999_999_995_211_35,
    0.285_714_287_218_666_26,
    0.222_222_004_592_011_8,
    0.181_834_746_799_099_8,
    0.153_161_788_424_310_02,
    0.147_759_787_032_787_08,
];

/// The natural logarithm: −∞ of 0, not a number below 0.
///
/// # Source
/// `x = 2^k·(1+f)` with `1+f` from √½ to √2, and `ln(1+f)` by the series in `f/(2+f)`, summed as in Sun's fdlibm (Ng 1993) so that
/// little is lost. The polynomial is ours, by Remez' exchange: off by at most 2e-18.
#[must_use]
#[inline]
pub fn ln(x: f64) -> f64 {
    let (lift, lifted) = if x < f64::MIN_POSITIVE { LIFT } else { (1.0, 0.0) };
    let bits = (x * lift).to_bits().wrapping_add(ONE - ROOT_OF_HALF);
    let power = f64::from_bits((bits >> 52) | WHOLE.to_bits()) - (WHOLE + 1023.0) - lifted;
    let f = f64::from_bits((bits & FRACTION) + ROOT_OF_HALF) - 1.0;
    let s = f / (2.0 + f);
    let (half, z) = (0.5 * f * f, s * s);
    let [a, b, c, d, e, g, h] = TERMS;
    let fourth = z * z;
    let higher = z * ((a + fourth * (c + fourth * (e + fourth * h))) + z * (b + fourth * (d + fourth * g)));
    let result = power * LN_2_UPPER - ((half - (s * (half + higher) + power * LN_2_LOWER)) - f);
    let result = if x < f64::INFINITY { result } else { x };
    let result = if x == 0.0 { f64::NEG_INFINITY } else { result };
    if x < 0.0 { f64::NAN } else { result }
}
