//! A finished study can be run again from its manifest alone.

use std::fs;

use crate::program::Desk;

const STUDY: &str = "months = 12\n[experiment]\nruns = 7\n[relations]\nties_file = \"data/ties.csv\"\n[[members]]\nname = \"A\"\n\
    [[members]]\nname = \"B\"\n[[members]]\nname = \"C\"\n[[arms]]\nname = \"mute\"\nset = { gossip.enabled = false }\n[sweep]\n\
    \"relations.trust_mean\" = [0.1, 0.2]\n\"gossip.rate\" = { from = 0.0, to = 0.2, steps = 3 }";

#[test]
fn a_manifest_is_enough_to_make_the_same_bytes() {
    let desk = done();
    fs::copy(desk.path("results/manifest.json"), desk.path("kept.json")).unwrap();
    for file in ["results", "data"] {
        fs::remove_dir_all(desk.path(file)).unwrap();
    }
    let before = desk.files();
    let answer = desk.alliance("reproduce kept.json --quiet --threads 2").done();
    let digest = desk.json("kept.json")["digest"].as_str().unwrap().to_owned();
    let same = "runs.csv: the same\ntimeline.csv: the same\nsurvival.csv: the same\nsummary.csv: the same\n";
    assert_eq!(answer.out, format!("{same}The same bytes: digest {digest}\n"));
    assert_eq!(desk.files(), before);
}

#[test]
fn drawn_and_listed_points_are_the_same_again() {
    let desk = Desk::with_scenario(
        "months = 6\nseed = 4\n[experiment]\nruns = 2\n[sample]\npoints = 5\n[sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.3 }\n\
         \"experience.loss\" = { from = 0.01, to = 0.3, scale = \"log\" }",
    );
    desk.write(
        "listed.toml",
        "months = 6\n[experiment]\nruns = 2\n[sample]\npoints_file = \"points.csv\"\n",
    );
    desk.write("points.csv", "gossip.rate,population.count\n0.1,4\n0.2,9\n");
    for name in ["scenario", "listed"] {
        desk.alliance(&format!("run {name}.toml --no-charts --seed 11")).done();
    }
    fs::remove_file(desk.path("points.csv")).unwrap();
    for name in ["scenario", "listed"] {
        let answer = desk.alliance(&format!("reproduce output/{name} --quiet")).done();
        assert!(answer.out.contains("The same bytes"), "{}", answer.out);
    }
}

#[test]
fn numbers_stay_as_they_were_written() {
    let desk = Desk::with_scenario(
        "months = 6\nexperiment.runs = 2\n[sweep]\n\"relations.trust_mean\" = [0, 0.10]\n\"gossip.rate\" = [1e-1]",
    );
    desk.alliance("run scenario.toml --no-charts --out results").done();
    let answer = desk.alliance("reproduce results --quiet").done();
    assert!(answer.out.contains("The same bytes"), "{}", answer.out);
}

#[test]
fn another_result_is_told_table_by_table() {
    let desk = done();
    let manifest = desk
        .read("results/manifest.json")
        .replace("\"loss\": 0.22", "\"loss\": 0.23");
    desk.write("results/manifest.json", manifest);
    let answer = desk.alliance("reproduce results --quiet");
    assert_eq!(answer.code, Some(1));
    assert!(answer.out.starts_with("runs.csv: different\n"), "{}", answer.out);
    assert!(
        answer.out.contains("Not the same: the manifest says "),
        "{}",
        answer.out
    );
}

#[test]
fn what_is_no_finished_study_is_refused() {
    let desk = done();
    desk.write("other.json", "{}");
    let stopped = desk
        .read("results/manifest.json")
        .replace("\"complete\": true", "\"complete\": false");
    desk.write("stopped.json", stopped);
    for (name, told) in [
        ("nowhere", "nowhere cannot be read"),
        ("other.json", "other.json is no manifest of a study"),
        (
            "stopped.json",
            "stopped.json is the manifest of a study that was stopped; run it to its end first",
        ),
    ] {
        let message = desk.alliance(&format!("reproduce {name}")).refusal();
        assert!(message.contains(told), "{message}");
    }
}

#[test]
fn data_files_may_lie_anywhere_and_are_not_put_back() {
    let desk = done();
    let away = desk
        .read("results/manifest.json")
        .replace("data/ties.csv", "../ties.csv");
    desk.write("away.json", away);
    desk.alliance("reproduce away.json --quiet").done();
    assert!(!desk.has("ties.csv") && !desk.has("../ties.csv"));
}

fn done() -> Desk {
    let desk = Desk::with_scenario(STUDY);
    fs::create_dir(desk.path("data")).unwrap();
    desk.write("data/ties.csv", "from,to,trust,image\nA,B,0.5,0.4\nB,C,-0.3,\n");
    desk.alliance("run scenario.toml --no-charts --out results").done();
    desk
}
