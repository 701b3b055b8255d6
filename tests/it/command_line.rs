//! What every command does for those who type it.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use resvg::{tiny_skia::Pixmap, usvg};

use crate::program::{Answer, Desk};

const SHORT: &str =
    "months = 12\n[experiment]\nruns = 4\n[[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n";
/// Alliances that go on for long, so that there is time to interrupt them.
const LONG: &str = "months = 240\npopulation.count = 4\nmembership.enabled = false\ncohesion.enabled = false\n[experiment]\nruns = 1000000\n";

#[test]
fn run_writes_tables_charts_and_a_manifest_and_says_what_came_out() {
    let desk = Desk::with_scenario(SHORT);
    let answer = desk.alliance("run scenario.toml").done();
    assert!(
        answer.out.contains("no gossip") && answer.out.contains("survived"),
        "{}",
        answer.out
    );
    assert!(answer.err.contains("output/scenario"), "{}", answer.err);
    for name in [
        "runs.csv",
        "timeline.csv",
        "survival.csv",
        "summary.csv",
        "manifest.json",
        "ro-crate-metadata.json",
        "charts",
    ] {
        assert!(desk.has(&format!("output/scenario/{name}")), "{name}");
    }
}

#[test]
fn the_manifest_says_what_made_the_results() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("run scenario.toml --no-charts --seed 5 --runs 3").done();
    let manifest = desk.json("output/scenario/manifest.json");
    assert_eq!(manifest["program"], "alliance-dynamics");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["complete"], true);
    assert_eq!((&manifest["seed"], &manifest["runs_per_cell"]), (&5.into(), &3.into()));
    assert_eq!(
        (&manifest["runs_done"], &manifest["runs_failed"]),
        (&6.into(), &0.into())
    );
    assert_eq!(manifest["arms"][1]["set"]["gossip.enabled"], false);
    assert_eq!(manifest["scenario"]["gossip"]["rate"], 0.05);
}

#[test]
fn the_manifest_has_the_keys_of_arms_and_sweeps_with_dots_however_they_are_written() {
    let desk = Desk::with_scenario(
        "months = 2\n[[arms]]\nname = \"x\"\nset = { gossip.rate = 0.3, \"dials.control\" = 1, \
         relations.network = { kind = \"random\", degree = 3 } }\n[sweep]\ndials.process = [0.1, 0.2]\n",
    );
    desk.alliance("run scenario.toml --no-charts --runs 1").done();
    let manifest = desk.json("output/scenario/manifest.json");
    let set = serde_json::json!({
        "gossip.rate": 0.3, "dials.control": 1, "relations.network": { "kind": "random", "degree": 3 }
    });
    assert_eq!(manifest["arms"][1]["set"], set);
    assert_eq!(manifest["scenario"]["arms"][0]["set"], set);
    assert_eq!(
        manifest["scenario"]["sweep"],
        serde_json::json!({ "dials.process": [0.1, 0.2] })
    );
}

#[test]
fn the_scenario_in_the_manifest_is_the_one_that_was_run() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("run scenario.toml --no-charts --seed 5 --runs 3").done();
    let scenario = &desk.json("output/scenario/manifest.json")["scenario"];
    assert_eq!(
        (&scenario["seed"], &scenario["experiment"]["runs"]),
        (&5.into(), &3.into())
    );
}

#[test]
fn charts_decode() {
    let desk = Desk::with_scenario(&format!(
        "{SHORT}[sweep]\n\"gossip.rate\" = [0.1, 0.2]\n\"dials.control\" = [0.1, 0.5]\n"
    ));
    desk.alliance("run scenario.toml").done();
    let charts: Vec<_> = desk
        .files()
        .into_iter()
        .filter(|file| file.contains("charts/"))
        .collect();
    assert!(charts.len() >= 8, "{charts:?}");
    let mut of_kind = [0, 0];
    for chart in charts {
        if chart.ends_with(".svg") {
            usvg::Tree::from_str(&desk.read(&chart), &usvg::Options::default()).unwrap();
            of_kind[0] += 1;
        } else {
            let picture = Pixmap::load_png(desk.path(&chart)).unwrap();
            assert!(picture.width() > 300 && picture.height() > 200, "{chart}");
            of_kind[1] += 1;
        }
    }
    assert_eq!(of_kind[0], of_kind[1]);
}

#[test]
fn without_charts_there_are_none() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    desk.alliance("trace scenario.toml --no-charts --out traced").done();
    assert!(!desk.has("runs/charts") && !desk.has("traced/charts"));
}

#[test]
fn trace_writes_tables_and_charts_and_says_how_it_ended() {
    let desk = Desk::with_scenario(SHORT);
    let answer = desk.alliance("trace scenario.toml").done();
    let end = desk.json("output/scenario-trace/outcome.json");
    let (outcome, months) = (end["outcome"].as_str().unwrap(), end["months"].as_u64().unwrap());
    assert_eq!(answer.out, format!("{outcome} after {months} months\n"));
    let files = desk.files();
    for name in ["timeline.csv", "members.csv", "ties.csv", "events.csv", "charts"] {
        assert!(desk.has(&format!("output/scenario-trace/{name}")), "{name}");
    }
    assert!(files.iter().any(|file| file.ends_with(".svg")) && files.iter().any(|file| file.ends_with(".png")));
}

#[test]
fn every_table_of_a_trace_has_one_header() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("trace scenario.toml --no-charts").done();
    for name in ["timeline.csv", "members.csv", "ties.csv", "events.csv"] {
        let table = desk.read(&format!("output/scenario-trace/{name}"));
        let header = table.lines().next().unwrap();
        assert_eq!(table.lines().filter(|line| *line == header).count(), 1, "{name}");
    }
}

#[test]
fn the_story_in_the_readme_is_the_one_that_is_told() {
    let (desk, root) = (
        Desk::new(),
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")),
    );
    let file = root.join("scenarios/vicious-circle.toml").display().to_string();
    let words = ["trace", &file, "--replication", "1", "--no-charts", "--out", "told"];
    assert!(desk.command(words).status().unwrap().success());
    let (told, readme) = (
        desk.read("told/events.csv"),
        std::fs::read_to_string(root.join("README.md")).unwrap(),
    );
    let header = told.lines().next().unwrap();
    let (_, story) = readme.split_once(header).unwrap();
    let lines: Vec<_> = story
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with("```"))
        .collect();
    assert!(lines.len() > 3);
    for line in lines {
        assert!(told.lines().any(|event| event == line), "{line}");
    }
}

#[test]
fn one_month_is_told_as_one() {
    let desk = Desk::with_scenario("months = 1\n");
    let answer = desk.alliance("run scenario.toml --no-charts --runs 2").done();
    assert!(answer.out.contains("alliances last a month"), "{}", answer.out);
    let answer = desk.alliance("trace scenario.toml --no-charts").done();
    assert_eq!(answer.out, "hollow after 1 month\n");
    assert!(
        desk.read("output/scenario-trace/events.csv")
            .contains("after a month\n")
    );
}

#[test]
fn a_range_that_passes_through_zero_holds_zero() {
    let desk = Desk::with_scenario("[sweep]\n\"relations.trust_mean\" = { from = -0.2, to = 0.4, steps = 7 }\n");
    let answer = desk.alliance("check scenario.toml").done();
    assert!(
        answer.out.contains("trust_mean: -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4\n"),
        "{}",
        answer.out
    );
}

#[test]
fn a_scenario_without_a_title_is_called_by_its_file() {
    let desk = Desk::with_scenario("months = 3\n");
    let answer = desk.alliance("check scenario.toml").done();
    assert!(answer.out.starts_with("scenario.toml: valid\n"), "{}", answer.out);
}

#[test]
fn an_unknown_arm_is_answered_with_the_nearest() {
    let desk = Desk::with_scenario(SHORT);
    let trace = desk
        .command(["trace", "scenario.toml", "--arm", "no gosip"])
        .output()
        .unwrap();
    let message = Answer::from(trace).refusal();
    assert_eq!(
        message,
        "error: no arm is called `no gosip`; the arms are `base`, `no gossip`; did you mean `no gossip`?\n"
    );
    assert_eq!(desk.files(), ["scenario.toml"]);
}

#[test]
fn a_finished_result_is_only_replaced_when_asked_for() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("run scenario.toml --no-charts").done();
    let (before, started) = (
        desk.read("output/scenario/runs.csv"),
        desk.read("output/scenario/manifest.json"),
    );
    let message = desk.alliance("run scenario.toml --no-charts --seed 9").refusal();
    assert_eq!(
        message,
        "error: output/scenario holds a result of another study: `seed` was 1 and is now 9; choose another folder with --out, or begin \
         anew with --overwrite\n"
    );
    assert_eq!(desk.read("output/scenario/runs.csv"), before);
    assert_eq!(desk.read("output/scenario/manifest.json"), started);
    desk.alliance("run scenario.toml --no-charts --seed 9 --overwrite")
        .done();
    assert_ne!(desk.read("output/scenario/runs.csv"), before);
}

#[test]
fn a_table_that_no_result_of_ours_has_left_is_not_replaced_at_all() {
    let desk = Desk::with_scenario(SHORT);
    std::fs::create_dir(desk.path("results")).unwrap();
    desk.write("results/runs.csv", "arm,point\n");
    for line in ["", " --overwrite"] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                desk.alliance(&format!("run scenario.toml --no-charts --out results{line}")).refusal(),
                @"error: results/runs.csv is not part of a result and would be replaced by one; choose another folder with --out"
            );
        }
    }
    assert_eq!(desk.read("results/runs.csv"), "arm,point\n");
}

#[test]
fn a_finished_trace_is_called_finished_and_only_replaced_when_asked_for() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("trace scenario.toml --no-charts").done();
    let message = desk
        .alliance("trace scenario.toml --no-charts --replication 1")
        .refusal();
    assert!(
        message.contains("output/scenario-trace holds a finished result already"),
        "{message}"
    );
    desk.alliance("trace scenario.toml --no-charts --detail month --overwrite")
        .done();
    assert!(
        !desk.has("output/scenario-trace/ties.csv"),
        "what the first trace left is gone"
    );
}

#[test]
fn replacing_results_leaves_other_files_alone() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("run scenario.toml --out results").done();
    desk.write("results/notes.txt", "mine");
    desk.alliance("run scenario.toml --no-charts --out results --overwrite")
        .done();
    assert_eq!(desk.read("results/notes.txt"), "mine");
    assert!(!desk.has("results/charts"));
}

#[test]
fn a_ties_file_of_ones_own_is_never_taken_for_an_old_result() {
    let desk = Desk::with_scenario("population.count = 3\nrelations.ties_file = \"ties.csv\"\n");
    desk.write("ties.csv", "from,to\nMember 1,Member 2\n");
    for line in [
        "run scenario.toml --out .",
        "run scenario.toml --out . --overwrite",
        "trace scenario.toml --out . --overwrite",
    ] {
        let message = desk.alliance(line).refusal();
        assert!(message.contains("ties.csv"), "{message}");
    }
    assert_eq!(desk.read("ties.csv"), "from,to\nMember 1,Member 2\n");
    assert_eq!(desk.files(), ["scenario.toml", "ties.csv"]);
}

#[test]
fn quiet_says_nothing_but_the_verdict() {
    let desk = Desk::with_scenario(SHORT);
    let loud = desk.alliance("run scenario.toml --no-charts --out loud").done();
    let quiet = desk
        .alliance("run scenario.toml --no-charts --quiet --out quiet")
        .done();
    assert_eq!((quiet.out, quiet.err.as_str()), (loud.out, ""));
    assert_eq!(desk.alliance("trace scenario.toml --no-charts --quiet").done().err, "");
}

#[test]
fn json_holds_the_verdict() {
    let desk = Desk::with_scenario(SHORT);
    let answer = desk.alliance("run scenario.toml --no-charts --json").done();
    let verdict: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(verdict["arms"][1]["arm"], "no gossip");
    assert_eq!(verdict["arms"][0]["runs"], 4);
    assert!(verdict["sentence"].as_str().unwrap().len() > 20);
    let shares: f64 = verdict["arms"][0]["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|outcome| outcome["share"].as_f64().unwrap())
        .sum();
    assert!((shares - 1.0).abs() < 1e-12);
}

#[test]
fn runs_and_seed_on_the_line_go_before_those_of_the_file() {
    let desk = Desk::with_scenario(SHORT);
    desk.alliance("run scenario.toml --no-charts --runs 2 --out file")
        .done();
    desk.alliance("run scenario.toml --no-charts --runs 2 --seed 1 --out same")
        .done();
    desk.alliance("run scenario.toml --no-charts --runs 2 --seed 8 --out other")
        .done();
    assert_eq!(desk.table("file/runs.csv").len(), 4);
    assert_eq!(desk.read("file/runs.csv"), desk.read("same/runs.csv"));
    let seeds = |table| {
        desk.table(table)
            .into_iter()
            .map(|mut row| row.remove("seed"))
            .collect::<Vec<_>>()
    };
    assert!(
        seeds("file/runs.csv")
            .iter()
            .zip(seeds("other/runs.csv"))
            .all(|(one, other)| *one != other)
    );
}

#[test]
fn check_says_what_would_be_run_and_writes_nothing() {
    let desk = Desk::with_scenario(&format!("{SHORT}[sweep]\n\"gossip.rate\" = [0.1, 0.2, 0.3]\n"));
    let answer = desk.alliance("check scenario.toml").done();
    assert!(answer.out.contains("2 arms: base, no gossip"), "{}", answer.out);
    assert!(
        answer.out.contains("swept gossip.rate: 0.1, 0.2, 0.3"),
        "{}",
        answer.out
    );
    assert!(
        answer
            .out
            .contains("2 arms × 3 design points × 4 replications = 24 runs"),
        "{}",
        answer.out
    );
    assert_eq!(
        (answer.err.as_str(), desk.files()),
        ("", vec!["scenario.toml".to_owned()])
    );
}

#[test]
fn a_new_scenario_is_valid_and_runs() {
    let desk = Desk::new();
    desk.alliance("new mine.toml").done();
    assert_eq!(desk.alliance("check mine.toml").done().err, "");
    desk.alliance("run mine.toml --runs 2 --no-charts").done();
    assert_eq!(desk.table("output/mine/summary.csv").len(), 3);
}

#[test]
fn a_new_scenario_is_never_written_over_another() {
    let desk = Desk::new();
    desk.write("mine.toml", "months = 3");
    assert!(
        desk.alliance("new mine.toml")
            .refusal()
            .contains("mine.toml is there already")
    );
    assert_eq!(desk.read("mine.toml"), "months = 3");
    assert!(
        desk.alliance("new no/such/folder.toml")
            .refusal()
            .contains("no/such/folder.toml")
    );
}

#[test]
fn schema_is_a_json_schema_of_every_table() {
    let answer = Desk::new().alliance("schema").done();
    let schema: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert!(
        schema["$schema"]
            .as_str()
            .unwrap()
            .starts_with("https://json-schema.org/")
    );
    let tables = "title description question author date months dynamics seed alliance dials population members members_file relations context leadership \
        stewards work experience dialogue gossip home_talk incidents goals learning constituency membership cohesion events \
        arrivals measures experiment arms sweep sample rescue";
    let mut expected: Vec<_> = tables.split_whitespace().collect();
    let mut found: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(schema["additionalProperties"], false);
    let mut n_references = 0;
    references(&schema, &mut |reference| {
        assert!(
            schema.pointer(reference.trim_start_matches('#')).is_some(),
            "{reference}"
        );
        n_references += 1;
    });
    assert!(n_references > 20);
}

#[test]
fn any_run_of_a_sweep_can_be_traced() {
    let desk = Desk::with_scenario(
        "months = 9\n[experiment]\nruns = 3\n[[arms]]\nname = \"mute\"\nset = { gossip.enabled = false }\n[sweep]\n\"experience.loss\" = [0.1, 0.5]",
    );
    desk.alliance("run scenario.toml --no-charts --out results").done();
    let answer = desk
        .alliance("trace scenario.toml --arm mute --point 1 --replication 2 --out traced")
        .done();
    assert_eq!(
        answer.err,
        "Arm mute, experience.loss = 0.5, replication 2, in traced\n"
    );
    let runs = desk.table("results/runs.csv");
    let run = runs
        .iter()
        .find(|run| run["arm"] == "mute" && run["point"] == "1" && run["replication"] == "2")
        .unwrap();
    let months = desk.table("traced/timeline.csv");
    for column in ["members", "trust", "image", "blocs", "frustration"] {
        assert_eq!(run[column], months.last().unwrap()[column], "{column}");
    }
    let message = desk.alliance("trace scenario.toml --point 2 --out other").refusal();
    assert_eq!(
        message,
        "error: there is no design point 2; they have the numbers 0 to 1\n"
    );
}

#[test]
fn an_interrupted_run_keeps_what_finished() {
    let desk = Desk::with_scenario(LONG);
    let answer = interrupted(&desk, "run scenario.toml --threads 2 --no-charts");
    assert_eq!(answer.code, Some(130), "{answer:#?}");
    assert!(
        answer.err.contains("Stopping") && answer.err.contains("of 1000000 runs were finished"),
        "{}",
        answer.err
    );
    let runs = desk.table("output/scenario/runs.csv");
    assert!(!runs.is_empty() && runs.len() < 1_000_000);
    assert!(
        runs.iter()
            .all(|run| run["months"] == "240" && run["failure"].is_empty())
    );
    let manifest = desk.json("output/scenario/manifest.json");
    assert_eq!(manifest["complete"], false);
    assert_eq!(manifest["runs_done"], runs.len());
    let crate_metadata = desk.json("output/scenario/ro-crate-metadata.json");
    let action = &crate_metadata["@graph"][3];
    assert_eq!(action["actionStatus"], "http://schema.org/FailedActionStatus");
    assert_eq!(action["error"], format!("stopped after {} runs", runs.len()));
    assert_eq!(desk.table("output/scenario/timeline.csv").len(), 240);
    assert_eq!(
        desk.table("output/scenario/summary.csv")[0]["runs"],
        runs.len().to_string()
    );
    let message = desk.alliance("run scenario.toml --no-charts --runs 3").refusal();
    assert!(
        message.contains("a part of another study: `experiment.runs` was 1000000 and is now 3;"),
        "{message}"
    );
}

#[test]
fn an_interrupted_run_holds_runs_that_a_whole_one_would_hold() {
    let desk = Desk::with_scenario(LONG);
    interrupted(&desk, "run scenario.toml --threads 1 --no-charts");
    desk.alliance("run scenario.toml --no-charts --runs 3 --out whole")
        .done();
    assert!(
        desk.read("output/scenario/runs.csv")
            .starts_with(&desk.read("whole/runs.csv"))
    );
}

#[test]
fn results_go_to_stdout_and_all_else_to_stderr() {
    let desk = Desk::with_scenario(SHORT);
    let run = desk.alliance("run scenario.toml --no-charts").done();
    assert!(!run.out.contains("Tables") && run.err.contains("Tables"));
    let trace = desk.alliance("trace scenario.toml --no-charts").done();
    assert_eq!(trace.out.lines().count(), 1);
    assert!(trace.err.contains("replication 0"));
    assert_eq!(desk.alliance("schema").done().err, "");
}

#[test]
fn nobody_listening_is_no_failure() {
    let desk = Desk::with_scenario(SHORT);
    for line in [
        "schema",
        "check scenario.toml",
        "run scenario.toml --no-charts",
        "trace scenario.toml --no-charts",
    ] {
        let answer = deaf(&desk, line, Ear::Out);
        assert_eq!(
            (answer.code, answer.err.contains("panicked")),
            (Some(0), false),
            "{line}: {}",
            answer.err
        );
    }
}

#[test]
fn nobody_reading_what_goes_to_stderr_is_no_failure_either() {
    let desk = Desk::with_scenario(SHORT);
    for line in ["run scenario.toml --no-charts", "trace scenario.toml --no-charts"] {
        assert_eq!(deaf(&desk, line, Ear::Err).code, Some(0), "{line}");
    }
    assert_eq!(deaf(&desk, "run nowhere.toml", Ear::Err).code, Some(2));
    assert_eq!(deaf(&desk, "run nowhere.toml --nonsense", Ear::Err).code, Some(2));
}

#[test]
fn results_that_cannot_be_written_are_told_by_their_path() {
    let desk = Desk::with_scenario(SHORT);
    desk.write("taken", "a file");
    for command in ["run", "trace"] {
        let message = desk.alliance(&format!("{command} scenario.toml --out taken")).refusal();
        assert_eq!(
            message.trim_end(),
            "error: taken is a file, and results go to a folder; choose another name with --out"
        );
        let message = desk
            .alliance(&format!("{command} scenario.toml --out taken/deep"))
            .refusal();
        assert_eq!(
            message.trim_end(),
            "error: taken is a file, and results go to a folder; choose another name with --out"
        );
    }
    assert_eq!(desk.read("taken"), "a file");
}

#[test]
fn what_cannot_be_understood_on_the_line_is_refused() {
    let desk = Desk::with_scenario(SHORT);
    for line in [
        "frobnicate",
        "run",
        "run scenario.toml --runs 0",
        "run scenario.toml --runs -1",
        "run scenario.toml --runs many",
        "run scenario.toml --threads 0",
        "run scenario.toml --seed -1",
        "run scenario.toml --seed 9007199254740992",
        "run scenario.toml --speed 3",
        "run scenario.toml scenario.toml",
        "trace scenario.toml --detail all",
        "trace scenario.toml --replication -1",
        "blocs ties.csv --at-most 0",
        "blocs ties.csv --effort -1",
        "blocs ties.csv --effort much",
    ] {
        assert!(desk.alliance(line).refusal().contains("error:"), "{line}");
    }
    assert_eq!(desk.files(), ["scenario.toml"]);
}

#[test]
fn help_and_version_are_results() {
    let desk = Desk::new();
    let version = desk.alliance("--version").done();
    assert_eq!(version.out, format!("alliance {}\n", env!("CARGO_PKG_VERSION")));
    for line in [
        "--help",
        "run --help",
        "trace --help",
        "check --help",
        "new --help",
        "schema --help",
        "blocs --help",
    ] {
        let help = desk.alliance(line).done();
        assert!(help.out.contains("Usage: alliance") && help.err.is_empty(), "{line}");
    }
}

#[test]
fn the_tribes_of_gahuku_gama_stand_in_three_blocs() {
    let answer = blocs(&[]);
    assert_eq!(answer["blocs"].as_array().unwrap().len(), 3);
    assert_eq!((&answer["frustration"], &answer["proven"]), (&2.0.into(), &true.into()));
    let mut tribes: Vec<_> = answer["blocs"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|bloc| bloc.as_array().unwrap())
        .collect();
    tribes.sort_by_key(|tribe| tribe.as_str());
    tribes.dedup();
    assert_eq!(tribes.len(), 16);
}

#[test]
fn two_blocs_of_gahuku_gama_leave_seven_contradictions() {
    let answer = blocs(&["--at-most", "2"]);
    assert_eq!(answer["blocs"].as_array().unwrap().len(), 2);
    assert_eq!((&answer["frustration"], &answer["proven"]), (&7.0.into(), &true.into()));
}

#[test]
fn blocs_are_told_in_words_too() {
    let desk = Desk::new();
    desk.write("ties.csv", "from,to,weight\nA,B,1\nB,A,0.5\nB,C,-1\nA,C,-1\n");
    let answer = desk.alliance("blocs ties.csv").done();
    assert_eq!(
        answer.out,
        "2 blocs, frustration 0 (proven best)\n  1 (2): A, B\n  2 (1): C\nNo other partition is as good.\n\
         Frustration is summed over pairs, of which both directions count as their mean\n"
    );
    assert!(
        answer
            .err
            .starts_with("ties.csv: read as a list of ties, separated by commas: 3 members, 4 ties\n")
    );
}

#[test]
fn blocs_are_told_to_programs_with_all_that_is_known_of_them() {
    let desk = Desk::new();
    desk.write(
        "ties.csv",
        "from,to,weight\nMill,Bakery,-1\nBakery,Harbour,1\nMill,Harbour,1\nDock,Quay,1\n",
    );
    let answer = desk.alliance("blocs ties.csv --json --effort 0.5").done();
    let mut answer: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let keys = answer.as_object_mut().unwrap();
    assert!(keys.remove("read").is_some() && keys.remove("criterion") == Some("pairs".into()));
    assert_eq!(
        answer,
        serde_json::json!({
            "blocs": [["Mill", "Bakery", "Harbour", "Dock", "Quay"]],
            "frustration": 1.0,
            "proven": true,
            "lower_bound": 1.0,
            "why": "every other partition was ruled out",
            "equally_good": 3,
            "equally_good_is_exact": true,
            "could_sit_elsewhere": [
                {"member": "Mill", "also_in": [], "alone": true},
                {"member": "Bakery", "also_in": [], "alone": true}
            ],
            "frustrated_ties": [{"from": "Mill", "to": "Bakery", "weight": -1.0}],
            "ties": 4,
            "parts": [["Mill", "Bakery", "Harbour"], ["Dock", "Quay"]]
        })
    );
}

#[test]
fn a_wrong_ties_file_is_refused_with_its_place() {
    for (text, place, words) in [
        ("", "ties.csv:1:1", "the file is empty"),
        ("from,to\nA,B\n", "ties.csv:1:1", "missing column `weight`"),
        ("from,to,wieght\nA,B,1\n", "ties.csv:1:9", "did you mean `weight`?"),
        ("from,to,weight\nA,B,much\n", "ties.csv:2:5", "not a number"),
        ("from,to,weight\nA,B,inf\n", "ties.csv:2:5", "not a number"),
        ("from,to,weight\nA,B,\n", "ties.csv:2:5", "not a number"),
        ("from,to,weight\nA,A,1\n", "ties.csv:2:3", "itself"),
        ("from,to,weight\nA,B,1\nA,B,2\n", "ties.csv:3:1", "twice"),
        ("from,to,weight\nA,B\n", "ties.csv:2:1", "2 fields"),
        ("from,to,weight\n,B,1\n", "ties.csv:2:1", "name"),
    ] {
        let desk = Desk::new();
        desk.write("ties.csv", text);
        let message = desk.alliance("blocs ties.csv").refusal();
        assert!(
            message.contains(place) && message.contains(words),
            "{text:?}: {message}"
        );
    }
}

#[test]
fn ties_that_name_nobody_or_are_not_there_are_refused() {
    let desk = Desk::new();
    desk.write("ties.csv", "from,to,weight\n");
    assert!(
        desk.alliance("blocs ties.csv")
            .refusal()
            .contains("ties.csv names nobody")
    );
    assert!(
        desk.alliance("blocs tie.csv")
            .refusal()
            .contains("did you mean ties.csv?")
    );
}

/// What `blocs` finds in the alliances and enmities of the Gahuku-Gama.
fn blocs(words: &[&str]) -> serde_json::Value {
    let ties = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenarios/data/gahuku_gama_ties.csv");
    let line = ["blocs", ties, "--json"].into_iter().chain(words.iter().copied());
    let answer = Answer::from(Desk::new().command(line).output().unwrap()).done();
    serde_json::from_str(&answer.out).unwrap()
}

/// Hands over every reference in a JSON Schema.
fn references(value: &serde_json::Value, found: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                match value.as_str() {
                    Some(reference) if key == "$ref" => found(reference),
                    _ => references(value, found),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// Starts a run, waits until it has written some of it, and presses Ctrl-C once.
fn interrupted(desk: &Desk, line: &str) -> Answer {
    let mut running = desk.command(line.split(' '));
    let running = running.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    wait_until(|| kept_so_far(desk) >= 3);
    let sent = Command::new("kill")
        .args(["-INT", &running.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
    running.wait_with_output().unwrap().into()
}

/// Runs that are finished already, as `status` says.
fn kept_so_far(desk: &Desk) -> u64 {
    let status = desk.alliance("status output/scenario").out;
    status
        .split(' ')
        .nth(1)
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

fn wait_until(is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(120), "nothing happens");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Which stream nobody listens to.
#[derive(PartialEq)]
enum Ear {
    Out,
    Err,
}

/// What becomes of a command when one of its streams is closed at the other end.
fn deaf(desk: &Desk, line: &str, closed: Ear) -> Answer {
    let mut command = desk.command(line.split(' '));
    command.args(if line.contains("no-charts") {
        &["--overwrite"][..]
    } else {
        &[]
    });
    let mut child: Child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (String::new(), String::new());
    if closed == Ear::Out {
        drop(child.stdout.take());
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    } else {
        drop(child.stderr.take());
        child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    }
    let code = child.wait().unwrap().code();
    Answer { code, out, err }
}
