//! Values flow one way: a module names only modules to its left, and the model knows no files, threads or clocks.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules, left to right.
const MODULES: [&str; 7] = [
    "elementary",
    "random",
    "alliance",
    "measures",
    "mechanisms",
    "scenario",
    "simulation",
];
/// Where the packages that others can use have their code.
const LIBRARIES: [&str; 5] = ["prose/src", "src", "charts/src", "studies/src", "page/src"];
/// What the model left of `scenario` does without.
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "std::thread",
    "std::time",
    "std::io",
    "std::env",
    "std::process",
    "rayon",
    "print!(",
    "println!(",
    "eprint!(",
    "eprintln!(",
    "dbg!(",
];
/// What everything up to `simulation` does without, so that it can run in a browser.
const MACHINE: [&str; 5] = ["std::thread", "std::time", "rayon", "println!(", "eprintln!("];
/// Files of `scenario` that read what a person wrote.
const READERS: [&str; 4] = [
    "scenario/gate/open.rs",
    "scenario/gate/source.rs",
    "scenario/study/mod.rs",
    "scenario/ties.rs",
];
/// Methods of `f64` that differ from one C library to another.
const FROM_THE_C_LIBRARY: [&str; 26] = [
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "cbrt", "hypot", "sin", "cos",
    "sin_cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
];

#[test]
fn every_module_names_only_modules_to_its_left() {
    let wrong: Vec<_> = modules()
        .flat_map(|(place, file)| names_to_the_right(place, &file))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_the_house_is_in_the_list() {
    let mut folders: Vec<_> = fs::read_dir(source(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut listed = MODULES;
    folders.sort();
    listed.sort();
    assert_eq!(folders, listed);
}

#[test]
fn left_of_scenario_nothing_knows_files_threads_clocks_or_the_terminal() {
    let files = modules().filter(|(place, _)| *place < place_of("scenario"));
    let wrong: Vec<_> = files
        .flat_map(|(_, file)| file.lines_with(|line| OUTSIDE.iter().any(|word| line.contains(word))))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn up_to_simulation_nothing_knows_threads_or_clocks_and_only_readers_know_files() {
    let files = modules().filter(|(place, _)| *place <= place_of("simulation"));
    let wrong: Vec<_> = files
        .flat_map(|(_, file)| {
            let may_read = READERS.contains(&file.name.as_str());
            file.lines_with(|line| {
                let reads = line.contains("std::fs") || line.contains("std::io") || line.contains("fs::");
                MACHINE.iter().any(|word| line.contains(word)) || (reads && !may_read)
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn up_to_simulation_no_number_comes_from_the_c_library() {
    let files = modules().filter(|(place, _)| *place <= place_of("simulation"));
    let calls = |line: &str| {
        FROM_THE_C_LIBRARY
            .iter()
            .any(|name| line.contains(&format!(".{name}(")) || line.contains(&format!("f64::{name}")))
    };
    let wrong: Vec<_> = files.flat_map(|(_, file)| file.lines_with(calls)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_house_is_read_as_it_is_written() {
    let file = File {
        name: "measures/example.rs".to_owned(),
        text: without_tests(
            "use crate::{alliance::Share, random::Chance};\n// crate::scenario\nuse crate::simulation::Ending;\nuse super::super::scenario::Study;\n#[cfg(test)]\nmod tests {\n use crate::scenario;\n}\n",
        ),
    };
    let wrong = names_to_the_right(place_of("measures"), &file);
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(
        wrong[0].starts_with("measures/example.rs:3") && wrong[1].contains("scenario::Study"),
        "{wrong:?}"
    );
    assert_eq!(
        named("use crate::{alliance::Share, random::{Chance, Luck}, scenario};"),
        ["alliance", "random", "scenario"]
    );
}

#[test]
fn no_two_public_types_have_one_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in LIBRARIES {
        let mut paths = Vec::new();
        collect(&root().join(package), &mut paths);
        assert!(!paths.is_empty(), "{package} has no files");
        for path in paths {
            let text = without_tests(&fs::read_to_string(&path).unwrap());
            for name in text.lines().filter_map(public_type) {
                places
                    .entry(name.to_owned())
                    .or_default()
                    .push(path.display().to_string());
            }
        }
    }
    let twice: Vec<_> = places.iter().filter(|(_, places)| places.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
    assert_eq!(public_type("    pub struct Share(f64);"), Some("Share"));
    assert_eq!(public_type("pub(crate) struct Known {"), None);
}

#[test]
fn no_experiment_or_statistic_names_a_question() {
    let studies = root().join("studies/src");
    let ground = ["experiment", "statistics"];
    let mut paths = Vec::new();
    ground.iter().for_each(|room| collect(&studies.join(room), &mut paths));
    let wrong: Vec<_> = paths
        .iter()
        .map(|path| File {
            name: path.strip_prefix(&studies).unwrap().display().to_string(),
            text: without_tests(&fs::read_to_string(path).unwrap()),
        })
        .flat_map(|file| {
            file.lines_with(|line| {
                let mut names = line.split(|letter: char| !letter.is_alphanumeric() && !"_:".contains(letter));
                names.any(|name| {
                    let room = name.strip_prefix("crate::");
                    room.is_some_and(|room| !ground.iter().any(|known| room.starts_with(known)))
                })
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The name of the public type that a line of code begins.
fn public_type(line: &str) -> Option<&str> {
    let kinds = ["struct ", "enum ", "trait ", "type "];
    let declared = line.trim_start().strip_prefix("pub ")?;
    let name = kinds.iter().find_map(|kind| declared.strip_prefix(kind))?;
    let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    Some(&name[..end.unwrap_or(name.len())])
}

struct File {
    /// Its path in `src`.
    name: String,
    /// Its text as far as it is compiled without tests.
    text: String,
}

impl File {
    /// Every line of code that is so, with its place.
    fn lines_with(&self, is_so: impl Fn(&str) -> bool) -> Vec<String> {
        let numbered = (1..).zip(self.text.lines().map(without_comment));
        numbered
            .filter(|(_, line)| is_so(line))
            .map(|(number, line)| format!("{}:{number} {}", self.name, line.trim()))
            .collect()
    }
}

/// Every file of every module, with the place of its module.
fn modules() -> impl Iterator<Item = (usize, File)> {
    (0..).zip(MODULES).flat_map(|(place, module)| {
        let mut paths = Vec::new();
        collect(&source(module), &mut paths);
        assert!(!paths.is_empty(), "{module} has no files");
        paths.into_iter().map(move |path| (place, read(&path)))
    })
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            paths.push(path);
        }
    }
}

fn read(path: &Path) -> File {
    let name = path.strip_prefix(source("")).unwrap().display().to_string();
    let text = without_tests(&fs::read_to_string(path).unwrap());
    File { name, text }
}

/// Tests stand last in a file, in a module of their own.
fn without_tests(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end].to_owned()
}

fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// Lines on which a file names a module that is not to the left of its own.
fn names_to_the_right(place: usize, file: &File) -> Vec<String> {
    file.lines_with(|line| named(line).iter().any(|name| place_of(name) > place))
}

/// The modules of the crate that a line names, in their order.
fn named(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let paths = ["crate::", "alliance_dynamics::", "super::"];
    for after in paths.iter().flat_map(|root| line.split(root).skip(1)) {
        match after.strip_prefix('{') {
            Some(list) => found.extend(heads(list)),
            None => found.extend(head(after)),
        }
    }
    found
}

/// The first names of the paths in a list of imports, whatever is nested in them.
fn heads(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let items = list.split(move |letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    items.filter_map(|item| head(item.trim())).collect()
}

fn head(path: &str) -> Option<&str> {
    let end = path
        .find(|letter: char| !letter.is_ascii_lowercase() && letter != '_')
        .unwrap_or(path.len());
    Some(&path[..end]).filter(|name| MODULES.contains(name))
}

fn place_of(module: &str) -> usize {
    MODULES.iter().position(|known| *known == module).unwrap()
}

fn source(path: &str) -> PathBuf {
    root().join("src").join(path)
}

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
