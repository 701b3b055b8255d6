//! What reads files, and what must hold of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::scenario::gate::{InputError, Problems};
use alliance_dynamics::scenario::networks::NetworkFile;
use alliance_dynamics::scenario::{AloneBounds, ScenarioError, Study, Template, bundled_names, bundled_text, ties_of};
use alliance_page::interface::{Limits, PageQuestion, Refused, answer};
use alliance_studies::blocs::{NamedTies, TiesFileError};
use alliance_studies::calibration::TargetCurve;
use alliance_studies::experiment::Control;
use serde_json::json;

use super::files;

/// A reader of files, files that it reads, and what must hold of whatever it is given.
pub struct Target {
    pub name: &'static str,
    pub seeds: Vec<Vec<u8>>,
    pub check: fn(&[u8]) -> Result<(), String>,
}

const BOUNDS: AloneBounds = AloneBounds { members: 60, axes: 100 };

/// The gate of scenarios. What stands alone has bounds to members, arms and ranges, and so a damaged number makes nothing enormous.
pub fn scenarios() -> Target {
    let seeds = bundled_names().map(|name| bundled_text(&format!("{name}.toml")).unwrap().into());
    Target {
        name: "scenarios",
        seeds: seeds.collect(),
        check: |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let alone = located(Template::alone(&text, BOUNDS, || true), "scenario")?;
            if alone.is_some() && !text.contains("sweep") && !text.contains("sample") {
                located(Study::from_texts(&text, BTreeMap::new()), "scenario")?;
            }
            Ok(())
        },
    }
}

/// The reader of networks, for `blocs` and as ties files.
pub fn networks() -> Target {
    Target {
        name: "networks",
        seeds: [read("tests/it/networks"), read("scenarios/data")].concat(),
        check: |bytes| {
            let file = match read_through_a_file(bytes, |path| NetworkFile::read(path)) {
                Ok(file) => file,
                Err(InputError::Problems(problems)) => return has_places(&problems, "file"),
                Err(other) => return Err(format!("neither read nor refused with a place: {other}")),
            };
            let (one_way, pairs) = file.one_way_pairs();
            if one_way > pairs || file.understood().contains('\n') {
                return Err(format!("{one_way} of {pairs}: {}", file.understood()));
            }
            match NamedTies::of_file(&file) {
                Ok(_) | Err(TiesFileError::Nobody { .. }) => {}
                Err(TiesFileError::Problems(error)) => drop(located(Err::<(), _>(error), "file")?),
                Err(other) => return Err(other.to_string()),
            }
            ties_of(file.source().as_ref().clone()).map_or_else(|problems| has_places(&problems, "file"), |_| Ok(()))
        },
    }
}

/// Files of design points, for a scenario that reads one.
pub fn points() -> Target {
    let seeds = [
        "gossip.rate,gossip.enabled\n0.1,true\n0.25,false\n",
        "relations.trust_mean,dynamics\n0.5,stochastic\n-0.25,mean-field\n0,\"stochastic\"\n",
        "alliance.ambition,goals.disclosure\n[0.5],0.1\n\"[0.25]\",1\n",
    ];
    Target {
        name: "points",
        seeds: seeds.map(Vec::from).into(),
        check: |bytes| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let scenario = "months = 3\nexperiment.runs = 1\nsample.points_file = \"points.csv\"\n";
            let study = Study::from_texts(scenario, BTreeMap::from([("points.csv".to_owned(), text)]));
            match study {
                Err(ScenarioError::Problems(problems) | ScenarioError::Input(InputError::Problems(problems))) => {
                    let name = problems.source().name.clone();
                    has_places(&problems, &name)
                }
                other => located(other, "points.csv").map(drop),
            }
        },
    }
}

/// Survival curves to calibrate to.
pub fn survival_curves() -> Target {
    let seeds = [
        "years,share\n1,0.885\n5,0.649\n",
        "years,share,weight,n\n1,0.9,2,104\n5,0.6,1,104\n10,0.4,0,104\n",
    ];
    Target {
        name: "targets",
        seeds: seeds.map(Vec::from).into(),
        check: |bytes| {
            let scenario = ScenarioFile {
                months: 240,
                ..ScenarioFile::default()
            };
            let read = read_through_a_file(bytes, |path| TargetCurve::read(path, &scenario, None));
            located(read, "file").map(drop)
        },
    }
}

/// Questions of the page, as JSON.
pub fn questions() -> Target {
    let toml = "title = \"a\"\nmonths = 6\npopulation.count = 4\n[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }\n";
    let seeds = [
        json!({ "toml": toml }),
        json!({ "toml": toml, "changes": [["gossip.rate", 0.3], ["dynamics", "mean-field"]], "seed": 7, "replication": 2 }),
        json!({ "toml": toml, "changes": [], "runs": 5, "replication": 0, "month": 3, "futures": 5 }),
        json!({ "toml": "members = [{ name = \"A\" }, { name = \"B\" }, { name = \"C\" }]\nmonths = 4", "replication": 0, "runs": 3 }),
    ];
    Target {
        name: "questions",
        seeds: seeds.map(|seed| seed.to_string().into_bytes()).into(),
        check: |bytes| {
            let limits = Limits {
                members: 12,
                axes: 20,
                months: 24,
                runs: 20,
                bytes: 100_000,
                effort: 200_000,
            };
            for question in PageQuestion::ALL {
                match answer(question, bytes, &limits, &Control::default()) {
                    Ok(told) => {
                        drop(serde_json::from_slice::<serde_json::Value>(&told).map_err(|error| error.to_string())?)
                    }
                    Err(Refused::Scenario(error)) => drop(located_anywhere(error)?),
                    Err(Refused::Failed(error)) => return Err(error),
                    Err(refused) if refused.to_string().is_empty() => return Err("a refusal without words".to_owned()),
                    Err(_) => {}
                }
            }
            Ok(())
        },
    }
}

/// What was read; nothing where it was refused with a place in this file.
fn located<T>(read: Result<T, impl Into<ScenarioError>>, name: &str) -> Result<Option<T>, String> {
    match read.map_err(Into::into) {
        Ok(read) => Ok(Some(read)),
        Err(ScenarioError::Problems(problems) | ScenarioError::Input(InputError::Problems(problems))) => {
            has_places(&problems, name).map(|()| None)
        }
        Err(other) => Err(format!("refused without a place: {other}")),
    }
}

/// A refusal with a place, in the scenario or in a change to it.
fn located_anywhere(error: ScenarioError) -> Result<(), String> {
    match error {
        ScenarioError::Problems(problems) | ScenarioError::Input(InputError::Problems(problems)) => {
            let name = problems.source().name.clone();
            has_places(&problems, &name)
        }
        other => Err(format!("refused without a place: {other}")),
    }
}

/// Every problem says where it is, within the text.
fn has_places(problems: &Problems, name: &str) -> Result<(), String> {
    let told = problems.to_string();
    let length = problems.source().text.len();
    if problems.is_empty() || problems.source().name != name && !problems.source().name.ends_with(name) {
        return Err(format!("no problem in {name}: {told}"));
    }
    if let Some(outside) = problems
        .iter()
        .find(|problem| problem.span.start > length || problem.span.end > length)
    {
        return Err(format!("{:?} lies outside of {length} bytes: {told}", outside.span));
    }
    let is_plain = |letter: char| !letter.is_control() || letter == '\n';
    match told.starts_with("error: ") && told.contains("--> ") && told.chars().all(is_plain) {
        true => Ok(()),
        false => Err(format!("no place, or something that steers a terminal: {told:?}")),
    }
}

fn read_through_a_file<T>(bytes: &[u8], read: impl Fn(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, bytes).unwrap();
    read(&path)
}

/// All files of a folder of the house.
fn read(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    files(&folder).iter().map(|path| fs::read(path).unwrap()).collect()
}
