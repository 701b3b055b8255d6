//! The blocs of a handful of nodes, month after month: always the best partition.

use super::square::{MOST_NODES, Square, square};
use super::subsets::Subsets;
use super::triangles::Triangles;
use super::{Partition, SignedNetwork};

/// Up to this many nodes [`super::BlocSearch`] always finds the best partition.
pub const EXACT_UP_TO: usize = MOST_NODES;

/// Turns a guess into the best partition of a network of at most [`EXACT_UP_TO`] nodes. The better the guess, the less there is
/// to do: where triangles prove it best, it stays; else those who are surely together are solved as one.
pub(super) fn make_best(network: &SignedNetwork, partition: &mut Partition) {
    let n = network.n();
    let weight = square(network);
    let mut triangles = Triangles::none(&weight, &lanes(&partition.of));
    let (frustration, total) = triangles.totals();
    partition.frustration = frustration;
    if frustration <= 0.0 && partition.count <= 1 {
        return;
    }
    let tolerance = 1e-12 * total;
    triangles.pack(n);
    let sure = triangles.sure(n, 4.0 * tolerance);
    let camps = Camps::of(n, &sure.together);
    if camps.count == partition.count && camps.are_apart(&sure.apart) {
        return;
    }
    partition.count = camps.solve(&weight, tolerance, &mut partition.of);
    (partition.frustration, _) = Triangles::none(&weight, &lanes(&partition.of)).totals();
}

fn lanes(of: &[u32]) -> [f64; MOST_NODES] {
    let mut lanes = [0.0; MOST_NODES];
    for (lane, &bloc) in lanes.iter_mut().zip(of) {
        *lane = f64::from(bloc);
    }
    lanes
}

/// Nodes that are surely together, to be placed as one.
struct Camps {
    /// The nodes of every camp, as bits; camps by their first node.
    nodes: [u32; MOST_NODES],
    /// The camp of every node.
    of: [usize; MOST_NODES],
    count: usize,
}

impl Camps {
    /// Whomever a chain of pairs that are surely together joins.
    fn of(n: usize, together: &[u32; MOST_NODES]) -> Self {
        let mut camps = Self {
            nodes: [0; MOST_NODES],
            of: [0; MOST_NODES],
            count: 0,
        };
        let mut open = (1_u32 << n) - 1;
        while open != 0 {
            let camp = reach(open & open.wrapping_neg(), together);
            for node in nodes(camp) {
                camps.of[node] = camps.count;
            }
            camps.nodes[camps.count] = camp;
            camps.count += 1;
            open &= !camp;
        }
        camps
    }

    /// Whether any two camps hold a pair that is surely apart.
    fn are_apart(&self, apart: &[u32; MOST_NODES]) -> bool {
        let camps = &self.nodes[..self.count];
        camps.iter().enumerate().all(|(number, &camp)| {
            let enemies = nodes(camp).fold(0, |enemies, node| enemies | apart[node]);
            camps[..number].iter().all(|earlier| earlier & enemies != 0)
        })
    }

    /// Writes the best blocs of whole camps and returns how many blocs there are.
    #[inline(never)]
    fn solve(&self, weight: &Square, tolerance: f64, of: &mut [u32]) -> usize {
        let mut between = Square::default();
        for (row, &camp) in weight.iter().zip(&self.of) {
            for (tie, &other) in row.iter().zip(&self.of) {
                between[camp][other] += tie;
            }
        }
        let mut bloc = [0; MOST_NODES];
        let count = Subsets::solve(&between, self.count, tolerance, &mut bloc);
        for (of, &camp) in of.iter_mut().zip(&self.of) {
            *of = bloc[camp];
        }
        count
    }
}

/// Everyone whom a chain of pairs joins to `some`.
fn reach(some: u32, together: &[u32; MOST_NODES]) -> u32 {
    let (mut reached, mut new) = (some, some);
    while new != 0 {
        let theirs = nodes(new).fold(0, |theirs, node| theirs | together[node]);
        new = theirs & !reached;
        reached |= new;
    }
    reached
}

/// The nodes of a set of bits, ascending.
fn nodes(set: u32) -> impl Iterator<Item = usize> {
    let mut left = set;
    std::iter::from_fn(move || {
        let node = (left != 0).then(|| left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(node)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::blocs::testing::{Dice, by_brute_force, random_complete, reweigh};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn no_partition_beats_the_one_found_and_ties_fall_as_told(network in few_weights()) {
            let (found, best) = (solved_cold(&network), by_brute_force(&network, 8));
            prop_assert_eq!((found.of, found.count), (best.of, best.count));
            prop_assert!((found.frustration - best.frustration).abs() < 1e-12);
        }

        #[test]
        fn no_partition_beats_the_one_found_for_any_weights(n in 1usize..=8, seed: u64) {
            let network = random_complete(n, &mut Dice(seed));
            let (found, best) = (solved_cold(&network), by_brute_force(&network, 8));
            prop_assert_eq!((found.of, found.count), (best.of, best.count));
        }

        #[test]
        fn a_search_that_knows_last_month_answers_like_a_new_one(n in 2usize..=8, seed: u64, change in 0.0..0.2) {
            let mut dice = Dice(seed);
            let mut network = random_complete(n, &mut dice);
            let mut partition = solved_cold(&network);
            for _ in 0..50 {
                make_best(&network, &mut partition);
                prop_assert_eq!(&partition, &solved_cold(&network));
                let before = square(&network);
                reweigh(&mut network, |i, j| before[i][j] + change * dice.signed());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn a_guess_is_only_kept_where_it_is_best(n in 2usize..=7, seed: u64, change in 0.0..0.3, pull in -0.3..0.6) {
            let mut dice = Dice(seed);
            let mut network = random_complete(n, &mut dice);
            let mut partition = solved_cold(&network);
            for _ in 0..12 {
                let before = square(&network);
                reweigh(&mut network, |i, j| 0.9 * before[i][j] + 0.1 * pull + change * dice.signed());
                make_best(&network, &mut partition);
                let best = by_brute_force(&network, n);
                prop_assert_eq!((&partition.of, partition.count), (&best.of, best.count));
                prop_assert!((partition.frustration - best.frustration).abs() < 1e-12);
            }
        }

        #[test]
        fn a_guess_does_not_change_how_ties_fall(network in few_weights(), guess in prop::collection::vec(0u32..8, 8)) {
            let mut partition = Partition::new(&network, &guess[..network.n()]);
            make_best(&network, &mut partition);
            let best = by_brute_force(&network, 8);
            prop_assert_eq!((partition.of, partition.count), (best.of, best.count));
        }
    }

    #[test]
    fn without_rivals_there_is_one_bloc_even_without_ties() {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(4, &[]);
        assert_eq!(
            solved_cold(&network),
            Partition {
                of: vec![0; 4],
                count: 1,
                frustration: 0.0
            }
        );
    }

    #[test]
    fn ties_are_decided_member_by_member_not_bloc_by_bloc() {
        // As good: 0 with 3, 1 with 4, 2 with 5. It gathers earlier members round member 0, but member 2 counts before 3.
        let mut network = SignedNetwork::default();
        let mut weight = vec![vec![-1.0; 6]; 6];
        for (i, j, other) in [
            (0, 5, 0.1),
            (1, 2, 0.1),
            (2, 5, 0.2),
            (0, 3, 0.0),
            (1, 4, 0.0),
            (2, 4, 0.0),
        ] {
            weight[i][j] = other;
        }
        network.rebuild_complete(6, |i, j| weight[i][j]);
        assert_eq!(solved_cold(&network).of, [0, 1, 1, 2, 1, 0]);
    }

    fn solved_cold(network: &SignedNetwork) -> Partition {
        let mut partition = Partition::default();
        partition.gather(network.n(), 0.0);
        make_best(network, &mut partition);
        partition
    }

    /// Networks of one to eight nodes with weights from a small set, so that many partitions tie.
    fn few_weights() -> impl Strategy<Value = SignedNetwork> {
        let weight = prop::sample::select(vec![-1.0, -0.3, -0.1, 0.0, 0.0, 0.1, 0.2, 0.3]);
        (1usize..=8, prop::collection::vec(weight, 28)).prop_map(|(n, weights)| {
            let mut weights = weights.into_iter();
            let mut network = SignedNetwork::default();
            network.rebuild_complete(n, |_, _| weights.next().unwrap_or(0.0));
            network
        })
    }
}
