//! The data of a DL file.

use super::super::collector::{Collector, too_few};
use super::super::figure::Figure;
use super::super::list::no_number;
use super::super::network_file::Sense;
use super::super::numbers::number;
use super::super::square::Square;
use super::head::{Form, Head};
use super::words::{Word, Words};
use crate::scenario::gate::{Problem, nearest};

/// The data, behind the head.
pub(super) struct Data<'t> {
    head: Head<'t>,
    words: Words<'t>,
    collector: Collector<'t>,
    is_weighted: bool,
}

impl<'t> Data<'t> {
    pub(super) fn new(head: Head<'t>, words: Words<'t>, collector: Collector<'t>) -> Self {
        Self {
            head,
            words,
            collector,
            is_weighted: false,
        }
    }

    /// What was collected.
    pub(super) fn finish(mut self) -> Collector<'t> {
        self.collector.weigh(self.is_weighted);
        self.collector
    }

    pub(super) fn read(&mut self) {
        self.collector.remarks.append(&mut self.head.remarks);
        let is_square = matches!(self.head.form, Form::Full | Form::Upper | Form::Lower);
        match (is_square, self.head.is_embedded) {
            (true, true) => self.embedded_names(),
            (false, true) => {}
            _ => self.names(),
        }
        if !self.collector.problems.is_empty() {
            return;
        }
        match self.head.form {
            Form::Edges => self.edges(),
            Form::Nodes => self.nodes(),
            form => self.square(form),
        }
    }

    /// The labels; without any, everybody is called by a number.
    fn names(&mut self) {
        let labels = std::mem::take(&mut self.head.labels);
        for label in &labels {
            self.collector.new_member(label.text, label.span.clone());
        }
        if labels.is_empty() {
            for number in 1..=self.head.n {
                self.collector.new_member(&number.to_string(), self.head.count.clone());
            }
        }
    }

    /// The names above the columns of a matrix.
    fn embedded_names(&mut self) {
        for _ in 0..self.head.n {
            if let Some(label) = self.words.datum() {
                self.collector.new_member(label.text, label.span);
            }
        }
        let found = self.collector.n_members();
        if found < self.head.n {
            let problem = too_few(
                self.head.count.clone(),
                "there are not as many labels as members",
                found,
                self.head.n,
                "label",
            );
            self.collector.complain(problem);
        }
    }

    fn square(&mut self, form: Form) {
        let n = self.head.n;
        let mut square = Square::of(n);
        self.is_weighted = true;
        for i in 0..n {
            if self.head.is_embedded && !self.row_name(i) {
                return;
            }
            for j in 0..n {
                let is_there = match form {
                    Form::Upper => i <= j,
                    Form::Lower => i >= j,
                    _ => true,
                };
                if !is_there || (i == j && !self.head.has_diagonal) {
                    square.push(None, 0..0);
                    continue;
                }
                let Some(word) = self.words.datum() else {
                    let found = format!("the end of the file in row {} of {n}", i + 1);
                    let end = self.words.text.len();
                    let problem = Problem::new(end..end, "the matrix is not complete");
                    return self
                        .collector
                        .complain(problem.found(found).allowed(format!("{n} rows of {n} numbers")));
                };
                let Some(number) = number(word.text) else {
                    return self.collector.complain(no_number(word.span, "the weight", word.text));
                };
                square.push(Some(number), word.span);
            }
        }
        self.left_over();
        square.collect(&mut self.collector);
    }

    /// The name before a row; false where it is another than that of the column.
    fn row_name(&mut self, row: usize) -> bool {
        let Some(word) = self.words.datum() else {
            return true;
        };
        let expected = self.collector.name(row).to_owned();
        if word.text != expected {
            let problem = Problem::new(word.span, format!("this row is not that of `{expected}`"));
            self.collector.complain(
                problem
                    .found(format!("found {}", word.text))
                    .allowed("rows in the order of the columns"),
            );
        }
        word.text == expected
    }

    /// More numbers than the matrix has cells are a mistake, but where further networks are left out.
    fn left_over(&mut self) {
        let is_one = self.collector.remarks.is_empty();
        if let Some(word) = self.words.datum().filter(|_| is_one) {
            let n = self.head.n;
            let problem = Problem::new(word.span, "there are more numbers than the matrix has cells");
            self.collector.complain(
                problem
                    .found("the first too many")
                    .allowed(format!("{n} rows of {n} numbers")),
            );
        }
    }

    /// A line a tie: from, to, weight.
    fn edges(&mut self) {
        while let Some(from) = self.words.datum() {
            let Some(to) = self.words.on_this_line() else {
                let problem = Problem::new(from.span, "a tie joins two").found("one alone");
                return self.collector.complain(problem.allowed("two members and a weight"));
            };
            let weight = match self.words.on_this_line() {
                Some(word) => match number(word.text) {
                    Some(number) => {
                        self.is_weighted = true;
                        Figure::new(Some(number), word.span)
                    }
                    None => {
                        self.collector.complain(no_number(word.span, "the weight", word.text));
                        Figure::default()
                    }
                },
                None => Figure::new(Some(1.0), to.span.clone()),
            };
            let span = from.span.start..to.span.end;
            if let (Some(from), Some(to)) = (self.member(&from), self.member(&to)) {
                self.collector.tie(
                    [from, to],
                    Sense::OneWay,
                    [weight, Figure::default(), Figure::default()],
                    span,
                );
            }
            if self.collector.has_enough() {
                return;
            }
        }
    }

    /// A line: one, and all whom it is tied to.
    fn nodes(&mut self) {
        while let Some(from) = self.words.datum() {
            let from = self.member(&from);
            while let Some(to) = self.words.on_this_line() {
                if let (Some(from), Some(to_member)) = (from, self.member(&to)) {
                    let weight = Figure::new(Some(1.0), to.span.clone());
                    let figures = [weight, Figure::default(), Figure::default()];
                    self.collector.tie([from, to_member], Sense::OneWay, figures, to.span);
                }
            }
            if self.collector.has_enough() {
                return;
            }
        }
    }

    /// The member of a word: by name where labels are embedded, else by name or number.
    fn member(&mut self, word: &Word<'_>) -> Option<usize> {
        if self.head.is_embedded {
            let is_new = self.collector.known(word.text).is_none();
            if is_new && self.head.n > 0 && self.collector.n_members() == self.head.n {
                let problem = Problem::new(word.span.clone(), "there are more names than members");
                let found = format!("`{}` is one too many", word.text);
                self.collector
                    .complain(problem.found(found).allowed(format!("n = {}", self.head.n)));
                return None;
            }
            return Some(self.collector.member(word.text, word.span.clone()));
        }
        let n = self.head.n;
        let by_number = word
            .text
            .parse::<usize>()
            .ok()
            .filter(|number| (1..=n).contains(number));
        let found = by_number
            .map(|number| number - 1)
            .or_else(|| self.collector.known(word.text));
        if found.is_none() {
            let near = nearest(word.text, self.collector.names()).map(str::to_owned);
            let problem = Problem::new(word.span.clone(), format!("there is no member `{}`", word.text));
            self.collector.complain(
                problem
                    .allowed(format!("a number from 1 to {n}, or a label"))
                    .did_you_mean(near.as_deref()),
            );
        }
        found
    }
}
