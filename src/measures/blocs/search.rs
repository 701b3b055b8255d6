//! The blocs of one network from month to month.

use std::mem;

use super::exact::{EXACT_UP_TO, make_best};
use super::large::LargeSearch;
use super::medium::{MEDIUM_UP_TO, MediumSearch};
use super::partition::number_by_first;
use super::{Partition, SignedNetwork};

/// Follows the blocs of one alliance from month to month.
///
/// Up to [`EXACT_UP_TO`] nodes the answer is the best partition, and no history changes it. Beyond that it is found by
/// local search and never worse than the best of three starts: all together, everybody alone, and the two sides that the
/// signs of the leading eigenvector of the weights make. Last month's blocs are the first guess, so there the
/// answer may depend on the months before, but on nothing else. Once its memory has grown to the size of the network, a
/// search asks for no more.
///
/// # Example
/// ```
/// use alliance_dynamics::measures::blocs::{BlocSearch, SignedNetwork};
///
/// let mut network = SignedNetwork::default();
/// network.rebuild_from_ties(3, &[(0, 1, 0.4), (0, 2, -0.3), (1, 2, 0.1)]);
/// let blocs = BlocSearch::default().update(&network, &[0, 1, 2]).clone();
/// assert_eq!((blocs.of, blocs.count), (vec![0, 0, 1], 2));
/// assert_eq!(blocs.frustration, 0.1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct BlocSearch {
    medium: MediumSearch,
    large: LargeSearch,
    partition: Partition,
    ids: Vec<u32>,
    last: Partition,
    before: Vec<Option<u32>>,
    number: Vec<u32>,
}

/// Of whom a search knows where they stood last month.
enum Memory {
    Nobody,
    Some,
    Everybody,
}

impl BlocSearch {
    /// Finds the blocs of this month's network; `ids[i]` says which member node `i` is.
    ///
    /// # Panics
    /// If there are not as many ids as nodes. The ids must ascend; if they do not, the guess is poorer but the
    /// answer still keeps its promises.
    pub fn update(&mut self, network: &SignedNetwork, ids: &[u32]) -> &Partition {
        assert_eq!(ids.len(), network.n(), "every node needs one id");
        let memory = self.remember(ids);
        self.ids.clear();
        self.ids.extend_from_slice(ids);
        let before = match memory {
            Memory::Some => Some(&self.before[..]),
            Memory::Nobody | Memory::Everybody => None,
        };
        let (is_new, partition) = (matches!(memory, Memory::Nobody), &mut self.partition);
        match (network.n(), is_new) {
            (..=EXACT_UP_TO, _) => make_best(network, partition),
            (..=MEDIUM_UP_TO, true) => self.medium.search_anew(network, partition),
            (..=MEDIUM_UP_TO, false) => self.medium.search_on(network, before, partition),
            (_, true) => self.large.search_anew(network, usize::MAX, partition),
            (_, false) => self.large.search_on(network, before, partition),
        }
        &self.partition
    }

    /// Forgets all months: a new run starts.
    pub fn reset(&mut self) {
        self.medium.reset();
        self.large.reset();
        self.ids.clear();
        self.partition.gather(0, 0.0);
    }

    /// Puts this month's members where they stood last month, or all together where fewer than half of them were there.
    fn remember(&mut self, ids: &[u32]) -> Memory {
        if self.ids == ids {
            return Memory::Everybody;
        }
        if 2 * self.recall(ids) < ids.len() {
            self.partition.gather(ids.len(), 0.0);
            return Memory::Nobody;
        }
        self.guess_from_last_month();
        Memory::Some
    }

    /// Finds every node's number of last month; returns how many have one.
    fn recall(&mut self, ids: &[u32]) -> usize {
        self.before.clear();
        let mut place = 0;
        for &id in ids {
            while place < self.ids.len() && self.ids[place] < id {
                place += 1;
            }
            let is_known = self.ids.get(place) == Some(&id);
            self.before.push(is_known.then_some(place as u32));
        }
        self.before.iter().flatten().count()
    }

    /// Puts every known node into its old bloc, and the new ones each into one of its own.
    fn guess_from_last_month(&mut self) {
        mem::swap(&mut self.partition, &mut self.last);
        let mut unused = self.last.count as u32;
        self.partition.of.clear();
        for &place in &self.before {
            let own = place.map_or(unused, |place| self.last.of[place as usize]);
            unused += u32::from(place.is_none());
            self.partition.of.push(own);
        }
        self.partition.count = number_by_first(&mut self.partition.of, &mut self.number);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measures::blocs::frustration;
    use crate::measures::blocs::testing::{Dice, random_complete, reweigh};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn months_of_many_members_are_never_worse_than_the_three_starts(n in 9usize..=40, seed: u64, is_sparse: bool) {
            let mut dice = Dice(seed);
            let mut network = if is_sparse { joined_up(n, &mut dice) } else { random_complete(n, &mut dice) };
            let mut search = BlocSearch::default();
            for _ in 0..8 {
                let blocs = search.update(&network, &numbered(n));
                prop_assert!(blocs.frustration <= best_start(&network) + 1e-9);
                prop_assert!((blocs.frustration - frustration(&network, &blocs.of)).abs() < 1e-9);
                change(&mut network, &mut dice);
            }
        }

        #[test]
        fn years_of_growing_and_waning_trust_are_never_worse_than_the_three_starts(n in 9usize..=64, seed: u64, change in 0.01..0.3) {
            let mut dice = Dice(seed);
            let mut network = random_complete(n, &mut dice);
            let mut search = BlocSearch::default();
            for month in 0..16 {
                let blocs = search.update(&network, &numbered(n));
                prop_assert!(blocs.frustration <= best_start(&network) + 1e-9, "month {month}");
                let pull = if month < 8 { 0.1 } else { -0.1 };
                let before: Vec<f64> = network.pairs().map(|(_, _, weight)| weight).collect();
                let mut weights = before.into_iter();
                reweigh(&mut network, |_, _| 0.9 * weights.next().unwrap_or(0.0) + pull + change * dice.signed());
            }
        }

        #[test]
        fn blocs_are_numbered_by_their_first_member(n in 1usize..=30, seed: u64) {
            let network = random_complete(n, &mut Dice(seed));
            let blocs = BlocSearch::default().update(&network, &numbered(n)).clone();
            let firsts: Vec<u32> = (0..n).filter(|&i| !blocs.of[..i].contains(&blocs.of[i])).map(|i| blocs.of[i]).collect();
            prop_assert_eq!(firsts, numbered(blocs.count));
        }
    }

    #[test]
    fn two_camps_are_found() {
        let blocs = BlocSearch::default().update(&two_camps(20), &numbered(20)).clone();
        assert_eq!((blocs.count, blocs.frustration), (2, 0.0));
        assert_eq!(blocs.of[9..11], [0, 1]);
    }

    #[test]
    fn after_a_reset_a_search_is_as_new() {
        let mut dice = Dice(5);
        let mut search = BlocSearch::default();
        search.update(&random_complete(60, &mut dice), &numbered(60));
        search.reset();
        let mut new = BlocSearch::default();
        for n in [60, 8, 12, 60] {
            let network = random_complete(n, &mut dice);
            assert_eq!(
                search.update(&network, &numbered(n)),
                new.update(&network, &numbered(n))
            );
        }
    }

    #[test]
    fn whoever_stays_keeps_their_bloc_when_others_come_and_go() {
        let mut search = BlocSearch::default();
        search.update(&two_camps(20), &numbered(20));
        let ids: Vec<u32> = (1..20).chain([30]).collect();
        search.recall(&ids);
        search.guess_from_last_month();
        assert_eq!(search.partition.of[8..10], [0, 1]);
        assert_eq!((search.partition.of[19], search.partition.count), (2, 3));
    }

    #[test]
    fn a_month_is_solved_when_members_leave_and_join() {
        let mut search = BlocSearch::default();
        search.update(&two_camps(20), &numbered(20));
        let ids: Vec<u32> = (3..20).chain([40, 41, 42]).collect();
        assert_eq!(search.update(&two_camps(20), &ids).frustration, 0.0);
        assert_eq!(search.update(&two_camps(12), &ids[..12]).frustration, 0.0);
    }

    #[test]
    fn a_settled_month_is_left_as_it_is() {
        let network = random_complete(50, &mut Dice(9));
        let mut search = BlocSearch::default();
        let first = search.update(&network, &numbered(50)).clone();
        assert_eq!(*search.update(&network, &numbered(50)), first);
    }

    #[test]
    fn parts_without_ties_between_them_share_blocs() {
        let mut network = SignedNetwork::default();
        let pairs: Vec<(u32, u32, f64)> = (0..6).map(|pair| (2 * pair, 2 * pair + 1, -0.5)).collect();
        network.rebuild_from_ties(12, &pairs);
        let blocs = BlocSearch::default().update(&network, &numbered(12)).clone();
        assert_eq!((blocs.count, blocs.frustration), (2, 0.0));
    }

    #[test]
    fn an_alliance_of_nobody_has_no_blocs() {
        assert_eq!(BlocSearch::default().update(&SignedNetwork::default(), &[]).count, 0);
    }

    /// The least frustration of one bloc, of nobody with anybody, and of the leading eigenvector's signs.
    fn best_start(network: &SignedNetwork) -> f64 {
        let totals = network.totals();
        let signs: Vec<u32> = leading_vector(network)
            .iter()
            .map(|&entry| u32::from(entry < 0.0))
            .collect();
        totals.positive.min(totals.negative).min(frustration(network, &signs))
    }

    /// Any column of a very high power of the weight matrix, shifted so that its largest eigenvalue is largest in size.
    fn leading_vector(network: &SignedNetwork) -> Vec<f64> {
        let n = network.n();
        let strength = |node| network.ties_of(node).map(|(_, weight)| weight.abs()).sum::<f64>();
        let shift = (0..n).map(strength).fold(0.0, f64::max) / 2.0;
        let mut power = vec![vec![0.0; n]; n];
        for (node, row) in power.iter_mut().enumerate() {
            row[node] = shift;
            network
                .ties_of(node)
                .for_each(|(partner, weight)| row[partner] = weight);
        }
        for _ in 0..17 {
            let cell = |row: &[f64], column: usize| row.iter().zip(&power).map(|(x, other)| x * other[column]).sum();
            let square: Vec<Vec<f64>> = power.iter().map(|row| (0..n).map(|j| cell(row, j)).collect()).collect();
            let trace: f64 = (0..n).map(|node| square[node][node]).sum();
            power = square
                .iter()
                .map(|row| row.iter().map(|x| x / trace).collect())
                .collect();
        }
        power.swap_remove(0)
    }

    fn change(network: &mut SignedNetwork, dice: &mut Dice) {
        let before: Vec<f64> = network.pairs().map(|(_, _, weight)| weight).collect();
        let mut weights = before.into_iter();
        reweigh(network, |_, _| weights.next().unwrap_or(0.0) + 0.2 * dice.signed());
    }

    /// A path through all nodes and as many ties again, so that the leading eigenvector leaves nobody out.
    fn joined_up(n: usize, dice: &mut Dice) -> SignedNetwork {
        let path = (1..n as u32).map(|node| (node - 1, node));
        let mut ends: Vec<(u32, u32)> = path.collect();
        ends.extend((0..n).map(|_| (dice.below(n) as u32, dice.below(n) as u32)));
        let ties: Vec<(u32, u32, f64)> = ends.iter().map(|&(one, other)| (one, other, dice.signed())).collect();
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(n, &ties);
        network
    }

    /// The first half against the second.
    fn two_camps(n: usize) -> SignedNetwork {
        let mut network = SignedNetwork::default();
        network.rebuild_complete(n, |i, j| if (i < n / 2) == (j < n / 2) { 0.2 } else { -0.1 });
        network
    }

    fn numbered(n: usize) -> Vec<u32> {
        (0..n as u32).collect()
    }
}
