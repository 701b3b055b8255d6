//! `alliance robust` cut into shards ends in the bytes of one process, whoever did what when, and how often.

use std::fs;

use crate::program::Desk;
use crate::shards::{assert_kills_cost_little, assert_same, do_five_shards_twice};

/// Little work, with everything that a plan has to carry with it.
const SCENARIO: &str = "title = \"Talks\"\nmonths = 12\nseed = 3\n[relations]\nties_file = \"data/ties.csv\"\n[[members]]\nname = \"A\"\n\
    [[members]]\nname = \"B\"\n[[members]]\nname = \"C\"\n[[arms]]\nname = \"no dialogue\"\nset = { dialogue.enabled = false }\n\
    [[arms]]\nname = \"wary\"\nset = { relations.trust_mean = -0.5 }\n";
const LIST: &str = "[assumptions]\n\
    \"dialogue.enabled\" = { choices = [true, false], weights = [3, 1], reason = \"ours: a quarter of the models do without\" }\n\
    \"gossip.rate\" = { times = [0.5, 2.0], reason = \"ours\" }\n";
const ASK: &str =
    "robust scenario.toml --plausible list.toml --models 24 --runs 12 --measure trust --set gossip.rate=0.2 --seed 7";
const TABLES: [&str; 5] = [
    "robust.csv",
    "robust_carries.csv",
    "robust_boxes.csv",
    "robust_models.csv",
    "robust_effects.csv",
];

#[test]
fn shards_in_any_order_on_another_host_and_twice_end_in_the_bytes_of_one_process() {
    let desk = desk();
    let alone = desk.alliance(&format!("{ASK} --out alone --quiet")).done();
    desk.alliance(&format!("{ASK} --out here --shards 5")).done();
    fs::rename(desk.path("here"), desk.path("elsewhere")).unwrap();
    for gone in ["scenario.toml", "list.toml", "data/ties.csv"] {
        fs::remove_file(desk.path(gone)).unwrap();
    }
    do_five_shards_twice(&desk, "elsewhere");
    let merged = desk.alliance("merge elsewhere --threads 3 --quiet").done();
    assert_eq!(merged.out, alone.out);
    assert_same(&desk, &TABLES, "elsewhere", "alone");
    for chart in ["robust", "robust-carries"] {
        let chart = |folder| desk.read(&format!("{folder}/charts/{chart}.svg"));
        assert!(chart("elsewhere") == chart("alone"), "the charts differ");
    }
    let again = desk.alliance("merge elsewhere").done();
    assert!(again.err.contains("elsewhere is finished already"), "{}", again.err);
    desk.alliance("reproduce elsewhere").done();
    desk.alliance("merge elsewhere --overwrite --remove --quiet").done();
    assert_same(&desk, &TABLES, "elsewhere", "alone");
    assert!(!desk.has("elsewhere/shards"));
}

#[test]
fn a_killed_worker_loses_little_and_the_receipt_is_that_of_an_undisturbed_one() {
    let desk = Desk::with_scenario(
        "months = 120\npopulation.count = 12\n[[arms]]\nname = \"mute\"\nset = { gossip.enabled = false }",
    );
    for folder in ["killed", "undisturbed"] {
        desk.alliance(&format!(
            "robust scenario.toml --models 40 --runs 60 --out {folder} --shards 2"
        ))
        .done();
    }
    assert_kills_cost_little(&desk, 1);
}

#[test]
fn what_is_missing_and_what_is_no_shard_is_named() {
    let desk = planned();
    for shard in [0, 2, 4] {
        desk.alliance(&format!("work asked --shard {shard}")).done();
    }
    let status = desk.alliance("status asked");
    assert_eq!(status.code, Some(1));
    insta::assert_snapshot!(status.out, @"
    asked: 3 of 5 shards are done, with 492 of 828 runs, 0 of which failed
      missing: 1, 3
    One of them: alliance work asked --shard 1
    ");
    insta::assert_snapshot!(desk.alliance("merge asked").refusal(), @"error: asked cannot be merged: shards 1, 3 are missing (`alliance work asked --shard 1` does one); `alliance emit parallel asked` writes a script that does all of them");
    insta::assert_snapshot!(desk.alliance("work asked --shard 5").refusal(), @"error: there is no shard 5: those of asked are numbered from 0 to 4");
    let script = desk.alliance("emit parallel asked --program alliance").done().out;
    assert!(script.contains("::: 1 3\n"), "{script}");
}

#[test]
fn options_of_a_study_alone_are_refused_when_shards_of_another_question_are_merged() {
    let desk = planned();
    insta::assert_snapshot!(desk.alliance("merge asked --tables runs").refusal(), @"error: asked holds shards of `alliance robust`, and --tables is for those of a study alone; leave it out");
    insta::assert_snapshot!(desk.alliance("merge asked --no-report").refusal(), @"error: asked holds shards of `alliance robust`, and --no-report is for those of a study alone; leave it out");
    let refusal = desk.alliance(&format!("{ASK} --shards 5 --json")).refusal();
    assert!(
        refusal.contains("the argument '--shards <N>' cannot be used with '--json'"),
        "{refusal}"
    );
}

#[test]
fn another_program_is_refused() {
    let desk = planned();
    let plan = desk.read("asked/shards/plan.json");
    let version = format!("\"version\": \"{}", env!("CARGO_PKG_VERSION"));
    desk.write(
        "asked/shards/plan.json",
        plan.replacen(&version, "\"version\": \"0.0.9", 1),
    );
    for line in ["work asked --shard 0", "merge asked"] {
        let message = desk.alliance(line).refusal();
        let begins = "error: asked was planned for another program: it was begun by version 0.0.9";
        let ends = "; use the version that planned it, or plan anew with --overwrite\n";
        assert!(message.starts_with(begins) && message.ends_with(ends), "{message}");
    }
    desk.write(
        "asked/shards/plan.json",
        plan.replacen("gossip.rate=0.2", "gossip.rate=0.3", 1),
    );
    insta::assert_snapshot!(desk.alliance("work asked --shard 1 --quiet").refusal(), @"error: asked was planned for another program: it has other runs; use the version that planned it, or plan anew with --overwrite");
    assert!(!desk.has("asked/shards/000001/receipt.json"));
}

#[test]
fn planning_again_does_no_harm_and_another_plan_is_refused() {
    let desk = planned();
    let before = desk.files();
    let again = desk.alliance(&format!("{ASK} --out asked --shards 5")).done();
    insta::assert_snapshot!(again.out, @"
    asked: planned already, and left as it is; 828 runs in 5 shards, 0 to 4, of at most 168 runs
    Any of them, in any order, on any host that sees the folder: alliance work asked --shard 0
    How far they are: alliance status asked
    The result, when all are done: alliance merge asked
    ");
    insta::assert_snapshot!(desk.alliance(&format!("{ASK} --base wary --out asked --shards 5")).refusal(), @"error: asked holds another plan: it was `alliance robust scenario.toml --plausible list.toml --models 24 --runs 12 --measure trust --set gossip.rate=0.2 --seed 7` and is now `alliance robust scenario.toml --plausible list.toml --models 24 --runs 12 --measure trust --set gossip.rate=0.2 --seed 7 --base wary`; choose another folder with --out, or plan anew with --overwrite");
    insta::assert_snapshot!(desk.alliance("plan scenario.toml --out asked --shards 2").refusal(), @"error: asked holds another plan: it was for `alliance robust` and is now for `alliance run`; choose another folder with --out, or plan anew with --overwrite");
    desk.write("list.toml", LIST.replace("2.0", "3.0"));
    let other_list = desk.alliance(&format!("{ASK} --out asked --shards 5")).refusal();
    assert!(
        other_list.contains("another plan: list.toml has changed;"),
        "{other_list}"
    );
    desk.write("list.toml", LIST);
    desk.write("scenario.toml", SCENARIO.replace("Talks", "Others"));
    insta::assert_snapshot!(desk.alliance(&format!("{ASK} --out asked --shards 5")).refusal(), @"error: asked holds another plan: scenario.toml or a file that it names has changed; choose another folder with --out, or plan anew with --overwrite");
    assert_eq!(desk.files(), before);
    desk.alliance(&format!("{ASK} --out asked --shards 4 --overwrite"))
        .done();
    insta::assert_snapshot!(desk.alliance(&format!("{ASK} --out other --shards 5000")).refusal(), @"error: 5000 shards are too many: the work comes in 138 blocks of up to 10 runs, and a shard has one at least; choose --shards from 1 to 138");
    insta::assert_snapshot!(
        desk.alliance(&format!("{} --out other --shards 5", ASK.replace("list.toml", "lst.toml"))).refusal(),
        @"error: there is no file lst.toml; did you mean list.toml?"
    );
}

fn desk() -> Desk {
    let desk = Desk::with_scenario(SCENARIO);
    fs::create_dir(desk.path("data")).unwrap();
    desk.write("data/ties.csv", "from,to,trust,image\nA,B,0.5,0.4\nB,C,-0.3,\n");
    desk.write("list.toml", LIST);
    desk
}

/// A desk with a small question planned in five shards.
fn planned() -> Desk {
    let desk = desk();
    desk.alliance(&format!("{ASK} --out asked --shards 5")).done();
    desk
}
