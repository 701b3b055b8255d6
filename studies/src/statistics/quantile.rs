//! Quantiles that interpolate between neighbours.

/// The place of a quantile among sorted numbers.
///
/// # Source
/// Type 7 of Hyndman and Fan (1996), Sample quantiles in statistical packages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct QuantilePlace {
    /// The place, from 0, of the number at or below it.
    pub below: usize,
    /// How far it is from there to the next, 0…1 without 1.
    fraction: f64,
}

impl QuantilePlace {
    /// The place below which `share`, 0…1, of `n` numbers are; at least one.
    pub(crate) fn of(share: f64, n: usize) -> Self {
        let place = share * n.saturating_sub(1) as f64;
        Self {
            below: place as usize,
            fraction: place.fract(),
        }
    }

    /// The place, from 0, of the number at or above it.
    pub(crate) fn above(self) -> usize {
        self.below + usize::from(self.fraction > 0.0)
    }

    /// The quantile, from the numbers below and above it.
    pub(crate) fn between(self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.fraction
    }
}

/// The number below which `share`, 0…1, of some sorted numbers lie; not a number where there are none.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = QuantilePlace::of(share, sorted.len());
    match (sorted.get(place.below), sorted.get(place.above())) {
        (Some(&low), Some(&high)) => place.between(low, high),
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_agree_with_numpy() {
        // numpy 2.4.6: quantile([1, 2, 3, 5], [0, 0.025, 0.5, 0.975, 1])
        let found = [0.0, 0.025, 0.5, 0.975, 1.0].map(|share| quantile(&[1.0, 2.0, 3.0, 5.0], share));
        let known = [1.0, 1.075, 2.5, 4.85, 5.0];
        assert!(
            found
                .iter()
                .zip(known)
                .all(|(found, known)| (found - known).abs() < 1e-12),
            "{found:?}"
        );
    }

    #[test]
    fn one_number_is_every_quantile_and_no_number_is_none() {
        assert_eq!([0.0, 0.3, 1.0].map(|share| quantile(&[7.0], share)), [7.0; 3]);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn what_is_infinite_above_does_not_touch_a_number_below() {
        assert_eq!(quantile(&[1.0, 2.0, f64::INFINITY], 0.5), 2.0);
    }
}
