//! Whatever a person writes, the program says what is wrong and where, soon, and leaves nothing behind.

use std::time::{Duration, Instant};

use crate::program::Desk;

/// Longest time that a refusal may take.
const SOON: Duration = Duration::from_secs(5);

/// Three members to be named.
const MEMBERS: &str =
    "[[members]]\nname = \"Port\"\n\n[[members]]\nname = \"City\"\n\n[[members]]\nname = \"Farmers\"\n\n";

/// What is wrong below the members: a name for it, the text, and a word that the message has to hold.
const WRONG: [(&str, &str, &str); 63] = [
    // Numbers
    ("not a number", "[gossip]\nrate = nan\n", "nan"),
    ("infinite", "[relations]\nimage_culture = inf\n", "inf"),
    ("infinite below", "[context]\ndrift = -inf\n", "-inf"),
    ("beyond all doubles", "[context]\ndrift = 1e999\n", "drift"),
    ("text for a number", "[gossip]\nrate = \"high\"\n", "rate"),
    ("number for a truth", "[gossip]\nenabled = 1\n", "enabled"),
    ("share above one", "[dials]\ncontrol = 1.5\n", "0 to 1"),
    ("trust below all trust", "[relations]\ntrust_mean = -1.1\n", "-1 to 1"),
    ("negative rate", "[incidents]\nmeans = -0.1\n", "-0.1"),
    ("no tolerance", "[alliance]\ngoal_tolerance = 0\n", "1e-9 to 1e9"),
    ("enormous drift", "[context]\ndrift = 1e308\n", "-1e9 to 1e9"),
    (
        "resources beyond all doubles",
        "[population]\nresources_spread = 1000\n",
        "0 to 10",
    ),
    ("endless talk", "[gossip]\nconversations = 4000000000\n", "1 to 10000"),
    ("no talk", "[gossip]\nconversations = 0\n", "1 to 10000"),
    ("negative count", "[population]\ncount = -3\n", "-3"),
    ("count of one", "[population]\ncount = 1\n", "2 to 1000000"),
    ("broken count", "[population]\ncount = 8.5\n", "8.5"),
    ("no runs", "[experiment]\nruns = 0\n", "runs"),
    ("negative runs", "[experiment]\nruns = -20\n", "-20"),
    (
        "negative month",
        "[[events]]\nmonth = -1\nkind = \"shock\"\nsize = 1\n",
        "-1",
    ),
    // Keys and words
    ("unknown table", "[gosip]\nrate = 0.1\n", "did you mean `gossip`?"),
    ("unknown key", "[gossip]\nrat = 0.1\n", "did you mean `rate`?"),
    ("unknown network", "[relations]\nnetwork = \"complet\"\n", "complete"),
    (
        "unknown kind of event",
        "[[events]]\nmonth = 1\nkind = \"schock\"\nsize = 1\n",
        "shock",
    ),
    (
        "unknown dial",
        "[[events]]\nmonth = 1\nkind = \"dial\"\ndial = \"trust\"\nvalue = 0.5\n",
        "control",
    ),
    (
        "unknown quality",
        "[[stewards]]\nrole = \"a\"\nfocus = { relation = 1 }\n",
        "relations",
    ),
    (
        "event without a size",
        "[[events]]\nmonth = 1\nkind = \"shock\"\n",
        "size",
    ),
    ("member without a name", "[[members]]\nculture = 0.5\n", "name"),
    // Names
    ("unknown lead", "[alliance]\nlead = \"Prt\"\n", "did you mean `Port`?"),
    (
        "unknown betrayer",
        "[[events]]\nmonth = 1\nkind = \"betrayal\"\nmember = \"Ctiy\"\n",
        "did you mean `City`?",
    ),
    (
        "unknown leaver",
        "[[events]]\nmonth = 1\nkind = \"leave\"\nmember = \"Mars\"\n",
        "Mars",
    ),
    (
        "unknown source of a rumour",
        "[[events]]\nmonth = 1\nkind = \"rumour\"\nsource = \"Mars\"\nabout = \"City\"\nstrength = -1\n",
        "Mars",
    ),
    (
        "unknown subject of a rumour",
        "[[events]]\nmonth = 1\nkind = \"rumour\"\nsource = \"City\"\nabout = \"Mars\"\nstrength = -1\n",
        "Mars",
    ),
    (
        "rumour about oneself",
        "[[events]]\nmonth = 1\nkind = \"rumour\"\nsource = \"City\"\nabout = \"City\"\nstrength = -1\n",
        "itself",
    ),
    (
        "tie from nobody",
        "[relations]\nties = [{ from = \"Mars\", to = \"City\" }]\n",
        "Mars",
    ),
    (
        "tie to nobody",
        "[relations]\nties = [{ from = \"City\", to = \"Mars\" }]\n",
        "Mars",
    ),
    (
        "tie to oneself",
        "[relations]\nties = [{ from = \"City\", to = \"City\" }]\n",
        "itself",
    ),
    (
        "tie written twice",
        "[relations]\nties = [{ from = \"City\", to = \"Port\" }, { from = \"City\", to = \"Port\" }]\n",
        "twice",
    ),
    (
        "two stewards of one role",
        "[[stewards]]\nrole = \"guide\"\n[[stewards]]\nrole = \"guide\"\n",
        "steward 1 has this role already",
    ),
    (
        "two stewards of one role in an arm",
        "[[arms]]\nname = \"x\"\nset = { stewards = [{ role = \"guide\" }, { role = \"guide\" }] }\n",
        "two stewards have the role `guide`",
    ),
    ("two members of one name", "[[members]]\nname = \"Port\"\n", "`Port`"),
    (
        "newcomer of a member's name",
        "[[arrivals]]\nmonth = 1\nmember = { name = \"Port\" }\n",
        "`Port`",
    ),
    // What has to fit together
    (
        "event past the horizon",
        "[[events]]\nmonth = 120\nkind = \"shock\"\nsize = 1\n",
        "0 to 119",
    ),
    (
        "arrival past the horizon",
        "[[arrivals]]\nmonth = 120\nmember = { name = \"Late\" }\n",
        "0 to 119",
    ),
    (
        "goal of another length",
        "[[members]]\nname = \"Church\"\ngoal = [1, 2, 3]\n",
        "2 numbers",
    ),
    ("ambition without axes", "[alliance]\nambition = []\n", "ambition"),
    (
        "names for too few axes",
        "[alliance]\ngoal_axes = [\"nature\"]\n",
        "2 names",
    ),
    (
        "cultures of unequal length",
        "[[members]]\nname = \"A\"\nculture = [0.1, 0.2]\n[[members]]\nname = \"B\"\nculture = 0.5\n",
        "unequal",
    ),
    (
        "focus over the budget",
        "[[stewards]]\nrole = \"a\"\nfocus = { relations = 1, change = 1, paradox = 0.5 }\n",
        "2.5",
    ),
    (
        "steward gone before the start",
        "[[stewards]]\nrole = \"a\"\nfrom = 9\nuntil = 4\n",
        "after `from`, which is 9",
    ),
    (
        "odd small world",
        "[relations]\nnetwork = { kind = \"small-world\", degree = 1 }\n",
        "degree",
    ),
    (
        "more contacts than others",
        "[relations]\nnetwork = { kind = \"random\", degree = 3 }\n",
        "less than",
    ),
    (
        "more links than others",
        "[relations]\nnetwork = { kind = \"scale-free\", links = 3 }\n",
        "less than",
    ),
    // Arms and sweeps
    (
        "two arms of one name",
        "[[arms]]\nname = \"x\"\n[[arms]]\nname = \"x\"\n",
        "`x`",
    ),
    ("arm called base", "[[arms]]\nname = \"base\"\n", "`base`"),
    (
        "unknown key of an arm",
        "[[arms]]\nname = \"x\"\nset = { gosip.rate = 1 }\n",
        "did you mean `gossip`?",
    ),
    (
        "wrong value of an arm",
        "[[arms]]\nname = \"x\"\nset = { gossip.rate = -1 }\n",
        "arm `x`",
    ),
    (
        "unknown member of an arm",
        "[[arms]]\nname = \"x\"\nset = { alliance.lead = \"Prot\" }\n",
        "did you mean `Port`?",
    ),
    (
        "arm with a seed of its own",
        "[[arms]]\nname = \"x\"\nset = { seed = 2 }\n",
        "share their luck",
    ),
    (
        "unknown key of a sweep",
        "[sweep]\n\"gossip.rat\" = [0.1]\n",
        "did you mean `rate`?",
    ),
    ("wrong value of a sweep", "[sweep]\n\"gossip.rate\" = [0.1, -1]\n", "-1"),
    ("sweep without values", "[sweep]\n\"gossip.rate\" = []\n", "no values"),
    (
        "range of one step",
        "[sweep]\n\"gossip.rate\" = { from = 0, to = 1, steps = 1 }\n",
        "steps",
    ),
];

/// What is wrong without them.
const WRONG_ALONE: [(&str, &str, &str); 25] = [
    ("number for text", "title = 7\n", "title"),
    ("number for a table", "gossip = 0.1\n", "gossip"),
    ("no months", "months = 0\n", "1 to 12000"),
    ("too many months", "months = 12001\n", "1 to 12000"),
    ("negative seed", "seed = -1\n", "-1"),
    (
        "seed that no double keeps",
        "seed = 9007199254740993\n",
        "9007199254740991",
    ),
    ("unknown key at the top", "monhts = 12\n", "did you mean `months`?"),
    ("unknown dynamics", "dynamics = \"meanfield\"\n", "mean-field"),
    (
        "nameless member",
        "[[members]]\nname = \"Port\"\n[[members]]\nname = \"\"\n",
        "name",
    ),
    ("alliance of one", "[[members]]\nname = \"Port\"\n", "at least 2"),
    (
        "too many for a complete network",
        "[population]\ncount = 5001\n",
        "small-world",
    ),
    (
        "odd degree",
        "[relations]\nnetwork = { kind = \"small-world\", degree = 5 }\n",
        "even",
    ),
    ("lead beyond the drawn", "[alliance]\nlead = \"Member 9\"\n", "Member 9"),
    (
        "newcomer with the name of one drawn",
        "[[arrivals]]\nmonth = 1\nmember = { name = \"Member 3\" }\n",
        "Member 3",
    ),
    (
        "range without an end",
        "[sweep]\n\"gossip.rate\" = { from = 0, steps = 3 }\n",
        "`to`",
    ),
    (
        "range with a misspelt key",
        "[sweep]\n\"gossip.rate\" = { from = 0, to = 1, step = 3 }\n",
        "`steps`",
    ),
    (
        "range of what is no number",
        "[sweep]\n\"gossip.rate\" = { from = 0, to = nan, steps = 3 }\n",
        "`to`",
    ),
    (
        "range through what is no whole number",
        "[sweep]\n\"population.count\" = { from = 4, to = 9, steps = 3 }\n",
        "6.5",
    ),
    ("sweep that is no list", "[sweep]\n\"gossip.rate\" = 0.1\n", "range"),
    (
        "sweep without end",
        "[sweep]\n\"gossip.rate\" = { from = 0, to = 1, steps = 10000 }\n\"gossip.negativity\" = { from = 0, to = 1, steps = 10000 }\n",
        "design points",
    ),
    (
        "range through all doubles",
        "[sweep]\n\"context.drift\" = { from = -1e308, to = 1e308, steps = 3 }\n",
        "-1e9 to 1e9",
    ),
    (
        "range beyond its end",
        "[sweep]\n\"context.drift\" = { from = 0, to = 1e10, steps = 2 }\n",
        "-1e9 to 1e9",
    ),
    (
        "arm that shortens the time",
        "[[events]]\nmonth = 90\nkind = \"shock\"\nsize = 1\n[[arms]]\nname = \"x\"\nset = { months = 50 }\n",
        "0 to 49",
    ),
    ("key written twice", "months = 12\nmonths = 13\n", "months"),
    ("broken TOML", "[gossip\nrate = 0.1\n", "write [gossip]"),
];

/// Ties files that are wrong.
const WRONG_TIES: [(&str, &str, &str); 10] = [
    ("empty", "", "the file is empty"),
    ("other columns", "a,b\nPort,City\n", "no member is called `a`"),
    ("misspelt column", "from,too\nPort,City\n", "did you mean `to`?"),
    ("column twice", "from,to,from\nPort,City,Port\n", "twice"),
    ("row too short", "from,to,trust\nPort,City\n", "2 fields"),
    ("row too long", "from,to\nPort,City,0.1\n", "3 fields"),
    ("unknown member", "from,to\nPort,Ctiy\n", "did you mean `City`?"),
    ("out of range", "from,to,trust\nPort,City,1.5\n", "-1 to 1"),
    ("no number", "from,to,image\nPort,City,nan\n", "nan"),
    ("twice", "from,to\nPort,City\nPort,City\n", "twice"),
];

#[test]
fn every_wrong_scenario_is_refused_with_its_place() {
    for (name, text, word) in WRONG {
        refused(name, format!("{MEMBERS}{text}").as_bytes(), word);
    }
    for (name, text, word) in WRONG_ALONE {
        refused(name, text.as_bytes(), word);
    }
}

#[test]
fn every_wrong_ties_file_is_refused_with_its_place() {
    for (name, ties, word) in WRONG_TIES {
        let desk = Desk::with_scenario(&format!("{MEMBERS}[relations]\nties_file = \"ties.csv\"\n"));
        desk.write("ties.csv", ties);
        let message = refusal(&desk, "scenario.toml");
        assert!(
            has_place(&message, "ties.csv") && message.contains(word),
            "{name}: {message}"
        );
    }
}

#[test]
fn trust_that_is_listed_for_a_newcomer_is_told_to_have_no_effect() {
    let desk = Desk::with_scenario(
        "[[members]]\nname = \"Port\"\n[[members]]\nname = \"City\"\n[[arrivals]]\nmonth = 6\nmember = { name = \"Late\" }\n\
         [[relations.ties]]\nfrom = \"Port\"\nto = \"Late\"\ntrust = 0.5\n",
    );
    let told = desk.alliance("check scenario.toml").done().out;
    assert!(
        told.contains("warning: listed `trust` has no effect for `Late`: all trust of a newcomer, given and received, starts at trust_mean"),
        "{told}"
    );
}

#[test]
fn too_many_listed_members_are_blamed_on_the_list() {
    let members: String = (0..5001)
        .map(|number| format!("[[members]]\nname = \"M{number}\"\n"))
        .collect();
    let text = format!("[population]\nvoice = 0.5\n{members}");
    let message = refusal(&Desk::with_scenario(&text), "scenario.toml");
    assert!(
        message.contains("scenario.toml:3:1") && message.contains("5001 members"),
        "{message}"
    );
}

#[test]
fn a_hundred_thousand_repeated_headers_are_refused_soon() {
    refused("repeated", &b"[a]\n".repeat(100_000), "written twice");
}

#[test]
fn a_ties_file_that_is_not_there_is_asked_for_where_it_is_named() {
    for name in ["nowhere.csv", ".", "", "scenario.toml/ties.csv"] {
        let desk = Desk::with_scenario(&format!("{MEMBERS}[relations]\nties_file = \"{name}\"\n"));
        let message = refusal(&desk, "scenario.toml");
        assert!(
            message.contains("scenario.toml:11:13") && message.contains("no such ties file"),
            "{message}"
        );
    }
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    let noise: Vec<u8> = (0..5000_u32)
        .map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let utf_16: Vec<u8> = "\u{feff}months = 12\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    refused("noise", &noise, "UTF-8");
    refused("UTF-16", &utf_16, "looks like UTF-16");
    refused("Latin-1", b"title = \"Caf\xE9\"\n", "0xE9");
    refused("zeroes", &[0; 100], "TOML");
}

#[test]
fn ten_megabytes_of_brackets_are_refused_at_once() {
    refused("opened", &b"[".repeat(10_000_000), "nested too deep");
    refused("closed", &b"]".repeat(1_000_000), "TOML");
    refused("tables in tables", &b"a={".repeat(3_000_000), "nested too deep");
    refused(
        "dots",
        &[b"a", ".a".repeat(4_000_000).as_bytes(), b" = 1"].concat(),
        "nested too deep",
    );
}

#[test]
fn a_path_that_is_no_file_is_refused_by_its_name() {
    let desk = Desk::with_scenario("");
    for (path, words) in [
        ("", "a value is required for '<FILE>'"),
        (".", ". is a directory"),
        ("nowhere.toml", "there is no file nowhere.toml"),
        ("scenari.toml", "did you mean scenario.toml?"),
        ("scenario.toml/x", "scenario.toml/x cannot be read"),
        ("/dev/zero", "/dev/zero is a device; only ordinary files are read"),
    ] {
        let message = refusal(&desk, path);
        assert!(message.contains(words), "{path}: {message}");
    }
}

#[test]
fn several_mistakes_are_told_at_once() {
    let desk = Desk::with_scenario("months = 0\n[gosip]\n[dials]\ncontrol = 2\n");
    let message = refusal(&desk, "scenario.toml");
    assert_eq!(message.matches("error:").count(), 3, "{message}");
}

#[test]
fn every_command_refuses_the_same_way() {
    let desk = Desk::with_scenario("[gossip]\nrat = 0.1\n");
    let messages =
        ["run", "trace", "check"].map(|command| desk.alliance(&format!("{command} scenario.toml")).refusal());
    assert!(messages.iter().all(|message| *message == messages[0]), "{messages:#?}");
}

#[test]
fn a_refused_scenario_leaves_old_results_alone() {
    let desk = Desk::with_scenario("months = 3");
    desk.alliance("run scenario.toml --runs 1 --no-charts").done();
    let before = desk.read("output/scenario/runs.csv");
    desk.write("scenario.toml", "months = -3");
    desk.alliance("run scenario.toml --runs 1 --overwrite").refusal();
    assert_eq!(desk.read("output/scenario/runs.csv"), before);
}

#[test]
fn what_is_planned_wrongly_is_explained() {
    for (name, text) in [
        ("an event without a time", "[[events]]\nkind = \"story\"\nsize = 0.5\n"),
        (
            "an event with two times",
            "[[events]]\nmonth = 3\nwhen = { measure = \"hostility\", above = 0.2 }\nkind = \"story\"\nsize = 0.5\n",
        ),
        (
            "a trigger without a side",
            "[[events]]\nwhen = { measure = \"hostility\" }\nkind = \"story\"\nsize = 0.5\n",
        ),
        (
            "a trigger on an unknown measure",
            "[[events]]\nwhen = { measure = \"hostilty\", above = 0.2 }\nkind = \"story\"\nsize = 0.5\n",
        ),
        (
            "a setting of an unknown key",
            "[[events]]\nmonth = 3\nkind = \"set\"\nkey = \"gossip.rat\"\nvalue = 0.5\n",
        ),
        (
            "a setting out of range",
            "[[events]]\nmonth = 3\nkind = \"set\"\nkey = \"home_talk.loyalty\"\nvalue = 1.5\n",
        ),
        (
            "a setting of what cannot be set",
            "[[events]]\nmonth = 3\nkind = \"set\"\nkey = \"population.count\"\nvalue = 5\n",
        ),
        (
            "a steward with two beginnings",
            "[[stewards]]\nrole = \"coordinator\"\nfrom = 3\nwhen = { measure = \"trust\", below = 0.0 }\nhome = \"Nobody\"\n",
        ),
    ] {
        let message = refusal(&Desk::with_scenario(text), "scenario.toml");
        insta::assert_snapshot!(name.replace(' ', "_"), message);
    }
}

#[test]
fn whole_messages_are_as_they_should_be() {
    for (name, text) in [
        ("unknown key", "[gossip]\nrat = 0.1\n"),
        ("not a number", "[gossip]\nrate = nan\n"),
        ("out of range", "title = \"Delta\"\n\n[dials]\ncontrol = 1.5   # of 1\n"),
        ("unknown lead", "[alliance]\nlead = \"Member 11\"\n"),
        ("unknown event", "[[events]]\nmonth = 3\nkind = \"schock\"\nsize = 1\n"),
        (
            "past the horizon",
            "months = 24\n\n[[events]]\nmonth = 24\nkind = \"shock\"\nsize = 1\n",
        ),
        (
            "two of one name",
            "[[members]]\nname = \"Port\"\n\n[[members]]\nname = \"Port\"\n",
        ),
        (
            "goal of another length",
            "[[members]]\nname = \"Port\"\ngoal = [1]\n\n[[members]]\nname = \"City\"\n",
        ),
        (
            "focus over the budget",
            "[[stewards]]\nrole = \"facilitator\"\nfocus = { relations = 1, change = 1, paradox = 1 }\n",
        ),
        (
            "odd small world",
            "[relations]\nnetwork = { kind = \"small-world\", degree = 3 }\n",
        ),
        ("too many members", "[population]\ncount = 6000\n"),
        (
            "arm with an unknown key",
            "[[arms]]\nname = \"quiet\"\nset = { gosip.enabled = false }\n",
        ),
        ("arm called base", "[[arms]]\nname = \"base\"\n"),
        (
            "sweep out of range",
            "[sweep]\n\"dials.control\" = { from = 0, to = 1.5, steps = 4 }\n",
        ),
        ("missing ties file", "[relations]\nties_file = \"ties.csv\"\n"),
        ("broken TOML", "[gossip]\nrate = 0.1 0.2\n"),
        ("two values with a comma", "[gossip]\nrate = 0.1, 0.2\n"),
        ("two words", "title = Delta works\n"),
        (
            "two stewards of one role",
            "[[stewards]]\nrole = \"facilitator\"\n\n[[stewards]]\nrole = \"facilitator\"\nfrom = 12\n",
        ),
        ("enormous number", "[context]\ndrift = 1e308\n"),
    ] {
        let message = refusal(&Desk::with_scenario(text), "scenario.toml");
        insta::assert_snapshot!(name.replace(' ', "_"), message);
    }
}

/// Looks that a file is refused with its place and this word.
fn refused(name: &str, bytes: &[u8], word: &str) {
    let desk = Desk::new();
    desk.write("scenario.toml", bytes);
    let message = refusal(&desk, "scenario.toml");
    assert!(has_place(&message, "scenario.toml"), "{name}: {message}");
    assert!(message.contains(word), "{name} does not say `{word}`: {message}");
}

/// The message about a file that cannot be run; nothing is written, and soon.
fn refusal(desk: &Desk, path: &str) -> String {
    let (before, started) = (desk.files(), Instant::now());
    let message = crate::program::Answer::from(desk.command(["run", path]).output().unwrap()).refusal();
    assert!(started.elapsed() < SOON, "{:?} for {message}", started.elapsed());
    assert_eq!(desk.files(), before, "{message}");
    message
}

/// Whether a message says where: file, line, column.
fn has_place(message: &str, file: &str) -> bool {
    let after = message.split(&format!("--> {file}:")).nth(1).unwrap_or_default();
    let mut numbers = after.lines().next().unwrap_or_default().split(':');
    let mut next = || {
        numbers
            .next()
            .and_then(|number| number.parse::<u32>().ok())
            .is_some_and(|number| number > 0)
    };
    next() && next()
}
