//! `alliance tip`: the value of a key at which half of all alliances meet a fate.

use crate::program::{Answer, Desk, header};

/// Alliances that last the longer the more their members trust one another.
const SCENARIO: &str = "title = \"River\"\nmonths = 96\npopulation.count = 4\n\
     [[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n";
const TRUST: &str = "tip scenario.toml --key relations.trust_mean --from -0.6 --to 0.6 --runs 600";

fn desk() -> Desk {
    Desk::with_scenario(SCENARIO)
}

/// What the program says that does not change with the machine.
fn said(answer: Answer) -> String {
    answer.done().out
}

#[test]
fn a_tipping_point_is_found_told_and_written() {
    let desk = desk();
    insta::assert_snapshot!(said(desk.alliance(TRUST)));
    let folder = "output/scenario-tip";
    for file in [
        "tip.csv",
        "curve.csv",
        "manifest.json",
        "charts/tipping.svg",
        "charts/tipping.png",
    ] {
        assert!(desk.has(&format!("{folder}/{file}")), "{file}");
    }
    let tried = desk.table(&format!("{folder}/tip.csv"));
    let runs: u64 = tried.iter().map(|row| row["runs"].parse::<u64>().unwrap()).sum();
    assert_eq!(runs, 600);
    let manifest = desk.json(&format!("{folder}/manifest.json"));
    assert_eq!(manifest["complete"], true);
    assert_eq!(manifest["runs_done"], 600);
    assert_eq!(manifest["key"]["name"], "relations.trust_mean");
    assert_eq!(manifest["tables"].as_object().unwrap().len(), 2);
}

#[test]
fn a_tipping_point_is_the_same_on_any_number_of_threads() {
    let desk = desk();
    for threads in [1, 2] {
        let line = format!("{TRUST} --no-charts --quiet --threads {threads} --out {threads}");
        desk.alliance(&line).done();
    }
    for table in ["tip.csv", "curve.csv"] {
        assert_eq!(
            desk.read(&format!("1/{table}")),
            desk.read(&format!("2/{table}")),
            "{table}"
        );
    }
    desk.alliance(&format!("{TRUST} --no-charts --quiet --seed 5 --out other"))
        .done();
    assert_ne!(desk.read("1/tip.csv"), desk.read("other/tip.csv"));
}

#[test]
fn no_finished_search_is_overwritten_unasked() {
    let desk = desk();
    let line = format!("{TRUST} --no-charts --quiet");
    desk.alliance(&line).done();
    insta::assert_snapshot!(desk.alliance(&format!("{line} --seed 9")).refusal());
    let again = desk.alliance(&line).done();
    assert_eq!(
        again.err,
        "output/scenario-tip is finished already; --overwrite makes it anew\n"
    );
    desk.alliance(&format!("{line} --overwrite")).done();
}

#[test]
fn an_arm_is_searched_by_its_name() {
    let desk = desk();
    let line = format!("{TRUST} --no-charts --quiet --json");
    let answer = desk
        .command(line.split(' ').chain(["--arm", "no gossip"]))
        .output()
        .unwrap();
    let answer: serde_json::Value = serde_json::from_str(&said(answer.into())).unwrap();
    assert_eq!(answer["arm"], "no gossip");
    assert_eq!(answer["outcome"], "failure");
    assert!(answer["sentence"].as_str().unwrap().starts_with("With ‘no gossip’, "));
    let wrong = desk
        .command(line.split(' ').chain(["--arm", "no gosip"]))
        .output()
        .unwrap();
    insta::assert_snapshot!(Answer::from(wrong).refusal());
}

#[test]
fn a_line_over_a_second_key_has_a_row_for_every_value() {
    let desk = desk();
    let answer = desk.alliance(
        "tip scenario.toml --key relations.trust_mean --from -0.6 --to 0.6 --runs 900 \
         --key2 population.count --from2 3 --to2 5 --steps2 9 --quiet",
    );
    insta::assert_snapshot!(said(answer));
    let line = desk.read("output/scenario-tip/line.csv");
    assert_eq!(
        header(&line),
        "population.count,standing,runs,failed,crossing,direction,value,low,high,width,width_low,width_high"
    );
    let counts: Vec<String> = desk
        .table("output/scenario-tip/line.csv")
        .into_iter()
        .map(|row| row["population.count"].clone())
        .collect();
    assert_eq!(counts, ["3.0", "4.0", "5.0"]);
    assert!(
        header(&desk.read("output/scenario-tip/tip.csv")).starts_with("population.count,relations.trust_mean,runs,")
    );
    assert!(desk.has("output/scenario-tip/charts/tipping-line.png"));
}

#[test]
fn what_cannot_be_searched_is_explained() {
    let desk = desk();
    let refused = |rest: &str| desk.alliance(&format!("tip scenario.toml {rest}")).refusal();
    let all = [
        "--key gossip.negativty --from 1 --to 8",
        "--key relations.network --from 1 --to 8",
        "--key relations.trust_mean --from 0 --to 3",
        "--key relations.trust_mean --from 0.4 --to 0.1",
        "--key gossip.rate --from 0 --to 1 --log",
        "--key gossip.rate --from 0 --to nan",
        "--key population.count --from 4 --to 5",
        "--key gossip.rate --from 0 --to 1 --runs 100",
        "--key gossip.rate --from 0 --to 1 --precision 0",
        "--key gossip.rate --from 0 --to 1 --key2 gossip.rate --from2 0 --to2 1",
        "--key gossip.rate --from 0 --to 1 --outcome fragmentd",
    ]
    .map(|rest| format!("> {rest}\n{}", refused(rest)));
    insta::assert_snapshot!(all.join("\n"));
    assert_eq!(desk.files(), ["scenario.toml"], "nothing is made before all is checked");
}
