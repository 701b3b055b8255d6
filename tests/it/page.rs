//! `alliance page`: one file with everything in it, and nothing replaced unasked.

use crate::program::Desk;

#[test]
fn it_writes_one_file_and_says_where() {
    let desk = Desk::new();
    let answer = desk.alliance("page --lang nl").done();
    assert_eq!(answer.out, "alliance.html\n");
    let page = desk.read("alliance.html");
    assert!(
        page.starts_with("<!doctype html>\n<!-- alliance page "),
        "{}",
        &page[..80]
    );
    assert!(page.contains("<html lang=\"nl\" data-opens=\"nl\">"));
    assert_eq!(desk.files(), ["alliance.html"]);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_that_is_asked_for() {
    let desk = Desk::with_scenario("title = \"Mine\"\nmonths = 12");
    desk.write("there.html", "mine");
    let refused = desk.alliance("page scenario.toml -o there.html").refusal();
    assert_eq!(
        refused,
        "error: there.html is there already; choose another file with --out, or replace it with --overwrite\n"
    );
    assert_eq!(desk.read("there.html"), "mine");
    desk.alliance("page scenario.toml -o there.html --overwrite").done();
    assert!(desk.read("there.html").starts_with("<!doctype html>"));
}

#[test]
fn a_scenario_that_is_wrong_or_too_large_for_a_page_is_refused_and_nothing_is_written() {
    let desk = Desk::with_scenario("months = 0");
    assert!(
        desk.alliance("page scenario.toml")
            .refusal()
            .contains("`months` is out of range")
    );
    desk.write("large.toml", "[population]\ncount = 300");
    assert!(desk.alliance("page large.toml").refusal().contains("too many members"));
    assert!(!desk.has("alliance.html"));
}
