//! Replications go on until outcomes are known as well as was asked for, and no longer.

use std::time::{Duration, Instant};

use alliance_studies::statistics::wilson;
use serde_json::Value;

use crate::program::Desk;

const STUDY: &str = "months = 24\n[experiment]\nruns = 30\nprecision = 0.06\n[[arms]]\nname = \"quiet\"\n\
    set = { gossip.enabled = false }\n[sweep]\nrelations.trust_mean = [-0.6, 0.1]";
const RUN: &str = "run scenario.toml --out results --no-charts --quiet";

#[test]
fn every_cell_stops_at_the_first_look_at_which_its_shares_are_known() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance(RUN).done();
    let rows = desk.table("results/runs.csv");
    let stops = stops(&desk);
    assert_eq!(stops.len(), 4);
    for stop in &stops {
        let outcomes: Vec<&str> = rows
            .iter()
            .filter(|row| stop["arm"] == row["arm"].as_str() && stop["point"].as_u64() == row["point"].parse().ok())
            .map(|row| row["outcome"].as_str())
            .collect();
        assert_eq!(
            (&stop["runs"], &stop["why"]),
            (&outcomes.len().into(), &"precision-reached".into())
        );
        let looks = std::iter::successors(Some(3), |blocks: &usize| Some(blocks + blocks.div_ceil(10)));
        let first = looks.map(|blocks| (blocks * 10).min(outcomes.len()));
        let first = first.into_iter().find(|&runs| half_width(&outcomes[..runs]) <= 0.06);
        assert_eq!(first, Some(outcomes.len()), "{stop}");
        assert!((stop["half_width"].as_f64().unwrap() - half_width(&outcomes)).abs() < 1e-12);
    }
    assert!(
        stops.iter().any(|stop| stop["runs"] != stops[0]["runs"]),
        "cells differ: {stops:?}"
    );
}

#[test]
fn the_stop_depends_neither_on_threads_nor_on_a_kill() {
    let study = STUDY.replace("0.06", "0.025");
    let undisturbed = digest(&Desk::with_scenario(&study), "--threads 1");
    assert_eq!(digest(&Desk::with_scenario(&study), "--threads 7"), undisturbed);
    let killed = Desk::with_scenario(&study);
    let mut running = killed.command(RUN.split(' ')).spawn().unwrap();
    let begun = Instant::now();
    while !killed.has("results/store/000000.runs") && running.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(120));
        std::thread::yield_now();
    }
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(digest(&killed, "--threads 2"), undisturbed);
    assert!(
        killed
            .alliance("reproduce results --quiet")
            .done()
            .out
            .contains("The same bytes")
    );
}

#[test]
fn max_runs_ends_what_would_take_too_long_and_says_so() {
    let desk = Desk::with_scenario(STUDY);
    let answer = desk
        .alliance("run scenario.toml --out results --no-charts --precision 0.01 --max-runs 45")
        .done();
    let said = "Shares of outcomes are known to ±0.01 at 0 of 4 (arm × design point), after 45 replications\n\
        4 stopped at 45 replications without reaching that\n";
    assert!(answer.err.ends_with(said), "{}", answer.err);
    assert!(
        stops(&desk)
            .iter()
            .all(|stop| stop["why"] == "max-runs" && stop["runs"] == 45)
    );
}

#[test]
fn bounds_of_the_command_line_go_before_those_of_the_file() {
    let few = STUDY.replace("precision = 0.06", "precision = 0.01\nmax_runs = 40");
    for (study, options, runs) in [(STUDY, "--precision 0.01 --max-runs 20", 20), (&few, "--runs 50", 50)] {
        let desk = Desk::with_scenario(study);
        desk.alliance(&format!("{RUN} {options}")).done();
        assert!(stops(&desk).iter().all(|stop| stop["runs"] == runs), "{options}");
        let again = desk.alliance("reproduce results --quiet").done().out;
        assert!(again.contains("The same bytes"), "{again}");
        desk.alliance("report results").done();
    }
    insta::assert_snapshot!(
        Desk::with_scenario(STUDY).alliance("run scenario.toml --runs 50 --max-runs 20").refusal(),
        @"error: --max-runs 20 is less than --runs 50, after which the precision is looked at first; allowed: at least that"
    );
}

#[test]
fn arms_of_unequal_length_are_compared_in_the_worlds_that_they_share() {
    let study = STUDY.replace("gossip.enabled = false", "relations.trust_mean = -0.6");
    let desk = Desk::with_scenario(study.split("[sweep]").next().unwrap());
    desk.alliance(RUN).done();
    let runs: Vec<u64> = stops(&desk).iter().map(|stop| stop["runs"].as_u64().unwrap()).collect();
    assert_ne!(runs[0], runs[1]);
    desk.alliance("compare results --no-charts").done();
    let row = &desk.table("results/compare/compare.csv")[0];
    assert_eq!(row["worlds"], runs[0].min(runs[1]).to_string(), "{row:?}");
}

#[test]
fn the_plan_is_told_beforehand() {
    let answer = Desk::with_scenario(STUDY).alliance("check scenario.toml").done();
    let told =
        "2 arms × 2 design points × 30 to 263 replications, until every share is known to ±0.06: at most 1052 runs\n";
    assert!(answer.out.ends_with(told), "{}", answer.out);
}

#[test]
fn bounds_that_make_no_sense_are_refused() {
    let refusal = |experiment: &str| {
        let desk = Desk::with_scenario(&format!("[experiment]\n{experiment}\n"));
        desk.alliance("check scenario.toml").refusal()
    };
    insta::assert_snapshot!(refusal("precision = 0.6"), @r"
    error: `precision` in [experiment] is out of range
     --> scenario.toml:2:13
      |
    2 | precision = 0.6
      |             ^^^ found 0.6
      |
      = allowed: a number from 0.001 to 0.5
    ");
    insta::assert_snapshot!(refusal("max_runs = 500"), @r"
    error: `max_runs` without a precision
     --> scenario.toml:2:12
      |
    2 | max_runs = 500
      |            ^^^
      |
      = help: add `precision = 0.02`, or say `runs`, which is the number of replications where there is none
    ");
    insta::assert_snapshot!(refusal("precision = 0.02\nmax_runs = 100"), @r"
    error: fewer replications at most than at least
     --> scenario.toml:3:12
      |
    3 | max_runs = 100
      |            ^^^ 100
      |
      = allowed: at least `runs`, which is 200
    ");
    let desk = Desk::with_scenario("");
    insta::assert_snapshot!(
        desk.alliance("run scenario.toml --max-runs 500").refusal(),
        @"error: --max-runs is for a precision, and neither the scenario nor --precision has one; see --runs"
    );
    insta::assert_snapshot!(desk.alliance("run scenario.toml --precision 2").refusal(), @r"
    error: invalid value '2' for '--precision <SHARE>': a number from 0.001 to 0.5

    For more information, try '--help'.
    ");
}

/// Half of the widest interval among the shares of these outcomes.
fn half_width(outcomes: &[&str]) -> f64 {
    let n = outcomes.len() as u64;
    let width = |outcome| {
        let interval = wilson(outcomes.iter().filter(|other| *other == outcome).count() as u64, n);
        (interval.high - interval.low) / 2.0
    };
    outcomes.iter().map(width).fold(0.0, f64::max)
}

fn stops(desk: &Desk) -> Vec<Value> {
    let manifest = desk.json("results/manifest.json");
    manifest["precision"]["stops"].as_array().unwrap().clone()
}

fn digest(desk: &Desk, threads: &str) -> Value {
    desk.alliance(&format!("{RUN} {threads}")).done();
    desk.json("results/manifest.json")["digest"].clone()
}
