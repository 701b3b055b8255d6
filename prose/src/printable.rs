//! Text of files on a terminal.

use std::borrow::Cow;

/// A text without anything that steers a terminal or turns the order of letters: such characters are written as their number, as JSON
/// does it, so that JSON stays the same. Line ends and tabs stay.
///
/// # Example
/// ```
/// use alliance_prose::printable;
///
/// assert_eq!(printable("Mill \u{1b}]0;owned\u{7}\n"), "Mill \\u001b]0;owned\\u0007\n");
/// assert_eq!(printable("Ĉu? Jes."), "Ĉu? Jes.");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, |letter| !matches!(letter, '\n' | '\t') && steers(letter))
}

/// As [`printable`], in one line: line ends and tabs are written as their number too.
///
/// # Example
/// ```
/// use alliance_prose::in_a_line;
///
/// assert_eq!(in_a_line("Mill\nerror: none"), "Mill\\u000aerror: none");
/// ```
#[must_use]
pub fn in_a_line(text: &str) -> Cow<'_, str> {
    escaped(text, steers)
}

fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_escaped(letter) {
            plain += &format!("\\u{:04x}", u32::from(letter));
        } else {
            plain.push(letter);
        }
    }
    Cow::Owned(plain)
}

/// Control characters, and marks that turn the order of the letters behind them.
fn steers(letter: char) -> bool {
    match letter {
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => letter.is_control(),
    }
}
