//! What a page begins with.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use alliance_dynamics::scenario::{Scenario, Study};
use alliance_dynamics::simulation::Simulation;
use alliance_page::interface::{Limits, NotAlone, Opened, bundled, start};
use serde_json::{Value as Json, json};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../scenarios"))
}

#[test]
fn every_scenario_of_the_folder_is_bundled_and_stands_alone() {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let names: BTreeSet<String> = files
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        bundled()
            .iter()
            .map(|scenario| scenario.name.clone())
            .collect::<BTreeSet<_>>(),
        names
    );
    for scenario in bundled() {
        let alone = super::alone(&scenario.toml).unwrap();
        let path = folder().join(format!("{}.toml", scenario.name));
        let read = Scenario::read(&path).unwrap();
        assert_eq!(scenario.title, read.title);
        let run = |scenario: Scenario| Simulation::new(scenario).run(5, &mut ());
        assert_eq!(run((**alone.base()).clone()), run(read), "{}", scenario.name);
        let (here, there) = (Study::from_toml(&scenario.toml).unwrap(), Study::read(&path).unwrap());
        for (here, there) in here.arms.iter().zip(&there.arms) {
            let run = |scenario: &Arc<Scenario>| Simulation::new(Arc::clone(scenario)).run(5, &mut ());
            let name = format!("{} of {}", there.name, scenario.name);
            assert_eq!(run(&here.scenario), run(&there.scenario), "{name}");
        }
    }
}

#[test]
fn a_page_begins_with_the_file_that_was_asked_for() {
    let mine = Opened::of("mine", "title = \"Mine\"\nmonths = 7", |_| {
        Err(io::ErrorKind::NotFound.into())
    })
    .unwrap();
    let told: Json = serde_json::from_slice(&start(&[mine], &Limits::default())).unwrap();
    assert_eq!(
        told["scenarios"][0],
        json!({ "name": "mine", "title": "Mine", "toml": "title = \"Mine\"\nmonths = 7", "translated": {} })
    );
    assert_eq!(told["scenarios"].as_array().unwrap().len(), bundled().len() + 1);
    assert_eq!(
        told["limits"],
        json!({ "members": 200, "axes": 1000, "months": 1200, "runs": 1000, "bytes": 1_048_576, "effort": 1_000_000_000 })
    );
    assert_eq!(told["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn data_files_are_written_into_the_scenario() {
    let toml = "population.count = 3\n[relations]\nties_file = \"t.csv\" # who knows whom\ntrust_sd = 0.0\n[sample]\npoints_file = \"p.csv\"\n";
    let opened = Opened::of("t", toml, |name| {
        assert_eq!(name, "t.csv");
        Ok("from, to, image, trust\nA.1, B, , -.5\nB,A.1,1,\n".to_owned())
    });
    insta::assert_snapshot!(opened.unwrap().toml, @r#"
    population.count = 3
    [relations]
    trust_sd = 0.0
    ties = [
        { from = "A.1", to = "B", trust = -0.5 },
        { from = "B", to = "A.1", image = 1.0 },
    ]
    "#);
    let missing = Opened::of("t", toml, |_| Err(io::ErrorKind::NotFound.into())).unwrap_err();
    assert!(matches!(missing, NotAlone::File { name, .. } if name == "t.csv"));
}

#[test]
fn ties_join_those_that_are_listed() {
    let toml = "[[relations.ties]]\nfrom = \"A\"\nto = \"B\"\n[relations]\nties_file = \"t.csv\"\n";
    let opened = Opened::of("t", toml, |_| Ok("from,to,trust\nB,A,0.25\n".to_owned())).unwrap();
    insta::assert_snapshot!(opened.toml, @r#"
    [[relations.ties]]
    from = "A"
    to = "B"

    [[relations.ties]]
    from = "B"
    to = "A"
    trust = 0.25
    [relations]
    "#);
}
