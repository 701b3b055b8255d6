//! What a search comes to.

use serde::Serialize;

use super::curve::{CurvePoint, TippingCurve};
use super::passages::{Direction, Passage, certain_sides, passages};
use super::responses::Responses;
use super::span::Span;
use crate::statistics::Interval;

/// The tipping points of a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tipping {
    /// How the probability stands to one half.
    pub standing: Standing,
    /// Where it passes one half, in order.
    pub crossings: Vec<Crossing>,
    /// The probability at both ends of the range.
    pub ends: [AtValue; 2],
    /// The probability at the value tried where it is nearest to one half.
    pub nearest: AtValue,
    /// Runs that ended.
    pub runs: u64,
    /// Runs that failed.
    pub failed: u64,
    /// Values that were tried.
    pub values: usize,
}

/// How a probability stands to one half along a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It passes one half at least once.
    Crosses,
    /// It is above throughout, as far as can be told.
    Above,
    /// It is below throughout, as far as can be told.
    Below,
    /// It is not known at any value on which side it is.
    Unsettled,
}

/// The probability at a value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtValue {
    /// The value.
    pub value: f64,
    /// The probability, 0…1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// A value with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Located {
    /// The value.
    pub value: f64,
    /// The lower end of the interval; `None` where that lies outside the range.
    pub low: Option<f64>,
    /// The upper end of the interval; `None` where that lies outside the range.
    pub high: Option<f64>,
}

/// A tipping point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Crossing {
    /// Whether the probability rises or falls there.
    pub direction: Direction,
    /// Where.
    pub at: Located,
    /// The values on either side of it, where only whole numbers are values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<(f64, f64)>,
    /// Where the probability is 10 %, if it is so between this tipping point and the next.
    pub tenth: Option<Located>,
    /// Where it is 90 %, likewise.
    pub nine_tenths: Option<Located>,
    /// How far these two are apart.
    pub width: Option<Width>,
}

/// How far apart the values are at which a probability is 10 % and 90 %.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Width {
    /// Their difference, or their ratio.
    pub size: f64,
    /// Its 95 % interval; `None` where an end of it is not known.
    pub interval: Option<Interval>,
    /// Whether it is a ratio: the range was searched on a log scale.
    pub is_ratio: bool,
}

impl Tipping {
    /// What these responses along a range come to.
    #[must_use]
    pub fn of(span: &Span, responses: &Responses) -> Self {
        let curve = TippingCurve::of(responses);
        let halves = passages(&curve, 0.5);
        let tails = [0.1, 0.9].map(|level| passages(&curve, level));
        let crossing = |index: usize| {
            let outer = Neighbours::of(&halves, index, &tails);
            Crossing::of(span, &halves[index], outer)
        };
        Self {
            standing: standing(&curve, &halves),
            crossings: (0..halves.len()).map(crossing).collect(),
            ends: [0.0, 1.0].map(|place| AtValue::of(span, &curve.at(place))),
            nearest: AtValue::of(span, &nearest(&curve)),
            runs: responses.runs(),
            failed: responses.failed(),
            values: responses.tried().len(),
        }
    }
}

fn standing(curve: &TippingCurve<'_>, halves: &[Passage]) -> Standing {
    match certain_sides(curve, 0.5).first() {
        _ if !halves.is_empty() => Standing::Crosses,
        Some(side) if *side > 0.0 => Standing::Above,
        Some(_) => Standing::Below,
        None => Standing::Unsettled,
    }
}

fn nearest(curve: &TippingCurve<'_>) -> CurvePoint {
    let away = |point: &CurvePoint| (point.share - 0.5).abs();
    let points = curve.at_tried().into_iter();
    points
        .min_by(|one, other| away(one).total_cmp(&away(other)))
        .unwrap_or_else(|| curve.at(0.0))
}

impl AtValue {
    fn of(span: &Span, point: &CurvePoint) -> Self {
        Self {
            value: span.value(point.place),
            share: point.share,
            interval: point.interval(),
        }
    }
}

/// Where the curve is at 10 % and 90 % on either side of a tipping point.
struct Neighbours {
    tenth: Option<Passage>,
    nine_tenths: Option<Passage>,
}

impl Neighbours {
    fn of(halves: &[Passage], index: usize, [tenths, nine_tenths]: &[Vec<Passage>; 2]) -> Self {
        let before = index
            .checked_sub(1)
            .map_or(f64::NEG_INFINITY, |index| halves[index].place);
        let here = halves[index].place;
        let after = halves.get(index + 1).map_or(f64::INFINITY, |next| next.place);
        let last_before = |passages: &[Passage]| {
            let mut earlier = passages.iter().filter(|at| before < at.place && at.place <= here);
            earlier.next_back().copied()
        };
        let first_after = |passages: &[Passage]| {
            let mut later = passages.iter().filter(|at| here <= at.place && at.place < after);
            later.next().copied()
        };
        match halves[index].direction {
            Direction::Rising => Self {
                tenth: last_before(tenths),
                nine_tenths: first_after(nine_tenths),
            },
            Direction::Falling => Self {
                tenth: first_after(tenths),
                nine_tenths: last_before(nine_tenths),
            },
        }
    }

    fn width(&self, span: &Span) -> Option<Width> {
        let (one, other) = (self.tenth?, self.nine_tenths?);
        let (near, far) = if one.place < other.place {
            (one, other)
        } else {
            (other, one)
        };
        let distance = far.place - near.place;
        let interval = || {
            let below = root_of_squares(near.high? - near.place, far.place - far.low?);
            let above = root_of_squares(near.place - near.low?, far.high? - far.place);
            Some(Interval {
                low: span.distance((distance - below).max(0.0)),
                high: span.distance(distance + above),
            })
        };
        Some(Width {
            size: span.distance(distance),
            interval: interval(),
            is_ratio: span.is_log(),
        })
    }
}

/// How far the sum of two unrelated estimates reaches that reach so far themselves.
///
/// # Source
/// Zou and Donner (2008), recovery of variance estimates from two intervals.
fn root_of_squares(one: f64, other: f64) -> f64 {
    (one * one + other * other).sqrt()
}

impl Crossing {
    fn of(span: &Span, half: &Passage, outer: Neighbours) -> Self {
        let at = Located::of(span, half);
        Self {
            direction: half.direction,
            at,
            between: span.is_whole().then(|| (at.value.floor(), at.value.floor() + 1.0)),
            width: outer.width(span),
            tenth: outer.tenth.map(|passage| Located::of(span, &passage)),
            nine_tenths: outer.nine_tenths.map(|passage| Located::of(span, &passage)),
        }
    }
}

impl Located {
    fn of(span: &Span, passage: &Passage) -> Self {
        Self {
            value: span.value(passage.place),
            low: passage.low.map(|place| span.value(place)),
            high: passage.high.map(|place| span.value(place)),
        }
    }
}
