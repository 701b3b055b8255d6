//! `alliance calibrate`: keys fitted to a target survival curve.

use std::path::Path;

use alliance_dynamics::scenario::Template;
use alliance_studies::calibration::TargetCurve;

use crate::program::{Answer, Desk, header};

const SCENARIO: &str = "title = \"River\"\nmonths = 24\npopulation.count = 4\ncohesion.split_patience = 3\n\
     [[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n\
     [sample.ranges]\n\"relations.trust_mean\" = { from = -0.6, to = 0.4 }\n\
     \"membership.patience\" = { from = 2, to = 9, whole = true }\n";
const TARGET: &str = "years,share,weight,n\n1,0.9,2,12\n1.5,0.8,1,12\n2,0.7,0,12\n";
const QUICK: &str = "calibrate scenario.toml --to target.csv --particles 20 --out fit";

#[test]
fn a_fit_leaves_tables_charts_and_an_answer() {
    let desk = desk(TARGET);
    let answer = desk.alliance(&format!("{QUICK} --generations 3")).done();
    assert!(answer.out.contains("90 % interval  narrower"), "{}", answer.out);
    assert!(answer.err.contains("Generation 1: within"), "{}", answer.err);
    assert!(answer.err.contains("Tables and charts in fit"), "{}", answer.err);
    for file in ["corner.svg", "corner.png", "predictive.svg", "predictive.png"] {
        assert!(desk.has(&format!("fit/charts/{file}")), "{file}");
    }
    let posterior = desk.read("fit/posterior.csv");
    assert_eq!(
        header(&posterior),
        "particle,weight,distance,relations.trust_mean,membership.patience"
    );
    let weights = desk
        .table("fit/posterior.csv")
        .iter()
        .map(|row| number(&row["weight"]))
        .sum::<f64>();
    assert!((weights - 1.0).abs() < 1e-9);
    let predicted = desk.table("fit/predictive.csv");
    assert_eq!((predicted.len(), predicted[12]["target"].as_str()), (25, "0.9"));
    assert_eq!(
        (predicted[0]["median"].as_str(), predicted[13]["target"].as_str()),
        ("1.0", "")
    );
    assert_eq!(desk.table("fit/generations.csv")[0]["threshold"], "");
    assert_eq!(desk.table("fit/posterior_summary.csv").len(), 2);
    desk.alliance("status fit").done();
}

#[test]
fn the_same_bytes_come_out_on_any_number_of_threads_and_another_seed_gives_others() {
    let desk = desk(TARGET);
    let digest = |extra: &str| {
        desk.alliance(&format!("{QUICK} --generations 3 --no-charts --overwrite {extra}"))
            .done();
        desk.json("fit/manifest.json")["digest"].clone()
    };
    let alone = digest("--threads 1");
    assert_eq!(alone, digest("--threads 3"));
    assert_ne!(alone, digest("--seed 5"));
}

#[test]
fn the_value_that_made_the_target_is_found_again() {
    let truth = SCENARIO.replace(
        "[sample.ranges]\n\"relations.trust_mean\" = { from = -0.6, to = 0.4 }\n",
        "",
    );
    let truth = truth.replace("\"membership.patience\" = { from = 2, to = 9, whole = true }\n", "");
    let desk = Desk::with_scenario(&format!("{truth}[sweep]\n\"relations.trust_mean\" = [-0.25]\n"));
    desk.alliance("run scenario.toml --runs 300 --no-charts --out truth")
        .done();
    let survival = desk.table("truth/survival.csv");
    let share = |month: &str| {
        let row = survival
            .iter()
            .find(|row| row["arm"] == "base" && row["month"] == month);
        row.unwrap()["survival"].clone()
    };
    let rows =
        [("0.75", "9"), ("1.25", "15"), ("2", "24")].map(|(year, month)| format!("{year},{},60\n", share(month)));
    desk.write("target.csv", format!("years,share,n\n{}", rows.concat()));
    let ranges = "[sample.ranges]\n\"relations.trust_mean\" = { from = -0.6, to = 0.4 }\n";
    desk.write("scenario.toml", format!("{truth}{ranges}"));
    let fit = "calibrate scenario.toml --to target.csv --particles 40 --seed 9 --no-charts --json --out fit";
    let found: serde_json::Value = serde_json::from_str(&desk.alliance(fit).done().out).unwrap();
    let key = &found["keys"][0];
    let [low, high, median, narrower] = ["low", "high", "median", "narrower"].map(|name| key[name].as_f64().unwrap());
    assert!(low < -0.25 && -0.25 < high, "{found:#}");
    assert!((median + 0.25).abs() < 0.1 && narrower > 0.2, "{found:#}");
    assert_eq!(found["stop"], "noise", "{found:#}");
}

#[test]
fn an_arm_is_fitted_by_its_name() {
    let desk = desk(TARGET);
    let fit = |arm| {
        let words = QUICK
            .split(' ')
            .chain(["--no-charts", "--generations", "1", "--arm", arm]);
        Answer::from(desk.command(words.collect::<Vec<_>>()).output().unwrap())
    };
    assert!(fit("no gosip").refusal().contains("did you mean `no gossip`?"));
    fit("no gossip").done();
    let manifest = desk.json("fit/manifest.json");
    assert_eq!(
        (&manifest["options"]["arm"], &manifest["scenario"]["gossip"]["enabled"]),
        (&"no gossip".into(), &false.into())
    );
}

#[test]
fn a_target_out_of_reach_is_called_that() {
    let desk = desk("years,share,n\n1,0.99,12\n2,0.01,12\n");
    let answer = desk.alliance(&format!("{QUICK} --no-charts --acceptance 0.2")).done();
    assert!(
        answer
            .out
            .contains("The model does not reach the target within these ranges"),
        "{}",
        answer.out
    );
}

#[test]
fn what_cannot_be_fitted_is_refused_with_its_reason_and_nothing_is_written() {
    let cases = [
        (
            SCENARIO.to_owned(),
            "years,share\n1,0.8\n5,0.2\n",
            "write months = 60 in the scenario",
        ),
        (SCENARIO.to_owned(), "year,share\n1,0.8\n", "did you mean `years`?"),
        ("months = 24\n".to_owned(), TARGET, "has no ranges to search"),
        (
            SCENARIO.replace("{ from = -0.6, to = 0.4 }", "{ choices = [0.1, 0.2] }"),
            TARGET,
            "fit each choice as an arm with --arm",
        ),
        (
            SCENARIO.replace(
                "\"relations.trust_mean\" = { from = -0.6, to = 0.4 }",
                "months = { from = 12, to = 60, whole = true }",
            ),
            TARGET,
            "`months` is how long alliances are watched",
        ),
    ];
    for (scenario, target, reason) in cases {
        let desk = Desk::with_scenario(&scenario);
        desk.write("target.csv", target);
        let message = desk.alliance(QUICK).refusal();
        assert!(message.contains(reason), "{message}");
        assert!(!desk.has("fit"));
    }
}

#[test]
fn a_fit_that_is_there_is_only_replaced_when_asked_for() {
    let desk = desk(TARGET);
    let quick = format!("{QUICK} --no-charts --generations 1");
    desk.alliance(&quick).done();
    let message = desk.alliance(&format!("{quick} --seed 9")).refusal();
    assert!(message.contains("fit holds a finished result already"), "{message}");
    desk.alliance(&format!("{quick} --overwrite")).done();
}

#[test]
fn the_story_of_calibrate_atop_tells_the_target_that_comes_with_it() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("scenarios");
    let template = Template::read(folder.join("calibrate-atop.toml")).unwrap();
    let base = template.base();
    let target = TargetCurve::read(folder.join("data/atop-multilateral.csv"), base.resolved(), None).unwrap();
    assert!(
        base.description
            .contains(&format!("{} of them", target.n_alliances.unwrap()))
    );
    for (point, told) in target
        .points
        .iter()
        .zip(["89 in 100", "65 after five", "44 after ten", "31 after twenty"])
    {
        assert!(
            base.description.contains(told) && told.starts_with(&format!("{:.0}", (100.0 * point.share).round())),
            "{told}"
        );
    }
    assert_eq!(template.ranges().keys().len(), 4);
    assert!(base.description.contains("four keys"));
}

fn desk(target: &str) -> Desk {
    let desk = Desk::with_scenario(SCENARIO);
    desk.write("target.csv", target);
    desk
}

fn number(written: &str) -> f64 {
    written.parse().unwrap()
}

const SMALL: &str = "years,share,n,arm\n1,0.5,12,no gossip\n2,0.1,12,no gossip\n";
const TRUST: &str = "years,value,measure,tolerance\n2,0.9,trust,0.05\n2,6,blocs,0.5\n";

#[test]
fn several_targets_are_fitted_together_and_those_that_are_not_met_are_named() {
    let desk = desk(TARGET);
    desk.write("small.csv", SMALL);
    desk.write("trust.csv", TRUST);
    let fit = format!("{QUICK} --to small.csv --to trust.csv --generations 2 --seed 3");
    let answer = desk.alliance(&fit).done();
    insta::assert_snapshot!("several_targets", answer.out);
    for file in ["corner.svg", "predictive-1.svg", "predictive-2.png", "predictive-3.svg"] {
        assert!(desk.has(&format!("fit/charts/{file}")), "{file}");
    }
    assert_eq!(
        header(&desk.read("fit/predictive.csv")),
        "target,month,median,low,high,prior_median,prior_low,prior_high,target_share,weight"
    );
    assert_eq!(
        header(&desk.read("fit/predictive_targets.csv")),
        "target,about,years,target_share,weight,median,low,high,prior_median,prior_low,prior_high"
    );
    let targets = desk.table("fit/targets.csv");
    let column = |name: &str| targets.iter().map(|row| row[name].clone()).collect::<Vec<_>>();
    assert_eq!(column("target"), ["target", "small", "trust"]);
    assert_eq!(column("arm"), ["", "no gossip", ""]);
    assert_eq!(
        (column("n"), column("in_tolerances")),
        (
            ["12", "12", ""].map(str::to_owned).to_vec(),
            ["0", "0", "1"].map(str::to_owned).to_vec()
        )
    );
    assert_eq!(targets[2]["standing"], "out_of_reach");
    let manifest = desk.json("fit/manifest.json");
    assert_eq!(manifest["targets"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        (
            &manifest["targets"][1]["arm"],
            &manifest["targets"][2]["points"][0]["tolerance"]
        ),
        (&"no gossip".into(), &0.05.into())
    );
    let told = desk.alliance("reproduce fit --quiet").done().out;
    assert!(told.contains("The same bytes"), "{told}");
}

#[test]
fn the_order_of_threads_is_nothing_to_several_targets() {
    let desk = desk(TARGET);
    desk.write("small.csv", SMALL);
    let digest = |threads: u32| {
        desk.alliance(&format!(
            "{QUICK} --to small.csv --generations 2 --no-charts --overwrite --threads {threads}"
        ))
        .done();
        desk.json("fit/manifest.json")["digest"].clone()
    };
    assert_eq!(digest(1), digest(3));
}

#[test]
fn targets_that_cannot_be_held_against_one_another_are_refused() {
    let refused = |name: &str, text: &str| {
        let desk = desk(TARGET);
        desk.write(name, text);
        desk.alliance(&format!("{QUICK} --to {name}")).refusal()
    };
    insta::assert_snapshot!("no_scale", refused("bare.csv", "years,share\n1,0.5\n"));
    insta::assert_snapshot!(
        "measures_without_tolerance",
        refused("trust.csv", "years,value,measure,n\n2,0.3,trust,12\n")
    );
    insta::assert_snapshot!(
        "no_such_arm",
        refused("small.csv", &SMALL.replace("no gossip", "no gosip"))
    );
    insta::assert_snapshot!(
        "two_arms",
        refused("small.csv", "years,share,n,arm\n1,0.5,12,no gossip\n2,0.1,12,base\n")
    );
    insta::assert_snapshot!(
        "no_tolerance",
        refused(
            "trust.csv",
            "years,value,measure,tolerance\n2,0.9,trust,0\n2,0.9,value,\n"
        )
    );
}

#[test]
fn a_target_that_is_given_twice_is_refused() {
    let desk = Desk::with_scenario("months = 24\n[sample.ranges]\n\"gossip.rate\" = { from = 0, to = 1 }\n");
    desk.write("t.csv", "years,share,n\n1,0.9,40\n");
    assert_eq!(
        desk.alliance("calibrate scenario.toml --to t.csv --to t.csv").refusal(),
        "error: t is given twice; it would count as two\n"
    );
}

#[test]
fn the_stories_of_two_tables_tell_the_targets_that_come_with_them() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("scenarios");
    let told = |scenario: &str, (table, arm): (&str, &str), told: &[&str]| {
        let template = Template::read(folder.join(scenario)).unwrap();
        let base = template.base();
        let target = |name: &str| TargetCurve::read(folder.join("data").join(name), base.resolved(), None).unwrap();
        let (all, other) = (target("atop-multilateral.csv"), target(table));
        assert_eq!((all.arm.as_deref(), other.arm.as_deref()), (None, Some(arm)));
        assert!(template.arms().any(|known| known == arm));
        for told in told {
            assert!(base.description.contains(told), "{told}");
        }
        [all, other]
    };
    let last = |target: &TargetCurve| (100.0 * target.points.last().unwrap().share).round();
    let sizes = ["all 104 of", "the 73 of them", "16 in 100", "of all of them 31"];
    let sizes = told(
        "calibrate-sizes.toml",
        ("atop-three-to-five.csv", "three to five"),
        &sizes,
    );
    assert_eq!(sizes.each_ref().map(last), [31.0, 16.0]);

    let cabinets = [
        "104 military alliances",
        "148 cabinets of six countries",
        "have fallen before a year is over",
    ];
    let [states, cabinets] = told("calibrate-cabinets.toml", ("cabinets.csv", "cabinets"), &cabinets);
    assert_eq!((states.n_alliances, cabinets.n_alliances), (Some(104), Some(148)));
    let half = |target: &TargetCurve| {
        target
            .points
            .iter()
            .find(|point| point.share < 0.5)
            .map(|point| point.years)
    };
    assert_eq!((half(&states), half(&cabinets)), (Some(10.0), Some(1.0)));
}
