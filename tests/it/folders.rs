//! What belongs to others stays as it is, in whatever folder results are to go to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::program::Desk;

const STUDY: &str = "months = 6\n[experiment]\nruns = 4\n[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }";
const RANGES: &str = "\n[sample]\npoints = 2\n[sample.ranges]\n\"gossip.rate\" = { from = 0.1, to = 0.4 }";

/// Every command that writes into a folder.
const WRITERS: [&str; 12] = [
    "run scenario.toml --no-charts",
    "run scenario.toml --no-charts --no-store",
    "trace scenario.toml --no-charts",
    "story scenario.toml --futures 10",
    "explain scenario.toml --futures 10 --no-charts",
    "loops scenario.toml --runs 2 --no-charts",
    "tip scenario.toml --key gossip.rate --from 0.1 --to 0.5 --runs 200 --no-charts",
    "sensitivity scenario.toml --points 4 --runs 2 --no-charts",
    "calibrate scenario.toml --to target.csv --particles 20 --generations 1 --no-charts",
    "rescue scenario.toml --runs 1000 --fresh 100 --no-charts",
    "robust scenario.toml --models 20 --runs 2 --no-charts",
    "plan scenario.toml --shards 1",
];

#[test]
fn a_folder_of_somebody_else_is_refused_and_stays_as_it_is() {
    let desk = desk();
    fs::create_dir_all(desk.path("theirs/store")).unwrap();
    fs::create_dir_all(desk.path("theirs/charts")).unwrap();
    desk.write("theirs/store/plan.json", "{\"shelves\": 3}");
    desk.write("theirs/store/000000.runs", "of the marathon");
    desk.write("theirs/charts/north-sea.svg", "<svg/>");
    desk.write("theirs/runs.csv", "runner,minutes\nAnn,180\n");
    let before = contents(&desk.path("theirs"));
    for writer in WRITERS {
        for line in [
            format!("{writer} --out theirs"),
            format!("{writer} --out theirs --overwrite"),
        ] {
            let message = desk.alliance(&line).refusal();
            assert!(
                message.starts_with("error: theirs/")
                    && message.contains("is not part of a result and would be replaced by one"),
                "{line}: {message}"
            );
            assert_eq!(contents(&desk.path("theirs")), before, "{line}");
        }
    }
}

#[test]
fn each_name_of_ours_alone_is_refused_too() {
    for name in [
        "store/keep.txt",
        "charts/keep.svg",
        "compare/keep.csv",
        "discover/keep.csv",
        "figures/keep.pdf",
        "manifest.json",
        "report.html",
        "runs.kept",
    ] {
        let desk = desk();
        fs::create_dir_all(desk.path(Path::new("theirs").join(name).parent().unwrap())).unwrap();
        desk.write(&format!("theirs/{name}"), "theirs");
        let before = contents(&desk.path("theirs"));
        desk.alliance("run scenario.toml --out theirs --overwrite --no-charts")
            .refusal();
        assert_eq!(contents(&desk.path("theirs")), before, "{name}");
    }
}

#[test]
fn what_lies_beside_a_result_of_ours_stays_when_it_is_replaced() {
    let desk = desk();
    desk.alliance("run scenario.toml --out mine").done();
    desk.alliance("compare mine --no-charts").done();
    for name in ["mine/notes.txt", "mine/charts/hand-drawn.svg", "mine/charts/notes.txt"] {
        desk.write(name, "mine alone");
    }
    desk.alliance("run scenario.toml --out mine --overwrite --seed 2 --no-charts --no-report")
        .done();
    let left = desk.files();
    let left: Vec<&str> = left.iter().filter_map(|name| name.strip_prefix("mine/")).collect();
    assert_eq!(
        left,
        [
            "charts",
            "charts/hand-drawn.svg",
            "charts/notes.txt",
            "manifest.json",
            "notes.txt",
            "ro-crate-metadata.json",
            "runs.csv",
            "runs.kept",
            "summary.csv",
            "survival.csv",
            "timeline.csv"
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    desk.alliance("run scenario.toml --out mine --no-charts").done();
    fs::create_dir_all(desk.path("away")).unwrap();
    desk.write("away/000000.runs", "theirs");
    desk.write("away/compare.csv", "theirs");
    desk.write("away/precious.csv", "theirs");
    let before = contents(&desk.path("away"));
    for (link, to) in [
        ("store", "away"),
        ("charts", "away"),
        ("compare", "away"),
        ("members.csv", "away/precious.csv"),
    ] {
        symlink(desk.path(to), desk.path(format!("mine/{link}"))).unwrap();
        let message = desk.alliance("run scenario.toml --out mine --overwrite").refusal();
        assert!(
            message.starts_with(&format!("error: mine/{link} is not part of a result")),
            "{message}"
        );
        if link == "compare" {
            let message = desk.alliance("compare mine --overwrite").refusal();
            assert!(
                message.contains("mine/compare is not part of a comparison"),
                "{message}"
            );
        }
        assert_eq!(contents(&desk.path("away")), before);
        fs::remove_file(desk.path(format!("mine/{link}"))).unwrap();
    }
    symlink(desk.path("away"), desk.path("shards")).unwrap();
    let message = desk.alliance("plan scenario.toml --shards 1 --out .").refusal();
    assert!(message.contains("shards is not part of a result"), "{message}");
    assert_eq!(contents(&desk.path("away")), before);
}

#[test]
fn shards_are_removed_without_what_others_put_there() {
    let desk = desk();
    desk.alliance("plan scenario.toml --shards 1 --out study").done();
    desk.alliance("work study --shard 0 --quiet").done();
    desk.write("study/shards/notes.txt", "mine");
    desk.write("study/shards/000000/notes.txt", "mine");
    desk.alliance("merge study --remove --no-charts").done();
    let left = desk.files();
    let left: Vec<&str> = left
        .iter()
        .filter_map(|name| name.strip_prefix("study/shards/"))
        .collect();
    assert_eq!(left, ["000000", "000000/notes.txt", "notes.txt"]);
}

#[test]
fn where_results_should_go_is_a_folder() {
    let desk = desk();
    desk.write("taken", "a file");
    insta::assert_snapshot!(
        desk.alliance("run scenario.toml --out taken").refusal(),
        @"error: taken is a file, and results go to a folder; choose another name with --out"
    );
}

/// A desk with a scenario that every command can be asked about.
fn desk() -> Desk {
    let desk = Desk::with_scenario(&format!("{STUDY}{RANGES}"));
    desk.write("target.csv", "years,share\n0.25,0.9\n0.5,0.8\n");
    desk
}

/// Every file of a folder and its folders, with what is in it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(contents(&path)),
            false => {
                found.insert(path.display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    found
}
