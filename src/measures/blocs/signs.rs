//! How sure the signs of a nearly leading vector are.

use super::dense::{Census, Dense};
use super::leading::Leading;

/// The other eigenvalues are never thought to lie further below the leading one than this share of it.
const MOST_WORTHWHILE: f64 = 0.5;
/// After a proof they are thought to lie so many times as far below.
const CONFIDENCE: f64 = 1.2;
/// And after an attempt that failed.
const DOUBT: f64 = 0.5;

/// The two sides that the signs of a vector make, and what it would take for those of the leading eigenvector to be better.
#[derive(Debug, Clone)]
pub(super) struct Signs {
    /// 1 or −1 for every node, 0 behind the last.
    side: Vec<f64>,
    fresh: Vec<f64>,
    /// The weight of every node's ties with the first side less that with the second.
    pull: Vec<f64>,
    frustration: f64,
    doubtful: Vec<u32>,
    /// How far below the leading eigenvalue, as a share of it, the others are thought to lie.
    worthwhile: f64,
}

impl Default for Signs {
    fn default() -> Self {
        Self {
            side: Vec::new(),
            fresh: Vec::new(),
            pull: Vec::new(),
            frustration: 0.0,
            doubtful: Vec::new(),
            worthwhile: MOST_WORTHWHILE,
        }
    }
}

impl Signs {
    /// Forgets all months.
    pub(super) fn reset(&mut self) {
        self.worthwhile = MOST_WORTHWHILE;
    }

    /// A new month begins, with other weights.
    pub(super) fn begin(&mut self) {
        self.side.clear();
    }

    /// Reads the signs of a vector and returns their frustration.
    pub(super) fn read(&mut self, dense: &Dense, leading: &Leading, census: Census) -> f64 {
        let signs = leading.vector()[..dense.n()].iter();
        self.fresh.clear();
        self.fresh
            .extend(signs.map(|&entry| if entry < 0.0 { -1.0 } else { 1.0 }));
        self.fresh.resize(dense.width(), 0.0);
        if self.fresh != self.side {
            std::mem::swap(&mut self.fresh, &mut self.side);
            dense.multiply(&self.side, &mut self.pull);
            let agreement: f64 = self.pull.iter().zip(&self.side).map(|(pull, side)| pull * side).sum();
            self.frustration = (census.totals.positive + census.totals.negative - agreement / 2.0) / 2.0;
        }
        self.frustration
    }

    /// Writes the sides as blocs; returns how many there are.
    pub(super) fn write(&self, n: usize, of: &mut Vec<u32>) -> usize {
        of.clear();
        of.extend(self.side[..n].iter().map(|&side| u32::from(side != self.side[0])));
        1 + usize::from(of.contains(&1))
    }

    /// Whether the signs of the leading eigenvector surely have a frustration that is not lower by more than `spare` than that of the
    /// signs at hand.
    ///
    /// # Source
    /// The vector's angle to the leading one: Davis & Kahan (1970), sin θ ≤ ‖residual‖ / (quotient − second eigenvalue).
    #[inline(never)]
    pub(super) fn are_known(&mut self, dense: &mut Dense, leading: &Leading, census: Census, spare: f64) -> bool {
        let (quotient, residual) = leading.quotient_and_residual();
        let second = (census.square_size - quotient * quotient).max(0.0).sqrt();
        if self.is_harmless(dense, leading.vector(), residual / (quotient - second), spare) {
            return true;
        }
        let distance = self.worthwhile * quotient;
        if !self.is_harmless(dense, leading.vector(), residual / distance, spare) {
            return false;
        }
        let is_proven = dense.others_lie_below(quotient - distance, quotient, leading.vector());
        let change = if is_proven { CONFIDENCE } else { DOUBT };
        self.worthwhile = (self.worthwhile * change).min(MOST_WORTHWHILE);
        is_proven
    }

    /// Whether those nodes whose signs a vector at an angle of this sine may have wrong surely gain no more than `spare` by
    /// changing sides.
    ///
    /// At an angle θ the entries of wrong sign are together no longer than tan θ.
    fn is_harmless(&mut self, dense: &Dense, vector: &[f64], sine: f64, spare: f64) -> bool {
        if !(0.0..1.0).contains(&sine) {
            return false;
        }
        let square_tangent = sine * sine / (1.0 - sine * sine);
        self.doubtful.clear();
        let is_doubtful = |&node: &u32| vector[node as usize] * vector[node as usize] <= square_tangent;
        self.doubtful.extend((0..dense.n() as u32).filter(is_doubtful));
        let mut gain = 0.0;
        for &node in &self.doubtful {
            let row = dense.row(node as usize);
            let among: f64 = self.doubtful.iter().map(|&other| row[other as usize].abs()).sum();
            let own_side = self.pull[node as usize] * self.side[node as usize];
            gain += (among - own_side).max(0.0);
            if gain > spare {
                return false;
            }
        }
        true
    }
}
