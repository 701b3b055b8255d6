//! Arms and sweeps: what they change, and where their mistakes are shown.

use super::super::{Document, Override, Step, Value};
use super::sample::{Arm, GOOD, Sample, assert_message, check};

const SET: [Step<'static>; 3] = [Step::Key("arms"), Step::Index(0), Step::Key("set")];

#[test]
fn keys_are_written_in_quotes_or_with_dots() {
    let document = check(GOOD).unwrap();
    let keys = |path: &[Step<'_>]| -> Vec<(String, String)> {
        let overrides = document.overrides_at(path);
        overrides
            .iter()
            .map(|change| (change.key().to_owned(), change.value().get_ref().to_string()))
            .collect()
    };
    let told = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(
        keys(&SET),
        [told("gossip.enabled", "false"), told("gossip.rate", "0.1")]
    );
    let range = "{ from = 0.0, to = 0.4, steps = 5 }";
    let sweep = [told("gossip.rate", range), told("relations.trust_mean", "[0.0, 0.1]")];
    assert_eq!(keys(&["sweep".into()]), sweep);
    assert_eq!(keys(&["arms".into(), 9.into(), "set".into()]), []);
}

#[test]
fn an_arm_changes_a_copy() {
    let changed = arm(r#"{ "gossip.enabled" = false, gossip.rate = 0.5, "stewards.facilitator.from" = 3 }"#).unwrap();
    let sample: Sample = changed.read().unwrap();
    assert_eq!(sample.gossip.enabled, Some(false));
    assert_eq!(sample.gossip.rate.map(f64::from), Some(0.5));
    assert_eq!(sample.stewards[0].from, 3);
    assert_eq!(check(GOOD).unwrap().read::<Sample>().unwrap().stewards[0].from, 12);
}

#[test]
fn items_are_picked_by_name_or_number() {
    let voice = |set: &str, at: usize| {
        arm(set).unwrap().read::<Sample>().unwrap().members[at]
            .voice
            .map(f64::from)
    };
    assert_eq!(voice(r#"{ "members.Farmers.voice" = 0.1 }"#, 0), Some(0.1));
    assert_eq!(voice(r#"{ "members.St. John.voice" = 0.2 }"#, 2), Some(0.2));
    assert_eq!(voice(r#"{ members."St. John".voice = 0.3 }"#, 2), Some(0.3));
    assert_eq!(voice(r#"{ "members.1.voice" = 0.4 }"#, 1), Some(0.4));
}

#[test]
fn the_longest_name_is_meant() {
    let text = r#"
members = [{ name = "St" }, { name = "St. John" }]
[[arms]]
name = "test"
set = { "members.St. John.voice" = 0.2, "members.St.voice" = 0.1 }
"#;
    let document = check(text).unwrap();
    let changed = document.with("arm `test`", &document.overrides_at(&SET)).unwrap();
    let voices: Vec<_> = changed
        .read::<Sample>()
        .unwrap()
        .members
        .iter()
        .map(|member| member.voice.map(f64::from))
        .collect();
    assert_eq!(voices, [Some(0.1), Some(0.2)]);
}

#[test]
fn whole_lists_tables_and_new_tables_can_be_set() {
    let sample: Sample = arm(r#"{ "stewards" = [], "learning.enabled" = false, "gossip" = { rate = 1 } }"#)
        .unwrap()
        .read()
        .unwrap();
    assert!(sample.stewards.is_empty());
    assert_eq!(sample.gossip.rate.map(f64::from), Some(1.0));
    let sample: Sample = arm(r#"{ "members.Port" = { name = "Harbour" } }"#)
        .unwrap()
        .read()
        .unwrap();
    assert_eq!(sample.members[1].name, "Harbour");
}

#[test]
fn a_change_is_located_where_it_is_written() {
    let document = arm(r#"{ "members.Farmers.voice" = 0.1 }"#).unwrap();
    let path = ["members".into(), 0.into(), "voice".into()];
    assert_eq!(at(&document, document.locate(&path)), "0.1");
    assert_eq!(at(&document, document.locate_key(&path)), "voice");
    let problem = document.problem_at(&path, "voice without a name");
    assert_eq!(problem.place.as_deref(), Some("arm `test`"));
}

#[test]
fn mistakes_in_an_arm_are_shown_at_its_line() {
    let cases = [
        ("arm_unknown_table", r#"{ "gosip.enabled" = false }"#),
        ("arm_unknown_key", r#"{ "gossip.enabld" = false }"#),
        ("arm_unknown_key_with_dots", "{ gossip.enabld = false }"),
        ("arm_out_of_range", r#"{ "dials.control" = 2 }"#),
        ("arm_wrong_type", r#"{ "stewards.facilitator.from" = "later" }"#),
        ("arm_not_a_number", r#"{ "gossip.rate" = nan }"#),
        ("arm_unknown_item", r#"{ "stewards.facilitater.from" = 3 }"#),
        ("arm_unknown_number", r#"{ "relations.ties.1.trust" = 0 }"#),
        (
            "arm_item_of_a_missing_list",
            r#"{ "arrivals.0.month" = 3, "events.7.month" = 1 }"#,
        ),
        ("arm_key_of_a_number", r#"{ "months.rate" = 3 }"#),
        (
            "arm_mistake_in_a_new_list",
            r#"{ stewards = [{ role = "lead", skil = 1 }] }"#,
        ),
        ("arm_set_twice", r#"{ "gossip.rate" = 1, gossip.rate = 2 }"#),
        (
            "arm_breaks_what_was_right",
            r#"{ "relations.network.kind" = "random" }"#,
        ),
        (
            "arm_several",
            r#"{ "gossip.enabld" = false, "dials.control" = 2, "members.Port.voice" = -1 }"#,
        ),
        ("arm_escaped_key", r#"{ "gossip.\u0072at" = 1 }"#),
    ];
    for (name, set) in cases {
        assert_message(name, &arm(set).unwrap_err().to_string());
    }
}

#[test]
fn a_list_that_is_not_written_has_no_items() {
    let document = check("[[arms]]\nname = \"late\"\nset = { \"stewards.facilitator.from\" = 3 }\n").unwrap();
    let problems = document.with("arm `late`", &document.overrides_at(&SET)).unwrap_err();
    assert_message("arm_item_of_no_list", &problems.to_string());
}

#[test]
fn mistakes_in_a_sweep_are_shown_at_its_value() {
    let document =
        check("[sweep]\n\"gossip.rate\" = [0.1, -0.2]\nmonths = { from = 10, to = 20, steps = 4 }\n").unwrap();
    let overrides = document.overrides_at(&["sweep".into()]);
    let [rate, months] = overrides.as_slice() else {
        panic!("two keys are swept")
    };
    let rates: Vec<Override> = rate.items();
    assert!(document.with("sweep of `gossip.rate`", &rates[..1]).is_ok());
    let listed = document.with("sweep of `gossip.rate`", &rates[1..]).unwrap_err();
    assert_message("sweep_of_a_list", &listed.to_string());
    let whole = document.with("sweep of `months`", &[months.with_number(10.0)]).unwrap();
    assert_eq!(whole.read::<Sample>().unwrap().months, Some(10));
    let computed = document
        .with("sweep of `months`", &[months.with_number(10.0 + 10.0 / 3.0)])
        .unwrap_err();
    assert_message("sweep_of_a_range", &computed.to_string());
}

#[test]
fn computed_numbers_keep_their_value() {
    for number in [0.1 + 0.2, -1e300, 5e-324, 9e15, 1e22, -0.0] {
        assert_eq!(Value::number(number).as_number(), Some(number));
    }
    assert_eq!(Value::number(12.0).to_string(), "12");
    assert_eq!(Value::number(1e22).to_string(), "1e22");
    assert!(Value::number(f64::NAN).as_number().is_some_and(f64::is_nan));
}

#[test]
fn places_fall_back_to_what_is_written() {
    let document = check(GOOD).unwrap();
    let found = |path: &[Step<'_>]| at(&document, document.locate(path)).to_owned();
    assert_eq!(found(&["members".into(), 0.into(), "goal".into()]), "[1.0, -2]");
    assert_eq!(found(&["members".into(), 0.into(), "goal".into(), 1.into()]), "-2");
    assert_eq!(found(&["members".into(), 0.into(), "voice".into()]), "[[members]]");
    assert_eq!(found(&["gossip".into(), "conversations".into()]), "[gossip]");
    assert_eq!(found(&["learning".into(), "language_gain".into()]), "");
    assert_eq!(document.locate(&[]), 0..0);
    assert_eq!(
        at(&document, document.locate_key(&["gossip".into(), "rate".into()])),
        "rate"
    );
    assert_eq!(at(&document, document.locate_key(&["title".into()])), "title");
}

#[test]
fn paths_are_told_in_words() {
    let document = check(GOOD).unwrap();
    let told = |path: &[Step<'_>]| document.describe(path);
    assert_eq!(told(&["title".into()]), "`title`");
    assert_eq!(told(&["gossip".into(), "rate".into()]), "`rate` in [gossip]");
    assert_eq!(
        told(&["members".into(), 0.into(), "goal".into()]),
        "`goal` in [[members]] `Farmers`"
    );
    assert_eq!(
        told(&["members".into(), 0.into(), "goal".into(), 1.into()]),
        "item 2 of `goal` in [[members]] `Farmers`"
    );
    assert_eq!(
        told(&["relations".into(), "ties".into(), 0.into()]),
        "item 1 of `ties` in [relations]"
    );
    assert_eq!(
        told(&["events".into(), 1.into(), "kind".into()]),
        "`kind` in the 2nd [[events]]"
    );
    let focus = ["stewards".into(), 0.into(), "focus".into(), "change".into()];
    assert_eq!(told(&focus), "`change` in `focus` of [[stewards]] `facilitator`");
}

#[test]
fn the_names_of_arms_are_there_to_be_used() {
    let names: Vec<String> = check(GOOD)
        .unwrap()
        .read::<Sample>()
        .unwrap()
        .arms
        .into_iter()
        .map(|Arm { name, .. }| name)
        .collect();
    assert_eq!(names, ["no gossip"]);
}

/// The good sample with this arm, changed by it.
fn arm(set: &str) -> Result<Document, super::super::Problems> {
    let text = GOOD.replace(r#"{ "gossip.enabled" = false, gossip.rate = 0.1 }"#, set);
    let document = check(&text).unwrap();
    document.with("arm `test`", &document.overrides_at(&SET))
}

fn at(document: &Document, span: std::ops::Range<usize>) -> &str {
    &document.source().text[span]
}
