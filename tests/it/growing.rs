//! A study grows: what is there stays as it is, and only what is new is computed.

use crate::program::Desk;

const STUDY: &str = "months = 24\nseed = 3\n[experiment]\nruns = 20\n[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }\n\
    [sweep]\n\"relations.trust_mean\" = [0.1, 0.2]\n\"gossip.negativity\" = [1.0, 2.0]\n";
const TABLES: [&str; 5] = ["runs.csv", "timeline.csv", "survival.csv", "summary.csv", "runs.kept"];
const RUN: &str = "run scenario.toml --no-charts --no-report";

#[test]
fn a_grown_study_has_the_bytes_of_one_made_at_once() {
    let more_runs = STUDY.replace("runs = 20", "runs = 33");
    let more_arms = format!("{more_runs}[[arms]]\nname = \"open\"\nset = {{ gossip.rate = 0.3 }}\n");
    let more_points = more_arms
        .replace("[0.1, 0.2]", "[0.0, 0.1, 0.2]")
        .replace("[1.0, 2.0]", "[1.0, 1.5, 2.0]");
    let desk = Desk::with_scenario(STUDY);
    desk.alliance(&format!("{RUN} --out grown")).done();
    let (mut before, mut rows) = (20 * 8, desk.read("grown/runs.csv"));
    for (text, all) in [(&more_runs, 33 * 8), (&more_arms, 33 * 12), (&more_points, 33 * 27)] {
        desk.write("scenario.toml", text);
        let grown = desk.alliance(&format!("{RUN} --out grown")).done();
        let told = format!("Going on: {before} of {all} runs are here already");
        assert!(grown.err.contains(&told), "{}", grown.err);
        assert!(!desk.has("grown/store"));
        let at_once = desk
            .alliance(&format!("{RUN} --out at-once --overwrite --threads 1"))
            .done();
        assert_eq!(grown.out, at_once.out);
        for table in TABLES {
            let [one, other] = ["grown", "at-once"].map(|folder| std::fs::read(desk.path(folder).join(table)).unwrap());
            assert!(one == other, "{table} differs at {all} runs");
        }
        if all < 33 * 27 {
            let now = desk.read("grown/runs.csv");
            assert!(
                rows.lines().all(|row| now.lines().any(|other| other == row)),
                "earlier rows stay"
            );
            rows = now;
        }
        before = all;
    }
}

#[test]
fn what_is_not_more_of_the_same_is_refused() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance(&format!("{RUN} --out results")).done();
    let before = desk.files();
    for (from, to, difference) in [
        ("runs = 20", "runs = 19", "`experiment.runs` was 20 and is now 19"),
        ("months = 24", "months = 25", "`months` was 24 and is now 25"),
        (
            "[0.1, 0.2]",
            "[0.1, 0.3]",
            "the design point relations.trust_mean = 0.2, gossip.negativity = 1.0 is not asked for any more",
        ),
        ("quiet", "still", "arm `quiet` is not asked for any more"),
    ] {
        desk.write("scenario.toml", STUDY.replace(from, to));
        assert_eq!(
            desk.alliance(&format!("{RUN} --out results")).refusal(),
            format!(
                "error: results holds a result of another study: {difference}; choose another folder with --out, or begin anew with \
                 --overwrite\n"
            )
        );
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn the_same_again_has_nothing_to_do_and_makes_what_is_missing() {
    let desk = Desk::with_scenario("months = 12\nexperiment.runs = 10");
    let first = desk.alliance("run scenario.toml --out results").done();
    let manifest = desk.read("results/manifest.json");
    let again = desk.alliance("run scenario.toml --out results").done();
    assert_eq!(again.out, first.out);
    assert_eq!(again.err, "results is finished already; --overwrite makes it anew\n");
    for missing in [
        "results/report.html",
        "results/charts/survival.png",
        "results/timeline.csv",
    ] {
        let was = std::fs::read(desk.path(missing)).unwrap();
        std::fs::remove_file(desk.path(missing)).unwrap();
        let mended = desk.alliance("run scenario.toml --out results").done();
        assert!(
            mended.err.contains("Going on: 10 of 10 runs are here already"),
            "{}",
            mended.err
        );
        if !missing.ends_with("html") {
            assert!(std::fs::read(desk.path(missing)).unwrap() == was, "{missing}");
        }
        assert!(desk.has(missing) && !desk.has("results/store"));
    }
    let digest = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["digest"].clone();
    assert_eq!(digest(&desk.read("results/manifest.json")), digest(&manifest));
}

#[test]
fn while_a_study_grows_the_finished_one_stays() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance(&format!("{RUN} --out results")).done();
    let (manifest, rows) = (desk.read("results/manifest.json"), desk.read("results/runs.csv"));
    desk.write("scenario.toml", STUDY.replace("runs = 20", "runs = 20000"));
    let growing = desk.command(format!("{RUN} --out results").split(' ')).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(900));
    crate::program::signal("-TERM", &growing);
    let stopped = growing.wait_with_output().unwrap();
    assert_eq!(stopped.status.code(), Some(130));
    assert_eq!(
        (desk.read("results/manifest.json"), desk.read("results/runs.csv")),
        (manifest, rows)
    );
    let status = desk.alliance("status results").out;
    let kept: u64 = status.split(' ').nth(1).unwrap().parse().unwrap();
    assert!((160..160_000).contains(&kept), "{status}");
}

#[test]
fn a_study_that_keeps_nothing_cannot_grow() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance(&format!("{RUN} --out results --no-store")).done();
    assert!(!desk.has("results/runs.kept") && !desk.has("results/store"));
    desk.write("scenario.toml", STUDY.replace("runs = 20", "runs = 21"));
    insta::assert_snapshot!(
        desk.alliance(&format!("{RUN} --out results")).refusal(),
        @"error: results holds a finished result already; choose another folder with --out, or replace it with --overwrite"
    );
}
