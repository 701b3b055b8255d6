//! Numbers without a pattern, always the same ones.

use crate::random::{GOLDEN, splitmix64};

/// Numbers without a pattern, always the same ones from the same start (SplitMix64).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    /// 64 bits.
    #[inline(always)]
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        splitmix64(self.0)
    }

    /// A number below `n`; 0 if `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}
