//! How often something happens by chance.

use super::beta::below;

/// The chance of `k` or more of `n` when each happens with chance `p`, 0…1. Neither needs to be whole: in between the chance goes on smoothly.
///
/// # Source
/// The binomial distribution as a regularised incomplete beta function: Press et al. (2007), Numerical recipes, section 6.14.
pub(crate) fn binomial_at_least(k: f64, n: f64, p: f64) -> f64 {
    match k {
        k if k <= 0.0 => 1.0,
        k if k > n => 0.0,
        k => below(k, n - k + 1.0, p),
    }
}

#[cfg(test)]
mod tests {
    use super::binomial_at_least;

    #[test]
    fn chances_agree_with_scipy() {
        // scipy 1.17.1: binom.sf(k - 1, n, p)
        let known = [
            (7.0, 10.0, 0.5, 0.171875),
            (45.0, 45.0, 0.9, 0.008727963568087718),
            (64.0, 75.0, 0.3, 3.583473386681569e-23),
            (1.0, 1000.0, 0.001, 0.6323045752290359),
        ];
        for (k, n, p, chance) in known {
            let found = binomial_at_least(k, n, p);
            assert!((found - chance).abs() < 1e-9 * chance, "{k} of {n}: {found}");
        }
    }

    #[test]
    fn between_whole_numbers_the_chance_lies_between_theirs() {
        let [seven, between, eight] = [7.0, 7.5, 8.0].map(|k| binomial_at_least(k, 10.0, 0.5));
        assert!(seven > between && between > eight);
    }

    #[test]
    fn nothing_or_more_is_certain_and_more_than_all_cannot_be() {
        assert_eq!(binomial_at_least(0.0, 5.0, 0.0), 1.0);
        assert_eq!(binomial_at_least(6.0, 5.0, 1.0), 0.0);
        assert_eq!([0.0, 1.0].map(|p| binomial_at_least(3.0, 5.0, p)), [0.0, 1.0]);
    }
}
