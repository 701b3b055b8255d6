//! The ties of a Pajek file.

use super::super::collector::too_few;
use super::super::figure::Figure;
use super::super::list::no_number;
use super::super::network_file::Sense;
use super::super::numbers::number;
use super::super::square::Square;
use super::super::tokens::Row;
use super::Pajek;
use crate::scenario::gate::Problem;

impl Pajek<'_> {
    /// `1 2 -1 l "a label"`, or `2: 1 2 -1` for a tie of the second relation.
    pub(super) fn tie(&mut self, sense: Sense, row: &Row<'_>) {
        let relation = row.fields[0].text.strip_suffix(':').map(str::to_owned);
        let fields = &row.fields[usize::from(relation.is_some())..];
        if let Some(relation) = relation
            && self.relation.get_or_insert_with(|| relation.clone()).split(' ').next() != Some(&relation)
        {
            self.left_out.insert("further relations".to_owned());
            return;
        }
        let [from, to, rest @ ..] = fields else {
            let problem = Problem::new(row.span.clone(), "a tie joins two");
            return self.collector.complain(
                problem
                    .found("one number")
                    .allowed("two numbers of vertices, and a weight"),
            );
        };
        let (Some(from), Some(to)) = (self.number_of(from), self.number_of(to)) else {
            return;
        };
        let weight = match rest.first() {
            Some(field) => match number(&field.text) {
                Some(weight) => {
                    self.is_weighted = true;
                    Figure::new(Some(weight), field.span.clone())
                }
                None if field.text.len() <= 2 && field.text.bytes().all(|byte| byte.is_ascii_lowercase()) => one(row),
                None => {
                    return self
                        .collector
                        .complain(no_number(field.span.clone(), "the weight", &field.text));
                }
            },
            None => one(row),
        };
        self.collector.tie(
            [from, to],
            sense,
            [weight, Figure::default(), Figure::default()],
            row.span.clone(),
        );
    }

    /// `1 2 3 4`: 1 is tied to the others.
    pub(super) fn list(&mut self, sense: Sense, row: &Row<'_>) {
        let Some(from) = self.number_of(&row.fields[0]) else {
            return;
        };
        for field in &row.fields[1..] {
            if let Some(to) = self.number_of(field) {
                let weight = Figure::new(Some(1.0), field.span.clone());
                self.collector.tie(
                    [from, to],
                    sense,
                    [weight, Figure::default(), Figure::default()],
                    field.span.clone(),
                );
            }
        }
    }

    /// All numbers of a square, however they stand in lines.
    pub(super) fn matrix(&mut self, head: &Row<'_>) {
        let n = self.n.unwrap_or_default();
        let mut square = Square::of(n);
        self.is_weighted = true;
        while square.cells.len() < n.saturating_mul(n) {
            let before = self.rows.clone();
            let row = match self.rows.next_told() {
                Some(Ok(row)) if !row.fields[0].text.starts_with('*') => row,
                Some(Err(problem)) => return self.collector.complain(problem),
                _ => {
                    self.rows = before;
                    break;
                }
            };
            for field in &row.fields {
                match number(&field.text) {
                    Some(number) => square.push(Some(number), field.span.clone()),
                    None => {
                        return self
                            .collector
                            .complain(no_number(field.span.clone(), "the weight", &field.text));
                    }
                }
            }
        }
        let found = square.cells.len();
        if found != n.saturating_mul(n) {
            let problem = too_few(
                head.span.clone(),
                "the matrix is not square",
                found,
                n.saturating_mul(n),
                "number",
            );
            return self.collector.complain(problem);
        }
        square.collect(&mut self.collector);
    }
}

/// The weight of a tie that names none.
fn one(row: &Row<'_>) -> Figure {
    Figure::new(Some(1.0), row.span.clone())
}
