//! `alliance sensitivity` as a user runs it.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use alliance_studies::sensitivity::{centred, sobol_indices};

use crate::program::{Desk, header};

const SCENARIO: &str = r#"
title = "Small worlds"
months = 60
seed = 5

[population]
count = 5

[cohesion]
dissolve_below = 0.1

[[arms]]
name = "loud homes"
set = { "home_talk.echo" = 0.3 }

[sample.ranges]
"relations.trust_mean" = { from = -0.3, to = 0.5 }
"population.goal_spread" = { from = 0.1, to = 0.9 }
"population.count" = { from = 4, to = 7, whole = true }
"#;
const SOBOL: &str = "sensitivity scenario.toml --points 16 --runs 4 --resamples 200 --no-charts";
const MORRIS: &str =
    "sensitivity scenario.toml --method morris --trajectories 6 --runs 4 --resamples 200 --no-charts --out morris";
const MEASURES: [&str; 4] = ["survival", "months", "final_trust", "final_value"];

#[test]
fn every_point_is_written_and_the_indices_are_those_of_the_points() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance(SOBOL).done();
    let text = desk.read("output/scenario-sensitivity/sensitivity_points.csv");
    assert_eq!(
        header(&text),
        "point,row,relations.trust_mean,population.goal_spread,population.count,survival,months,final_trust,final_value,failed"
    );
    let points = desk.table("output/scenario-sensitivity/sensitivity_points.csv");
    assert_eq!(points.len(), 16 * 5);
    let found = desk.table("output/scenario-sensitivity/sensitivity.csv");
    for measure in MEASURES {
        let results: Vec<f64> = points.iter().map(|point| point[measure].parse().unwrap()).collect();
        let rows: Vec<Vec<f64>> = results.chunks(5).map(<[f64]>::to_vec).collect();
        let Some(rows) = centred(&rows) else { continue };
        let [first, total] = sobol_indices(&rows, &[1; 16]);
        for (index, expected) in [("first_order", first), ("total", total)] {
            let written = found
                .iter()
                .filter(|row| row["measure"] == measure && row["index"] == index);
            let written: Vec<f64> = written.map(|row| row["value"].parse().unwrap()).collect();
            assert_eq!(written, expected, "{measure} {index}");
        }
    }
}

#[test]
fn a_point_is_run_in_the_worlds_of_any_other_study() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance(SOBOL).done();
    let point = &desk.table("output/scenario-sensitivity/sensitivity_points.csv")[7];
    let keys = ["relations.trust_mean", "population.goal_spread", "population.count"];
    let values = keys.map(|key| point[key].clone()).join(",");
    desk.write("points.csv", format!("{}\n{values}\n", keys.join(",")));
    let plain = SCENARIO.split("[[arms]]").next().unwrap();
    desk.write(
        "listed.toml",
        format!("{plain}[experiment]\nruns = 4\n[sample]\npoints_file = \"points.csv\"\n"),
    );
    desk.alliance("run listed.toml --no-charts").done();
    let months = desk
        .table("output/listed/runs.csv")
        .iter()
        .map(|run| run["months"].parse::<f64>().unwrap())
        .sum::<f64>();
    assert_eq!(point["months"].parse::<f64>().unwrap(), months / 4.0);
}

#[test]
fn the_tables_are_the_same_bytes_on_any_number_of_threads() {
    for line in [SOBOL, MORRIS] {
        let tables = [1, 3].map(|threads| {
            let desk = Desk::with_scenario(SCENARIO);
            desk.alliance(&format!("{line} --threads {threads}")).done();
            let folder = if line == MORRIS {
                "morris"
            } else {
                "output/scenario-sensitivity"
            };
            let manifest = desk.json(&format!("{folder}/manifest.json"));
            assert_eq!(manifest["complete"], true);
            (
                desk.read(&format!("{folder}/sensitivity.csv")),
                manifest["digest"].clone(),
            )
        });
        assert_eq!(tables[0], tables[1]);
    }
}

#[test]
fn another_seed_changes_the_runs_and_not_the_points() {
    let points = ["", " --seed 9"].map(|seed| {
        let desk = Desk::with_scenario(SCENARIO);
        desk.alliance(&format!("{SOBOL}{seed}")).done();
        desk.table("output/scenario-sensitivity/sensitivity_points.csv")
    });
    let column = |points: &[std::collections::BTreeMap<String, String>], name: &str| -> Vec<String> {
        points.iter().map(|point| point[name].clone()).collect()
    };
    for key in ["relations.trust_mean", "population.count"] {
        assert_eq!(column(&points[0], key), column(&points[1], key));
    }
    assert_ne!(column(&points[0], "months"), column(&points[1], "months"));
}

#[test]
fn morris_moves_one_key_at_a_time_and_tells_three_measures() {
    let desk = Desk::with_scenario(SCENARIO);
    let said = desk.alliance(MORRIS).done().out;
    let points = desk.table("morris/sensitivity_points.csv");
    assert_eq!(points.len(), 6 * 4);
    for pair in points.windows(2).filter(|pair| pair[0]["row"] == pair[1]["row"]) {
        let keys = ["relations.trust_mean", "population.goal_spread", "population.count"];
        let moved = keys.iter().filter(|key| pair[0][**key] != pair[1][**key]).count();
        assert_eq!(moved, 1, "{pair:?}");
    }
    let found = desk.table("morris/sensitivity.csv");
    let indices: BTreeSet<&str> = found
        .iter()
        .filter(|row| !row["key"].is_empty())
        .map(|row| row["index"].as_str())
        .collect();
    assert_eq!(indices, BTreeSet::from(["mu", "mu_star", "sigma"]));
    assert!(said.contains("over its whole range it moves the result by"), "{said}");
}

#[test]
fn a_small_sample_says_what_it_cannot_tell() {
    let desk = Desk::with_scenario(SCENARIO);
    let said = desk.alliance(SOBOL).done().out;
    assert!(said.contains("The sample is too small to rank all keys"), "{said}");
    assert!(said.contains("(--points 64) halve the intervals"), "{said}");
    assert!(said.contains("Not shown to do anything alone"), "{said}");
}

#[test]
fn results_that_never_vary_are_named_and_have_no_indices() {
    let desk = Desk::with_scenario("months = 2\n[sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.5 }");
    let said = desk.alliance(SOBOL).done().out;
    assert!(
        said.contains(
            "Without differences that could be shared out among the keys: survival (1.00), months lived (2.00)."
        ),
        "{said}"
    );
    let found = desk.table("output/scenario-sensitivity/sensitivity.csv");
    assert!(
        found
            .iter()
            .all(|row| row["measure"] != "survival" || row["key"].is_empty())
    );
}

#[test]
fn json_holds_the_same_numbers() {
    let desk = Desk::with_scenario(SCENARIO);
    let said = desk.alliance(&format!("{SOBOL} --json --quiet")).done();
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let table = desk.table("output/scenario-sensitivity/sensitivity.csv");
    let first = &json["responses"][0]["keys"][0];
    assert_eq!(first["key"].as_str().unwrap(), table[0]["key"]);
    assert_eq!(
        first["indices"][0]["value"].as_f64().unwrap(),
        table[0]["value"].parse::<f64>().unwrap()
    );
    assert!(
        json["sentence"].as_str().unwrap().contains("survival") && said.err.is_empty(),
        "{said:?}"
    );
}

#[test]
fn an_arm_is_varied_from_where_it_is() {
    let desk = Desk::with_scenario(SCENARIO);
    let mut command = desk.command(SOBOL.split(' '));
    let output = command.args(["--arm", "loud homes"]).output().unwrap();
    assert!(output.status.success());
    let manifest = desk.json("output/scenario-sensitivity/manifest.json");
    assert_eq!(
        (&manifest["arm"], &manifest["scenario"]["home_talk"]["echo"]),
        (&"loud homes".into(), &0.3.into())
    );
}

#[test]
fn charts_show_every_key_in_full() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("sensitivity scenario.toml --points 8 --runs 2 --resamples 100 --quiet")
        .done();
    assert!(desk.has("output/scenario-sensitivity/charts/sensitivity.png"));
    let chart = desk.read("output/scenario-sensitivity/charts/sensitivity.svg");
    for words in [
        "relations.trust_mean",
        "population.goal_spread",
        "n = 40 points (8 base points), 2 runs each",
    ] {
        assert!(chart.contains(words), "{words}");
    }
}

#[test]
fn results_are_not_replaced_unasked() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance(SOBOL).done();
    insta::assert_snapshot!(desk.alliance(&format!("{SOBOL} --seed 9")).refusal(), @"error: output/scenario-sensitivity holds a finished result already; choose another folder with --out, or replace it with --overwrite");
    desk.alliance(&format!("{SOBOL} --overwrite")).done();
    assert!(!desk.files().iter().any(|file| file.contains("charts")));
}

#[test]
fn what_cannot_be_analysed_is_refused_with_a_reason() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.write("bare.toml", "months = 3\n");
    let refused = |line: &str| desk.alliance(line).refusal();
    insta::assert_snapshot!(refused("sensitivity bare.toml"), @r#"
    error: bare.toml has no ranges to vary its keys in; write some, such as

    [sample.ranges]
    "gossip.rate" = { from = 0.0, to = 0.4 }
    "#);
    insta::assert_snapshot!(refused("sensitivity scenario.toml --trajectories 5"), @"error: --trajectories means nothing for --method sobol; its size is set by --points");
    insta::assert_snapshot!(refused("sensitivity scenario.toml --method morris --points 5"), @"error: --points means nothing for --method morris; its size is set by --trajectories and --levels");
    insta::assert_snapshot!(refused("sensitivity scenario.toml --method morris --levels 5"), @"error: --levels is 5; allowed: an even number from 2 to 100");
    insta::assert_snapshot!(refused("sensitivity scenario.toml --arm load"), @"error: no arm is called `load`; the arms are `base`, `loud homes`");
    assert!(!desk.has("output"));
}

#[test]
fn a_point_that_is_not_allowed_is_named_before_anything_runs() {
    let desk = Desk::with_scenario(
        "[population]\ncount = 6\n[sample.ranges]\n\"population.count\" = { from = 3, to = 6, whole = true }\n\
         \"relations.network\" = { choices = [\"complete\", { kind = \"random\", degree = 4 }] }",
    );
    insta::assert_snapshot!(desk.alliance(SOBOL).refusal(), @r#"
    error: design point 6 is not allowed: population.count = 3, relations.network = { kind = "random", degree = 4 }
    error: more contacts than there are others
     --> the settings:2:21
      |
    2 | relations.network = { kind = "random", degree = 4 }
      |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 4
      |
      = allowed: less than the number of members, 3
    "#);
    assert!(!desk.has("output"));
}

#[test]
fn ctrl_c_keeps_the_rows_that_are_finished_or_says_that_there_are_none() {
    let desk = Desk::with_scenario(&SCENARIO.replace("months = 60", "months = 600"));
    let mut running = desk.command("sensitivity scenario.toml --points 4096 --runs 100 --no-charts".split(' '));
    let running = running.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while !desk.has("output/scenario-sensitivity") {
        assert!(started.elapsed() < Duration::from_secs(120), "nothing happens");
        std::thread::sleep(Duration::from_millis(20));
    }
    let sent = Command::new("kill")
        .args(["-INT", &running.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
    let output = running.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("Stopped"));
    if desk.has("output/scenario-sensitivity/manifest.json") {
        assert_eq!(
            desk.json("output/scenario-sensitivity/manifest.json")["complete"],
            false
        );
    }
}
