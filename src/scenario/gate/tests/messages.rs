//! What a person reads about each mistake. Every text here is wrong, and its whole message is a snapshot.

use super::sample::{GOOD, Sample, assert_message, check, message};

/// A name for the snapshot, and a text with mistakes.
const MISTAKEN: [(&str, &str); 120] = [
    // Keys
    ("unknown_table", "[gosip]\nrate = 0.2\n"),
    ("unknown_key", "[gossip]\nrat = 0.2\n"),
    ("unknown_key_that_is_like_none", "[gossip]\nbudget = 0.2\n"),
    ("unknown_key_at_the_top", "titel = \"Delta\"\n"),
    ("unknown_key_of_another_table", "[dials]\nnegativity = 2\n"),
    ("unknown_key_of_several_tables", "[dials]\nenabled = false\n"),
    ("unknown_key_of_the_top_level", "[gossip]\nmonths = 12\n"),
    ("unknown_key_that_is_part_of_another", "[learning]\ngain = 0.2\n"),
    (
        "unknown_key_in_an_inline_table",
        "[[stewards]]\nrole = \"facilitator\"\nfocus = { relation = 1 }\n",
    ),
    ("unknown_key_nearly_of_another_table", "[dials]\nnegativty = 2\n"),
    ("unknown_key_written_with_dots", "gossip.rat = 0.2\n"),
    ("unknown_key_in_quotes", "[gossip]\n\"rate \" = 0.2\n"),
    (
        "unknown_key_of_another_kind",
        "[relations]\nnetwork = { kind = \"random\", degree = 4, rewire = 0.1 }\n",
    ),
    (
        "unknown_key_of_an_event",
        "[[events]]\nmonth = 3\nkind = \"leave\"\nmember = \"Port\"\nsize = 1\n",
    ),
    (
        "missing_key",
        "[[members]]\nname = \"Port\"\n\n[[members]]\nculture = 0.5\n",
    ),
    (
        "missing_key_in_an_inline_table",
        "[[arrivals]]\nmonth = 3\nmember = { goal = [0] }\n",
    ),
    (
        "missing_key_of_a_kind",
        "[[events]]\nmonth = 3\nkind = \"betrayal\"\nmonths = 2\n",
    ),
    ("missing_kind", "[[events]]\nmonth = 3\nsize = 1\n"),
    (
        "unquoted_key_of_a_sweep",
        "[sweep]\nrelations.trust_mean = [0.0, 0.1]\ngossip.rate = [0]\n",
    ),
    (
        "missing_key_of_a_range",
        "[sweep]\n\"gossip.rate\" = { from = 0, to = 1 }\n",
    ),
    // Types
    ("text_for_a_number", "[gossip]\nrate = \"high\"\n"),
    ("number_in_quotes", "[gossip]\nrate = \"0,5\"\n"),
    ("truth_in_quotes", "[gossip]\nenabled = \"false\"\n"),
    ("number_for_a_truth", "[gossip]\nenabled = 1\n"),
    ("number_for_text", "title = 7\n"),
    ("whole_float_for_a_whole_number", "months = 120.0\n"),
    ("float_for_a_whole_number", "months = 1.5\n"),
    ("date_for_a_number", "[gossip]\nrate = 2024-01-01\n"),
    ("number_for_a_list", "[alliance]\nambition = 0.5\n"),
    (
        "wrong_item_of_a_list",
        "[[members]]\nname = \"Port\"\ngoal = [0.5, \"left\"]\n",
    ),
    ("number_for_a_table", "gossip = 0.2\n"),
    ("table_for_a_list_of_tables", "[members]\nname = \"Port\"\n"),
    ("list_of_tables_for_a_table", "[[gossip]]\nrate = 0.2\n"),
    ("neither_text_nor_table", "[relations]\nnetwork = 3\n"),
    (
        "neither_number_nor_list",
        "[[members]]\nname = \"Port\"\nculture = { x = 1 }\n",
    ),
    ("kind_that_is_not_text", "[[events]]\nmonth = 3\nkind = 4\n"),
    // Values
    ("below_the_range", "[gossip]\nrate = -0.5\n"),
    ("above_the_range", "[dials]\ncontrol = 1.01\n"),
    ("not_above_the_range", "[alliance]\ngoal_tolerance = 0\n"),
    ("whole_number_out_of_range", "months = 12_001\n"),
    (
        "negative_whole_number",
        "[[stewards]]\nrole = \"facilitator\"\nfrom = -1\n",
    ),
    (
        "whole_number_that_no_program_holds",
        "[[stewards]]\nrole = \"facilitator\"\nfrom = 99999999999\n",
    ),
    (
        "number_with_too_many_digits",
        "seed = 123456789012345678901234567890123456789012345678901234567890",
    ),
    ("not_a_number", "[alliance]\nambition = [nan]\n"),
    ("infinity", "[gossip]\nrate = +inf\n"),
    ("number_beyond_all_floats", "[alliance]\nambition = [1e999]\n"),
    (
        "item_out_of_range",
        "[[members]]\nname = \"Port\"\nculture = [0.5, 2.0]\n",
    ),
    ("unknown_word", "dynamics = \"mean field\"\n"),
    ("unknown_word_that_is_like_none", "dynamics = \"chaos\"\n"),
    ("unknown_kind", "[[events]]\nmonth = 3\nkind = \"schok\"\nsize = 1\n"),
    ("unknown_network", "[relations]\nnetwork = \"complet\"\n"),
    ("kind_written_as_a_word", "[relations]\nnetwork = \"small-world\"\n"),
    (
        "whole_number_too_long_for_a_float",
        "[alliance]\nambition = [100000000000000000000]\n",
    ),
    ("empty_list", "[alliance]\nambition = []\n"),
    ("empty_name", "[[members]]\nname = \"\"\n"),
    // TOML
    ("duplicate_key", "[gossip]\nrate = 0.2\nnegativity = 1\nrate = 0.3\n"),
    (
        "duplicate_table",
        "[gossip]\nrate = 0.2\n\n[dials]\ncontrol = 1\n\n[gossip]\nnegativity = 1\n",
    ),
    ("text_without_quotes", "dynamics = stochastic\n"),
    ("curly_quotes", "title = “Delta”\n"),
    ("decimal_comma", "[gossip]\nrate = 0,5\n"),
    ("yes_for_true", "[gossip]\nenabled = yes\n"),
    (
        "unclosed_inline_table",
        "gossip = { rate = 0.2\n\n[dials]\ncontrol = 0.3\n",
    ),
    ("no_value", "title =\nmonths = 3\n"),
    ("colon_for_equals", "title: \"Delta\"\n"),
    ("capital_truth", "[gossip]\nenabled = True\n"),
    (
        "unclosed_list",
        "[alliance]\nambition = [0, 1\n\n[gossip]\nrate = 0.2\n",
    ),
    ("unclosed_text", "title = \"Delta\nmonths = 12\n"),
    ("unclosed_literal_text", "title = 'Delta\n"),
    ("unclosed_header", "[gossip\nrate = 0.2\n"),
    // As people write who write TOML seldom
    ("word_for_a_number", "months = ten\n"),
    ("number_with_a_unit", "months = 10 years\n"),
    (
        "number_with_a_plus_and_no_digit_before_the_point",
        "seed = +5\n[gossip]\nrate = -.5\nnegativity = 5.\n",
    ),
    ("number_with_a_leading_zero", "months = 012\n"),
    ("comma_of_thousands", "months = 1,200\n"),
    ("blank_of_thousands", "months = 1 200\n"),
    ("comma_and_point", "[gossip]\nrate = 1.000,5\n"),
    ("per_cent", "[gossip]\nrate = 50%\n"),
    ("per_cent_in_quotes", "[gossip]\nrate = \"50 %\"\n"),
    ("fraction", "[gossip]\nrate = 1/2\n"),
    ("minus_for_eyes", "[relations]\ntrust_mean = −0.5\n"),
    ("truth_of_a_spreadsheet_in_quotes", "[gossip]\nenabled = \"TRUE\"\n"),
    ("nothing", "months = None\n"),
    (
        "comma_in_a_table_in_braces",
        "[[arms]]\nname = \"x\"\nset = { gossip.rate = 0,2 }\n",
    ),
    ("list_without_brackets", "[alliance]\nambition = 0.5, 0.5\n"),
    ("list_in_round_brackets", "[alliance]\nambition = (0.5, 0.5)\n"),
    ("list_with_semicolons", "[alliance]\nambition = [0.5; 0.5]\n"),
    ("list_without_commas", "[alliance]\nambition = [0.5 0.6]\n"),
    ("list_of_one_for_a_number", "[gossip]\nrate = [0.1]\n"),
    ("range_with_dots", "[sweep]\n\"gossip.rate\" = 0.1..0.5\n"),
    (
        "keys_without_commas",
        "[sweep]\n\"gossip.rate\" = { from = 0.1 to = 0.5 steps = 3 }\n",
    ),
    (
        "colons_in_a_table_in_braces",
        "[sweep]\n\"gossip.rate\" = { from: 0.1, to: 0.5 }\n",
    ),
    ("nearly_a_word_without_quotes", "dynamics = meanfield\n"),
    ("a_kind_without_quotes", "[relations]\nnetwork = smallworld\n"),
    ("quotes_within_quotes", "title = \"say \"hi\"\"\n"),
    ("text_of_two_lines", "title = \"a\nb\"\n"),
    (
        "backslashes_of_a_path",
        "[relations]\nties_file = \"C:\\Users\\ties.csv\"\n",
    ),
    (
        "backslash_of_no_escape",
        "[relations]\nties_file = \"data\\deep\\ties.csv\"\n",
    ),
    ("backslash_at_the_end", "[relations]\nties_file = \"data\\\"\n"),
    ("comment_of_another_language", "// months\nmonths = 12 // years\n"),
    ("semicolon_at_the_end", "months = 12;\n"),
    ("comma_at_the_end", "months = 12,\n"),
    ("two_keys_on_a_line", "months = 12, seed = 3\n"),
    ("json", "{ \"months\": 12 }\n"),
    ("yaml", "gossip:\n  rate: 0.1\n"),
    ("no_equals", "months 12\n"),
    ("two_equals", "months == 12\n"),
    ("no_key", "= 12\n"),
    ("key_with_blanks", "[relations]\ntrust mean = 0.1\n"),
    ("key_with_dashes", "[relations]\ntrust-mean = 0.1\n"),
    ("key_in_camel_case", "[alliance]\ngoalTolerance = 0.1\n"),
    ("header_without_brackets", "gossip\nrate = 0.1\n"),
    ("header_with_too_many_brackets", "[gossip]]\nrate = 0.1\n"),
    ("header_with_too_few_brackets", "[[members]\nname = \"Port\"\n"),
    ("key_behind_a_header", "[gossip] rate = 0.1\n"),
    ("table_named_again_below_its_header", "[gossip]\ngossip.rate = 0.1\n"),
    (
        "table_written_with_dots_and_a_header",
        "gossip.rate = 0.1\n[gossip]\nenabled = true\n",
    ),
    (
        "key_of_an_arm_outside_set",
        "[[arms]]\nname = \"x\"\ngossip.rate = 0.2\n",
    ),
    ("names_for_tables", "members = [\"Port\", \"City\"]\n"),
    ("table_for_every_name", "[members.Port]\nvoice = 1\n"),
    ("table_for_a_number", "[gossip.rate]\nvalue = 0.2\n"),
];

#[test]
fn the_sample_itself_is_right() {
    let sample: Sample = check(GOOD).unwrap().read().unwrap();
    assert_eq!(sample.months, Some(120));
    assert_eq!(sample.members.len(), 3);
}

#[test]
fn an_empty_file_is_right() {
    assert_eq!(check("").unwrap().read::<Sample>().unwrap(), Sample::default());
}

#[test]
fn every_mistake_is_explained() {
    for (name, text) in MISTAKEN {
        assert_message(name, &message(text));
    }
}

#[test]
fn several_mistakes_are_told_together() {
    let text = "titel = \"Delta\"\nmonths = 0\n\n[gosip]\n\n[dials]\ncontrol = 2\nprocess = \"low\"\n\n[[members]]\n";
    assert_message("several_mistakes", &message(text));
}

#[test]
fn broken_toml_and_mistakes_above_it_are_told_together() {
    let text = "[dials]\ncontrol = 2\n\n[[members]]\nvoice = 7\nname = \n\n[gossip]\nrate == 0.3\n";
    assert_message("broken_toml_and_mistakes", &message(text));
}

#[test]
fn many_mistakes_are_counted() {
    let text: String = (0..51).map(|number| format!("k{number} = 1\n")).collect();
    let message = message(&text);
    assert_eq!(message.matches("error:").count(), 20);
    assert!(message.ends_with("\n\n… and 31 more"), "{message}");
}

#[test]
fn columns_count_characters_and_tabs_once() {
    assert_message(
        "unicode_line",
        &message("gossip = { rate = 0.1, \"süße größe 日本\" = 1, ratte = 2 }\n"),
    );
    assert_message("tabs", &message("[gossip]\n\trate\t=\t-1\t# small\n"));
    assert_message(
        "crlf",
        &message("title = \"Delta\"\r\n[gossip]\r\nrate = -1\r\nrat = 2\r\n"),
    );
    assert_message("byte_order_mark", &message("\u{feff}months = 0\n"));
}

#[test]
fn long_lines_and_long_words_are_cut() {
    let list = "1.0, ".repeat(2_000);
    assert_message(
        "long_line",
        &message(&format!("alliance = {{ ambition = [{list}nan, {list}] }}\n")),
    );
    assert_message("long_key", &message(&format!("{} = 1\n", "k".repeat(2_000))));
    assert_message(
        "long_text",
        &message(&format!("dynamics = \"{}\"\n", "word ".repeat(2_000))),
    );
}

#[test]
fn control_characters_are_made_visible() {
    let message = message("dynamics = \"\\u001b[31m\\u202e\"\n[\"\\u001b\"]\n");
    assert!(!message.contains(['\u{1b}', '\u{202e}']), "{message:?}");
}

#[test]
fn colour_is_asked_for() {
    let problems = check("months = 0\n").unwrap_err();
    assert!(problems.coloured().contains("\u{1b}["));
    assert!(!problems.to_string().contains('\u{1b}'));
    assert!(
        !problems.coloured().contains("\u{1b}]8"),
        "no links to paths of this machine"
    );
}
