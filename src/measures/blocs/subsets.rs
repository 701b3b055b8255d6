//! The best partition of a handful of nodes, from tables over all their subsets.
//!
//! Least frustration is the same as most weight within blocs, for the two add up to the positive weight of the network.
//! A subset is a number: node `i` of `n` is bit `n − 1 − i`, so that a larger number holds the earlier nodes. The bloc
//! of the earliest node of a subset is tried in every form; what is left over is a smaller subset, already solved. That
//! takes about 3ⁿ⁻¹/2 additions.

use super::exact::Square;

/// How many nodes the tables are made for.
pub(super) const MOST_NODES: usize = 8;
const SUBSETS: usize = 1 << MOST_NODES;

/// For every subset of nodes, its weight as one bloc and the weight within its best partition.
#[derive(Debug, Clone)]
pub(super) struct Subsets {
    n: usize,
    within: [f64; SUBSETS],
    best: [f64; SUBSETS],
    /// Blocs in the best partition of a subset with the fewest blocs; 0 where nobody has asked yet.
    fewest: [u8; SUBSETS],
}

/// The best bloc of the earliest node of a subset, and how close the next best comes.
struct Choice {
    bloc: usize,
    most: f64,
    next: f64,
}

impl Default for Subsets {
    fn default() -> Self {
        Self {
            n: 0,
            within: [0.0; SUBSETS],
            best: [0.0; SUBSETS],
            fewest: [0; SUBSETS],
        }
    }
}

impl Subsets {
    /// Fills the tables for the first `n` nodes of a weight matrix, all but the entry for all `n` together.
    pub(super) fn fill(&mut self, weight: &Square, n: usize) {
        self.n = n;
        self.sum_within(weight);
        self.best[0] = 0.0;
        for bit in 0..n.saturating_sub(1) {
            let (solved, open) = self.best.split_at_mut(1 << bit);
            open[..1 << bit].fill(f64::NEG_INFINITY);
            split_in_two(&self.within[1 << bit..2 << bit], solved, &mut open[..1 << bit]);
        }
    }

    /// Writes the bloc of every node into `of`, for the best partition and, among those within `tolerance`, the one
    /// with the fewest blocs and then the earlier member in the earlier bloc. Returns how much within-weight the second
    /// best partition lacks: 0 where several count as best.
    pub(super) fn solve(&mut self, tolerance: f64, of: &mut [u32; MOST_NODES]) -> f64 {
        let mut left = (1usize << self.n) - 1;
        let (mut gap, mut bloc) = (f64::INFINITY, 0);
        while left != 0 {
            let mut choice = if bloc == 0 {
                self.first_choice()
            } else {
                self.choice(left)
            };
            self.best[left] = choice.most;
            let lead = choice.most - choice.next;
            if lead <= tolerance {
                self.fewest = [0; SUBSETS];
                choice.bloc = self.tie_break(left, tolerance);
                gap = 0.0;
            } else if lead < gap {
                gap = lead;
            }
            self.mark(choice.bloc, bloc, of);
            left ^= choice.bloc;
            bloc += 1;
        }
        gap
    }

    fn sum_within(&mut self, weight: &Square) {
        let mut to_subset = [0.0; SUBSETS / 2];
        self.within[0] = 0.0;
        for bit in 0..self.n {
            let row = &weight[self.n - 1 - bit];
            for earlier in 0..bit {
                let tie = row[self.n - 1 - earlier];
                let (known, open) = to_subset.split_at_mut(1 << earlier);
                for (sum, &without) in open.iter_mut().zip(&known[..1 << earlier]) {
                    *sum = without + tie;
                }
            }
            let (known, open) = self.within.split_at_mut(1 << bit);
            for ((sum, &without), &added) in open.iter_mut().zip(&known[..1 << bit]).zip(&to_subset) {
                *sum = without + added;
            }
        }
    }

    /// The choice for all nodes together, where the rest of a bloc is simply everything else.
    fn first_choice(&self) -> Choice {
        let half = 1 << (self.n - 1);
        let mut choice = Choice {
            bloc: 0,
            most: f64::NEG_INFINITY,
            next: f64::NEG_INFINITY,
        };
        let rests = self.best[..half].iter().rev();
        for (bloc, (&within, &rest)) in self.within[half..2 * half].iter().zip(rests).enumerate() {
            choice.offer(half + bloc, within + rest);
        }
        choice
    }

    fn choice(&self, subset: usize) -> Choice {
        let mut choice = Choice {
            bloc: 0,
            most: f64::NEG_INFINITY,
            next: f64::NEG_INFINITY,
        };
        for bloc in blocs_of_earliest(subset) {
            choice.offer(bloc, self.within[bloc] + self.best[subset ^ bloc]);
        }
        choice
    }

    /// Among the best blocs of the earliest node: fewest blocs overall, then the largest number.
    fn tie_break(&mut self, subset: usize, tolerance: f64) -> usize {
        let (mut chosen, mut fewest) = (subset, u8::MAX);
        for bloc in blocs_of_earliest(subset) {
            if self.within[bloc] + self.best[subset ^ bloc] < self.best[subset] - tolerance {
                continue;
            }
            let count = 1 + self.fewest_blocs(subset ^ bloc, tolerance);
            if count < fewest {
                (chosen, fewest) = (bloc, count);
            }
        }
        chosen
    }

    fn fewest_blocs(&mut self, subset: usize, tolerance: f64) -> u8 {
        if subset == 0 {
            return 0;
        }
        if self.fewest[subset] == 0 {
            let bloc = self.tie_break(subset, tolerance);
            self.fewest[subset] = 1 + self.fewest_blocs(subset ^ bloc, tolerance);
        }
        self.fewest[subset]
    }

    fn mark(&self, subset: usize, bloc: u32, of: &mut [u32; MOST_NODES]) {
        for (node, mark) in of[..self.n].iter_mut().enumerate() {
            if subset >> (self.n - 1 - node) & 1 == 1 {
                *mark = bloc;
            }
        }
    }
}

impl Choice {
    fn offer(&mut self, bloc: usize, weight: f64) {
        if weight > self.most {
            self.next = self.most;
            self.most = weight;
            self.bloc = bloc;
        } else if weight > self.next {
            self.next = weight;
        }
    }
}

/// All subsets of `subset` that hold its earliest node, from the largest number to the smallest.
fn blocs_of_earliest(subset: usize) -> impl Iterator<Item = usize> {
    let earliest = 1 << subset.ilog2();
    let others = subset ^ earliest;
    let mut next = Some(others);
    std::iter::from_fn(move || {
        let joined = next?;
        next = (joined != 0).then(|| (joined - 1) & others);
        Some(earliest | joined)
    })
}

/// Raises `best[s]` to the largest `one[t] + other[s without t]` over all `t` within `s`. All three have length 2ᵏ.
fn split_in_two(one: &[f64], other: &[f64], best: &mut [f64]) {
    if let (Ok(one), Ok(other), Ok(best)) = (one.try_into(), other.try_into(), <&mut [f64; 8]>::try_from(&mut *best)) {
        return split_eight(one, other, best);
    }
    let half = best.len() / 2;
    if half == 0 {
        best[0] = larger(best[0], one[0] + other[0]);
        return;
    }
    let (one_low, one_high) = one.split_at(half);
    let (other_low, other_high) = other.split_at(half);
    let (best_low, best_high) = best.split_at_mut(half);
    split_in_two(one_low, other_low, best_low);
    split_in_two(one_high, other_low, best_high);
    split_in_two(one_low, other_high, best_high);
}

fn split_eight(one: &[f64; 8], other: &[f64; 8], best: &mut [f64; 8]) {
    let half = |side: &[f64; 8], from: usize| [side[from], side[from + 1], side[from + 2], side[from + 3]];
    let low = split_four(half(one, 0), half(other, 0), half(best, 0));
    let high = split_four(half(one, 4), half(other, 0), half(best, 4));
    let high = split_four(half(one, 0), half(other, 4), high);
    best[..4].copy_from_slice(&low);
    best[4..].copy_from_slice(&high);
}

#[inline(always)]
fn split_four(one: [f64; 4], other: [f64; 4], best: [f64; 4]) -> [f64; 4] {
    let of_one = larger(one[1] + other[0], one[0] + other[1]);
    let of_two = larger(one[2] + other[0], one[0] + other[2]);
    let of_both = larger(
        larger(one[3] + other[0], one[2] + other[1]),
        larger(one[1] + other[2], one[0] + other[3]),
    );
    [
        larger(best[0], one[0] + other[0]),
        larger(best[1], of_one),
        larger(best[2], of_two),
        larger(best[3], of_both),
    ]
}

/// The larger of two numbers; unlike `f64::max` it takes no care of NaN, and so is one instruction.
#[inline(always)]
fn larger(one: f64, other: f64) -> f64 {
    if one > other { one } else { other }
}
