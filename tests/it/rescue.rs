//! `alliance rescue`: the cheapest help that would have saved an alliance.

use crate::program::{Answer, Desk};

/// Alliances a quarter of which break apart, and help with prices of its own.
const SCENARIO: &str = "title = \"River\"\nmonths = 60\nseed = 3\npopulation.count = 4\nrelations.trust_mean = -0.3\ngossip.negativity = 4\n\
     [[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n\
     [rescue]\nunit = \"k EUR\"\ntarget = 0.95\nsteward.qualities = [\"relations\", \"paradox\"]\n\
     conversations.price = 4\ndials.which = [\"process\"]\n";
const LINE: &str = "rescue scenario.toml --runs 1000 --fresh 100";
const FOLDER: &str = "output/scenario-rescue";

fn desk() -> Desk {
    Desk::with_scenario(SCENARIO)
}

fn json(answer: Answer) -> serde_json::Value {
    serde_json::from_str(&answer.done().out).unwrap()
}

#[test]
fn help_is_found_told_and_written() {
    let desk = desk();
    insta::assert_snapshot!(desk.alliance(LINE).done().out);
    for file in [
        "frontier.csv",
        "plans.csv",
        "later.csv",
        "rescue.toml",
        "charts/frontier.svg",
        "charts/frontier.png",
    ] {
        assert!(desk.has(&format!("{FOLDER}/{file}")), "{file}");
    }
    let manifest = desk.json(&format!("{FOLDER}/manifest.json"));
    assert_eq!(manifest["complete"], true);
    assert_eq!(manifest["rescue"]["unit"], "k EUR");
    assert_eq!(manifest["tables"].as_object().unwrap().len(), 3);
    let costs = |table: &str, of: &dyn Fn(&str) -> bool| -> f64 {
        let rows = desk.table(&format!("{FOLDER}/{table}"));
        let rows = rows.iter().filter(|row| of(&row["plan"]));
        rows.map(|row| row["cost"].parse::<f64>().unwrap()).sum()
    };
    for row in desk.table(&format!("{FOLDER}/frontier.csv")) {
        let is_it = |plan: &str| plan == row["plan"];
        let cost: f64 = row["cost"].parse().unwrap();
        assert!(
            (costs("plans.csv", &is_it) - cost).abs() < 1e-9,
            "the parts of plan {} cost what it costs",
            row["plan"]
        );
    }
}

#[test]
fn the_scenario_with_the_help_in_it_gives_the_very_share_that_was_told() {
    let desk = desk();
    desk.alliance(&format!("{LINE} --no-charts --quiet")).done();
    desk.alliance(&format!("check {FOLDER}/rescue.toml")).done();
    desk.alliance(&format!("run {FOLDER}/rescue.toml --no-charts --quiet --out again"))
        .done();
    let survived = |arm: &str| {
        let rows = desk.table("again/runs.csv");
        let rows = rows.iter().filter(|row| row["arm"] == arm && row["survived"] == "true");
        rows.count().to_string()
    };
    let frontier = desk.table(&format!("{FOLDER}/frontier.csv"));
    let taken = frontier.iter().find(|row| row["taken"] == "true").unwrap();
    assert_ne!(taken["plan"], "0");
    assert_eq!(
        (survived("base"), survived("rescued")),
        (frontier[0]["hits"].clone(), taken["hits"].clone())
    );
}

#[test]
fn help_is_the_same_on_any_number_of_threads_and_not_overwritten_unasked() {
    let desk = desk();
    for threads in [1, 2] {
        let line = format!("{LINE} --no-charts --quiet --threads {threads} --out {threads}");
        desk.alliance(&line).done();
    }
    for file in ["frontier.csv", "plans.csv", "later.csv", "rescue.toml"] {
        assert_eq!(
            desk.read(&format!("1/{file}")),
            desk.read(&format!("2/{file}")),
            "{file}"
        );
    }
    insta::assert_snapshot!(desk.alliance(&format!("{LINE} --out 1 --seed 9")).refusal());
}

#[test]
fn the_command_line_goes_before_the_file() {
    let desk = desk();
    let line = format!("{LINE} --no-charts --quiet --json --budget 12 --goal thriving");
    let words = line.split(' ').chain(["--arm", "no gossip"]);
    let answer = json(desk.command(words).output().unwrap().into());
    assert_eq!(answer["arm"], "no gossip");
    assert_eq!(
        (&answer["goal"], &answer["target"], &answer["budget"]),
        (&"thriving".into(), &serde_json::Value::Null, &12.0.into())
    );
    let plans = answer["found"]["plans"].as_array().unwrap();
    assert!(plans.iter().all(|plan| plan["cost"].as_f64().unwrap() <= 12.0));
    assert!(answer["sentence"].as_str().unwrap().starts_with("With ‘no gossip’, "));
}

#[test]
fn a_file_without_a_rescue_table_has_help_at_usual_prices() {
    let desk = Desk::with_scenario("months = 24\npopulation.count = 3\n");
    let answer = json(desk.alliance(&format!("{LINE} --no-charts --quiet --json")));
    assert_eq!(
        (&answer["target"], &answer["unit"]),
        (&0.9.into(), &"working days".into())
    );
    let later = answer["found"]["later"].as_array().unwrap();
    assert_eq!(later.len(), 2, "help after two years would come too late");
}

#[test]
fn what_cannot_be_helped_is_explained() {
    let refused = |table: &str| {
        let text = format!("months = 24\n{table}");
        Desk::with_scenario(&text).alliance("rescue scenario.toml").refusal()
    };
    let all = [
        "[rescue]\ntarget = 90\n",
        "[rescue]\nfrom = 24\n",
        "[rescue]\nsteward.focus_in_all = 3\n",
        "[rescue]\nsteward.qualities = [\"relation\"]\n",
        "[rescue]\ndials.which = [\"control\", \"control\"]\n",
        "[rescue]\nconversation.price = 2\n",
        "[[arms]]\nname = \"rich\"\nset = { rescue.budget = 100 }\n",
    ]
    .map(|table| format!("> {}\n{}", table.trim_end(), refused(table)));
    insta::assert_snapshot!(all.join("\n"));
    insta::assert_snapshot!(desk().alliance("rescue scenario.toml --target 90").refusal());
}
