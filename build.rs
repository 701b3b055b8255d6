//! Tells the program which commit it is built from, where there is one; a release is built anew when the page is.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=.git/HEAD");
    println!("cargo::rerun-if-changed=.git/index");
    // Files of the page that are new are put into the program, too; debug builds read them when they are asked for.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=web/dist");
    }
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
