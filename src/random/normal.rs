//! Standard normal numbers by the ziggurat method.

use std::sync::LazyLock;

use super::Draws;
use crate::elementary::{exp, ln};

/// Layers of the ziggurat.
const LAYERS: usize = 256;
/// Where the tail begins, for 256 layers.
const TAIL: f64 = 3.654_152_885_361_009;
/// The area of every layer.
const AREA: f64 = 0.004_928_673_233_974_658;

/// Edges and heights of 256 layers of equal area under `exp(−x²/2)`.
///
/// # Source
/// Marsaglia and Tsang (2000), The ziggurat method for generating random variables. Tables by our own
/// functions, so that every machine has the same.
#[derive(Debug)]
pub(super) struct Ziggurat {
    edge: [f64; LAYERS + 1],
    height: [f64; LAYERS + 1],
}

impl Ziggurat {
    /// The one table that all draws share.
    pub(super) fn shared() -> &'static Self {
        static SHARED: LazyLock<Ziggurat> = LazyLock::new(Ziggurat::new);
        &SHARED
    }

    fn new() -> Self {
        let (mut edge, mut height) = ([0.0; LAYERS + 1], [0.0; LAYERS + 1]);
        edge[0] = AREA / bell(TAIL);
        edge[1] = TAIL;
        for layer in 2..LAYERS {
            let below = edge[layer - 1];
            edge[layer] = (-2.0 * ln(AREA / below + bell(below))).sqrt();
        }
        for layer in 0..=LAYERS {
            height[layer] = bell(edge[layer]);
        }
        Self { edge, height }
    }

    /// One standard normal number, where the bits lead into the inside of a layer, as they do in 99 % of cases.
    #[inline]
    pub(super) fn inside(&self, bits: u64) -> Option<f64> {
        let (layer, x) = self.throw(bits);
        (x.abs() < self.edge[layer + 1]).then_some(x)
    }

    /// One standard normal number, where the bits lead to the edge of a layer and further draws decide; and the draws after
    /// those.
    #[cold]
    pub(super) fn at_edge(&self, bits: u64, mut draws: Draws) -> (f64, Draws) {
        let (layer, x) = self.throw(bits);
        let number = if layer == 0 {
            tail(&mut draws).copysign(x)
        } else {
            let (low, high) = (self.height[layer], self.height[layer + 1]);
            if low + (high - low) * unit(&mut draws) < bell(x) {
                x
            } else {
                draws.normal()
            }
        };
        (number, draws)
    }

    /// A layer, and a place between its two ends.
    #[inline]
    fn throw(&self, bits: u64) -> (usize, f64) {
        let layer = (bits & 0xff) as usize;
        (layer, signed_unit(bits) * self.edge[layer])
    }
}

fn bell(x: f64) -> f64 {
    exp(-0.5 * x * x)
}

/// A number in [−1, 1) from the upper 52 bits.
#[inline]
fn signed_unit(bits: u64) -> f64 {
    f64::from_bits((bits >> 12) | 0x4000_0000_0000_0000) - 3.0
}

/// A number in (0, 1].
fn unit(draws: &mut Draws) -> f64 {
    1.0 - draws.uniform()
}

/// Beyond the last layer: Marsaglia's exponential rejection.
fn tail(draws: &mut Draws) -> f64 {
    loop {
        let beyond = -ln(unit(draws)) / TAIL;
        if -2.0 * ln(unit(draws)) >= beyond * beyond {
            return TAIL + beyond;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_standard_normal() {
        let n = 200_000;
        let mut draws = draws(1);
        let sample: Vec<f64> = (0..n).map(|_| draws.normal()).collect();
        let moment = |power: i32| sample.iter().map(|x| x.powi(power)).sum::<f64>() / f64::from(n);
        assert!(moment(1).abs() < 0.01, "mean {}", moment(1));
        assert!((moment(2) - 1.0).abs() < 0.015, "variance {}", moment(2));
        assert!(moment(3).abs() < 0.04, "skewness {}", moment(3));
        assert!((moment(4) - 3.0).abs() < 0.1, "kurtosis {}", moment(4));
    }

    #[test]
    fn tails_have_the_published_weight() {
        let n = 1_000_000;
        let mut draws = draws(2);
        let mut beyond = [0_u32; 3];
        for _ in 0..n {
            let x = draws.normal().abs();
            for (count, bound) in beyond.iter_mut().zip([1.0, 2.0, 3.8]) {
                *count += u32::from(x > bound);
            }
        }
        for (count, expected) in beyond.iter().zip([0.317_310_5, 0.045_500_3, 0.000_144_7]) {
            let share = f64::from(*count) / f64::from(n);
            let error = 4.0 * (expected / f64::from(n)).sqrt();
            assert!((share - expected).abs() < error, "{share} instead of {expected}");
        }
    }

    #[test]
    fn layers_meet_at_the_top() {
        let table = Ziggurat::new();
        let top = table.edge[LAYERS - 1] * (1.0 - table.height[LAYERS - 1]);
        assert!((top - AREA).abs() < 1e-9, "the last layer has area {top}");
        assert!(table.edge.windows(2).all(|pair| pair[0] > pair[1]));
    }

    fn draws(seed: u64) -> Draws {
        crate::random::Chance::new(seed)
            .of(crate::random::Purpose::named("normal"), 0)
            .at(0, 0)
    }
}
