//! Questions and answers.

use alliance_page::interface::{Limits, PageQuestion, answer, start};
use alliance_studies::experiment::Control;

use super::Running;

/// Small enough to be answered at once.
const SMALL: &str = r#"{"toml":"months = 6","changes":[["gossip.rate",0.3]],"replication":1,"runs":12}"#;

#[test]
fn the_page_is_told_what_the_engine_says() {
    let server = Running::new();
    let told = server.get("/api/start", "");
    assert_eq!(told.body().as_bytes(), start(&[], &Limits::default()));
    for question in [
        PageQuestion::Scenario,
        PageQuestion::World,
        PageQuestion::Ensemble,
        PageQuestion::Loops,
    ] {
        let told = server.ask(&server.question(question.name(), SMALL));
        let said = answer(question, SMALL.as_bytes(), &Limits::default(), &Control::default()).unwrap();
        assert_eq!(told.status(), 200, "{told:?}");
        assert_eq!(told.header("content-type"), Some("application/json"));
        assert!(told.body().as_bytes() == said, "{question:?}");
    }
}

#[test]
fn what_takes_long_tells_how_far_it_is_and_its_answer_comes_last() {
    let server = Running::new();
    for (question, body) in [
        (
            PageQuestion::Explanation,
            r#"{"toml":"months = 6","changes":[],"replication":0,"goal":"survival","futures":10}"#,
        ),
        (
            PageQuestion::Robustness,
            r#"{"toml":"months = 6","changes":[["gossip.rate",0.3]],"base":[],"goal":"survival","models":20,"runs":4}"#,
        ),
    ] {
        let said = answer(question, body.as_bytes(), &Limits::default(), &Control::default()).unwrap();
        let told = server.ask(&server.question(question.name(), body));
        assert_eq!(
            (told.status(), told.header("content-type")),
            (200, Some("application/x-ndjson"))
        );
        let mut lines: Vec<serde_json::Value> = told
            .body()
            .lines()
            .filter(|line| line.starts_with('{'))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let last = lines.pop().unwrap();
        assert_eq!(
            last["answer"],
            serde_json::from_slice::<serde_json::Value>(&said).unwrap()
        );
        assert!(!lines.is_empty(), "{question:?}");
        assert!(
            lines
                .iter()
                .all(|line| (0.0..=1.0).contains(&line["done"].as_f64().unwrap())),
            "{lines:?}"
        );
    }
}

#[test]
fn mistakes_are_shown_as_on_the_command_line() {
    let server = Running::new();
    for question in PageQuestion::ALL {
        let name = question.name();
        let question =
            r#"{"toml":"moths = 6","changes":[],"replication":0,"runs":1,"goal":"survival","futures":10,"models":20}"#;
        let answer = server.ask(&server.question(name, question));
        assert_eq!(answer.status(), 422, "{name}");
        assert!(answer.error().contains("did you mean `months`?"), "{name}: {answer:?}");
    }
}

#[test]
fn what_is_no_question_is_refused() {
    let server = Running::new();
    for body in [
        "",
        "{",
        "null",
        "[]",
        "\"toml\"",
        r#"{"toml":5}"#,
        r#"{"toml":"","changes":[["a"]]}"#,
    ] {
        let answer = server.ask(&server.question("ensemble", body));
        assert_eq!(answer.status(), 400, "{body}");
        assert!(
            answer.error().starts_with("error: the question cannot be read"),
            "{body}"
        );
    }
    assert_eq!(server.ask(&server.question("anything", SMALL)).status(), 404);
    for lines in [
        "",
        "Content-Type: text/plain\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n",
    ] {
        let answer = server.ask(&server.request("POST", "/api/world", lines, SMALL));
        assert_eq!(answer.status(), 415, "{lines}");
    }
}
