//! The inverse that a packing is computed with: kept up step by step, and renewed before rounding tells.

use std::mem;

use super::{NOTHING, NOWHERE, Packing};

impl Packing {
    /// Another cycle takes the place of a used one.
    pub(super) fn replace_column(&mut self, place: usize) {
        let pivot = self.change[place];
        for row in &mut self.inverse {
            if row[place] == 0.0 {
                continue;
            }
            let share = row[place] / pivot;
            for (by, change) in row.iter_mut().zip(&self.change) {
                *by -= change * share;
            }
            row[place] = share;
            self.work += row.len() as u64;
        }
    }

    /// The cycle that enters and a tie that has become tight come to the others.
    pub(super) fn border(&mut self, tie: u32) {
        let pivot = self.slack_change[tie as usize];
        for (row, &tight) in self.inverse.iter_mut().zip(&self.tight) {
            let share = -self.lever[tight as usize] / pivot;
            if share != 0.0 {
                for (by, change) in row.iter_mut().zip(&self.change) {
                    *by += change * share;
                }
                self.work += row.len() as u64;
            }
            row.push(-share);
        }
        let mut last: Vec<f64> = self.change.iter().map(|change| -change / pivot).collect();
        last.push(1.0 / pivot);
        self.inverse.push(last);
    }

    /// A tie that was tight and a cycle that was used both go.
    pub(super) fn cut(&mut self, loose: u32, old: u32) {
        let (row_place, place) = (
            self.place_of_tie[loose as usize] as usize,
            self.place_of_cycle[old as usize] as usize,
        );
        let gone = self.inverse.swap_remove(row_place);
        for row in &mut self.inverse {
            let share = row[place] / gone[place];
            if share != 0.0 {
                for (by, gone) in row.iter_mut().zip(&gone) {
                    *by -= gone * share;
                }
                self.work += row.len() as u64;
            }
            row.swap_remove(place);
        }
        self.tight.swap_remove(row_place);
        self.used.swap_remove(place);
        self.amount.swap_remove(place);
        if let Some(&moved) = self.tight.get(row_place) {
            self.place_of_tie[moved as usize] = row_place as u32;
        }
        if let Some(&moved) = self.used.get(place) {
            self.place_of_cycle[moved as usize] = place as u32;
        }
        self.place_of_tie[loose as usize] = NOWHERE;
        self.place_of_cycle[old as usize] = NOWHERE;
    }

    /// Another tie takes the place of a tight one.
    pub(super) fn replace_row(&mut self, place: usize) {
        let mut row = mem::take(&mut self.inverse[place]);
        let pivot = -self.lever[self.tight[place] as usize];
        row.iter_mut().for_each(|by| *by /= pivot);
        for (other, &tight) in self.inverse.iter_mut().zip(&self.tight) {
            let share = -self.lever[tight as usize];
            if share != 0.0 && !other.is_empty() {
                for (by, own) in other.iter_mut().zip(&row) {
                    *by -= own * share;
                }
                self.work += row.len() as u64;
            }
        }
        self.inverse[place] = row;
    }

    /// Computes the inverse, the amounts and the slack anew from the used cycles and tight ties alone.
    pub(super) fn renew(&mut self) {
        let size = self.used.len();
        let mut matrix = vec![vec![0.0; 2 * size]; size];
        for (place, &cycle) in self.used.iter().enumerate() {
            for &tie in &self.cycles[cycle as usize] {
                if self.place_of_tie[tie as usize] != NOWHERE {
                    matrix[place][self.place_of_tie[tie as usize] as usize] = 1.0;
                }
            }
            matrix[place][size + place] = 1.0;
        }
        self.work += (size * size * size) as u64 / 2;
        if !invert(&mut matrix) {
            return self.empty();
        }
        for (row, computed) in self.inverse.iter_mut().zip(&matrix) {
            row.copy_from_slice(&computed[size..]);
        }
        self.weigh_anew();
        self.price_anew();
    }

    fn price_anew(&mut self) {
        for (&tie, row) in self.tight.iter().zip(&self.inverse) {
            self.price[tie as usize] = row.iter().sum();
        }
        self.work += (self.tight.len() * self.tight.len()) as u64;
    }

    fn weigh_anew(&mut self) {
        self.amount.fill(0.0);
        for (&tie, row) in self.tight.iter().zip(&self.inverse) {
            for (amount, by) in self.amount.iter_mut().zip(row) {
                *amount += by * self.room[tie as usize];
            }
        }
        self.slack.copy_from_slice(&self.room);
        for (&cycle, amount) in self.used.iter().zip(&mut self.amount) {
            *amount = amount.max(0.0);
            for &tie in &self.cycles[cycle as usize] {
                self.slack[tie as usize] -= *amount;
            }
        }
        for &tie in &self.tight {
            self.slack[tie as usize] = 0.0;
        }
    }

    /// Nothing is packed any more.
    fn empty(&mut self) {
        self.used.clear();
        self.tight.clear();
        self.inverse.clear();
        self.amount.clear();
        self.place_of_cycle.fill(NOWHERE);
        self.place_of_tie.fill(NOWHERE);
        self.price.fill(0.0);
        self.slack.copy_from_slice(&self.room);
    }
}

/// Turns the left half of the rows into the unit matrix, and so the right half into the inverse; false if there is none.
fn invert(rows: &mut [Vec<f64>]) -> bool {
    for column in 0..rows.len() {
        let size = |row: usize| rows[row][column].abs();
        let Some(pivot) = (column..rows.len()).reduce(|most, row| if size(row) > size(most) { row } else { most })
        else {
            return false;
        };
        if size(pivot) < NOTHING {
            return false;
        }
        rows.swap(column, pivot);
        let mut row = mem::take(&mut rows[column]);
        let share = 1.0 / row[column];
        row.iter_mut().for_each(|number| *number *= share);
        for other in rows.iter_mut().filter(|other| !other.is_empty()) {
            let share = other[column];
            if share != 0.0 {
                for (number, own) in other[column..].iter_mut().zip(&row[column..]) {
                    *number -= own * share;
                }
            }
        }
        rows[column] = row;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_and_its_inverse_stand_side_by_side() {
        let mut rows = vec![vec![0.0, 2.0, 1.0, 0.0], vec![1.0, 4.0, 0.0, 1.0]];
        assert!(invert(&mut rows));
        assert_eq!(rows, [vec![1.0, 0.0, -2.0, 1.0], vec![0.0, 1.0, 0.5, 0.0]]);
        assert!(!invert(&mut [vec![1.0, 1.0, 1.0, 0.0], vec![1.0, 1.0, 0.0, 1.0]]));
    }
}
