//! Many worlds are those of `alliance run`.

use alliance_dynamics::scenario::Study;
use alliance_page::interface::{Limits, PageQuestion, Refused, answer};
use alliance_studies::experiment::{Control, Experiment, Facts, Format, Table};
use alliance_studies::verdict::{Results, write_summary, write_survival, write_timeline};
use serde_json::json;

use super::{ask, assert_same, rows, stopping, text};

const RUNS: u32 = 35;

/// The tables of the first arm, as `alliance run` writes them, and how its runs ended.
struct Run {
    summary: Vec<u8>,
    survival: Vec<u8>,
    timeline: Vec<u8>,
    endings: Vec<(String, u32)>,
}

impl Run {
    fn of(toml: &str, seed: u64) -> Self {
        let mut study = Study::from_toml(toml).unwrap();
        study.change_seed(Some(seed));
        study.change_runs(Some(RUNS), None, None);
        let mut results = Results::with_room(&study);
        let mut endings = Vec::new();
        let experiment = Experiment::new(study);
        experiment.run(&Control::default(), |block| {
            if block.cell == 0 {
                let ends = block.runs.iter().map(|run| run.result.as_ref().unwrap());
                endings.extend(ends.map(|end| (end.outcome.name().to_owned(), end.months)));
            }
            results.add(vec![block]);
        });
        let written =
            |table: std::io::Result<Table<Vec<u8>>>| table.unwrap().end().unwrap().close(&Facts::default()).unwrap();
        let study = experiment.study();
        Self {
            summary: written(write_summary(Format::Csv, Vec::new(), study, &results)),
            survival: written(write_survival(Format::Csv, Vec::new(), study, &results)),
            timeline: written(write_timeline(
                Format::Csv,
                Vec::new(),
                study,
                &results,
                &alliance_dynamics::measures::Measure::ALL.map(alliance_dynamics::measures::Recorded::Measure),
            )),
            endings,
        }
    }
}

#[test]
fn the_numbers_are_those_of_a_run_with_the_same_seed() {
    for name in ["vicious-circle", "newcomers"] {
        let run = Run::of(text(name), 77);
        let told = ask(
            PageQuestion::Ensemble,
            &json!({ "toml": text(name), "seed": 77, "runs": RUNS }),
        );
        let summary = &rows(&run.summary)[0];
        let outcomes = told["outcomes"].as_array().unwrap();
        for (named, shares) in outcomes
            .iter()
            .map(|shares| (shares["outcome"].as_str().unwrap(), shares))
        {
            assert_same(&summary[named], &shares["share"], named);
            assert_same(&summary[&format!("{named}_low")], &shares["low"], named);
            assert_same(&summary[&format!("{named}_high")], &shares["high"], named);
        }
        for (column, key) in [
            ("survived", "value"),
            ("survived_low", "low"),
            ("survived_high", "high"),
        ] {
            assert_same(&summary[column], &told["survived"][key], column);
        }
        for (place, (outcome, months)) in run.endings.iter().enumerate() {
            let fate = told["fates"][place].as_u64().unwrap() as usize;
            assert_eq!(
                (&outcomes[fate]["outcome"], &told["months"][place]),
                (&json!(outcome), &json!(months))
            );
        }
        assert_eq!((told["fates"].as_array().unwrap().len(), run.endings.len()), (35, 35));
        assert_months(&run, &told);
    }
}

fn assert_months(run: &Run, told: &serde_json::Value) {
    let of_base = |table: &[u8]| {
        rows(table)
            .into_iter()
            .filter(|row| row["arm"] == "base")
            .collect::<Vec<_>>()
    };
    let survival = of_base(&run.survival);
    assert_eq!(told["survival"]["month"].as_array().unwrap().len(), survival.len());
    for (place, row) in survival.iter().enumerate() {
        let columns = [
            ("month", "month"),
            ("survival", "survival"),
            ("survival_low", "low"),
            ("survival_high", "high"),
        ];
        for (column, key) in columns {
            assert_same(&row[column], &told["survival"][key][place], column);
        }
    }
    for (place, row) in of_base(&run.timeline).iter().enumerate() {
        for measure in ["trust", "value", "hostility", "members"] {
            for (part, key) in [("mean", "mean"), ("p05", "low"), ("p95", "high")] {
                assert_same(
                    &row[&format!("{measure}_{part}")],
                    &told["timeline"][measure][key][place],
                    measure,
                );
            }
        }
    }
}

#[test]
fn an_arm_is_its_changes() {
    let toml = "months = 30\n[[arms]]\nname = \"quiet\"\nset = { \"gossip.rate\" = 0, population.count = 5 }";
    let changes = json!([["gossip.rate", 0], ["population.count", 5]]);
    let as_changes = ask(
        PageQuestion::Ensemble,
        &json!({ "toml": toml, "changes": changes, "runs": 20 }),
    );
    let alone = ask(
        PageQuestion::Ensemble,
        &json!({ "toml": "months = 30\ngossip.rate = 0\npopulation.count = 5", "runs": 20 }),
    );
    assert_eq!(as_changes, alone);
    assert_ne!(
        as_changes,
        ask(PageQuestion::Ensemble, &json!({ "toml": toml, "runs": 20 }))
    );
}

#[test]
fn the_threads_make_no_difference_and_a_stop_ends_the_work() {
    let body = json!({ "toml": text("two-camps"), "runs": 40 }).to_string();
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let told = |threads| {
        let ask = || {
            answer(
                PageQuestion::Ensemble,
                body.as_bytes(),
                &Limits::default(),
                &Control::default(),
            )
            .unwrap()
        };
        pool(threads).install(ask)
    };
    assert_eq!(told(1), told(3));
    let control = stopping();
    let told = pool(1).install(|| answer(PageQuestion::Ensemble, body.as_bytes(), &Limits::default(), &control));
    assert!(matches!(told, Err(Refused::Stopped)));
    assert_eq!(control.done(), 1);
}
