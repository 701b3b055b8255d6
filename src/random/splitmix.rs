//! The mixing function behind every draw.

/// The step between two states of a SplitMix64 sequence: 2⁶⁴ over the golden ratio.
pub const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// 64 bits mixed so that every bit of the result depends on every bit given.
///
/// A sequence of such numbers is `splitmix64(seed + k·GOLDEN)`, wrapping, for k = 1, 2, 3…
///
/// # Source
/// Steele, Lea & Flood (2014), with the constants of Stafford's variant 13.
#[must_use]
pub const fn splitmix64(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_of_seed_0_are_those_of_the_reference_implementation() {
        let numbers = [1, 2, 3].map(|k: u64| splitmix64(GOLDEN.wrapping_mul(k)));
        assert_eq!(
            numbers,
            [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f]
        );
    }
}
