//! Every month of every run: the table of series.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::ParquetRows;

use crate::program::{Desk, header};

const STUDY: &str = "months = 36\n[experiment]\nruns = 23\nseries = [\"value\", \"trust\"]\n[[arms]]\nname = \"so, \\\"quiet\\\"\"\n\
    set = { gossip.enabled = false }\n[sweep]\n\"relations.trust_mean\" = [-0.4, 0.2]\n";
const RUN: &str = "run scenario.toml --no-charts --no-report --quiet";

#[test]
fn a_row_is_a_month_lived_as_the_tables_of_runs_and_months_have_it() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance(&format!("{RUN} --out all")).done();
    let series = desk.table("all/series.csv");
    assert_eq!(
        header(&desk.read("all/series.csv")),
        "arm,point,relations.trust_mean,replication,month,trust,value"
    );
    let runs = desk.table("all/runs.csv");
    let mut months = series.iter();
    let mut ended_early = 0;
    for run in &runs {
        let lived: u32 = run["months"].parse().unwrap();
        ended_early += u32::from(lived < 36);
        for month in 1..=lived {
            let row = months.next().unwrap();
            for column in ["arm", "point", "relations.trust_mean", "replication"] {
                assert_eq!(row[column], run[column]);
            }
            assert_eq!(row["month"], month.to_string());
            let last = (&row["trust"], &row["value"]) == (&run["trust"], &run["value"]);
            assert!(last || month < lived, "the last month is that of the run");
        }
    }
    assert!(months.next().is_none() && ended_early > 0);
    let of_second: Vec<f64> = series
        .iter()
        .filter(|row| row["arm"] == "base" && row["point"] == "0" && row["month"] == "2")
        .map(|row| row["trust"].parse().unwrap())
        .collect();
    let mean = of_second.iter().sum::<f64>() / of_second.len() as f64;
    let timeline = desk.table("all/timeline.csv");
    let told: f64 = timeline[1]["trust_mean"].parse().unwrap();
    assert!((mean - told).abs() < 1e-12, "{mean} {told}");
}

#[test]
fn a_study_without_series_has_none_and_knows_nothing_of_it() {
    let desk = Desk::with_scenario("months = 6\nexperiment.runs = 3");
    desk.alliance(&format!("{RUN} --out plain")).done();
    assert!(!desk.has("plain/series.csv"));
    assert!(!desk.read("plain/manifest.json").contains("series"));
    let told = desk
        .alliance(&format!("{RUN} --out other --tables runs,series"))
        .refusal();
    assert_eq!(
        told,
        "error: `series` is chosen, and no measures are named for it\n  \
         allowed: `experiment.series = [\"trust\"]` in the scenario, or --series trust\n"
    );
}

#[test]
fn both_formats_hold_the_same_under_one_digest_on_any_number_of_threads() {
    let desk = Desk::with_scenario(STUDY);
    for (format, threads) in [("csv", 1), ("csv", 3), ("parquet", 1), ("parquet", 3)] {
        let line = format!("{RUN} --format {format} --threads {threads} --out {format}-{threads}");
        desk.alliance(&line).done();
    }
    for format in ["csv", "parquet"] {
        let file = |threads| fs::read(desk.path(format!("{format}-{threads}/series.{format}"))).unwrap();
        assert!(file(1) == file(3), "{format}");
    }
    let manifest = |folder: &str| desk.json(&format!("{folder}/manifest.json"));
    assert_eq!(manifest("csv-1")["digest"], manifest("parquet-3")["digest"]);
    assert_eq!(manifest("csv-1")["tables"], manifest("parquet-3")["tables"]);
    let mut text = csv::Reader::from_path(desk.path("csv-1/series.csv")).unwrap();
    let columns = ParquetRows::open(&desk.path("parquet-1/series.parquet")).unwrap();
    assert_eq!(text.headers().unwrap(), &columns.header);
    let mut rows = 0;
    for (written, row) in text.records().zip(columns) {
        let (written, row) = (written.unwrap(), row.unwrap());
        let bits = |cell: &str| cell.parse().map(f64::to_bits).map_err(|_| cell.to_owned());
        assert!(written.iter().map(bits).eq(row.iter().map(|cell| bits(cell))));
        rows += 1;
    }
    assert_eq!(rows, desk.table("csv-1/series.csv").len());
}

#[test]
fn status_reproduce_and_the_crate_know_the_table() {
    let desk = Desk::with_scenario(STUDY);
    for format in ["csv", "parquet"] {
        desk.alliance(&format!("{RUN} --format {format} --out {format}")).done();
        let file = format!("series.{format}");
        let status = desk.alliance(&format!("status {format}")).done().out;
        assert!(status.contains(&format!("  {file}: as it was written\n")), "{status}");
        let again = desk.alliance(&format!("reproduce {format} --quiet")).done().out;
        assert!(
            again.contains("series.csv: the same\n") && again.contains("The same bytes"),
            "{again}"
        );
        let entities = desk.json(&format!("{format}/ro-crate-metadata.json"))["@graph"].clone();
        let entity = entities.as_array().unwrap().iter().find(|entity| entity["@id"] == file);
        let digest = alliance_studies::experiment::Digest::of_file(&desk.path(format!("{format}/{file}")));
        assert_eq!(entity.unwrap()["sha256"], digest.unwrap().0);
        let mut bytes = fs::read(desk.path(format!("{format}/{file}"))).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        desk.write(&format!("{format}/{file}"), bytes);
        let status = desk.alliance(&format!("status {format}"));
        assert!(
            status.out.contains(&format!("  {file}: not as it was written\n")),
            "{status:?}"
        );
    }
}

#[test]
fn measures_can_be_named_on_the_command_line_and_a_finished_study_asked_for_them() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance(&format!("{RUN} --out named --series hostility --tables series"))
        .done();
    assert!(header(&desk.read("named/series.csv")).ends_with(",month,hostility"));
    assert!(!desk.has("named/runs.csv"));
    desk.write("scenario.toml", STUDY.replace("series = [\"value\", \"trust\"]", ""));
    desk.alliance(&format!("{RUN} --out later")).done();
    let answer = desk.alliance("run scenario.toml --no-charts --no-report --out later --series trust,value");
    let told = answer.done().err;
    assert!(told.contains("Going on: 92 of 92 runs are here already\n"), "{told}");
    desk.write("scenario.toml", STUDY);
    desk.alliance(&format!("{RUN} --out at-once")).done();
    assert_eq!(desk.read("later/series.csv"), desk.read("at-once/series.csv"));
    let told = desk
        .alliance(&format!("{RUN} --out wrong --series trust,hostilty"))
        .refusal();
    assert!(
        told.starts_with("error: there is no measure `hostilty`; did you mean `hostility`?\n  allowed: `members`, "),
        "{told}"
    );
}

#[test]
fn a_measure_that_is_none_is_told_at_its_place() {
    let told = Study::from_toml("[experiment]\nseries = [\"trust\", \"hostilty\"]").unwrap_err();
    insta::assert_snapshot!(told.to_string(), @r#"
    error: no measure is called `hostilty`
     --> scenario:2:20
      |
    2 | series = ["trust", "hostilty"]
      |                    ^^^^^^^^^^
      |
      = allowed: `members`, `trust`, `image`, `hostility`, `warning`, `contribution`, `value`, `payoff`, `alignment`, `support`, `shared_language`, `capacity`, `mismatch`, `control`, `process`, `agility`, `challenge`, `mission_drift`, `steering_clarity`, `goal_clarity`, `agreements`, `standing`, `hidden`, `delivered`, `blocs`, `frustration`, `incidents_means`, `incidents_norms`, `incidents_identity`, `incidents_power`, `blamed_on_culture`, `lost_disappointment`, `lost_gossip`, `lost_home`, `lost_incidents`
      = help: did you mean `hostility`?
    "#);
}

#[test]
fn shards_come_to_the_same_table() {
    let desk = Desk::with_scenario(&STUDY.replace("series = [\"value\", \"trust\"]", ""));
    desk.alliance("plan scenario.toml --out shards --shards 3 --series trust,value")
        .done();
    for shard in [2, 0, 1] {
        desk.alliance(&format!("work shards --shard {shard}")).done();
    }
    desk.alliance("merge shards --no-charts --no-report --format parquet")
        .done();
    desk.write(
        "scenario.toml",
        STUDY.replace("\"value\", \"trust\"", "\"trust\", \"value\""),
    );
    desk.alliance(&format!("{RUN} --out alone --format parquet")).done();
    let file = |folder: &str| fs::read(desk.path(folder).join("series.parquet")).unwrap();
    assert!(file("shards") == file("alone"));
}

#[test]
fn a_study_of_more_runs_than_are_kept_with_their_months_goes_on_to_the_same_table_after_a_kill() {
    let desk = Desk::with_scenario("months = 24\n[experiment]\nruns = 9000\nseries = [\"trust\"]");
    let line = format!("{RUN} --tables series,runs --format parquet --threads 1");
    let mut running = desk
        .command(format!("{line} --out killed").split(' '))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (started, kept) = (Instant::now(), desk.path("killed/store/000000.runs"));
    while !fs::metadata(&kept).is_ok_and(|file| file.len() > 100_000) {
        assert!(started.elapsed() < Duration::from_secs(120), "nothing happens");
        std::thread::sleep(Duration::from_millis(5));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    assert!(!desk.has("killed/series.parquet"));
    desk.alliance(&format!("{line} --out killed")).done();
    desk.alliance(&format!("{line} --out undisturbed")).done();
    for table in ["series", "runs"] {
        let file = |folder: &str| fs::read(desk.path(format!("{folder}/{table}.parquet"))).unwrap();
        assert!(file("killed") == file("undisturbed"), "{table}");
    }
}
