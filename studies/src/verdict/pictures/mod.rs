//! Charts of a study: survival, outcomes, measures over time, networks at the end, and what its design points show.

mod networks;
mod samples;
mod shown;
mod sweeps;

use alliance_charts::{ChartError, Curve, Heading, OUTCOMES, OutcomeBar, Panel, ReasonBar, Unit};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Study;

use self::shown::Shown;
use super::{CellResults, Results};
use crate::Picture;
use crate::drawing;
use crate::experiment::Response;
use crate::statistics::Spread;

/// As many arms at design points as have a survival curve of their own.
const MOST_CURVES: usize = 24;
/// As many as have a row of their own in the measures over time.
const MOST_OVER_TIME: usize = 12;
/// As many bars as one sheet holds.
const MOST_BARS: usize = 64;

/// Arms at design points, with their names and what they came to.
type Cells<'a> = Vec<(String, &'a CellResults)>;

/// Draws what a study came to; its design points by what arms are compared by.
pub(super) fn of_study(study: &Study, results: &Results, about: Response) -> Vec<Picture> {
    let mut drawn = Vec::new();
    if has_curves(study) {
        let shown = |most| Shown::cells(study, results, most);
        let bars = shown(MOST_BARS);
        drawn.push(Picture::new("survival", survival(study, results, &shown(MOST_CURVES))));
        drawn.push(Picture::new(
            "over-time",
            over_time(study, results, &shown(MOST_OVER_TIME)),
        ));
        drawn.push(Picture::new("outcomes", outcomes(study, results, &bars)));
        if results.cells.iter().any(|cell| cell.reasons().in_all() > 0.0) {
            drawn.push(Picture::new("reasons", reasons(study, results, &bars)));
        }
    }
    drawn.extend(networks::at_the_end(study, results));
    drawn.extend(sweeps::charts(study, results, about));
    drawn
}

/// What the charts of a study leave out, in words.
pub(super) fn left_out(study: &Study, results: &Results) -> Vec<String> {
    let charts = [
        ("survival", MOST_CURVES),
        ("over-time", MOST_OVER_TIME),
        ("outcomes", MOST_BARS),
    ];
    let mut shown: Vec<(&str, Shown)> = Vec::new();
    if has_curves(study) {
        shown.extend(charts.map(|(name, most)| (name, Shown::cells(study, results, most))));
    }
    shown.push(("networks", Shown::arms(study, results, networks::MOST_NETWORKS)));
    let cut = shown.iter().filter(|(_, shown)| !shown.is_all());
    let cut: Vec<String> = cut.map(|(name, shown)| format!("{name} {}", shown.count())).collect();
    let mut told = Vec::new();
    if !cut.is_empty() {
        told.push(format!(
            "Charts show a choice: {} ({}); the summary has all",
            cut.join(", "),
            shown::RULE
        ));
    }
    if study.keys.len() > 2 && study.sampling.is_none() {
        let keys = study.keys.len();
        told.push(format!(
            "No chart shows the sweep as a whole: it has {keys} keys, and a chart two; the summary has all"
        ));
    }
    told
}

/// Whether arms at design points have curves and bars of their own: what a sample of several keys shows is not in any one of its points.
fn has_curves(study: &Study) -> bool {
    study.sampling.is_none() || study.keys.len() < 2
}

/// The arms that are shown.
fn cells<'a>(study: &Study, results: &'a Results, shown: &Shown) -> Cells<'a> {
    let places = shown.places.iter();
    places.map(|&cell| (label(study, cell), &results.cells[cell])).collect()
}

/// What an arm at a design point is called in a chart.
fn label(study: &Study, cell: usize) -> String {
    let cell = &study.cells[cell];
    let settings = study.keys.iter().zip(&study.points[cell.point]);
    let mut parts: Vec<_> = settings
        .map(|(key, setting)| format!("{} = {}", short(key, &study.keys), setting.text))
        .collect();
    if parts.is_empty() || study.arms.len() > 1 {
        parts.push(study.arms[cell.arm].name.clone());
    }
    parts.join(", ")
}

/// A key without its table, unless another of the keys ends alike.
fn short<'a>(key: &'a str, keys: &[String]) -> &'a str {
    fn last(key: &str) -> &str {
        key.rsplit('.').next().unwrap_or(key)
    }
    if keys.iter().filter(|other| last(other) == last(key)).count() > 1 {
        key
    } else {
        last(key)
    }
}

fn title(what: &str, study: &Study) -> String {
    alliance_charts::titled(&study.base.title, what)
}

/// How many runs there are, in words.
fn n_runs<'a>(cells: impl IntoIterator<Item = &'a CellResults>) -> String {
    let counts: std::collections::BTreeSet<u64> = cells.into_iter().map(|cell| cell.runs).collect();
    match (counts.first(), counts.last()) {
        (Some(least), Some(most)) if least < most => format!("n = {least} to {most} runs an arm"),
        (Some(n), _) => format!("n = {n} runs an arm"),
        _ => "no runs".to_owned(),
    }
}

fn survival(study: &Study, results: &Results, shown: &Shown) -> Result<String, ChartError> {
    let cells = cells(study, results, shown);
    let heading = Heading {
        title: title("how long alliances last", study),
        subtitle: format!(
            "{}. Bands: 95 % confidence (Kaplan-Meier).{}",
            n_runs(&results.cells),
            shown.note()
        ),
    };
    let curves: Vec<_> = cells
        .iter()
        .map(|(label, results)| drawing::survival_curve(label, &results.survival()))
        .collect();
    alliance_charts::survival(&heading, &curves)
}

fn outcomes(study: &Study, results: &Results, shown: &Shown) -> Result<String, ChartError> {
    let cells = cells(study, results, shown);
    let heading = Heading {
        title: title("how alliances end", study),
        subtitle: format!(
            "Share of runs after {} months; {}.{}",
            study.base.months,
            n_runs(&results.cells),
            shown.note()
        ),
    };
    let bars: Vec<_> = cells
        .iter()
        .map(|(label, results)| {
            let mut counts = [results.failed; OUTCOMES.len()];
            for (count, outcome) in counts.iter_mut().zip(Outcome::ALL) {
                *count = results.count(outcome);
            }
            OutcomeBar {
                label: label.clone(),
                counts,
            }
        })
        .collect();
    alliance_charts::outcomes(&heading, &bars)
}

fn reasons(study: &Study, results: &Results, shown: &Shown) -> Result<String, ChartError> {
    let cells = cells(study, results, shown);
    let heading = Heading {
        title: title("how trust was lost, and what they call it", study),
        subtitle: format!("Over all months; {}.{}", n_runs(&results.cells), shown.note()),
    };
    let bars: Vec<_> = cells
        .iter()
        .map(|(label, results)| ReasonBar {
            label: label.clone(),
            was: results.reasons().was(),
            said: results.reasons().said(),
        })
        .collect();
    alliance_charts::reasons(&heading, &bars)
}

fn over_time(study: &Study, results: &Results, shown: &Shown) -> Result<String, ChartError> {
    let cells = cells(study, results, shown);
    let heading = Heading {
        title: title("trust, value and hostility", study),
        subtitle: format!(
            "Median over the runs alive; {}. Bands: middle 90 % of them.{}",
            n_runs(&results.cells),
            shown.note()
        ),
    };
    let panels = [
        ("Trust", Measure::Trust),
        ("Value", Measure::Value),
        ("Hostility at home", Measure::Hostility),
    ];
    let panels: Vec<_> = panels
        .into_iter()
        .map(|(label, measure)| Panel {
            label: label.to_owned(),
            unit: Unit::Number,
            curves: cells
                .iter()
                .map(|(label, results)| curve(label, results, measure))
                .collect(),
        })
        .collect();
    alliance_charts::over_time(&heading, &panels)
}

/// Median and middle 90 % of a measure, month by month, as long as anyone is alive.
fn curve(label: &str, results: &CellResults, measure: Measure) -> Curve {
    let runs = results.trajectories.alive();
    let alive = runs.iter().take_while(|&&alive| alive > 0).count();
    let spreads = &results.spreads()[..alive];
    let column = |read: fn(&Spread) -> f64| spreads.iter().map(|month| read(&month[measure as usize])).collect();
    Curve {
        label: label.to_owned(),
        runs: runs[..alive].to_vec(),
        months: (1..=alive).map(|month| month as f64).collect(),
        centre: column(|spread| spread.median),
        low: column(|spread| spread.p05),
        high: column(|spread| spread.p95),
    }
}
