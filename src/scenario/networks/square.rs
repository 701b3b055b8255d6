//! Ties out of a square of numbers.

use std::ops::Range;

use super::collector::Collector;
use super::figure::Figure;
use super::network_file::Sense;

/// A cell: its number where it has one, and its place.
pub(super) type Cell = Figure;

/// A square of cells, row by row, as many as members.
pub(super) struct Square {
    pub(super) n: usize,
    pub(super) cells: Vec<Cell>,
}

impl Square {
    pub(super) fn of(n: usize) -> Self {
        Self { n, cells: Vec::new() }
    }

    pub(super) fn push(&mut self, number: Option<f64>, span: Range<usize>) {
        self.cells.push(Figure::new(number, span));
    }

    fn at(&self, i: usize, j: usize) -> Cell {
        self.cells.get(i * self.n + j).copied().unwrap_or_default()
    }

    /// What of a cell is a tie: neither nothing nor zero.
    fn tie(&self, i: usize, j: usize) -> Option<f64> {
        self.at(i, j).number.filter(|&number| number != 0.0)
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.n).flat_map(|i| (i + 1..self.n).map(move |j| (i, j)))
    }

    /// Hands over the ties: each pair once where both halves are the same or one is empty.
    pub(super) fn collect(&self, collector: &mut Collector<'_>) {
        let is_symmetric = self.pairs().all(|(i, j)| self.tie(i, j) == self.tie(j, i));
        let is_empty = |i: usize, j: usize| self.at(i, j).number.is_none();
        let has_half = self.pairs().all(|(i, j)| is_empty(i, j)) || self.pairs().all(|(i, j)| is_empty(j, i));
        let is_undirected = is_symmetric || has_half;
        let mut take = |i: usize, j: usize, cell: Cell, sense: Sense| {
            collector.cell([i, j], sense, [cell, Figure::default(), Figure::default()], cell.span());
        };
        if is_undirected {
            for (i, j) in self.pairs() {
                let told = [(i, j), (j, i)].into_iter().find(|&(i, j)| self.tie(i, j).is_some());
                if let Some((row, column)) = told {
                    take(i, j, self.at(row, column), Sense::BothWays);
                }
            }
        } else {
            let all = (0..self.n).flat_map(|i| (0..self.n).map(move |j| (i, j)));
            for (i, j) in all.filter(|&(i, j)| i != j && self.tie(i, j).is_some()) {
                take(i, j, self.at(i, j), Sense::OneWay);
            }
        }
        self.remark(has_half && !is_symmetric, collector);
    }

    fn remark(&self, has_half: bool, collector: &mut Collector<'_>) {
        if has_half {
            collector.remarks.push("only one half is filled".to_owned());
        }
        let is_zero = |i: usize, j: usize| self.at(i, j).number == Some(0.0);
        if self.pairs().any(|(i, j)| is_zero(i, j) || is_zero(j, i)) {
            collector.remarks.push("0 is no tie".to_owned());
        }
        if (0..self.n).any(|i| self.tie(i, i).is_some()) {
            collector.remarks.push("the diagonal is not read".to_owned());
        }
    }
}
