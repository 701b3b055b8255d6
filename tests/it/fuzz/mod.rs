//! Whatever happens to a file, it is read or refused with a place, soon: every shipped file is damaged in many ways.
//!
//! The gate tries a few hundred damaged files of every kind, always the same. `PROPTEST_CASES=20000 cargo test -p alliance-app --test it fuzz`
//! tries more, every time others. What fails is written to the folder that the message names; once mended it is kept in
//! `tests/it/corpus`, all of which is tried every time.

mod damage;
mod targets;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use damage::damaged;
use targets::{Target, networks, points, questions, scenarios, survival_curves};

/// Damaged files of a kind that the gate tries.
const FEW: u32 = 250;
/// The longest that one may take.
const SOON: Duration = Duration::from_secs(5);

#[test]
fn damaged_scenarios_are_read_or_refused_with_a_place() {
    try_damaged(&scenarios());
}

#[test]
fn damaged_networks_are_read_or_refused_with_a_place() {
    try_damaged(&networks());
}

#[test]
fn damaged_points_files_are_read_or_refused_with_a_place() {
    try_damaged(&points());
}

#[test]
fn damaged_target_curves_are_read_or_refused_with_a_place() {
    try_damaged(&survival_curves());
}

#[test]
fn damaged_questions_of_the_page_are_answered_or_refused() {
    try_damaged(&questions());
}

#[test]
fn everything_in_the_corpus_is_read_or_refused_with_a_place() {
    for target in [scenarios(), networks(), points(), survival_curves(), questions()] {
        for path in files(&corpus().join(target.name)) {
            let began = Instant::now();
            (target.check)(&fs::read(&path).unwrap()).unwrap_or_else(|wrong| panic!("{}: {wrong}", path.display()));
            assert!(began.elapsed() < SOON, "{} took {:?}", path.display(), began.elapsed());
        }
    }
}

fn try_damaged(target: &Target) {
    assert!(!target.seeds.is_empty(), "{} has no files", target.name);
    let more = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: more.unwrap_or(FEW),
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Config::default()
    };
    let mut runner = match more {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let tried = runner.run(&damaged(target.seeds.clone()), |bytes| {
        let began = Instant::now();
        (target.check)(&bytes).map_err(TestCaseError::fail)?;
        match began.elapsed() {
            took if took > SOON => Err(TestCaseError::fail(format!("took {took:?}"))),
            _ => Ok(()),
        }
    });
    if let Err(TestError::Fail(reason, bytes)) = tried {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(target.name);
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("found");
        fs::write(&path, bytes).unwrap();
        panic!("{reason}\nthe file is kept as {}", path.display());
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/it/corpus")
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.is_file()).collect();
    paths.sort();
    paths
}
