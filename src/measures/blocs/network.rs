//! Networks with signed weights.

/// A symmetric network with signed weights: positive ties draw members together, negative ties push them apart.
///
/// Nodes are numbered from 0. Pairs without a tie weigh 0. The ties of a node are kept in ascending order of the
/// partner, every tie at both its ends, so that one type serves 8 members who all know each other as well as 100,000
/// members with ten ties each. Rebuilding reuses the memory of the network before.
///
/// # Example
/// ```
/// use alliance_dynamics::measures::blocs::SignedNetwork;
///
/// let mut network = SignedNetwork::default();
/// network.rebuild_from_ties(3, &[(0, 1, 0.5), (2, 1, -0.2)]);
/// assert_eq!(network.row(1), (&[0, 2][..], &[0.5, -0.2][..]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct SignedNetwork {
    /// Where each node's ties begin; one more entry than nodes.
    start: Vec<usize>,
    to: Vec<u32>,
    weight: Vec<f64>,
    unsorted: Vec<(u32, f64)>,
    cursor: Vec<usize>,
}

impl SignedNetwork {
    /// How many nodes there are.
    pub fn n(&self) -> usize {
        self.start.len().saturating_sub(1)
    }

    /// How many pairs are tied (a tie of weight 0 counts).
    pub fn n_ties(&self) -> usize {
        self.to.len() / 2
    }

    /// The partners of a node, ascending, and the weights of the ties to them.
    pub fn row(&self, node: usize) -> (&[u32], &[f64]) {
        let range = self.start[node]..self.start[node + 1];
        (&self.to[range.clone()], &self.weight[range])
    }

    /// The ties of a node as pairs of partner and weight, partners ascending.
    pub fn ties_of(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let (to, weight) = self.row(node);
        to.iter().map(|&partner| partner as usize).zip(weight.iter().copied())
    }

    /// Every tied pair once, as `(earlier, later, weight)`, in ascending order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        (0..self.n()).flat_map(move |node| {
            let later = self.ties_of(node).filter(move |&(partner, _)| partner > node);
            later.map(move |(partner, weight)| (node, partner, weight))
        })
    }

    /// Becomes the network of `n` nodes with these ties, `(one end, other end, weight)` in any order.
    ///
    /// The weights of a pair that is named more than once add up, whichever end comes first; a tie of a node with
    /// itself is passed over.
    ///
    /// # Panics
    /// If an end is not below `n`.
    pub fn rebuild_from_ties(&mut self, n: usize, ties: &[(u32, u32, f64)]) {
        self.count_ends(n, ties);
        self.drop_at_ends(ties);
        self.sort_rows(n);
        self.add_up_repeats(n);
    }

    /// Becomes the complete network of `n` nodes whose pair `i < j` weighs `weight(i, j)`.
    pub fn rebuild_complete(&mut self, n: usize, mut weight: impl FnMut(usize, usize) -> f64) {
        self.lay_out_complete(n);
        let width = n.saturating_sub(1);
        for i in 0..n {
            for j in i + 1..n {
                let pair_weight = weight(i, j);
                self.weight[i * width + j - 1] = pair_weight;
                self.weight[j * width + i] = pair_weight;
            }
        }
    }

    /// Becomes the complete network of `n` nodes with these weights, row by row, partners ascending, every tie at both its
    /// ends: `n·(n−1)` in all.
    pub fn rebuild_complete_from_rows(&mut self, n: usize, weights: impl Iterator<Item = f64>) {
        self.lay_out_complete(n);
        for (weight, new) in self.weight.iter_mut().zip(weights) {
            *weight = new;
        }
    }

    /// Becomes the network whose rows end before the ties named in `ends`; ties are `(partner, weight)`, row by row, partners
    /// ascending, every tie at both its ends.
    pub fn rebuild_from_rows(&mut self, ends: impl Iterator<Item = usize>, ties: impl Iterator<Item = (u32, f64)>) {
        self.start.clear();
        self.start.push(0);
        self.start.extend(ends);
        self.to.clear();
        self.weight.clear();
        for (partner, weight) in ties {
            self.to.push(partner);
            self.weight.push(weight);
        }
    }

    /// The weights row by row, each without its own node, if everybody is tied to everybody.
    pub(super) fn complete_rows(&self) -> Option<&[f64]> {
        self.is_complete(self.n()).then_some(&self.weight)
    }

    fn is_complete(&self, n: usize) -> bool {
        !self.start.is_empty() && self.n() == n && self.to.len() == n * n.saturating_sub(1)
    }

    /// Sums of the positive weights and of the sizes of the negative ones, over unordered pairs; both ≥ 0.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals {
            positive: 0.0,
            negative: 0.0,
        };
        for &weight in &self.weight {
            totals.positive += if weight > 0.0 { weight } else { 0.0 };
            totals.negative += if weight < 0.0 { -weight } else { 0.0 };
        }
        totals.positive /= 2.0;
        totals.negative /= 2.0;
        totals
    }

    fn lay_out_complete(&mut self, n: usize) {
        if self.is_complete(n) {
            return;
        }
        self.start.clear();
        self.start.extend((0..=n).map(|node| node * n.saturating_sub(1)));
        self.to.clear();
        for node in 0..n as u32 {
            self.to.extend((0..n as u32).filter(|&partner| partner != node));
        }
        self.weight.clear();
        self.weight.resize(self.to.len(), 0.0);
    }

    fn count_ends(&mut self, n: usize, ties: &[(u32, u32, f64)]) {
        self.start.clear();
        self.start.resize(n + 1, 0);
        for &(one, other, _) in ties.iter().filter(|tie| tie.0 != tie.1) {
            self.start[one as usize + 1] += 1;
            self.start[other as usize + 1] += 1;
        }
        for node in 0..n {
            self.start[node + 1] += self.start[node];
        }
    }

    fn drop_at_ends(&mut self, ties: &[(u32, u32, f64)]) {
        let n = self.n();
        self.cursor.clear();
        self.cursor.extend_from_slice(&self.start[..n]);
        self.unsorted.clear();
        self.unsorted.resize(self.start[n], (0, 0.0));
        for &(one, other, weight) in ties.iter().filter(|tie| tie.0 != tie.1) {
            for (end, partner) in [(one as usize, other), (other as usize, one)] {
                self.unsorted[self.cursor[end]] = (partner, weight);
                self.cursor[end] += 1;
            }
        }
    }

    /// Visiting the nodes in order and dropping each at its partners' rows leaves every row in ascending order.
    fn sort_rows(&mut self, n: usize) {
        self.cursor.clear();
        self.cursor.extend_from_slice(&self.start[..n]);
        self.to.clear();
        self.to.resize(self.unsorted.len(), 0);
        self.weight.clear();
        self.weight.resize(self.unsorted.len(), 0.0);
        for node in 0..n {
            for &(partner, weight) in &self.unsorted[self.start[node]..self.start[node + 1]] {
                let place = &mut self.cursor[partner as usize];
                self.to[*place] = node as u32;
                self.weight[*place] = weight;
                *place += 1;
            }
        }
    }

    fn add_up_repeats(&mut self, n: usize) {
        let (mut kept, mut row_start) = (0, 0);
        for node in 0..n {
            let row = row_start..self.start[node + 1];
            row_start = row.end;
            self.start[node] = kept;
            for place in row {
                if kept > self.start[node] && self.to[kept - 1] == self.to[place] {
                    self.weight[kept - 1] += self.weight[place];
                } else {
                    self.to[kept] = self.to[place];
                    self.weight[kept] = self.weight[place];
                    kept += 1;
                }
            }
        }
        self.start[n] = kept;
        self.to.truncate(kept);
        self.weight.truncate(kept);
    }
}

/// How much a network pulls together and how much it pushes apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Totals {
    /// Sum of the positive weights: the frustration if every node stood alone.
    pub positive: f64,
    /// Sum of the sizes of the negative weights: the frustration of one bloc of all.
    pub negative: f64,
}

impl Totals {
    /// Frustrations closer than this count as equal, so that rounding does not decide between partitions.
    pub fn tolerance(&self) -> f64 {
        1e-12 * (self.positive + self.negative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_found_from_both_ends_in_ascending_order() {
        let network = built(4, &[(3, 0, 1.0), (1, 0, 2.0), (0, 2, 3.0)]);
        assert_eq!(network.row(0), (&[1, 2, 3][..], &[2.0, 3.0, 1.0][..]));
        assert_eq!(network.row(3), (&[0][..], &[1.0][..]));
    }

    #[test]
    fn a_pair_named_twice_adds_up() {
        let network = built(2, &[(0, 1, 0.5), (1, 0, 0.25)]);
        assert_eq!(network.pairs().collect::<Vec<_>>(), [(0, 1, 0.75)]);
    }

    #[test]
    fn a_tie_with_oneself_is_passed_over() {
        let network = built(2, &[(1, 1, 0.5)]);
        assert_eq!((network.row(0).0.len(), network.row(1).0.len()), (0, 0));
    }

    #[test]
    fn the_complete_network_equals_the_same_network_from_ties() {
        let mut complete = built(3, &[(0, 1, 9.0)]);
        complete.rebuild_complete(3, |i, j| (10 * i + j) as f64);
        let listed = built(3, &[(0, 1, 1.0), (0, 2, 2.0), (1, 2, 12.0)]);
        assert!(complete.pairs().eq(listed.pairs()));
        assert_eq!(complete.row(2), listed.row(2));
    }

    #[test]
    fn an_empty_network_has_no_nodes() {
        assert_eq!(SignedNetwork::default().n(), 0);
        assert_eq!(built(0, &[]).n(), 0);
    }

    fn built(n: usize, ties: &[(u32, u32, f64)]) -> SignedNetwork {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(n, ties);
        network
    }
}
