//! Months and years in words.

/// How long so many months are: in years where they are whole ones, else in months.
///
/// # Example
/// ```
/// use alliance_prose::months;
///
/// assert_eq!([1, 12, 18, 120].map(months::in_words), ["a month", "a year", "18 months", "10 years"]);
/// ```
#[must_use]
pub fn in_words(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, 1) => "a month".to_owned(),
        (1, 0) => "a year".to_owned(),
        (years @ 1.., 0) => format!("{years} years"),
        _ => format!("{months} months"),
    }
}
