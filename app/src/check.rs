//! `alliance check`

use std::path::PathBuf;

use alliance_dynamics::mechanisms::Dynamics;
use alliance_dynamics::scenario::{Sampling, Study};
use alliance_prose::counted;
use clap::Args;

use super::{DONE, print};

/// Say whether a scenario is valid, and what it would run.
#[derive(Debug, Args)]
pub struct Check {
    /// The scenario file
    file: PathBuf,
    /// Also list the steps of a month in their order
    #[arg(long)]
    month: bool,
}

impl Check {
    /// Reads the scenario and prints what it would run.
    pub fn run(self) -> anyhow::Result<u8> {
        let study = Study::read(&self.file)?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let mut text = summary(&study, &name);
        if self.month {
            text += "A month:\n";
            for mechanism in study.base.rules.month() {
                let off = if mechanism.enabled() { "" } else { " (switched off)" };
                text += &format!("  {}{off}\n", mechanism.name());
            }
        }
        print(&text)?;
        Ok(DONE)
    }
}

/// How the keys of `[sample]` get their values; empty where there are none.
fn sample(study: &Study) -> String {
    match &study.sampling {
        None => String::new(),
        Some(Sampling::Drawn {
            n_points,
            method,
            seed,
            ranges,
        }) => {
            let n_points = counted(*n_points, "point");
            let drawn = ranges.iter().map(|(key, range)| format!("  sampled {key}: {range}\n"));
            drawn.collect::<String>() + &format!("  sample: {n_points} drawn by {method}, seed {seed}\n")
        }
        Some(Sampling::Listed { n_points, file }) => {
            let n_points = counted(*n_points, "point");
            let keys = study.keys[study.n_swept..].join(", ");
            format!("  sampled {keys}\n  sample: {n_points} listed in {file}\n")
        }
    }
}

fn summary(study: &Study, file: &str) -> String {
    let base = &study.base;
    let title = if base.title.is_empty() { file } else { &base.title };
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
    let mut text = format!(
        "{title}: valid\n  {founders} members{candidates}, {} months, {dynamics}, seed {}\n  {}: {}\n",
        base.months,
        base.seed,
        counted(arms.len(), "arm"),
        arms.join(", "),
    );
    for (place, key) in study.keys.iter().enumerate().take(study.n_swept) {
        let mut values: Vec<&str> = study.points.iter().map(|point| point[place].text.as_str()).collect();
        let mut seen = std::collections::BTreeSet::new();
        values.retain(|value| seen.insert(*value));
        text += &format!("  swept {key}: {}\n", values.join(", "));
    }
    text += &sample(study);
    let runs = study.n_runs();
    let cells = format!(
        "{} × {}",
        counted(arms.len(), "arm"),
        counted(study.points.len(), "design point")
    );
    text + &match study.precision {
        None => format!("  {cells} × {} replications = {runs} runs\n", study.runs),
        Some(precision) => format!(
            "  {cells} × {} to {} replications, until every share is known to ±{}: at most {runs} runs\n",
            precision.first, study.runs, precision.half_width
        ),
    }
}
