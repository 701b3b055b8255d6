//! What is refused, in the whole words of it; and that no path is followed.

use alliance_page::interface::{Limits, PageQuestion, answer};
use alliance_studies::experiment::Control;
use serde_json::{Value as Json, json};

use super::{refused, try_ask};

/// A file that is there, seen from where tests run.
const THERE: &str = "scenarios/data/karate_trust.csv";

#[test]
fn a_mistake_in_the_file_or_the_changes_is_shown_at_its_place() {
    insta::assert_snapshot!(refused(PageQuestion::World, &json!({ "toml": "months = 0\n[gosip]", "replication": 0 })), @r"
    error: `months` is out of range
     --> scenario:1:10
      |
    1 | months = 0
      |          ^ found 0
      |
      = allowed: a whole number from 1 to 12000

    error: unknown key `gosip`
     --> scenario:2:2
      |
    2 | [gosip]
      |  ^^^^^ no such key here
      |
      = help: did you mean `gossip`?
    ");
    let changes = json!([["gossip.rate", 0.1], ["gossip.rat", 0.2]]);
    insta::assert_snapshot!(refused(PageQuestion::Scenario, &json!({ "toml": "months = 5", "changes": changes })), @r"
    error: unknown key `rat` in [gossip]
     --> the settings:2:1
      |
    2 | gossip.rat = 0.2
      | ^^^^^^^^^^ no such key here
      |
      = help: did you mean `rate`?
    ");
    insta::assert_snapshot!(refused(PageQuestion::Scenario, &json!({ "toml": "", "changes": [["seed", 3]] })), @r"
    error: a setting cannot set `seed`
     --> the settings:1:1
      |
    1 | seed = 3
      | ^^^^ all arms share their luck, so that they can be compared
    ");
}

#[test]
fn no_data_file_is_read() {
    std::fs::read(format!("{}/../{THERE}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let toml = format!("[relations]\nties_file = \"{THERE}\"");
    insta::assert_snapshot!(refused(PageQuestion::World, &json!({ "toml": toml, "replication": 0 })), @r#"
    error: no ties file is read here
     --> scenario:2:13
      |
    2 | ties_file = "scenarios/data/karate_trust.csv"
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the name of a file
      |
      = allowed: what is in the file, written into the scenario itself
    "#);
    let changes = json!([["relations.ties_file", THERE]]);
    insta::assert_snapshot!(refused(PageQuestion::Ensemble, &json!({ "toml": "", "changes": changes, "runs": 1 })), @r#"
    error: no ties file is read here
     --> the settings:1:23
      |
    1 | relations.ties_file = "scenarios/data/karate_trust.csv"
      |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the name of a file
      |
      = allowed: what is in the file, written into the scenario itself
    "#);
    for path in ["/etc/hostname", "/nowhere/at/all", "../../x", "/dev/zero"] {
        let there = refused(
            PageQuestion::World,
            &json!({ "toml": format!("relations.ties_file = \"{path}\""), "replication": 0 }),
        );
        assert!(there.contains("no ties file is read here"), "{there}");
        let points = json!({ "toml": format!("months = 2\nsample.points_file = \"{path}\""), "replication": 0 });
        assert!(
            try_ask(PageQuestion::World, &points).is_ok(),
            "points are not looked at"
        );
    }
}

#[test]
fn more_than_is_allowed_is_refused_with_what_is() {
    let limits = Limits {
        members: 10,
        axes: 4,
        months: 24,
        runs: 50,
        bytes: 200,
        effort: u64::MAX,
    };
    let ask = |question, body: Json| {
        let told = answer(question, body.to_string().as_bytes(), &limits, &Control::default());
        told.map(|_| ()).map_err(|refused| refused.to_string())
    };
    insta::assert_snapshot!(ask(PageQuestion::World, json!({ "toml": "population.count = 11\nmonths = 24", "replication": 0 })).unwrap_err(), @r"
    error: too many members
     --> scenario:1:20
      |
    1 | population.count = 11
      |                    ^^ 11 members
      |
      = allowed: at most 10 here; the command line has no such limit
    ");
    let arrival = "population.count = 10\nmonths = 24\n[[arrivals]]\nmonth = 1\nmember.name = \"X\"";
    assert!(
        ask(PageQuestion::World, json!({ "toml": arrival, "replication": 0 }))
            .unwrap_err()
            .contains("11 members")
    );
    assert!(
        ask(PageQuestion::Loops, json!({ "toml": "months = 25", "replication": 0 }))
            .unwrap_err()
            .contains("too many months")
    );
    let ensemble = |runs: u32| ask(PageQuestion::Ensemble, json!({ "toml": "months = 24", "runs": runs }));
    assert!(ensemble(50).is_ok() && ensemble(51).unwrap_err().contains("too many runs"));
    let futures = json!({ "toml": "months = 24", "replication": 0, "goal": "survival", "futures": 51 });
    assert!(
        ask(PageQuestion::Explanation, futures)
            .unwrap_err()
            .contains("too many futures")
    );
    assert!(
        ask(PageQuestion::Scenario, json!({ "toml": " ".repeat(200) }))
            .unwrap_err()
            .contains("too many bytes")
    );
}

#[test]
fn what_would_take_too_long_is_refused_with_what_it_comes_to() {
    let limits = Limits {
        effort: 4 * 4 * 6 * 50,
        ..Limits::default()
    };
    let ask = |question, months: u32, rest: Json| {
        let mut body = json!({ "toml": format!("population.count = 4\nmonths = {months}"), "replication": 0 });
        body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        let told = answer(question, body.to_string().as_bytes(), &limits, &Control::default());
        told.map(|_| ()).map_err(|refused| refused.to_string())
    };
    assert!(ask(PageQuestion::Ensemble, 6, json!({ "runs": 50 })).is_ok());
    insta::assert_snapshot!(ask(PageQuestion::Ensemble, 6, json!({ "runs": 51 })).unwrap_err(), @r"
    error: this would take too long
      found 4 members × 4 members × 6 months × 51 runs = 4896
      allowed: at most 4800 here; the command line has no such limit
    ");
    assert!(ask(PageQuestion::Loops, 3, json!({})).is_ok());
    assert!(
        ask(PageQuestion::Loops, 4, json!({}))
            .unwrap_err()
            .contains("4 members × 4 members × 4 months")
    );
    let explanation = |futures: u32| {
        ask(
            PageQuestion::Explanation,
            6,
            json!({ "goal": "survival", "futures": futures }),
        )
    };
    let refused = explanation(1000).unwrap_err();
    assert!(refused.contains("at most 48000 here"), "{refused}");
}

#[test]
fn a_life_in_which_too_much_happened_is_not_explained() {
    let toml = "months = 1200\npopulation.count = 40\nmembership.enabled = false\ncohesion.enabled = false";
    let told = refused(
        PageQuestion::Explanation,
        &json!({ "toml": toml, "replication": 0, "goal": "survival", "futures": 10 }),
    );
    assert!(told.contains("too many acts to be held against each other"), "{told}");
    assert!(told.contains("at most 3000000 here"), "{told}");
}

#[test]
fn what_would_take_long_to_check_is_refused() {
    let arms: String = (0..101).map(|arm| format!("[[arms]]\nname = \"{arm}\"\n")).collect();
    insta::assert_snapshot!(refused(PageQuestion::Scenario, &json!({ "toml": arms })), @r"
    error: too many arms
     --> scenario:1:1
      |
    1 | [[arms]]
      | ^^^^^^^^ 101 of them
      |
      = allowed: at most 100 in a scenario that is explored
    ");
    let changes: Vec<Json> = (0..1001).map(|_| json!(["months", 3])).collect();
    assert!(refused(PageQuestion::Scenario, &json!({ "toml": "", "changes": changes })).contains("too many changes"));
}

#[test]
fn what_is_no_question_is_refused() {
    let told = |question, body: &Json| {
        let told = refused(question, body);
        assert!(told.starts_with("error: the question cannot be read: "), "{told}");
    };
    let settings = json!({
        "toml": "months = 2\npopulation.count = 3", "changes": [["gossip.rate", 0.3]],
        "replication": 0, "runs": 3, "goal": "survival", "futures": 10, "models": 20
    });
    let with = |key: &str, value: Json| {
        let mut body = settings.clone();
        body[key] = value;
        body
    };
    for question in PageQuestion::ALL {
        for body in [json!(null), json!([]), json!({}), with("toml", json!(3))] {
            told(question, &body);
        }
        for seed in [json!(-1), json!(9_007_199_254_740_992_u64), json!("1")] {
            told(question, &with("seed", seed));
        }
        for changes in [
            json!([["months", null]]),
            json!([["months"]]),
            json!([3]),
            json!({ "months": 3 }),
        ] {
            told(question, &with("changes", changes));
        }
        assert!(try_ask(question, &settings).is_ok());
    }
    for wrong in [
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!("1"),
        json!(null),
        json!(u64::MAX),
    ] {
        told(PageQuestion::World, &with("replication", wrong.clone()));
        told(PageQuestion::Ensemble, &with("runs", wrong.clone()));
        told(PageQuestion::Explanation, &with("futures", wrong.clone()));
        told(PageQuestion::Explanation, &with("goal", wrong.clone()));
        told(PageQuestion::Robustness, &with("models", wrong));
    }
    let deep = format!(
        r#"{{ "toml": "", "replication": 0, "changes": [["months", {}"#,
        "[".repeat(100_000)
    );
    let deep = answer(
        PageQuestion::World,
        deep.as_bytes(),
        &Limits::default(),
        &Control::default(),
    )
    .unwrap_err();
    assert!(deep.to_string().contains("recursion limit"), "{deep}");
    let few = json!({ "toml": "", "replication": 0, "goal": "survival", "futures": 9 });
    assert!(refused(PageQuestion::Explanation, &few).contains("at least 10"));
}

#[test]
fn a_refusal_is_told_as_json() {
    let refused = answer(PageQuestion::World, b"{", &Limits::default(), &Control::default()).unwrap_err();
    let told: Json = serde_json::from_slice(&refused.to_json()).unwrap();
    assert_eq!(told["error"], refused.to_string());
}
