//! Measures of a scenario's own: what the members and ties of a trace have, reduced to a number a month, wherever a measure is named.

use std::fs;

use alliance_dynamics::scenario::Study;

use crate::program::{Desk, header};

const MEASURES: &str = "[[measures]]\nname = \"lowest_trust\"\nof = \"trust\"\nby = \"min\"\n\
    [[measures]]\nname = \"distrust\"\nof = \"trust\"\nshare_below = 0\n\
    [[measures]]\nname = \"uneven_support\"\nof = \"support\"\nby = \"sd\"\n\
    [[measures]]\nname = \"content\"\nof = \"wellbeing\"\nshare_above = 0.1\n";
const STUDY: &str = "months = 30\n[experiment]\nruns = 21\nseries = [\"distrust\", \"trust\", \"lowest_trust\"]\n\
    [[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }\n";
const RUN: &str = "run scenario.toml --no-charts --no-report --quiet";

fn study() -> String {
    format!("{STUDY}{MEASURES}")
}

fn mistakes(text: &str) -> String {
    Study::from_toml(text).unwrap_err().to_string()
}

#[test]
fn they_are_what_the_ties_and_members_of_a_trace_come_to() {
    let desk = Desk::with_scenario(&study());
    desk.alliance("trace scenario.toml --replication 2 --no-charts --no-report --quiet --out traced")
        .done();
    let (ties, members) = (desk.table("traced/ties.csv"), desk.table("traced/members.csv"));
    let timeline = desk.table("traced/timeline.csv");
    assert!(timeline.len() > 12);
    for month in &timeline {
        let of = |table: &[std::collections::BTreeMap<String, String>], column: &str| -> Vec<f64> {
            let rows = table.iter().filter(|row| row["month"] == month["month"]);
            let filled = rows.filter(|row| !row[column].is_empty());
            filled.map(|row| row[column].parse().unwrap()).collect()
        };
        let number = |column: &str| -> f64 { month[column].parse().unwrap() };
        let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
        let share = |numbers: &[f64], is_so: fn(f64) -> bool| {
            numbers.iter().filter(|&&number| is_so(number)).count() as f64 / numbers.len() as f64
        };
        let (trust, support, wellbeing) = (of(&ties, "trust"), of(&members, "support"), of(&members, "wellbeing"));
        assert_eq!(number("lowest_trust"), trust.iter().copied().fold(1.0, f64::min));
        assert_eq!(number("distrust"), share(&trust, |trust| trust < 0.0));
        assert_eq!(number("content"), share(&wellbeing, |wellbeing| wellbeing > 0.1));
        let squares: Vec<f64> = support.iter().map(|one| (one - mean(&support)).powi(2)).collect();
        assert!((number("uneven_support") - mean(&squares).sqrt()).abs() < 1e-12);
    }
}

#[test]
fn every_table_of_a_study_has_them() {
    let desk = Desk::with_scenario(&study());
    desk.alliance(&format!("{RUN} --out all")).done();
    desk.alliance("trace scenario.toml --arm quiet --replication 5 --no-charts --no-report --quiet --out traced")
        .done();
    let traced = desk.table("traced/timeline.csv");
    let series = desk.table("all/series.csv");
    assert_eq!(
        header(&desk.read("all/series.csv")),
        "arm,point,replication,month,trust,lowest_trust,distrust"
    );
    let of_run = series
        .iter()
        .filter(|row| row["arm"] == "quiet" && row["replication"] == "5");
    let of_run: Vec<_> = of_run.collect();
    assert_eq!(of_run.len(), traced.len());
    for (row, month) in of_run.iter().zip(&traced) {
        for measure in ["trust", "lowest_trust", "distrust"] {
            assert_eq!(row[measure], month[measure]);
        }
    }
    let runs = desk.table("all/runs.csv");
    let run = runs
        .iter()
        .find(|row| row["arm"] == "quiet" && row["replication"] == "5");
    let (run, last) = (run.unwrap(), traced.last().unwrap());
    for measure in ["lowest_trust", "distrust", "uneven_support", "content"] {
        assert_eq!(run[measure], last[measure]);
    }
    let timeline = desk.table("all/timeline.csv");
    let second: Vec<f64> = series
        .iter()
        .filter(|row| row["arm"] == "base" && row["month"] == "2")
        .map(|row| row["lowest_trust"].parse().unwrap())
        .collect();
    let mean: f64 = timeline[1]["lowest_trust_mean"].parse().unwrap();
    assert!((mean - second.iter().sum::<f64>() / second.len() as f64).abs() < 1e-12);
    let mut sorted = second;
    sorted.sort_by(f64::total_cmp);
    assert_eq!(timeline[1]["lowest_trust_median"].parse::<f64>().unwrap(), sorted[10]);
}

#[test]
fn a_study_is_told_and_compared_by_them() {
    let desk = Desk::with_scenario(&study());
    let told = desk.alliance(&format!(
        "{RUN} --out all --measure lowest_trust --measures distrust,trust"
    ));
    assert!(told.done().out.contains("final lowest trust"));
    assert!(
        header(&desk.read("all/timeline.csv"))
            .ends_with("trust_p95,distrust_mean,distrust_median,distrust_p05,distrust_p95")
    );
    let again = desk.alliance("reproduce all --quiet").done().out;
    assert!(again.contains("The same bytes"), "{again}");
    let told = desk.alliance("compare all --measure distrust --no-charts").done().out;
    assert!(told.contains("distrust"), "{told}");
    let told = desk
        .alliance("compare all --measure distrst --no-charts --overwrite")
        .refusal();
    assert!(
        told.starts_with("error: --measure: `distrst` is no measure of the last month; allowed: months, members, ")
    );
    assert!(
        told.ends_with(", lowest_trust, distrust, uneven_support, content; did you mean `distrust`?\n"),
        "{told}"
    );
}

#[test]
fn a_sensitivity_analysis_and_a_calibration_look_at_them() {
    let ranges = "[sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.4 }\n";
    let desk = Desk::with_scenario(&format!("months = 12\npopulation.count = 4\n{MEASURES}{ranges}"));
    let line = "sensitivity scenario.toml --method morris --trajectories 2 --runs 3 --resamples 100 --measure distrust --no-charts --quiet";
    desk.alliance(&format!("{line} --out matters")).done();
    assert!(desk.read("matters/sensitivity.csv").contains("final_distrust"));
    desk.write("target.csv", "years,measure,value\n1,lowest_trust,-0.2\n");
    let line = "calibrate scenario.toml --to target.csv --particles 20 --generations 2 --runs 4 --no-charts --quiet";
    desk.alliance(&format!("{line} --out fitted")).done();
    desk.write("target.csv", "years,measure,value\n1,lowest_trus,-0.2\n");
    let told = desk.alliance(&format!("{line} --out wrong")).refusal();
    assert!(told.contains("did you mean `lowest_trust`?"), "{told}");
}

#[test]
fn they_are_the_same_bytes_on_threads_from_shards_and_grown() {
    let desk = Desk::with_scenario(&study());
    desk.alliance(&format!("{RUN} --threads 3 --out grown")).done();
    let more = study().replace("runs = 21", "runs = 34");
    desk.write("scenario.toml", &more);
    let grown = desk
        .alliance("run scenario.toml --no-charts --no-report --out grown")
        .done();
    assert!(
        grown.err.contains("Going on: 42 of 68 runs are here already"),
        "{}",
        grown.err
    );
    desk.alliance(&format!("{RUN} --threads 1 --out at-once")).done();
    desk.alliance("plan scenario.toml --out shards --shards 3").done();
    for shard in 0..3 {
        desk.alliance(&format!("work shards --shard {shard}")).done();
    }
    desk.alliance("merge shards --no-charts --no-report").done();
    for table in ["runs.csv", "timeline.csv", "series.csv", "runs.kept"] {
        let file = |folder: &str| fs::read(desk.path(folder).join(table)).unwrap();
        assert!(file("grown") == file("at-once"), "{table}");
        assert!(file("shards") == file("at-once"), "{table}");
    }
}

#[test]
fn an_event_can_wait_for_one() {
    let event = "[[events]]\nwhen = { measure = \"distrust\", above = 0.05 }\nkind = \"open_conversation\"\nsize = 2\n";
    let desk = Desk::with_scenario(&format!("months = 60\n{MEASURES}{event}"));
    desk.alliance("trace scenario.toml --no-charts --no-report --quiet --out traced")
        .done();
    let timeline = desk.table("traced/timeline.csv");
    let is_sign =
        |month: &&std::collections::BTreeMap<String, String>| month["distrust"].parse::<f64>().unwrap() > 0.05;
    let sign: u32 = timeline.iter().find(is_sign).unwrap()["month"].parse().unwrap();
    let events = desk.table("traced/events.csv");
    let talks: Vec<&str> = events
        .iter()
        .filter(|row| row["kind"] == "open_conversation")
        .map(|row| row["month"].as_str())
        .collect();
    assert_eq!(talks, [(sign + 1).to_string()]);
    let told = mistakes(&format!("{MEASURES}{}", event.replace("distrust", "distrst")));
    assert!(
        told.contains("no measure is called `distrst`") && told.contains("did you mean `distrust`?"),
        "{told}"
    );
}

#[test]
fn what_none_can_be_is_told_at_its_place() {
    insta::assert_snapshot!(mistakes("[[measures]]\nname = \"low\"\nof = \"trst\"\nby = \"min\""), @r#"
    error: unknown word for `of` in [[measures]] `low`
     --> scenario:3:6
      |
    3 | of = "trst"
      |      ^^^^^^ found `trst`
      |
      = allowed: `trust`, `image`, `bond`, `contribution`, `payoff`, `support`, `wellbeing`, `hostility`, `warned`, `standing` or `hidden`
      = help: did you mean `trust`?
    "#);
    insta::assert_snapshot!(mistakes("[[measures]]\nname = \"low\"\nof = \"trust\""), @r#"
    error: `low` has to become one number in one way
     --> scenario:1:1
      |
    1 | [[measures]]
      | ^^^^^^^^^^^^ none
      |
      = allowed: one of `by` (min, max, mean or sd), `share_below` and `share_above`
    "#);
    insta::assert_snapshot!(mistakes("[[measures]]\nname = \"low\"\nof = \"trust\"\nby = \"min\"\nshare_below = 0"), @r#"
    error: `low` has to become one number in one way
     --> scenario:1:1
      |
    1 | [[measures]]
      | ^^^^^^^^^^^^ more than one
      |
      = allowed: one of `by` (min, max, mean or sd), `share_below` and `share_above`
    "#);
}

#[test]
fn a_name_that_none_can_have_is_told_at_its_place() {
    insta::assert_snapshot!(mistakes("[[measures]]\nname = \"hostility\"\nof = \"trust\"\nby = \"min\""), @r#"
    error: `hostility` is the name of something else
     --> scenario:2:8
      |
    2 | name = "hostility"
      |        ^^^^^^^^^^^
      |
      = allowed: a name that no measure of the model and no other column of a table has
    "#);
    insta::assert_snapshot!(mistakes("[[measures]]\nname = \"Lowest trust\"\nof = \"trust\"\nby = \"min\""), @r#"
    error: no measure can be called `Lowest trust`
     --> scenario:2:8
      |
    2 | name = "Lowest trust"
      |        ^^^^^^^^^^^^^^
      |
      = allowed: lower-case letters, digits and `_`, with a letter first
      = help: write "lowest_trust"
    "#);
    insta::assert_snapshot!(mistakes(&format!("[experiment]\nseries = [\"distrst\"]\n{MEASURES}")), @r#"
    error: no measure is called `distrst`
     --> scenario:2:11
      |
    2 | series = ["distrst"]
      |           ^^^^^^^^^
      |
      = allowed: `members`, `trust`, `image`, `hostility`, `warning`, `contribution`, `value`, `payoff`, `alignment`, `support`, `shared_language`, `capacity`, `mismatch`, `control`, `process`, `agility`, `challenge`, `mission_drift`, `steering_clarity`, `goal_clarity`, `agreements`, `standing`, `hidden`, `delivered`, `blocs`, `frustration`, `incidents_means`, `incidents_norms`, `incidents_identity`, `incidents_power`, `blamed_on_culture`, `lost_disappointment`, `lost_gossip`, `lost_home`, `lost_incidents`, `lowest_trust`, `distrust`, `uneven_support`, `content`
      = help: did you mean `distrust`?
    "#);
    let twice = format!("{MEASURES}{MEASURES}{MEASURES}");
    let told = mistakes(&twice);
    assert!(
        told.contains("error: too many measures") && told.contains("^^ 12 [[measures]]"),
        "{told}"
    );
    assert!(told.contains("error: two measures are called `lowest_trust`"), "{told}");
    let in_arm = "[[arms]]\nname = \"x\"\nset = { measures = [] }";
    assert!(mistakes(in_arm).contains("the same is measured in all arms"));
}
