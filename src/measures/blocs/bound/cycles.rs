//! Bad cycles: cycles that frustrate one of their ties in every partition.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::blocks::{Block, Rows};

/// What a look along a tie costs, in the arithmetic of a packing.
const STEP: u64 = 8;

/// Into how many blocs a network may fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Freedom {
    /// Two at most: a cycle is bad if it has an odd number of negative ties.
    Two,
    /// Any number: a cycle is bad if it has exactly one negative tie.
    Any,
}

impl Freedom {
    /// Whether a cycle is bad.
    pub(super) fn is_bad(self, cycle: &[u32], is_negative: &[bool]) -> bool {
        let n_negative = cycle.iter().filter(|&&tie| is_negative[tie as usize]).count();
        match self {
            Self::Two => n_negative % 2 == 1,
            Self::Any => n_negative == 1,
        }
    }
}

/// Looks for bad cycles whose ties cost little.
pub(super) struct Cycles {
    n: usize,
    rows: Rows,
    freedom: Freedom,
    /// How far each node is, reached over an even and over an odd number of negative ties.
    far: Vec<f64>,
    /// By which tie, and from where, it was reached.
    by: Vec<(u32, u32)>,
    met: Vec<u32>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
    /// Arithmetic done.
    pub(super) work: u64,
}

impl Cycles {
    pub(super) fn new(block: &Block, freedom: Freedom) -> Self {
        Self {
            n: block.n,
            rows: block.rows(),
            freedom,
            far: vec![f64::INFINITY; 2 * block.n],
            by: vec![(0, 0); 2 * block.n],
            met: Vec::new(),
            heap: BinaryHeap::new(),
            work: 0,
        }
    }

    /// The cheapest bad cycles through every node or negative tie, of those that cost less than 1, while the work lasts. A
    /// tie costs `toll` beside its price, which is 0 or more.
    pub(super) fn cheap(&mut self, price: &[f64], is_negative: &[bool], toll: f64, most_work: u64) -> Vec<Vec<u32>> {
        let mut found = Vec::new();
        for root in 0..self.n as u32 {
            if self.work >= most_work {
                break;
            }
            let cost = |tie: u32| price[tie as usize] + toll;
            self.spread(root, cost, is_negative);
            match self.freedom {
                Freedom::Two => found.extend(self.way_back(root, 2 * root + 1)),
                Freedom::Any => self.close(root, is_negative, &mut found),
            }
        }
        found.iter_mut().for_each(|cycle| cycle.sort_unstable());
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The negative ties at a node each close the way to their other end.
    fn close(&self, root: u32, is_negative: &[bool], found: &mut Vec<Vec<u32>>) {
        for &(tie, end) in self.rows.of(root) {
            if end > root && is_negative[tie as usize] {
                found.extend(self.way_back(root, 2 * end).map(|mut way| {
                    way.push(tie);
                    way
                }));
            }
        }
    }

    /// Finds the cheapest ways from a node: with two blocs over all ties among this and later nodes, else over positive ties.
    fn spread(&mut self, root: u32, cost: impl Fn(u32) -> f64, is_negative: &[bool]) {
        for place in self.met.drain(..) {
            self.far[place as usize] = f64::INFINITY;
        }
        self.heap.clear();
        self.reach(2 * root, 0.0, (0, 0));
        while let Some(Reverse((bits, place))) = self.heap.pop() {
            let far = f64::from_bits(bits);
            if far > self.far[place as usize] {
                continue;
            }
            if self.freedom == Freedom::Two && place == 2 * root + 1 {
                break;
            }
            let (node, side) = (place / 2, place % 2);
            self.work += STEP * self.rows.of(node).len() as u64;
            for at in 0..self.rows.of(node).len() {
                let (tie, partner) = self.rows.of(node)[at];
                let turn = u32::from(is_negative[tie as usize]);
                let is_open = match self.freedom {
                    Freedom::Two => partner >= root,
                    Freedom::Any => turn == 0,
                };
                let far = far + cost(tie);
                if is_open && far < 1.0 {
                    self.reach(2 * partner + (side ^ turn), far, (tie, place));
                }
            }
        }
    }

    fn reach(&mut self, place: u32, far: f64, by: (u32, u32)) {
        let before = self.far[place as usize];
        if far < before {
            if before == f64::INFINITY {
                self.met.push(place);
            }
            self.far[place as usize] = far;
            self.by[place as usize] = by;
            self.heap.push(Reverse((far.to_bits(), place)));
        }
    }

    /// The ties of the way from a place back to the root; of a closed way that meets itself, the inner part.
    fn way_back(&self, root: u32, from: u32) -> Option<Vec<u32>> {
        if self.far[from as usize] == f64::INFINITY {
            return None;
        }
        let (mut nodes, mut ties) = (vec![from / 2], Vec::new());
        let mut place = from;
        while place != 2 * root {
            let (tie, before) = self.by[place as usize];
            nodes.push(before / 2);
            ties.push(tie);
            place = before;
        }
        Some(innermost(&nodes, ties))
    }
}

/// The shortest stretch that begins and ends at one node, else all. A way passes a node twice at most, over an even and
/// over an odd number of negative ties, so that such a stretch is bad.
fn innermost(nodes: &[u32], ties: Vec<u32>) -> Vec<u32> {
    let again = |first: usize| (first + 1..nodes.len()).find(|&last| nodes[last] == nodes[first]);
    let stretches = (0..nodes.len()).filter_map(|first| again(first).map(|last| (first, last)));
    match stretches.min_by_key(|(first, last)| last - first) {
        Some((first, last)) => ties[first..last].to_vec(),
        None => ties,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_with_three_negative_ties_is_bad_for_two_blocs_only() {
        let ring = Block {
            n: 4,
            ends: vec![[0, 1], [1, 2], [2, 3], [0, 3]],
            weight: vec![-1.0, -1.0, -1.0, 1.0],
            node: (0..4).collect(),
        };
        assert_eq!(cheap(&ring, Freedom::Two, &[0.0; 4]), [[0, 1, 2, 3]]);
        assert!(cheap(&ring, Freedom::Two, &[0.5, 0.5, 0.0, 0.0]).is_empty());
        assert!(cheap(&ring, Freedom::Any, &[0.0; 4]).is_empty());
    }

    #[test]
    fn of_two_cycles_through_one_node_the_bad_one_is_found() {
        let triangles = Block {
            n: 5,
            ends: vec![[0, 1], [1, 2], [0, 2], [2, 3], [3, 4], [2, 4]],
            weight: vec![1.0, 1.0, 1.0, 1.0, -1.0, 1.0],
            node: (0..5).collect(),
        };
        for freedom in [Freedom::Two, Freedom::Any] {
            assert_eq!(cheap(&triangles, freedom, &[0.0; 6]), [[3, 4, 5]]);
        }
    }

    fn cheap(block: &Block, freedom: Freedom, price: &[f64]) -> Vec<Vec<u32>> {
        let is_negative: Vec<bool> = block.weight.iter().map(|&weight| weight < 0.0).collect();
        Cycles::new(block, freedom).cheap(price, &is_negative, 1e-9, u64::MAX)
    }
}
