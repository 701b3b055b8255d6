//! The beta distribution, with the same bits on every machine.

/// Terms of the continued fraction at most; it takes about the square root of the larger parameter.
const MOST_TERMS: u32 = 10_000;
/// Nought, where one would be divided by it.
const TINY: f64 = 1e-300;
/// Halvings after which neighbouring numbers are reached.
const HALVINGS: u32 = 64;

/// The value of which a share `at` of the beta distribution with parameters `a` and `b`, both > 0, lies below; 0…1.
///
/// # Source
/// The continued fraction is that of Press et al. (2007), Numerical recipes, section 6.4, evaluated as Lentz does. It is inverted by halving.
pub(super) fn beta_quantile(a: f64, b: f64, at: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        match below(a, b, middle) < at {
            true => low = middle,
            false => high = middle,
        }
    }
    low + (high - low) / 2.0
}

/// The share of the distribution that lies below `x`, 0…1.
pub(super) fn below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x;
    }
    let whole = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - whole);
    match x < (a + 1.0) / (a + b + 2.0) {
        true => front * fraction(a, b, x) / a,
        false => 1.0 - front * fraction(b, a, 1.0 - x) / b,
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / not_nought(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for term in 1..=MOST_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = value;
        for numerator in [even, odd] {
            d = 1.0 / not_nought(1.0 + numerator * d);
            c = not_nought(1.0 + numerator / c);
            value *= c * d;
        }
        if (value - before).abs() <= f64::EPSILON * value.abs() {
            break;
        }
    }
    value
}

fn not_nought(number: f64) -> f64 {
    if number.abs() < TINY { TINY } else { number }
}
