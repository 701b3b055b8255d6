//! Whatever ends the program, and whenever: what was told as finished is kept, and the same command ends with everything there.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::program::{Desk, signal};

/// Runs that take a while each, so that none may wait for others before it is kept.
const SLOW: &str = "months = 400\nseed = 5\n[population]\ncount = 40\n[cohesion]\nenabled = false\n[membership]\nenabled = false\n\
    [experiment]\nruns = 40\n";
const SHORT: &str =
    "months = 24\n[experiment]\nruns = 30\n[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }\n";

#[test]
fn a_run_is_kept_as_soon_as_it_is_finished_whatever_its_length() {
    let desk = Desk::with_scenario(SLOW);
    let run = "run scenario.toml --out results --no-charts --no-report --threads 1";
    let mut kept = 0;
    for end in ["-KILL", "-TERM", "-INT"] {
        let running = started(&desk, run);
        let more = finished(&desk, kept + 2);
        signal(end, &running);
        let code = running.wait_with_output().unwrap().status.code();
        assert_eq!(code, if end == "-KILL" { None } else { Some(130) });
        let now = told(&desk);
        assert!(now >= more, "{now} are kept after {end}, and {more} were there");
        if end != "-KILL" {
            assert_eq!(
                desk.table("results/runs.csv").len() as u64,
                now,
                "tables, store and status agree"
            );
        }
        kept = now;
    }
    desk.alliance(run).done();
    desk.alliance(
        &run.replace("results", "undisturbed")
            .replace("--threads 1", "--threads 2"),
    )
    .done();
    for table in ["runs.csv", "timeline.csv", "survival.csv", "summary.csv", "runs.kept"] {
        assert!(
            fs::read(desk.path("results").join(table)).unwrap()
                == fs::read(desk.path("undisturbed").join(table)).unwrap(),
            "{table} differs"
        );
    }
    assert_eq!(
        desk.json("results/manifest.json")["digest"],
        desk.json("undisturbed/manifest.json")["digest"]
    );
}

#[test]
fn tables_never_shrink() {
    let desk = Desk::with_scenario(SLOW);
    let run = "run scenario.toml --out results --no-charts --no-report --threads 2 --runs 400";
    let mut rows = 0;
    for _ in 0..3 {
        let running = started(&desk, run);
        finished(&desk, rows + 1);
        signal("-INT", &running);
        let stopped = running.wait_with_output().unwrap();
        let now = desk.table("results/runs.csv").len() as u64;
        assert!(now > rows);
        let said = String::from_utf8(stopped.stderr).unwrap();
        assert!(
            said.ends_with(&format!(
                "Stopped: {now} of 400 runs were finished and are in the tables; the same command goes on from there\n"
            )),
            "{said}"
        );
        rows = now;
    }
    // Killed at once: the tables of before are still there.
    let running = started(&desk, run);
    std::thread::sleep(Duration::from_millis(50));
    signal("-KILL", &running);
    running.wait_with_output().unwrap();
    assert_eq!(desk.table("results/runs.csv").len() as u64, rows);
}

#[test]
fn killed_at_any_moment_the_same_command_ends_with_everything_there() {
    let desk = Desk::with_scenario(SHORT);
    let run = "run scenario.toml --out results --quiet";
    let began = Instant::now();
    desk.alliance(&run.replace("results", "undisturbed")).done();
    let whole = began.elapsed();
    for part in [3, 6, 8, 9, 10, 11] {
        let running = started(&desk, run);
        std::thread::sleep(whole * part / 12);
        signal("-KILL", &running);
        running.wait_with_output().unwrap();
        desk.alliance(run).done();
        let files = |folder: &str| -> Vec<String> {
            let files = desk.files().into_iter();
            files
                .filter_map(|name| name.strip_prefix(folder).map(str::to_owned))
                .collect()
        };
        assert_eq!(files("results"), files("undisturbed"), "killed after {part} twelfths");
        assert_eq!(
            desk.json("results/manifest.json")["digest"],
            desk.json("undisturbed/manifest.json")["digest"]
        );
        fs::remove_dir_all(desk.path("results")).unwrap();
    }
}

#[test]
fn a_store_that_was_not_tidied_up_is_no_unfinished_study() {
    let desk = Desk::with_scenario(SHORT);
    let run = "run scenario.toml --out results --no-charts --no-report";
    desk.alliance(run).done();
    let manifest = desk.json("results/manifest.json");
    // As a kill between the manifest and the end leaves it.
    fs::create_dir(desk.path("results/store")).unwrap();
    let left = serde_json::json!({ "program": "alliance-dynamics", "command": "run", "asked": manifest["identity"], "study": null });
    fs::write(desk.path("results/store/plan.json"), left.to_string()).unwrap();
    assert!(
        desk.alliance("status results")
            .done()
            .out
            .starts_with("results: finished; 60 runs")
    );
    let again = desk.alliance(run).done();
    assert!(again.err.contains("results is finished already"), "{}", again.err);
    assert!(!desk.has("results/store"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_verdict_that_nobody_can_be_told_spoils_nothing() {
    let desk = Desk::with_scenario(SHORT);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = desk.command("run scenario.toml --out results --quiet".split(' '));
    assert_eq!(command.stdout(full).output().unwrap().status.code(), Some(2));
    assert!(
        desk.alliance("status results")
            .done()
            .out
            .starts_with("results: finished")
    );
    assert!(
        desk.has("results/report.html") && desk.has("results/ro-crate-metadata.json") && !desk.has("results/store")
    );
}

/// Where a question has runs in `results`, others are refused: one in other words, and one of another target.
fn assert_another_is_refused(desk: &Desk, question: &str) {
    let other = format!("{question} --seed 9");
    assert_eq!(
        desk.alliance(&format!("{other} --no-charts --out results")).refusal(),
        format!(
            "error: results holds a part of another question: it was `alliance {question}` and is now `alliance {other}`; choose another folder \
             with --out, or begin anew with --overwrite\n"
        )
    );
    if question.contains("target.csv") {
        let before = desk.read("target.csv");
        desk.write("target.csv", "years,share\n1,0.9\n3,0.5\n");
        let again = desk.alliance(&format!("{question} --no-charts --threads 1 --out results"));
        let told = "the scenario, a file that it names or the program has changed";
        assert!(again.refusal().contains(told));
        desk.write("target.csv", &before);
    }
}

#[test]
fn long_questions_go_on_from_where_they_were_stopped() {
    let text = format!(
        "{}[sample]\npoints = 2\n[sample.ranges]\n\"gossip.rate\" = {{ from = 0.1, to = 0.5 }}\n\"experience.loss\" = {{ from = 0.05, to = 0.4 }}\n\
         [[arms]]\nname = \"quiet\"\nset = {{ gossip.enabled = false }}\n",
        "months = 48\nseed = 5\n[population]\ncount = 10\n"
    );
    for question in [
        "tip scenario.toml --key gossip.rate --from 0.0 --to 0.6 --runs 6000",
        "sensitivity scenario.toml --points 128 --runs 8 --resamples 100",
        "calibrate scenario.toml --to target.csv --particles 40 --generations 2 --runs 20",
        "explain scenario.toml --futures 20",
        "rescue scenario.toml --runs 1000 --fresh 200",
        "robust scenario.toml --models 40 --runs 40",
    ] {
        let desk = Desk::with_scenario(&text);
        desk.write("target.csv", "years,share\n1,0.9\n3,0.6\n");
        let line = format!("{question} --no-charts --threads 1 --out");
        let running = started(&desk, &format!("{line} results"));
        finished(&desk, 5);
        signal("-KILL", &running);
        running.wait_with_output().unwrap();
        let command = question.split(' ').next().unwrap();
        let status = desk.alliance("status results");
        assert_eq!(status.code, Some(1));
        assert!(
            status
                .out
                .starts_with(&format!("results: an answer of `alliance {command}` is under way; "))
                && status.out.ends_with(&format!(
                    "`alliance {command}` with the same question and --out goes on.\n"
                )),
            "{}",
            status.out
        );
        let kept = told(&desk);
        assert_another_is_refused(&desk, question);
        assert_eq!(told(&desk), kept, "nothing is lost");
        let answer = desk.alliance(&format!("{line} results")).done();
        assert!(
            answer.err.contains(&format!("Going on: {kept} runs are here already")),
            "{}",
            answer.err
        );
        let undisturbed = desk.alliance(&format!("{line} undisturbed")).done();
        assert_eq!(answer.out, undisturbed.out);
        let digest = |folder: &str| desk.json(&format!("{folder}/manifest.json"))["digest"].clone();
        assert_eq!(digest("results"), digest("undisturbed"), "{question}");
        assert!(!desk.has("results/store"));
    }
}

#[test]
fn one_command_at_a_time_is_at_work_in_a_folder() {
    let desk = Desk::with_scenario(SLOW);
    let running = started(&desk, "run scenario.toml --out results --no-charts --threads 1");
    finished(&desk, 1);
    signal("-STOP", &running);
    assert_eq!(
        desk.alliance("compare results").refusal(),
        "error: results has no tables yet: its run is under way, or was killed; `alliance status results` says how far it is\n"
    );
    for line in [
        "trace scenario.toml --out results --overwrite",
        "run scenario.toml --out results --overwrite",
        "tip scenario.toml --key gossip.rate --from 0.0 --to 0.6 --out results --overwrite",
        "plan scenario.toml --out results --overwrite --shards 1",
    ] {
        assert_eq!(
            desk.alliance(line).refusal(),
            "error: another process is at work in results; wait for it to end, or choose another folder with --out\n",
            "{line}"
        );
    }
    signal("-CONT", &running);
    signal("-TERM", &running);
    assert_eq!(running.wait_with_output().unwrap().status.code(), Some(130));
}

#[cfg(unix)]
#[test]
fn a_worker_that_is_asked_to_end_keeps_what_it_has() {
    let desk = Desk::with_scenario(SLOW);
    desk.alliance("plan scenario.toml --out study --shards 1").done();
    let running = started(&desk, "work study --shard 0 --threads 1");
    let shard = desk.path("study/shards/000000/000000.runs");
    wait_until(|| fs::metadata(&shard).is_ok_and(|found| found.len() > 20_000));
    // As `timeout` and Slurm do: to the program, and to all that it began.
    signal("-TERM", &running);
    signal("-TERM", &running);
    let stopped = running.wait_with_output().unwrap();
    assert_eq!(stopped.status.code(), Some(130));
    let said = String::from_utf8(stopped.stderr).unwrap();
    let runs: u64 = said
        .split("Stopped: ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let again = desk.alliance("work study --shard 0").done();
    assert!(
        again
            .err
            .contains(&format!("Going on: {runs} of 40 runs are here already")),
        "{}",
        again.err
    );
}

fn started(desk: &Desk, line: &str) -> std::process::Child {
    let mut command = desk.command(line.split(' '));
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until at least so many runs are finished, as `status` says, and says how many.
fn finished(desk: &Desk, at_least: u64) -> u64 {
    let mut now = 0;
    wait_until(|| {
        if desk.has("results/store/plan.json") {
            now = told(desk);
        }
        now >= at_least
    });
    now
}

/// How many runs are finished, as `status` says.
fn told(desk: &Desk) -> u64 {
    let status = desk.alliance("status results").out;
    let place = if status.contains(" is under way; ") {
        "is under way; "
    } else {
        "results: "
    };
    let number = status.split(place).nth(1).and_then(|rest| rest.split(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn wait_until(mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(120), "nothing happens");
        std::thread::sleep(Duration::from_millis(20));
    }
}
