//! What design points show: a response curve for one key, a heat map for two that are swept, dots for a sample of several.

use alliance_charts::{ChartError, Estimate, Heading, HeatCell, HeatMap, Levels, ResponseLine, ResponsePanel, Unit};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::{Setting, Study};
use alliance_prose::counted;

use super::super::{CellResults, Results};
use super::{n_runs, samples, title};
use crate::Picture;
use crate::drawing::key_name;
use crate::statistics::Interval;

/// The charts of a study's design points; none where nothing varies, or more than two keys are swept and none is sampled.
pub(super) fn charts(study: &Study, results: &Results) -> Vec<Picture> {
    match study.keys.len() {
        2.. if study.sampling.is_some() => samples::charts(study, results),
        1 => vec![Picture::new("response", response(study, results))],
        2 => (0..study.arms.len())
            .map(|arm| Picture::new(heat_map_name(study, arm), heat_map(study, results, arm)))
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

fn response(study: &Study, results: &Results) -> Result<String, ChartError> {
    let axis = Axis::of(study, 0);
    let heading = Heading {
        title: title(&format!("what {} does", study.keys[0]), study),
        subtitle: format!(
            "Share of runs; {} and value. Bars: 95 % intervals (Wilson).",
            n_runs(&results.cells)
        ),
    };
    let panel = |label: &str, read: &dyn Fn(&CellResults) -> (f64, Interval)| ResponsePanel {
        label: label.to_owned(),
        unit: Unit::Share,
        lines: study
            .arms
            .iter()
            .enumerate()
            .map(|(arm, about)| ResponseLine {
                label: about.name.clone(),
                estimates: axis
                    .texts
                    .iter()
                    .map(|value| estimate(at(study, results, arm, &[value]).map(read)))
                    .collect(),
            })
            .collect(),
    };
    let panels = [
        panel("Survived", &|cell| cell.survived()),
        panel("Thriving", &|cell| cell.share(Outcome::Thriving)),
        panel("Fragmented", &|cell| cell.share(Outcome::Fragmented)),
    ];
    alliance_charts::response(&heading, &key_name(&study.keys[0]), &axis.levels, &panels)
}

fn estimate(share: Option<(f64, Interval)>) -> Estimate {
    let (centre, interval) = share.unwrap_or((
        f64::NAN,
        Interval {
            low: f64::NAN,
            high: f64::NAN,
        },
    ));
    Estimate {
        centre,
        low: interval.low,
        high: interval.high,
    }
}

fn heat_map_name(study: &Study, arm: usize) -> String {
    if study.arms.len() == 1 {
        "heat-map".to_owned()
    } else {
        format!("heat-map-{arm}")
    }
}

fn heat_map(study: &Study, results: &Results, arm: usize) -> Result<String, ChartError> {
    let (x, y) = (Axis::of(study, 0), Axis::of(study, 1));
    let about = if study.arms.len() == 1 {
        String::new()
    } else {
        format!("Arm {}. ", study.arms[arm].name)
    };
    let cells = y.texts.iter().flat_map(|y| x.texts.iter().map(move |x| (x, y)));
    let map = HeatMap {
        x_key: key_name(&study.keys[0]),
        y_key: key_name(&study.keys[1]),
        value: "survived".to_owned(),
        unit: Unit::Share,
        cells: cells
            .map(|(x, y)| {
                let cell = at(study, results, arm, &[x, y]);
                HeatCell {
                    value: cell.map_or(f64::NAN, |cell| cell.survived().0),
                    n: cell.map_or(0, |cell| cell.runs),
                }
            })
            .collect(),
        x: x.levels,
        y: y.levels,
    };
    let heading = Heading {
        title: title(&format!("survival by {} and {}", study.keys[0], study.keys[1]), study),
        subtitle: format!(
            "{about}Share of runs that last {}.",
            counted(study.base.months, "month")
        ),
    };
    alliance_charts::heat_map(&heading, &map)
}
