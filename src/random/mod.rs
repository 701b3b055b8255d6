//! Chance with an address.
//!
//! Luck is asked for by what it is for: seed, purpose, month, member, partner. The answer depends on nothing else.
//! Switching a rule off, or changing one member, therefore leaves the luck of all others as it was, and two scenarios
//! can be compared run by run (common random numbers).

mod normal;
mod splitmix;

use std::convert::Infallible;

use normal::Ziggurat;
use rand::TryRng;
use splitmix::splitmix64 as mix;

pub use splitmix::{GOLDEN, splitmix64};

/// What a draw is for. Draws for different purposes never share a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose(u64);

impl Purpose {
    /// The purpose of this name; a mechanism of one's own takes a name of its own.
    ///
    /// # Source
    /// FNV-1a (Fowler, Noll and Vo), 64 bits.
    #[must_use]
    pub const fn named(name: &str) -> Self {
        let bytes = name.as_bytes();
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            at += 1;
        }
        Self(hash)
    }
}

/// All the luck of one run.
///
/// # Example
/// ```
/// use alliance_dynamics::random::{Chance, Purpose};
///
/// const WEATHER: Purpose = Purpose::named("weather");
/// let chance = Chance::new(42);
/// assert_eq!(chance.of(WEATHER, 3).at(0, 1).normal(), chance.of(WEATHER, 3).at(0, 1).normal());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Chance {
    root: u64,
    /// From this month on luck is fresh, and has the other root.
    fresh_from: u32,
    fresh_root: u64,
    ziggurat: &'static Ziggurat,
}

impl Chance {
    /// The luck that belongs to a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let root = mix(seed.wrapping_add(GOLDEN));
        Self {
            root,
            fresh_from: u32::MAX,
            fresh_root: root,
            ziggurat: Ziggurat::shared(),
        }
    }

    /// The same luck before month `from`, and the luck of another seed from then on: the same past, another future.
    ///
    /// # Example
    /// ```
    /// use alliance_dynamics::random::{Chance, Purpose};
    ///
    /// const WEATHER: Purpose = Purpose::named("weather");
    /// let (chance, other) = (Chance::new(42), Chance::new(7));
    /// let fresh = chance.fresh_from(3, 7);
    /// assert_eq!(fresh.of(WEATHER, 2).at(0, 0).bits(), chance.of(WEATHER, 2).at(0, 0).bits());
    /// assert_eq!(fresh.of(WEATHER, 3).at(0, 0).bits(), other.of(WEATHER, 3).at(0, 0).bits());
    /// ```
    #[must_use]
    pub fn fresh_from(self, from: u32, seed: u64) -> Self {
        Self {
            fresh_from: from,
            fresh_root: Self::new(seed).root,
            ..self
        }
    }

    /// The luck of one purpose in one month.
    #[must_use]
    #[inline]
    pub fn of(&self, purpose: Purpose, month: u32) -> Luck {
        let root = if month < self.fresh_from {
            self.root
        } else {
            self.fresh_root
        };
        Luck {
            root: step(mix(root ^ purpose.0), month),
            ziggurat: self.ziggurat,
        }
    }
}

/// The luck of one purpose in one month, still to be asked for by member and partner.
#[derive(Debug, Clone, Copy)]
pub struct Luck {
    root: u64,
    ziggurat: &'static Ziggurat,
}

impl Luck {
    /// The draws that belong to a member and a partner (or any second index).
    #[must_use]
    #[inline]
    pub fn at(&self, member: u32, partner: u32) -> Draws {
        self.row(member).at(partner)
    }

    /// The luck of one member, still to be asked for by partner.
    #[must_use]
    #[inline]
    pub fn row(&self, member: u32) -> Row {
        Row {
            root: step(self.root, member),
            ziggurat: self.ziggurat,
        }
    }
}

/// The luck of one member, for one purpose in one month.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    root: u64,
    ziggurat: &'static Ziggurat,
}

impl Row {
    /// The draws that belong to a partner (or any second index).
    #[must_use]
    #[inline]
    pub fn at(&self, partner: u32) -> Draws {
        Draws {
            next: self.root.wrapping_add(GOLDEN.wrapping_mul(u64::from(partner))),
            ziggurat: self.ziggurat,
        }
    }
}

/// The draws at one address, in order.
///
/// # Source
/// SplitMix64 of Steele, Lea and Flood (2014): the address, mixed, says where to begin, so nothing is carried over.
#[derive(Debug, Clone)]
pub struct Draws {
    next: u64,
    ziggurat: &'static Ziggurat,
}

impl Draws {
    /// The next 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        let bits = mix(self.next);
        self.next = self.next.wrapping_add(STEP_WITHIN);
        bits
    }

    /// A number in [0, 1), evenly spread over multiples of 2⁻⁵³.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11).cast_signed() as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// True with the given probability (0…1).
    #[inline]
    pub fn happens(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// A whole number below `count`, each equally likely up to 2⁻⁶⁴ parts; 0 where `count` is 0 or 1.
    #[inline]
    pub fn below(&mut self, count: u32) -> u32 {
        self.choice().below(count)
    }

    /// Several choices among few things, one after the other.
    #[inline]
    pub fn choice(&mut self) -> Choice {
        Choice { left: self.bits() }
    }

    /// A standard normal number.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        let bits = self.bits();
        self.ziggurat.inside(bits).unwrap_or_else(|| {
            let (number, rest) = self.ziggurat.at_edge(bits, self.clone());
            *self = rest;
            number
        })
    }
}

/// One draw that several whole numbers are taken from, each out of what the one before has left over.
#[derive(Debug, Clone)]
pub struct Choice {
    left: u64,
}

impl Choice {
    /// A whole number below `count`; 0 where that is 0 or 1. All combinations of the numbers taken are equally likely up to as
    /// many parts of 2⁻⁶⁴ as there are combinations.
    #[inline]
    pub fn below(&mut self, count: u32) -> u32 {
        let scaled = u128::from(self.left) * u128::from(count);
        self.left = scaled as u64;
        (scaled >> 64) as u32
    }
}

/// From one draw to the next at the same address. Odd, and no small multiple of [`GOLDEN`], so that the draws of neighbouring
/// addresses do not meet.
const STEP_WITHIN: u64 = 0xd1b5_4a32_d192_ed03;

/// The root of the addresses that begin with `root` and go on with `index`.
#[inline]
fn step(root: u64, index: u32) -> u64 {
    mix(root.wrapping_add(GOLDEN.wrapping_mul(u64::from(index))))
}

/// Any distribution of the `rand` family can be drawn at an address.
///
/// # Example
/// ```
/// use alliance_dynamics::random::{Chance, Purpose};
/// use rand::RngExt;
///
/// let die = Chance::new(42).of(Purpose::named("die"), 0).at(0, 0).random_range(1..=6);
/// assert!((1..=6).contains(&die));
/// ```
impl TryRng for Draws {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.bits() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.bits())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.bits().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// The seed of replication `replication` of an experiment: distinct for every replication, the same for every arm and
/// design point, and below 2⁵³ so that tables, spreadsheets and JSON keep it exactly.
///
/// # Rule
/// A bijection of 53-bit numbers: add, xor-shift and multiply by odd constants, each of which can be undone (ours).
#[must_use]
pub fn replication_seed(seed: u64, replication: u64) -> u64 {
    const MASK: u64 = (1 << 53) - 1;
    let mut mixed = mix(seed.wrapping_add(GOLDEN)).wrapping_add(replication) & MASK;
    for odd in [0x000b_f584_76d1_ce4b, 0x0014_d049_bb13_3111] {
        mixed = ((mixed ^ (mixed >> 27)).wrapping_mul(odd)) & MASK;
    }
    mixed ^ (mixed >> 27)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const A: Purpose = Purpose::named("a");

    #[test]
    fn every_part_of_the_address_matters() {
        let bits =
            |seed, purpose, month, member, partner| Chance::new(seed).of(purpose, month).at(member, partner).bits();
        let all = [
            bits(1, A, 0, 0, 0),
            bits(2, A, 0, 0, 0),
            bits(1, Purpose::named("b"), 0, 0, 0),
            bits(1, A, 1, 0, 0),
            bits(1, A, 0, 1, 0),
            bits(1, A, 0, 0, 1),
        ];
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn later_draws_at_an_address_do_not_reach_into_the_next_address() {
        let luck = Chance::new(7).of(A, 0);
        let mut here = luck.at(0, 0);
        let many: BTreeSet<u64> = (0..1000).map(|_| here.bits()).collect();
        assert!(!many.contains(&luck.at(0, 1).bits()));
    }

    #[test]
    fn mixing_gives_the_published_numbers() {
        assert_eq!(mix(GOLDEN), 0xe220_a839_7b1d_cdaf);
        assert_eq!(mix(GOLDEN.wrapping_mul(2)), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn neighbouring_addresses_never_share_a_draw() {
        let luck = Chance::new(7).of(A, 0);
        let mut all = BTreeSet::new();
        for (member, partner) in (0..30).flat_map(|member| (0..30).map(move |partner| (member, partner))) {
            let mut draws = luck.at(member, partner);
            all.extend((0..100).map(|_| draws.bits()));
        }
        assert_eq!(all.len(), 30 * 30 * 100);
    }

    #[test]
    fn neighbours_months_and_draws_are_not_correlated() {
        let normal = |month, member, partner| Chance::new(9).of(A, month).at(member, partner).normal();
        let second = |month, member, partner| {
            let mut draws = Chance::new(9).of(A, month).at(member, partner);
            draws.normal();
            draws.normal()
        };
        let addresses = (0..20).flat_map(|month| (0..50).flat_map(move |i| (0..50).map(move |j| (month, i, j))));
        let mut sums = [0.0; 5];
        for (month, i, j) in addresses {
            let here = normal(month, i, j);
            let others = [
                normal(month, i, j + 1),
                normal(month, i + 1, j),
                normal(month + 1, i, j),
            ];
            let all = others
                .into_iter()
                .chain([normal(month, j, i + 50), second(month, i, j)]);
            for (sum, other) in sums.iter_mut().zip(all) {
                *sum += here * other;
            }
        }
        for sum in sums {
            let correlation = sum / 50_000.0;
            assert!(correlation.abs() < 4.0 / 50_000_f64.sqrt(), "{correlation}");
        }
    }

    #[test]
    fn two_choices_out_of_one_draw_are_evenly_spread_together() {
        let luck = Chance::new(6).of(A, 0);
        let mut faces = [[0; 6]; 7];
        for member in 0..1000 {
            for partner in 0..42 {
                let mut choice = luck.at(member, partner).choice();
                faces[choice.below(7) as usize][choice.below(6) as usize] += 1;
            }
        }
        assert!(
            faces.iter().flatten().all(|count: &i32| (count - 1000).abs() < 130),
            "{faces:?}"
        );
        assert_eq!(luck.at(0, 0).choice().below(0), 0);
    }

    #[test]
    fn uniform_below_and_happens_are_evenly_spread() {
        let luck = Chance::new(3).of(A, 0);
        let n = 40_000;
        let (mut sum, mut hits, mut faces) = (0.0, 0, [0; 6]);
        for k in 0..n {
            let mut draws = luck.at(k, 0);
            sum += draws.uniform();
            hits += u32::from(draws.happens(0.3));
            faces[draws.below(6) as usize] += 1;
        }
        assert!((sum / f64::from(n) - 0.5).abs() < 0.01);
        assert!((f64::from(hits) / f64::from(n) - 0.3).abs() < 0.01);
        assert!(
            faces
                .iter()
                .all(|&count: &i32| (f64::from(count) / f64::from(n) - 1.0 / 6.0).abs() < 0.01)
        );
    }

    #[test]
    fn replications_have_seeds_of_their_own_that_a_double_keeps() {
        let seeds: BTreeSet<u64> = (0..100_000).map(|k| replication_seed(1, k)).collect();
        assert_eq!(seeds.len(), 100_000);
        assert!(seeds.iter().all(|&seed| seed < 1 << 53));
        assert_ne!(replication_seed(1, 0), replication_seed(2, 0));
    }
}
