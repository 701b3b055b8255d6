//! `alliance status`

mod shards;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use alliance_studies::experiment::{Digest, Plan, PlannedCell, Shards, Status as Unfinished};
use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::Value;

use super::{DONE, SOME_FAILED, print};
use shards::Shares;

/// With more arms and design points than this, only the arms are told.
const MOST_LINES: usize = 40;

/// Say what is in a folder of results or shards, and what is missing.
#[derive(Debug, Args)]
pub struct Status {
    /// The folder
    folder: PathBuf,
    /// Print how far the shards of a planned study are as JSON
    #[arg(long)]
    json: bool,
}

impl Status {
    /// Prints how far the study of a folder has come; 1 where anything is missing or not as it was written.
    pub fn run(self) -> anyhow::Result<u8> {
        let manifest = self.folder.join("manifest.json");
        if Shards::are_in(&self.folder) && (self.json || !manifest.exists()) {
            return self.of_shards();
        }
        if self.json {
            bail!(
                "{} holds no plan of shards; --json tells of those only",
                self.folder.display()
            );
        }
        if let Some(unfinished) = Unfinished::of(&self.folder)? {
            print(&told(&self.folder, &unfinished))?;
            return Ok(SOME_FAILED);
        }
        if !manifest.exists() {
            bail!(
                "{} holds no study: neither a manifest.json nor a store nor a plan of shards",
                self.folder.display()
            );
        }
        let text = fs::read_to_string(&manifest).with_context(|| format!("{} cannot be read", manifest.display()))?;
        let manifest: Value =
            serde_json::from_str(&text).with_context(|| format!("{} is no manifest", manifest.display()))?;
        let (text, is_whole) = finished(&self.folder, &manifest);
        print(&text)?;
        Ok(if is_whole { DONE } else { SOME_FAILED })
    }

    /// Prints how far the shards are; 1 where any is not done.
    fn of_shards(&self) -> anyhow::Result<u8> {
        let shares = Shares::of(&self.folder)?;
        print(&match self.json {
            true => serde_json::to_string(&shares)? + "\n",
            false => shares.told(&self.folder),
        })?;
        Ok(if shares.are_done() { DONE } else { SOME_FAILED })
    }
}

fn told(folder: &Path, Unfinished { plan, kept, is_busy }: &Unfinished) -> String {
    let mut done = vec![0_u64; plan.cells.len()];
    for unit in kept.units() {
        done[unit % plan.cells.len()] += u64::from(plan.runs_of(unit));
    }
    let asked = u64::from(plan.runs_per_cell);
    let all = asked * plan.cells.len() as u64;
    let bound = if plan.is_open_ended() { "at most " } else { "" };
    let mut text = format!(
        "{}: {} of {bound}{all} runs are finished\n",
        folder.display(),
        done.iter().sum::<u64>()
    );
    for (name, done, asked) in lines(plan, &done, asked) {
        let _ = writeln!(text, "  {name}: {done} of {bound}{asked}");
    }
    for damaged in kept.damaged() {
        let _ = writeln!(
            text,
            "{} is damaged; what it held will be computed again",
            damaged.display()
        );
    }
    text.push_str(if *is_busy {
        "A process is at work there now.\n"
    } else {
        "Nobody is at work there; `alliance run` with the same scenario and --out goes on.\n"
    });
    text
}

/// A name, the runs finished and the runs asked for of every cell, or of every arm where there are many cells.
fn lines(plan: &Plan, done: &[u64], asked: u64) -> Vec<(String, u64, u64)> {
    let mut lines: Vec<(String, u64, u64)> = Vec::new();
    for (cell, &done) in plan.cells.iter().zip(done) {
        let name = if plan.cells.len() > MOST_LINES {
            cell.arm.clone()
        } else {
            name(plan, cell)
        };
        match lines.last_mut().filter(|(last, _, _)| *last == name) {
            Some((_, all_done, all_asked)) => (*all_done, *all_asked) = (*all_done + done, *all_asked + asked),
            None => lines.push((name, done, asked)),
        }
    }
    lines
}

fn name(plan: &Plan, PlannedCell { arm, values }: &PlannedCell) -> String {
    let settings = plan
        .keys
        .iter()
        .zip(values)
        .map(|(key, value)| format!(", {key} = {value}"));
    std::iter::once(arm.clone()).chain(settings).collect()
}

/// What a manifest says, and whether every table is as it says.
fn finished(folder: &Path, manifest: &Value) -> (String, bool) {
    let mut is_whole = manifest["complete"] == true;
    let state = if is_whole {
        "finished"
    } else {
        "stopped, and its store is gone: --overwrite begins anew"
    };
    let mut text = format!(
        "{}: {state}; {} runs, {} failed, digest {}\n",
        folder.display(),
        manifest["runs_done"],
        manifest["runs_failed"],
        manifest["digest"].as_str().unwrap_or("unknown")
    );
    // A Parquet file has a digest of its own; those of the tables are of their text.
    let files = manifest["parquet"].as_object().or(manifest["tables"].as_object());
    for (name, digest) in files.into_iter().flatten() {
        let found = Digest::of_file(&folder.join(name));
        let state = match found {
            Ok(found) if digest.as_str() == Some(&found.0) => "as it was written",
            Ok(_) => "not as it was written",
            Err(_) => "not there",
        };
        is_whole &= state == "as it was written";
        let _ = writeln!(text, "  {name}: {state}");
    }
    (text, is_whole)
}
