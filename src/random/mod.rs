//! Chance with an address.
//!
//! Luck is asked for by what it is for: seed, purpose, month, member, partner. The answer depends on nothing else.
//! Switching a rule off, or changing one member, therefore leaves the luck of all others as it was, and two scenarios
//! can be compared run by run (common random numbers).

mod normal;

use rand_philox::{philox4x32_10, splitmix64};

use normal::Ziggurat;

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
    /// The seed, mixed.
    root: u64,
    ziggurat: &'static Ziggurat,
}

impl Chance {
    /// The luck that belongs to a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            root: splitmix64(seed.wrapping_add(0x9e37_79b9_7f4a_7c15)),
            ziggurat: Ziggurat::shared(),
        }
    }

    /// The luck of one purpose in one month.
    #[must_use]
    pub fn of(&self, purpose: Purpose, month: u32) -> Luck {
        let key = splitmix64(self.root ^ purpose.0);
        Luck {
            key: [key as u32, (key >> 32) as u32],
            month,
            ziggurat: self.ziggurat,
        }
    }
}

/// The luck of one purpose in one month, still to be asked for by member and partner.
#[derive(Debug, Clone, Copy)]
pub struct Luck {
    key: [u32; 2],
    month: u32,
    ziggurat: &'static Ziggurat,
}

impl Luck {
    /// The draws that belong to a member and a partner (or any second index).
    #[must_use]
    #[inline]
    pub fn at(&self, member: u32, partner: u32) -> Draws {
        let counter = [0, partner, member, self.month];
        Draws {
            words: philox4x32_10(counter, self.key),
            used: 0,
            counter,
            key: self.key,
            ziggurat: self.ziggurat,
        }
    }

    /// One draw of 32 bits for every partner of a member; cheaper than [`Luck::at`] where most partners are asked about, as
    /// four of them share a block.
    #[must_use]
    #[inline]
    pub fn row(&self, member: u32) -> Row {
        Row {
            luck: *self,
            member,
            block: u32::MAX,
            words: [0; 4],
        }
    }
}

/// The draws at one address, in order.
///
/// # Source
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011): the address is its counter, so nothing is carried over.
#[derive(Debug, Clone)]
pub struct Draws {
    words: [u32; 4],
    used: usize,
    counter: [u32; 4],
    key: [u32; 2],
    ziggurat: &'static Ziggurat,
}

impl Draws {
    #[inline]
    fn word(&mut self) -> u32 {
        if self.used == self.words.len() {
            self.counter[0] += 1;
            self.words = philox4x32_10(self.counter, self.key);
            self.used = 0;
        }
        self.used += 1;
        self.words[self.used - 1]
    }

    /// The next 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        u64::from(self.word()) | (u64::from(self.word()) << 32)
    }

    /// A number in [0, 1), evenly spread over multiples of 2⁻⁵³.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// True with the given probability (0…1).
    #[inline]
    pub fn happens(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// A whole number below `count`, each equally likely up to 2⁻³² parts; 0 where `count` is 0 or 1. Takes half of the bits of
    /// other draws, so that a fixed number of them always takes the same bits.
    #[inline]
    pub fn below(&mut self, count: u32) -> u32 {
        ((u64::from(self.word()) * u64::from(count)) >> 32) as u32
    }

    /// A standard normal number.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        self.ziggurat.sample(self)
    }
}

/// One draw for every partner of a member: the same in whatever order partners are asked about, and for a partner asked
/// about twice the same bits again.
#[derive(Debug, Clone)]
pub struct Row {
    luck: Luck,
    member: u32,
    block: u32,
    words: [u32; 4],
}

impl Row {
    #[inline]
    fn word(&mut self, partner: u32) -> u32 {
        if self.block != partner / 4 {
            self.block = partner / 4;
            self.words = philox4x32_10([u32::MAX, self.block, self.member, self.luck.month], self.luck.key);
        }
        self.words[partner as usize % 4]
    }

    /// A number in [0, 1), evenly spread over multiples of 2⁻³².
    #[inline]
    pub fn uniform(&mut self, partner: u32) -> f64 {
        f64::from(self.word(partner)) * (1.0 / (1_u64 << 32) as f64)
    }

    /// A standard normal number, in steps of less than 5·10⁻⁷.
    #[inline]
    pub fn normal(&mut self, partner: u32) -> f64 {
        let word = self.word(partner);
        let ziggurat = self.luck.ziggurat;
        ziggurat
            .sample_inside(word)
            .unwrap_or_else(|| ziggurat.finish(word, &mut self.luck.at(self.member, partner)))
    }

    /// A choice among few things, or several choices one after the other.
    #[inline]
    pub fn choice(&mut self, partner: u32) -> Choice {
        Choice {
            left: self.word(partner),
        }
    }
}

/// One draw that whole numbers are taken from, each of what the one before has left over. All of them together are equally
/// likely up to as many parts of 2⁻³² as there are combinations.
#[derive(Debug, Clone)]
pub struct Choice {
    left: u32,
}

impl Choice {
    /// A whole number below `count`; 0 where that is 0 or 1.
    #[inline]
    pub fn below(&mut self, count: u32) -> u32 {
        let scaled = u64::from(self.left) * u64::from(count);
        self.left = scaled as u32;
        (scaled >> 32) as u32
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
    let mut mixed = splitmix64(seed.wrapping_add(0x9e37_79b9_7f4a_7c15)).wrapping_add(replication) & MASK;
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
    fn a_row_does_not_depend_on_the_order_of_asking() {
        let luck = Chance::new(7).of(A, 0);
        let (mut there, mut back) = (luck.row(3), luck.row(3));
        let forwards: Vec<_> = (0..20).map(|partner| there.uniform(partner)).collect();
        let backwards: Vec<_> = (0..20).rev().map(|partner| back.uniform(partner)).collect();
        assert!(forwards.iter().eq(backwards.iter().rev()));
        assert_eq!(forwards.iter().map(|u| u.to_bits()).collect::<BTreeSet<_>>().len(), 20);
    }

    #[test]
    fn normal_numbers_of_a_row_have_the_moments_and_tails_of_the_normal_distribution() {
        let luck = Chance::new(5).of(A, 0);
        let sample: Vec<f64> = (0..500).flat_map(|member| normals(luck.row(member), 1000)).collect();
        let n = sample.len() as f64;
        let moment = |power: i32| sample.iter().map(|x| x.powi(power)).sum::<f64>() / n;
        assert!(moment(1).abs() < 0.006, "mean {}", moment(1));
        assert!((moment(2) - 1.0).abs() < 0.01, "variance {}", moment(2));
        assert!((moment(4) - 3.0).abs() < 0.06, "kurtosis {}", moment(4));
        for (bound, expected) in [(1.0, 0.317_310_5), (2.0, 0.045_500_3), (3.8, 0.000_144_7)] {
            let share = sample.iter().filter(|x| x.abs() > bound).count() as f64 / n;
            let error = 4.0 * f64::sqrt(expected / n);
            assert!(
                (share - expected).abs() < error,
                "{share} beyond {bound} instead of {expected}"
            );
        }
    }

    #[test]
    fn two_choices_out_of_one_draw_are_evenly_spread_together() {
        let luck = Chance::new(6).of(A, 0);
        let mut faces = [[0; 6]; 7];
        for member in 0..1000 {
            let mut row = luck.row(member);
            for partner in 0..42 {
                let mut choice = row.choice(partner);
                faces[choice.below(7) as usize][choice.below(6) as usize] += 1;
            }
        }
        assert!(
            faces.iter().flatten().all(|count: &i32| (count - 1000).abs() < 130),
            "{faces:?}"
        );
        assert_eq!(luck.row(0).choice(0).below(0), 0);
    }

    fn normals(mut row: Row, partners: u32) -> impl Iterator<Item = f64> {
        (0..partners).map(move |partner| row.normal(partner))
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
