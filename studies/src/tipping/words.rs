//! Tipping points in words.

use alliance_prose::capital;
use alliance_prose::numbers::{fixed, per_cent, places_for, plain};

use super::line::{LineStep, TippingLine};
use super::numbers::{AtValue, Crossing, Located, Standing, Tipping, Width};
use super::passages::Direction;
use super::span::Span;

/// What was asked, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// The key that is varied.
    pub key: String,
    /// What alliances do that is counted, such as `end fragmented` or `do not last 10 years`.
    pub event: String,
    /// The arm, where it is not the scenario as written.
    pub arm: Option<String>,
}

impl Wording {
    /// What was found, in a few sentences of which the first can be quoted by itself.
    pub(super) fn point(&self, span: &Span, tipping: &Tipping) -> String {
        let found = match (tipping.standing, tipping.crossings.as_slice()) {
            (Standing::Above, _) => self.without_crossing(tipping, "more"),
            (Standing::Below, _) => self.without_crossing(tipping, "fewer"),
            (_, [crossing]) => format!("{} {}", self.crossing(span, crossing), width(crossing, tipping)),
            (_, []) => self.unsettled(span),
            (_, crossings) => self.crossings(span, crossings),
        };
        let (runs, values) = (tipping.runs, tipping.values);
        let failed = match tipping.failed {
            0 => String::new(),
            failed => format!(" {failed} more failed and count for nothing."),
        };
        format!(
            "{}\nFrom {runs} runs at {values} values.{failed}",
            capital(&self.in_arm(&found))
        )
    }

    /// How the tipping point moves along a second key, in one sentence.
    pub(super) fn line(&self, span: &Span, line: &TippingLine) -> String {
        let n_crossings = |step: &&LineStep| step.tipping.crossings.len();
        let steps = line.steps.len();
        let none = line.steps.iter().filter(|step| n_crossings(step) == 0).count();
        let several = line.steps.iter().filter(|step| n_crossings(step) > 1).count();
        let mut text = self.in_arm(&self.line_course(span, line));
        if none > 0 {
            text += &format!("; there is no tipping point at {none} of {steps} values");
        }
        if several > 0 {
            text += &format!("; there is more than one at {several} of {steps} values");
        }
        capital(&(text + "."))
    }

    /// The first and the last value of the second key with a single tipping point.
    fn line_course(&self, span: &Span, line: &TippingLine) -> String {
        let (key, event) = (&self.key, &self.event);
        let single = line
            .steps
            .iter()
            .filter_map(|step| match step.tipping.crossings.as_slice() {
                [crossing] => Some(format!(
                    "{} at {} = {}",
                    located(span, &crossing.at),
                    line.key,
                    plain(step.value)
                )),
                _ => None,
            });
        match single.collect::<Vec<_>>().as_slice() {
            [] => format!("at no value of {} has {key} a single tipping point", line.key),
            [only] => format!("half of all alliances {event} at {key} = {only}"),
            [first, .., last] => format!("half of all alliances {event} at {key} = {first}, and {last}"),
        }
    }

    fn in_arm(&self, text: &str) -> String {
        match &self.arm {
            Some(arm) => format!("with \u{2018}{arm}\u{2019}, {text}"),
            None => text.to_owned(),
        }
    }

    fn crossing(&self, span: &Span, crossing: &Crossing) -> String {
        let (key, event) = (&self.key, &self.event);
        let interval = interval_of(span, &crossing.at);
        match (crossing.between, crossing.direction) {
            (Some((_, first)), Direction::Rising) => format!(
                "from {key} = {} on more than half of all alliances {event}, below it fewer; half of them at {}.",
                plain(first),
                located(span, &crossing.at)
            ),
            (Some((last, _)), Direction::Falling) => format!(
                "up to {key} = {} more than half of all alliances {event}, above it fewer; half of them at {}.",
                plain(last),
                located(span, &crossing.at)
            ),
            (None, direction) => {
                let (here, there) = match direction {
                    Direction::Rising => ("above", "below"),
                    Direction::Falling => ("below", "above"),
                };
                let value = fixed(crossing.at.value, decimals(span, &crossing.at));
                format!(
                    "{here} {key} = {value} ({interval}) more than half of all alliances {event}, {there} it fewer."
                )
            }
        }
    }

    fn crossings(&self, span: &Span, crossings: &[Crossing]) -> String {
        let each: Vec<String> = crossings
            .iter()
            .map(|crossing| {
                let way = match crossing.direction {
                    Direction::Rising => "upwards",
                    Direction::Falling => "downwards",
                };
                format!("{way} at {}", located(span, &crossing.at))
            })
            .collect();
        format!(
            "there is more than one tipping point: along {}, the share of alliances that {} passes one half {}.",
            self.key,
            self.event,
            each.join(", ")
        )
    }

    fn without_crossing(&self, tipping: &Tipping, than_half: &str) -> String {
        let [first, last] = &tipping.ends;
        let nearest = &tipping.nearest;
        let is_end = nearest.value == first.value || nearest.value == last.value;
        let nearest = match is_end {
            true => String::new(),
            false => format!(
                " It comes nearest to one half at {}: {}.",
                plain(nearest.value),
                of_runs(nearest)
            ),
        };
        format!(
            "there is no tipping point: from {} = {} to {} {than_half} than half of all alliances {}, {} at {} and {} at {}.{nearest}",
            self.key,
            plain(first.value),
            plain(last.value),
            self.event,
            share(first),
            plain(first.value),
            of_runs(last),
            plain(last.value),
        )
    }

    fn unsettled(&self, span: &Span) -> String {
        format!(
            "it is not settled: at no value of {} from {} to {} can be told whether more or fewer than half of all alliances {}.",
            self.key,
            plain(span.from()),
            plain(span.to()),
            self.event
        )
    }
}

/// How sharp a tipping point is.
fn width(crossing: &Crossing, tipping: &Tipping) -> String {
    if let (Some(tenth), Some(nine_tenths), Some(width)) = (crossing.tenth, crossing.nine_tenths, crossing.width) {
        return match crossing.direction {
            Direction::Rising => course(("10", tenth), ("90", nine_tenths), &width),
            Direction::Falling => course(("90", nine_tenths), ("10", tenth), &width),
        };
    }
    let [first, last] = &tipping.ends;
    format!(
        "It is not known to go all the way from 10 to 90 %: it is {} at {} and {} at {}.",
        share(first),
        plain(first.value),
        of_runs(last),
        plain(last.value)
    )
}

fn course((first, near): (&str, Located), (last, far): (&str, Located), width: &Width) -> String {
    let places = places_for(width.size / if width.is_ratio { 20.0 } else { 10.0 });
    let ends = places_for((far.value - near.value) / 10.0);
    format!(
        "It goes from {first} to {last} % between {} and {}, {}.",
        fixed(near.value, ends),
        fixed(far.value, ends),
        size(width, places)
    )
}

fn size(width: &Width, places: usize) -> String {
    let interval = match &width.interval {
        Some(interval) => format!(" (95 % interval {})", interval.told(places)),
        None => " (an end of its interval lies outside the range)".to_owned(),
    };
    let size = fixed(width.size, places);
    if width.is_ratio {
        format!("a factor of {size}{interval}")
    } else {
        format!("a width of {size}{interval}")
    }
}

/// `3.42 (95 % interval 3.31 to 3.53)`
fn located(span: &Span, at: &Located) -> String {
    format!("{} ({})", fixed(at.value, decimals(span, at)), interval_of(span, at))
}

fn interval_of(span: &Span, at: &Located) -> String {
    let places = decimals(span, at);
    let bound = |end: Option<f64>, beyond: String| end.map_or(beyond, |end| fixed(end, places));
    format!(
        "95 % interval {} to {}",
        bound(at.low, format!("below {}", plain(span.from()))),
        bound(at.high, format!("beyond {}", plain(span.to())))
    )
}

/// As many decimals as the interval has to say.
fn decimals(span: &Span, at: &Located) -> usize {
    let (low, high) = (at.low.unwrap_or(span.from()), at.high.unwrap_or(span.to()));
    places_for((high - low) / 2.0)
}

fn of_runs(at: &AtValue) -> String {
    format!("{} ({})", per_cent(at.share), at.interval.scaled(100.0).told(0))
}

fn share(at: &AtValue) -> String {
    let interval = at.interval.scaled(100.0).told(0);
    format!("{} (95 % interval {interval})", per_cent(at.share))
}
