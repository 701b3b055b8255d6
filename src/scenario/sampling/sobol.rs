//! The sequence of Sobol', scrambled.

use sobol_burley::parts::sobol_rev;

use crate::random::{Chance, Purpose};

/// Bits of a place that the sequence decides; further bits are luck.
pub(super) const DEPTH: u32 = 16;
/// Bits of a place.
const BITS: u32 = 53;

/// The places of the key at a place in the list of keys, at every point, of which there are at most 2¹⁶.
///
/// # Rule
/// Sobol's sequence in base 2 with nested uniform scrambling: a bit is turned or not by luck that depends on all bits before
/// it. Any first 2ᵏ points lie one in each of the 2ᵏ equal parts of a range, as those of the plain sequence do, but no point
/// lies in a corner, and another seed gives another sample.
///
/// # Source
/// Sobol' (1967), with the directions of Joe and Kuo (2008); scrambling: Owen (1995).
pub(super) fn places(seed: u64, key: &str, dimension: u32, n_points: u32) -> Vec<f64> {
    let luck = Chance::new(seed).of(Purpose::named(&format!("sobol, {key}")), 0);
    let place = |point: u32| {
        let plain = sobol_rev(point.reverse_bits(), dimension).reverse_bits() >> (u32::BITS - DEPTH);
        let turned = (0..DEPTH).fold(0, |turned, depth| {
            let before = plain >> (DEPTH - depth);
            (turned << 1) | (luck.at(depth, before).bits() >> 63) as u32
        });
        let rest = luck.at(DEPTH, plain).bits() >> (u64::BITS - (BITS - DEPTH));
        let bits = u64::from(plain ^ turned) << (BITS - DEPTH) | rest;
        bits.cast_signed() as f64 / (1_u64 << BITS) as f64
    };
    (0..n_points).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_sequence_is_that_of_joe_and_kuo() {
        let first = |dimension| {
            [0, 1, 2, 3, 4, 5, 6, 7].map(|point: u32| {
                f64::from(sobol_rev(point.reverse_bits(), dimension).reverse_bits()) / f64::from(1 << 29) / 8.0
            })
        };
        assert_eq!(first(0), [0.0, 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875]);
        assert_eq!(first(1), [0.0, 0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875]);
        assert_eq!(first(2), [0.0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125]);
    }
}
