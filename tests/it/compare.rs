//! `alliance compare`: arms held against a base, world by world.

use crate::program::{Desk, header};

const SCENARIO: &str = "title = \"River\"\nmonths = 24\npopulation.count = 4\n[experiment]\nruns = 30\n\
     [[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n\
     [[arms]]\nname = \"loners\"\nset = { \"relations.trust_mean\" = -0.4 }\n";
const HEADER: &str = "arm,point,replication,seed,outcome,survived,months\n";
/// Six worlds: two saved, one lost, one alive in both, one in neither, one that failed; a seventh is only in the base.
const WORLDS: [(&str, &str); 7] = [
    ("fragmented,false,3", "thriving,true,12"),
    ("dissolved,false,6", "hollow,true,12"),
    ("hollow,true,12", "collapsed,false,9"),
    ("thriving,true,12", "thriving,true,12"),
    ("fragmented,false,4", "fragmented,false,8"),
    ("hollow,true,12", "failed,,"),
    ("hollow,true,12", ""),
];

#[test]
fn worlds_are_counted_by_their_fate() {
    let desk = desk_with(&worlds());
    let row = &compared(&desk, "compare runs --no-charts")[0];
    for (column, value) in [
        ("arm", "x"),
        ("base", "base"),
        ("horizon", "12"),
        ("worlds", "5"),
        ("left_out_failed", "1"),
        ("left_out_single", "1"),
        ("saved", "2"),
        ("lost", "1"),
        ("both_survived", "1"),
        ("neither_survived", "1"),
        ("difference", "0.2"),
        ("mcnemar_p", "1.0"),
        ("months_difference", "3.2"),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
}

#[test]
fn every_pair_of_outcomes_is_counted() {
    let desk = desk_with(&worlds());
    desk.alliance("compare runs --no-charts").done();
    assert_eq!(
        header(&desk.read("runs/compare/transitions.csv")),
        "arm,point,base_outcome,arm_outcome,worlds"
    );
    let table = desk.table("runs/compare/transitions.csv");
    let worlds = |base: &str, arm: &str| {
        let row = table
            .iter()
            .find(|row| row["base_outcome"] == base && row["arm_outcome"] == arm);
        row.unwrap()["worlds"].clone()
    };
    assert_eq!((table.len(), worlds("fragmented", "thriving")), (49, "1".to_owned()));
    assert_eq!(worlds("thriving", "dissolved"), "0");
}

#[test]
fn a_run_is_compared_with_tables_charts_and_a_sentence() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    let answer = desk.alliance("compare runs").done();
    assert!(answer.out.contains("World by world against ‘base’"), "{}", answer.out);
    assert!(
        answer.out.contains("Holm, over the 2 comparisons of each test"),
        "{}",
        answer.out
    );
    assert!(answer.out.contains("exact McNemar test"), "{}", answer.out);
    assert!(
        answer.err.contains("Tables and charts in runs/compare"),
        "{}",
        answer.err
    );
    for chart in ["survival-1", "survival-2", "transitions-1", "transitions-2"] {
        assert!(
            desk.read(&format!("runs/compare/charts/{chart}.svg"))
                .contains("n = 30 worlds"),
            "{chart}"
        );
        assert!(desk.has(&format!("runs/compare/charts/{chart}.png")), "{chart}");
    }
}

#[test]
fn the_curves_and_shares_are_those_of_the_run() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    let rows = compared(&desk, "compare runs --no-charts");
    let summary = desk.table("runs/summary.csv");
    assert_eq!(rows.len(), 2);
    for (row, cell) in rows.iter().zip(&summary[1..]) {
        assert_eq!((&row["arm"], &row["arm_survival"]), (&cell["arm"], &cell["survived"]));
        assert_eq!(row["base_survival"], summary[0]["survived"]);
    }
}

#[test]
fn json_says_the_same_as_the_table() {
    let desk = desk_with(&worlds());
    let answer = desk.alliance("compare runs --no-charts --json").done();
    let found: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let arm = &found["arms"][0];
    assert_eq!(
        (&found["base"], &arm["arm"], &arm["saved"]),
        (&"base".into(), &"x".into(), &2.into())
    );
    assert_eq!(arm["left_out"], serde_json::json!({ "failed": 1, "single": 1 }));
    let row = &desk.table("runs/compare/compare.csv")[0];
    assert_eq!(
        arm["paired"]["low"].as_f64().unwrap(),
        row["paired_low"].parse::<f64>().unwrap()
    );
    assert_eq!(
        arm["log_rank"]["p_holm"].as_f64().unwrap(),
        row["log_rank_p_holm"].parse::<f64>().unwrap()
    );
    assert!(
        found["sentence"]
            .as_str()
            .unwrap()
            .starts_with("It is not shown that ‘x’ changes survival")
    );
}

#[test]
fn base_and_arms_can_be_chosen() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    let words = ["compare", "runs", "--no-charts", "--base", "no gossip", "--arm", "base"];
    assert_eq!(desk.command(words).output().unwrap().status.code(), Some(0));
    let rows = desk.table("runs/compare/compare.csv");
    let about: Vec<_> = rows
        .iter()
        .map(|row| (row["base"].as_str(), row["arm"].as_str()))
        .collect();
    assert_eq!(about, [("no gossip", "base")]);
}

#[test]
fn turning_base_and_arm_round_turns_the_result_round() {
    let (there, back) = (desk_with(&worlds()), desk_with(&worlds()));
    let (there, back) = (
        &compared(&there, "compare runs --no-charts")[0],
        &compared(&back, "compare runs --no-charts --base x")[0],
    );
    assert_eq!((&there["saved"], &there["lost"]), (&back["lost"], &back["saved"]));
    assert_eq!(there["mcnemar_p"], back["mcnemar_p"]);
    assert_eq!(there["left_out_single"], back["left_out_single"]);
    let p = |row: &std::collections::BTreeMap<String, String>| row["log_rank_p"].parse::<f64>().unwrap();
    assert!((p(there) - p(back)).abs() < 1e-12);
    assert_eq!(format!("-{}", there["difference"]), back["difference"]);
}

#[test]
fn an_arm_that_changes_nothing_leaves_every_world_alone() {
    let desk =
        Desk::with_scenario("months = 24\n[experiment]\nruns = 20\n[[arms]]\nname = \"same\"\nset = { months = 24 }\n");
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    let row = &compared(&desk, "compare runs --no-charts")[0];
    assert_eq!(
        (row["saved"].as_str(), row["lost"].as_str(), row["mcnemar_p"].as_str()),
        ("0", "0", "1.0")
    );
    assert_eq!(
        (row["months_paired_low"].as_str(), row["months_paired_high"].as_str()),
        ("0.0", "0.0")
    );
}

#[test]
fn where_keys_are_swept_arms_are_compared_point_by_point() {
    let desk = Desk::with_scenario(&format!("{SCENARIO}[sweep]\n\"gossip.rate\" = [0.1, 0.3]\n"));
    desk.alliance("run scenario.toml --no-charts --out runs --runs 12")
        .done();
    let rows = compared(&desk, "compare runs --arm loners");
    let points: Vec<_> = rows
        .iter()
        .map(|row| (row["point"].as_str(), row["gossip.rate"].as_str()))
        .collect();
    assert_eq!(points, [("0", "0.1"), ("1", "0.3")]);
    assert!(desk.has("runs/compare/charts/survival-2-1.png") && desk.has("runs/compare/charts/transitions-2-0.svg"));
}

#[test]
fn arms_with_other_horizons_are_compared_at_the_shorter() {
    let desk = desk_with(
        "base,0,0,7,hollow,true,12\nbase,0,1,8,hollow,true,12\nx,0,0,7,fragmented,false,20\nx,0,1,8,hollow,true,24\n",
    );
    let row = &compared(&desk, "compare runs --no-charts")[0];
    assert_eq!((row["horizon"].as_str(), row["both_survived"].as_str()), ("12", "2"));
    assert_eq!(row["months_difference"], "0.0");
}

#[test]
fn several_tests_are_corrected_together() {
    let desk = desk_with(&[worlds(), worlds().replace("x,", "y,").replace("base,", "z,")].concat());
    let rows = compared(&desk, "compare runs --no-charts");
    for row in &rows {
        let p = |column: &str| row[column].parse::<f64>().unwrap();
        assert!(p("log_rank_p_holm") >= p("log_rank_p") && p("log_rank_p_holm") <= 1.0);
    }
    let smallest = rows
        .iter()
        .map(|row| row["log_rank_p"].parse::<f64>().unwrap())
        .fold(1.0, f64::min);
    let corrected = rows
        .iter()
        .map(|row| row["log_rank_p_holm"].parse::<f64>().unwrap())
        .fold(1.0, f64::min);
    assert!(
        (corrected - (3.0 * smallest).min(1.0)).abs() < 1e-12,
        "{corrected} {smallest}"
    );
}

#[test]
fn a_killed_run_is_compared_as_far_as_it_got() {
    let desk = desk_with(&format!("{}base,0,8,15,hol", worlds()));
    let answer = desk.alliance("compare runs --no-charts").done();
    assert_eq!(
        answer.err,
        "\nThe run was interrupted: worlds that are there in both arms are compared\n\
         The last line of runs.csv was only half written, and is left out\n\
         Pairs of worlds left out because a run failed: 1; the table of runs says why\n\
         Worlds left out because they are there in one arm only: 1\n\
         \nTables in runs/compare\n"
    );
}

#[test]
fn an_interrupted_run_is_compared_and_called_so() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    let manifest = desk.read("runs/manifest.json");
    desk.write(
        "runs/manifest.json",
        manifest.replace("\"complete\": true", "\"complete\": false"),
    );
    let answer = desk.alliance("compare runs --no-charts").done();
    assert!(answer.err.contains("The run was interrupted"), "{}", answer.err);
}

#[test]
fn the_same_comparison_again_changes_nothing_and_another_only_when_asked_for() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    desk.alliance("compare runs --no-charts").done();
    let before = desk.read("runs/compare/compare.csv");
    desk.alliance("compare runs --no-charts").done();
    desk.alliance("compare runs").done();
    assert!(desk.has("runs/compare/charts/survival-2.svg"), "charts are added");
    let message = desk.alliance("compare runs --arm loners").refusal();
    assert_eq!(
        message,
        "error: runs/compare holds another comparison already: its compare.csv differs; replace it with --overwrite\n"
    );
    assert_eq!(desk.read("runs/compare/compare.csv"), before);
    desk.alliance("compare runs --arm loners --overwrite").done();
    assert_eq!(desk.table("runs/compare/compare.csv").len(), 1);
    assert!(
        !desk.has("runs/compare/charts/survival-1.svg"),
        "what the first comparison left is gone"
    );
}

#[test]
fn what_is_not_of_a_comparison_is_never_removed() {
    let desk = desk_with(&worlds());
    desk.alliance("compare runs --no-charts").done();
    desk.write("runs/compare/notes.txt", "mine");
    let message = desk.alliance("compare runs --no-charts --base x --overwrite").refusal();
    assert_eq!(
        message,
        "error: runs/compare/notes.txt is not part of a comparison, and its folder would be replaced by one; move it away\n"
    );
    assert_eq!(desk.read("runs/compare/notes.txt"), "mine");
}

#[test]
fn an_unknown_arm_is_answered_with_the_nearest() {
    let desk = desk_with(&worlds().replace("x,", "no gossip,"));
    for option in ["--arm", "--base"] {
        let answer = desk.command(["compare", "runs", option, "no gosip"]).output().unwrap();
        assert_eq!(
            crate::program::Answer::from(answer).refusal(),
            "error: no arm is called `no gosip`; the arms are `base`, `no gossip`; did you mean `no gossip`?\n"
        );
    }
    assert!(!desk.has("runs/compare"));
}

#[test]
fn there_has_to_be_something_to_compare() {
    let desk = desk_with(&worlds());
    assert_eq!(
        desk.alliance("compare runs --arm base").refusal(),
        "error: arm `base` is the base, and cannot be compared with itself; choose another with --base\n"
    );
    desk.write("runs/runs.csv", format!("{HEADER}base,0,0,7,hollow,true,12\n"));
    assert_eq!(
        desk.alliance("compare runs").refusal(),
        "error: there is no arm but `base`, so there is nothing to compare; give the scenario an arm with [[arms]]\n"
    );
}

#[test]
fn a_folder_that_no_run_made_is_refused() {
    let desk = Desk::with_scenario("months = 3\n");
    assert_eq!(
        desk.alliance("compare runs").refusal(),
        "error: runs is no folder; name one that `alliance run` made\n"
    );
    std::fs::create_dir(desk.path("empty")).unwrap();
    assert_eq!(
        desk.alliance("compare empty").refusal(),
        "error: empty holds neither runs.csv nor runs.parquet; name a folder that `alliance run` made\n"
    );
    desk.alliance("trace scenario.toml --no-charts --out traced").done();
    assert_eq!(
        desk.alliance("compare traced").refusal(),
        "error: traced holds neither runs.csv nor runs.parquet, only the trace of one run; name a folder that `alliance run` made\n"
    );
}

#[test]
fn damaged_and_foreign_files_are_refused_with_their_place() {
    for (table, message) in [
        (
            "",
            " has no column `arm`, so it is not the table of runs that `alliance run` writes",
        ),
        (
            "a,b\n1,2\n",
            " has no column `arm`, so it is not the table of runs that `alliance run` writes",
        ),
        (
            "arm,point,replication,seed,outcome,survived,months\nbase,0,0\n",
            ", line 2: 3 fields where 7 are needed",
        ),
        (
            "arm,point,replication,seed,outcome,survived,months\nbase,0,0,7,hollow,true,many\n",
            ", line 2: `months` is `many`; allowed: a whole number",
        ),
        (
            "arm,point,replication,seed,outcome,survived,months\nbase,0,0,7,hollow,true,4000000000\n",
            ", line 2: `months` is `4000000000`; allowed: a whole number from 0 to 12000",
        ),
    ] {
        let desk = desk_with("");
        desk.write("runs/runs.csv", table);
        assert_eq!(
            desk.alliance("compare runs").refusal(),
            format!("error: runs/runs.csv{message}\n")
        );
        assert!(!desk.has("runs/compare"));
    }
}

#[test]
fn a_table_that_was_changed_after_the_run_is_refused() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --no-charts --out runs").done();
    let table = desk.read("runs/runs.csv");
    desk.write("runs/runs.csv", &table[..table.len() / 2]);
    let message = desk.alliance("compare runs").refusal();
    assert!(
        message.starts_with("error: runs/runs.csv was changed after the run: its SHA-256 is "),
        "{message}"
    );
}

#[test]
fn a_damaged_or_foreign_manifest_is_refused() {
    let desk = desk_with(&worlds());
    desk.write("runs/manifest.json", "{\n  \"program\": ");
    assert_eq!(
        desk.alliance("compare runs").refusal(),
        "error: runs/manifest.json is damaged: EOF while parsing a value at line 2 column 13\n"
    );
    desk.write("runs/manifest.json", "{ \"program\": \"other\" }");
    assert_eq!(
        desk.alliance("compare runs").refusal(),
        "error: runs/manifest.json is not the manifest of `alliance run`: its `program` is \"other\"\n"
    );
}

/// A folder `runs` with these rows, as a run leaves it that was killed.
fn desk_with(rows: &str) -> Desk {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("runs")).unwrap();
    desk.write("runs/runs.csv", format!("{HEADER}{rows}"));
    desk
}

/// The rows of [`WORLDS`], base by arm `x`.
fn worlds() -> String {
    let pairs = (0..).zip(WORLDS);
    let rows = pairs.map(|(replication, (base, arm))| {
        let seed = replication + 7;
        let base = format!("base,0,{replication},{seed},{base}\n");
        match arm {
            "" => base,
            arm => format!("{base}x,0,{replication},{seed},{arm}\n"),
        }
    });
    rows.collect()
}

/// What a comparison writes into `compare.csv`.
fn compared(desk: &Desk, line: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    desk.alliance(line).done();
    desk.table("runs/compare/compare.csv")
}
