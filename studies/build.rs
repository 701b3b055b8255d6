//! Tells results which commit the program is built from, where there is one.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=../.git/HEAD");
    println!("cargo::rerun-if-changed=../.git/index");
    let described = Command::new("git")
        .args(["describe", "--always", "--dirty", "--abbrev=12"])
        .output();
    if let Some(commit) = described
        .ok()
        .filter(|git| git.status.success())
        .and_then(|git| String::from_utf8(git.stdout).ok())
    {
        println!("cargo::rustc-env=ALLIANCE_COMMIT={}", commit.trim());
    }
}
