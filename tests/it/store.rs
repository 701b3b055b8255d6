//! Nothing finished is lost, whatever happens to the process, the disk or the files.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::program::{Desk, signal};

/// Some seconds of work, in two arms.
const STUDY: &str =
    "months = 60\n[experiment]\nruns = 3000\n[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }";
const RUN: &str = "run scenario.toml --out results --no-charts --quiet --threads 1";

#[test]
fn a_study_killed_again_and_again_ends_in_the_same_bytes() {
    let desk = Desk::with_scenario(STUDY);
    for kills in 0..4 {
        let mut running = begun(&desk);
        wait_until(|| segments(&desk).len() > kills || !is_alive(&mut running));
        kill(running);
    }
    assert_eq!(segments(&desk).len(), 4, "{:?}", desk.files());
    assert_goes_on_to_the_same_end(&desk);
    assert!(!desk.has("results/store"), "the store goes when the tables are there");
}

#[test]
fn what_is_finished_is_not_computed_again() {
    let desk = killed();
    let done = runs_told(&desk);
    let before: Vec<_> = segments(&desk)
        .iter()
        .map(|path| fs::metadata(path).unwrap().modified().unwrap())
        .collect();
    let answer = desk
        .alliance("run scenario.toml --out results --no-charts --threads 1")
        .done();
    assert!(
        answer
            .err
            .contains(&format!("Going on: {done} of 6000 runs are here already")),
        "{}",
        answer.err
    );
    assert!(done > 0 && !before.is_empty());
}

#[test]
fn what_was_begun_in_one_format_can_be_ended_in_another() {
    let desk = Desk::with_scenario(STUDY);
    let running = begun(&desk);
    wait_until(|| !segments(&desk).is_empty());
    signal("-INT", &running);
    assert_eq!(running.wait_with_output().unwrap().status.code(), Some(130));
    assert!(desk.has("results/runs.csv"));
    desk.alliance(&format!("{RUN} --format parquet")).done();
    assert!(desk.has("results/runs.parquet") && !desk.has("results/runs.csv"));
    let digest = |desk: &Desk| desk.json("results/manifest.json")["digest"].clone();
    assert_eq!(digest(&desk), digest(undisturbed()));
}

#[test]
fn a_damaged_part_is_named_and_computed_again() {
    let desk = killed();
    let before = runs_told(&desk);
    cut(&segments(&desk)[0]);
    let after = runs_told(&desk);
    assert!(0 < after && after < before, "what stands before the cut is whole");
    assert_goes_on_to_the_same_end(&desk);
    for place in [0, 20, 60_000] {
        let desk = killed();
        turn_a_bit(&segments(&desk)[0], place);
        let status = desk.alliance("status results");
        assert_eq!(status.code, Some(1));
        assert!(
            status
                .out
                .contains("results/store/000000.runs is damaged; what it held will be computed again")
        );
        let answer = desk.alliance(RUN).done();
        assert!(
            answer
                .err
                .contains("results/store/000000.runs is damaged; what it held is computed again")
        );
        assert_goes_on_to_the_same_end(&desk);
    }
}

#[test]
fn a_second_process_is_refused_and_spoils_nothing() {
    let desk = Desk::with_scenario(STUDY);
    let running = begun(&desk);
    wait_until(|| desk.has("results/store/plan.json"));
    // Held, so that it cannot end before all has been tried.
    signal("-STOP", &running);
    for line in [RUN.to_owned(), format!("{RUN} --overwrite")] {
        let message = desk.alliance(&line).refusal();
        let told =
            "error: another process is at work in results; wait for it to end, or choose another folder with --out\n";
        assert_eq!(message, told);
    }
    assert!(
        desk.alliance("status results")
            .out
            .ends_with("A process is at work there now.\n")
    );
    signal("-CONT", &running);
    let ended = running.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert_goes_on_to_the_same_end(&desk);
}

#[test]
fn another_study_is_refused_with_what_is_different() {
    let desk = killed();
    let before = desk.files();
    for (text, difference) in [
        (STUDY.replace("60", "61"), "`months` was 60 and is now 61"),
        (format!("seed = 2\n{STUDY}"), "`seed` was 1 and is now 2"),
        (
            STUDY.replace("enabled", "rate").replace("false", "0.3"),
            "`arms.0.set.gossip.enabled` was false and is now not set",
        ),
    ] {
        desk.write("scenario.toml", text);
        let message = desk.alliance(RUN).refusal();
        let told = format!(
            "error: results holds a part of another study: {difference}; choose another folder with --out, or begin anew with \
             --overwrite\n"
        );
        assert_eq!(message, told);
    }
    assert_eq!(desk.files(), before);
    desk.alliance(&format!("{RUN} --overwrite --runs 5")).done();
    assert_eq!(desk.table("results/runs.csv").len(), 10);
    assert!(!desk.has("results/store"));
}

#[test]
fn a_file_that_the_scenario_names_is_part_of_the_study() {
    let ties = "from,to,trust\nMember 1,Member 2,0.5\n";
    let desk = Desk::with_scenario(&format!("{STUDY}\n[relations]\nties_file = \"ties.csv\""));
    desk.write("ties.csv", ties);
    let running = begun(&desk);
    wait_until(|| !segments(&desk).is_empty());
    kill(running);
    desk.write("ties.csv", ties.replace("0.5", "0.6"));
    assert!(
        desk.alliance(RUN)
            .refusal()
            .contains("a file that the scenario names has changed")
    );
    desk.write("ties.csv", ties);
    desk.alliance(RUN).done();
}

#[test]
fn status_says_what_is_there_and_what_is_missing() {
    let desk = killed();
    let status = desk.alliance("status results");
    let done = runs_told(&desk);
    assert_eq!(status.code, Some(1));
    let lines: Vec<&str> = status.out.lines().collect();
    assert_eq!(lines[0], format!("results: {done} of 6000 runs are finished"));
    let of_arm = |line: &str| line.split(' ').rev().nth(2).unwrap().parse::<u64>().unwrap();
    assert!(lines[1].starts_with("  base: ") && lines[2].starts_with("  quiet: "));
    assert_eq!(of_arm(lines[1]) + of_arm(lines[2]), done);
    assert!(
        of_arm(lines[1]).abs_diff(of_arm(lines[2])) <= 10,
        "what is stopped half way is balanced: {status:?}"
    );
    assert_eq!(
        lines[3],
        "Nobody is at work there; `alliance run` with the same scenario and --out goes on."
    );

    desk.alliance(RUN).done();
    let status = desk.alliance("status results").done();
    assert!(
        status
            .out
            .starts_with("results: finished; 6000 runs, 0 failed, digest "),
        "{}",
        status.out
    );
    assert_eq!(status.out.matches("as it was written").count(), 4);
    desk.write("results/summary.csv", "arm\n");
    fs::remove_file(desk.path("results/survival.csv")).unwrap();
    let status = desk.alliance("status results");
    assert_eq!(status.code, Some(1));
    assert!(
        status
            .out
            .contains("  summary.csv: not as it was written\n  survival.csv: not there\n"),
        "{}",
        status.out
    );
}

#[test]
fn a_folder_without_a_study_has_no_status() {
    let desk = Desk::with_scenario(STUDY);
    let message = desk.alliance("status .").refusal();
    assert_eq!(
        message,
        "error: . holds no study: neither a manifest.json nor a store nor a plan of shards\n"
    );
}

/// A study that was killed when some of it was finished.
fn killed() -> Desk {
    let desk = Desk::with_scenario(STUDY);
    let running = begun(&desk);
    wait_until(|| !segments(&desk).is_empty());
    kill(running);
    desk
}

fn begun(desk: &Desk) -> Child {
    desk.command(RUN.split(' '))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn kill(mut running: Child) {
    running.kill().unwrap();
    running.wait().unwrap();
}

fn is_alive(running: &mut Child) -> bool {
    running.try_wait().unwrap().is_none()
}

/// Files with finished runs, the first one first.
fn segments(desk: &Desk) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(desk.path("results/store")) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut segments: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "runs"))
        .filter(|path| fs::metadata(path).unwrap().len() > 100_000)
        .collect();
    segments.sort();
    segments
}

/// How many runs are finished, as `status` says.
fn runs_told(desk: &Desk) -> u64 {
    let status = desk.alliance("status results").out;
    status.split(' ').nth(1).unwrap().parse().unwrap()
}

#[track_caller]
fn assert_goes_on_to_the_same_end(desk: &Desk) {
    if !desk.has("results/manifest.json") {
        desk.alliance(RUN).done();
    }
    let undisturbed = undisturbed();
    for table in ["runs.csv", "timeline.csv", "survival.csv", "summary.csv"] {
        let table = format!("results/{table}");
        assert!(desk.read(&table) == undisturbed.read(&table), "{table} differs");
    }
    let digest = |desk: &Desk| desk.json("results/manifest.json")["digest"].clone();
    assert_eq!(digest(desk), digest(undisturbed));
}

/// The same study, left in peace.
fn undisturbed() -> &'static Desk {
    static UNDISTURBED: LazyLock<Desk> = LazyLock::new(|| {
        let desk = Desk::with_scenario(STUDY);
        desk.alliance(RUN).done();
        desk
    });
    &UNDISTURBED
}

fn cut(path: &PathBuf) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

fn turn_a_bit(path: &PathBuf, place: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[place] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn wait_until(is_so: impl FnMut() -> bool) {
    let mut is_so = is_so;
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(120), "nothing happens");
        std::thread::sleep(Duration::from_millis(10));
    }
}
