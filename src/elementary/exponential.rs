//! eˣ, and what is made of it.

use std::f64::consts::LOG2_E;

/// ln 2 in two parts. The upper one ends in eleven zero bits, so that the exponent of any number times it is exact.
pub(super) const LN_2_UPPER: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
/// What [`LN_2_UPPER`] leaves.
pub(super) const LN_2_LOWER: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);
/// A number from 2⁵² to 2⁵³ is whole and has its units in its last bit. This is half way, so that adding it to a smaller number
/// rounds that, and writes it into the last bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// Bits of the fraction of a number: those of its exponent stand before them.
const FRACTION: u32 = 52;
/// What is added to an exponent before it is written.
const BIAS: f64 = 1023.0;

/// Beyond these `eˣ` is nothing but 0 or ∞.
const EXP_ENDS: (f64, f64) = (-746.0, 710.0);
/// Beyond these `eˣ − 1` is nothing but −1 or ∞.
const EXP_M1_ENDS: (f64, f64) = (-60.0, 710.0);

/// `(r·(e^r + 1)/(e^r − 1) − 2) / r²` in powers of r², for `|r| ≤ ln 2 / 2`.
const TERMS: [f64; 5] = [
    0.166_666_666_666_666_07,
    -0.002_777_777_777_704_851_4,
    6.613_756_328_883_98e-5,
    -1.653_390_905_899_280_1e-6,
    4.138_358_534_928_752e-8,
];

/// A number as its exponential is put together: `eˣ = 2^power · (1 + upper + rest)`.
struct Parts {
    /// The power and a bias in the last bits, twelve at most; the bits before them say nothing.
    power: u64,
    /// At most ln 2 / 2 on either side, exact.
    upper: f64,
    /// What `upper` leaves of `r`, and all higher terms.
    rest: f64,
}

impl Parts {
    #[inline(always)]
    fn of(x: f64, (least, most): (f64, f64), bias: f64) -> Self {
        let x = if x < least { least } else { x };
        let x = if x > most { most } else { x };
        let power = x * LOG2_E + (WHOLE + bias);
        let whole = power - (WHOLE + bias);
        let upper = x - whole * LN_2_UPPER;
        let lower = whole * LN_2_LOWER;
        let r = upper - lower;
        let square = r * r;
        let [a, b, c, d, e] = TERMS;
        let bent = r - square * (a + square * (b + square * (c + square * (d + square * e))));
        Self {
            power: power.to_bits(),
            upper,
            rest: r * bent / (2.0 - bent) - lower,
        }
    }
}

/// `eˣ`.
///
/// # Source
/// Reduced to `|r| ≤ ln 2 / 2` with ln 2 in two parts as in Cody and Waite (1980), Software Manual for the Elementary Functions;
/// `e^r = 1 + r + r·c/(2 − c)` with `c` a polynomial, as in Sun's fdlibm (Ng 1993). The coefficients are ours, by Remez' exchange: off by
/// at most 4e-19. So is the sum with what rounding loses.
#[must_use]
#[inline]
pub fn exp(x: f64) -> f64 {
    let Parts { power, upper, rest } = Parts::of(x, EXP_ENDS, 2.0 * BIAS);
    let sum = 1.0 + upper;
    let scaled = sum + ((1.0 - sum) + upper + rest);
    // 2^power in two factors of about the same size, as one alone may lie beyond all doubles.
    let half = power >> 1;
    scaled * f64::from_bits(half << FRACTION) * f64::from_bits((power - half) << FRACTION)
}

/// `eˣ − 1`, as exact near 0 as elsewhere.
///
/// # Source
/// As [`exp`]; the order in which its parts are added is ours.
#[must_use]
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    let Parts { power, upper, rest } = Parts::of(x, EXP_M1_ENDS, BIAS - 1.0);
    // Half of 2^power, as the whole may lie beyond all doubles.
    let half = f64::from_bits(power << FRACTION);
    let (large, small) = (half - 0.5, half * upper);
    let sum = large + small;
    let result = 2.0 * (sum + ((large - sum) + small + half * rest));
    result.copysign(x)
}

/// Hyperbolic tangent: any number to (−1, 1).
///
/// # Source
/// `(1 − e^−2x) / (1 + e^−2x)`, by [`exp_m1`].
#[must_use]
#[inline]
pub fn tanh(x: f64) -> f64 {
    let fallen = exp_m1(-2.0 * x.abs());
    (fallen / (2.0 + fallen)).copysign(x)
}

/// `1 / (1 + e^−z)`: any number to (0, 1).
#[must_use]
#[inline]
pub fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + exp(-z))
}
