//! `alliance story`: one run told as a page, every sentence of which can be traced to rows.

mod tracing;

use alliance_dynamics::alliance::Goal;
use alliance_dynamics::scenario::Scenario;
use alliance_page::language::Language;
use alliance_page::story::{SourceTable, Sources, ToldStory, write_facts, write_sentences};
use alliance_studies::experiment::{Facts, Format, Table};

use crate::program::Desk;
use tracing::{Traced, untrue};

/// Four who quarrel; one of them has a name that HTML must not read.
const QUARREL: &str = "title = \"Dike & ditch\"\ndescription = \"Four keep a polder dry.\"\nmonths = 24\n\
     [relations]\ntrust_mean = -0.1\n[membership]\nexit_threshold = -0.5\n[cohesion]\nsplit_patience = 3\ndissolve_below = 0.0\n\
     [[members]]\nname = \"Water board\"\ngoal = [0.6, 0.1]\nculture = 0.9\n\
     [[members]]\nname = \"<b>Farmers</b> & sons\"\ngoal = [-0.5, 0.2]\nculture = 0.1\n\
     [[members]]\nname = \"the Mill\"\ngoal = [0.5, -0.3]\n\
     [[members]]\nname = \"Town council\"\ngoal = [-0.6, 0.0]\nculture = 0.2\n";
const FOLDER: &str = "output/scenario-story";
const TELL: &str = "story scenario.toml --futures 10 --quiet";

/// Scenarios whose runs end in different ways.
fn scenarios() -> Vec<(&'static str, String)> {
    let friends = "months = 18\npopulation.count = 3\npopulation.goal_spread = 0.1\nrelations.trust_mean = 0.6\n\
         [[stewards]]\nrole = \"facilitator\"\nfrom = 2\nuntil = 9\nskill = 0.9\nfocus = { relations = 1.0 }\n\
         [[events]]\nmonth = 3\nkind = \"open_conversation\"\nsize = 1.0\n\
         [[events]]\nmonth = 5\nkind = \"celebration\"\nsize = 1.0\n\
         [[events]]\nmonth = 8\nkind = \"shock\"\nsize = 0.8\n";
    let choices = "months = 30\nalliance.mission = 2.0\nalliance.goal_clarity = 0.9\npopulation.hidden = 0.6\nrelations.trust_mean = 0.5\n\
         learning.clarity_loss = 0.1\nlearning.clarity_gain = 0.0\nhome_talk.warning_cost = 1.0\nrelations.image_mean = -0.5\ndials.process = 0.6\n\
         [[members]]\nname = \"Mill\"\n[[members]]\nname = \"Farm\"\ngoal = [0.3, 0.1]\nculture = 0.1\n[[members]]\nname = \"Town\"\nculture = 0.9\n\
         [[events]]\nmonth = 0\nkind = \"agreement\"\nsize = 0.5\n[[events]]\nmonth = 1\nkind = \"story\"\nsize = 0.2\n\
         [[events]]\nmonth = 2\nkind = \"learning_agenda\"\n[[events]]\nmonth = 3\nkind = \"dissent\"\nmonths = 1\n\
         [[events]]\nmonth = 2\nkind = \"set\"\nkey = \"gossip.rate\"\nvalue = 0.1\n\
         [[events]]\nmonth = 4\nkind = \"set\"\nkey = \"dials.control\"\nvalue = 0.4\n\
         [[events]]\nmonth = 1\nkind = \"speak\"\nmember = \"Mill\"\ntone = 1.0\n\
         [[events]]\nmonth = 2\nkind = \"speak\"\nmember = \"Farm\"\ntone = -1.0\n\
         [[events]]\nmonth = 1\nkind = \"warn\"\nmember = \"Town\"\n[[events]]\nmonth = 4\nkind = \"concede\"\nmember = \"Farm\"\nsize = 0.5\n\
         [[events]]\nmonth = 3\nkind = \"contribute\"\nmember = \"Mill\"\nshare = 0.8\n\
         [[events]]\nmonth = 3\nkind = \"visit\"\nmember = \"Mill\"\npartner = \"Town\"\n";
    let leaving = "months = 20\npopulation.count = 5\n[membership]\nminimum = 4\nexit_threshold = 0.6\npatience = 3\n";
    let many = "months = 8\npopulation.count = 14\nrelations.trust_mean = 0.0\n";
    vec![
        ("quarrel", QUARREL.to_owned()),
        ("friends", friends.to_owned()),
        ("choices", choices.to_owned()),
        ("leaving", leaving.to_owned()),
        ("many", many.to_owned()),
        ("mean field", format!("dynamics = \"mean-field\"\n{QUARREL}")),
    ]
}

/// A desk on which the run of a scenario was told.
fn told(scenario: &str) -> Desk {
    let desk = Desk::with_scenario(scenario);
    desk.alliance(TELL).done();
    desk
}

/// What was told there, told again in a language, with the tables it was told from.
fn traced(desk: &Desk, language: Language) -> Traced {
    let texts = SourceTable::ALL.map(|table| (table.file(), desk.read(&format!("{FOLDER}/{}", table.file()))));
    let sources = Sources::read(&texts).unwrap();
    let scenario = Scenario::read(desk.path("scenario.toml")).unwrap();
    let story = ToldStory::of(sources, &scenario, Goal::Survival, language);
    let sentences = written(write_sentences(Format::Csv, Vec::new(), &story).unwrap());
    let facts = written(write_facts(Format::Csv, Vec::new(), &story).unwrap());
    Traced::read(desk, FOLDER, language.code(), (&sentences, &facts))
}

fn written(table: Table<Vec<u8>>) -> String {
    String::from_utf8(table.end().unwrap().close(&Facts::of_program()).unwrap()).unwrap()
}

#[test]
fn every_name_and_number_in_a_story_is_in_the_rows_it_names() {
    for (name, scenario) in scenarios() {
        let desk = told(&scenario);
        for language in Language::ALL {
            let traced = traced(&desk, language);
            assert!(
                traced.sentences.len() > 8,
                "{name}: {} sentences",
                traced.sentences.len()
            );
            let untrue = untrue(&traced);
            assert!(untrue.is_empty(), "{name}, {}: {untrue:#?}", language.code());
        }
    }
}

#[test]
fn events_choices_a_mission_and_how_trust_was_lost_are_told() {
    let (_, choices) = scenarios().into_iter().find(|(name, _)| *name == "choices").unwrap();
    let traced = traced(&told(&choices), Language::Dutch);
    let about: Vec<&str> = traced.sentences.iter().map(|row| row["about"].as_str()).collect();
    let expected = "agreement.one story.one learning_agenda.one dissent.one set.one dial.one speak.fair speak.joins warn.one \
                    contribute.one visit.one concede.one goal.fell hidden.kept warning.paid end.completed called.said called.rest \
                    why.condition.cultures why.condition.magnifying";
    for key in expected.split_whitespace() {
        assert!(about.contains(&key), "{key} is not told");
    }
}

#[test]
fn a_clash_is_told_as_a_scene_and_every_member_is_named_at_a_split() {
    let splitting = QUARREL.replace("months = 24", "months = 24\nseed = 4");
    let traced = traced(&told(&splitting), Language::English);
    let about = |key: &str| {
        let found = traced.sentences.iter().filter(|row| row["about"].starts_with(key));
        found.map(|row| row["sentence"].clone()).collect::<Vec<_>>()
    };
    assert!(!about("scene.homes").is_empty(), "no scene is told");
    assert!(about("scene.homes").len() <= 2, "more than two scenes");
    let sides = about("split.sides");
    assert!(!sides.is_empty(), "no split is told");
    for name in ["Water board", "<b>Farmers</b> & sons", "the Mill", "Town council"] {
        assert!(
            sides.iter().all(|said| said.contains(name)),
            "{name} is missing: {sides:?}"
        );
    }
}

#[test]
fn trust_hostility_and_clarity_are_told_with_the_ends_of_their_scales() {
    for (name, scenario) in scenarios() {
        let traced = traced(&told(&scenario), Language::English);
        let scaled = ["trust", "hostility", "goal_clarity"];
        for fact in traced
            .facts
            .iter()
            .filter(|fact| scaled.contains(&fact["column"].as_str()))
        {
            let sentence = traced
                .sentences
                .iter()
                .find(|row| row["number"] == fact["number"])
                .unwrap();
            let said = &sentence["sentence"];
            assert!(
                ["on a scale from", "minus one", "one is ", "one as much", "at most one"]
                    .iter()
                    .any(|scale| said.contains(scale)),
                "{name}: {said}"
            );
        }
    }
}

#[test]
fn a_fact_that_is_invented_is_found_out() {
    let mut traced = traced(&told(QUARREL), Language::English);
    let place = traced
        .sentences
        .iter()
        .position(|row| row["about"].starts_with("lead.few"))
        .unwrap();
    let honest = traced.sentences[place]["sentence"].clone();
    for (from, to) in [
        ("four", "five"),
        ("Town council", "Castle"),
        ("the Mill", "the Mill, in month 7,"),
    ] {
        let invented = honest.replace(from, to).replace(&from.replace('f', "F"), to);
        assert_ne!(invented, honest, "{from}");
        traced.sentences[place].insert("sentence".to_owned(), invented);
        assert!(!untrue(&traced).is_empty(), "{to}");
    }
    traced.sentences[place].insert("sentence".to_owned(), honest);
    let count = traced.facts.iter().position(|row| row["how"] == "count").unwrap();
    traced.facts[count].insert("rows".to_owned(), "2-3".to_owned());
    assert!(!untrue(&traced).is_empty(), "a count of other rows");
}

#[test]
fn the_page_needs_nothing_and_says_what_the_table_says() {
    let desk = Desk::with_scenario(QUARREL);
    let said = desk.alliance(&format!("{TELL} --lang nl")).done().out;
    insta::assert_snapshot!(said);
    let folder = FOLDER;
    let page = desk.read(&format!("{folder}/story.html"));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"nl\">"));
    let outside = page.replace("http://www.w3.org/2000/svg", "");
    assert!(
        !outside.contains("http") && !outside.contains("<script"),
        "the page reaches out"
    );
    assert!(page.contains("Dike &amp; ditch") && !page.contains("<b>Farmers"));
    assert_eq!(page.matches("<svg").count(), 4);
    for row in desk.table(&format!("{folder}/sentences.csv")) {
        let id = format!("id=\"s{}\" data-sources=\"{}\"", row["number"], row["sources"]);
        assert!(page.contains(&id), "{id}");
    }
    let text = desk.read(&format!("{folder}/story.md"));
    assert!(text.contains(said.lines().last().unwrap()), "the lead is in the text");
    let manifest = desk.json(&format!("{folder}/manifest.json"));
    assert_eq!(
        (&manifest["language"], &manifest["futures"]),
        (&"nl".into(), &10.into())
    );
    assert_eq!(manifest["tables"].as_object().unwrap().len(), 8);
}

#[test]
fn a_story_is_the_same_on_any_number_of_threads() {
    let desk = Desk::with_scenario(QUARREL);
    for threads in [1, 2] {
        desk.alliance(&format!("{TELL} --threads {threads} --out {threads}"))
            .done();
    }
    for file in ["story.html", "story.md", "sentences.csv", "facts.csv", "causes.csv"] {
        assert_eq!(
            desk.read(&format!("1/{file}")),
            desk.read(&format!("2/{file}")),
            "{file}"
        );
    }
}

#[test]
fn what_cannot_be_told_is_explained() {
    let desk = Desk::with_scenario("months = 3\npopulation.count = 3\n");
    desk.alliance(TELL).done();
    let refused = [
        "--replication 1",
        "--lang fr",
        "--format parquet --out other",
        "--arm nobody --out other",
    ]
    .map(|rest| format!("> {rest}\n{}", desk.alliance(format!("{TELL} {rest}").trim()).refusal()));
    insta::assert_snapshot!(refused.join("\n"));
    assert!(!desk.has("other"), "nothing is made before all is checked");
}
