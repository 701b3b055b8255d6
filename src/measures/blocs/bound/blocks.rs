//! Blocks: the parts of a network that hang together even if any one node is taken out.
//!
//! Frustration adds up over blocks, since the blocs of one block can be renamed to fit the next at the one node that they
//! share.

/// In which fractions weights may be told so that they are whole numbers.
const FRACTIONS: [f64; 12] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 100.0, 200.0, 1000.0];

/// Some ties of a network, told by their own numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    /// How many nodes there are.
    pub(super) n: usize,
    /// The two ends of every tie.
    pub(super) ends: Vec<[u32; 2]>,
    /// The weight of every tie; not 0.
    pub(super) weight: Vec<f64>,
    /// Which node of the whole network each node is.
    pub(super) node: Vec<u32>,
}

impl Block {
    /// Where each node's ties are, as `(tie, other end)`.
    pub(super) fn rows(&self) -> Rows {
        let mut first = vec![0; self.n + 2];
        for &end in self.ends.iter().flatten() {
            first[end as usize + 2] += 1;
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        let mut at = vec![(0, 0); 2 * self.ends.len()];
        for (tie, &[one, other]) in self.ends.iter().enumerate() {
            for (end, partner) in [(one, other), (other, one)] {
                let place: &mut usize = &mut first[end as usize + 1];
                at[*place] = (tie as u32, partner);
                *place += 1;
            }
        }
        Rows { first, at }
    }

    /// Which ties are frustrated where the whole network's nodes stand in these blocs.
    pub(super) fn frustrated(&self, of: &[u32]) -> Vec<bool> {
        let bloc = |end: u32| of[self.node[end as usize] as usize];
        let ties = self.ends.iter().zip(&self.weight);
        ties.map(|(&[one, other], &weight)| (bloc(one) == bloc(other)) == (weight < 0.0))
            .collect()
    }

    /// Some of the ties, each as the earlier and the later of its ends in the whole network.
    pub(super) fn pairs_of(&self, is_meant: &[bool]) -> impl Iterator<Item = (u32, u32)> {
        let meant = self.ends.iter().zip(is_meant).filter(|&(_, &is_meant)| is_meant);
        meant.map(|(ends, _)| {
            let [one, other] = ends.map(|end| self.node[end as usize]);
            (one.min(other), one.max(other))
        })
    }

    /// What some of the ties weigh together, all taken as positive.
    pub(super) fn weight_of(&self, is_meant: &[bool]) -> f64 {
        let meant = self.weight.iter().zip(is_meant).filter(|&(_, &is_meant)| is_meant);
        meant.map(|(weight, _)| weight.abs()).sum()
    }

    /// A number of which every weight is a multiple, as large as can be told; 0 if there is none.
    pub(super) fn grain(&self) -> f64 {
        let is_whole = |number: f64| number < 1e9 && (number - number.round()).abs() < 1e-9 * number.max(1.0);
        let tells = |fraction: &f64| self.weight.iter().all(|weight| is_whole(weight.abs() * fraction));
        FRACTIONS.into_iter().find(tells).map_or(0.0, |fraction| {
            let whole = self
                .weight
                .iter()
                .map(|weight| (weight.abs() * fraction).round() as u64);
            whole.fold(0, common_divisor) as f64 / fraction
        })
    }

    /// The blocks that have a cycle, by their first tie.
    pub(super) fn blocks(&self) -> Vec<Self> {
        let rows = self.rows();
        let mut walk = Walk {
            entered: vec![0; self.n],
            lowest: vec![0; self.n],
            clock: 0,
            open: Vec::new(),
            is_used: vec![false; self.ends.len()],
            found: Vec::new(),
        };
        for root in 0..self.n {
            if walk.entered[root] == 0 {
                walk.from(root as u32, &rows);
            }
        }
        let cyclic = walk.found.iter().filter(|ties| ties.len() > 1);
        cyclic.map(|ties| self.among(ties)).collect()
    }

    /// The block of these ties only.
    pub(super) fn among(&self, ties: &[u32]) -> Self {
        let mut ends: Vec<u32> = ties.iter().flat_map(|&tie| self.ends[tie as usize]).collect();
        ends.sort_unstable();
        ends.dedup();
        let number = |end: u32| ends.partition_point(|&other| other < end) as u32;
        Self {
            n: ends.len(),
            ends: ties.iter().map(|&tie| self.ends[tie as usize].map(number)).collect(),
            weight: ties.iter().map(|&tie| self.weight[tie as usize]).collect(),
            node: ends.iter().map(|&end| self.node[end as usize]).collect(),
        }
    }
}

fn common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 {
        one
    } else {
        common_divisor(other, one % other)
    }
}

/// The ties of each node of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    first: Vec<usize>,
    at: Vec<(u32, u32)>,
}

impl Rows {
    pub(super) fn of(&self, node: u32) -> &[(u32, u32)] {
        &self.at[self.first[node as usize]..self.first[node as usize + 1]]
    }
}

/// A walk in depth along unused ties; where it cannot get back above a node but through it, a block ends.
///
/// # Source
/// Hopcroft & Tarjan (1973).
struct Walk {
    entered: Vec<u32>,
    lowest: Vec<u32>,
    clock: u32,
    open: Vec<u32>,
    is_used: Vec<bool>,
    found: Vec<Vec<u32>>,
}

/// A node on the way down.
struct Step {
    node: u32,
    next: usize,
    /// The tie by which it was reached stands here among the open ones.
    since: usize,
}

impl Walk {
    fn from(&mut self, root: u32, rows: &Rows) {
        let mut way = vec![self.enter(root)];
        while let Some(step) = way.last_mut() {
            let Some(&(tie, partner)) = rows.of(step.node).get(step.next) else {
                let done = way.pop();
                if let (Some(done), Some(above)) = (done, way.last()) {
                    self.leave(&done, above.node);
                }
                continue;
            };
            step.next += 1;
            if std::mem::replace(&mut self.is_used[tie as usize], true) {
                continue;
            }
            let node = step.node as usize;
            let since = self.open.len();
            self.open.push(tie);
            if self.entered[partner as usize] == 0 {
                let step = self.enter(partner);
                way.push(Step { since, ..step });
            } else {
                self.lowest[node] = self.lowest[node].min(self.entered[partner as usize]);
            }
        }
    }

    fn enter(&mut self, node: u32) -> Step {
        self.clock += 1;
        self.entered[node as usize] = self.clock;
        self.lowest[node as usize] = self.clock;
        Step {
            node,
            next: 0,
            since: 0,
        }
    }

    fn leave(&mut self, done: &Step, above: u32) {
        let lowest = self.lowest[done.node as usize];
        if lowest >= self.entered[above as usize] {
            self.found.push(self.open.split_off(done.since));
        }
        self.lowest[above as usize] = self.lowest[above as usize].min(lowest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grain_divides_all_weights() {
        let grain = |weight: &[f64]| {
            let weight = weight.to_vec();
            Block {
                weight,
                ..Block::default()
            }
            .grain()
        };
        assert_eq!(grain(&[2.0, -4.0, 6.0]), 2.0);
        assert_eq!(grain(&[0.5, -1.0]), 0.5);
        assert_eq!(grain(&[0.1, -0.3]), 0.1);
        assert_eq!(grain(&[0.123_456_7, 1.0]), 0.0);
    }

    #[test]
    fn two_triangles_at_one_node_and_a_tie_hanging_on_are_two_blocks() {
        let ends = vec![[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 2], [4, 5]];
        let whole = Block {
            n: 6,
            weight: (1..=7).map(f64::from).collect(),
            node: (10..16).collect(),
            ends,
        };
        let blocks = whole.blocks();
        assert_eq!(blocks.len(), 2);
        let nodes: Vec<&[u32]> = blocks.iter().map(|block| &block.node[..]).collect();
        assert_eq!(nodes, [&[12, 13, 14][..], &[10, 11, 12]]);
        assert_eq!(blocks[0].weight, [4.0, 5.0, 6.0]);
    }
}
