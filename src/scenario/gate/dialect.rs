//! How a CSV file is written: with commas, or as spreadsheets write it where the comma is a decimal one.

use std::ops::Range;

/// What parts the columns of a file, and so which numbers it can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) separator: u8,
    has_decimal_commas: bool,
}

/// Which bytes of a file stand in quotes.
pub(super) struct Quotes {
    separator: u8,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Bare,
    Quoted,
    /// Behind a quote in quotes, which ends them unless another follows.
    Ending,
}

impl Dialect {
    /// That of a text: what parts the columns of its first line.
    pub(super) fn of(text: &str) -> Self {
        let header = text
            .trim_start_matches('\u{feff}')
            .lines()
            .find(|line| !line.trim().is_empty());
        let header = header.unwrap_or_default();
        let others = [b';', b'\t'].into_iter();
        let separator = match Self::of_separator(b',').holds_separator(header) {
            true => b',',
            false => others
                .map(Self::of_separator)
                .find(|dialect| dialect.holds_separator(header))
                .map_or(b',', |dialect| dialect.separator),
        };
        let is_decimal = |place: usize| {
            let digit = |place: usize| text.as_bytes().get(place).is_some_and(u8::is_ascii_digit);
            digit(place.wrapping_sub(1)) && digit(place + 1)
        };
        Self {
            separator,
            has_decimal_commas: separator != b',' && text.match_indices(',').any(|(place, _)| is_decimal(place)),
        }
    }

    fn of_separator(separator: u8) -> Self {
        Self {
            separator,
            has_decimal_commas: false,
        }
    }

    fn holds_separator(self, line: &str) -> bool {
        let mut quotes = self.quotes();
        line.bytes().any(|byte| !quotes.hold(byte) && byte == self.separator)
    }

    /// How it is written, in words that follow `read with`, where that is not as CSV mostly is.
    pub(super) fn in_words(self) -> Option<&'static str> {
        Some(match (self.separator, self.has_decimal_commas) {
            (b',', _) => return None,
            (b'\t', false) => "tabs between its columns",
            (b'\t', true) => "tabs between its columns and decimal commas",
            (_, false) => "semicolons between its columns",
            (_, true) => "semicolons between its columns and decimal commas",
        })
    }

    /// A finite number, with a decimal comma where commas do not part the columns.
    pub(super) fn number(self, written: &str) -> Option<f64> {
        let with_point = match self.separator {
            b',' => written.to_owned(),
            _ if written.contains('.') => written.to_owned(),
            _ => written.replacen(',', ".", 1),
        };
        with_point.parse().ok().filter(|number: &f64| number.is_finite())
    }

    pub(super) fn quotes(self) -> Quotes {
        Quotes {
            separator: self.separator,
            state: State::Start,
        }
    }

    /// Where a quote opens that nothing closes.
    pub(super) fn unclosed_quote(self, text: &str) -> Option<usize> {
        let mut quotes = self.quotes();
        let mut open = None;
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        for (place, byte) in text.bytes().enumerate().skip(mark) {
            let was = quotes.state;
            quotes.hold(byte);
            if was == State::Start && quotes.state == State::Quoted {
                open = Some(place);
            }
        }
        open.filter(|_| quotes.state == State::Quoted)
    }

    /// The bytes of one field of a record, with its quotes and without the blanks around it.
    pub(super) fn field(self, record: &str, field: usize) -> Option<Range<usize>> {
        self.fields(record).nth(field)
    }

    /// The same for all fields.
    pub(super) fn fields(self, record: &str) -> impl Iterator<Item = Range<usize>> {
        let mut quotes = self.quotes();
        let separators = record
            .bytes()
            .enumerate()
            .filter_map(move |(at, byte)| (!quotes.hold(byte) && byte == self.separator).then_some(at));
        let mut start = 0;
        separators.chain([record.len()]).map(move |end| {
            let written = &record[start..end];
            let begin = start + written.len() - written.trim_start().len();
            start = end + 1;
            begin..begin + written.trim().len()
        })
    }
}

impl Quotes {
    /// Takes the next byte; tells whether it stands in quotes.
    pub(super) fn hold(&mut self, byte: u8) -> bool {
        self.state = match (self.state, byte) {
            (State::Start | State::Ending, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::Ending,
            (State::Quoted, _) => State::Quoted,
            (_, b'\r' | b'\n') => State::Start,
            (_, byte) if byte == self.separator => State::Start,
            _ => State::Bare,
        };
        self.state == State::Quoted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_what_parts_the_columns() {
        let words = |text| Dialect::of(text).in_words().unwrap_or("commas");
        assert_eq!(words("a,b\n1,2"), "commas");
        assert_eq!(words("a;b\n1;2"), "semicolons between its columns");
        assert_eq!(
            words("\u{feff}a;b\r\n1,5;2"),
            "semicolons between its columns and decimal commas"
        );
        assert_eq!(words("\na\tb\n1,5\t2"), "tabs between its columns and decimal commas");
        assert_eq!(words("\"a;b\",c\n"), "commas");
        assert_eq!(words("\"a,b\";c\n"), "semicolons between its columns");
        assert_eq!(words("a"), "commas");
        assert_eq!(words(""), "commas");
    }

    #[test]
    fn a_comma_is_decimal_only_where_it_parts_no_columns() {
        let read = |text, written| Dialect::of(text).number(written);
        assert_eq!(read("a;b", "0,885"), Some(0.885));
        assert_eq!(read("a;b", "0.885"), Some(0.885));
        assert_eq!(read("a;b", "1,2,3"), None);
        assert_eq!(read("a,b", "0,885"), None);
        assert_eq!(read("a,b", "inf"), None);
    }

    #[test]
    fn an_open_quote_is_found_where_it_opens() {
        let open = |text| Dialect::of(text).unclosed_quote(text);
        assert_eq!(open("a,b\n1,\"2\n3,4\n"), Some(6));
        assert_eq!(open("a,b\n1,\"2\"\"\n"), Some(6));
        assert_eq!(open("a,b\n1,\"2\"\n"), None);
        assert_eq!(open("a,b\n5\",\"\"\"x\"\"\"\n"), None);
        assert_eq!(open("\""), Some(0));
    }
}
