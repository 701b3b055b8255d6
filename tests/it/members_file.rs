//! Members from a table beside the scenario.

use std::fs;
use std::io;

use alliance_page::interface::Opened;

use crate::program::Desk;

const TABLE: &str = "\u{feff}name;voice;goal.1;goal.2;#town\r\nOld Mill;0,7;0,5;-0,25;Utrecht\r\nBakery;;;;Zeist\r\nPort;0,2;0;0;\r\n;;;;\r\n";
const SCENARIO: &str = "title = \"Three\"\nmonths = 12\nmembers_file = \"data/members.csv\"\nexperiment.runs = 3\n\
    [relations]\nties_file = \"data/ties.csv\"\n[[members]]\nname = \"Bakery\"\nvoice = 0.9\n\
    [[arms]]\nname = \"loud\"\nset = { members.Port.voice = 0.8 }\n";
/// The same, with the members where the table is named.
const WRITTEN: &str = "title = \"Three\"\nmonths = 12\nexperiment.runs = 3\n[relations]\nties_file = \"data/ties.csv\"\n\
    [[members]]\nname = \"Old Mill\"\nvoice = 0.7\ngoal = [0.5, -0.25]\n[[members]]\nname = \"Bakery\"\nvoice = 0.9\n\
    [[members]]\nname = \"Port\"\nvoice = 0.2\ngoal = [0, 0]\n[[arms]]\nname = \"loud\"\nset = { members.Port.voice = 0.8 }\n";

#[test]
fn members_of_a_table_live_as_those_that_are_written_down() {
    let desk = desk(TABLE);
    desk.write("written.toml", WRITTEN);
    for name in ["scenario", "written"] {
        desk.alliance(&format!("run {name}.toml --no-charts --no-report --out {name}"))
            .done();
    }
    assert_eq!(
        desk.json("scenario/manifest.json")["digest"],
        desk.json("written/manifest.json")["digest"]
    );
}

#[test]
fn check_says_how_many_members_the_table_has() {
    let told = desk(TABLE).alliance("check scenario.toml").done().out;
    assert!(
        told.contains("\n  data/members.csv: 3 members\n  data/ties.csv: read as"),
        "{told}"
    );
}

#[test]
fn a_study_is_made_again_from_its_manifest_alone() {
    let desk = desk(TABLE);
    for command in ["run", "sensitivity"] {
        let ranges = "[sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.3 }\n";
        let ranges = if command == "run" { "" } else { ranges };
        desk.write("scenario.toml", format!("{SCENARIO}{ranges}"));
        let size = if command == "run" { "" } else { " --points 4 --runs 2" };
        desk.alliance(&format!("{command} scenario.toml --no-charts --out {command}{size}"))
            .done();
    }
    fs::remove_dir_all(desk.path("data")).unwrap();
    for command in ["run", "sensitivity"] {
        let told = desk.alliance(&format!("reproduce {command} --quiet")).done().out;
        assert!(told.contains("The same bytes"), "{told}");
    }
}

#[test]
fn a_table_that_changed_belongs_to_another_study() {
    let desk = desk(TABLE);
    desk.alliance("run scenario.toml --no-charts --no-report").done();
    desk.write("data/members.csv", TABLE.replace("0,7", "0,6"));
    let answer = desk.alliance("run scenario.toml --no-charts --no-report");
    assert!(answer.err.contains("members"), "{answer:#?}");
}

#[test]
fn every_mistake_is_shown_where_it_is() {
    let refusal = |scenario: &str, table: &str| {
        let desk = desk(table);
        desk.write("scenario.toml", scenario);
        desk.alliance("check scenario.toml").refusal()
    };
    insta::assert_snapshot!("in_the_table", refusal(SCENARIO, "name,voise\nOld Mill,0.7\n"));
    insta::assert_snapshot!(
        "nobody_of_that_name",
        refusal(&SCENARIO.replace("name = \"Bakery\"", "name = \"Bakerij\""), TABLE)
    );
    insta::assert_snapshot!(
        "no_such_table",
        refusal(&SCENARIO.replace("data/members", "data/member"), TABLE)
    );
    insta::assert_snapshot!(
        "a_goal_of_one_axis",
        refusal(SCENARIO, "name,goal\nOld Mill,0.5\nBakery,\nPort,\n")
    );
    insta::assert_snapshot!("a_formula_for_a_name", refusal(SCENARIO, "name\n=Mill\nBakery\nPort\n"));
    insta::assert_snapshot!(
        "an_arm_with_a_table",
        refusal(
            &SCENARIO.replace("members.Port.voice = 0.8", "members_file = \"x.csv\""),
            TABLE
        )
    );
    insta::assert_snapshot!(
        "listed_twice",
        refusal(
            &SCENARIO.replace("[[arms]]", "[[members]]\nname = \"Bakery\"\n[[arms]]"),
            TABLE
        )
    );
    insta::assert_snapshot!(
        "ties_of_a_stranger",
        refusal(SCENARIO, "name\nOld Mill\nBakery\nHarbour\n")
    );
    insta::assert_snapshot!(
        "a_candidate_of_the_same_name",
        refusal(
            &format!("{SCENARIO}[[arrivals]]\nmonth = 3\nmember = {{ name = \"Port\" }}\n"),
            TABLE
        )
    );
}

#[test]
fn what_is_set_besides_may_name_the_table_and_members_in_it() {
    let desk = desk(TABLE);
    desk.write("other.csv", "name,resources\nA,2\nB,\n");
    desk.write("plain.toml", "months = 6\n");
    let told = desk
        .alliance("check plain.toml --set members.A.voice=0.3 --set members_file=other.csv")
        .done()
        .out;
    assert!(told.contains("other.csv: 2 members"), "{told}");
    let answer = desk.alliance("check plain.toml --set members_file=other.csv --set members.C.voice=0.3");
    assert!(answer.err.contains("--set") && answer.code == Some(2), "{answer:#?}");
}

#[test]
fn a_scenario_of_the_page_has_its_members_written_in() {
    let toml = "members_file = \"m.csv\" # who they are\nmonths = 12\n[[members]]\nname = \"B\"\nvoice = 0.25 # louder\n\
        [gossip]\nrate = 0.2\n";
    let opened = Opened::of("t", toml, |name| {
        assert_eq!(name, "m.csv");
        Ok("name,goal.1,goal.2\nA,0.5,-1\nB,,\n".to_owned())
    });
    insta::assert_snapshot!("alone", opened.unwrap().toml);
    let missing = Opened::of("t", toml, |_| Err(io::ErrorKind::NotFound.into())).unwrap_err();
    assert_eq!(missing.to_string(), "m.csv cannot be read");
    let wrong = Opened::of("t", toml, |_| Ok("nom\nA\n".to_owned())).unwrap_err();
    assert_eq!(wrong.to_string(), "m.csv is no table of members");
}

#[test]
fn help_is_found_for_members_of_a_table_in_a_file_that_needs_no_table() {
    let desk = desk(TABLE);
    let asked =
        "rescue scenario.toml --target 0.5 --goal survival --runs 200 --fresh 100 --no-charts --quiet --out saved";
    desk.alliance(asked);
    if desk.has("saved/rescue.toml") {
        assert!(!desk.read("saved/rescue.toml").contains("members_file"));
        desk.alliance("check saved/rescue.toml").done();
    }
}

/// A desk with the scenario, the table and ties between its members.
fn desk(table: &str) -> Desk {
    let desk = Desk::with_scenario(SCENARIO);
    fs::create_dir_all(desk.path("data")).unwrap();
    desk.write("data/members.csv", table);
    desk.write(
        "data/ties.csv",
        "from,to,trust\nOld Mill,Bakery,0.5\nPort,Old Mill,-0.25\n",
    );
    desk
}
