//! Files of the page that are new are put into the server, too; debug builds read them when they are asked for.

fn main() {
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=web/dist");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
