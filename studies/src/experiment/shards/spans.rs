//! Numbers told briefly.

/// Ascending numbers as runs of neighbours: `0-3`, `7`, `9-20`.
///
/// # Example
/// ```
/// use alliance_studies::experiment::spans;
///
/// assert_eq!(spans(&[0, 1, 2, 3, 7, 9, 10]).join(", "), "0-3, 7, 9-10");
/// ```
#[must_use]
pub fn spans(numbers: &[u32]) -> Vec<String> {
    numbers
        .chunk_by(|one, next| one + 1 == *next)
        .map(|run| match run {
            [first, .., last] => format!("{first}-{last}"),
            _ => run.iter().map(u32::to_string).collect(),
        })
        .collect()
}
