//! Commands that make a result again, to be copied into a shell.

use std::path::Path;

use super::manifest::{ResultManifest, ResultRecord, TraceRecord};
use alliance_dynamics::scenario::{BASE, GivenScenario};
use alliance_studies::experiment::{ShellError, StudyRecord, quoted};

/// What to type to run it again, to check it, and to look further; nothing where a name is one that cannot be typed.
pub(super) fn commands(folder: &Path, manifest: &ResultManifest) -> Vec<String> {
    let commands = scenario(manifest).and_then(|file| match &manifest.record {
        ResultRecord::Study(record) => of_study(folder, &file, record),
        ResultRecord::Trace(trace) => of_trace(trace, &file, manifest.seed()),
    });
    commands.unwrap_or_default()
}

/// The scenario as it is typed, with what was set besides.
fn scenario(manifest: &ResultManifest) -> Result<String, ShellError> {
    let mut typed = match manifest.made.file.as_str() {
        GivenScenario::STANDARD_INPUT => "-".to_owned(),
        file => quoted(file)?,
    };
    for setting in &manifest.made.settings {
        typed += &format!(" --set {}", quoted(setting)?);
    }
    Ok(typed)
}

fn of_study(folder: &Path, file: &str, record: &StudyRecord) -> Result<Vec<String>, ShellError> {
    let folder = quoted(&called(folder))?;
    let StudyRecord {
        seed, runs_per_cell, ..
    } = record;
    let precision = record.precision.as_ref().map_or_else(String::new, |precision| {
        format!(
            " --precision {} --max-runs {}",
            precision.half_width, precision.max_runs
        )
    });
    let mut commands = vec![
        format!("alliance run {file} --seed {seed} --runs {runs_per_cell}{precision}"),
        format!("alliance reproduce {folder}"),
    ];
    if record.arms.len() > 1 {
        commands.push(format!("alliance compare {folder}"));
    }
    Ok(commands)
}

fn of_trace(trace: &TraceRecord, file: &str, seed: u64) -> Result<Vec<String>, ShellError> {
    let mut which = format!("{file} --seed {seed}");
    if trace.arm != BASE {
        which += &format!(" --arm {}", quoted(&trace.arm)?);
    }
    if trace.point > 0 {
        which += &format!(" --point {}", trace.point);
    }
    if trace.replication > 0 {
        which += &format!(" --replication {}", trace.replication);
    }
    let commands = ["trace", "explain", "story"];
    Ok(commands.map(|command| format!("alliance {command} {which}")).to_vec())
}

/// The folder as it was named, or its name alone where the whole path would tell of somebody's machine.
fn called(dir: &Path) -> String {
    let shown = if dir.is_absolute() {
        dir.file_name().map_or(dir, Path::new)
    } else {
        dir
    };
    shown.display().to_string()
}
