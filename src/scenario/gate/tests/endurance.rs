//! Files that nobody should write: unreadable, enormous, nested without end, or plain noise.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::{Document, InputError, Source};
use super::sample::{GOOD, Sample, assert_message, check, message, schema};

const TEN_MEGABYTES: usize = 10_000_000;

#[test]
fn enormous_nesting_is_refused_at_once() {
    let opened = |unit: &str| unit.repeat(TEN_MEGABYTES / unit.len());
    let started = Instant::now();
    assert_message("deep_brackets", &message(&opened("[")));
    assert_message("deep_header", &message(&opened("a.").replacen("a.", "[", 1)));
    assert_message("deep_list", &message(&format!("a = {}", opened("["))));
    assert_message("deep_dotted_key", &message(&opened("a.")));
    assert_message("deep_inline_table", &message(&format!("x = {}", opened("{a="))));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_deep_key_of_an_arm_is_refused() {
    let text = format!(
        "[[arms]]\nname = \"deep\"\nset = {{ \"{}b\" = 1 }}\n",
        "a.".repeat(100_000)
    );
    let document = check(&text).unwrap();
    let set = document.overrides_at(&["arms".into(), 0.into(), "set".into()]);
    assert_message(
        "arm_deep_key",
        &document.with("arm `deep`", &set).unwrap_err().to_string(),
    );
}

#[test]
fn a_large_broken_file_has_one_message() {
    let message = message(&"]\n".repeat(1_000_000));
    assert_eq!(message.matches("error:").count(), 1, "{message}");
}

#[test]
fn a_hundred_thousand_unknown_keys_take_no_time() {
    let text: String = (0..100_000).map(|number| format!("k{number} = 1\n")).collect();
    let started = Instant::now();
    assert!(message(&text).ends_with("… and 99980 more"));
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn files_that_cannot_be_read_are_explained() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("delta.toml");
    let read = |name: &str| {
        let error = Source::read(directory.path().join(name)).unwrap_err();
        error
            .to_string()
            .replace(&directory.path().display().to_string(), "scenarios")
    };
    std::fs::write(&path, "months = 12\n").unwrap();
    assert_eq!(Source::read(&path).unwrap().text, "months = 12\n");
    assert_eq!(
        read("delt.toml"),
        "there is no file scenarios/delt.toml; did you mean scenarios/delta.toml?"
    );
    assert_eq!(read("other"), "there is no file scenarios/other");
    assert_eq!(
        read(""),
        "scenarios/ is a directory; a scenario is a file, such as scenarios/scenario.toml"
    );
    std::fs::write(&path, b"title = \"x\"\nlead = \"Zo\xEB\"\n").unwrap();
    assert_message("not_utf8", &read("delta.toml"));
    std::fs::write(&path, b"\xFF\xFEt\0i\0").unwrap();
    assert_message("utf16", &read("delta.toml"));
    std::fs::File::create(&path).unwrap().set_len(33 * 1024 * 1024).unwrap();
    assert_eq!(
        read("delta.toml"),
        "scenarios/delta.toml is larger than 32 MB, the most that is read"
    );
}

#[test]
fn an_input_error_is_what_a_caller_can_return() {
    let read = |text: &str| -> Result<Sample, InputError> { Ok(check(text)?.read()?) };
    assert!(read(GOOD).is_ok());
    assert!(matches!(read("months = 0"), Err(InputError::Problems(problems)) if problems.len() == 1));
}

/// Pieces of TOML in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ".",
        ",",
        "=",
        "\n",
        "\r\n",
        " ",
        "\t",
        "#",
        "\"",
        "'",
        "'''",
        "\"\"\"",
        "a",
        "b",
        "gossip",
        "rate",
        "members",
        "name",
        "kind",
        "network",
        "relations",
        "arms",
        "set",
        "sweep",
        "1",
        "-0.5",
        "nan",
        "true",
        "2024-01-01",
        "\\",
        "\u{feff}",
        "é",
        "\u{0}",
        "[gossip]\n",
        "[[members]]\n",
        "name = \"x\"\n",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        drawn(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn soup_never_panics(text in soup()) {
        drawn(&text);
    }

    #[test]
    fn a_damaged_scenario_never_panics(at in 0..GOOD.len(), length in 0usize..30, noise in soup()) {
        let mut text = GOOD.to_owned();
        text.replace_range(at..(at + length).min(GOOD.len()), &noise);
        drawn(&text);
    }

    #[test]
    fn any_change_of_an_arm_is_taken_or_explained(key in "(members|gossip|[a-z.0-9]{0,9})(\\.[A-Za-z0-9]{0,8}){0,4}", value in soup()) {
        let text = GOOD.replace("\"gossip.enabled\" = false", &format!("\"{key}\" = '''{}'''", value.replace('\'', "")));
        if let Ok(document) = check(&text) {
            let set = document.overrides_at(&["arms".into(), 0.into(), "set".into()]);
            let _ = document.with("arm", &set).map_err(|problems| problems.to_string());
        }
    }

    #[test]
    fn what_the_walk_lets_through_can_be_read(at in 0..GOOD.len(), length in 0usize..8, digits in "[-0-9.\"\\[\\]a-z]{0,3}") {
        let mut text = GOOD.to_owned();
        text.replace_range(at..(at + length).min(GOOD.len()), &digits);
        if let Ok(document) = check(&text) {
            prop_assert!(document.read::<Sample>().is_ok(), "{}", document.read::<Sample>().unwrap_err());
        }
    }
}

fn drawn(text: &str) {
    if let Err(problems) = Document::check(Source::new("noise.toml", text), schema()) {
        assert!(!problems.to_string().is_empty() && !problems.coloured().is_empty());
    }
}
