//! What people give to the program: scenarios from standard input, keys on the command line, and data files as spreadsheets write them.

use std::io::Write as _;
use std::process::Stdio;

use crate::program::{Answer, Desk, header};

const SHORT: &str = "months = 6\nexperiment.runs = 2\npopulation.count = 4\n";
const ARM: &str = "[[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n";

/// Every command that takes a scenario, with what it needs besides; `FILE` is the scenario.
const COMMANDS: [&str; 14] = [
    "check FILE",
    "run FILE --no-charts",
    "trace FILE --no-charts",
    "story FILE",
    "explain FILE --no-charts",
    "loops FILE --no-charts",
    "tip FILE --key gossip.rate --from 0 --to 1",
    "rescue FILE",
    "sensitivity FILE",
    "robust FILE",
    "calibrate FILE --to target.csv",
    "plan FILE --shards 1",
    "explore FILE --no-open",
    "trace FILE --points 3",
];

#[test]
fn every_command_that_takes_a_scenario_takes_standard_input() {
    let desk = Desk::new();
    for command in COMMANDS {
        let message = piped(&desk, &command.replace("FILE", "-"), "[gossip]\nrat = 0.1\n").refusal();
        assert!(
            message.contains("unknown key `rat` in [gossip]\n --> standard input:2:1"),
            "{command}: {message}"
        );
    }
}

#[test]
fn every_command_that_takes_a_scenario_takes_keys_to_set() {
    let desk = Desk::with_scenario(SHORT);
    for command in COMMANDS {
        let line = command.replace("FILE", "scenario.toml") + " --set months=9 --set gossip.rat=0.1";
        let message = desk.alliance(&line).refusal();
        assert!(
            message.contains("unknown key `rat` in [gossip]\n --> --set 2:1:1"),
            "{command}: {message}"
        );
    }
}

#[test]
fn a_scenario_from_standard_input_runs_as_from_a_file_and_can_be_reproduced() {
    let desk = Desk::with_scenario(&format!("{SHORT}relations.ties_file = \"ties.csv\"\n{ARM}"));
    desk.write("ties.csv", "from,to,trust,image\nMember 1,Member 2,0.5,0.5\n");
    desk.alliance("run scenario.toml --no-charts").done();
    piped(&desk, "run - --no-charts", &desk.read("scenario.toml")).done();
    for table in ["runs.csv", "survival.csv"] {
        assert_eq!(
            desk.read(&format!("output/stdin/{table}")),
            desk.read(&format!("output/scenario/{table}"))
        );
    }
    assert_eq!(desk.json("output/stdin/manifest.json")["file"], "standard input");
    let crate_of = desk.read("output/stdin/ro-crate-metadata.json");
    assert!(crate_of.contains("\"alliance run -\""), "{crate_of}");
    desk.alliance("reproduce output/stdin --quiet").done();
    assert_eq!(
        piped(&desk, "run -", " \n").refusal(),
        "error: nothing came through standard input; a scenario is needed there, such as from `alliance run - < scenario.toml`\n"
    );
}

#[test]
fn keys_set_on_the_line_are_as_if_the_file_said_so() {
    let desk = Desk::with_scenario(&format!("{SHORT}{ARM}"));
    desk.write(
        "other.toml",
        format!("title = \"Mill 7\"\n{SHORT}gossip.rate = 0.5\nsweep.\"dials.control\" = [0, 1]\n"),
    );
    let mut set =
        desk.command("run scenario.toml --no-charts --out set --set gossip.rate=0.5 --set arms=[]".split(' '));
    set.args(["--set", "title=Mill 7", "--set", "sweep.dials.control=[0, 1]"]);
    Answer::from(set.output().unwrap()).done();
    desk.alliance("run other.toml --no-charts --out written").done();
    assert_eq!(desk.read("set/runs.csv"), desk.read("written/runs.csv"));
    let (set, written) = (desk.json("set/manifest.json"), desk.json("written/manifest.json"));
    assert_eq!(set["scenario"], written["scenario"]);
    assert_eq!(set["settings"][2], "title=Mill 7");
    assert_eq!(written.get("settings"), None);
    desk.alliance("reproduce set --quiet").done();
    let report = desk.read("set/report.html");
    assert!(report.contains("--set gossip.rate=0.5 --set 'arms=[]' --set 'title=Mill 7'"));
    desk.alliance("trace scenario.toml --no-charts --set population.count=3 --out traced")
        .done();
    assert_eq!(
        desk.table("traced/members.csv")
            .iter()
            .filter(|row| row["month"] == "1")
            .count(),
        3
    );
}

/// What is said of keys that are set besides.
fn refusal_of_set(desk: &Desk, settings: &[&str]) -> String {
    let words = settings.iter().flat_map(|setting| ["--set", setting]);
    let answer = desk.command(["check", "scenario.toml"]).args(words).output();
    Answer::from(answer.unwrap()).refusal()
}

#[test]
fn a_mistake_in_a_key_that_is_set_is_shown_there() {
    let desk = Desk::with_scenario(&format!("{SHORT}{ARM}"));
    let refused = |settings: &[&str]| refusal_of_set(&desk, settings);
    insta::assert_snapshot!(refused(&["gossip.rate=0,3", "months=0"]), @r"
    error: `rate` in [gossip] has the wrong type
     --> --set 1:1:13
      |
    1 | gossip.rate=0,3
      |             ^^^ found text
      |
      = allowed: a number from 0 to 1e9
      = help: write 0.3

    error: `months` is out of range
     --> --set 2:1:8
      |
    1 | months=0
      |        ^ found 0
      |
      = allowed: a whole number from 1 to 12000
    ");
    insta::assert_snapshot!(refused(&["gossip.rate"]), @r"
    error: there is no `=`
     --> --set 1:1:1
      |
    1 | gossip.rate
      | ^^^^^^^^^^^
      |
      = allowed: a key and its value, such as gossip.rate=0.3
    ");
    insta::assert_snapshot!(refused(&["arms.no gossip.set.gossip.enabled=TRUE"]), @r"
    error: arm `no gossip`: `enabled` in [gossip] has the wrong type
     --> --set 1:1:35
      |
    1 | arms.no gossip.set.gossip.enabled=TRUE
      |                                   ^^^^ found text
      |
      = allowed: true or false
      = help: write true
    ");
    insta::assert_snapshot!(refused(&["alliance.lead=Membr 2"]), @r"
    error: no member is called `Membr 2`
     --> --set 1:1:15
      |
    1 | alliance.lead=Membr 2
      |               ^^^^^^^
      |
      = allowed: `Member 1`, `Member 2`, `Member 3`, `Member 4`
      = help: did you mean `Member 2`?
    ");
    insta::assert_snapshot!(refused(&["gossip.rate=0.1", "gossip={rate=0.2}"]), @r"
    error: `gossip` is set twice, the first time as `gossip.rate`
     --> --set 2:1:1
      |
    1 | gossip={rate=0.2}
      | ^^^^^^ the second time
      |
      = help: keep one of the two
    ");
}

#[test]
fn a_file_where_a_folder_should_be_is_told() {
    let desk = Desk::with_scenario(SHORT);
    desk.write("results", "mine");
    for line in [
        "run scenario.toml --out results",
        "trace scenario.toml --out results/x",
        "plan scenario.toml --shards 1 --out results",
    ] {
        assert_eq!(
            desk.alliance(line).refusal(),
            "error: results is a file, and results go to a folder; choose another name with --out\n"
        );
    }
    assert_eq!(desk.read("results"), "mine");
}

#[test]
fn one_thing_set_twice_in_two_spellings_is_refused() {
    let desk = Desk::with_scenario(&format!(
        "{SHORT}[[arms]]\nname = \"x\"\n[arms.set]\n\"gossip.rate\" = 0.1\ngossip = {{ rate = 0.2 }}\n"
    ));
    insta::assert_snapshot!(desk.alliance("check scenario.toml").refusal(), @r#"
    error: arm `x`: `gossip` is set twice, the first time as `gossip.rate`
     --> scenario.toml:8:1
      |
    8 | gossip = { rate = 0.2 }
      | ^^^^^^ the second time
      |
      = help: it was first set in line 7; keep one of the two
    "#);
    desk.write(
        "names.toml",
        "members = [{ name = \"Port\" }, { name = \"City\" }]\n[[arms]]\nname = \"x\"\n[arms.set]\n\"members.0.voice\" = 1\n\
         \"members.Port.voice\" = 0\n",
    );
    insta::assert_snapshot!(desk.alliance("check names.toml").refusal(), @r#"
    error: arm `x`: `members.Port.voice` is set twice, the first time as `members.0.voice`
     --> names.toml:6:2
      |
    6 | "members.Port.voice" = 0
      |  ^^^^^^^^^^^^^^^^^^ the second time
      |
      = help: it was first set in line 5; keep one of the two
    "#);
    desk.write(
        "whole.toml",
        "[[arms]]\nname = \"x\"\n[arms.set]\ngossip = { rate = 0.2 }\n\"gossip.negativity\" = 1\n",
    );
    desk.alliance("check whole.toml").done();
}

#[test]
fn a_name_with_a_mark_is_one_name_however_it_is_composed() {
    let desk = Desk::with_scenario(
        "[[members]]\nname = \"Caf\u{e9}\"\n[[members]]\nname = \"Port\"\n[[members]]\nname = \"Cafe\u{301}\"\n",
    );
    insta::assert_snapshot!(desk.alliance("check scenario.toml").refusal(), @r#"
    error: two members are called `Café`
     --> scenario.toml:6:8
      |
    6 | name = "Café"
      |        ^^^^^^ member 1 has this name already, in line 2
      |
      = allowed: a name of its own for every member
    "#);
    desk.write(
        "lead.toml",
        "members = [{ name = \"Caf\u{e9}\" }, { name = \"Port\" }]\nalliance.lead = \"Cafe\u{301}\"\nrelations.ties_file = \"ties.csv\"\n",
    );
    desk.write(
        "ties.csv",
        "from,to,trust,image\nCafe\u{301},Port,0.5,0.5\nPort,Cafe\u{301},0.5,0.5\n",
    );
    desk.alliance("check lead.toml").done();
}

#[test]
fn names_that_a_spreadsheet_would_compute_are_refused_and_no_table_holds_one() {
    let desk = Desk::with_scenario(
        "members = [{ name = \"@home\" }, { name = \"-2+3\" }]\n[[arms]]\nname = \"+facilitator\"\n[[arms]]\nname = \"-gossip\"\n\
         [[stewards]]\nrole = \"=1+1\"\n",
    );
    insta::assert_snapshot!(desk.alliance("check scenario.toml").refusal(), @r#"
    error: a name that a spreadsheet would compute
     --> scenario.toml:1:21
      |
    1 | members = [{ name = "@home" }, { name = "-2+3" }]
      |                     ^^^^^^^ it begins with `@`
      |
      = allowed: anything that begins with a letter, a digit or another sign than = + - @
      = help: write "home"

    error: a name that a spreadsheet would compute
     --> scenario.toml:1:41
      |
    1 | members = [{ name = "@home" }, { name = "-2+3" }]
      |                                         ^^^^^^ it begins with `-`
      |
      = allowed: anything that begins with a letter, a digit or another sign than = + - @

    error: a name that a spreadsheet would compute
     --> scenario.toml:3:8
      |
    3 | name = "+facilitator"
      |        ^^^^^^^^^^^^^^ it begins with `+`
      |
      = allowed: anything that begins with a letter, a digit or another sign than = + - @
      = help: write "with facilitator"

    error: a name that a spreadsheet would compute
     --> scenario.toml:5:8
      |
    5 | name = "-gossip"
      |        ^^^^^^^^^ it begins with `-`
      |
      = allowed: anything that begins with a letter, a digit or another sign than = + - @
      = help: write "without gossip"

    error: a name that a spreadsheet would compute
     --> scenario.toml:7:8
      |
    7 | role = "=1+1"
      |        ^^^^^^ it begins with `=`
      |
      = allowed: anything that begins with a letter, a digit or another sign than = + - @
    "#);
    desk.write(
        "others.toml",
        format!("{SHORT}[sweep]\n\"relations.trust_mean\" = [-0.2]\n[[arms]]\nname = \"'quoted, \\\"and\\\" more\"\n"),
    );
    desk.alliance("run others.toml --no-charts --out others").done();
    for row in desk.table("others/runs.csv") {
        let computed =
            |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
        assert!(!row.values().any(computed), "{row:?}");
        assert_eq!(row["relations.trust_mean"], "-0.2");
    }
    let compared = desk.alliance("compare others --no-charts --quiet").done();
    assert!(compared.out.contains("‘'quoted, \"and\" more’"), "{}", compared.out);
    assert_eq!(compared.err, "");
}

#[test]
fn a_list_of_points_is_read_as_spreadsheets_write_it() {
    let desk = Desk::with_scenario(&format!("{SHORT}{ARM}[sample]\npoints_file = \"points.csv\"\n"));
    desk.write(
        "points.csv",
        "Label;gossip.rate;gossip.enabled\r\nas it is;0,1;TRUE\r\n-7;.25;False\r\n",
    );
    let checked = desk.alliance("check scenario.toml").done().out;
    assert!(
        checked.contains(
            "  sample: 2 points listed in points.csv, read with semicolons between its columns and decimal commas\n  \
             labels, a column of the tables: as it is, -7\n"
        ),
        "{checked}"
    );
    desk.alliance("run scenario.toml --no-charts --out out").done();
    let runs = desk.table("out/runs.csv");
    assert!(header(&desk.read("out/runs.csv")).starts_with("arm,point,label,gossip.rate,gossip.enabled,replication"));
    assert_eq!(
        (runs[0]["label"].as_str(), runs[0]["gossip.rate"].as_str()),
        ("as it is", "0.1")
    );
    assert_eq!(
        (runs[2]["label"].as_str(), runs[2]["gossip.enabled"].as_str()),
        ("-7", "false")
    );
    for table in ["summary.csv", "survival.csv", "timeline.csv"] {
        assert!(
            header(&desk.read(&format!("out/{table}"))).starts_with("arm,point,label,gossip.rate"),
            "{table}"
        );
    }
    let compared = desk.alliance("compare out --no-charts").done().out;
    assert!(!compared.contains("label"), "{compared}");
    desk.alliance("report out --quiet").done();
    desk.alliance("reproduce out --quiet").done();
    desk.alliance("plan scenario.toml --shards 2 --out shards").done();
    for shard in 0..2 {
        desk.alliance(&format!("work shards --shard {shard} --quiet")).done();
    }
    desk.alliance("merge shards --no-charts").done();
    assert_eq!(desk.read("shards/runs.csv"), desk.read("out/runs.csv"));
}

#[test]
fn a_mistaken_list_of_points_says_what_is_meant() {
    for (list, words) in [
        (
            "name,gossip.rate\na,0.1\n",
            [
                "points.csv:1:1",
                "a column that says what points are called has the name `label`",
            ],
        ),
        (",gossip.rate\n1,0.1\n", ["points.csv:1:1", "has the name `label`"]),
        (
            "gossip.rate\n0.1\n\"0.2\n",
            ["points.csv:3:1", "this quote is not closed"],
        ),
        (
            "label,gossip.rate\n=1+1,0.1\n",
            ["points.csv:2:1", "a label that a spreadsheet would compute"],
        ),
        ("gossip.rate\n50%\n", ["points.csv:2:1", "= help: write 0.5\n"]),
        ("gossip.rate\n\"0,5\"\n", ["points.csv:2:1", "= help: write 0.5\n"]),
        (
            "gossip.rate,gossip.enabled\n0.1,yes\n",
            ["points.csv:2:5", "= help: write true\n"],
        ),
    ] {
        let desk = Desk::with_scenario("[sample]\npoints_file = \"points.csv\"\n");
        desk.write("points.csv", list);
        let message = desk.alliance("check scenario.toml").refusal();
        assert!(words.iter().all(|word| message.contains(word)), "{list}: {message}");
    }
}

#[test]
fn points_can_be_asked_for_on_the_line() {
    let desk = Desk::with_scenario(&format!(
        "{SHORT}[sample.ranges]\n\"gossip.rate\" = {{ from = 0, to = 0.4 }}\n"
    ));
    let message = desk.alliance("run scenario.toml").refusal();
    insta::assert_snapshot!(message, @r#"
    error: a sample without `points`
     --> scenario.toml:4:2
      |
    4 | [sample.ranges]
      |  ^^^^^^ neither `points` nor `points_file`
      |
      = allowed: points = 64 with [sample.ranges], or points_file = "points.csv"
      = help: on the command line `--points 64` draws so many; `sensitivity` and `calibrate` choose points of their own
    "#);
    assert_eq!(desk.alliance("check scenario.toml").refusal(), message);
    desk.alliance("run scenario.toml --points 3 --no-charts --out out")
        .done();
    assert_eq!(desk.table("out/runs.csv").len(), 6);
    desk.alliance("reproduce out --quiet").done();
}

#[test]
fn a_path_with_backslashes_is_understood() {
    let desk = Desk::with_scenario("[relations]\nties_file = \"data\\ties.csv\"\n");
    insta::assert_snapshot!(desk.alliance("check scenario.toml").refusal(), @r#"
    error: there is no such ties file
     --> scenario.toml:2:13
      |
    2 | ties_file = "data\ties.csv"
      |             ^^^^^^^^^^^^^^^ its name would hold a control character
      |
      = allowed: a network: a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML; its path starts at the scenario's folder
      = help: a backslash begins an escape in "…"; write "data/ties.csv", or 'data\ties.csv' in single quotes
    "#);
}

#[test]
fn a_target_is_read_as_spreadsheets_write_it_and_that_is_told() {
    let scenario = "months = 24\npopulation.count = 4\n[sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.4 }\n";
    let desk = Desk::with_scenario(scenario);
    desk.write("target.csv", "Years;Percent\r\n1;88,5\r\n2;64,9 %\r\n");
    let line = "calibrate scenario.toml --to target.csv --particles 20 --generations 1 --runs 5 --no-charts --out fit";
    let told = desk.alliance(line).done().err;
    let read = "target.csv was read with semicolons between its columns and decimal commas and shares in per cent\n";
    assert!(told.contains(read), "{told}");
    let predicted = desk.table("fit/predictive.csv");
    assert_eq!(
        (predicted[12]["target"].as_str(), predicted[24]["target"].as_str()),
        ("0.885", "0.649")
    );
    desk.write("target.csv", "years,share\n1,88.5\n");
    insta::assert_snapshot!(desk.alliance(line).refusal(), @r"
    error: `share` is out of range
     --> target.csv:2:3
      |
    2 | 1,88.5
      |   ^^^^ found 88.5
      |
      = allowed: a number from 0 to 1
      = help: write 0.885 for 88.5 per cent, or call the column `percent`
    ");
}

/// What the program answers to a line with this text on its standard input.
fn piped(desk: &Desk, line: &str, text: &str) -> Answer {
    let mut command = desk.command(line.split(' '));
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}
