//! Tables in every format: the same study, the same digest, and nothing stale beside it.

use std::fs;

use crate::program::Desk;

/// Keys of every kind that vary, one of them called as a column of results; numbers written in several ways.
const STUDY: &str = r#"
title = "Formats"
months = 24
[experiment]
runs = 11
[[arms]]
name = "no gossip"
set = { gossip.enabled = false }
[sweep]
"relations.trust_mean" = [0, 0.10, 3e-1]
months = [12, 24]
"#;
const TABLES: [&str; 4] = ["runs", "timeline", "survival", "summary"];

mod parquet {
    use alliance_studies::experiment::ParquetRows;

    use super::*;

    #[test]
    fn one_two_and_seven_threads_write_the_same_files() {
        let desk = Desk::with_scenario(STUDY);
        for threads in [1, 2, 7] {
            run(
                &desk,
                &format!("--format parquet --threads {threads} --out on-{threads}"),
            );
        }
        for (threads, table) in [2, 7]
            .into_iter()
            .flat_map(|threads| TABLES.map(|table| (threads, table)))
        {
            let bytes = |threads| fs::read(desk.path(format!("on-{threads}/{table}.parquet"))).unwrap();
            assert!(bytes(1) == bytes(threads), "{table}");
        }
    }

    #[test]
    fn the_tables_hold_what_those_in_csv_hold() {
        let desk = both();
        for table in TABLES {
            let mut csv = csv::Reader::from_path(desk.path(format!("csv/{table}.csv"))).unwrap();
            let parquet = ParquetRows::open(&desk.path(format!("parquet/{table}.parquet"))).unwrap();
            assert_eq!(csv.headers().unwrap(), &parquet.header, "{table}");
            let rows: Vec<_> = parquet.map(Result::unwrap).collect();
            let written: Vec<_> = csv.records().map(Result::unwrap).collect();
            assert_eq!(rows.len(), written.len(), "{table}");
            for (row, written) in rows.iter().zip(&written) {
                for (cell, written) in row.iter().zip(written) {
                    let bits = |cell: &str| cell.parse().map(f64::to_bits).map_err(|_| cell.to_owned());
                    assert_eq!(bits(cell), bits(written), "{table}");
                }
            }
        }
    }

    #[test]
    fn a_study_has_one_digest_in_every_format_and_is_reproduced_from_each() {
        let desk = both();
        let manifest = |folder: &str| desk.json(&format!("{folder}/manifest.json"));
        assert_eq!(manifest("csv")["digest"], manifest("parquet")["digest"]);
        assert_eq!(manifest("csv")["tables"], manifest("parquet")["tables"]);
        assert_eq!(manifest("parquet")["format"], "parquet");
        for folder in ["csv", "parquet"] {
            let answer = desk.alliance(&format!("reproduce {folder} --quiet")).done();
            assert!(answer.out.contains("The same bytes"), "{}", answer.out);
        }
        let changed = desk
            .read("parquet/manifest.json")
            .replace("\"loss\": 0.22", "\"loss\": 0.23");
        desk.write("parquet/manifest.json", changed);
        assert_eq!(desk.alliance("reproduce parquet --quiet").code, Some(1));
    }

    #[test]
    fn a_comparison_is_the_same_from_either_format() {
        let desk = both();
        let answers = ["csv", "parquet"].map(|folder| {
            let answer = desk.alliance(&format!("compare {folder} --no-charts")).done().out;
            let tables = ["compare", "transitions"].map(|table| desk.read(&format!("{folder}/compare/{table}.csv")));
            (answer, tables)
        });
        assert_eq!(answers[0], answers[1]);
    }

    #[test]
    fn status_holds_parquet_files_against_the_manifest() {
        let desk = both();
        desk.alliance("status parquet").done();
        damage(&desk, "parquet/survival.parquet");
        let answer = desk.alliance("status parquet");
        assert_eq!(answer.code, Some(1));
        assert!(
            answer.out.contains("survival.parquet: not as it was written"),
            "{}",
            answer.out
        );
    }

    #[test]
    fn another_format_is_another_result_and_leaves_nothing_stale() {
        let desk = Desk::with_scenario(STUDY);
        for (format, ending, other) in [("csv", "csv", "parquet"), ("parquet", "parquet", "csv")] {
            run(&desk, &format!("--format {format} --overwrite --out results"));
            desk.alliance(&format!("compare results --no-charts --format {format}"))
                .done();
            let refused = desk.alliance(&format!("run scenario.toml --no-charts --format {other} --out results"));
            assert!(refused.refusal().contains("holds a finished result already"));
            let refused = desk.alliance(&format!("compare results --no-charts --format {other}"));
            assert!(refused.refusal().contains(&format!("its compare.{ending} differs")));
            desk.alliance(&format!(
                "trace scenario.toml --no-charts --overwrite --out traced --format {format}"
            ))
            .done();
            let names = desk.files();
            let stale: Vec<_> = names
                .iter()
                .filter(|name| name.ends_with(&format!(".{other}")))
                .collect();
            assert!(stale.is_empty(), "{stale:?}");
            let n_tables = names
                .iter()
                .filter(|name| name.ends_with(&format!(".{ending}")))
                .count();
            assert_eq!(n_tables, TABLES.len() + 2 + 4, "{names:?}");
        }
    }

    #[test]
    fn a_parquet_file_that_cannot_be_read_is_explained() {
        let desk = both();
        damage(&desk, "parquet/runs.parquet");
        let message = desk.alliance("compare parquet").refusal();
        assert!(
            message.starts_with("error: parquet/runs.parquet was changed after the run: its SHA-256 is "),
            "{message}"
        );
        fs::remove_file(desk.path("parquet/manifest.json")).unwrap();
        assert_eq!(
            desk.alliance("compare parquet").refusal(),
            "error: parquet/runs.parquet has no end: its run goes on, or was killed; `alliance run` with the same scenario, --out and \
             --format goes on from there\n"
        );
        desk.write("parquet/manifest.json", "{ \"program\": \"alliance-dynamics\" }");
        let message = desk.alliance("compare parquet").refusal();
        assert!(
            message.starts_with("error: parquet/runs.parquet is damaged: "),
            "{message}"
        );
    }

    #[test]
    fn a_mistake_in_a_parquet_file_is_shown_at_its_row() {
        use alliance_studies::experiment::{Facts, Format, Kind};
        let desk = Desk::new();
        let columns = ["arm", "point", "replication", "seed", "outcome", "survived", "months"];
        let columns = columns.map(|name| alliance_studies::experiment::Column::new(Kind::Text, name));
        let mut table = Format::Parquet.begin(Vec::new(), columns.into()).unwrap();
        table.row(("base", 0, 0, 7, "hollow", true, 12)).unwrap();
        table.row(("base", 0, 1, 8, "happy", true, 12)).unwrap();
        fs::create_dir(desk.path("runs")).unwrap();
        desk.write(
            "runs/runs.parquet",
            table.end().unwrap().close(&Facts::default()).unwrap(),
        );
        assert_eq!(
            desk.alliance("compare runs").refusal(),
            "error: runs/runs.parquet, row 2: `outcome` is `happy`; allowed: `completed`, `thriving`, `hollow`, `drifted`, `fragmented`, \
             `dissolved`, `collapsed` or `failed`\n"
        );
    }

    /// The same study in both formats, in the folders `csv` and `parquet`.
    fn both() -> Desk {
        let desk = Desk::with_scenario(STUDY);
        for format in ["csv", "parquet"] {
            run(&desk, &format!("--format {format} --out {format}"));
        }
        desk
    }

    /// Cuts a file in half.
    fn damage(desk: &Desk, name: &str) {
        let bytes = fs::read(desk.path(name)).unwrap();
        desk.write(name, &bytes[..bytes.len() / 2]);
    }
}

#[test]
fn a_result_says_what_made_it_as_a_process_run_crate() {
    let desk = Desk::with_scenario(
        "title = \"Two\"\nmonths = 3\nrelations.ties_file = \"ties.csv\"\nexperiment.runs = 2\n[[members]]\nname = \"A\"\n[[members]]\nname = \"B\"\n",
    );
    desk.write("ties.csv", "from,to,trust\nA,B,0.5\n");
    desk.alliance("run scenario.toml --no-charts --threads 2 --seed 7 --out results")
        .done();
    let mut document = desk.json("results/ro-crate-metadata.json");
    let manifest = desk.json("results/manifest.json");
    let graph = document["@graph"].as_array_mut().unwrap();
    graph.retain(|entity| entity["@id"] != "#commit");
    for entity in graph {
        entity.as_object_mut().unwrap().remove("identifier");
        if entity["@type"] == "File" && entity["@id"] != "manifest.json" {
            assert_eq!(entity["sha256"], manifest["tables"][entity["@id"].as_str().unwrap()]);
        }
        let times = ["startTime", "endTime", "datePublished"];
        for changing in ["sha256", "contentSize", "softwareVersion"].into_iter().chain(times) {
            if !entity[changing].is_null() {
                entity[changing] = "…".into();
            }
        }
    }
    insta::assert_snapshot!("process_run_crate", serde_json::to_string_pretty(&document).unwrap());
}

#[test]
fn the_files_of_others_are_no_part_of_a_result() {
    let desk = Desk::with_scenario("months = 3\nexperiment.runs = 2\n");
    fs::create_dir(desk.path("results")).unwrap();
    desk.write("results/mine.csv", "a,b\n");
    run(&desk, "--out results");
    assert!(!desk.read("results/ro-crate-metadata.json").contains("mine.csv"));
    let desk = Desk::with_scenario("months = 3\nexperiment.runs = 2\n");
    desk.write("ro-crate-metadata.json", "{}");
    let message = desk
        .alliance("run scenario.toml --no-charts --overwrite --out .")
        .refusal();
    assert!(
        message.contains("ro-crate-metadata.json is not part of a result"),
        "{message}"
    );
    assert_eq!(desk.read("ro-crate-metadata.json"), "{}");
}

fn run(desk: &Desk, options: &str) {
    desk.alliance(&format!("run scenario.toml --no-charts {options}"))
        .done();
}
