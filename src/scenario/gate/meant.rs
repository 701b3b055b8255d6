//! What a person most likely meant by what stands where a number, a truth or a text should.

use super::numbers::{self, Number};
use super::shape::Interval;
use super::tree::Value;

/// Words for truth as people and spreadsheets write it.
const TRUTHS: [(&str, bool); 6] = [
    ("true", true),
    ("yes", true),
    ("on", true),
    ("false", false),
    ("no", false),
    ("off", false),
];
/// Words for nothing in other languages.
const NOTHINGS: [&str; 7] = ["null", "none", "nil", "na", "n/a", "undefined", "missing"];
/// Minus signs that are none to a program.
const MINUS: [char; 4] = ['−', '–', '—', '‐'];
/// Quotes that are none to a program.
const CURLY: &str = "“”„‟‘’‚‛«»‹›`´";

/// The truth that is meant, however it is written.
pub(super) fn truth(written: &str) -> Option<bool> {
    let written = written.trim();
    let meant = TRUTHS.iter().find(|(word, _)| written.eq_ignore_ascii_case(word));
    meant.map(|&(_, truth)| truth)
}

/// Whether nothing is meant.
pub(super) fn is_nothing(written: &str) -> bool {
    NOTHINGS.iter().any(|word| written.trim().eq_ignore_ascii_case(word))
}

/// Whether a letter is a quote for eyes, not for programs.
pub(super) fn is_curly(letter: char) -> bool {
    CURLY.contains(letter)
}

/// The numbers that may be meant, as they should be written, most likely first: those that are allowed, if any is. Empty where no
/// number is meant.
pub(super) fn numbers(written: &str, allowed: &[Interval]) -> Vec<String> {
    let mut readings: Vec<String> = readings(written)
        .into_iter()
        .filter(|number| number.is_finite())
        .map(|number| Value::number(number).to_string())
        .collect();
    readings.dedup();
    let is_allowed = |reading: &String| numbers::check(Number::of(reading), allowed).is_ok();
    if readings.iter().any(is_allowed) {
        readings.retain(is_allowed);
    }
    readings
}

/// `0.5 or 500`
pub(super) fn in_words(readings: &[String]) -> Option<String> {
    (!readings.is_empty()).then(|| readings.join(" or "))
}

fn readings(written: &str) -> Vec<f64> {
    let plain = plain(written);
    if let Some(percent) = plain.strip_suffix('%') {
        return decimal(percent.trim_end()).into_iter().map(hundredth).collect();
    }
    if let Some((above, below)) = plain.split_once('/') {
        let parts = (
            decimal(above.trim()).first().copied(),
            decimal(below.trim()).first().copied(),
        );
        return match parts {
            (Some(above), Some(below)) if below != 0.0 => vec![above / below],
            _ => Vec::new(),
        };
    }
    let halves = [("½", 0.5), ("¼", 0.25), ("¾", 0.75)];
    match halves.iter().find(|(sign, _)| plain == *sign) {
        Some(&(_, number)) => vec![number],
        None => decimal(&plain),
    }
}

/// The same with a sign, a point and digits as programs write them.
fn plain(written: &str) -> String {
    let written = written.trim().replace(MINUS, "-").replace(['·', '٫'], ".");
    let digits = written.replace(['_', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}'], "");
    match digits.contains(' ') && is_grouped(&digits, ' ') {
        true => digits.replace(' ', ""),
        false => digits,
    }
}

/// What digits with commas and points may stand for: a comma is a decimal one, or one of thousands.
fn decimal(written: &str) -> Vec<f64> {
    if !written.starts_with(|first: char| first.is_ascii_digit() || "+-.,".contains(first)) {
        return Vec::new();
    }
    let (commas, points) = (written.matches(',').count(), written.matches('.').count());
    let as_decimal = |separator: char, thousands: char| written.replace(thousands, "").replace(separator, ".");
    let texts = match (commas, points) {
        (0, 0) => vec![written.to_owned()],
        (0, 1) if is_grouped(written, '.') => vec![written.to_owned(), written.replace('.', "")],
        (0, 1) => vec![written.to_owned()],
        (1, 0) if is_grouped(written, ',') => vec![as_decimal(',', ' '), written.replace(',', "")],
        (1, 0) => vec![as_decimal(',', ' ')],
        (0, _) if is_grouped(written, '.') => vec![written.replace('.', "")],
        (_, 0) if is_grouped(written, ',') => vec![written.replace(',', "")],
        (1, _) if is_before(written, '.', ',') => vec![as_decimal(',', '.')],
        (_, 1) if is_before(written, ',', '.') => vec![as_decimal('.', ',')],
        _ => Vec::new(),
    };
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

/// Whether digits stand in groups of three behind a first of one to three.
fn is_grouped(written: &str, separator: char) -> bool {
    let unsigned = written.trim_start_matches(['+', '-']);
    let mut groups = unsigned.split(separator);
    let first = groups.next().unwrap_or_default();
    let are_digits = |group: &str| !group.is_empty() && group.chars().all(|digit| digit.is_ascii_digit());
    are_digits(first)
        && first.len() <= 3
        && first != "0"
        && unsigned.contains(separator)
        && groups.all(|group| group.len() == 3 && are_digits(group))
}

/// Whether digits before a decimal separator are grouped by thousands.
fn is_before(written: &str, thousands: char, decimal: char) -> bool {
    let parts = written.split_once(decimal);
    parts.is_some_and(|(whole, fraction)| is_grouped(whole, thousands) && !fraction.is_empty())
}

/// Per cent as a share, without the dust of binary fractions.
fn hundredth(percent: f64) -> f64 {
    let share = percent / 100.0;
    format!("{share:.12e}").parse().unwrap_or(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(written: &str) -> String {
        numbers(written, &[]).join(" or ")
    }

    #[test]
    fn numbers_are_understood_as_people_write_them() {
        let read = [
            ("+5", "5"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5"),
            ("05", "5"),
            ("0,885", "0.885"),
            ("1,5", "1.5"),
            ("1.000,5", "1000.5"),
            ("1,000.5", "1000.5"),
            ("1 200", "1200"),
            ("1.000.000", "1000000"),
            ("1_000_", "1000"),
            ("50%", "0.5"),
            ("88,5 %", "0.885"),
            ("1/2", "0.5"),
            ("½", "0.5"),
            ("−0,5", "-0.5"),
            ("0·5", "0.5"),
            ("1e3", "1000"),
        ];
        for (written, number) in read {
            assert_eq!(meant(written), number, "{written}");
        }
        for written in [
            "ten", "", ".", "1e", "0.5.", "0.1,", "1.2.3", "1,2,3", "inf", "nan", "1/0", "10 years", "%",
        ] {
            assert_eq!(meant(written), "", "{written}");
        }
    }

    #[test]
    fn a_comma_before_three_digits_has_two_meanings_and_one_where_only_one_is_allowed() {
        assert_eq!(meant("1,200"), "1.2 or 1200");
        assert_eq!(meant("1.200"), "1.2 or 1200");
        let whole = Interval {
            whole: Some(0..=9999),
            least: None,
            most: None,
        };
        assert_eq!(numbers("1,200", &[whole]), ["1200"]);
    }

    #[test]
    fn truths_are_understood_in_any_letters() {
        assert_eq!(
            ["TRUE", "Yes", "on", " No "].map(truth),
            [Some(true), Some(true), Some(true), Some(false)]
        );
        assert_eq!(["1", "truth", ""].map(truth), [None; 3]);
        assert!(is_nothing("None") && is_nothing("N/A") && !is_nothing("zero"));
    }
}
