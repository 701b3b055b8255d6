//! The order in which nodes are placed one by one.

use super::SignedNetwork;

/// The nodes, each next one having the strongest ties with those before it, else the strongest ties at all.
pub(super) fn by_ties_to_the_placed(network: &SignedNetwork) -> Vec<u32> {
    let n = network.n();
    let strength: Vec<f64> = (0..n)
        .map(|node| network.ties_of(node).map(|(_, weight)| weight.abs()).sum())
        .collect();
    let mut with_placed = vec![0.0; n];
    let mut open: Vec<usize> = (0..n).collect();
    let mut order = Vec::with_capacity(n);
    while let Some(at) = (0..open.len()).reduce(|best, at| {
        let rank = |at: usize| (with_placed[open[at]], strength[open[at]]);
        if rank(at) > rank(best) { at } else { best }
    }) {
        let node = open.remove(at);
        order.push(node as u32);
        for (partner, weight) in network.ties_of(node) {
            with_placed[partner] += weight.abs();
        }
    }
    order
}

/// The weights of all pairs of places, row by row.
pub(super) fn weights_by_place(network: &SignedNetwork, order: &[u32]) -> Vec<f64> {
    let n = order.len();
    let mut place_of = vec![0; n];
    for (place, &node) in order.iter().enumerate() {
        place_of[node as usize] = place;
    }
    let mut by_place = vec![0.0; n * n];
    for (place, &node) in order.iter().enumerate() {
        for (partner, weight) in network.ties_of(node as usize) {
            by_place[place * n + place_of[partner]] = weight;
        }
    }
    by_place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_comes_first_and_its_nearest_next() {
        assert_eq!(by_ties_to_the_placed(&a_path()), [2, 3, 1, 0]);
    }

    #[test]
    fn weights_follow_the_order() {
        let weight = weights_by_place(&a_path(), &[2, 3, 1, 0]);
        assert_eq!(weight[..4], [0.0, -3.0, 2.0, 0.0]);
        assert_eq!(weight[12..], [0.0, 0.0, 1.0, 0.0]);
    }

    /// 0 to 1 to 2 to 3, ties growing stronger.
    fn a_path() -> SignedNetwork {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(4, &[(0, 1, 1.0), (1, 2, 2.0), (2, 3, -3.0)]);
        network
    }
}
