use std::mem;

use super::exact::{EXACT_UP_TO, ExactSearch};
use super::large::LargeSearch;
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
/// use alliance_dynamics::measures::blocs::{Search, SignedNetwork};
///
/// let mut network = SignedNetwork::default();
/// network.rebuild_from_ties(3, &[(0, 1, 0.4), (0, 2, -0.3), (1, 2, 0.1)]);
/// let blocs = Search::default().update(&network, &[0, 1, 2]).clone();
/// assert_eq!((blocs.of, blocs.count), (vec![0, 0, 1], 2));
/// assert_eq!(blocs.frustration, 0.1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Search {
    exact: ExactSearch,
    large: LargeSearch,
    partition: Partition,
    ids: Vec<u32>,
    last: Partition,
    before: Vec<Option<u32>>,
    number: Vec<u32>,
}

impl Search {
    /// Finds the blocs of this month's network; `ids[i]` says which member node `i` is.
    ///
    /// # Panics
    /// If there are not as many ids as nodes. The ids must ascend; if they do not, the guess is poorer but the
    /// answer still keeps its promises.
    pub fn update(&mut self, network: &SignedNetwork, ids: &[u32]) -> &Partition {
        assert_eq!(ids.len(), network.n(), "every node needs one id");
        if network.n() <= EXACT_UP_TO {
            self.exact.update(network, &mut self.partition);
        } else if 2 * self.recall(ids) >= ids.len() {
            self.guess_from_last_month();
            self.large.search_on(network, &self.before, &mut self.partition);
        } else {
            self.large.search_anew(network, usize::MAX, &mut self.partition);
        }
        self.ids.clear();
        self.ids.extend_from_slice(ids);
        &self.partition
    }

    /// Forgets all months: a new run starts.
    pub fn reset(&mut self) {
        self.exact.reset();
        self.large.reset();
        self.ids.clear();
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
