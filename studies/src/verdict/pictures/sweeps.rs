//! What design points show: a response curve for one key, a heat map for two that are swept, dots for a sample of several.

use alliance_charts::{ChartError, Estimate, Heading, HeatCell, HeatMap, Levels, ResponseLine, ResponsePanel, Unit};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::{Setting, Study};
use alliance_prose::{capital, counted};

use super::super::{CellResults, Results};
use super::{n_runs, samples, title};
use crate::Picture;
use crate::drawing::key_name;
use crate::experiment::{Fate, Response};
use crate::statistics::Interval;

/// The charts of a study's design points; none where nothing varies, or more than two keys are swept and none is sampled.
pub(super) fn charts(study: &Study, results: &Results, about: Response) -> Vec<Picture> {
    match study.keys.len() {
        2.. if study.sampling.is_some() => samples::charts(study, results, about),
        1 => vec![Picture::new("response", response(study, results, about))],
        2 => (0..study.arms.len())
            .map(|arm| Picture::new(heat_map_name(study, arm), heat_map(study, results, arm, about)))
            .collect(),
        _ => Vec::new(),
    }
}

/// The values of a swept key in the order of the axis, each with its place among the values of the sweep.
struct Axis {
    levels: Levels,
    texts: Vec<String>,
}

impl Axis {
    fn of(study: &Study, key: usize) -> Self {
        let mut settings: Vec<&Setting> = Vec::new();
        for point in &study.points {
            if !settings.iter().any(|known| known.text == point[key].text) {
                settings.push(&point[key]);
            }
        }
        let numbers: Option<Vec<f64>> = settings.iter().map(|setting| setting.number).collect();
        let levels = match numbers {
            Some(mut numbers) => {
                settings.sort_by(|a, b| a.number.unwrap_or_default().total_cmp(&b.number.unwrap_or_default()));
                numbers.sort_by(f64::total_cmp);
                Levels::Numbers(numbers)
            }
            None => Levels::Names(settings.iter().map(|setting| setting.text.clone()).collect()),
        };
        Self {
            levels,
            texts: settings.iter().map(|setting| setting.text.clone()).collect(),
        }
    }
}

/// The results of an arm at the design point with these values.
fn at<'a>(study: &Study, results: &'a Results, arm: usize, values: &[&str]) -> Option<&'a CellResults> {
    let point = study
        .points
        .iter()
        .position(|point| point.iter().zip(values).all(|(setting, value)| setting.text == *value))?;
    results.cells.get(arm * study.points.len() + point)
}

fn response(study: &Study, results: &Results, about: Response) -> Result<String, ChartError> {
    let axis = Axis::of(study, 0);
    let heading = Heading {
        title: title(&format!("what {} does", study.keys[0]), study),
        subtitle: format!(
            "{}; {} and value. Bars: 95 % intervals{}.",
            if about.is_share() {
                "Share of runs"
            } else {
                "Means and shares of runs"
            },
            n_runs(&results.cells),
            if about.is_share() { " (Wilson)" } else { "" },
        ),
    };
    let panel = |shown: &Response| ResponsePanel {
        label: capital(&shown.label()),
        unit: unit(*shown),
        lines: study
            .arms
            .iter()
            .enumerate()
            .map(|(arm, about)| ResponseLine {
                label: about.name.clone(),
                estimates: axis
                    .texts
                    .iter()
                    .map(|value| estimate(at(study, results, arm, &[value]).map(|cell| cell.mean(*shown))))
                    .collect(),
            })
            .collect(),
    };
    let usual = [
        Fate::Survival,
        Fate::Outcome(Outcome::Thriving),
        Fate::Outcome(Outcome::Fragmented),
    ];
    let mut shown: Vec<Response> = usual.map(Response::Fate).into();
    if !shown.contains(&about) {
        shown.insert(0, about);
    }
    let panels: Vec<ResponsePanel> = shown.iter().map(panel).collect();
    alliance_charts::response(&heading, &key_name(&study.keys[0]), &axis.levels, &panels)
}

/// In what a response is drawn.
pub(super) const fn unit(about: Response) -> Unit {
    if about.is_share() { Unit::Share } else { Unit::Number }
}

/// A mean with its interval; without width where there is none, and no number where nothing is known.
pub(super) fn estimate(mean: Option<(f64, Option<Interval>)>) -> Estimate {
    let (centre, interval) = mean.unwrap_or((f64::NAN, None));
    Estimate {
        centre,
        low: interval.map_or(centre, |interval| interval.low),
        high: interval.map_or(centre, |interval| interval.high),
    }
}

/// What is drawn, in words.
pub(super) fn what(study: &Study, about: Response) -> String {
    match about {
        Response::Fate(fate @ (Fate::Survival | Fate::Failure)) => {
            let verb = if fate == Fate::Survival { "last" } else { "do not last" };
            format!("Share of runs that {verb} {}", counted(study.base.months, "month"))
        }
        Response::Fate(fate) => format!("Share of runs that {}", fate.in_words(None)),
        measure => format!("Mean over runs: {}", measure.label()),
    }
}

fn heat_map_name(study: &Study, arm: usize) -> String {
    if study.arms.len() == 1 {
        "heat-map".to_owned()
    } else {
        format!("heat-map-{arm}")
    }
}

fn heat_map(study: &Study, results: &Results, arm: usize, about: Response) -> Result<String, ChartError> {
    let (x, y) = (Axis::of(study, 0), Axis::of(study, 1));
    let of_arm = if study.arms.len() == 1 {
        String::new()
    } else {
        format!("Arm {}. ", study.arms[arm].name)
    };
    let cells = y.texts.iter().flat_map(|y| x.texts.iter().map(move |x| (x, y)));
    let map = HeatMap {
        x_key: key_name(&study.keys[0]),
        y_key: key_name(&study.keys[1]),
        value: about.label(),
        unit: unit(about),
        cells: cells
            .map(|(x, y)| {
                let cell = at(study, results, arm, &[x, y]);
                HeatCell {
                    value: cell.map_or(f64::NAN, |cell| cell.mean(about).0),
                    n: cell.map_or(0, |cell| cell.runs),
                }
            })
            .collect(),
        x: x.levels,
        y: y.levels,
    };
    let heading = Heading {
        title: title(
            &format!("{} by {} and {}", about.label(), study.keys[0], study.keys[1]),
            study,
        ),
        subtitle: format!("{of_arm}{}.", what(study, about)),
    };
    alliance_charts::heat_map(&heading, &map)
}
