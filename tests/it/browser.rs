//! Everything up to the page without its server can be compiled for a browser: no crate that it needs is known not to be.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates that do not compile for `wasm32-unknown-unknown`, or that have nothing to do there: they need sockets, signals, clocks, a
/// terminal or a desktop. `getrandom` does not compile there without a feature that libraries must not choose.
const NOT_FOR_BROWSERS: [&str; 24] = [
    "alliance-app",
    "arboard",
    "console",
    "crossterm",
    "ctrlc",
    "errno",
    "getrandom",
    "hyper",
    "hyper-util",
    "indicatif",
    "is-terminal",
    "jiff",
    "memmap2",
    "mio",
    "nix",
    "notify",
    "open",
    "openssl-sys",
    "rust-embed",
    "signal-hook",
    "socket2",
    "tempfile",
    "tokio",
    "zstd-sys",
];
/// Rooms of the page that a browser needs, and what of the machine they do without.
const ROOMS: [&str; 4] = ["interface", "language", "replay", "story"];
const MACHINE: [&str; 7] = [
    "std::fs",
    "std::thread",
    "std::time",
    "std::net",
    "std::process",
    "std::env",
    "rayon::",
];

#[test]
fn no_crate_up_to_the_page_is_known_not_to_compile_for_browsers() {
    let needed = needed();
    assert!(needed.iter().any(|name| name == "alliance-dynamics"), "{needed:?}");
    let wrong: Vec<_> = needed
        .iter()
        .filter(|name| NOT_FOR_BROWSERS.contains(&name.as_str()))
        .collect();
    assert!(
        wrong.is_empty(),
        "{wrong:?}; `cargo tree -p alliance-page --no-default-features -e normal -i NAME` says why"
    );
}

#[test]
fn what_draws_or_brings_a_bridge_of_its_own_is_not_in_the_engine_of_the_page() {
    let needed = needed_in_a_browser();
    assert!(needed.contains("alliance-page"), "{needed:?}");
    for unwanted in [
        "alliance-charts",
        "plotters",
        "resvg",
        "rustybuzz",
        "wasm-bindgen",
        "minijinja",
    ] {
        assert!(!needed.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn the_science_alone_needs_few_crates() {
    let needed = needed_by("alliance-dynamics");
    assert!(needed.len() <= 45, "{} crates: {needed:?}", needed.len());
    let others = [
        "alliance-charts",
        "alliance-studies",
        "clap",
        "hyper",
        "parquet",
        "plotters",
        "rayon",
        "resvg",
    ];
    assert!(others.iter().all(|other| !needed.contains(*other)), "{needed:?}");
}

#[test]
fn what_a_page_asks_and_is_told_knows_nothing_of_the_machine() {
    let files = ROOMS.iter().flat_map(|room| files(&root().join("page/src").join(room)));
    let wrong: Vec<String> = files
        .flat_map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let named = MACHINE.iter().filter(move |word| text.contains(**word));
            named
                .map(|word| format!("{}: {word}", path.display()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of all crates that the page without its server needs, itself included.
fn needed() -> BTreeSet<String> {
    needed_by("alliance-page")
}

/// The names of all crates that a package of ours needs without its features, itself included.
fn needed_by(package: &str) -> BTreeSet<String> {
    tree(&["--package", package, "--no-default-features"])
}

/// The names of all crates that the engine of the page needs.
fn needed_in_a_browser() -> BTreeSet<String> {
    tree(&["--package", "alliance-wasm", "--target", "wasm32-unknown-unknown"])
}

fn tree(of: &[&str]) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked"])
        .args(of)
        .args(["--edges", "normal", "--prefix", "none"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let lines = String::from_utf8(tree.stdout).unwrap();
    lines
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
