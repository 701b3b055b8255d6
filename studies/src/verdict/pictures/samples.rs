//! What a sample of several keys shows: survival against each of them.

use alliance_charts::{ChartError, Estimate, Heading, Places, ScatterPanel};
use alliance_dynamics::scenario::{Sampling, Setting, Study};

use super::super::Results;
use super::sweeps::{estimate, unit, what};
use super::{n_runs, title};
use crate::Picture;
use crate::drawing::key_name;
use crate::experiment::Response;

/// Keys with more different names than this have no panel.
const MOST_NAMES: usize = 12;

/// A sheet an arm, with a panel a key.
pub(super) fn charts(study: &Study, results: &Results, about: Response) -> Vec<Picture> {
    let panels = panels(study);
    let name = |arm: usize| match study.arms.len() {
        1 => "sample".to_owned(),
        _ => format!("sample-{arm}"),
    };
    (0..study.arms.len())
        .map(|arm| Picture::new(name(arm), sheet(study, results, (arm, about), &panels)))
        .collect()
}

fn sheet(
    study: &Study,
    results: &Results,
    (arm, shown): (usize, Response),
    panels: &[ScatterPanel],
) -> Result<String, ChartError> {
    let n_points = study.points.len();
    let cells = &results.cells[arm * n_points..(arm + 1) * n_points];
    let about = match study.arms.len() {
        1 => String::new(),
        _ => format!("Arm {}. ", study.arms[arm].name),
    };
    let heading = Heading {
        title: title(&format!("{} at the sampled points", shown.label()), study),
        subtitle: format!(
            "{about}{}. A dot is a design point, at which all keys differ; {} and point. Grey: 95 % intervals{}.",
            what(study, shown),
            n_runs(cells),
            if shown.is_share() { " (Wilson)" } else { "" },
        ),
    };
    let estimates: Vec<Estimate> = cells.iter().map(|cell| estimate(Some(cell.mean(shown)))).collect();
    alliance_charts::scatter(&heading, unit(shown), panels, &estimates)
}

fn panels(study: &Study) -> Vec<ScatterPanel> {
    let keys = study.keys.iter().enumerate();
    let panel = |(place, key): (usize, &String)| {
        let settings: Vec<&Setting> = study.points.iter().map(|point| &point[place]).collect();
        let places = places(&settings, is_log(study, key))?;
        Some(ScatterPanel {
            key: key_name(key),
            places,
        })
    };
    keys.filter_map(panel).collect()
}

fn places(settings: &[&Setting], is_log: bool) -> Option<Places> {
    let numbers: Option<Vec<f64>> = settings.iter().map(|setting| setting.number).collect();
    if let Some(numbers) = numbers {
        return Some(if is_log {
            Places::Logarithms(numbers)
        } else {
            Places::Numbers(numbers)
        });
    }
    let mut names: Vec<String> = Vec::new();
    let mut points = Vec::new();
    for setting in settings {
        let known = names.iter().position(|name| *name == setting.text);
        points.push(known.unwrap_or(names.len()));
        if known.is_none() {
            names.push(setting.text.clone());
        }
    }
    (names.len() <= MOST_NAMES).then_some(Places::Names { names, points })
}

fn is_log(study: &Study, key: &str) -> bool {
    let Some(Sampling::Drawn { ranges, .. }) = &study.sampling else {
        return false;
    };
    ranges.iter().any(|(known, range)| known == key && range.is_log())
}
