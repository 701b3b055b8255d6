//! A question asked again from what a manifest says of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use alliance_studies::experiment::Manifest;
use anyhow::{Context as _, bail};

/// The files that words of a command name, beside the scenario, with what is in them.
pub fn named_files(words: &[String], scenario: &Path) -> BTreeMap<String, String> {
    let values = words.iter().map(|word| value_of(word));
    let files = values.filter(|value| Path::new(value) != scenario && Path::new(value).is_file());
    let texts = files.filter_map(|value| Some((value.to_owned(), fs::read_to_string(value).ok()?)));
    texts.collect()
}

/// Asks a question again, in a folder of its own that goes afterwards; gives the manifest of the answer.
pub fn ask(manifest: &Manifest, threads: Option<u16>) -> anyhow::Result<Manifest> {
    let desk = tempfile::tempdir().context("there is no place for it")?;
    let scenario = put_back(manifest, desk.path())?;
    let mut named = BTreeMap::from([(manifest.file.clone(), scenario.clone()), ("-".to_owned(), scenario)]);
    for (number, (name, text)) in manifest.inputs.iter().enumerate() {
        let folder = desk.path().join(format!("input-{number}"));
        fs::create_dir(&folder)?;
        let path = folder.join(Path::new(name).file_name().unwrap_or("input".as_ref()));
        fs::write(&path, text)?;
        named.insert(name.clone(), path);
    }
    let out = desk.path().join("again");
    let mut program = Command::new(std::env::current_exe()?);
    program.args(manifest.arguments.iter().map(|word| with_paths(word, &named)));
    program.args(["--quiet", "--out"]).arg(&out);
    if let Some(threads) = threads {
        program.args(["--threads", &threads.to_string()]);
    }
    let ended = program
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()?;
    if !ended.status.success() {
        bail!("{}", String::from_utf8_lossy(&ended.stderr).trim_end());
    }
    let text = fs::read_to_string(out.join("manifest.json"))?;
    Ok(serde_json::from_str(&text)?)
}

/// Writes the scenario and its data files into a folder, as they lay to one another; gives the path of the scenario.
fn put_back(manifest: &Manifest, desk: &Path) -> anyhow::Result<PathBuf> {
    let files = manifest.files.iter().flatten();
    let climbs = |name: &str| {
        Path::new(name)
            .components()
            .filter(|part| *part == Component::ParentDir)
            .count()
    };
    let depth = files.clone().map(|(name, _)| climbs(name)).max().unwrap_or_default();
    let folder = (0..=depth).fold(desk.to_owned(), |folder, _| folder.join("in"));
    fs::create_dir_all(&folder)?;
    let name = Path::new(&manifest.file)
        .file_name()
        .unwrap_or("scenario.toml".as_ref());
    let scenario = folder.join(name);
    fs::write(&scenario, manifest.text.as_deref().unwrap_or_default())?;
    for (name, text) in files.filter(|(name, _)| Path::new(name).is_relative()) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, text)?;
    }
    Ok(scenario)
}

/// What a word says after its option, where it is both.
fn value_of(word: &str) -> &str {
    match word.split_once('=') {
        Some((option, value)) if option.starts_with("--") => value,
        _ => word,
    }
}

/// A word with the path of a file that it names.
fn with_paths(word: &str, named: &BTreeMap<String, PathBuf>) -> String {
    let value = value_of(word);
    match named.get(value) {
        Some(path) => format!("{}{}", &word[..word.len() - value.len()], path.display()),
        None => word.to_owned(),
    }
}
