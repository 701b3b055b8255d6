//! What sets arms, values and keys apart, and what does not: pairs of worlds in every outcome and measure, keys without effect, and
//! words where too little is known.

use crate::program::{Desk, header};

const CARE: &str = include_str!("cases/r-care.toml");
const DEAD_KEYS: &str = include_str!("cases/r-noeff.toml");
const LEAD: &str = include_str!("cases/r-leadtest.toml");
const FEW_POINTS: &str = include_str!("cases/30-eight-base-points.toml");
const TWICE: &str = include_str!("cases/33-same-value-twice.toml");
const SAMPLED: &str = include_str!("cases/r-samp.toml");

const QUIET: &str = "--no-charts --no-report -q --out out --overwrite";

/// What the program says of a scenario.
fn said(scenario: &str, line: &str) -> String {
    Desk::with_scenario(scenario).alliance(line).done().out
}

#[test]
fn of_points_that_differ_in_two_keys_nothing_is_said_of_either() {
    let desk = Desk::with_scenario("months = 60\nexperiment.runs = 20\nsample.points_file = \"points.csv\"\n");
    desk.write("points.csv", "gossip.rate,home_talk.echo\n0.0,0.0\n0.9,0.9\n0.9,0.9\n");
    let told = desk.alliance("run scenario.toml --no-charts --quiet").done().out;
    assert!(!told.contains("no effect"), "{told}");
}

#[test]
fn the_verdict_tells_every_outcome_in_which_an_arm_is_clearly_apart() {
    let told = said(CARE, &format!("run scenario.toml {QUIET}"));
    let sentences: Vec<&str> = told.lines().skip_while(|line| !line.is_empty()).skip(1).collect();
    assert_eq!(
        sentences[..4],
        [
            "45 of 100 alliances last 7 years as written (95 % interval 40 to 50); with ‘more time together’ it is 55 (50 to 60).",
            "With ‘patients lead’ 12 of 100 end thriving, not 17: of 400 worlds 6 more and 26 fewer (p = 0.008).",
            "With ‘strict contract’ 35 of 100 end hollow, not 29: of 400 worlds 44 more and 19 fewer (p = 0.031); one more arm or \
             setting is clearly apart in this.",
            "With ‘more time together’ 32 of 100 end collapsed, not 42: of 400 worlds 10 more and 51 fewer (p < 0.001).",
        ]
    );
    assert!(told.contains("after Holm's correction for 18 tests"), "{told}");
}

#[test]
fn an_outcome_or_a_measure_that_is_asked_for_leads_the_verdict() {
    let desk = Desk::with_scenario(CARE);
    let run = |asked: &str| {
        desk.alliance(&format!("run scenario.toml --runs 60 {QUIET} {asked}"))
            .done()
            .out
    };
    let measure = run("--measure trust");
    assert!(header(&measure).ends_with(" final trust"), "{measure}");
    assert!(measure.contains("\nFinal trust: 0.2"), "{measure}");
    let outcome = run("--outcome collapsed");
    assert!(
        outcome.contains(" of 100 alliances end collapsed as written (95 % interval "),
        "{outcome}"
    );
    let failure = run("--outcome failure");
    assert!(
        failure.contains(" of 100 alliances do not last 7 years as written"),
        "{failure}"
    );
    let wrong = desk.alliance("run scenario.toml --measure trst").refusal();
    assert!(wrong.contains("did you mean `trust`?"), "{wrong}");
}

#[test]
fn compare_counts_worlds_in_every_outcome_and_in_what_is_asked_for() {
    let desk = Desk::with_scenario(CARE);
    desk.alliance(&format!("run scenario.toml --runs 100 {QUIET}")).done();
    let told = desk.alliance("compare out --no-charts --measure value").done().out;
    assert!(told.contains("\nFinal value\narm "), "{told}");
    let rows = desk.table("out/compare/compare.csv");
    assert_eq!(rows.len(), 3);
    for row in &rows {
        let number = |column: &str| row[column].parse::<f64>().unwrap();
        let ends: f64 = [
            "thriving",
            "hollow",
            "fragmented",
            "dissolved",
            "collapsed",
            "completed",
            "drifted",
        ]
        .iter()
        .map(|outcome| number(&format!("arm_{outcome}")))
        .sum();
        assert!((ends - 1.0).abs() < 1e-12, "{ends}");
        let change = number("thriving_gained") - number("thriving_lost");
        let shares = number("arm_thriving") - number("base_thriving");
        assert!((change / 100.0 - shares).abs() < 1e-12);
        assert_eq!(row["asked"], "final_value");
        assert!((number("asked_arm") - number("asked_base") - number("asked_difference")).abs() < 1e-12);
    }
}

#[test]
fn a_key_without_effect_is_told_with_the_reason() {
    let told = said(DEAD_KEYS, &format!("run scenario.toml {QUIET}"));
    let line = "Identical in all 50 worlds at all values of `dials.diligence`: this key had no effect (`dials.diligence`): nobody asks to join.";
    assert!(told.lines().any(|said| said == line), "{told}");
    let sampled = DEAD_KEYS.replace("[sweep]\n\"dials.diligence\"=[0.0,0.5,1.0]", "");
    let ranges = "[sample.ranges]\n\"dials.diligence\" = { from = 0.0, to = 1.0 }\n\"relations.trust_mean\" = { from = -0.2, to = 0.4 }";
    let told = said(
        &format!("{sampled}{ranges}"),
        "sensitivity scenario.toml --points 64 --runs 4 --resamples 100 --no-charts -q --out out",
    );
    let line = "Without any effect on any result (every index exactly 0): dials.diligence (nobody asks to join).";
    assert!(told.lines().any(|said| said == line), "{told}");
    let tip = said(
        &sampled,
        "tip scenario.toml --key dials.diligence --from 0 --to 1 --runs 400 --no-charts -q --out out",
    );
    assert!(
        tip.contains("this key had no effect (`dials.diligence`): nobody asks to join."),
        "{tip}"
    );
}

#[test]
fn a_lead_whom_nobody_trusts_changes_no_world_and_verdict_and_comparison_say_why() {
    let wary = LEAD.replace(
        "[alliance]",
        "[relations]\ntrust_mean = -0.5\ntrust_sd = 0.0\n[alliance]",
    );
    let wary = wary.replace("months=84", "months=12");
    let desk = Desk::with_scenario(&wary);
    let told = desk
        .alliance(&format!("run scenario.toml --runs 40 {QUIET}"))
        .done()
        .out;
    let because = "this key had no effect (`alliance.lead`): the others never trust `A` so much that the lead makes it clearer who steers \
                   than it is without one (`work.unsteered_clarity` is 0.3).";
    let line = format!("Identical in all 40 worlds as written and with ‘A leads’: {because}");
    assert!(told.lines().any(|said| said == line), "{told}");
    let compared = desk.alliance("compare out --no-charts").done().out;
    let line = format!("Identical in all 40 worlds with ‘A leads’: {because}");
    assert!(compared.lines().any(|said| said == line), "{compared}");
    let trusting = said(LEAD, &format!("run scenario.toml --runs 20 {QUIET}"));
    assert!(!trusting.contains("Identical"), "{trusting}");
}

#[test]
fn few_base_points_say_that_they_do_not_tell() {
    let told = said(
        FEW_POINTS,
        "sensitivity scenario.toml --points 8 --runs 6 --no-charts -q --out out",
    );
    assert!(
        told.trim_end().ends_with(
            "8 base points are too few to say which key matters for final trust; at least 64 are needed (--points 64)."
        ),
        "{told}"
    );
    assert!(
        told.contains("Careful: neither values nor intervals of 8 base points can be relied on"),
        "{told}"
    );
}

#[test]
fn a_value_that_stands_twice_in_a_sweep_is_refused_with_both_places() {
    let desk = Desk::with_scenario(TWICE);
    insta::assert_snapshot!(desk.alliance("check scenario.toml").refusal(), @r#"
    error: `gossip.rate` is given the value 0.1 twice
     --> scenario.toml:5:23
      |
    5 | "gossip.rate" = [0.1, 0.1]
      |                       ^^^ here again
      |
      = allowed: every value once; this one stands in line 5, column 18
    "#);
}

#[test]
fn sensitivity_and_pictures_know_any_outcome_and_measure() {
    let desk = Desk::with_scenario(SAMPLED);
    let asked = "sensitivity scenario.toml --points 64 --runs 2 --resamples 100 --no-charts -q --overwrite --out out";
    let told = desk.alliance(&format!("{asked} --measure hostility")).done().out;
    assert!(
        told.trim_end().lines().last().unwrap().contains("final hostility"),
        "{told}"
    );
    assert!(
        header(&desk.read("out/sensitivity_points.csv")).ends_with("final_trust,final_value,failed,final_hostility")
    );
    desk.alliance(&format!("{asked} --outcome hollow")).done();
    assert!(
        desk.read("out/sensitivity.csv")
            .contains("\nhollow,relations.trust_mean,total,")
    );
}

#[test]
fn a_heat_map_shows_what_is_asked_for() {
    let sweep = "months = 12\npopulation.count = 4\n[experiment]\nruns = 5\n[sweep]\n\
                 \"gossip.rate\" = [0.0, 0.2]\n\"dials.process\" = [0.1, 0.4]\n";
    let desk = Desk::with_scenario(sweep);
    desk.alliance("run scenario.toml --no-report -q --out out --measure trust")
        .done();
    let map = desk.read("out/charts/heat-map.svg");
    assert!(map.contains("final trust"), "no final trust in the picture");
}

#[test]
fn calibration_fits_outcomes_and_measures() {
    let text =
        "months = 24\npopulation.count = 4\n[sample.ranges]\n\"relations.trust_mean\" = { from = -0.6, to = 0.4 }\n";
    let desk = Desk::with_scenario(text);
    desk.write(
        "target.csv",
        "years,share,value,outcome,measure\n1,0.9,,,\n2,0.1,,collapsed,\n2,,0.2,,trust\n",
    );
    let fit = "calibrate scenario.toml --to target.csv --particles 20 --generations 2 --runs 10 --no-charts -q --overwrite --out fit";
    let told = desk.alliance(fit).done().out;
    assert!(
        told.contains("it has means of measures, whose spread is not known"),
        "{told}"
    );
    let targets = desk.table("fit/predictive_targets.csv");
    let about: Vec<&str> = targets.iter().map(|row| row["about"].as_str()).collect();
    assert_eq!(about, ["survival", "collapsed", "final_trust"]);
    desk.write("target.csv", "years,share,n\n2,0.1,50\n");
    desk.alliance(&format!("{fit} --outcome collapsed")).done();
    assert_eq!(desk.table("fit/predictive_targets.csv")[0]["about"], "collapsed");
}

#[test]
fn a_scenario_without_luck_has_no_intervals() {
    let members = ["A", "B", "C"]
        .map(|name| format!("[[members]]\nname = \"{name}\"\n"))
        .concat();
    let text = format!("months = 24\ndynamics = \"mean-field\"\n[experiment]\nruns = 4\n{members}");
    let told = said(&text, &format!("run scenario.toml {QUIET}"));
    assert!(
        told.contains("without intervals, for nothing varies from run to run."),
        "{told}"
    );
    assert!(!told.contains("95 % interval") && !told.contains('('), "{told}");
}

#[test]
fn a_story_names_all_camps() {
    let quarrel = "months = 36\nseed = 1\npopulation.count = 8\nrelations.trust_mean = -0.2\n[membership]\nexit_threshold = -0.9\n\
                   [cohesion]\nsplit_patience = 6\ndissolve_below = 0.0\ncamp_share = 0.05\n";
    let desk = Desk::with_scenario(quarrel);
    desk.alliance("story scenario.toml --futures 10 --quiet --out told")
        .done();
    let story = desk.read("told/story.md");
    let camps = story
        .split('.')
        .find(|sentence| sentence.contains("camps: one of"))
        .unwrap();
    for member in 1..=8 {
        assert!(camps.contains(&format!("Member {member}")), "{camps}");
    }
}

#[test]
fn what_mostly_ends_in_its_first_months_is_cautioned() {
    let text = "months = 12\n[membership]\nminimum = 8\npatience = 1\nexit_threshold = 0.9\n";
    let told = said(text, "check scenario.toml");
    assert!(
        told.contains("warning: all of 20 alliances that were tried end within"),
        "{told}"
    );
}
