//! What stands before the data of a DL file.

use std::ops::Range;

use super::super::collector::{MOST_MEMBERS, too_few, wrong_count};
use super::words::{Word, Words};
use crate::scenario::gate::{Problem, nearest};

/// How the data are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Full,
    Upper,
    Lower,
    Edges,
    Nodes,
}

/// Names of forms that are read.
const FORMS: [(&str, Form); 14] = [
    ("fullmatrix", Form::Full),
    ("full", Form::Full),
    ("fm", Form::Full),
    ("matrix", Form::Full),
    ("upperhalf", Form::Upper),
    ("uh", Form::Upper),
    ("lowerhalf", Form::Lower),
    ("lh", Form::Lower),
    ("edgelist1", Form::Edges),
    ("edgelist", Form::Edges),
    ("el1", Form::Edges),
    ("nodelist1", Form::Nodes),
    ("nodelist", Form::Nodes),
    ("nl1", Form::Nodes),
];

/// What stands before the data.
pub(super) struct Head<'t> {
    pub(super) n: usize,
    pub(super) count: Range<usize>,
    pub(super) form: Form,
    pub(super) has_diagonal: bool,
    pub(super) is_embedded: bool,
    pub(super) labels: Vec<Word<'t>>,
    pub(super) remarks: Vec<String>,
}

impl<'t> Head<'t> {
    pub(super) fn read(words: &mut Words<'t>) -> Result<Self, Box<Problem>> {
        let mut head = Self {
            n: 0,
            count: 0..0,
            form: Form::Full,
            has_diagonal: true,
            is_embedded: false,
            labels: Vec::new(),
            remarks: Vec::new(),
        };
        let begin = words.at.saturating_sub(2);
        while let Some(word) = words.next() {
            match word.text.to_ascii_lowercase().as_str() {
                "data" => {
                    skip_sign(words, ":");
                    return head.checked(begin).map_err(Box::new);
                }
                "n" | "nr" | "nc" => head.count(&word, words).map_err(Box::new)?,
                "nm" => head.matrices(words),
                "format" => head.form(words).map_err(Box::new)?,
                "diagonal" => {
                    skip_sign(words, "=");
                    head.has_diagonal = !words.next().is_some_and(|word| word.is("absent"));
                }
                "labels" => head.labels(words),
                "row" | "rows" | "col" | "column" | "columns" | "matrix" => {
                    head.more_labels(&word, words).map_err(Box::new)?
                }
                "title" => {
                    skip_sign(words, "=");
                    words.next();
                }
                _ => return Err(Box::new(unknown(&word))),
            }
        }
        let end = words.text.len();
        Err(Box::new(
            Problem::new(end..end, "there are no data")
                .found("the end of the file")
                .allowed("data: and then numbers"),
        ))
    }

    /// `n = 5`; different numbers of rows and columns make a network of two modes.
    fn count(&mut self, word: &Word<'_>, words: &mut Words<'t>) -> Result<(), Problem> {
        skip_sign(words, "=");
        let Some(told) = words.next() else {
            return Err(wrong_count(word.span.clone(), "nothing"));
        };
        let n = match told.text.parse::<usize>() {
            Ok(n) if (1..=MOST_MEMBERS).contains(&n) => n,
            _ => return Err(wrong_count(told.span, told.text)),
        };
        if self.n > 0 && self.n != n {
            return Err(Problem::new(told.span, "a two-mode network is not read")
                .found(format!("{} and {n}", self.n))
                .allowed("as many rows as columns: all members alike"));
        }
        (self.n, self.count) = (n, told.span);
        Ok(())
    }

    fn matrices(&mut self, words: &mut Words<'t>) {
        skip_sign(words, "=");
        if words.next().is_some_and(|word| word.text != "1") {
            self.remarks.push("the first of several networks".to_owned());
        }
    }

    fn form(&mut self, words: &mut Words<'t>) -> Result<(), Problem> {
        skip_sign(words, "=");
        let Some(word) = words.next() else {
            return Ok(());
        };
        let found = FORMS.iter().find(|(name, _)| word.is(name));
        self.form = found.map(|&(_, form)| form).ok_or_else(|| {
            let names = ["fullmatrix", "upperhalf", "lowerhalf", "edgelist1", "nodelist1"];
            let problem = Problem::new(word.span.clone(), format!("the format `{}` is not read", word.text));
            let problem = problem.allowed("`fullmatrix`, `upperhalf`, `lowerhalf`, `edgelist1` or `nodelist1`");
            problem.did_you_mean(
                nearest(word.text, names).filter(|near| !word.text.ends_with('2') || !near.ends_with('1')),
            )
        })?;
        Ok(())
    }

    /// `labels:` and the names, or `labels embedded`.
    fn labels(&mut self, words: &mut Words<'t>) {
        skip_sign(words, ":");
        skip_sign(words, "=");
        if words.peek().is_some_and(|word| word.is("embedded")) {
            words.next();
            skip_sign(words, ":");
            self.is_embedded = true;
            return;
        }
        let mut labels = Vec::new();
        while !is_section(words) && (self.n == 0 || labels.len() < self.n) {
            let Some(label) = words.datum() else { break };
            labels.push(label);
        }
        if self.labels.is_empty() {
            self.labels = labels;
        }
    }

    /// `row labels:`, `column labels embedded` and the like: everybody has one name.
    fn more_labels(&mut self, word: &Word<'_>, words: &mut Words<'t>) -> Result<(), Problem> {
        if !words.peek().is_some_and(|next| next.is("labels")) {
            return Err(unknown(word));
        }
        words.next();
        if word.is("matrix") {
            while !is_section(words) && words.datum().is_some() {}
        } else {
            self.labels(words);
        }
        Ok(())
    }

    fn checked(self, begin: usize) -> Result<Self, Problem> {
        if self.n == 0 && !(self.is_embedded && matches!(self.form, Form::Edges | Form::Nodes)) {
            return Err(wrong_count(begin..begin + 2, "no `n =`"));
        }
        if !self.labels.is_empty() && self.labels.len() != self.n {
            let last = self.labels.last().map(|label| label.span.clone()).unwrap_or_default();
            return Err(too_few(
                last,
                "there are not as many labels as members",
                self.labels.len(),
                self.n,
                "label",
            ));
        }
        Ok(self)
    }
}

fn skip_sign(words: &mut Words<'_>, sign: &str) {
    if words.peek().is_some_and(|word| word.text == sign) {
        words.next();
    }
}

/// Whether the next words begin a section: `data:`, `labels:`, `row labels`.
fn is_section(words: &Words<'_>) -> bool {
    let mut ahead = words.clone();
    let (first, second) = (ahead.next(), ahead.next());
    let second_is = |word: &str| second.as_ref().is_some_and(|second| second.is(word));
    first.is_some_and(|first| match first.text.to_ascii_lowercase().as_str() {
        "data" => second_is(":"),
        "labels" => second_is(":") || second_is("embedded"),
        "row" | "col" | "column" | "matrix" => second_is("labels"),
        _ => false,
    })
}

fn unknown(word: &Word<'_>) -> Problem {
    let settings = ["n", "format", "labels", "data", "diagonal", "title"];
    let short: String = word.text.chars().take(40).collect();
    Problem::new(word.span.clone(), format!("unknown setting `{short}`"))
        .allowed("`n`, `format`, `labels`, `diagonal`, `title` or `data`")
        .did_you_mean(nearest(word.text, settings))
}
