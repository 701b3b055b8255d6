//! How sentences begin, and how things are counted in them.

use std::fmt::Display;

/// A text with a capital at its beginning.
///
/// # Example
/// ```
/// use alliance_prose::capital;
///
/// assert_eq!(capital("half of them"), "Half of them");
/// assert_eq!(capital(""), "");
/// ```
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// So many of something, for nouns that take an *s*.
///
/// # Example
/// ```
/// use alliance_prose::counted;
///
/// assert_eq!([0, 1, 3].map(|n| counted(n, "member")), ["0 members", "1 member", "3 members"]);
/// ```
#[must_use]
pub fn counted<N: Display + PartialEq + From<u8>>(n: N, noun: &str) -> String {
    let ending = if n == N::from(1) { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

/// What a refusal ends with where a word that is allowed is nearly the one found; nothing where none is.
///
/// # Example
/// ```
/// use alliance_prose::did_you_mean;
///
/// assert_eq!(did_you_mean(Some("gossip")), "; did you mean `gossip`?");
/// assert_eq!(did_you_mean(None), "");
/// ```
#[must_use]
pub fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn letters_with_marks_have_capitals_too() {
        assert_eq!(capital("één"), "Één");
        assert_eq!(capital("‘arm’"), "‘arm’");
        assert_eq!(capital("ß"), "SS");
    }
}
