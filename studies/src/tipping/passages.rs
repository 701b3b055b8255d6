//! Where a curve passes a level, and where it may do so.

use serde::Serialize;

use super::curve::TippingCurve;
use crate::statistics::Z95;

/// So many standard errors from a level a curve lies on one side of it beyond chance wherever one looks: the 5 % of a
/// single look shared out over fifty.
const BEYOND_CHANCE: f64 = 3.29;
/// Between neighbours whose shares differ by more than this, nothing is known of the curve's course.
const JUMP: f64 = 0.4;
/// Halvings that pin a place down to the last digits that are written.
const HALVINGS: usize = 30;

/// Which way a curve goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From below to above.
    Rising,
    /// From above to below.
    Falling,
}

/// A place where a curve passes a level, with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage {
    /// Which way.
    pub direction: Direction,
    /// The place, 0…1 along the range.
    pub place: f64,
    /// The lower end of its interval; `None` where that lies before the range.
    pub low: Option<f64>,
    /// The upper end of its interval; `None` where that lies behind the range.
    pub high: Option<f64>,
}

/// All places where the curve passes a level, 0…1, as far as that is beyond chance.
///
/// # Rule
/// At a place that was tried the curve lies on one side for certain where it is 3.29 standard errors from the level, at the two
/// ends of the range 1.96. Between two neighbouring certain places on different sides there is a passage. Its
/// interval reaches from where the curve first comes within 1.96 standard errors of the level to where it last is so, and over
/// the whole gap between two places tried where the shares there differ by more than 0.4. Between an end of the range that
/// is not certain and the first certain place there may be one more, whose interval is open.
///
/// # Source
/// The interval is the inversion of a test, as in Fieller (1954); the rest is ours.
#[must_use]
pub fn passages(curve: &TippingCurve<'_>, level: f64) -> Vec<Passage> {
    let standings = Standings::of(*curve, level);
    let certain = standings.certain();
    let (Some(&first), Some(&last)) = (certain.first(), certain.last()) else {
        return Vec::new();
    };
    let between = certain
        .windows(2)
        .filter_map(|pair| standings.between(pair[0], pair[1]));
    let before = standings.before(first).into_iter();
    before.chain(between).chain(standings.behind(last)).collect()
}

/// The side of a level, above or below it, that a curve is on at a certain place.
pub(super) fn certain_sides(curve: &TippingCurve<'_>, level: f64) -> Vec<f64> {
    let standings = Standings::of(*curve, level);
    let certain = standings.certain();
    certain.iter().map(|index| standings.errors[*index].signum()).collect()
}

/// How far a curve lies from a level at the places that were tried.
struct Standings<'a> {
    curve: TippingCurve<'a>,
    level: f64,
    places: Vec<f64>,
    /// The share of the runs right there.
    shares: Vec<f64>,
    /// In standard errors.
    errors: Vec<f64>,
}

impl<'a> Standings<'a> {
    fn of(curve: TippingCurve<'a>, level: f64) -> Self {
        let points = curve.at_tried();
        Self {
            curve,
            level,
            places: points.iter().map(|point| point.place).collect(),
            shares: curve.responses().with_runs().map(|(_, tried)| tried.share()).collect(),
            errors: points.iter().map(|point| point.errors_from(level)).collect(),
        }
    }

    /// The places where the curve lies on one side for certain.
    fn certain(&self) -> Vec<usize> {
        let last = self.errors.len().saturating_sub(1);
        let enough = |index: usize| {
            if index == 0 || index == last {
                Z95
            } else {
                BEYOND_CHANCE
            }
        };
        let places = 0..self.errors.len();
        places
            .filter(|&index| self.errors[index].abs() > enough(index))
            .collect()
    }

    /// The passage between two certain places, where they are on different sides.
    fn between(&self, from: usize, to: usize) -> Option<Passage> {
        if self.is_below(from) == self.is_below(to) {
            return None;
        }
        let gap = self.gap(from, to)?;
        let (low, high) = (self.leaving(from, to)?, self.arriving(from, to)?);
        let jumps = (self.shares[gap + 1] - self.shares[gap]).abs() > JUMP;
        let (first, last) = match jumps {
            true => (self.places[gap], self.places[gap + 1]),
            false => (low, high),
        };
        Some(Passage {
            direction: self.direction(gap),
            place: self.root(gap),
            low: Some(low.min(first)),
            high: Some(high.max(last)),
        })
    }

    /// A passage between the beginning of the range and the first certain place.
    fn before(&self, to: usize) -> Option<Passage> {
        let gap = self.gap(0, to)?;
        Some(Passage {
            direction: self.direction(gap),
            place: self.root(gap),
            low: None,
            high: self.arriving(0, to),
        })
    }

    /// A passage between the last certain place and the end of the range.
    fn behind(&self, from: usize) -> Option<Passage> {
        let last = self.places.len() - 1;
        let gap = self.gap(from, last)?;
        Some(Passage {
            direction: self.direction(gap),
            place: self.root(gap),
            low: self.leaving(from, last),
            high: None,
        })
    }

    fn is_below(&self, index: usize) -> bool {
        self.errors[index] < 0.0
    }

    /// The place before the gap in which the curve passes the level: the middle one of several.
    fn gap(&self, from: usize, to: usize) -> Option<usize> {
        let gaps: Vec<usize> = (from..to)
            .filter(|&index| self.is_below(index) != self.is_below(index + 1))
            .collect();
        gaps.get(gaps.len() / 2).copied()
    }

    fn direction(&self, gap: usize) -> Direction {
        if self.is_below(gap) {
            Direction::Rising
        } else {
            Direction::Falling
        }
    }

    /// Where in a gap the curve is at the level.
    fn root(&self, gap: usize) -> f64 {
        let is_below = self.is_below(gap);
        self.halved(gap, |errors| (errors < 0.0) == is_below)
    }

    /// Where the curve first comes near the level on the way from a certain place.
    fn leaving(&self, from: usize, to: usize) -> Option<f64> {
        let sign = self.errors[from].signum();
        let is_far = |errors: f64| errors * sign > Z95;
        let gap = (from..to).find(|&index| !is_far(self.errors[index + 1]))?;
        Some(self.halved(gap, is_far))
    }

    /// Where the curve is last near the level on the way to a certain place.
    fn arriving(&self, from: usize, to: usize) -> Option<f64> {
        let sign = self.errors[to].signum();
        let is_far = |errors: f64| errors * sign > Z95;
        let gap = (from..to).rev().find(|&index| !is_far(self.errors[index]))?;
        Some(self.halved(gap, |errors| !is_far(errors)))
    }

    /// Where in a gap something ends that holds at its beginning.
    fn halved(&self, gap: usize, holds: impl Fn(f64) -> bool) -> f64 {
        let (mut low, mut high) = (self.places[gap], self.places[gap + 1]);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if holds(self.curve.at(middle).errors_from(self.level)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }
}
