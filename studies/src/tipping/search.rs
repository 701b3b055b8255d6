//! Which places to try next.

use super::TippingCurve;
use super::passages::passages;
use super::responses::{Responses, Tried};
use super::span::Span;
use super::targets::Targets;

/// Places of the first grid.
const FIRST: usize = 11;
/// A place that is found gets this part of the budget, and at least so many runs.
const AT_ONCE: u64 = 80;
const LEAST_AT_ONCE: u64 = 20;
/// Neighbours whose shares differ by more than this get a place between them.
const WIDEST_STEP: f64 = 0.2;
/// A gap that is so many times as wide as the one beside it gets a place in its middle.
const STEEPEST_GRADE: f64 = 4.5;
/// No places lie closer together than this part of the range.
const CLOSEST: f64 = 1e-6;
/// Rounds in which the rest of the budget is spent.
const ROUNDS: u64 = 10;
/// Runs that are given out together.
const PORTION: u64 = 10;

/// Runs wanted at a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bid {
    /// The value.
    pub value: f64,
    /// How many runs.
    pub runs: u64,
    /// Runs that were wanted before at any value: runs with numbers from here on have luck of their own.
    pub earlier: u64,
}

/// A search for the tipping points of a range, within a budget of runs.
///
/// # Rule
/// 1. Eleven places, evenly over the range, with an eightieth of the budget each (at least 20 runs).
/// 2. As long as half of the budget is left: as many runs between neighbours whose shares differ by more than 0.2, and in gaps 4.5 times as wide as
///    the one beside them.
/// 3. The rest in ten rounds, ten runs at a time, each ten where they narrow most what is known of the places
///    where the curve is at one half and, with a third of the weight each, at 10 % and 90 %.
///
/// # Source
/// That a fit chooses where to look next: Wu (1985), for a logistic curve. The rest is ours.
#[derive(Debug, Clone)]
pub struct Search {
    span: Span,
    budget: u64,
    precision: Option<f64>,
    asked: u64,
    rounds: u64,
    responses: Responses,
}

impl Search {
    /// Begins a search of a range with so many runs.
    #[must_use]
    pub fn new(span: Span, budget: u64) -> Self {
        Self {
            span,
            budget,
            precision: None,
            asked: 0,
            rounds: 0,
            responses: Responses::default(),
        }
    }

    /// The same search, ended as soon as every interval of a tipping point reaches at most so far to either side (a difference
    /// of values, > 0).
    #[must_use]
    pub fn until(self, precision: f64) -> Self {
        let precision = Some(precision);
        Self { precision, ..self }
    }

    /// What is searched.
    #[must_use]
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// What came of the runs so far.
    #[must_use]
    pub fn responses(&self) -> &Responses {
        &self.responses
    }

    /// The runs that are wanted next; `None` when the search is over.
    pub fn bids(&mut self) -> Option<Vec<Bid>> {
        let wanted = match self.asked {
            0 => self.grid(),
            _ => self.next_places(),
        };
        let wanted = if wanted.is_empty() { self.portions() } else { wanted };
        let bids: Vec<Bid> = wanted.into_iter().map(|(place, runs)| self.ask(place, runs)).collect();
        (!bids.is_empty()).then_some(bids)
    }

    /// Takes down what came of a bid: in how many runs it happened, and how many failed.
    pub fn record(&mut self, bid: &Bid, hits: u64, failed: u64) {
        self.responses.add(Tried {
            place: self.span.place(bid.value),
            runs: bid.runs - failed,
            hits,
            failed,
        });
    }

    fn ask(&mut self, place: f64, runs: u64) -> Bid {
        let earlier = self.asked;
        self.asked += runs;
        Bid {
            value: self.span.value_to_try(place),
            runs,
            earlier,
        }
    }

    fn at_once(&self) -> u64 {
        (self.budget / AT_ONCE).max(LEAST_AT_ONCE)
    }

    fn grid(&self) -> Vec<(f64, u64)> {
        let values = self.span.steps(FIRST);
        let runs = self.at_once().min(self.budget / values.len() as u64);
        values.into_iter().map(|value| (self.span.place(value), runs)).collect()
    }

    /// Places in gaps that are too steep or too wide, while the search for places may go on.
    fn next_places(&self) -> Vec<(f64, u64)> {
        if self.rounds > 0 {
            return Vec::new();
        }
        let room = (self.budget / 2).saturating_sub(self.asked) / self.at_once();
        let tried = self.responses.tried();
        let gaps = (1..tried.len()).filter(|&gap| is_steep(tried, gap) || is_wide(tried, gap));
        let middles = gaps.filter_map(|gap| self.middle(tried[gap - 1].place, tried[gap].place));
        middles
            .take(room as usize)
            .map(|place| (place, self.at_once()))
            .collect()
    }

    /// A place between two others that can be tried.
    fn middle(&self, from: f64, to: f64) -> Option<f64> {
        let value = self.span.value_to_try(f64::midpoint(from, to));
        let place = self.span.place(value);
        (place - from > CLOSEST && to - place > CLOSEST).then_some(place)
    }

    /// More runs at places that are known, where they teach most.
    fn portions(&mut self) -> Vec<(f64, u64)> {
        let left = self.budget.saturating_sub(self.asked);
        if left == 0 || self.rounds == ROUNDS || self.is_precise() {
            return Vec::new();
        }
        let mut batch = left.div_ceil(ROUNDS - self.rounds);
        self.rounds += 1;
        let mut targets = Targets::of(&self.responses);
        let mut runs = vec![0; self.responses.tried().len()];
        while batch > 0 {
            let portion = PORTION.min(batch);
            let Some(best) = targets.best(portion as f64) else {
                break;
            };
            targets.expect(best, portion as f64);
            runs[best] += portion;
            batch -= portion;
        }
        let places = self.responses.tried().iter().map(|tried| tried.place);
        places.zip(runs).filter(|(_, runs)| *runs > 0).collect()
    }

    /// Whether every tipping point is known as closely as was asked for.
    fn is_precise(&self) -> bool {
        let Some(precision) = self.precision else { return false };
        let known = passages(&TippingCurve::of(&self.responses), 0.5);
        let is_close = |low: f64, high: f64| self.span.value(high) - self.span.value(low) <= 2.0 * precision;
        let are_close = known
            .iter()
            .all(|at| at.low.zip(at.high).is_some_and(|(low, high)| is_close(low, high)));
        !known.is_empty() && are_close
    }
}

/// Whether the shares at the two ends of a gap, told by the place behind it, differ much.
fn is_steep(tried: &[Tried], gap: usize) -> bool {
    (tried[gap].share() - tried[gap - 1].share()).abs() > WIDEST_STEP
}

/// Whether a gap is much wider than a neighbour.
fn is_wide(tried: &[Tried], gap: usize) -> bool {
    let width = |gap: usize| tried[gap].place - tried[gap - 1].place;
    let neighbours = [gap - 1, gap + 1];
    let mut neighbours = neighbours.into_iter().filter(|gap| (1..tried.len()).contains(gap));
    neighbours.any(|neighbour| width(gap) > STEEPEST_GRADE * width(neighbour))
}
