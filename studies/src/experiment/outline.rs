//! What a study would run, in words.

use std::collections::BTreeSet;

use alliance_dynamics::mechanisms::Dynamics;
use alliance_dynamics::scenario::{Sampling, Study};
use alliance_prose::{counted, in_a_line};

/// Who and how long, the arms, what varies, and how many runs that makes; `name` is what a scenario without a title is called.
#[must_use]
pub fn study_outline(study: &Study, name: &str) -> String {
    alliance(study, name) + &members_file(study) + &ties_files(study) + &swept(study) + &sampled(study) + &runs(study)
}

/// The steps of a month in their order.
#[must_use]
pub fn month_outline(study: &Study) -> String {
    let mut text = "A month:\n".to_owned();
    for mechanism in study.base.rules.month() {
        let off = if mechanism.enabled() { "" } else { " (switched off)" };
        text += &format!("  {}{off}\n", mechanism.name());
    }
    text
}

/// So many words, with what they stand for, are worth a screen.
const SCREENFUL: usize = 40;

/// Words with commas between them; of many, the first and how many more there are.
fn listed(words: &[&str]) -> String {
    match words.len().checked_sub(SCREENFUL) {
        Some(more @ 1..) => format!("{} and {more} more", words[..SCREENFUL].join(", ")),
        _ => words.join(", "),
    }
}

fn alliance(study: &Study, name: &str) -> String {
    let base = &study.base;
    let title = if base.title.is_empty() { name } else { &base.title };
    let dynamics = match base.dynamics {
        Dynamics::Stochastic => "stochastic",
        Dynamics::MeanField => "mean-field",
    };
    let (founders, known) = (base.n_founders(), base.most_members());
    let candidates = if known > founders {
        format!(", {} candidates", known - founders)
    } else {
        String::new()
    };
    let arms: Vec<_> = study.arms.iter().map(|arm| arm.name.as_str()).collect();
    format!(
        "{}: valid\n  {founders} members{candidates}, {} months, {dynamics}, seed {}\n  {}: {}\n",
        in_a_line(title),
        base.months,
        base.seed,
        counted(arms.len(), "arm"),
        listed(&arms),
    )
}

/// The file that the members come from.
fn members_file(study: &Study) -> String {
    let resolved = study.base.resolved();
    let name = resolved.members_file.as_ref();
    name.map_or(String::new(), |name| {
        let listed = counted(resolved.members.len(), "member");
        format!("  {}: {listed}\n", in_a_line(&name.display().to_string()))
    })
}

/// How the ties files of the scenario and its arms were read, each once.
fn ties_files(study: &Study) -> String {
    let mut said = BTreeSet::new();
    let read = study.arms.iter().filter_map(|arm| arm.scenario.ties_file());
    let lines = read.map(|ties| format!("  {}: {}\n", ties.name, ties.understood));
    lines.filter(|line| said.insert(line.clone())).collect()
}

fn swept(study: &Study) -> String {
    let keys = study.keys.iter().enumerate().take(study.n_swept);
    let told = keys.map(|(place, key)| {
        let mut values: Vec<&str> = study.points.iter().map(|point| point[place].text.as_str()).collect();
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(*value));
        format!("  swept {key}: {}\n", listed(&values))
    });
    told.collect()
}

/// How the keys of `[sample]` get their values; empty where there are none.
fn sampled(study: &Study) -> String {
    match &study.sampling {
        None => String::new(),
        Some(Sampling::Drawn {
            n_points,
            method,
            seed,
            ranges,
        }) => {
            let n_points = counted(*n_points, "point");
            let left_out = match ranges.iter().len().checked_sub(SCREENFUL) {
                Some(more @ 1..) => format!("  and {more} more keys\n"),
                _ => String::new(),
            };
            let drawn = ranges.iter().map(|(key, range)| format!("  sampled {key}: {range}\n"));
            drawn.take(SCREENFUL).collect::<String>()
                + &left_out
                + &format!("  sample: {n_points} drawn by {method}, seed {seed}\n")
        }
        Some(Sampling::Listed {
            n_points,
            file,
            labels,
            understood,
        }) => {
            let n_points = counted(*n_points, "point");
            let keys: Vec<&str> = study.keys[study.n_swept..].iter().map(String::as_str).collect();
            let keys = listed(&keys);
            let read = understood.map_or(String::new(), |how| format!(", read with {how}"));
            let labelled = labelled(labels);
            format!("  sampled {keys}\n  sample: {n_points} listed in {file}{read}\n{labelled}")
        }
    }
}

/// The first of what points are called.
fn labelled(labels: &[String]) -> String {
    const SHOWN: usize = 6;
    let first = labels[..labels.len().min(SHOWN)].join(", ");
    match labels.len().saturating_sub(SHOWN) {
        _ if labels.is_empty() => String::new(),
        0 => format!("  labels, a column of the tables: {first}\n"),
        more => format!("  labels, a column of the tables: {first} and {more} more\n"),
    }
}

fn runs(study: &Study) -> String {
    let runs = study.n_runs();
    let cells = format!(
        "{} × {}",
        counted(study.arms.len(), "arm"),
        counted(study.points.len(), "design point")
    );
    match study.precision {
        None => format!("  {cells} × {} replications = {runs} runs\n", study.runs),
        Some(precision) => format!(
            "  {cells} × {} to {} replications, until every share is known to ±{}: at most {runs} runs\n",
            precision.first, study.runs, precision.half_width
        ),
    }
}
