//! What is taken into a packing next, and how the prices follow.

use super::{Change, NOWHERE, Packing};

/// A cycle or a tie is taken up if its price is wrong by more than this.
const WORTHWHILE: f64 = 1e-7;
/// What a look at one tie of a cycle costs, in steps of plain arithmetic.
const LOOK: u64 = 3;

impl Packing {
    /// The cycle or the tie whose price is most wrong for the length of a step with it, and by how much it is wrong.
    pub(super) fn entering(&mut self) -> Option<(Change, f64)> {
        let mut steepest = 0.0;
        let mut entering = None;
        for (number, cycle) in self.cycles.iter().enumerate() {
            let cost: f64 = cycle.iter().map(|&tie| self.price[tie as usize]).sum();
            let wrong = 1.0 - cost;
            self.work += LOOK * cycle.len() as u64;
            if wrong > WORTHWHILE
                && wrong * wrong > steepest * self.cycle_length[number]
                && self.place_of_cycle[number] == NOWHERE
            {
                steepest = wrong * wrong / self.cycle_length[number];
                entering = Some((Change::Cycle(number as u32), wrong));
            }
        }
        for &tie in &self.tight {
            let wrong = -self.price[tie as usize];
            if wrong > WORTHWHILE && wrong * wrong > steepest * self.tie_length[tie as usize] {
                steepest = wrong * wrong / self.tie_length[tie as usize];
                entering = Some((Change::Tie(tie), wrong));
            }
        }
        entering
    }

    /// Moves the prices by what what enters was wrong, and learns how long steps are.
    ///
    /// # Source
    /// Devex pricing: Harris (1973).
    pub(super) fn pull(&mut self, entering: Change, leaving: Change, wrong: f64) {
        self.lever.fill(0.0);
        let pivot = match leaving {
            Change::Cycle(cycle) => {
                let place = self.place_of_cycle[cycle as usize] as usize;
                for (&tie, row) in self.tight.iter().zip(&self.inverse) {
                    self.lever[tie as usize] = row[place];
                }
                self.change[place]
            }
            Change::Tie(tie) => {
                let through = self.through(tie);
                for (&tight, through) in self.tight.iter().zip(through) {
                    self.lever[tight as usize] = -through;
                }
                self.lever[tie as usize] = 1.0;
                self.slack_change[tie as usize]
            }
        };
        let by = wrong / pivot;
        self.price
            .iter_mut()
            .zip(&self.lever)
            .for_each(|(price, lever)| *price += by * lever);
        self.learn(entering, leaving, pivot);
        self.work += 2 * self.price.len() as u64;
    }

    fn learn(&mut self, entering: Change, leaving: Change, pivot: f64) {
        let length = match entering {
            Change::Cycle(cycle) => self.cycle_length[cycle as usize],
            Change::Tie(tie) => self.tie_length[tie as usize],
        } / (pivot * pivot);
        for (cycle, own) in self.cycles.iter().zip(&mut self.cycle_length) {
            let lever: f64 = cycle.iter().map(|&tie| self.lever[tie as usize]).sum();
            *own = own.max(lever * lever * length);
            self.work += LOOK * cycle.len() as u64;
        }
        for &tie in &self.tight {
            let own = &mut self.tie_length[tie as usize];
            *own = own.max(self.lever[tie as usize] * self.lever[tie as usize] * length);
        }
        match leaving {
            Change::Cycle(cycle) => self.cycle_length[cycle as usize] = length.max(1.0),
            Change::Tie(tie) => self.tie_length[tie as usize] = length.max(1.0),
        }
    }
}
