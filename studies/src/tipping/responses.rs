//! How often something happened at every place that was tried.

/// What came of the runs at one place of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tried {
    /// The place, 0…1 along the range.
    pub place: f64,
    /// Runs that ended.
    pub runs: u64,
    /// Runs in which it happened.
    pub hits: u64,
    /// Runs that failed; they count for nothing else.
    pub failed: u64,
}

impl Tried {
    /// The share of runs in which it happened, half a run added on either side.
    pub(super) fn share(&self) -> f64 {
        (self.hits as f64 + 0.5) / (self.runs as f64 + 1.0)
    }
}

/// All that was tried, from the first place of the range to the last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Responses(Vec<Tried>);

impl Responses {
    /// Adds runs at a place; those at the same place are added up.
    pub fn add(&mut self, tried: Tried) {
        let at = self.0.partition_point(|known| known.place < tried.place);
        match self.0.get_mut(at).filter(|known| known.place == tried.place) {
            Some(known) => {
                known.runs += tried.runs;
                known.hits += tried.hits;
                known.failed += tried.failed;
            }
            None => self.0.insert(at, tried),
        }
    }

    /// Every place with what came of it, in order.
    #[must_use]
    pub fn tried(&self) -> &[Tried] {
        &self.0
    }

    /// The places at which a run ended, with their numbers among all.
    pub(super) fn with_runs(&self) -> impl Iterator<Item = (usize, &Tried)> {
        self.0.iter().enumerate().filter(|(_, tried)| tried.runs > 0)
    }

    /// Runs that ended.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.0.iter().map(|tried| tried.runs).sum()
    }

    /// Runs that failed.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.0.iter().map(|tried| tried.failed).sum()
    }
}
