//! A run that fails is a row of the table, not the end of the batch.

use alliance_dynamics::mechanisms::{Mechanism, Month, Rules};
use alliance_dynamics::random::Purpose;
use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{
    Block, Control, Experiment, Facts, Format, RunRecord, RunsTable, Table, quieten_failed_runs,
};
use alliance_studies::verdict::{Results, write_summary, write_survival, write_timeline};

use crate::program::rows;

const LIGHTNING: Purpose = Purpose::named("lightning");
const STUDY: &str = "months = 24\nmembership.enabled = false\n[experiment]\nruns = 45\n[[arms]]\nname = \"indoors\"\nset = { gossip.enabled = false }";

/// A mechanism that some runs do not survive.
struct Lightning {
    /// Where it strikes: with gossip only.
    strikes: bool,
}

impl Mechanism for Lightning {
    fn name(&self) -> &'static str {
        "lightning"
    }

    fn apply(&self, month: &mut Month<'_>) {
        let has_storm = month.number == 7 && month.chance.of(LIGHTNING, 7).at(0, 0).happens(0.4);
        if has_storm && self.strikes {
            panic!(
                "struck in month {} with {} members",
                month.number,
                month.alliance.members.n_present()
            );
        }
    }
}

#[test]
fn failed_runs_are_rows_with_their_seed_and_message() {
    let failed: Vec<_> = rows(&tables().runs)
        .into_iter()
        .filter(|row| row["outcome"] == "failed")
        .collect();
    assert!(failed.len() > 5, "{} runs failed", failed.len());
    for row in failed {
        assert_eq!(row["arm"], "base");
        assert_eq!(row["failure"], "struck in month 7 with 8 members");
        assert!(row["seed"].parse::<u64>().unwrap() > 0);
        let left = ["survived", "months", "members", "blocs", "trust", "phase"];
        assert!(left.iter().all(|column| row[*column].is_empty()), "{row:?}");
    }
}

#[test]
fn a_failed_run_stops_no_other_and_changes_none() {
    let (with, without) = (blocks(struck), blocks(Rules::month));
    assert_eq!(runs(&with).len(), 90);
    for (with, without) in runs(&with).into_iter().zip(runs(&without)) {
        assert_eq!((with.replication, with.seed), (without.replication, without.seed));
        assert!(with.result.is_err() || with == without);
    }
    let kept: Vec<_> = with
        .iter()
        .flat_map(|block| block.lives().map(|(_, life)| life.to_vec()))
        .collect();
    assert!(!kept.is_empty() && kept.iter().all(|life| without_contains(&without, life)));
}

#[test]
fn counts_leave_failed_runs_out_and_say_how_many_there_were() {
    let Tables {
        runs,
        summary,
        timeline,
        survival,
    } = tables();
    let n_failed = rows(&runs).iter().filter(|row| row["outcome"] == "failed").count();
    let summary = rows(&summary);
    assert_eq!(summary[0]["failed"], n_failed.to_string());
    assert_eq!(summary[0]["runs"], (45 - n_failed).to_string());
    assert_eq!(
        (summary[1]["failed"].as_str(), summary[1]["runs"].as_str()),
        ("0", "45")
    );
    assert_eq!(rows(&timeline)[0]["runs"], (45 - n_failed).to_string());
    assert_eq!(rows(&survival)[0]["at_risk"], (45 - n_failed).to_string());
    for row in &summary {
        let outcomes = ["thriving", "hollow", "drifted", "fragmented", "dissolved", "collapsed"];
        let shares: f64 = outcomes
            .iter()
            .map(|outcome| row[*outcome].parse::<f64>().unwrap())
            .sum();
        assert!((shares - 1.0).abs() < 1e-12, "{row:?}");
    }
}

#[test]
fn failures_are_the_same_on_any_number_of_threads() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(tables)
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn an_arm_in_which_every_run_fails_has_no_shares_and_no_nan() {
    let results = tables_of(|_| vec![Box::new(Always) as Box<dyn Mechanism>]);
    for text in [&results.runs, &results.summary, &results.timeline, &results.survival] {
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
    }
    let summary = rows(&results.summary);
    assert_eq!(
        (summary[0]["runs"].as_str(), summary[0]["failed"].as_str()),
        ("0", "45")
    );
    assert!(
        rows(&results.runs)
            .iter()
            .all(|row| row["failure"] == "failed without a message")
    );
}

/// Fails, and says nothing that could be read.
struct Always;

impl Mechanism for Always {
    fn name(&self) -> &'static str {
        "always"
    }

    fn apply(&self, _: &mut Month<'_>) {
        std::panic::panic_any(7);
    }
}

#[derive(Debug, PartialEq)]
struct Tables {
    runs: String,
    summary: String,
    timeline: String,
    survival: String,
}

fn tables() -> Tables {
    tables_of(struck)
}

fn tables_of(month: impl Fn(&Rules) -> Vec<Box<dyn Mechanism>> + Send + Sync + 'static) -> Tables {
    let study = Study::from_toml(STUDY).unwrap();
    let (mut runs, mut results) = (
        RunsTable::begin(&study, Format::Csv, Vec::new()).unwrap(),
        Results::with_room(&study),
    );
    for block in blocks(month) {
        runs.add(std::slice::from_ref(&block)).unwrap();
        results.add(vec![block]);
    }
    let text = |table: Table<Vec<u8>>| {
        let bytes = table.end().unwrap().close(&Facts::default()).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    Tables {
        runs: text(runs.into_table()),
        summary: text(write_summary(Format::Csv, Vec::new(), &study, &results).unwrap()),
        timeline: text(
            write_timeline(
                Format::Csv,
                Vec::new(),
                &study,
                &results,
                &alliance_dynamics::measures::Measure::ALL.map(alliance_dynamics::measures::Recorded::Measure),
            )
            .unwrap(),
        ),
        survival: text(write_survival(Format::Csv, Vec::new(), &study, &results).unwrap()),
    }
}

fn blocks(month: impl Fn(&Rules) -> Vec<Box<dyn Mechanism>> + Send + Sync + 'static) -> Vec<Block> {
    quieten_failed_runs();
    let mut blocks = Vec::new();
    Experiment::with_month(Study::from_toml(STUDY).unwrap(), month)
        .run(&Control::default(), |block| blocks.push(block));
    blocks
}

/// The model's own month, and lightning at its end where people gossip.
fn struck(rules: &Rules) -> Vec<Box<dyn Mechanism>> {
    let mut month = rules.month();
    month.push(Box::new(Lightning {
        strikes: rules.gossip.enabled,
    }));
    month
}

fn runs(blocks: &[Block]) -> Vec<RunRecord> {
    blocks.iter().flat_map(|block| block.runs.clone()).collect()
}

fn without_contains(blocks: &[Block], life: &[alliance_dynamics::measures::Record]) -> bool {
    blocks.iter().any(|block| block.lives().any(|(_, other)| other == life))
}
