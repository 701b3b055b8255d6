//! A store of many short runs stays small, and loses none of them.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{Control, Experiment, Kept, Memory, Overwrite, Store, StorePlan, StudyPlan};

use crate::program::Desk;

/// Runs that are kept with their months, however short they are.
const WITH_MONTHS: u32 = 4_000;
/// The most bytes that a short run more may take.
const MOST_BYTES: u64 = 300;

fn scenario(runs: u32) -> String {
    format!("months = 4\npopulation.count = 3\nexperiment.runs = {runs}")
}

#[test]
fn beyond_four_thousand_runs_a_store_grows_by_a_line_a_run() {
    let [few, more, many] = [3_000, WITH_MONTHS, 8_000].map(|runs| bytes_in(&with_runs(runs)));
    assert!(
        more - few > 1_000 * MOST_BYTES,
        "{few} bytes, then {more}: months are kept"
    );
    assert!(many - more <= 4_000 * MOST_BYTES, "{more} bytes, then {many}");
}

#[test]
fn what_is_only_kept_as_finished_is_handed_over_even_when_the_work_is_stopped() {
    let runs = WITH_MONTHS + 200;
    let (desk, control) = (with_runs(runs), Control::default());
    let kept = kept_in(&desk, runs);
    assert_eq!(kept.n_runs(), runs as usize);
    assert!(
        (1..=200).contains(&kept.n_to_live_again()),
        "{}",
        kept.n_to_live_again()
    );
    control.remember(Memory::new(kept, None));
    control.stop();
    let (mut handed_over, mut undisturbed) = (Vec::new(), Vec::new());
    Experiment::new(study(runs + 50)).run(&control, |block| handed_over.extend(block.runs));
    Experiment::new(study(runs)).run(&Control::default(), |block| undisturbed.extend(block.runs));
    assert!(handed_over == undisturbed, "{} of {runs} runs", handed_over.len());
}

#[cfg(unix)]
#[test]
fn a_study_of_many_runs_that_was_killed_ends_in_the_same_bytes() {
    const RUNS: u32 = 60_000;
    const RUN: &str = "run scenario.toml --out results --no-charts --no-report --threads 1";
    let desk = Desk::with_scenario(&scenario(RUNS));
    let mut before = 0;
    for more in [u64::from(WITH_MONTHS) + 2_000, 2_000] {
        let mut running = desk.command(format!("{RUN} --quiet").split(' '));
        let mut running = running.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        wait_until(|| told(&desk) >= before + more);
        running.kill().unwrap();
        running.wait().unwrap();
        before = told(&desk);
    }
    let ended = desk.alliance(RUN).done();
    let told = format!("Going on: {before} of {RUNS} runs are here already; ");
    assert!(ended.err.contains(&told), "{}", ended.err);
    assert!(
        ended.err.contains(" of them took no time, and are lived again"),
        "{}",
        ended.err
    );
    desk.alliance(&RUN.replace("results", "undisturbed")).done();
    let [one, other] = ["results", "undisturbed"].map(|name| desk.json(&format!("{name}/manifest.json")));
    assert_eq!(one["digest"], other["digest"]);
    assert!(desk.read("results/timeline.csv") == desk.read("undisturbed/timeline.csv"));
    assert!(!desk.has("results/store"));
}

fn study(runs: u32) -> Study {
    Study::from_toml(&scenario(runs)).unwrap()
}

/// A folder with the store of a study whose runs are all finished.
fn with_runs(runs: u32) -> Desk {
    let desk = Desk::new();
    let (study, control) = (study(runs), Control::default());
    let plan = StorePlan::of_study(StudyPlan::of(&study), &());
    let (_folder, store, kept, _) = Store::open(desk.path("results"), &plan, Overwrite::No).unwrap();
    control.remember(Memory::new(kept, Some(store.keeper().unwrap())).sparing());
    Experiment::new(study).run(&control, |_| {});
    control.settle().unwrap();
    desk
}

fn kept_in(desk: &Desk, runs: u32) -> Kept {
    let plan = StorePlan::of_study(StudyPlan::of(&study(runs)), &());
    let (_folder, _, kept, _) = Store::open(desk.path("results"), &plan, Overwrite::No).unwrap();
    kept
}

fn bytes_in(desk: &Desk) -> u64 {
    let files = fs::read_dir(desk.path("results/store")).unwrap().map(Result::unwrap);
    let runs = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "runs"));
    runs.map(|file| file.metadata().unwrap().len()).sum()
}

/// How many runs are finished, as `status` says.
fn told(desk: &Desk) -> u64 {
    let status = desk.alliance("status results").out;
    let number = status.strip_prefix("results: ").and_then(|rest| rest.split(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn wait_until(mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(120), "nothing happens");
        std::thread::sleep(Duration::from_millis(20));
    }
}
