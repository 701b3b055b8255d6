//! What is asked for has bounds, which are said: names, threads, what is opened, what is written and what is shown.

use std::fs;

use alliance_dynamics::scenario::Study;

use crate::program::{Desk, header};

const STUDY: &str = "months = 12\n[experiment]\nruns = 7\n[[arms]]\nname = \"mute\"\nset = { gossip.enabled = false }\n[sweep]\n\
    \"relations.trust_mean\" = [0.1, 0.2]";

fn mistakes(text: &str) -> String {
    Study::from_toml(text).unwrap_err().to_string()
}

#[test]
fn names_and_titles_that_no_page_has_room_for_are_refused_and_shown_in_short() {
    let long = "x".repeat(10_000);
    insta::assert_snapshot!(mistakes(&format!("months = 12\ntitle = \"{long}\"")), @r#"
    error: `title` is too long
     --> scenario:2:9
      |
    2 | title = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ found 10000 characters: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`
      |
      = allowed: text of at most 1000 characters
    "#);
    let named = [
        format!("[[members]]\nname = \"{long}\"\n[[members]]\nname = \"B\""),
        format!("[[arms]]\nname = \"{long}\""),
        format!("[[stewards]]\nrole = \"{long}\""),
        format!("[[arrivals]]\nmonth = 1\nmember.name = \"{long}\""),
        format!("alliance.goal_axes = [\"nature\", \"{long}\"]"),
        format!("[rescue]\nunit = \"{long}\""),
    ];
    for text in named {
        let told = mistakes(&text);
        assert!(
            told.contains("is too long") && told.contains("text of at most 200 characters"),
            "{told}"
        );
        assert!(told.len() < 2000, "{told}");
    }
    let most = format!(
        "title = \"{}\"\n[[arms]]\nname = \"{}\"",
        "é".repeat(1000),
        "é".repeat(200)
    );
    assert!(Study::from_toml(&most).is_ok());
}

#[test]
fn an_arm_can_give_no_name_that_a_file_may_not_have() {
    let long = "x".repeat(201);
    let told = mistakes(&format!(
        "[[members]]\nname = \"A\"\n[[members]]\nname = \"B\"\n[[arms]]\nname = \"other\"\nset = {{ \"members.A.name\" = \"{long}\" }}"
    ));
    assert!(
        told.starts_with("error: arm `other`: `name` in [[members]] `xxx"),
        "{told}"
    );
}

#[test]
fn more_threads_than_a_machine_can_use_are_not_made() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance("run scenario.toml --no-charts --no-report --threads 1 --out one --quiet")
        .done();
    let answer = desk
        .alliance("run scenario.toml --no-charts --no-report --threads 1024 --out many")
        .done();
    let cores = std::thread::available_parallelism().unwrap();
    let told = format!(
        "--threads 1024: this machine has {cores}; {} are used\n",
        4 * cores.get()
    );
    assert!(answer.err.starts_with(&told), "{}", answer.err);
    assert_eq!(desk.read("many/runs.csv"), desk.read("one/runs.csv"));
    let times = desk.json("many/manifest.json")["times"].clone();
    assert_eq!(times["threads"], 4 * cores.get());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let desk = Desk::with_scenario(STUDY);
    let pipe = |name: &str| {
        let made = std::process::Command::new("mkfifo").arg(desk.path(name)).status();
        assert!(made.unwrap().success());
    };
    pipe("pipe.toml");
    pipe("pipe.csv");
    fs::create_dir(desk.path("folder")).unwrap();
    pipe("folder/manifest.json");
    pipe("folder/runs.csv");
    desk.write("ties.toml", "relations.ties_file = \"pipe.csv\"");
    desk.write("points.toml", "sample.points_file = \"pipe.csv\"");
    desk.write(
        "calibrate.toml",
        "[sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.4 }",
    );
    let lines = [
        "check pipe.toml",
        "run pipe.toml",
        "trace pipe.toml",
        "check ties.toml",
        "check points.toml",
        "calibrate calibrate.toml --to pipe.csv",
        "blocs pipe.csv",
        "report folder",
        "compare folder",
        "reproduce folder",
        "status folder",
    ];
    for line in lines {
        let told = desk.alliance(line).refusal();
        assert!(told.contains("a pipe (FIFO)"), "{line}: {told}");
    }
    let told = desk.alliance("check /dev/zero").refusal();
    assert_eq!(told, "error: /dev/zero is a device; only ordinary files are read\n");
}

#[test]
fn tables_and_measures_can_be_chosen_and_the_rest_follows_the_choice() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance("run scenario.toml --no-charts --no-report --out all --quiet")
        .done();
    let line = "run scenario.toml --no-charts --tables timeline,summary.csv --measures value,trust --out some";
    let answer = desk.alliance(line).done();
    assert!(answer.err.contains("No report.html is made"), "{}", answer.err);
    assert_eq!(desk.read("some/summary.csv"), desk.read("all/summary.csv"));
    assert_eq!(
        header(&desk.read("some/timeline.csv")),
        "arm,point,relations.trust_mean,month,runs,alive,trust_mean,trust_median,trust_p05,trust_p95,value_mean,value_median,\
         value_p05,value_p95"
    );
    assert!(!desk.has("some/runs.csv") && !desk.has("some/survival.csv") && !desk.has("some/report.html"));
    let manifest = desk.json("some/manifest.json");
    let tables: Vec<&String> = manifest["tables"].as_object().unwrap().keys().collect();
    assert_eq!(tables, ["summary.csv", "timeline.csv"]);
    assert_eq!(manifest["measures"], serde_json::json!(["trust", "value"]));
    assert!(desk.json("all/manifest.json").get("measures").is_none());
    let status = desk.alliance("status some").done().out;
    assert!(
        status.contains("  summary.csv: as it was written\n  timeline.csv: as it was written\n"),
        "{status}"
    );
    let again = desk.alliance("reproduce some --quiet").done().out;
    assert!(
        again.starts_with("timeline.csv: the same\nsummary.csv: the same\nThe same bytes"),
        "{again}"
    );
    desk.alliance("plan scenario.toml --out shards --shards 2").done();
    for shard in 0..2 {
        desk.alliance(&format!("work shards --shard {shard} --quiet")).done();
    }
    desk.alliance("merge shards --no-charts --tables timeline,summary --measures trust,value --quiet")
        .done();
    assert_eq!(desk.json("shards/manifest.json")["digest"], manifest["digest"]);
}

#[test]
fn a_table_that_is_no_longer_wanted_goes_and_a_name_that_is_none_is_refused() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance("run scenario.toml --no-charts --no-report --tables runs,summary --out here --quiet")
        .done();
    desk.alliance("run scenario.toml --no-charts --tables summary --out here --overwrite --quiet")
        .done();
    assert!(desk.has("here/summary.csv") && !desk.has("here/runs.csv"));
    let told = desk
        .alliance("run scenario.toml --tables summery --out other")
        .refusal();
    assert_eq!(
        told,
        "error: there is no table `summery`; did you mean `summary`?\n  allowed: `runs`, `timeline`, `survival`, `summary` and `series`\n"
    );
    let told = desk
        .alliance("run scenario.toml --tables runs --measures trust --out other")
        .refusal();
    assert!(
        told.contains("`timeline`, the table that has them, is not written"),
        "{told}"
    );
    assert!(!desk.has("other"));
}

#[test]
fn a_long_verdict_is_a_screenful() {
    let values: Vec<String> = (0..100).map(|value| format!("0.{value:03}")).collect();
    let desk = Desk::with_scenario(&format!(
        "months = 3\n[experiment]\nruns = 2\n[sweep]\n\"gossip.rate\" = [{}]",
        values.join(", ")
    ));
    let answer = desk
        .alliance("run scenario.toml --no-charts --no-report --quiet")
        .done();
    assert!(answer.out.lines().count() < 40, "{}", answer.out);
    assert!(answer.out.contains(" of 100 rows are shown, "), "{}", answer.out);
    let checked = desk.alliance("check scenario.toml").done().out;
    assert!(
        checked.contains("  swept gossip.rate: 0.000, 0.001, ") && checked.contains("0.039 and 60 more\n"),
        "{checked}"
    );
}
