//! The tutorials do what they say: their commands run, one after the other in one folder, and print what is shown.
//!
//! A block behind a line that ends with a file's name and a colon is that file; a block `sh` is run; a block `text` behind it is what was printed,
//! where a line `[…]` stands for lines that are left out.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::program::Desk;

const LEFT_OUT: &str = "[…]";

#[test]
fn a_first_study() {
    follow(&page("first-study"), 6);
}

#[test]
fn a_study_on_a_cluster() {
    follow(&page("cluster"), 4);
}

#[test]
fn a_lesson() {
    follow(&page("lesson"), 2);
}

#[test]
#[should_panic(expected = "prints something else")]
fn what_is_not_printed_is_noticed() {
    follow(
        "```sh\necho one\necho two\necho three\n```\n```text\none\n[…]\ntwo\n```\n",
        1,
    );
}

fn page(name: &str) -> String {
    let tutorials = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/tutorials");
    fs::read_to_string(tutorials.join(name).with_extension("md")).unwrap()
}

/// Follows a tutorial in a folder of its own, beside the scenarios that come with the program.
#[track_caller]
fn follow(page: &str, n_least: usize) {
    let desk = Desk::new();
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    std::os::unix::fs::symlink(fs::canonicalize(scenarios).unwrap(), desk.path("scenarios")).unwrap();
    let (mut printed, mut n_run) = (String::new(), 0);
    for block in blocks(page) {
        match block.language {
            _ if block.file.is_some() => desk.write(block.file.unwrap(), block.text),
            "sh" => {
                printed = shell(&desk, block.text);
                n_run += 1;
            }
            "text" => assert!(
                shows(block.text, &printed),
                "{}\nprints something else:\n{printed}",
                block.text
            ),
            _ => {}
        }
    }
    assert!(n_run >= n_least, "only {n_run} blocks were run");
}

/// What a shell prints, in which `alliance` is the program.
#[track_caller]
fn shell(desk: &Desk, script: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_alliance")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut bash = Command::new("bash");
    bash.args(["-euo", "pipefail", "-c", script]).env("PATH", path);
    let answer = bash.current_dir(desk.path("")).output().unwrap();
    let (out, err) = (
        String::from_utf8(answer.stdout).unwrap(),
        String::from_utf8(answer.stderr).unwrap(),
    );
    assert!(answer.status.success(), "{script}\n{err}");
    out
}

/// Whether the lines that are shown are those that were printed, but for those that are left out.
fn shows(shown: &str, printed: &str) -> bool {
    let mut rest: Vec<&str> = printed.lines().collect();
    let mut parts = shown
        .split(LEFT_OUT)
        .map(|part| part.trim_matches('\n').lines().collect::<Vec<_>>());
    let begins = parts
        .next()
        .is_some_and(|first| rest.starts_with(&first) && rest.drain(..first.len()).count() == first.len());
    let goes_on = parts.all(|part| {
        let place = (0..=rest.len()).find(|&place| rest[place..].starts_with(&part));
        place.map(|place| rest.drain(..place + part.len())).is_some()
    });
    begins && goes_on && (rest.is_empty() || shown.trim_end().ends_with(LEFT_OUT))
}

struct Block<'p> {
    language: &'p str,
    /// The file that the page says it is.
    file: Option<&'p str>,
    text: &'p str,
}

/// The blocks of a page between lines of three backticks.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let parts: Vec<&str> = page.split("```").collect();
    let fenced = parts.chunks_exact(2).map(|pair| {
        let (language, text) = pair[1].split_once('\n').unwrap();
        let said = pair[0].trim_end().strip_suffix("`:");
        let file = said.and_then(|said| said.rsplit('`').next());
        Block { language, file, text }
    });
    fenced.collect()
}
