//! Weights as people write them.

/// The number of a text: with a decimal point or comma, or nothing but a sign; `None` where it is none, or not finite.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    sign(text).or_else(|| plain_number(text))
}

/// The number of a text that is written in figures, with a decimal point or comma; `None` where it is none, or not finite.
pub(in crate::scenario) fn plain_number(text: &str) -> Option<f64> {
    let plain = text.replace('\u{2212}', "-");
    let plain = match (plain.matches(',').count(), plain.contains('.')) {
        (1, false) => plain.replace(',', "."),
        _ => plain,
    };
    let is_figures = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.' | 'e' | 'E');
    if !plain.chars().all(is_figures) {
        return None;
    }
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether a text is written in figures. Signs and words count as numbers only where a number is expected: somebody may be called N.
pub(super) fn is_figures(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) && plain_number(text.trim()).is_some()
}

/// 1 and -1, where a tie is told by a sign or a word.
fn sign(text: &str) -> Option<f64> {
    match text.to_ascii_lowercase().as_str() {
        "+" | "p" | "pos" | "positive" => Some(1.0),
        "-" | "\u{2212}" | "n" | "neg" | "negative" => Some(-1.0),
        _ => None,
    }
}

/// Whether a text has a decimal comma.
pub(super) fn has_decimal_comma(text: &str) -> bool {
    text.contains(',') && number(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("0.5", Some(0.5)),
            ("0,5", Some(0.5)),
            (" -1,5 ", Some(-1.5)),
            ("\u{2212}2", Some(-2.0)),
            ("+", Some(1.0)),
            ("-", Some(-1.0)),
            ("\u{2212}", Some(-1.0)),
            ("P", Some(1.0)),
            ("n", Some(-1.0)),
            ("+1", Some(1.0)),
            ("-.5", Some(-0.5)),
            ("1e-3", Some(0.001)),
            ("1.234,5", None),
            ("1,234,567", None),
            ("inf", None),
            ("nan", None),
            ("1e999", None),
            ("", None),
            ("much", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
