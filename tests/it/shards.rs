//! A study cut into shards ends in the bytes of one process, whoever did what when, and how often.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use alliance_dynamics::mechanisms::{Mechanism, Month, Rules};
use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{
    Control, Experiment, Memory, Overwrite, PlannedWork, ShardPlan, Shards, StudyPlan, StudySource, Taken, Waiting,
    quieten_failed_runs,
};

use crate::program::{Answer, Desk, signal};

/// Little work, with everything that a plan has to carry with it.
const STUDY: &str = "months = 12\n[experiment]\nruns = 25\n[relations]\nties_file = \"data/ties.csv\"\n[[members]]\nname = \"A\"\n\
    [[members]]\nname = \"B\"\n[[members]]\nname = \"C\"\n[[arms]]\nname = \"mute\"\nset = { gossip.enabled = false }\n[sweep]\n\
    \"relations.trust_mean\" = [0.1, 0.2]";
/// Some seconds of work.
const LONG: &str = "months = 60\n[experiment]\nruns = 12000";
const TABLES: [&str; 4] = ["runs.csv", "timeline.csv", "survival.csv", "summary.csv"];

#[test]
fn shards_in_any_order_on_another_host_and_twice_end_in_the_bytes_of_run() {
    let desk = Desk::with_scenario(STUDY);
    fs::create_dir(desk.path("data")).unwrap();
    desk.write("data/ties.csv", "from,to,trust,image\nA,B,0.5,0.4\nB,C,-0.3,\n");
    desk.alliance("run scenario.toml --no-charts --out alone --seed 7 --quiet")
        .done();
    desk.alliance("plan scenario.toml --out here --shards 5 --seed 7")
        .done();
    fs::rename(desk.path("here"), desk.path("elsewhere")).unwrap();
    for gone in ["scenario.toml", "data/ties.csv"] {
        fs::remove_file(desk.path(gone)).unwrap();
    }
    do_five_shards_twice(&desk, "elsewhere");
    let answer = desk.alliance("merge elsewhere --no-charts").done();
    assert!(answer.err.contains("The shards are still in elsewhere/shards"));
    assert_same_results(&desk, "elsewhere", "alone");
    let again = desk.alliance("merge elsewhere --no-charts").done();
    assert!(again.err.contains("elsewhere is finished already"), "{}", again.err);
    desk.alliance("merge elsewhere --overwrite --no-charts --remove --quiet")
        .done();
    assert_same_results(&desk, "elsewhere", "alone");
    assert!(!desk.has("elsewhere/shards"));
}

#[test]
fn a_killed_worker_loses_little_and_the_receipt_is_that_of_an_undisturbed_one() {
    let desk = Desk::with_scenario(LONG);
    for folder in ["killed", "undisturbed"] {
        desk.alliance(&format!("plan scenario.toml --out {folder} --shards 2"))
            .done();
    }
    assert_kills_cost_little(&desk, 2);
}

#[test]
fn a_second_process_at_a_shard_is_refused_or_waits_and_others_go_on() {
    let desk = Desk::with_scenario(LONG);
    desk.alliance("plan scenario.toml --out study --shards 2").done();
    let first = worker(&desk, "study");
    await_runs(&desk, "study", 1);
    // Held up, so that it is at work for as long as it takes to look.
    signal("-STOP", &first);
    insta::assert_snapshot!(
        desk.alliance("work study --shard 1").refusal(),
        @"error: another process is at work on shard 1 of study; --wait waits for it to end"
    );
    insta::assert_snapshot!(
        desk.alliance("merge study").refusal(),
        @"error: study cannot be merged: shard 0 is missing (`alliance work study --shard 0` does one); shard 1 is under way (wait for it to end)"
    );
    insta::assert_snapshot!(desk.alliance("status study").out, @"
    study: 0 of 2 shards are done, with 0 of 12000 runs, 0 of which failed
      under way: 1
      missing: 0
    One of them: alliance work study --shard 0
    ");
    insta::assert_snapshot!(
        desk.alliance("plan scenario.toml --out study --overwrite").refusal(),
        @"error: another process is at work on shard 1 of study; --wait waits for it to end"
    );
    signal("-CONT", &first);
    let second = desk.alliance("work study --shard 1 --wait --json").done();
    let first = Answer::from(first.wait_with_output().unwrap()).done();
    assert_eq!(second.out, first.out, "who waited gives the receipt of who worked");
}

#[test]
fn a_worker_on_a_leash_stops_when_its_standard_input_ends() {
    let desk = Desk::with_scenario(LONG);
    desk.alliance("plan scenario.toml --out study --shards 2").done();
    let mut worker = leashed(&desk, "study");
    await_runs(&desk, "study", 1);
    drop(worker.stdin.take());
    let stopped = Answer::from(worker.wait_with_output().unwrap());
    assert_eq!((stopped.code, stopped.out.as_str()), (Some(130), ""), "{stopped:?}");
    assert!(
        stopped
            .err
            .ends_with("runs of shard 1 are finished; the same command goes on from there\n"),
        "{}",
        stopped.err
    );
    desk.alliance("work study --shard 1").done();
}

#[test]
fn missing_and_damaged_shards_are_named_with_what_mends_them() {
    let desk = planned();
    for shard in [0, 2, 3, 4] {
        desk.alliance(&format!("work study --shard {shard}")).done();
    }
    let blocks = desk.path("study/shards/000003/000000.runs");
    let digest = || desk.json("study/shards/000003/receipt.json")["digest"].clone();
    let whole = digest();
    turn_a_bit(&blocks);
    desk.write("study/shards/000004/receipt.json", "{\"shard\":4,");
    let before = desk.files();
    insta::assert_snapshot!(
        desk.alliance("merge study").refusal(),
        @"error: study cannot be merged: shard 1 is missing (`alliance work study --shard 1` does one); shards 3-4 are damaged (`alliance work study --shard 3` mends one); `alliance emit parallel study` writes a script that does all of them"
    );
    let status = desk.alliance("status study");
    assert_eq!(status.code, Some(1));
    insta::assert_snapshot!(status.out, @"
    study: 2 of 5 shards are done, with 50 of 110 runs, 0 of which failed
      missing: 1
      damaged: 3-4
    One of them: alliance work study --shard 1
    ");
    let status: serde_json::Value = serde_json::from_str(&desk.alliance("status study --json").out).unwrap();
    assert_eq!(status["done"], serde_json::json!([0, 2]));
    assert_eq!(status["damaged"], serde_json::json!([3, 4]));
    assert_eq!(desk.files(), before, "who only looks changes nothing");
    for shard in [1, 3, 4] {
        desk.alliance(&format!("work study --shard {shard}")).done();
    }
    assert_eq!(digest(), whole);
    desk.alliance("status study").done();
    desk.alliance("merge study --no-charts --out merged").done();
    desk.alliance("run scenario.toml --no-charts --out alone").done();
    assert_same_results(&desk, "merged", "alone");
}

#[test]
fn a_receipt_for_other_runs_is_worth_nothing() {
    let desk = planned();
    for shard in 0..5 {
        desk.alliance(&format!("work study --shard {shard}")).done();
    }
    let blocks = |shard| desk.path(format!("study/shards/00000{shard}/000000.runs"));
    fs::copy(blocks(1), blocks(2)).unwrap();
    fs::remove_file(blocks(3)).unwrap();
    let digest = |shard| {
        desk.json(&format!("study/shards/00000{shard}/receipt.json"))["digest"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let receipt = desk.read("study/shards/000004/receipt.json");
    desk.write(
        "study/shards/000004/receipt.json",
        receipt.replace(&digest(4), &digest(0)),
    );
    assert!(desk.alliance("status study").out.contains("  damaged: 2-4\n"));
}

#[test]
fn another_program_or_another_study_is_refused() {
    let desk = planned();
    desk.alliance("work study --shard 0").done();
    let plan = desk.read("study/shards/plan.json");
    let version = format!("\"version\": \"{}", env!("CARGO_PKG_VERSION"));
    let older = plan.replacen(&version, "\"version\": \"0.0.9", 1);
    assert_ne!(older, plan);
    desk.write("study/shards/plan.json", older);
    for line in ["work study --shard 0", "work study --shard 1", "merge study"] {
        let message = desk.alliance(line).refusal();
        let begins = "error: study was planned for another program: it was begun by version 0.0.9";
        let ends = "; use the version that planned it, or plan anew with --overwrite\n";
        assert!(message.starts_with(begins) && message.ends_with(ends), "{message}");
    }
    let changed =
        plan.replacen("\"enabled\": false", "\"enabled\": true", 1)
            .replacen("\"months\": 12", "\"months\": 13", 1);
    assert_ne!(changed, plan);
    desk.write("study/shards/plan.json", changed);
    assert!(
        desk.alliance("work study --shard 1")
            .refusal()
            .contains("another program")
    );
}

#[test]
fn planning_again_does_no_harm_and_another_plan_is_refused() {
    let desk = planned();
    desk.alliance("work study --shard 1").done();
    let before = desk.files();
    let again = desk.alliance("plan scenario.toml --out study --shards 5").done();
    insta::assert_snapshot!(again.out, @"
    study: planned already, and left as it is; 110 runs in 5 shards, 0 to 4, of at most 30 runs
    Any of them, in any order, on any host that sees the folder: alliance work study --shard 0
    How far they are: alliance status study
    The result, when all are done: alliance merge study
    ");
    insta::assert_snapshot!(
        desk.alliance("plan scenario.toml --out study --shards 4").refusal(),
        @"error: study holds another plan: it was cut into 5 shards and is now cut into 4; choose another folder with --out, or plan anew with --overwrite"
    );
    insta::assert_snapshot!(
        desk.alliance("plan scenario.toml --out study --shards 5 --runs 56").refusal(),
        @"error: study holds another plan: `experiment.runs` was 55 and is now 56; choose another folder with --out, or plan anew with --overwrite"
    );
    assert_eq!(desk.files(), before);
    desk.alliance("plan scenario.toml --out study --shards 4 --overwrite")
        .done();
    assert!(!desk.has("study/shards/000001"));
}

#[test]
fn a_plan_is_made_beside_nothing_that_it_does_not_know() {
    let desk = planned();
    desk.alliance("run scenario.toml --no-charts --out result").done();
    assert!(
        desk.alliance("plan scenario.toml --out result --shards 2")
            .refusal()
            .contains("a finished result")
    );
    fs::create_dir_all(desk.path("mine/shards")).unwrap();
    desk.write("mine/shards/of-glass.txt", "");
    insta::assert_snapshot!(
        desk.alliance("plan scenario.toml --out mine --shards 2 --overwrite").refusal(),
        @"error: mine/shards is not part of a result and would be replaced by one; choose another folder with --out"
    );
    insta::assert_snapshot!(
        desk.alliance("plan scenario.toml --out other --shards 64").refusal(),
        @"error: 64 shards are too many: the work comes in 12 blocks of up to 10 runs, and a shard has one at least; choose --shards from 1 to 12"
    );
    desk.write("away.toml", "[relations]\nties_file = \"../ties.csv\"\n");
    fs::create_dir(desk.path("deep")).unwrap();
    fs::rename(desk.path("away.toml"), desk.path("deep/away.toml")).unwrap();
    desk.write("ties.csv", "from,to,trust\nMember 1,Member 2,0.5\n");
    desk.alliance("plan deep/away.toml --out away --shards 2").done();
    fs::remove_file(desk.path("ties.csv")).unwrap();
    desk.alliance("work away --shard 0 --quiet").done();
}

#[test]
fn what_is_no_plan_and_no_shard_is_refused() {
    let desk = planned();
    for line in ["work . --shard 0", "merge .", "emit slurm .", "emit parallel ."] {
        assert_eq!(
            desk.alliance(line).refusal(),
            "error: . holds no plan: `alliance plan FILE --out .` makes one\n"
        );
    }
    insta::assert_snapshot!(
        desk.alliance("status . --json").refusal(),
        @"error: . holds no plan of shards; --json tells of those only"
    );
    insta::assert_snapshot!(
        desk.alliance("work study --shard 5").refusal(),
        @"error: there is no shard 5: those of study are numbered from 0 to 4"
    );
    desk.write("study/shards/plan.json", "{}");
    assert!(
        desk.alliance("work study --shard 0")
            .refusal()
            .contains("study/shards/plan.json cannot be read")
    );
}

#[test]
fn a_shard_that_cannot_be_written_is_told_and_the_others_are_done() {
    let desk = planned();
    desk.write("study/shards/000001", "in the way");
    fs::create_dir_all(desk.path("study/shards/000002/000000.runs")).unwrap();
    let message = desk.alliance("work study --shard 1").refusal();
    assert!(
        message.starts_with("error: study/shards/000001 cannot be written: "),
        "{message}"
    );
    let message = desk.alliance("work study --shard 2 --quiet").refusal();
    assert!(
        message.starts_with("error: study/shards/000002/000000.runs cannot be read: "),
        "{message}"
    );
    assert!(!desk.has("study/shards/000002/receipt.json"));
    desk.alliance("work study --shard 3").done();
}

#[test]
fn failed_runs_are_counted_in_the_receipt_and_are_the_same_rows() {
    quieten_failed_runs();
    let desk = Desk::new();
    let experiment = || Experiment::with_month(Study::from_toml("months = 9\n[experiment]\nruns = 45").unwrap(), storm);
    let work = PlannedWork::Study(StudyPlan::of(experiment().study()));
    let plan = ShardPlan::of(work, StudySource::default(), 3).unwrap();
    Shards::plan(&desk.path(""), plan, Overwrite::No).unwrap();
    let shards = Shards::open(&desk.path("")).unwrap();
    let mut failed = 0;
    for shard in [2, 0, 1] {
        let Taken::Open(shard) = shards.take(shard, Waiting::Briefly).unwrap() else {
            panic!("nobody has done it yet");
        };
        let control = Control::default();
        control.remember(shard.memory().unwrap());
        experiment().run_within(shard.units(), &control, |_| {});
        failed += shard.finish(&control).unwrap().unwrap().failed;
    }
    let mut merged = Vec::new();
    let control = Control::default();
    control.remember(Memory::new(shards.kept().unwrap(), None));
    experiment().run(&control, |block| merged.push(block));
    assert_eq!(control.recalled(), 45);
    let mut alone = Vec::new();
    experiment().run(&Control::default(), |block| alone.push(block));
    assert_eq!(merged, alone);
    let n_failed = alone
        .iter()
        .flat_map(|block| &block.runs)
        .filter(|run| run.result.is_err())
        .count();
    assert!(failed > 3 && failed == n_failed as u64, "{failed} of {n_failed}");
}

#[cfg(unix)]
#[test]
fn the_script_for_slurm_does_what_is_missing_and_merges() {
    let desk = planned_in("it's a study");
    desk.command(["work", "it's a study", "--shard", "2"]).output().unwrap();
    stand_in_for_sbatch(&desk);
    let words = [
        "emit",
        "slurm",
        "it's a study",
        "--out",
        "submit.sh",
        "--at-once",
        "2",
        "--cpus",
        "2",
    ];
    let emit = || Answer::from(desk.command(words).output().unwrap());
    emit().done();
    assert_eq!(
        emit().refusal(),
        "error: submit.sh is there already; choose another name\n"
    );
    assert!(desk.read("submit.sh").contains("--array=0-1,3-4%2 "));
    let path = format!("{}:{}", desk.path("").display(), std::env::var("PATH").unwrap());
    let mut submit = Command::new(desk.path("submit.sh"));
    let submitted: Answer = submit
        .env("PATH", path)
        .current_dir(desk.path(""))
        .output()
        .unwrap()
        .into();
    submitted.done();
    assert_eq!(desk.read("it's a study/shards/jobs"), "0 1 3 4 merge ");
    desk.alliance("run scenario.toml --no-charts --out alone --quiet")
        .done();
    assert_same_results(&desk, "it's a study", "alone");
    let done = Answer::from(desk.command(["emit", "parallel", "it's a study"]).output().unwrap());
    insta::assert_snapshot!(
        done.refusal(),
        @"error: all shards of it's a study are done: `alliance merge it's a study` makes the result; --all writes a script for all of them"
    );
}

#[test]
fn the_script_for_gnu_parallel_names_the_missing_shards() {
    let desk = planned_in("a study");
    desk.command(["work", "a study", "--shard", "2"]).output().unwrap();
    let emitted = |more: &[&str]| {
        let words = ["emit", "parallel", "a study", "--program", "alliance"]
            .iter()
            .chain(more)
            .copied();
        let script = Answer::from(desk.command(words).output().unwrap()).done().out;
        script.replace(&desk.path("a study").display().to_string(), "/desk/a study")
    };
    let script = emitted(&[]);
    let lines = "parallel --quote --jobs 100% --retries 3 --halt never \\\n    alliance work '/desk/a study' --shard '{}' --threads 1 --wait \
                 --quiet ::: {0..1} {3..4}\n\nexec alliance merge '/desk/a study' --quiet\n";
    assert!(script.ends_with(lines), "{script}");
    let script = emitted(&["--all", "--at-once", "3", "--cpus", "8"]);
    assert!(
        script.contains("--jobs 3 ") && script.contains("--threads 8 ") && script.contains("::: {0..4}\n"),
        "{script}"
    );
}

/// Something that answers to `sbatch`: it does every job of the array at once, and then the merge.
#[cfg(unix)]
fn stand_in_for_sbatch(desk: &Desk) {
    use std::os::unix::fs::PermissionsExt as _;
    desk.write(
        "sbatch",
        "#!/usr/bin/env bash\nset -eu\nbody=$(cat)\nfor word; do case $word in\n--chdir=*) cd \"${word#*=}\";;\n\
         --array=*) shards=${word#*=};;\nesac; done\nfor span in $(tr , ' ' <<<\"${shards-}\" | sed 's/%.*//'); do\n\
         for SLURM_ARRAY_TASK_ID in $(seq \"${span%-*}\" \"${span#*-}\"); do\nprintf '%s ' \"$SLURM_ARRAY_TASK_ID\" >>jobs\n\
         export SLURM_ARRAY_TASK_ID; bash -c \"$body\" >/dev/null\ndone; done\necho '42;cluster'\n\
         [ -n \"${shards-}\" ] || { [ \"$1\" = --dependency=afterany:42 ]; printf 'merge ' >>jobs; bash -c \"$body\" >/dev/null; }\n",
    );
    fs::set_permissions(desk.path("sbatch"), fs::Permissions::from_mode(0o755)).unwrap();
}

/// A desk with a small study planned in five shards.
fn planned() -> Desk {
    planned_in("study")
}

fn planned_in(folder: &str) -> Desk {
    let desk = Desk::with_scenario(
        "months = 12\n[experiment]\nruns = 55\n[[arms]]\nname = \"mute\"\nset = { gossip.enabled = false }",
    );
    let plan = ["plan", "scenario.toml", "--out", folder, "--shards", "5"];
    Answer::from(desk.command(plan).output().unwrap()).done();
    desk
}

/// A process at work on shard 1 of a study.
fn worker(desk: &Desk, folder: &str) -> Child {
    started(
        desk,
        &format!("work {folder} --shard 1 --json --quiet --threads 1"),
        Stdio::null(),
    )
}

/// One that ends with its standard input.
fn leashed(desk: &Desk, folder: &str) -> Child {
    let line = format!("work {folder} --shard 1 --json --quiet --threads 1 --stop-at-eof");
    started(desk, &line, Stdio::piped())
}

fn started(desk: &Desk, line: &str, input: Stdio) -> Child {
    let mut command = desk.command(line.split(' '));
    command
        .stdin(input)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until shard 1 has runs of so many processes.
fn await_runs(desk: &Desk, folder: &str, n_processes: usize) {
    let started = Instant::now();
    let shard = desk.path(format!("{folder}/shards/000001"));
    let files = || {
        let entries = fs::read_dir(&shard).into_iter().flatten().map(Result::unwrap);
        let is_filled = |entry: &fs::DirEntry| entry.metadata().unwrap().len() > 1000;
        entries
            .filter(|entry| entry.file_name().to_string_lossy().ends_with(".runs") && is_filled(entry))
            .count()
    };
    while files() < n_processes {
        assert!(started.elapsed() < Duration::from_secs(120), "nothing happens");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Does five shards in some order, and then again, which changes nothing.
pub fn do_five_shards_twice(desk: &Desk, folder: &str) {
    let receipts = |threads| {
        let shards = [3, 0, 4, 2, 1].into_iter();
        let work = |shard| desk.alliance(&format!("work {folder} --shard {shard} --json --threads {threads}"));
        shards.map(|shard| work(shard).done().out).collect::<Vec<_>>()
    };
    let first = receipts(2);
    let files = desk.files();
    assert_eq!(receipts(1), first, "a finished shard gives its receipt again");
    assert_eq!(desk.files(), files);
}

/// Kills so many workers at shard 1 of `killed`, one after the other, and holds what the next one comes to against `undisturbed`, which has the same
/// plan.
pub fn assert_kills_cost_little(desk: &Desk, kills: usize) {
    for kills in 1..=kills {
        let mut worker = worker(desk, "killed");
        await_runs(desk, "killed", kills);
        worker.kill().unwrap();
        worker.wait().unwrap();
    }
    assert!(!desk.has("killed/shards/000001/receipt.json"));
    let answer = desk.alliance("work killed --shard 1 --json").done();
    assert!(answer.err.contains(" runs are here already"), "{}", answer.err);
    let undisturbed = desk.alliance("work undisturbed --shard 1 --json").done();
    let told = |answer: &Answer| {
        let mut receipt: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        receipt["seconds"] = 0.into();
        receipt
    };
    assert_eq!(told(&answer), told(&undisturbed));
}

#[track_caller]
fn assert_same_results(desk: &Desk, one: &str, other: &str) {
    assert_same(desk, &TABLES, one, other);
}

/// Holds these tables of two folders, and all that their manifests say, against each other.
#[track_caller]
pub fn assert_same(desk: &Desk, tables: &[&str], one: &str, other: &str) {
    for table in tables {
        assert!(
            desk.read(&format!("{one}/{table}")) == desk.read(&format!("{other}/{table}")),
            "{table} differs"
        );
    }
    let manifest = |folder: &str| {
        let mut manifest = desk.json(&format!("{folder}/manifest.json"));
        for of_this_one in ["times", "charts"] {
            manifest[of_this_one] = serde_json::Value::Null;
        }
        manifest
    };
    assert_eq!(manifest(one), manifest(other));
}

fn turn_a_bit(path: &PathBuf) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// A mechanism that some runs do not survive.
struct Storm;

impl Mechanism for Storm {
    fn name(&self) -> &'static str {
        "storm"
    }

    fn apply(&self, month: &mut Month<'_>) {
        let purpose = alliance_dynamics::random::Purpose::named("storm");
        if month.number == 3 && month.chance.of(purpose, 3).at(0, 0).happens(0.3) {
            panic!("struck");
        }
    }
}

fn storm(rules: &Rules) -> Vec<Box<dyn Mechanism>> {
    let mut month = rules.month();
    month.push(Box::new(Storm));
    month
}
