//! What is looked at after a change is what a look at everything would find.

use std::sync::Arc;

use crate::scenario::bundled_text;
use crate::scenario::file::ScenarioFile;
use crate::scenario::gate::bench::{Bench, ListNames, search};
use crate::scenario::gate::overrides::checked;
use crate::scenario::gate::trail::Trail;
use crate::scenario::gate::{Document, Override, Probe, Schema, Source, Value};

const FILES: [&str; 4] = [
    "vicious-circle.toml",
    "two-camps.toml",
    "newcomers.toml",
    "who-steers.toml",
];
const WRITTEN: [&str; 24] = [
    "months = 0",
    "months = 7",
    "gossip.rate = 2.0",
    "gossip.rat = 0.1",
    "gossip = { rate = true }",
    "gosip.rate = 0.1",
    "relations.network = { kind = \"random\", degree = 0 }",
    "relations.network.degree = 3",
    "relations.network.kind = \"teams\"",
    "members.0.name = \"\"",
    "members.0.voice = 3.0",
    "members.0.voise = 0.3",
    "members.1 = { voice = 0.2 }",
    "members.Nobody.voice = 0.5",
    "members = [{ name = 4 }]",
    "members = 4",
    "events.0.kind = \"leave\"",
    "events.0.kind = \"shok\"",
    "events.0.size = 0.5",
    "events.0.when.above = \"x\"",
    "stewards.0.focus.relations = 7.0",
    "stewards.0.role = 3",
    "arrivals.0.member.goal = [0.1, nan]",
    "dials.control.more = 1.0",
];

fn changes() -> Vec<Override> {
    let change = |written: &&str| {
        let (key, value) = written.split_once(" = ").unwrap();
        Override::new(key, 0..0, Value::read(value).unwrap().placed(&(0..0)))
    };
    WRITTEN.iter().map(change).collect()
}

#[test]
fn a_walk_along_changes_finds_what_a_walk_through_everything_finds() {
    let schema = Schema::of::<ScenarioFile>();
    let changes = changes();
    for file in FILES {
        let document = Document::check(Source::new(file, bundled_text(file).unwrap()), Arc::clone(&schema)).unwrap();
        for (first, second) in changes
            .iter()
            .flat_map(|first| changes.iter().map(move |second| (first, second)))
        {
            let (mut bench, mut trail) = (Bench::of(&document), Trail::default());
            for change in [first, second] {
                if let Ok(done) = bench.set(change, &schema) {
                    trail.add(&done.steps);
                }
            }
            let along = checked((&bench.table, ""), &trail, &schema, &[]);
            let through = checked((&bench.table, ""), &Trail::Whole, &schema, &[]);
            assert_eq!(along, through, "{file}: {} and {}", first.key(), second.key());
        }
    }
}

#[test]
fn changes_that_are_tried_leave_nothing_behind() {
    let schema = Schema::of::<ScenarioFile>();
    let changes = changes();
    for file in FILES {
        let document = Document::check(Source::new(file, bundled_text(file).unwrap()), Arc::clone(&schema)).unwrap();
        let mut probe = Probe::of(&document);
        // Often enough for the lists to have an index.
        for change in changes.iter().cycle().take(12 * changes.len()) {
            let alone = document.with("a change", std::slice::from_ref(change)).err();
            assert_eq!(probe.refusal("a change", change), alone, "{file}: {}", change.key());
        }
    }
}

#[test]
fn an_index_finds_the_item_that_a_search_finds() {
    let names = ["A", "A.B", "B", "A", "", "C.D.E", "1"];
    let items: Vec<String> = names.iter().map(|name| format!("{{ name = \"{name}\" }}")).collect();
    let list = Value::read(&format!("[{}, {{ role = \"R\" }}, 4]", items.join(", "))).unwrap();
    let items = list.as_list().unwrap();
    let rests = [
        "A",
        "A.voice",
        "A.B.voice",
        "A.B",
        "B.x",
        "C.D",
        "C.D.E.f",
        "R.from",
        "0",
        "1.x",
        "AB",
        ".A",
        "",
    ];
    let mut names = ListNames::default();
    for rest in rests.iter().cycle().take(5 * rests.len()) {
        assert_eq!(names.find("list", items, rest), search(items, rest), "{rest}");
    }
}
