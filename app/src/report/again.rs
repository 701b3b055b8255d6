//! Commands that make a result again, to be copied into a shell.

use std::path::Path;

use alliance_page::report::{ResultManifest, TraceRecord};

use alliance_studies::experiment::quoted;

/// What to type to run it again, to check it, and to look further; nothing where a name is one that cannot be typed.
pub fn commands(dir: &Path, manifest: &ResultManifest) -> Vec<String> {
    all(dir, manifest).unwrap_or_default()
}

fn all(dir: &Path, manifest: &ResultManifest) -> anyhow::Result<Vec<String>> {
    let file = quoted(&manifest.file)?;
    let seed = manifest.seed();
    if let Some(trace) = &manifest.trace {
        return of_trace(trace, &file, seed);
    }
    let folder = quoted(&called(dir))?;
    let runs = manifest.runs_per_cell.unwrap_or_default();
    let precision = manifest.precision.as_ref().map_or_else(String::new, |precision| {
        format!(
            " --precision {} --max-runs {}",
            precision.half_width, precision.max_runs
        )
    });
    let mut commands = vec![
        format!("alliance run {file} --seed {seed} --runs {runs}{precision}"),
        format!("alliance reproduce {folder}"),
    ];
    if manifest.n_arms() > 1 {
        commands.push(format!("alliance compare {folder}"));
    }
    Ok(commands)
}

fn of_trace(trace: &TraceRecord, file: &str, seed: u64) -> anyhow::Result<Vec<String>> {
    let mut which = format!("{file} --seed {seed}");
    if trace.arm != alliance_dynamics::scenario::BASE {
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
