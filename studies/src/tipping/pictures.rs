//! The curve with its tipping point, or the tipping line.

use alliance_charts::{
    ChartError, Estimate, Heading, KeyAxis, LineMark, TippingPicture, TriedShare, Without, tipping, tipping_line,
    titled,
};

use super::question::{SecondKey, TippingQuestion};
use super::{Crossing, Direction, Located, Responses, Span, Standing, Tipping, TippingCurve, TippingLine};
use crate::drawing::key_name;
use crate::experiment::in_title;
use crate::statistics::wilson;

/// Points of the curve from one value tried to the next.
const FINENESS: u32 = 12;
/// What happens within less than this part of the range is shown once more from nearer.
const NARROW: f64 = 0.2;

/// The share of alliances that meet the fate along the range, with its tipping points.
pub(super) fn curve(question: &TippingQuestion, found: &Tipping, responses: &Responses) -> Result<String, ChartError> {
    let heading = Heading {
        title: title(question, &format!("tipping point along {}", question.key)),
        subtitle: format!(
            "{} runs at {} values. Dots: share of the runs at a value, the larger the more runs, with 95 % bars (Wilson). \
             Curve: local logistic fit with its 95 % band. Upright: tipping point with its 95 % interval.",
            found.runs, found.values
        ),
    };
    let curve = TippingCurve::of(responses).course(FINENESS).into_iter();
    let picture = TippingPicture {
        key: axis(&question.key, &question.span),
        label: format!("Share of alliances that {}", question.wording.event),
        curve: curve
            .map(|point| {
                let band = point.interval();
                (
                    question.span.value(point.place),
                    estimate(point.share, band.low, band.high),
                )
            })
            .collect(),
        tried: tried(&question.span, responses),
        crossings: found
            .crossings
            .iter()
            .map(|crossing| located(&question.span, &crossing.at))
            .collect(),
        closer: closer(&question.span, &found.crossings),
    };
    tipping(&heading, &picture)
}

fn tried(span: &Span, responses: &Responses) -> Vec<TriedShare> {
    let tried = responses.tried().iter().filter(|tried| tried.runs > 0);
    tried
        .map(|tried| {
            let band = wilson(tried.hits, tried.runs);
            TriedShare {
                value: span.value_to_try(tried.place),
                share: estimate(tried.hits as f64 / tried.runs as f64, band.low, band.high),
                runs: tried.runs,
            }
        })
        .collect()
}

/// The surroundings of the only tipping point, where they are a small part of the range.
fn closer(span: &Span, crossings: &[Crossing]) -> Option<(f64, f64)> {
    let [crossing] = crossings else { return None };
    let ends = [crossing.tenth?, crossing.nine_tenths?].map(|at| span.place(at.value));
    let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    let room = (high - low).max(1e-5);
    (high - low < NARROW).then(|| (span.value(low - room), span.value(high + room)))
}

/// Where the tipping points lie at every value of the second key.
pub(super) fn line(question: &TippingQuestion, second: &SecondKey, line: &TippingLine) -> Result<String, ChartError> {
    let heading = Heading {
        title: title(
            question,
            &format!("tipping point of {} over {}", question.key, second.key),
        ),
        subtitle: format!(
            "{} Bars and band: 95 % intervals, from {} runs at {} values of {}.",
            sides(&question.wording.event, line),
            line.runs(),
            line.steps.len(),
            second.key
        ),
    };
    let marks = line.steps.iter().map(|step| LineMark {
        value: step.value,
        crossings: step
            .tipping
            .crossings
            .iter()
            .map(|crossing| located(&question.span, &crossing.at))
            .collect(),
        without: without(step.tipping.standing),
    });
    tipping_line(
        &heading,
        &axis(&question.key, &question.span),
        &axis(&second.key, &second.span),
        &marks.collect::<Vec<_>>(),
    )
}

/// What is counted, and which side of the line is which where that is the same everywhere.
fn sides(event: &str, line: &TippingLine) -> String {
    let steps = line.steps.iter().flat_map(|step| &step.tipping.crossings);
    let directions: Vec<Direction> = steps.map(|crossing| crossing.direction).collect();
    let are_all = |direction| !directions.is_empty() && directions.iter().all(|known| *known == direction);
    if are_all(Direction::Rising) {
        format!("Above the line more than half of all alliances {event}, below it fewer.")
    } else if are_all(Direction::Falling) {
        format!("Below the line more than half of all alliances {event}, above it fewer.")
    } else {
        format!("At the line half of all alliances {event}.")
    }
}

fn without(standing: Standing) -> Option<Without> {
    match standing {
        Standing::Crosses => None,
        Standing::Above => Some(Without::More),
        Standing::Below => Some(Without::Less),
        Standing::Unsettled => Some(Without::Unsettled),
    }
}

/// What a chart shows, after the scenario's title and the arm.
fn title(question: &TippingQuestion, what: &str) -> String {
    titled(&in_title(&question.template, question.wording.arm.as_deref()), what)
}

fn axis(key: &str, span: &Span) -> KeyAxis {
    KeyAxis {
        name: key_name(key),
        from: span.from(),
        to: span.to(),
        is_log: span.is_log(),
    }
}

/// An interval that is open reaches to the end of the range.
fn located(span: &Span, at: &Located) -> Estimate {
    estimate(at.value, at.low.unwrap_or(span.from()), at.high.unwrap_or(span.to()))
}

fn estimate(centre: f64, low: f64, high: f64) -> Estimate {
    Estimate { centre, low, high }
}
