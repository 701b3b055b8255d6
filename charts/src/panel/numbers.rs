//! How numbers are written.

use alliance_prose::numbers::fixed;

/// How values are written, and how far their axis runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share 0…1, written as per cent on an axis from 0 to 100 %.
    Share,
    /// Any number, on an axis that holds all there are.
    Number,
    /// A whole number, on an axis with whole ticks.
    Count,
}

/// A value as a reader expects it: a share as per cent, a true minus sign, no minus nought.
pub(crate) fn written(value: f64, unit: Unit, decimals: usize) -> String {
    let (value, sign) = match unit {
        Unit::Share => (value * 100.0, "\u{a0}%"),
        Unit::Number | Unit::Count => (value, ""),
    };
    fixed(value, decimals) + sign
}

/// A value with about three figures. A share is only called 0 or 100 % where it is.
pub(crate) fn brief(value: f64, unit: Unit) -> String {
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

/// A power of ten, or a small multiple of one, without the dust of binary fractions.
pub(super) fn short(value: f64) -> String {
    let digits: f64 = format!("{value:.0e}").parse().unwrap_or(value);
    if (1e-4..1e6).contains(&digits) {
        digits.to_string()
    } else {
        format!("{digits:e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_called_nothing_or_all_only_where_it_is() {
        let written = [0.0, 0.004, 0.5, 0.996, 1.0].map(|share| brief(share, Unit::Share));
        assert_eq!(
            written,
            ["0\u{a0}%", "<1\u{a0}%", "50\u{a0}%", ">99\u{a0}%", "100\u{a0}%"]
        );
    }
}
