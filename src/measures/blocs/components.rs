//! The parts of a network that no tie joins.

use super::SignedNetwork;

/// The nodes of every connected component of the non-zero ties, ascending, components by their first node.
pub(super) fn components(network: &SignedNetwork) -> Vec<Vec<u32>> {
    let mut is_found = vec![false; network.n()];
    let mut components = Vec::new();
    for node in 0..network.n() {
        if !is_found[node] {
            components.push(reach(network, node, &mut is_found));
        }
    }
    components
}

/// The network among some of the nodes, given in ascending order and numbered so.
pub(super) fn among(network: &SignedNetwork, nodes: &[u32]) -> SignedNetwork {
    let mut ties = Vec::new();
    for (new, &node) in nodes.iter().enumerate() {
        let later = network
            .ties_of(node as usize)
            .filter(|&(partner, _)| partner > node as usize);
        ties.extend(later.filter_map(|(partner, weight)| {
            let number = nodes.binary_search(&(partner as u32)).ok()?;
            Some((new as u32, number as u32, weight))
        }));
    }
    let mut part = SignedNetwork::default();
    part.rebuild_from_ties(nodes.len(), &ties);
    part
}

fn reach(network: &SignedNetwork, from: usize, is_found: &mut [bool]) -> Vec<u32> {
    let mut found = vec![from as u32];
    is_found[from] = true;
    let mut next = 0;
    while next < found.len() {
        for (partner, weight) in network.ties_of(found[next] as usize) {
            if weight != 0.0 && !is_found[partner] {
                is_found[partner] = true;
                found.push(partner as u32);
            }
        }
        next += 1;
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_of_weight_zero_joins_nobody() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(5, &[(0, 3, -1.0), (3, 4, 1.0), (1, 4, 0.0)]);
        assert_eq!(components(&network), [vec![0, 3, 4], vec![1], vec![2]]);
    }

    #[test]
    fn a_part_keeps_the_ties_among_its_nodes() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(4, &[(0, 3, -1.0), (3, 1, 1.0), (1, 2, 0.5)]);
        assert!(among(&network, &[1, 2, 3]).pairs().eq([(0, 1, 0.5), (0, 2, 1.0)]));
    }
}
