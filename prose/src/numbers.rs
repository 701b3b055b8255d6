//! Numbers as a sentence, an axis or a table for a reader has them.
//!
//! All of them have a true minus sign; none of them says minus nought. What lies half-way is rounded away from nought, as
//! people do it, and as it is read: 2.675 to 2.68, though a computer holds a little less.

/// A number with so many decimals.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!(numbers::fixed(-2.5, 2), "−2.50");
/// assert_eq!(numbers::fixed(-0.04, 1), "0.0");
/// assert_eq!([20.5, 21.5, -0.5].map(|value| numbers::fixed(value, 0)), ["21", "22", "−1"]);
/// ```
#[must_use]
pub fn fixed(value: f64, places: usize) -> String {
    let digits = half_up(value.abs(), places);
    let minus = if value < 0.0 && !is_nought(&digits) { "−" } else { "" };
    format!("{minus}{digits}")
}

/// A difference with so many decimals, and with its sign where it is not nought.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!([0.04, 0.06, -0.06].map(|value| numbers::signed(value, 1)), ["0.0", "+0.1", "−0.1"]);
/// ```
#[must_use]
pub fn signed(value: f64, places: usize) -> String {
    let number = fixed(value, places);
    let plus = if value > 0.0 && !is_nought(&number) { "+" } else { "" };
    format!("{plus}{number}")
}

/// A number as short as it reads back.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!([-0.25, 3.0, -0.0].map(numbers::plain), ["−0.25", "3", "0"]);
/// ```
#[must_use]
pub fn plain(value: f64) -> String {
    // Nought and minus nought are equal, and their sum is nought.
    with_true_minus(&(value + 0.0).to_string())
}

/// A number with about three figures, as short as it can be written: with an exponent where it is below a hundred-thousandth.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!([-0.123_45, 12.0, 1234.5, 0.000_012_34].map(numbers::brief), ["−0.123", "12", "1234", "1.23e−5"]);
/// ```
#[must_use]
pub fn brief(value: f64) -> String {
    let places = (2.0 - power_of_ten(value.abs())).clamp(0.0, 9.0) as usize;
    let rounded: f64 = format!("{value:.places$}").parse().unwrap_or(value);
    let text = format!("{:?}", rounded + 0.0);
    with_true_minus(text.strip_suffix(".0").unwrap_or(&text))
}

/// A number with as many decimals as it needs, but not more than `most`.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!([2.5, 100.0, 0.126].map(|value| numbers::trimmed(value, 2)), ["2.5", "100", "0.13"]);
/// ```
#[must_use]
pub fn trimmed(value: f64, most: usize) -> String {
    let mut digits = fixed(value, most);
    if digits.contains('.') {
        let kept = digits.trim_end_matches('0').trim_end_matches('.').len();
        digits.truncate(kept);
    }
    digits
}

/// A share, 0…1, in whole per cent.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!(numbers::per_cent(0.374), "37 %");
/// ```
#[must_use]
pub fn per_cent(share: f64) -> String {
    per_cent_to(share, 0)
}

/// A share, 0…1, in per cent with so many decimals.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!(numbers::per_cent_to(0.374, 1), "37.4 %");
/// ```
#[must_use]
pub fn per_cent_to(share: f64, places: usize) -> String {
    format!("{} %", fixed(of_100(share), places))
}

/// A share in per cent, without what multiplying adds far behind its last digit: 0.285 is 28.5, not 28.499999999999996.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!(numbers::of_100(0.285), 28.5);
/// ```
#[must_use]
pub fn of_100(share: f64) -> f64 {
    let near = libm::round(share * 1e13) / 1e11;
    if near.is_finite() { near } else { 100.0 * share }
}

/// From one number to another.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!(numbers::range(-7.4, 5.0, 0), "−7 to 5");
/// ```
#[must_use]
pub fn range(low: f64, high: f64, places: usize) -> String {
    format!("{} to {}", fixed(low, places), fixed(high, places))
}

/// A p-value, 0…1, as it follows the letter p.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!([0.012, 0.000_2].map(numbers::p_value), ["= 0.012", "< 0.001"]);
/// ```
#[must_use]
pub fn p_value(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        format!("= {p:.3}")
    }
}

/// As many decimals as show two figures of a number of this size, nine at the most.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!([300.0, 3.0, 0.3, 0.03].map(numbers::places_for), [0, 1, 2, 3]);
/// ```
#[must_use]
pub fn places_for(size: f64) -> usize {
    (1.0 - power_of_ten(size.max(1e-9))).clamp(0.0, 9.0) as usize
}

/// The power of ten of a number's first figure.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!([345.0, 1.0, 0.001_2].map(numbers::power_of_ten), [2.0, 0.0, -3.0]);
/// ```
#[must_use]
pub fn power_of_ten(size: f64) -> f64 {
    libm::floor(libm::log10(size))
}

/// A number that is written already, with true minus signs for hyphens.
///
/// # Example
/// ```
/// use alliance_prose::numbers;
///
/// assert_eq!(numbers::with_true_minus("-0.2 to 0.6"), "−0.2 to 0.6");
/// ```
#[must_use]
pub fn with_true_minus(text: &str) -> String {
    text.replace('-', "−")
}

/// A number from nought up with so many decimals: what is half-way in its shortest digits goes up.
fn half_up(size: f64, places: usize) -> String {
    let shortest = size.to_string();
    let tail = shortest.split_once('.').map_or("", |(_, decimals)| decimals);
    match tail.as_bytes().get(places..) {
        // The nearest number a little further up is rounded up, whichever side of half-way the computer holds.
        Some([b'5']) => format!("{:.places$}", size * (1.0 + 4.0 * f64::EPSILON)),
        _ => format!("{size:.places$}"),
    }
}

fn is_nought(digits: &str) -> bool {
    digits.chars().all(|digit| matches!(digit, '0' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minus_nought_is_nought_in_every_form() {
        let forms = [
            fixed(-0.0, 0),
            signed(-0.001, 2),
            plain(-0.0),
            brief(-1e-12),
            trimmed(-0.001, 2),
            per_cent(-0.001),
        ];
        assert_eq!(forms, ["0", "0.00", "0", "0", "0", "0 %"]);
    }

    #[test]
    fn numbers_without_decimals_keep_their_noughts() {
        assert_eq!(trimmed(100.0, 0), "100");
        assert_eq!(brief(1200.0), "1200");
        assert_eq!(brief(0.0), "0");
    }

    #[test]
    fn decimals_are_chosen_by_the_size_that_is_meant() {
        assert_eq!(places_for((0.3 - 0.1) / 2.0), places_for(0.1));
        assert_eq!([1000.0, 100.0, 10.0, 1.0, 0.001].map(places_for), [0, 0, 0, 1, 4]);
        assert_eq!([0.0, f64::NAN, f64::INFINITY].map(places_for), [9, 9, 0]);
    }

    #[test]
    fn what_lies_half_way_is_rounded_away_from_nought_however_it_is_told() {
        assert_eq!(
            [0.205, 0.825, 0.005, 0.995].map(per_cent),
            ["21 %", "83 %", "1 %", "100 %"]
        );
        assert_eq!(
            [0.125, 2.675, 1.005, -0.125].map(|value| fixed(value, 2)),
            ["0.13", "2.68", "1.01", "−0.13"]
        );
        assert_eq!(signed(100.0 * -0.205, 0), "−21");
        assert_eq!(range(20.5, 22.5, 0), "21 to 23");
        for count in 0..=1000_u32 {
            let (share, half) = (f64::from(count) / 1000.0, (count + 5) / 10);
            assert_eq!(per_cent(share), format!("{half} %"));
        }
    }

    #[test]
    fn what_is_no_number_is_written_as_it_is() {
        assert_eq!([f64::NAN, f64::INFINITY].map(brief), ["NaN", "inf"]);
        assert_eq!(fixed(f64::NEG_INFINITY, 1), "−inf");
    }
}
