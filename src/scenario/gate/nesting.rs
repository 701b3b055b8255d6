//! Refuses texts that nest so deeply that reading them could exhaust the stack, before they are parsed.

use toml_parser::Source as Toml;
use toml_parser::lexer::TokenKind;

use super::Problem;

/// Tables in tables in lists: deeper than any scenario needs, and shallow enough for any stack.
const DEEPEST: usize = 64;

/// The first place where brackets and dotted keys together go too deep.
///
/// Keeps nothing but one number for every open bracket, and stops at the first place.
pub(super) fn too_deep(text: &str) -> Option<Problem> {
    let mut depth = Depth::default();
    for token in Toml::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth.open(),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth.close(),
            TokenKind::Dot => depth.dots += 1,
            TokenKind::Comma | TokenKind::Newline => depth.dots = 0,
            _ => {}
        }
        if depth.outer + depth.dots > DEEPEST {
            let span = token.span();
            let problem = Problem::new(span.start()..span.end(), "nested too deep")
                .found(format!("level {}", DEEPEST + 1))
                .allowed(format!("at most {DEEPEST} levels of brackets and dotted keys"));
            return Some(problem);
        }
    }
    None
}

#[derive(Default)]
struct Depth {
    /// The level of every open bracket, outermost first: the dots of the key before it, and itself.
    levels: Vec<usize>,
    /// Their sum.
    outer: usize,
    /// Dots since the last bracket, comma or newline: the key being read (or a number, which does no harm).
    dots: usize,
}

impl Depth {
    fn open(&mut self) {
        let level = self.dots + 1;
        self.levels.push(level);
        self.outer += level;
        self.dots = 0;
    }

    fn close(&mut self) {
        self.outer -= self.levels.pop().unwrap_or_default();
        self.dots = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, too_deep};

    #[test]
    fn ordinary_files_pass() {
        assert_eq!(too_deep("a.b.c = [1.0, 2.0]\n[x.y]\nz = { k = [[1.5]] }\n"), None);
        assert_eq!(too_deep(&"values = [1.0, 2.0]\n".repeat(1_000)), None);
        assert_eq!(too_deep(&format!("text = \"{}\"", "[".repeat(1_000))), None);
    }

    #[test]
    fn depth_is_counted_through_brackets_and_dots() {
        assert_eq!(too_deep(&format!("a = {}", "[".repeat(DEEPEST))), None);
        for text in [
            format!("a = {}", "[".repeat(DEEPEST + 1)),
            "[".repeat(DEEPEST + 1),
            format!("a{} = 1", ".a".repeat(DEEPEST + 1)),
            "x = ".to_owned() + &"{ a.a.a = ".repeat(DEEPEST / 3 + 1),
        ] {
            assert!(too_deep(&text).is_some(), "{text}");
        }
    }
}
