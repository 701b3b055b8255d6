//! A few quantiles of many numbers, without sorting them.

use super::quantile::QuantilePlace;

/// Numbers that are looked at together, so that a processor takes several at a time.
const LANES: usize = 4;
/// So few numbers are sorted faster than they are put down at steps.
const FEW: usize = 64;
/// Steps that there can be.
const STEPS: usize = 1 << u8::BITS;
/// Added to a number of 0…2⁵¹, it leaves the nearest whole number in the last bits.
const WHOLE: f64 = (1_u64 << 52) as f64;

/// Finds quantiles, in room that is used again and again.
///
/// The range of the numbers is divided into steps, every number is put down at its step, and only the steps where quantiles fall are
/// looked at more closely: some twenty-five operations a number.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// The step of every number.
    steps: Vec<u8>,
    /// The numbers, step after step.
    numbers: Vec<f64>,
}

impl Ranks {
    /// The quantiles at these places among some numbers, at least one, in the order of [`f64::total_cmp`].
    pub(super) fn quantiles<const N: usize>(&mut self, places: [QuantilePlace; N], numbers: &[f64]) -> [f64; N] {
        debug_assert!(numbers.iter().all(|number| number.is_finite()), "a measure is a number");
        let first = numbers[0];
        if numbers.iter().all(|number| number.to_bits() == first.to_bits()) {
            return places.map(|place| place.between(first, first));
        }
        if numbers.len() <= FEW {
            return self.quantiles_of_few(places, numbers);
        }
        let scale = Scale::of(numbers);
        self.steps.clear();
        self.steps.extend(numbers.iter().map(|&number| scale.step(number)));
        self.numbers.resize(numbers.len(), 0.0);
        let ends = deal(numbers, &self.steps, &mut self.numbers);
        places.map(|place| between(&mut self.numbers, &ends, place))
    }

    fn quantiles_of_few<const N: usize>(&mut self, places: [QuantilePlace; N], numbers: &[f64]) -> [f64; N] {
        self.numbers.clear();
        self.numbers.extend_from_slice(numbers);
        self.numbers.sort_unstable_by(f64::total_cmp);
        places.map(|place| place.between(self.numbers[place.below], self.numbers[place.above()]))
    }
}

/// Puts numbers down in the order of their steps. Says where each step ends.
fn deal(numbers: &[f64], steps: &[u8], to: &mut [f64]) -> [u32; STEPS] {
    let mut places = [0; STEPS];
    for &step in steps {
        places[usize::from(step)] += 1;
    }
    let mut before = 0;
    for place in &mut places {
        let n = *place;
        *place = before;
        before += n;
    }
    for (&step, &number) in steps.iter().zip(numbers) {
        let place = &mut places[usize::from(step)];
        to[*place as usize] = number;
        *place += 1;
    }
    places
}

/// The quantile at a place among numbers in the order of their steps, which end there.
fn between(numbers: &mut [f64], ends: &[u32; STEPS], place: QuantilePlace) -> f64 {
    let (low, next) = at_rank(numbers, ends, place.below);
    let high = match place.above() == place.below {
        true => low,
        false => next.unwrap_or_else(|| at_rank(numbers, ends, place.above()).0),
    };
    place.between(low, high)
}

/// The number at a rank, and the next one where it shares the step.
fn at_rank(numbers: &mut [f64], ends: &[u32; STEPS], rank: usize) -> (f64, Option<f64>) {
    let step = ends.partition_point(|&end| end as usize <= rank);
    let start = step.checked_sub(1).map_or(0, |step| ends[step] as usize);
    let (on_step, place) = (&mut numbers[start..ends[step] as usize], rank - start);
    let first = on_step[0];
    if on_step.iter().all(|number| number.to_bits() == first.to_bits()) {
        return (first, (place + 1 < on_step.len()).then_some(first));
    }
    let (_, &mut number, above) = on_step.select_nth_unstable_by(place, f64::total_cmp);
    (number, above.iter().copied().min_by(f64::total_cmp))
}

/// A range of numbers in steps of one length.
struct Scale {
    least: f64,
    /// Steps in a unit.
    per_unit: f64,
}

impl Scale {
    /// The range of some numbers; as one step, where it is too small or too large to be divided.
    fn of(numbers: &[f64]) -> Self {
        let least = extreme(numbers, |one, other| one < other);
        let most = extreme(numbers, |one, other| one > other);
        let per_unit = (STEPS - 1) as f64 / (most - least);
        let per_unit = if per_unit.is_normal() { per_unit } else { 0.0 };
        Self { least, per_unit }
    }

    /// The step of a number of the range: a greater number never has a lower one.
    fn step(&self, number: f64) -> u8 {
        ((number - self.least) * self.per_unit + WHOLE).to_bits() as u8
    }
}

/// The number that comes before all others.
fn extreme(numbers: &[f64], is_before: impl Fn(f64, f64) -> bool) -> f64 {
    let either = |one, other| if is_before(other, one) { other } else { one };
    let (fours, rest) = numbers.as_chunks::<LANES>();
    let mut found = [numbers[0]; LANES];
    for &[one, two, three, four] in fours {
        let [a, b, c, d] = found;
        found = [either(a, one), either(b, two), either(c, three), either(d, four)];
    }
    found.into_iter().chain(rest.iter().copied()).fold(numbers[0], either)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::quantile;
    use super::*;

    const SHARES: [f64; 6] = [0.0, 0.05, 0.5, 0.95, 1.0, 0.3];

    proptest! {
        #[test]
        fn quantiles_are_those_of_the_sorted_numbers(
            numbers in prop::collection::vec(prop_oneof![-3.0..3.0, Just(0.0), Just(-0.0), Just(1.0)], 1..300),
        ) {
            assert_sorted(&numbers);
        }

        #[test]
        fn numbers_of_any_size_have_quantiles(
            numbers in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, 1..200),
        ) {
            assert_sorted(&numbers);
        }
    }

    #[test]
    fn what_can_hardly_be_divided_is_found_all_the_same() {
        for numbers in [
            vec![-0.0],
            vec![0.0, -0.0, 0.0],
            vec![1.0, 1.0 + f64::EPSILON, 1.0],
            vec![-f64::MAX, f64::MAX, 0.0],
            vec![0.0, 5e-324, 1e-320],
        ] {
            assert_sorted(&numbers);
            assert_sorted(&numbers.repeat(FEW));
        }
        let mut far = vec![1e9];
        far.extend((0..5000).map(|k| (f64::from(k) * 0.618_034).fract()));
        assert_sorted(&far);
    }

    #[track_caller]
    fn assert_sorted(numbers: &[f64]) {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(f64::total_cmp);
        let places = SHARES.map(|share| QuantilePlace::of(share, numbers.len()));
        let found = Ranks::default().quantiles(places, numbers).map(f64::to_bits);
        let known = SHARES.map(|share| quantile(&sorted, share).to_bits());
        assert_eq!(found, known, "{numbers:?}");
    }
}
