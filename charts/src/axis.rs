//! Axes with sensible ticks.

use alliance_prose::numbers::fixed;

use super::Unit;

/// A range of values with its ticks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// Months from 0 to the last, with ticks at quarters, half-years or whole years.
    pub(super) fn months(last: f64, most: usize) -> Self {
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

    /// A range that holds `low` and `high`, widened to round numbers; shares always run from 0 to 100 %.
    pub(super) fn values(unit: Unit, low: f64, high: f64, most: usize) -> Self {
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
    pub(super) fn shares() -> Self {
        Self::values(Unit::Share, 0.0, 1.0, 5)
    }

    /// Exactly from `low` to `high`, with ticks at round numbers in between.
    pub(super) fn exact(low: f64, high: f64, most: usize) -> Self {
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

    /// Places 0 to `n` without ticks, for the rows and columns of a table.
    pub(super) fn cells(n: usize) -> Self {
        Self {
            low: 0.0,
            high: n as f64,
            ticks: Vec::new(),
        }
    }

    /// The same values in the other direction: rows are counted downwards.
    pub(super) fn reversed(self) -> Self {
        Self {
            low: self.high,
            high: self.low,
            ..self
        }
    }

    /// The value, or the end of the axis that it lies beyond.
    pub(super) fn held(&self, value: f64) -> f64 {
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

/// A value as a reader expects it: a share as per cent, a true minus sign, no minus nought.
pub(super) fn written(value: f64, unit: Unit, decimals: usize) -> String {
    let (value, sign) = match unit {
        Unit::Share => (value * 100.0, "\u{a0}%"),
        Unit::Number | Unit::Count => (value, ""),
    };
    fixed(value, decimals) + sign
}

/// A value with about three figures. A share is only called 0 or 100 % where it is.
pub(super) fn brief(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share if value > 0.0 && value < 0.005 => return "<1\u{a0}%".to_owned(),
        Unit::Share if (0.995..1.0).contains(&value) => return ">99\u{a0}%".to_owned(),
        _ => {}
    }
    let decimals = match (unit, value.abs()) {
        (Unit::Share, _) => 0,
        // A median of counts may be a half.
        (Unit::Count, _) => usize::from(value.fract() != 0.0),
        (Unit::Number, size) if size >= 100.0 => 0,
        (Unit::Number, size) if size >= 10.0 => 1,
        (Unit::Number, _) => 2,
    };
    written(value, unit, decimals)
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
    fn a_share_is_called_nothing_or_all_only_where_it_is() {
        let written = [0.0, 0.004, 0.5, 0.996, 1.0].map(|share| brief(share, Unit::Share));
        assert_eq!(
            written,
            ["0\u{a0}%", "<1\u{a0}%", "50\u{a0}%", ">99\u{a0}%", "100\u{a0}%"]
        );
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
}
