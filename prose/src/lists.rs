//! Lists as they are spoken.

use std::borrow::Borrow;

/// `a`, `a and b`, `a, b and c`; nothing where there is nothing.
///
/// # Example
/// ```
/// use alliance_prose::lists;
///
/// assert_eq!(lists::and(&["trust", "image", "gossip"]), "trust, image and gossip");
/// ```
#[must_use]
pub fn and<Word: Borrow<str>>(words: &[Word]) -> String {
    joined(words, "and")
}

/// `a`, `a or b`, `a, b or c`; nothing where there is nothing.
///
/// # Example
/// ```
/// use alliance_prose::lists;
///
/// assert_eq!(lists::or(&["trust", "image", "gossip"]), "trust, image or gossip");
/// ```
#[must_use]
pub fn or<Word: Borrow<str>>(words: &[Word]) -> String {
    joined(words, "or")
}

/// A list with the word of any language before its last.
///
/// # Example
/// ```
/// use alliance_prose::lists;
///
/// assert_eq!(lists::joined(&["gemeente", "zorggroep"], "en"), "gemeente en zorggroep");
/// ```
#[must_use]
pub fn joined<Word: Borrow<str>>(words: &[Word], before_last: &str) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => {
            format!("{} {before_last} {}", before.join(", "), last.borrow())
        }
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::and;

    #[test]
    fn lists_are_spoken_whatever_their_length() {
        let spoken = [&[][..], &["a"], &["a", "b"], &["a", "b", "c"]].map(and::<&str>);
        assert_eq!(spoken, ["", "a", "a and b", "a, b and c"]);
    }
}
