//! The values that one key may take.

use alliance_prose::numbers::power_of_ten;

use crate::elementary::{exp, ln};
use crate::scenario::gate::Value;

/// The largest whole number of a range: up to here every whole number is a double.
const MOST_WHOLE: f64 = 9_007_199_254_740_991.0;
/// So many digits of a range's width are kept.
const DIGITS: f64 = 7.0;

/// The values of one key, one for every place from 0 (included) to 1 (excluded).
#[derive(Debug, Clone, PartialEq)]
pub struct Range(Kind);

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Numbers { from: f64, to: f64, scale: Scale },
    Whole { from: f64, to: f64, scale: Scale },
    Choices(Vec<Value>),
}

/// Along what a range is evenly spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Along the values.
    #[default]
    Linear,
    /// Along their logarithms: as many values from 0.01 to 0.1 as from 0.1 to 1.
    Log,
}

/// Why there is no such range.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RangeError {
    /// An end is infinite or not a number.
    #[error("{0} is not a finite number")]
    NotFinite(f64),
    /// It ends where it begins or before.
    #[error("the range ends at {to}, which is not above its beginning, {from}")]
    Reversed {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// Only numbers above 0 have a logarithm.
    #[error("a range on a log scale begins above 0, not at {0}")]
    NoLogarithm(f64),
    /// A range of whole numbers has whole ends.
    #[error("{0} is not a whole number")]
    NotWhole(f64),
    /// There is nothing to choose from.
    #[error("there are no choices")]
    NoChoices,
}

impl Range {
    /// All numbers from one to another, evenly spread.
    ///
    /// # Errors
    /// If an end is not finite or they are not in order.
    pub fn uniform(from: f64, to: f64) -> Result<Self, RangeError> {
        Self::number(from, to, Scale::Linear)
    }

    /// All numbers from one to another, evenly spread along a scale.
    ///
    /// # Errors
    /// As [`Range::uniform`]; also if the scale is logarithmic and the range does not begin above 0.
    pub fn number(from: f64, to: f64, scale: Scale) -> Result<Self, RangeError> {
        check_ends(from, to, scale)?;
        Ok(Self(Kind::Numbers { from, to, scale }))
    }

    /// All whole numbers from one to another, both included.
    ///
    /// # Errors
    /// As [`Range::number`]; also if an end is not whole.
    pub fn whole(from: f64, to: f64, scale: Scale) -> Result<Self, RangeError> {
        check_ends(from, to, scale)?;
        let is_whole = |end: &f64| end.fract() == 0.0 && end.abs() <= MOST_WHOLE;
        match [from, to].into_iter().find(|end| !is_whole(end)) {
            Some(end) => Err(RangeError::NotWhole(end)),
            None => Ok(Self(Kind::Whole { from, to, scale })),
        }
    }

    /// One of these values, each as often as any other.
    ///
    /// # Errors
    /// If there are none.
    pub fn choices(values: Vec<Value>) -> Result<Self, RangeError> {
        if values.is_empty() {
            return Err(RangeError::NoChoices);
        }
        Ok(Self(Kind::Choices(values)))
    }

    /// The value at a place from 0 (included) to 1 (excluded).
    ///
    /// # Rule
    /// `from + place·(to − from)`, or on a log scale the same of the logarithms. A whole number is the floor of that value,
    /// with `to + 1` for `to`. Other numbers are rounded to the seventh digit behind the first of what a whole range comes
    /// to at that place, so that tables can be read. Choices share the places evenly.
    #[must_use]
    pub fn value(&self, place: f64) -> Value {
        debug_assert!((0.0..1.0).contains(&place), "a place lies from 0 to 1");
        match &self.0 {
            Kind::Numbers { from, to, scale } => {
                let exact = scale.between(*from, *to, place);
                Value::number(rounded(exact, scale.slope(*from, *to, exact)).max(*from).min(*to))
            }
            Kind::Whole { from, to, scale } => {
                let whole = scale.between(*from, *to + 1.0, place).floor();
                // Far from 0, and after a logarithm, the last digit may be off.
                Value::number(whole.max(*from).min(*to))
            }
            Kind::Choices(values) => {
                let chosen = (place * values.len() as f64) as usize;
                values[chosen.min(values.len() - 1)].clone()
            }
        }
    }

    /// Values that show whether all of the range is allowed: both ends and one between, or all choices.
    #[must_use]
    pub fn probes(&self) -> Vec<Value> {
        match &self.0 {
            Kind::Numbers { from, to, .. } => vec![Value::number(*from), Value::number(*to), self.value(0.618)],
            Kind::Whole { from, to, .. } => vec![Value::number(*from), Value::number(*to)],
            Kind::Choices(values) => values.clone(),
        }
    }

    /// Where its numbers begin and end, both included; `None` for choices.
    #[must_use]
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self.0 {
            Kind::Numbers { from, to, .. } | Kind::Whole { from, to, .. } => Some((from, to)),
            Kind::Choices(_) => None,
        }
    }

    /// Whether its numbers are evenly spread along their logarithms.
    #[must_use]
    pub fn is_log(&self) -> bool {
        matches!(
            self.0,
            Kind::Numbers { scale: Scale::Log, .. } | Kind::Whole { scale: Scale::Log, .. }
        )
    }

    /// Whether it holds all numbers between its ends, and not only whole ones.
    #[must_use]
    pub fn is_continuous(&self) -> bool {
        matches!(self.0, Kind::Numbers { .. })
    }
}

/// As it is told to a person: `0.01 to 1, log`.
impl std::fmt::Display for Range {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (from, to, scale, whole) = match &self.0 {
            Kind::Numbers { from, to, scale } => (from, to, scale, ""),
            Kind::Whole { from, to, scale } => (from, to, scale, ", whole numbers"),
            Kind::Choices(values) => {
                let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                return write!(out, "one of {}", values.join(", "));
            }
        };
        let scale = match scale {
            Scale::Linear => "",
            Scale::Log => ", on a log scale",
        };
        write!(out, "{} to {}{whole}{scale}", Value::number(*from), Value::number(*to))
    }
}

fn check_ends(from: f64, to: f64, scale: Scale) -> Result<(), RangeError> {
    if let Some(end) = [from, to].into_iter().find(|end| !end.is_finite()) {
        return Err(RangeError::NotFinite(end));
    }
    if from >= to {
        return Err(RangeError::Reversed { from, to });
    }
    if scale == Scale::Log && from <= 0.0 {
        return Err(RangeError::NoLogarithm(from));
    }
    Ok(())
}

impl Scale {
    /// The number at a place between two others.
    fn between(self, from: f64, to: f64, place: f64) -> f64 {
        match self {
            // Each end by itself, as their difference may be beyond all doubles.
            Self::Linear => from * (1.0 - place) + to * place,
            Self::Log => exp(ln(from) * (1.0 - place) + ln(to) * place),
        }
    }

    /// What a whole range comes to at a value, were it as steep there all along.
    fn slope(self, from: f64, to: f64, value: f64) -> f64 {
        match self {
            Self::Linear => to - from,
            Self::Log => value * (ln(to) - ln(from)),
        }
    }
}

/// A number to as many decimals as matter where a whole range comes to `slope`.
fn rounded(exact: f64, slope: f64) -> f64 {
    let decimals = DIGITS - power_of_ten(slope);
    if (0.0..=300.0).contains(&decimals) {
        let decimals = decimals as usize;
        format!("{exact:.decimals$}").parse().unwrap_or(exact)
    } else {
        exact
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(range: &Range, place: f64) -> f64 {
        range.value(place).as_number().unwrap()
    }

    #[test]
    fn a_linear_range_is_even_in_its_values_and_a_log_range_in_their_logarithms() {
        let linear = Range::uniform(-1.0, 3.0).unwrap();
        assert_eq!([0.0, 0.25, 0.5].map(|place| number(&linear, place)), [-1.0, 0.0, 1.0]);
        let log = Range::number(0.01, 100.0, Scale::Log).unwrap();
        assert_eq!(
            [0.0, 0.25, 0.5, 0.75].map(|place| number(&log, place)),
            [0.01, 0.1, 1.0, 10.0]
        );
    }

    #[test]
    fn whole_numbers_share_the_places_evenly_and_both_ends_are_among_them() {
        let range = Range::whole(4.0, 16.0, Scale::Linear).unwrap();
        let mut counts = [0; 17];
        for place in 0..1300 {
            counts[number(&range, f64::from(place) / 1300.0) as usize] += 1;
        }
        assert_eq!(counts[..4], [0; 4]);
        assert!(counts[4..].iter().all(|count| (99..=101).contains(count)), "{counts:?}");
    }

    #[test]
    fn choices_share_the_places_evenly() {
        let choices = [true, false].map(Value::Boolean).to_vec();
        let range = Range::choices(choices).unwrap();
        let chosen = [0.0, 0.499, 0.5, 0.999].map(|place| range.value(place) == Value::Boolean(true));
        assert_eq!(chosen, [true, true, false, false]);
    }

    #[test]
    fn what_is_no_range_is_refused_with_its_reason() {
        assert_eq!(
            Range::uniform(1.0, 0.5),
            Err(RangeError::Reversed { from: 1.0, to: 0.5 })
        );
        assert_eq!(
            Range::uniform(1.0, 1.0),
            Err(RangeError::Reversed { from: 1.0, to: 1.0 })
        );
        assert_eq!(
            Range::uniform(0.0, f64::INFINITY),
            Err(RangeError::NotFinite(f64::INFINITY))
        );
        assert_eq!(Range::number(0.0, 1.0, Scale::Log), Err(RangeError::NoLogarithm(0.0)));
        assert_eq!(Range::whole(4.0, 8.5, Scale::Linear), Err(RangeError::NotWhole(8.5)));
        assert_eq!(Range::choices(Vec::new()), Err(RangeError::NoChoices));
    }

    #[test]
    fn a_range_is_told_in_words() {
        assert_eq!(
            Range::number(0.01, 1.0, Scale::Log).unwrap().to_string(),
            "0.01 to 1, on a log scale"
        );
        assert_eq!(
            Range::whole(4.0, 16.0, Scale::Linear).unwrap().to_string(),
            "4 to 16, whole numbers"
        );
    }

    proptest! {
        #[test]
        fn no_value_lies_outside_its_range(a in -1e300..1e300, width in 1e-9..1e300, place in 0.0..1.0) {
            prop_assume!(a + width > a);
            let value = number(&Range::uniform(a, a + width).unwrap(), place);
            prop_assert!((a..=a + width).contains(&value));
        }

        #[test]
        fn rounding_moves_a_value_by_less_than_a_millionth_of_its_range(a in -1e6..1e6, width in 1e-3..1e6, place in 0.0..1.0) {
            let value: f64 = number(&Range::uniform(a, a + width).unwrap(), place);
            let exact = f64::mul_add(place, width, a);
            prop_assert!(f64::abs(value - exact) <= 1e-6 * width);
        }

        #[test]
        fn a_log_range_rises_with_its_place(from in 1e-9..1e3, factor in 1.001..1e9, place in 0.0..0.9) {
            let range = Range::number(from, from * factor, Scale::Log).unwrap();
            let (here, there) = (number(&range, place), number(&range, place + 0.1));
            prop_assert!(from <= here && here < there && there <= from * factor);
        }
    }
}
