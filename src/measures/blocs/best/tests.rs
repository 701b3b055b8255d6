//! What a best partition must be, whatever finds it.

use proptest::prelude::*;

use super::*;
use crate::measures::blocs::testing::{
    Dice, by_brute_force, for_every_partition, planted, random_complete, random_sparse, reweigh,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn with_a_limit_on_blocs_no_partition_beats_the_proven_one(n in 1usize..=8, at_most in 1usize..=4, seed: u64) {
        let network = random_sparse(n, 5, &mut Dice(seed));
        let best = best_partition(&network, Some(at_most), DEFAULT_EFFORT);
        let expected = by_brute_force(&network, at_most);
        prop_assert!(best.proven);
        prop_assert_eq!((best.partition.of, best.partition.count), (expected.of, expected.count));
    }

    #[test]
    fn without_a_limit_no_partition_beats_the_proven_one(seed: u64) {
        let network = random_complete(9, &mut Dice(seed));
        let best = best_partition(&network, None, DEFAULT_EFFORT);
        prop_assert!(best.proven);
        prop_assert_eq!(best.partition.of, by_brute_force(&network, 9).of);
    }

    #[test]
    fn as_many_partitions_are_equally_good_as_there_are(n in 2usize..=7, at_most in 1usize..=4, seed: u64) {
        let network = joined_up(n, &mut Dice(seed));
        for at_most in [Some(at_most), None] {
            let best = best_partition(&network, at_most, DEFAULT_EFFORT);
            let expected = count_by_brute_force(&network, at_most.unwrap_or(n), best.partition.frustration);
            prop_assert_eq!(best.alike, Alike { at_least: expected, is_exact: true });
        }
    }

    #[test]
    fn who_could_sit_elsewhere_could(n in 2usize..=12, at_most in 2usize..=4, seed: u64) {
        let network = joined_up(n, &mut Dice(seed));
        let best = best_partition(&network, Some(at_most), DEFAULT_EFFORT);
        for seat in &best.elsewhere {
            let alone = seat.alone.then_some(best.partition.count as u32);
            for bloc in seat.blocs.iter().copied().chain(alone) {
                let mut of = best.partition.of.clone();
                of[seat.node as usize] = bloc;
                let moved = Partition::new(&network, &of);
                prop_assert!(moved.count <= at_most);
                prop_assert_eq!(moved.frustration, best.partition.frustration);
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn more_freedom_never_makes_it_worse(n in 20usize..=40, seed: u64, is_sparse: bool) {
        let mut dice = Dice(seed);
        let network = if is_sparse { joined_up(n, &mut dice) } else { random_complete(n, &mut dice) };
        let limits = (1..=6).map(Some).chain([None]);
        let all: Vec<Best> = limits.map(|at_most| best_partition(&network, at_most, 0.004)).collect();
        for pair in all.windows(2) {
            prop_assert!(pair[1].partition.frustration <= pair[0].partition.frustration + 1e-9);
        }
        for best in &all {
            prop_assert!(best.lower_bound <= best.partition.frustration);
        }
    }

    #[test]
    fn a_lower_bound_is_none_that_a_partition_beats(n in 9usize..=11, at_most in 2usize..=4, seed: u64, effort in 0.0..1e-5) {
        let network = random_sparse(n, 4, &mut Dice(seed));
        let best = best_partition(&network, Some(at_most), effort);
        let least = by_brute_force(&network, at_most).frustration;
        prop_assert!(best.lower_bound <= least + 1e-9);
        prop_assert!(!best.proven || best.partition.frustration <= least + 1e-9);
    }
}

#[test]
fn half_a_thousand_members_are_divided_as_well_as_is_known() {
    let network = sparse_500();
    for at_most in [Some(2), None] {
        let best = best_partition(&network, at_most, 0.05);
        assert!(
            best.partition.frustration <= 305.0,
            "{at_most:?}: {}",
            best.partition.frustration
        );
        assert!(best.lower_bound > 100.0 && !best.proven);
        assert_eq!(best.ending, ProofEnd::Effort);
    }
}

#[test]
fn a_planted_division_of_129_members_is_proven() {
    let best = best_partition(&planted(129, 466, 2, 0.1), Some(2), 0.2);
    assert!(
        best.proven && best.lower_bound == best.partition.frustration,
        "{}",
        best.lower_bound
    );
    assert!(best.partition.frustration <= 46.0, "{}", best.partition.frustration);
}

#[test]
fn a_planted_division_of_464_members_is_proven() {
    for (blocs, at_most) in [(2, Some(2)), (3, None)] {
        let best = best_partition(&planted(464, 1679, blocs, 0.05), at_most, 0.1);
        assert!(
            best.proven,
            "{blocs}: {} of {}",
            best.lower_bound, best.partition.frustration
        );
    }
}

#[test]
fn parts_are_solved_apart_with_a_limit_too() {
    let mut ties = Vec::new();
    for part in 0..12_u32 {
        let one = planted(40, 140, 2, 0.1);
        ties.extend(
            one.pairs()
                .map(|(i, j, weight)| (i as u32 + 40 * part, j as u32 + 40 * part, weight)),
        );
    }
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(480, &ties);
    let alone = best_partition(&planted(40, 140, 2, 0.1), Some(2), 0.05);
    let best = best_partition(&network, Some(2), 0.05);
    assert_eq!(best.parts.len(), 12 * alone.parts.len());
    assert_eq!(best.partition.frustration, 12.0 * alone.partition.frustration);
    assert!(best.proven && best.partition.count == 2);
}

#[test]
fn strangers_are_two_parts() {
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(4, &[(0, 1, 1.0), (2, 3, 1.0)]);
    let best = best_partition(&network, None, DEFAULT_EFFORT);
    assert_eq!(best.parts, [[0, 1], [2, 3]]);
    assert_eq!((best.partition.count, best.elsewhere), (1, Vec::new()));
}

#[test]
fn the_same_effort_gives_the_same_answer() {
    let network = planted(90, 300, 3, 0.3);
    let best = best_partition(&network, Some(3), 0.01);
    assert_eq!(best_partition(&network, Some(3), 0.01), best);
}

#[test]
fn gahuku_gama_has_three_blocs_with_frustration_two() {
    let best = best_partition(&gahuku_gama(|_, _| 0.0), None, DEFAULT_EFFORT);
    assert_eq!(
        (best.partition.count, best.partition.frustration, best.proven),
        (3, 2.0, true)
    );
}

#[test]
fn the_best_partition_of_gahuku_gama_is_unique() {
    let of = best_partition(&gahuku_gama(|_, _| 0.0), None, DEFAULT_EFFORT)
        .partition
        .of;
    // Half of the least difference between two frustrations, spread over the pairs against this partition: if it
    // is still the best, none was as good.
    let against = |i: usize, j: usize| 0.5 / 120.0 * if of[i] == of[j] { -1.0 } else { 1.0 };
    let best = best_partition(&gahuku_gama(against), None, DEFAULT_EFFORT);
    assert_eq!((best.partition.of, best.proven), (of, true));
}

#[test]
fn gahuku_gama_in_at_most_two_blocs_has_frustration_seven() {
    let best = best_partition(&gahuku_gama(|_, _| 0.0), Some(2), DEFAULT_EFFORT);
    assert_eq!(
        (best.partition.count, best.partition.frustration, best.proven),
        (2, 7.0, true)
    );
}

#[test]
fn parts_without_ties_between_them_are_solved_one_by_one() {
    let triangle = |first: u32| {
        [
            (first, first + 1, 1.0),
            (first, first + 2, -1.0),
            (first + 1, first + 2, -1.0),
        ]
    };
    let ties: Vec<(u32, u32, f64)> = (0..40).flat_map(|part| triangle(3 * part)).collect();
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(121, &ties);
    let best = best_partition(&network, None, DEFAULT_EFFORT);
    assert_eq!(
        (best.partition.count, best.partition.frustration, best.proven),
        (2, 0.0, true)
    );
    assert_eq!(best.partition.of[117..], [0, 0, 1, 0]);
}

#[test]
fn ties_between_partitions_without_any_frustration_are_decided_too() {
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(
        6,
        &[
            (0, 3, -1.0),
            (1, 2, 1.0),
            (2, 5, -1.0),
            (3, 4, 1.0),
            (4, 5, -1.0),
            (0, 5, -1.0),
        ],
    );
    let best = best_partition(&network, Some(3), DEFAULT_EFFORT);
    assert_eq!(best.partition, by_brute_force(&network, 3));
}

#[test]
fn nothing_is_proven_without_a_budget() {
    let best = best_partition(&random_complete(20, &mut Dice(1)), None, 0.0);
    assert!(!best.proven);
}

#[test]
fn a_network_of_nobody_is_proven() {
    assert!(best_partition(&SignedNetwork::default(), Some(2), DEFAULT_EFFORT).proven);
    assert!(best_partition(&SignedNetwork::default(), None, DEFAULT_EFFORT).proven);
}

/// The signs of Read's sixteen tribes, tribes in the order of their names, and what `added` puts on every pair.
fn gahuku_gama(added: impl Fn(usize, usize) -> f64) -> SignedNetwork {
    let rows: Vec<Vec<&str>> = include_str!("../../../../scenarios/data/gahuku_gama_ties.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    let mut names: Vec<&str> = rows.iter().flat_map(|row| [row[0], row[1]]).collect();
    names.sort_unstable();
    names.dedup();
    let number = |name: &str| names.iter().position(|&other| other == name).unwrap_or_default();
    let mut weight = vec![vec![0.0; names.len()]; names.len()];
    for row in &rows {
        let (i, j) = (number(row[0]), number(row[1]));
        weight[i.min(j)][i.max(j)] = row[2].trim().parse().unwrap_or_default();
    }
    let mut network = SignedNetwork::default();
    network.rebuild_complete(names.len(), |i, j| weight[i][j] + added(i, j));
    network
}

/// The case of 500 members and 1,500 ties for which a division with frustration 305 is known.
fn sparse_500() -> SignedNetwork {
    let rows = include_str!("../data/sparse_500.csv").lines().skip(1);
    let number = |name: &str| name[1..].parse().unwrap_or_default();
    let ties = rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        (number(cells[0]), number(cells[1]), cells[2].parse().unwrap_or_default())
    });
    let ties: Vec<(u32, u32, f64)> = ties.collect();
    assert_eq!(ties.len(), 1500);
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(500, &ties);
    network
}

/// A connected network whose weights are −1 and 1.
fn joined_up(n: usize, dice: &mut Dice) -> SignedNetwork {
    let mut ties: Vec<(u32, u32, f64)> = (1..n).map(|node| (dice.below(node) as u32, node as u32, 1.0)).collect();
    ties.extend((0..n).map(|_| (dice.below(n) as u32, dice.below(n) as u32, 1.0)));
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(n, &ties);
    reweigh(&mut network, |_, _| if dice.signed() < 0.0 { -1.0 } else { 1.0 });
    network
}

fn count_by_brute_force(network: &SignedNetwork, at_most: usize, frustration: f64) -> u64 {
    let mut count = 0;
    for_every_partition(network, at_most, &mut |partition| {
        count += u64::from((partition.frustration - frustration).abs() < 1e-9);
    });
    count
}
