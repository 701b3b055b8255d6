//! `ro-crate-metadata.json`: what made a result, in the words that archives and workflow tools share.
//!
//! # Source
//! RO-Crate 1.1 (<https://w3id.org/ro/crate/1.1>) and its profile Process Run Crate 0.5
//! (<https://w3id.org/ro/wfrun/process/0.5>).

use std::fs;
use std::io;
use std::path::Path;

use alliance_dynamics::scenario::GivenScenario;
use serde_json::{Value, json};

use super::holdings::MANIFEST;
use super::{Digest, FolderError, Manifest, ResultFolder, StudyRecord};

const NAME: &str = "ro-crate-metadata.json";
/// Where the program comes from, as far as its package says.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
const PROGRAM: &str = if REPOSITORY.is_empty() { "#alliance" } else { REPOSITORY };
/// A crate must say how it may be used, and only its author can.
const LICENCE: &str = "Not stated: how these results may be used is for those who made them to say";
const PROFILE: &str = "https://w3id.org/ro/wfrun/process/0.5";

/// Writes `ro-crate-metadata.json` into a folder that holds the tables and the charts of a study, and will hold this manifest.
///
/// `scenario` is the text of the scenario file, and `ended` when the study was finished, in universal time (ISO 8601).
///
/// Two things are left to those who made the results, since only they know them: the licence, and their names.
///
/// # Errors
/// If a result cannot be read back, or the file cannot be written.
pub fn write_ro_crate(
    folder: &ResultFolder,
    (manifest, manifest_text): (&Manifest, &str),
    record: &StudyRecord,
    (scenario, ended): (&str, &str),
) -> Result<(), FolderError> {
    let results = results(folder.path(), manifest, manifest_text).map_err(|source| folder.unwritable(NAME, source))?;
    let text = serde_json::to_string_pretty(&of((manifest, record), scenario, ended, &results));
    let text = text.map_err(|error| folder.unwritable(NAME, error.into()))?;
    folder.write(NAME, text + "\n")
}

/// The whole document; every entity is named by its `@id`.
fn of((manifest, record): (&Manifest, &StudyRecord), scenario: &str, ended: &str, results: &[Value]) -> Value {
    let inputs = inputs(manifest, record, scenario);
    let mut graph = vec![
        json!({
            "@id": NAME, "@type": "CreativeWork",
            "about": { "@id": "./" }, "conformsTo": { "@id": "https://w3id.org/ro/crate/1.1" },
        }),
        root(manifest, record, ended, results),
        json!({ "@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5" }),
        action((manifest, record), ended, &inputs, results),
    ];
    graph.extend(program(manifest));
    graph.extend(inputs);
    graph.extend_from_slice(results);
    json!({
        "@context": ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"],
        "@graph": graph,
    })
}

fn root(manifest: &Manifest, record: &StudyRecord, ended: &str, results: &[Value]) -> Value {
    let title = match manifest.title() {
        "" => &manifest.file,
        title => title,
    };
    json!({
        "@id": "./", "@type": "Dataset", "conformsTo": { "@id": PROFILE },
        "name": format!("Results of {title}"),
        "description": format!(
            "{} simulated alliances: tables and charts, made by `alliance`",
            record.runs_done
        ),
        "datePublished": seconds(ended), "license": LICENCE,
        "hasPart": ids(results), "mentions": { "@id": "#run" },
    })
}

/// What was done. A study that was stopped has failed to do what was asked for, whatever it left.
fn action((manifest, record): (&Manifest, &StudyRecord), ended: &str, inputs: &[Value], results: &[Value]) -> Value {
    let mut action = json!({
        "@id": "#run", "@type": "CreateAction",
        "name": format!("alliance run {}", argument(manifest)),
        "description": "Runs every arm at every design point, replication by replication",
        "startTime": seconds(&manifest.times.started), "endTime": seconds(ended),
        "instrument": { "@id": PROGRAM }, "object": ids(inputs), "result": ids(results),
    });
    let status = if manifest.complete { "Completed" } else { "Failed" };
    action["actionStatus"] = json!(format!("http://schema.org/{status}ActionStatus"));
    if !manifest.complete {
        action["error"] = json!(format!("stopped after {} runs", record.runs_done));
    }
    action
}

/// What was typed for the scenario.
fn argument(manifest: &Manifest) -> String {
    let file = match manifest.file.as_str() {
        GivenScenario::STANDARD_INPUT => "-",
        file => file,
    };
    let settings = manifest.settings.iter().map(|setting| format!(" --set {setting}"));
    settings.fold(file.to_owned(), |argument, setting| argument + &setting)
}

fn program(manifest: &Manifest) -> Vec<Value> {
    let mut program = json!({
        "@id": PROGRAM, "@type": "SoftwareApplication",
        "name": manifest.program, "description": super::DESCRIPTION,
        "softwareVersion": manifest.version,
    });
    if !REPOSITORY.is_empty() {
        program["url"] = json!(REPOSITORY);
    }
    let Some(commit) = &manifest.commit else {
        return vec![program];
    };
    program["identifier"] = json!({ "@id": "#commit" });
    vec![
        program,
        json!({ "@id": "#commit", "@type": "PropertyValue", "name": "commit", "value": commit }),
    ]
}

/// The scenario, the files that it names, and the numbers that may have been given on the command line.
fn inputs(manifest: &Manifest, record: &StudyRecord, scenario: &str) -> Vec<Value> {
    let mut inputs = vec![json!({
        "@id": "#scenario", "@type": "CreativeWork", "name": manifest.file, "encodingFormat": "application/toml",
        "sha256": Digest::of_bytes(scenario).0, "text": scenario,
    })];
    inputs.extend((1..).zip(manifest.files.iter().flatten()).map(|(number, (name, text))| {
        json!({
            "@id": format!("#file-{number}"), "@type": "CreativeWork", "name": name, "encodingFormat": "text/csv",
            "sha256": Digest::of_bytes(text).0, "description": "Its text is in manifest.json, under `files`",
        })
    }));
    inputs.extend(
        [
            ("seed", record.seed),
            ("runs_per_cell", u64::from(record.runs_per_cell)),
            ("arms", record.arms.len() as u64),
            ("points", record.points.len() as u64),
            ("threads", manifest.times.threads as u64),
        ]
        .map(|(name, value)| json!({ "@id": format!("#{name}"), "@type": "PropertyValue", "name": name, "value": value })),
    );
    inputs
}

/// The manifest, the tables and the charts, in the order of their names, with their digests.
fn results(folder: &Path, manifest: &Manifest, text: &str) -> io::Result<Vec<Value>> {
    // A table has its digest since it was written, and need not be read again.
    let tables = manifest.table_files();
    let mut names: Vec<&str> = tables
        .keys()
        .copied()
        .chain(manifest.charts.iter().map(String::as_str))
        .chain([MANIFEST])
        .collect();
    names.sort_unstable();
    let known = names.iter().filter_map(|name| Some((*name, encoding(name)?)));
    known
        .map(|(name, format)| match name {
            MANIFEST => Ok(file((name, format), text.len() as u64, Digest::of_bytes(text))),
            name => {
                let path = folder.join(name);
                let known = tables.get(name).map(|digest| Ok(Digest((*digest).to_owned())));
                let digest = known.unwrap_or_else(|| Digest::of_file(&path))?;
                Ok(file((name, format), fs::metadata(&path)?.len(), digest))
            }
        })
        .collect()
}

fn file((name, format): (&str, &str), size: u64, digest: Digest) -> Value {
    json!({
        "@id": name, "@type": "File", "name": name, "encodingFormat": format,
        "contentSize": size.to_string(), "sha256": digest.0,
    })
}

/// The media type of a file that a study leaves.
fn encoding(name: &str) -> Option<&'static str> {
    match Path::new(name).extension()?.to_str()? {
        "csv" => Some("text/csv"),
        "parquet" => Some("application/vnd.apache.parquet"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "json" => Some("application/json"),
        _ => None,
    }
}

/// A universal time to the second, in the form that the profile asks for.
fn seconds(time: &str) -> String {
    const WHOLE: usize = "2026-01-31T23:59:59".len();
    format!("{}+00:00", time.get(..WHOLE).unwrap_or(time))
}

fn ids(entities: &[Value]) -> Vec<Value> {
    entities.iter().map(|entity| json!({ "@id": entity["@id"] })).collect()
}
