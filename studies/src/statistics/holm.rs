//! Several tests at once.

/// The p-values, corrected so that the chance of even one false alarm among them stays below the level chosen.
///
/// # Rule
/// The smallest of `m` is taken `m` times, the next `m − 1` times…; none may fall below the one before it, nor rise above 1.
///
/// # Example
/// ```
/// use alliance_studies::statistics::holm;
///
/// let corrected = holm(&[0.01, 0.04, 0.03]);
/// assert!((corrected[0] - 0.03).abs() < 1e-12 && (corrected[1] - 0.06).abs() < 1e-12);
/// ```
///
/// # Source
/// Holm (1979), A simple sequentially rejective multiple test procedure.
#[must_use]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut rising: Vec<usize> = (0..p_values.len()).collect();
    rising.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut corrected = vec![1.0; p_values.len()];
    let mut highest: f64 = 0.0;
    for (place, index) in rising.into_iter().enumerate() {
        let times = (p_values.len() - place) as f64;
        highest = highest.max((times * p_values[index]).min(1.0));
        corrected[index] = highest;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrected_values_agree_with_statsmodels() {
        // statsmodels 0.15.0: multipletests(p, method="holm")
        assert_near(&[0.01, 0.04, 0.03, 0.005], &[0.03, 0.06, 0.06, 0.02]);
        assert_near(&[0.2, 0.04, 0.001, 0.6, 0.04], &[0.4, 0.16, 0.005, 0.6, 0.16]);
    }

    #[test]
    fn one_test_needs_no_correction_and_no_test_has_none() {
        assert_eq!(holm(&[0.2]), [0.2]);
        assert!(holm(&[]).is_empty());
    }

    fn assert_near(p_values: &[f64], expected: &[f64]) {
        let found = holm(p_values);
        let is_near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(is_near, "{found:?}");
    }
}
