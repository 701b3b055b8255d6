//! Intervals that are wide: which, why, and what more runs would give.

use alliance_prose::lists;
use alliance_prose::numbers::{fixed, places_for, plain};

use super::line::TippingLine;
use super::numbers::{Crossing, Tipping};
use super::span::Span;

/// An interval is wide that takes up this part of the range.
const WIDE: f64 = 0.2;
/// Beside others one is wide that is so many times as wide as the narrowest, where it takes up [`NOT_NARROW`] of the range.
const TIMES: f64 = 3.0;
const NOT_NARROW: f64 = 0.05;
/// From 10 to 90 % over this part of the range is slow.
const SLOW: f64 = 0.5;

/// A tipping point whose interval is looked at, by what it is called.
struct Looked<'a> {
    called: String,
    crossing: &'a Crossing,
    /// The part of the range that its interval takes up, 0…1.
    part: f64,
}

/// What is to be said of the intervals along one key, where any is wide.
pub(super) fn of_point(span: &Span, tipping: &Tipping, runs: u64) -> Option<String> {
    let crossings = tipping.crossings.iter();
    let looked = crossings.map(|crossing| {
        let places = places_for((span.to() - span.from()) / 100.0);
        Looked::of(span, format!("at {}", fixed(crossing.at.value, places)), crossing)
    });
    told(span, &looked.collect::<Vec<_>>(), runs)
}

/// The same along a line, of the values that have a single tipping point.
pub(super) fn of_line(span: &Span, line: &TippingLine, runs: u64) -> Option<String> {
    let looked = line
        .steps
        .iter()
        .filter_map(|step| match step.tipping.crossings.as_slice() {
            [crossing] => {
                let called = format!("at {} = {}", line.key, plain(step.value));
                Some(Looked::of(span, called, crossing))
            }
            _ => None,
        });
    told(span, &looked.collect::<Vec<_>>(), runs)
}

impl<'a> Looked<'a> {
    fn of(span: &Span, called: String, crossing: &'a Crossing) -> Self {
        let place = |end: Option<f64>, beyond: f64| end.map_or(beyond, |end| span.place(end));
        let part = place(crossing.at.high, 1.0) - place(crossing.at.low, 0.0);
        Self { called, crossing, part }
    }

    /// How wide the interval is; a ratio along a log scale.
    fn width(&self, span: &Span) -> String {
        let width = span.distance(self.part);
        let at_least = if self.is_open() { "at least " } else { "" };
        match span.is_log() {
            true => format!("{at_least}a factor of {}", fixed(width, 2)),
            false => format!("{at_least}{}", fixed(width, places_for(width))),
        }
    }

    fn is_open(&self) -> bool {
        self.crossing.at.low.is_none() || self.crossing.at.high.is_none()
    }

    /// Whether the share goes from 10 to 90 % over much of the range, or not all the way.
    fn is_slow(&self, span: &Span) -> bool {
        let place = |at: Option<super::Located>| at.map(|at| span.place(at.value));
        let ends = place(self.crossing.tenth).zip(place(self.crossing.nine_tenths));
        ends.is_none_or(|(tenth, nine_tenths)| (tenth - nine_tenths).abs() > SLOW)
    }
}

fn told(span: &Span, looked: &[Looked<'_>], runs: u64) -> Option<String> {
    let narrowest = looked.iter().map(|one| one.part).fold(f64::INFINITY, f64::min);
    let is_wide = |one: &&Looked<'_>| one.part > WIDE || (one.part > NOT_NARROW && one.part > TIMES * narrowest);
    let wide: Vec<&Looked<'_>> = looked.iter().filter(is_wide).collect();
    if wide.is_empty() {
        return None;
    }
    let which: Vec<String> = wide
        .iter()
        .map(|one| format!("{} ({})", one.called, one.width(span)))
        .collect();
    let which = match looked.len() {
        1 => format!("The interval is wide, {}", wide[0].width(span)),
        _ => format!("Wide are the intervals {}", lists::and(&which)),
    };
    let slow = wide.iter().any(|one| one.is_slow(span));
    let open = wide.iter().any(|one| one.is_open());
    let mut why = Vec::new();
    if slow {
        why.push("the share changes slowly there, so that each run tells little of where it passes one half");
    }
    if open {
        why.push("they reach beyond the range, which could be taken wider");
    }
    if why.is_empty() {
        why.push("few runs were spent there");
    }
    Some(format!(
        "{which}: {}. Four times as many runs (--runs {}) would make {} about half as wide.",
        why.join(", and "),
        4 * runs,
        if wide.len() == 1 { "it" } else { "them" },
    ))
}
