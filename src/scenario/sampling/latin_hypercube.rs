//! One point in every stratum of every key.

use crate::random::{Chance, Purpose};

/// Half of the step between places within a stratum: few enough of them that no rounding leaves the stratum.
const HALF_STEP: f64 = 1.0 / (1_u64 << 33) as f64;

/// The places of one key at every point, of which there are at most 2²⁰.
///
/// # Rule
/// The range is cut into as many strata of equal width as there are points. Each point has a stratum of its own, in an order
/// drawn for this key, and lies anywhere within it.
///
/// # Source
/// McKay, Beckman and Conover (1979). The luck of a stratum has the address seed, key, stratum; hence other keys have no part
/// in it.
pub(super) fn places(seed: u64, key: &str, n_points: u32) -> Vec<f64> {
    let luck = Chance::new(seed).of(Purpose::named(&format!("latin hypercube, {key}")), 0);
    let mut strata: Vec<u32> = (0..n_points).collect();
    strata.sort_by_cached_key(|&stratum| (luck.at(stratum, 0).bits(), stratum));
    let place = |stratum: u32| {
        let within = (luck.at(stratum, 1).bits() >> 32) as f64 * 2.0 * HALF_STEP + HALF_STEP;
        (f64::from(stratum) + within) / f64::from(n_points)
    };
    strata.into_iter().map(place).collect()
}
