//! The lower bound of a whole part, block by block.

use super::blocks::Block;
use super::branching::Branching;
use super::cycles::Freedom;
use crate::measures::blocs::components::components;
use crate::measures::blocs::local::{Bounds, LocalSearch};
use crate::measures::blocs::{Partition, SignedNetwork};

/// What is known of the least frustration of a part.
#[derive(Debug, Clone)]
pub(in crate::measures::blocs) struct Lower {
    /// No partition has less frustration.
    pub(in crate::measures::blocs) least: f64,
    /// Whether the work allowed was not enough.
    pub(in crate::measures::blocs) is_unfinished: bool,
    /// How much of it was done.
    pub(in crate::measures::blocs) work: u64,
}

/// Bounds the frustration of one part into at most so many blocs from below; a better partition that is met on the way
/// replaces the one given. From three blocs on the bound is that of any number of blocs.
pub(in crate::measures::blocs) fn bound(
    network: &SignedNetwork,
    at_most: usize,
    partition: &mut Partition,
    most_work: u64,
) -> Lower {
    let freedom = if at_most == 2 { Freedom::Two } else { Freedom::Any };
    let mut blocks = whole(network, freedom).blocks();
    blocks.sort_by_key(|block| block.weight.len());
    let mut lower = Lower {
        least: 0.0,
        is_unfinished: false,
        work: 0,
    };
    let mut frustrated = Vec::new();
    for block in &blocks {
        let mut own = block.frustrated(&partition.of);
        if own.contains(&true) {
            let mut branching = Branching::new(block, freedom, own.clone(), most_work.saturating_sub(lower.work));
            let bounded = branching.bound();
            lower.work += branching.work();
            lower.least += bounded.least;
            lower.is_unfinished |= bounded.is_unfinished;
            own = bounded.better.unwrap_or(own);
        }
        frustrated.extend(block.pairs_of(&own));
    }
    if lower.least < partition.frustration {
        frustrated.sort_unstable();
        take_better(network, freedom, at_most, &frustrated, partition);
    }
    lower
}

/// The blocks in which a division into two frustrates any tie, and how it divides each.
pub(in crate::measures::blocs) fn frustrated_blocks(
    network: &SignedNetwork,
    of: &[u32],
) -> Vec<(SignedNetwork, Vec<u32>)> {
    let blocks = whole(network, Freedom::Two).blocks();
    let frustrated = blocks.iter().filter(|block| block.frustrated(of).contains(&true));
    frustrated
        .map(|block| {
            let ties = block.ends.iter().zip(&block.weight);
            let ties: Vec<_> = ties.map(|(&[one, other], &weight)| (one, other, weight)).collect();
            let mut alone = SignedNetwork::default();
            alone.rebuild_from_ties(block.n, &ties);
            (alone, block.node.iter().map(|&node| of[node as usize]).collect())
        })
        .collect()
}

/// The ties that can matter to a bad cycle: with any number of blocs, negative ones only where positive ones join their ends.
fn whole(network: &SignedNetwork, freedom: Freedom) -> Block {
    let mut camp = vec![0; network.n()];
    if freedom == Freedom::Any {
        for (number, nodes) in (0..).zip(components(&friends(network))) {
            nodes.iter().for_each(|&node| camp[node as usize] = number);
        }
    }
    let matter = network
        .pairs()
        .filter(|&(i, j, weight)| weight != 0.0 && camp[i] == camp[j]);
    let (ends, weight) = matter.map(|(i, j, weight)| ([i as u32, j as u32], weight)).unzip();
    Block {
        n: network.n(),
        ends,
        weight,
        node: (0..network.n() as u32).collect(),
    }
}

fn friends(network: &SignedNetwork) -> SignedNetwork {
    let positive = network.pairs().filter(|&(_, _, weight)| weight > 0.0);
    let ties: Vec<_> = positive.map(|(i, j, weight)| (i as u32, j as u32, weight)).collect();
    let mut friends = SignedNetwork::default();
    friends.rebuild_from_ties(network.n(), &ties);
    friends
}

/// Replaces the partition by the one that frustrates these ties only, if that one has few enough blocs.
fn take_better(
    network: &SignedNetwork,
    freedom: Freedom,
    at_most: usize,
    frustrated: &[(u32, u32)],
    partition: &mut Partition,
) {
    // With two blocs, parts that no tie joins share them.
    let first = |root: usize| if freedom == Freedom::Two { 0 } else { 2 * root as u32 };
    let of = spread(network, first, |node, partner, weight, bloc| {
        let pair = (node.min(partner) as u32, node.max(partner) as u32);
        let is_frustrated = frustrated.binary_search(&pair).is_ok();
        match freedom {
            Freedom::Two if weight != 0.0 => Some(bloc ^ u32::from((weight < 0.0) != is_frustrated)),
            Freedom::Any if weight > 0.0 && !is_frustrated => Some(bloc),
            _ => None,
        }
    });
    let tolerance = network.totals().tolerance();
    let mut better = Partition::new(network, &of);
    let bounds = Bounds {
        at_most: at_most.max(better.count),
        tolerance,
    };
    LocalSearch::default().polish(network, bounds, &mut better);
    if better.count <= at_most && better.is_better_than(partition, tolerance) {
        *partition = better;
    }
}

/// Gives every node a bloc, from the bloc of a partner where the tie tells, else a new one with an even number, so that there
/// is room for one opposite; the first of a part has the one that `first` says.
fn spread(
    network: &SignedNetwork,
    first: impl Fn(usize) -> u32,
    tell: impl Fn(usize, usize, f64, u32) -> Option<u32>,
) -> Vec<u32> {
    let mut of = vec![u32::MAX; network.n()];
    let mut open = Vec::new();
    for root in 0..network.n() {
        if of[root] != u32::MAX {
            continue;
        }
        of[root] = first(root);
        open.push(root);
        while let Some(node) = open.pop() {
            for (partner, weight) in network.ties_of(node) {
                if let Some(bloc) = tell(node, partner, weight, of[node])
                    && of[partner] == u32::MAX
                {
                    of[partner] = bloc;
                    open.push(partner);
                }
            }
        }
    }
    of
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::blocs::testing::{Dice, by_brute_force, random_complete, random_sparse, reweigh};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn with_all_the_work_it_takes_the_bound_is_reached(n in 2usize..=8, kind in 0..3, is_two: bool, seed: u64) {
            let mut dice = Dice(seed);
            let mut network = if kind == 0 { random_complete(n, &mut dice) } else { random_sparse(n, 5, &mut dice) };
            if kind == 2 {
                reweigh(&mut network, |_, _| if dice.signed() < 0.0 { -1.0 } else { 1.0 });
            }
            let at_most = if is_two { 2 } else { n };
            let mut partition = Partition::new(&network, &vec![0; n]);
            let lower = bound(&network, at_most, &mut partition, u64::MAX);
            let least = by_brute_force(&network, at_most).frustration;
            prop_assert!(!lower.is_unfinished);
            prop_assert!((lower.least - least).abs() < 1e-9, "{} is not {}", lower.least, least);
            prop_assert!((partition.frustration - least).abs() < 1e-9);
        }
    }
}
