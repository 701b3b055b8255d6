//! Axes with sensible ticks.

use super::numbers::{Unit, short, written};

/// A range of values with its ticks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// Months from 0 to the last, with ticks at quarters, half-years or whole years.
    pub(crate) fn months(last: f64, most: usize) -> Self {
        let last = last.max(1.0);
        let step = month_step(last, most);
        let ticks = multiples(0.0, last, step)
            .into_iter()
            .map(|month| (month, format!("{month:.0}")))
            .collect();
        Self {
            low: 0.0,
            high: last,
            ticks,
        }
    }

    /// From 0 to the last of these months.
    pub(crate) fn over<'a>(months: impl IntoIterator<Item = &'a f64>, most: usize) -> Self {
        Self::months(months.into_iter().copied().fold(0.0, f64::max), most)
    }

    /// A range that holds `low` and `high`, widened to round numbers; shares always run from 0 to 100 %.
    pub(crate) fn values(unit: Unit, low: f64, high: f64, most: usize) -> Self {
        let (low, high) = match unit {
            Unit::Share => (0.0, 1.0),
            Unit::Number if low == high => (low - 0.5, high + 0.5),
            Unit::Count if high - low < 2.0 => (low - 1.0, high + 1.0),
            Unit::Number | Unit::Count => (low, high),
        };
        let step = match unit {
            Unit::Count => round_step(high - low, most).max(1.0),
            Unit::Share | Unit::Number => round_step(high - low, most),
        };
        let (low, high) = ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step);
        Self {
            low,
            high,
            ticks: labelled(multiples(low, high, step), unit, step),
        }
    }

    /// From 0 to 100 %.
    pub(crate) fn shares() -> Self {
        Self::values(Unit::Share, 0.0, 1.0, 5)
    }

    /// Exactly from `low` to `high`, with ticks at round numbers in between.
    pub(crate) fn exact(low: f64, high: f64, most: usize) -> Self {
        let (low, high) = if low == high {
            (low - 0.5, high + 0.5)
        } else {
            (low, high)
        };
        let step = round_step(high - low, most);
        Self {
            low,
            high,
            ticks: labelled(multiples(low, high, step), Unit::Number, step),
        }
    }

    /// From one logarithm to another, with ticks at powers of ten and round numbers between them.
    pub(crate) fn logarithms(low: f64, high: f64) -> Self {
        let ticks = decades(low, high);
        Self { low, high, ticks }
    }

    /// Places 0 to `n` without ticks, for the rows and columns of a table.
    pub(crate) fn cells(n: usize) -> Self {
        Self {
            low: 0.0,
            high: n as f64,
            ticks: Vec::new(),
        }
    }

    /// The same values in the other direction: rows are counted downwards.
    pub(crate) fn reversed(self) -> Self {
        Self {
            low: self.high,
            high: self.low,
            ..self
        }
    }

    /// The value, or the end of the axis that it lies beyond.
    pub(crate) fn held(&self, value: f64) -> f64 {
        value.clamp(self.low.min(self.high), self.low.max(self.high))
    }
}

fn labelled(values: Vec<f64>, unit: Unit, step: f64) -> Vec<(f64, String)> {
    let decimals = match unit {
        Unit::Share | Unit::Count => 0,
        Unit::Number => (-libm::log10(step) - 1e-9).ceil().max(0.0) as usize,
    };
    values
        .into_iter()
        .map(|value| (value, written(value, unit, decimals)))
        .collect()
}

/// 1, 2 or 5 times a power of ten, so that at most about `most` steps fill the range.
fn round_step(range: f64, most: usize) -> f64 {
    let rough = range / most.max(1) as f64;
    let power = libm::pow(10.0, libm::log10(rough).floor());
    let multiple = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|multiple| multiple * power >= rough * 0.999);
    multiple.unwrap_or(10.0) * power
}

/// Ticks between two logarithms: at powers of ten, or also at twice and five times them where those are few.
fn decades(low: f64, high: f64) -> Vec<(f64, String)> {
    let powers = || (low.floor() as i32)..=(high.ceil() as i32);
    let every = (powers().count() as f64 / 5.0).ceil() as usize;
    let ticks = |multiples: &[f64]| -> Vec<(f64, String)> {
        let all = powers().step_by(if multiples.len() > 1 { 1 } else { every.max(1) });
        let all = all.flat_map(|power| {
            multiples
                .iter()
                .map(move |multiple| multiple * libm::exp10(f64::from(power)))
        });
        all.map(|value| (libm::log10(value), short(value)))
            .filter(|(place, _)| (low..=high).contains(place))
            .collect()
    };
    let whole = ticks(&[1.0]);
    if whole.len() < 2 {
        ticks(&[1.0, 2.0, 5.0])
    } else {
        whole
    }
}

fn month_step(last: f64, most: usize) -> f64 {
    const STEPS: [f64; 9] = [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 36.0, 60.0, 120.0];
    let fits = |step: &f64| last / step <= most.max(1) as f64;
    STEPS
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| 12.0 * round_step(last / 12.0, most))
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let (first, last) = ((low / step - 1e-9).ceil() as i64, (high / step + 1e-9).floor() as i64);
    (first..=last).map(|multiple| multiple as f64 * step).collect()
}

/// The least and the greatest; the least above the greatest where there is none.
pub(crate) fn range(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    values
        .into_iter()
        .fold(none, |(low, high), value| (low.min(value), high.max(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, label)| label.as_str()).collect()
    }

    #[test]
    fn ten_years_are_ticked_by_the_year() {
        let axis = Axis::months(120.0, 12);
        assert_eq!(
            labels(&axis),
            ["0", "12", "24", "36", "48", "60", "72", "84", "96", "108", "120"]
        );
    }

    #[test]
    fn a_thousand_years_have_few_ticks() {
        assert!((4..=12).contains(&Axis::months(12_000.0, 12).ticks.len()));
    }

    #[test]
    fn shares_are_ticked_in_per_cent() {
        assert_eq!(labels(&Axis::values(Unit::Share, 0.2, 0.3, 5))[1], "20\u{a0}%");
    }

    #[test]
    fn numbers_get_a_true_minus_and_as_many_decimals_as_their_step() {
        assert_eq!(
            labels(&Axis::values(Unit::Number, -0.4, 0.38, 5)),
            ["−0.4", "−0.2", "0.0", "0.2", "0.4"]
        );
    }

    #[test]
    fn a_range_without_width_is_given_one() {
        let axis = Axis::values(Unit::Number, 3.0, 3.0, 5);
        assert!(axis.low < 3.0 && axis.high > 3.0 && !axis.ticks.is_empty());
    }

    #[test]
    fn a_log_axis_is_ticked_at_powers_of_ten_or_more_often_where_those_are_few() {
        let labels = |low: f64, high: f64| -> Vec<String> {
            let ticks = decades(libm::log10(low), libm::log10(high));
            ticks.into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(labels(0.01, 1.0), ["0.01", "0.1", "1"]);
        assert_eq!(labels(0.15, 0.9), ["0.2", "0.5"]);
        assert!(labels(1e-9, 1e9).len() <= 6);
    }
}
