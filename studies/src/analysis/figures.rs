//! Numbers and lists as a sentence has them.

use std::borrow::Borrow;

/// As many decimals as show two figures of a number.
pub(in crate::analysis) fn decimals_of(size: f64) -> usize {
    (1.0 - libm::floor(libm::log10(size.max(1e-9)))).clamp(0.0, 9.0) as usize
}

/// A share 0…1 in whole per cent.
pub(in crate::analysis) fn per_cent(share: f64) -> String {
    format!("{} %", written(100.0 * share, 0))
}

/// A number with so many decimals, a true minus sign, and no minus nought.
pub(in crate::analysis) fn written(value: f64, places: usize) -> String {
    let digits = format!("{:.places$}", value.abs());
    let is_nought = digits.chars().all(|digit| matches!(digit, '0' | '.'));
    let minus = if value < 0.0 && !is_nought { "−" } else { "" };
    format!("{minus}{digits}")
}

/// A number as short as it reads back.
pub(in crate::analysis) fn plain(value: f64) -> String {
    value.to_string().replace('-', "−")
}

/// `a`, `a and b`, `a, b and c`.
pub(in crate::analysis) fn listed<Word: Borrow<str>>(words: &[Word]) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => format!("{} and {}", before.join(", "), last.borrow()),
        _ => words.concat(),
    }
}
