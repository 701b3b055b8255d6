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

#[test]
fn every_kind_of_result_is_made_again() {
    let desk = desk_of_answers();
    for line in ANSWERS {
        desk.alliance(&format!("{line} --out results --quiet --overwrite"))
            .done();
        let manifest = desk.json("results/manifest.json");
        let tables: Vec<&String> = manifest["tables"].as_object().unwrap().keys().collect();
        let answer = desk.alliance("reproduce results --quiet --threads 2").done();
        for table in &tables {
            assert!(
                answer.out.contains(&format!("{table}: the same\n")),
                "{line}: {}",
                answer.out
            );
        }
        let digest = manifest["digest"].as_str().unwrap();
        assert!(
            answer.out.ends_with(&format!("The same bytes: digest {digest}\n")),
            "{}",
            answer.out
        );

        let table = format!("results/{}", tables[0]);
        desk.write(&table, desk.read(&table) + "edited\n");
        let answer = desk.alliance("reproduce results --quiet");
        assert_eq!(answer.code, Some(1));
        assert!(
            answer
                .out
                .contains(&format!("{} in the folder is not as it was written\n", tables[0])),
            "{}",
            answer.out
        );
    }
}

#[test]
fn an_answer_is_made_again_from_its_manifest_alone() {
    let desk = desk_of_answers();
    desk.alliance("calibrate scenario.toml --to target.csv --particles 20 --generations 1 --no-charts --out results")
        .done();
    fs::rename(desk.path("results/manifest.json"), desk.path("kept.json")).unwrap();
    for gone in ["scenario.toml", "target.csv", "data/ties.csv"] {
        fs::remove_file(desk.path(gone)).unwrap();
    }
    let before = desk.files();
    let answer = desk.alliance("reproduce kept.json --quiet").done();
    assert!(answer.out.contains("The same bytes: digest "), "{}", answer.out);
    assert_eq!(desk.files(), before);
}

#[test]
fn an_edited_table_is_not_the_same() {
    let desk = done();
    let rows = desk.read("results/runs.csv");
    desk.write(
        "results/runs.csv",
        rows.replacen("thriving", "hollow", 1).replacen("hollow", "drifted", 1),
    );
    let answer = desk.alliance("reproduce results --quiet");
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.out.contains(
            "runs.csv in the folder is not as it was written\nThe same bytes, but not in the folder: digest "
        ),
        "{}",
        answer.out
    );
}

#[test]
fn a_digest_that_does_not_follow_from_its_tables_is_told() {
    let desk = done();
    let manifest = desk.json("results/manifest.json");
    let digest = manifest["digest"].as_str().unwrap();
    desk.write(
        "results/manifest.json",
        desk.read("results/manifest.json").replace(digest, &"0".repeat(64)),
    );
    let status = desk.alliance("status results");
    assert_eq!(status.code, Some(1));
    let zeros = "0".repeat(64);
    assert!(
        status.out.contains(&format!(
            "digest {zeros}, which is not that of the tables in manifest.json\n"
        )),
        "{}",
        status.out
    );
}

/// Every command but `run` that leaves tables.
const ANSWERS: [&str; 9] = [
    "trace scenario.toml --no-charts --no-report --replication 2",
    "story scenario.toml --futures 10",
    "explain scenario.toml --futures 10 --no-charts --arm mute",
    "loops scenario.toml --runs 2 --no-charts",
    "tip scenario.toml --key gossip.rate --from=0.1 --to=0.5 --runs 200 --no-charts",
    "sensitivity scenario.toml --points 4 --runs 2 --no-charts",
    "calibrate scenario.toml --to=target.csv --particles 20 --generations 1 --no-charts",
    "rescue scenario.toml --runs 1000 --fresh 100 --no-charts",
    "robust scenario.toml --plausible list.toml --models 20 --runs 2 --no-charts",
];

fn desk_of_answers() -> Desk {
    let text = STUDY.split("[sweep]").next().unwrap();
    let desk = Desk::with_scenario(&format!(
        "{text}[sample]\npoints = 2\n[sample.ranges]\n\"gossip.rate\" = {{ from = 0.1, to = 0.4 }}\n"
    ));
    fs::create_dir(desk.path("data")).unwrap();
    desk.write("data/ties.csv", "from,to,trust,image\nA,B,0.5,0.4\nB,C,-0.3,\n");
    desk.write("target.csv", "years,share\n0.5,0.9\n1,0.8\n");
    desk.write(
        "list.toml",
        "[assumptions]\n\"work.noise\" = { times = [0.5, 2.0], reason = \"ours\" }\n",
    );
    desk
}

fn done() -> Desk {
    let desk = Desk::with_scenario(STUDY);
    fs::create_dir(desk.path("data")).unwrap();
    desk.write("data/ties.csv", "from,to,trust,image\nA,B,0.5,0.4\nB,C,-0.3,\n");
    desk.alliance("run scenario.toml --no-charts --out results").done();
    desk
}
