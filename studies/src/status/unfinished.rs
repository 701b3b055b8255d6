//! A study that is not finished, in words.

use std::fmt::Write as _;
use std::path::Path;

use crate::experiment::{PlannedCell, StudyPlan, UnfinishedStudy};

/// With more arms and design points than this, only the arms are told.
const MOST_LINES: usize = 40;

/// How many runs are finished, arm by arm, and whether anybody is at work.
pub(super) fn words(folder: &Path, UnfinishedStudy { plan, kept, is_busy }: &UnfinishedStudy) -> String {
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
fn lines(plan: &StudyPlan, done: &[u64], asked: u64) -> Vec<(String, u64, u64)> {
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

fn name(plan: &StudyPlan, PlannedCell { arm, values }: &PlannedCell) -> String {
    let settings = plan
        .keys
        .iter()
        .zip(values)
        .map(|(key, value)| format!(", {key} = {value}"));
    std::iter::once(arm.clone()).chain(settings).collect()
}
