//! The best partition of a handful of nodes, from tables over all their subsets.
//!
//! Least frustration is the same as most weight within blocs, for the two add up to the positive weight of the network.
//! A subset is a number: node `i` of `n` is bit `n − 1 − i`, so that a larger number holds the earlier nodes. The bloc
//! of the earliest node of a subset is tried in every form; what is left over is a smaller subset, already solved. That
//! takes about 3ⁿ⁻¹/2 additions.

use super::square::{MOST_NODES, Square, larger, smaller};

const SUBSETS: usize = 1 << MOST_NODES;
const UNKNOWN: u64 = u64::MAX;
const ONE_BLOC: u64 = 1 << (4 * MOST_NODES);

/// For every subset of nodes, its weight as one bloc and the weight within its best partition.
pub(super) struct Subsets {
    n: usize,
    within: [f64; SUBSETS],
    best: [f64; SUBSETS],
}

/// The best bloc of the earliest node of a subset, and how close the next best comes.
struct Choice {
    bloc: usize,
    most: f64,
    next: f64,
}

impl Subsets {
    /// Writes the bloc of each of the first `n` nodes of a weight matrix into `of`, `n` at least 1, for the best partition and,
    /// among those within `tolerance`, the one with the fewest blocs and then the earlier member in the earlier bloc. Returns
    /// how many blocs there are.
    pub(super) fn solve(weight: &Square, n: usize, tolerance: f64, of: &mut [u32; MOST_NODES]) -> usize {
        let mut subsets = Self {
            n,
            within: [0.0; SUBSETS],
            best: [0.0; SUBSETS],
        };
        subsets.sum_within(weight);
        subsets.fill();
        subsets.choose(tolerance, of)
    }

    /// Reads the best partition off the tables.
    fn choose(&mut self, tolerance: f64, of: &mut [u32; MOST_NODES]) -> usize {
        let mut left = (1usize << self.n) - 1;
        let mut bloc = 0;
        while left != 0 {
            let choice = if bloc == 0 {
                self.first_choice()
            } else {
                self.choice(left)
            };
            self.best[left] = choice.most;
            if choice.most - choice.next <= tolerance {
                return self.settle_ties(left, bloc, tolerance, of);
            }
            for node in self.nodes(choice.bloc) {
                of[node] = bloc;
            }
            left ^= choice.bloc;
            bloc += 1;
        }
        bloc as usize
    }

    /// Solves every subset without the earliest node.
    // Not inlined: as a part of its caller it is compiled to slower code.
    #[inline(never)]
    fn fill(&mut self) {
        self.best[0] = 0.0;
        for bit in 0..self.n.saturating_sub(1) {
            let (solved, open) = self.best.split_at_mut(1 << bit);
            split_in_two(&self.within[1 << bit..2 << bit], solved, &mut open[..1 << bit]);
        }
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
        let mut total = [f64::NEG_INFINITY; SUBSETS / 2];
        let rests = self.best[..half].iter().rev();
        for ((total, &within), &rest) in total.iter_mut().zip(&self.within[half..2 * half]).zip(rests) {
            *total = within + rest;
        }
        let (most, next) = largest_two(&total[..half.max(8)]);
        let bloc = total.iter().position(|&weight| weight == most).unwrap_or(0);
        Choice {
            bloc: half + bloc,
            most,
            next,
        }
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

    /// Writes the best partition of `subset` for which ties are decided, its blocs numbered from `bloc` on; returns the number
    /// behind the last.
    #[inline(never)]
    fn settle_ties(&self, subset: usize, bloc: u32, tolerance: f64, of: &mut [u32; MOST_NODES]) -> usize {
        let mut known = [UNKNOWN; SUBSETS];
        known[0] = 0;
        let blocs = self.tidiest(subset, tolerance, &mut known);
        for node in self.nodes(subset) {
            of[node] = bloc + (blocs >> (4 * (self.n - 1 - node)) & 0xF) as u32;
        }
        bloc as usize + (blocs / ONE_BLOC) as usize
    }

    /// The least among equally good partitions of a subset, which `known` may hold: how many blocs, and behind them the bloc of
    /// every node, four bits each and the earliest node first.
    fn tidiest(&self, subset: usize, tolerance: f64, known: &mut [u64; SUBSETS]) -> u64 {
        if known[subset] == UNKNOWN {
            for bloc in blocs_of_earliest(subset) {
                let rest = subset ^ bloc;
                if self.within[bloc] + self.best[rest] >= self.best[subset] - tolerance {
                    let partition = self.tidiest(rest, tolerance, known) + ONE_BLOC + one_for_each(rest);
                    known[subset] = known[subset].min(partition);
                }
            }
        }
        known[subset]
    }

    fn nodes(&self, subset: usize) -> impl Iterator<Item = usize> + use<> {
        let n = self.n;
        (0..n).filter(move |node| subset >> (n - 1 - node) & 1 == 1)
    }
}

/// A 1 in the four bits of every node of a subset.
fn one_for_each(subset: usize) -> u64 {
    (0..MOST_NODES)
        .map(|bit| ((subset >> bit & 1) as u64) << (4 * bit))
        .sum()
}

impl Choice {
    fn offer(&mut self, bloc: usize, weight: f64) {
        self.bloc = if weight > self.most { bloc } else { self.bloc };
        self.next = larger(self.next, smaller(self.most, weight));
        self.most = larger(self.most, weight);
    }
}

/// The largest number and the next one, which may be equal.
fn largest_two(numbers: &[f64]) -> (f64, f64) {
    let (mut most, mut next) = ([f64::NEG_INFINITY; 8], [f64::NEG_INFINITY; 8]);
    for eight in numbers.as_chunks::<8>().0 {
        for lane in 0..8 {
            next[lane] = larger(next[lane], smaller(most[lane], eight[lane]));
            most[lane] = larger(most[lane], eight[lane]);
        }
    }
    let mut both = (most[0], next[0]);
    for lane in 1..8 {
        both.1 = larger(smaller(both.0, most[lane]), larger(both.1, next[lane]));
        both.0 = larger(both.0, most[lane]);
    }
    both
}

/// All subsets of `subset` that hold its earliest node, from the largest number to the smallest.
fn blocs_of_earliest(subset: usize) -> impl Iterator<Item = usize> {
    let earliest = 1 << subset.ilog2();
    subsets(subset ^ earliest).map(move |others| earliest | others)
}

/// Makes `best[s]` the largest `one[t] + other[s without t]` over all `t` within `s`. All three have the same length 2ᵏ.
fn split_in_two(one: &[f64], other: &[f64], best: &mut [f64]) {
    if best.len() < 8 {
        for (all, best) in best.iter_mut().enumerate() {
            *best = subsets(all).fold(f64::NEG_INFINITY, |best, part| {
                larger(best, one[part] + other[all ^ part])
            });
        }
        return;
    }
    let (one, other) = (one.as_chunks().0, other.as_chunks().0);
    for (all, best) in best.as_chunks_mut::<8>().0.iter_mut().enumerate() {
        let mut most = [[f64::NEG_INFINITY; 2]; 4];
        for part in subsets(all) {
            split_eight(&one[part], &other[all ^ part], &mut most);
        }
        best.copy_from_slice(most.as_flattened());
    }
}

/// All subsets of a set, from the largest number to the smallest.
fn subsets(set: usize) -> impl Iterator<Item = usize> {
    let mut next = Some(set);
    std::iter::from_fn(move || {
        let subset = next?;
        next = (subset != 0).then(|| (subset - 1) & set);
        Some(subset)
    })
}

/// The same for three nodes at once, raising what `best` holds; written out because nearly all the time goes here.
#[inline(always)]
fn split_eight(one: &[f64; 8], other: &[f64; 8], best: &mut [[f64; 2]; 4]) {
    let (one, other) = (one.as_chunks().0, other.as_chunks().0);
    raise(&mut best[0], one[0], other[0]);
    raise(&mut best[1], one[0], other[1]);
    raise(&mut best[2], one[0], other[2]);
    raise(&mut best[3], one[0], other[3]);
    raise(&mut best[1], one[1], other[0]);
    raise(&mut best[3], one[1], other[2]);
    raise(&mut best[2], one[2], other[0]);
    raise(&mut best[3], one[2], other[1]);
    raise(&mut best[3], one[3], other[0]);
}

/// The same for one node, both subsets side by side.
#[inline(always)]
fn raise(best: &mut [f64; 2], one: [f64; 2], other: [f64; 2]) {
    let without = [one[0] + other[0], one[1] + other[0]];
    let with = [one[0] + f64::NEG_INFINITY, one[0] + other[1]];
    for lane in 0..2 {
        best[lane] = larger(larger(with[lane], without[lane]), best[lane]);
    }
}
