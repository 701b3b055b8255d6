//! Sums by bloc.

/// Adds up the weight of ties by bloc; clearing costs no more than the blocs that were met.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    sum: Vec<f64>,
    is_met: Vec<bool>,
    met: Vec<u32>,
}

impl Tally {
    /// Makes room for blocs below `n`, all of sum 0.
    pub(super) fn prepare(&mut self, n: usize) {
        self.sum.clear();
        self.sum.resize(n, 0.0);
        self.is_met.clear();
        self.is_met.resize(n, false);
        self.met.clear();
    }

    /// Every sum is 0 again.
    pub(super) fn clear(&mut self) {
        for &bloc in &self.met {
            self.sum[bloc as usize] = 0.0;
            self.is_met[bloc as usize] = false;
        }
        self.met.clear();
    }

    /// Adds the weight of a tie to its bloc's sum.
    #[inline]
    pub(super) fn add(&mut self, bloc: u32, weight: f64) {
        let place = bloc as usize;
        if !self.is_met[place] {
            self.is_met[place] = true;
            self.met.push(bloc);
        }
        self.sum[place] += weight;
    }

    /// The sum of a bloc, 0 if it was not met.
    #[inline]
    pub(super) fn of(&self, bloc: u32) -> f64 {
        self.sum[bloc as usize]
    }

    /// Whether a tie to this bloc was added.
    pub(super) fn has_met(&self, bloc: u32) -> bool {
        self.is_met[bloc as usize]
    }

    /// The met bloc with the largest sum, the earlier met one among equals.
    pub(super) fn largest(&self) -> Option<(u32, f64)> {
        let mut largest = None;
        for &bloc in &self.met {
            let sum = self.of(bloc);
            if largest.is_none_or(|(_, most)| sum > most) {
                largest = Some((bloc, sum));
            }
        }
        largest
    }
}
