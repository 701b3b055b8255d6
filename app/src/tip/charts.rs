//! Charts of a search: the curve, or the tipping line.

use alliance_charts::{ChartError, Estimate, Heading, KeyAxis, LineMark, TippingPicture, TriedShare, Without};
use alliance_studies::analysis::tipping::{
    Crossing, Curve, Direction, Located, Responses, Span, Standing, Tipping, TippingLine,
};
use alliance_studies::analysis::wilson;
use alliance_studies::experiment::ResultFolder;

use super::found::Found;
use super::lane::Searched;
use super::plan::{Plan, Second};

/// Pixels of a PNG per pixel of its chart.
const PNG_SCALE: f32 = 2.0;
/// Points of the curve from one value tried to the next.
const FINENESS: u32 = 12;
/// What happens within less than this part of the range is shown once more from nearer.
const NARROW: f64 = 0.2;

/// Draws what was found, as SVG and PNG.
pub fn write(plan: &Plan, searched: &Searched, found: &Found, folder: &ResultFolder) -> anyhow::Result<()> {
    let (name, svg) = match (found, &plan.second) {
        (Found::Line(line), Some(second)) => ("tipping-line", line_chart(plan, second, line)?),
        (Found::Point(tipping), _) => ("tipping", curve_chart(plan, tipping, &searched.responses[0])?),
        (Found::Line(_), None) => return Ok(()),
    };
    folder.write(&format!("charts/{name}.png"), alliance_charts::png(&svg, PNG_SCALE)?)?;
    folder.write(&format!("charts/{name}.svg"), svg)?;
    Ok(())
}

fn curve_chart(plan: &Plan, tipping: &Tipping, responses: &Responses) -> Result<String, ChartError> {
    let heading = Heading {
        title: title(plan, &format!("tipping point along {}", plan.key)),
        subtitle: format!(
            "{} runs at {} values. Dots: share of the runs at a value, the larger the more runs, with 95 % bars (Wilson). \
             Curve: local logistic fit with its 95 % band. Upright: tipping point with its 95 % interval.",
            tipping.runs, tipping.values
        ),
    };
    let curve = Curve::of(responses).course(FINENESS).into_iter();
    let picture = TippingPicture {
        key: axis(&plan.key, &plan.span),
        label: format!("Share of alliances that {}", plan.question.event),
        curve: curve
            .map(|point| {
                let band = point.interval();
                (plan.span.value(point.place), estimate(point.share, band.low, band.high))
            })
            .collect(),
        tried: tried(&plan.span, responses),
        crossings: tipping
            .crossings
            .iter()
            .map(|crossing| located(&plan.span, &crossing.at))
            .collect(),
        closer: closer(&plan.span, &tipping.crossings),
    };
    alliance_charts::tipping(&heading, &picture)
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

fn line_chart(plan: &Plan, second: &Second, line: &TippingLine) -> Result<String, ChartError> {
    let heading = Heading {
        title: title(plan, &format!("tipping point of {} over {}", plan.key, second.key)),
        subtitle: format!(
            "{} Bars and band: 95 % intervals, from {} runs at {} values of {}.",
            sides(&plan.question.event, line),
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
            .map(|crossing| located(&plan.span, &crossing.at))
            .collect(),
        without: without(step.tipping.standing),
    });
    alliance_charts::tipping_line(
        &heading,
        &axis(&plan.key, &plan.span),
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
fn title(plan: &Plan, what: &str) -> String {
    let arm = plan.question.arm.as_deref();
    let about = [Some(plan.template.base().title.as_str()), arm].into_iter().flatten();
    let about: Vec<&str> = about.filter(|name| !name.is_empty()).collect();
    alliance_charts::titled(&about.join(", "), what)
}

fn axis(key: &str, span: &Span) -> KeyAxis {
    KeyAxis {
        name: key.to_owned(),
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
