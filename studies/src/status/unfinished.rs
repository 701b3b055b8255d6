//! An answer that is not finished, in words.

use std::fmt::Write as _;
use std::path::Path;

use crate::experiment::{Kept, StudyPlan, Unfinished};

/// With more arms and design points than this, only the arms are told.
const MOST_LINES: usize = 40;

/// How much is finished, of a study arm by arm, and whether anybody is at work.
pub(super) fn words(folder: &Path, Unfinished { plan, kept, is_busy }: &Unfinished) -> String {
    let command = plan.command.as_deref().unwrap_or("run");
    let mut text = match &plan.study {
        Some(study) => of_study(folder, study, kept),
        None => format!(
            "{}: an answer of `alliance {command}` is under way; {} finished\n",
            folder.display(),
            runs_are(kept.n_runs()),
        ),
    };
    if kept.n_to_live_again() > 0 {
        let _ = writeln!(
            text,
            "  {} of them took no time: their months are not kept, and are lived again",
            kept.n_to_live_again()
        );
    }
    for damaged in kept.damaged() {
        let _ = writeln!(
            text,
            "{} is damaged; what it held will be computed again",
            damaged.display()
        );
    }
    let scenario = if plan.study.is_some() { "scenario" } else { "question" };
    text += &match *is_busy {
        true => "A process is at work there now.\n".to_owned(),
        false => format!("Nobody is at work there; `alliance {command}` with the same {scenario} and --out goes on.\n"),
    };
    text
}

fn of_study(folder: &Path, plan: &StudyPlan, kept: &Kept) -> String {
    let done = plan.n_kept(kept);
    let (asked, all) = (u64::from(plan.runs_per_cell), plan.n_runs());
    let bound = if plan.is_open_ended() { "at most " } else { "" };
    let mut text = format!(
        "{}: {} of {bound}{all} runs are finished\n",
        folder.display(),
        done.iter().sum::<u64>()
    );
    for (name, done, asked) in lines(plan, &done, asked) {
        let _ = writeln!(text, "  {name}: {done} of {bound}{asked}");
    }
    text
}

/// A name, the runs finished and the runs asked for of every cell, or of every arm where there are many cells.
fn lines(plan: &StudyPlan, done: &[u64], asked: u64) -> Vec<(String, u64, u64)> {
    let mut lines: Vec<(String, u64, u64)> = Vec::new();
    for (cell, &done) in done.iter().enumerate() {
        let name = name(plan, cell);
        match lines.last_mut().filter(|(last, _, _)| *last == name) {
            Some((_, all_done, all_asked)) => (*all_done, *all_asked) = (*all_done + done, *all_asked + asked),
            None => lines.push((name, done, asked)),
        }
    }
    lines
}

fn name(plan: &StudyPlan, cell: usize) -> String {
    let (arm, values) = plan.cell(cell);
    if plan.n_cells() > MOST_LINES {
        return arm.name.clone();
    }
    let settings = plan
        .keys
        .iter()
        .zip(values)
        .map(|(key, value)| format!(", {key} = {value}"));
    std::iter::once(arm.name.clone()).chain(settings).collect()
}

fn runs_are(n: usize) -> String {
    match n {
        1 => "1 run is".to_owned(),
        n => format!("{n} runs are"),
    }
}
