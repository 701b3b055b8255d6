//! Functions whose sensitivity is known, and points that any language can make again.

/// The fractional part of `(row + 1)·√p`, with the prime of this dimension.
pub fn weyl(row: usize, dimension: usize) -> f64 {
    const PRIMES: [f64; 16] = [
        2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0, 31.0, 37.0, 41.0, 43.0, 47.0, 53.0,
    ];
    let multiple = (row + 1) as f64 * PRIMES[dimension].sqrt();
    multiple - multiple.floor()
}

/// Ishigami and Homma (1990), each key from −π to π.
pub fn ishigami(point: &[f64]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|key| std::f64::consts::PI * (2.0 * point[key] - 1.0));
    libm::sin(x) + 7.0 * libm::sin(y) * libm::sin(y) + 0.1 * z * z * z * z * libm::sin(x)
}

/// Sobol's G function of eight keys, with the constants of Saltelli et al. (2010).
pub fn g_function(point: &[f64]) -> f64 {
    let constants = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
    let factors = point.iter().zip(constants);
    factors
        .map(|(place, a)| ((4.0 * place - 2.0).abs() + a) / (1.0 + a))
        .product()
}

#[track_caller]
pub fn close(found: &[f64], expected: &[f64]) {
    let is_close = |(found, expected): (&f64, &f64)| (found - expected).abs() < 1e-9;
    assert!(
        found.len() == expected.len() && found.iter().zip(expected).all(is_close),
        "{found:?} instead of {expected:?}"
    );
}
