//! What is asked: a network, and how many blocs it may fall into.

use alliance_dynamics::measures::blocs::{SignedNetwork, best_partition};

use super::{BlocsAnswer, NamedTies};

/// Who stands together in a signed network.
#[derive(Debug, Clone)]
pub struct BlocsQuestion {
    /// The network.
    pub ties: NamedTies,
    /// No more blocs than this, at least 1.
    pub at_most: Option<usize>,
    /// How much work to spend on finding and proving the best, 0 or more; 1 is usual.
    pub effort: f64,
}

impl BlocsQuestion {
    /// Finds the best partition.
    #[must_use]
    pub fn answer(&self) -> BlocsAnswer {
        let names = self.ties.names();
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(names.len(), &self.ties.ties());
        let best = best_partition(&network, self.at_most, self.effort);
        BlocsAnswer::of(names, &network, self.at_most, best)
    }
}
