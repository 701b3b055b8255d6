//! Design points that are drawn or listed.

use std::collections::{BTreeMap, BTreeSet};

use alliance_dynamics::scenario::Study;

use crate::program::{Desk, header};

const SHORT: &str = "months = 6\n[experiment]\nruns = 3\n";
const ARM: &str = "[[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n";
/// Every kind of range.
const RANGES: &str = r#"
[sample.ranges]
relations.trust_mean = { from = 0.0, to = 0.4 }
"gossip.rate" = { from = 0.01, to = 1.0, scale = "log" }
"population.count" = { from = 4, to = 16, whole = true }
"relations.network" = { choices = ["complete", { kind = "random", degree = 3 }] }
"#;
const LIST: &str = "gossip.rate, gossip.enabled, alliance.goal_axes, relations.network\n\
    0.1,true,\"[\"\"true\"\", \"\"2\"\"]\",complete\n\
    0.25,false,\"[\"\"a\"\", \"\"b\"\"]\",\"{ kind = \"\"random\"\", degree = 3 }\"\n";

#[test]
fn a_sample_is_crossed_with_arms_and_written_to_every_table() {
    let desk = Desk::with_scenario(&sampled("points = 5"));
    let said = desk.alliance("run scenario.toml --no-charts --quiet").done().out;
    assert!(said.contains("at the median of 5 design points"), "{said}");
    for table in ["runs", "timeline", "survival", "summary"] {
        let rows = desk.table(&format!("output/scenario/{table}.csv"));
        let cells: BTreeSet<_> = rows
            .iter()
            .map(|row| (row["arm"].clone(), row["point"].clone()))
            .collect();
        assert_eq!(cells.len(), 10, "{table}");
    }
    let text = desk.read("output/scenario/runs.csv");
    let keys = "arm,point,relations.trust_mean,gossip.rate,population.count,relations.network,replication,seed";
    assert!(header(&text).starts_with(keys), "{}", header(&text));
    let mut values: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for row in desk.table("output/scenario/runs.csv") {
        values
            .entry(row["point"].clone())
            .or_default()
            .insert(row["gossip.rate"].clone());
    }
    assert!(
        values.values().all(|values| values.len() == 1),
        "arms share their points: {values:?}"
    );
}

#[test]
fn every_stratum_of_every_key_holds_one_drawn_point() {
    let study = Study::from_toml(&sampled("points = 26")).unwrap();
    let strata = |key: usize, place: fn(f64) -> f64| -> BTreeSet<u32> {
        let numbers = study.points.iter().map(|point| point[key].number.unwrap());
        numbers.map(|number| (26.0 * place(number)) as u32).collect()
    };
    assert_eq!(strata(0, |trust| trust / 0.4).len(), 26);
    assert_eq!(strata(1, |rate| libm::log10(rate) / 2.0 + 1.0).len(), 26);
    let mut counts = BTreeMap::new();
    for point in &study.points {
        *counts.entry(&point[2].text).or_insert(0) += 1;
    }
    assert!(
        counts.len() == 13 && counts.values().all(|count| *count == 2),
        "{counts:?}"
    );
    let complete = study.points.iter().filter(|point| point[3].text == "complete");
    assert_eq!(complete.count(), 13);
}

#[test]
fn another_key_leaves_the_values_of_a_latin_hypercube_as_they_were() {
    let all = Study::from_toml(&sampled("points = 9")).unwrap();
    let ranges =
        "[sample]\npoints = 9\n[sample.ranges]\n\"gossip.rate\" = { from = 0.01, to = 1.0, scale = \"log\" }\n";
    let one = Study::from_toml(ranges).unwrap();
    for (all, one) in all.points.iter().zip(&one.points) {
        assert_eq!(all[1], one[0]);
    }
}

#[test]
fn points_come_from_their_own_seed_or_the_scenario_s_and_never_from_the_command_line() {
    let points = |text: &str| Study::from_toml(text).unwrap().points;
    let own = points(&sampled("points = 5\nseed = 7"));
    assert_eq!(own, points(&format!("seed = 7\n{}", sampled("points = 5"))));
    assert_ne!(own, points(&sampled("points = 5")));
    let mut study = Study::from_toml(&sampled("points = 5\nseed = 7")).unwrap();
    study.change_seed(Some(99));
    assert_eq!(study.points, own);
}

#[test]
fn one_and_two_threads_write_the_same_bytes() {
    for method in ["latin-hypercube", "sobol"] {
        let desk = Desk::with_scenario(&sampled(&format!("points = 8\nmethod = \"{method}\"")));
        for threads in ["1", "2"] {
            let line = format!("run scenario.toml --no-charts --quiet --threads {threads} --out on-{threads}");
            desk.alliance(&line).done();
        }
        let digest = |folder: &str| desk.json(&format!("{folder}/manifest.json"))["digest"].clone();
        assert_eq!(digest("on-1"), digest("on-2"), "{method}");
        assert_eq!(desk.read("on-1/runs.csv"), desk.read("on-2/runs.csv"), "{method}");
    }
}

#[test]
fn points_are_listed_in_a_file_with_values_as_their_keys_want_them() {
    let desk = Desk::with_scenario(&format!("{SHORT}{ARM}[sample]\npoints_file = \"points.csv\"\n"));
    desk.write("points.csv", LIST);
    let study = Study::read(desk.path("scenario.toml")).unwrap();
    assert_eq!((study.points.len(), study.cells.len()), (2, 4));
    let gossip = |cell: usize| &study.cells[cell].scenario.resolved().gossip;
    assert_eq!((gossip(0).rate.get(), gossip(0).enabled), (0.1, true));
    assert_eq!((gossip(1).rate.get(), gossip(1).enabled), (0.25, false));
    assert_eq!(*study.cells[0].scenario.goal_axes, ["true", "2"]);
    desk.alliance("run scenario.toml --quiet --no-charts").done();
    let manifest = desk.json("output/scenario/manifest.json");
    assert_eq!(manifest["sample"]["points_file"], "points.csv");
    assert_eq!(manifest["points"][1][0], "0.25");
}

#[test]
fn a_word_that_looks_like_a_number_stays_a_word_where_the_key_wants_one() {
    let desk = Desk::with_scenario(
        "[[members]]\nname = \"7\"\n[[members]]\nname = \"8\"\n[sample]\npoints_file = \"points.csv\"\n",
    );
    desk.write("points.csv", "alliance.lead\n7\n8\n");
    let study = Study::read(desk.path("scenario.toml")).unwrap();
    let leads: Vec<_> = study
        .cells
        .iter()
        .map(|cell| cell.scenario.resolved().alliance.lead.clone().unwrap())
        .collect();
    assert_eq!(leads, ["7", "8"]);
}

#[test]
fn a_sweep_and_a_sample_are_crossed_and_every_point_of_the_grid_has_the_same_sample() {
    let study = Study::from_toml(&format!(
        "{}[sweep]\n\"dials.control\" = [0.1, 0.5]\n",
        sampled("points = 3")
    ))
    .unwrap();
    assert_eq!(
        (study.keys[0].as_str(), study.n_swept, study.points.len()),
        ("dials.control", 1, 6)
    );
    let values = |points: &[Vec<_>]| points.iter().map(|point| point[1..].to_vec()).collect::<Vec<_>>();
    assert_eq!(values(&study.points[..3]), values(&study.points[3..]));
    let control = |point: usize| study.points[point][0].text.as_str();
    assert_eq!((control(2), control(3)), ("0.1", "0.5"));
}

#[test]
fn the_manifest_says_how_points_were_drawn() {
    let desk = Desk::with_scenario(&sampled("points = 4\nmethod = \"sobol\""));
    desk.alliance("run scenario.toml --no-charts --quiet --seed 5").done();
    let manifest = desk.json("output/scenario/manifest.json");
    let sample = &manifest["sample"];
    assert_eq!(
        (sample["method"].as_str(), sample["seed"].as_u64()),
        (Some("sobol"), Some(1))
    );
    assert_eq!(sample["ranges"]["gossip.rate"], "0.01 to 1, on a log scale");
    assert_eq!(manifest["points"].as_array().unwrap().len(), 4);
    assert_eq!(manifest["scenario"]["sample"]["seed"], 1);
    assert_eq!(manifest["swept"].as_array().unwrap().len(), 0);
}

#[test]
fn the_schema_knows_what_a_range_is_made_of() {
    let schema: serde_json::Value = serde_json::from_str(&Desk::new().alliance("schema").done().out).unwrap();
    let sample = &schema["$defs"]["SampleTable"]["properties"];
    let range = &sample["ranges"]["additionalProperties"]["anyOf"][0];
    assert_eq!(range["properties"]["scale"]["enum"][1], "log");
    assert_eq!(sample["points"]["minimum"], 1);
}

#[test]
fn check_says_how_points_come_about() {
    let desk = Desk::with_scenario(&sampled("points = 64\nmethod = \"sobol\""));
    insta::assert_snapshot!("check_drawn", desk.alliance("check scenario.toml").done().out);
    let desk = Desk::with_scenario(&format!("{SHORT}[sample]\npoints_file = \"points.csv\"\n"));
    desk.write("points.csv", LIST);
    insta::assert_snapshot!("check_listed", desk.alliance("check scenario.toml").done().out);
}

#[test]
fn several_sampled_keys_are_drawn_as_dots_and_one_as_a_response() {
    let desk = Desk::with_scenario(&sampled("points = 4"));
    desk.alliance("run scenario.toml --quiet").done();
    for name in ["sample-0", "sample-1"] {
        assert!(desk.has(&format!("output/scenario/charts/{name}.svg")), "{name}");
    }
    assert!(!desk.has("output/scenario/charts/heat-map.svg"));
    let one = format!("{SHORT}[sample]\npoints = 4\n[sample.ranges]\n\"gossip.rate\" = {{ from = 0.0, to = 0.4 }}\n");
    let desk = Desk::with_scenario(&one);
    desk.alliance("run scenario.toml --quiet").done();
    assert!(desk.has("output/scenario/charts/response.svg") && !desk.has("output/scenario/charts/sample.svg"));
}

/// A sample with this range.
fn in_range(range: &str) -> String {
    format!("[sample]\npoints = 8\n[sample.ranges]\n{range}\n")
}

/// What is said of each of these files, in a snapshot of its name.
fn are_explained<const N: usize>(files: [(&str, String); N]) {
    for (name, text) in files {
        let message = Desk::with_scenario(&text).alliance("check scenario.toml").refusal();
        insta::assert_snapshot!(name.replace(' ', "_"), message);
    }
}

#[test]
fn a_mistaken_range_is_explained() {
    are_explained([
        (
            "unknown key of a sample",
            in_range("\"gossip.rat\" = { from = 0, to = 0.5 }"),
        ),
        (
            "sample out of range",
            in_range("\"gossip.rate\" = { from = 0.1, to = 1.5 }\n\"dials.control\" = { from = -1, to = 1 }"),
        ),
        ("reversed range", in_range("\"gossip.rate\" = { from = 0.5, to = 0.1 }")),
        (
            "log from nothing",
            in_range("\"gossip.rate\" = { from = 0, to = 1, scale = \"log\" }"),
        ),
        (
            "range without end",
            in_range("\"context.drift\" = { from = 0, to = inf }"),
        ),
        (
            "unknown scale",
            in_range("\"gossip.rate\" = { from = 0.1, to = 1, scale = \"lgo\" }"),
        ),
        (
            "unknown key of a range",
            in_range("\"gossip.rate\" = { form = 0.1, to = 1 }"),
        ),
        (
            "steps in a sample",
            in_range("\"gossip.rate\" = { from = 0.1, to = 1, steps = 4 }"),
        ),
        (
            "sample of what is whole",
            in_range("\"population.count\" = { from = 4, to = 16 }"),
        ),
        (
            "whole numbers from a half",
            in_range("\"population.count\" = { from = 4, to = 16.5, whole = true }"),
        ),
        ("list for a range", in_range("\"relations.network\" = [\"complete\"]")),
        (
            "range in pieces",
            "[sample]\npoints = 8\nranges.gossip.rate.from = 0.1\n".to_owned(),
        ),
        (
            "mistaken choice",
            in_range("\"relations.network\" = { choices = [\"complete\", \"complet\"] }"),
        ),
        (
            "choices with an end",
            in_range("\"gossip.rate\" = { choices = [0.1], to = 1 }"),
        ),
        ("no choices", in_range("\"gossip.rate\" = { choices = [] }")),
        (
            "sample of the seed",
            in_range("\"seed\" = { from = 1, to = 9, whole = true }"),
        ),
    ]);
}

#[test]
fn a_mistaken_sample_is_explained() {
    are_explained([
        (
            "unknown method",
            "[sample]\npoints = 8\nmethod = \"latin-hypercub\"\n".to_owned(),
        ),
        (
            "sample without points",
            "[sample.ranges]\n\"gossip.rate\" = { from = 0, to = 1 }\n".to_owned(),
        ),
        ("sample without ranges", "[sample]\npoints = 8\n".to_owned()),
        (
            "too many points of sobol",
            in_range("\"gossip.rate\" = { from = 0, to = 1 }").replace("8", "65537\nmethod = \"sobol\""),
        ),
        (
            "swept and sampled",
            in_range("\"gossip.rate\" = { from = 0, to = 1 }") + "[sweep]\n\"gossip.rate\" = [0.1]\n",
        ),
        (
            "sampled in two parts",
            in_range(
                "\"alliance\" = { choices = [{ challenge = 0.1 }] }\n\"alliance.challenge\" = { from = 0, to = 1 }",
            ),
        ),
        (
            "arm that sets the sample",
            "[[arms]]\nname = \"x\"\nset = { \"sample.points\" = 3 }\n".to_owned(),
        ),
        (
            "points that do not fit together",
            in_range("\"population.count\" = { from = 3, to = 9, whole = true }")
                + "[relations]\nnetwork = { kind = \"scale-free\", links = 5 }\n",
        ),
        (
            "drawn and listed",
            "[sample]\npoints = 8\npoints_file = \"points.csv\"\n".to_owned(),
        ),
        (
            "missing points file",
            "[sample]\npoints_file = \"points.csv\"\n".to_owned(),
        ),
    ]);
}

#[test]
fn a_mistaken_list_of_points_is_explained_where_it_is() {
    for (name, list) in [
        (
            "unknown key of a list",
            "gossip.rat,gossip.enabled\n0.1,true\n0.2,true\n",
        ),
        (
            "value out of range",
            "gossip.rate,gossip.enabled\n0.1,true\n1.5,false\n-1,true\n",
        ),
        ("word for a number", "gossip.rate,gossip.enabled\nhigh,true\n0.1,yes\n"),
        (
            "mistaken table",
            "gossip.rate,relations.network\n0.1,\"{ kind = \"\"random\"\" }\"\n",
        ),
        ("empty field", "gossip.rate,gossip.enabled\n0.1,\n"),
        ("row too short", "gossip.rate,gossip.enabled\n0.1,true\n0.1\n"),
        ("key twice", "gossip.rate,gossip.rate\n0.1,0.2\n"),
        ("no rows", "gossip.rate\n"),
        ("empty list", ""),
        ("list of seeds", "seed,gossip.rate\n1,0.1\n"),
        (
            "rows that do not fit together",
            "gossip.rate,alliance.lead\n0.1,Member 2\n0.2,Membr 3\n",
        ),
    ] {
        let desk = Desk::with_scenario("[sample]\npoints_file = \"points.csv\"\n");
        desk.write("points.csv", list);
        let message = desk.alliance("check scenario.toml").refusal();
        insta::assert_snapshot!(name.replace(' ', "_"), message);
    }
}

#[test]
fn a_list_that_repeats_the_sweep_is_refused_in_the_list() {
    let desk = Desk::with_scenario("[sweep]\n\"gossip.rate\" = [0.1]\n[sample]\npoints_file = \"points.csv\"\n");
    desk.write("points.csv", "gossip.enabled,gossip.rate\ntrue,0.1\n");
    let message = desk.alliance("check scenario.toml").refusal();
    assert!(
        message.contains("points.csv:1:16") && message.contains("also swept"),
        "{message}"
    );
}

#[test]
fn the_example_of_the_page_on_studies_is_a_study() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let path = root.join("examples/designs/what-matters.toml");
    let study = Study::read(&path).unwrap();
    assert_eq!((study.arms.len(), study.points.len(), study.keys.len()), (2, 64, 5));
    let text = std::fs::read_to_string(path).unwrap();
    let shown = &text[text.find("[experiment]").unwrap()..];
    let page = std::fs::read_to_string(root.join("docs/studies.md")).unwrap();
    assert!(page.contains(shown), "the page shows another example");
}

/// Arms and a sample of every kind of range, with these lines in `[sample]`.
fn sampled(lines: &str) -> String {
    format!("{SHORT}{ARM}[sample]\n{lines}{RANGES}")
}
