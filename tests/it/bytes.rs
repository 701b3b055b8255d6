//! The same scenario and seed give the same bytes, whoever watches and however many threads share the work.

use alliance_dynamics::alliance::LossChannel;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{MonthView, Simulation};

use crate::program::{Desk, header};

/// Arms, a sweep, a drawn network, people who come and go, and a number of runs that fills no block.
const STUDY: &str = r#"
title = "Thirteen towns"
months = 40
population.count = 12
relations.network = { kind = "small-world", degree = 4, rewire = 0.2 }
membership.expulsion = true
[[stewards]]
role = "facilitator"
from = 5
until = 20
focus = { relations = 0.5, reflection = 0.5 }
[[events]]
month = 9
kind = "shock"
size = -0.7
[[arrivals]]
month = 12
member = { name = "Thirteenth", goal = [0.1, 0.2] }
[experiment]
runs = 37
[[arms]]
name = "no gossip"
set = { gossip.enabled = false }
[sweep]
"relations.trust_mean" = [0.0, 0.3]
"#;
const TABLES: [&str; 4] = ["runs.csv", "timeline.csv", "survival.csv", "summary.csv"];

/// Measures that have a column in every table, in their order.
const FIRST_MEASURES: &str = "trust,image,hostility,warning,contribution,value,payoff,alignment,support,shared_language,capacity,\
    mismatch,control,process,agility,challenge,mission_drift,steering_clarity,goal_clarity,agreements,standing,hidden,delivered";
const INCIDENTS: &str = "incidents_means,incidents_norms,incidents_identity,incidents_power";
/// How trust was lost in a month, and in a whole run.
const LOST_IN_A_MONTH: &str = "blamed_on_culture,lost_disappointment,lost_gossip,lost_home,lost_incidents";
const LOST_IN_A_RUN: &str = "lost_disappointment,lost_gossip,lost_home,lost_incidents_means,lost_incidents_norms,\
    lost_incidents_identity,lost_incidents_power,blamed_on_culture";

#[test]
fn one_two_and_seven_threads_write_the_same_bytes() {
    let desk = Desk::with_scenario(STUDY);
    for threads in [1, 2, 7] {
        let line = format!("run scenario.toml --no-charts --threads {threads} --out on-{threads}");
        desk.alliance(&line).done();
    }
    for threads in [2, 7] {
        for table in TABLES {
            assert!(
                desk.read(&format!("on-1/{table}")) == desk.read(&format!("on-{threads}/{table}")),
                "{table}"
            );
        }
        assert_eq!(digests(&desk, "on-1"), digests(&desk, &format!("on-{threads}")));
    }
}

#[test]
fn another_seed_writes_other_bytes_and_another_digest() {
    let desk = Desk::with_scenario("experiment.runs = 40");
    desk.alliance("run scenario.toml --no-charts --out one").done();
    desk.alliance("run scenario.toml --no-charts --seed 2 --out two").done();
    for table in TABLES {
        assert_ne!(
            desk.read(&format!("one/{table}")),
            desk.read(&format!("two/{table}")),
            "{table}"
        );
    }
    assert_ne!(
        desk.json("one/manifest.json")["digest"],
        desk.json("two/manifest.json")["digest"]
    );
}

#[test]
fn the_digest_of_every_table_is_that_of_its_bytes() {
    use sha2::Digest as _;
    let desk = Desk::with_scenario("months = 20\nexperiment.runs = 5");
    desk.alliance("run scenario.toml --no-charts --out results").done();
    for table in TABLES {
        let hash = sha2::Sha256::digest(desk.read(&format!("results/{table}")));
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(desk.json("results/manifest.json")["tables"][table], hash);
    }
}

#[test]
fn the_first_runs_of_many_are_those_of_few() {
    let desk = Desk::with_scenario("months = 30");
    desk.alliance("run scenario.toml --no-charts --runs 25 --out many")
        .done();
    desk.alliance("run scenario.toml --no-charts --runs 4 --out few").done();
    assert!(desk.read("many/runs.csv").starts_with(&desk.read("few/runs.csv")));
}

#[test]
fn watching_a_run_never_changes_it() {
    let desk = Desk::with_scenario("months = 60\n[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }");
    desk.alliance("run scenario.toml --no-charts --runs 6 --out results")
        .done();
    for run in desk.table("results/runs.csv") {
        let (arm, replication) = (&run["arm"], &run["replication"]);
        let out = format!("{arm}-{replication}");
        let line = format!("trace scenario.toml --no-charts --arm {arm} --replication {replication} --out {out}");
        desk.alliance(&line).done();
        let end = desk.json(&format!("{out}/outcome.json"));
        assert_eq!(end["outcome"], run["outcome"].as_str());
        assert_eq!(end["months"].to_string(), run["months"]);
        assert_eq!(end["survived"].to_string(), run["survived"]);
        assert_eq!(end["seed"].to_string(), run["seed"]);
        let timeline = desk.table(&format!("{out}/timeline.csv"));
        let is_of_the_run = |column: &str| column.starts_with("lost_") || column == "blamed_on_culture";
        let last = timeline.last().unwrap().iter();
        let shared = last.filter(|(column, _)| *column != "month" && !is_of_the_run(column));
        for (column, written) in shared {
            let number = |text: &str| text.parse::<f64>().map_err(|_| text.to_owned());
            assert_eq!(number(written), number(&run[column]), "{column} of {out}");
        }
    }
}

#[test]
fn less_detail_leaves_the_rest_as_it_was() {
    let desk = Desk::with_scenario("months = 30");
    for detail in ["month", "member", "tie"] {
        desk.alliance(&format!(
            "trace scenario.toml --no-charts --detail {detail} --out {detail}"
        ))
        .done();
    }
    for table in ["timeline.csv", "events.csv", "outcome.json"] {
        assert_eq!(desk.read(&format!("month/{table}")), desk.read(&format!("tie/{table}")));
    }
    assert_eq!(desk.read("member/members.csv"), desk.read("tie/members.csv"));
    assert!(!desk.has("month/members.csv") && !desk.has("member/ties.csv"));
}

#[test]
fn numbers_in_tables_read_back_to_the_same_double() {
    let desk = Desk::with_scenario("months = 60\ncohesion.enabled = false\n");
    desk.alliance("trace scenario.toml --no-charts --out traced").done();
    let scenario = Scenario::read(desk.path("scenario.toml")).unwrap();
    let names = scenario.names.clone();
    let (mut timeline, mut ties) = (
        desk.table("traced/timeline.csv").into_iter(),
        desk.table("traced/ties.csv").into_iter(),
    );
    let seed = alliance_dynamics::random::replication_seed(1, 0);
    Simulation::new(scenario).run(seed, &mut |month: &MonthView<'_>| {
        let row = timeline.next().unwrap();
        for measure in Measure::ALL.into_iter().filter(|measure| !measure.is_phase()) {
            assert_same(&row[measure.name()], month.record[measure]);
        }
        let relations = &month.alliance.relations;
        for i in month.alliance.members.indices() {
            for entry in relations.row(i) {
                let row = ties.next().unwrap();
                assert_eq!((&row["from"], &row["to"]), (&names[i], &names[relations.to(entry)]));
                assert_same(&row["trust"], relations.trust[entry]);
                assert_same(&row["image"], relations.image[entry]);
            }
        }
    });
    assert!(timeline.next().is_none() && ties.next().is_none());
}

#[test]
fn runs_hold_the_last_record_to_the_last_bit() {
    let desk = Desk::with_scenario("months = 50");
    desk.alliance("run scenario.toml --no-charts --runs 12 --out results")
        .done();
    let mut simulation = Simulation::new(Scenario::read(desk.path("scenario.toml")).unwrap());
    for row in desk.table("results/runs.csv") {
        let ending = simulation.run(row["seed"].parse().unwrap(), &mut ());
        let is_of_the_run = |measure: &Measure| {
            let name = measure.name();
            name.starts_with("lost_") || name == "blamed_on_culture" || measure.is_phase()
        };
        for measure in Measure::ALL.into_iter().filter(|measure| !is_of_the_run(measure)) {
            assert_same(&row[measure.name()], ending.last[measure]);
        }
        for channel in LossChannel::ALL {
            assert_same(&row[&format!("lost_{}", channel.name())], ending.lost.through(channel));
        }
        assert_same(&row["blamed_on_culture"], ending.lost.blamed_on_culture);
    }
}

#[test]
fn tables_of_a_run_have_these_columns() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance("run scenario.toml --no-charts --runs 1 --out results")
        .done();
    let first = |table: &str| header(&desk.read(&format!("results/{table}"))).to_owned();
    assert_eq!(
        first("runs.csv"),
        format!(
            "arm,point,relations.trust_mean,replication,seed,outcome,survived,months,members,blocs,\
             {FIRST_MEASURES},frustration,{INCIDENTS},phase,{LOST_IN_A_RUN},failure"
        )
    );
    let measures = format!("members,{FIRST_MEASURES},blocs,frustration,{INCIDENTS},{LOST_IN_A_MONTH}");
    let spreads: Vec<_> = measures
        .split(',')
        .map(|measure| format!("{measure}_mean,{measure}_median,{measure}_p05,{measure}_p95"))
        .collect();
    assert_eq!(
        first("timeline.csv"),
        format!(
            "arm,point,relations.trust_mean,month,runs,alive,{},phase_starting_share,phase_learning_share,\
             phase_productive_share",
            spreads.join(",")
        )
    );
    assert_eq!(
        first("survival.csv"),
        "arm,point,relations.trust_mean,month,at_risk,ended,censored,survival,survival_low,survival_high"
    );
    assert_eq!(
        first("summary.csv"),
        format!(
            "arm,point,relations.trust_mean,runs,failed,completed,completed_low,completed_high,thriving,thriving_low,thriving_high,hollow,hollow_low,hollow_high,\
         drifted,drifted_low,drifted_high,fragmented,fragmented_low,fragmented_high,dissolved,dissolved_low,dissolved_high,\
         collapsed,collapsed_low,collapsed_high,survived,survived_low,survived_high,median_months,final_trust_mean,\
         final_value_mean,{LOST_IN_A_RUN}"
        )
    );
}

#[test]
fn without_a_sweep_there_is_no_column_for_one() {
    let desk = Desk::with_scenario("months = 3");
    desk.alliance("run scenario.toml --no-charts --runs 1 --out results")
        .done();
    assert!(header(&desk.read("results/runs.csv")).starts_with("arm,point,replication,seed,outcome,"));
    assert!(header(&desk.read("results/timeline.csv")).starts_with("arm,point,month,runs,alive,"));
}

#[test]
fn tables_of_a_trace_have_these_columns() {
    let desk = Desk::with_scenario("months = 3\nalliance.goal_axes = [\"nature\", \"growth\"]");
    desk.alliance("trace scenario.toml --no-charts --out traced").done();
    let first = |table: &str| header(&desk.read(&format!("traced/{table}"))).to_owned();
    assert_eq!(
        first("timeline.csv"),
        format!("month,members,{FIRST_MEASURES},blocs,frustration,{INCIDENTS},{LOST_IN_A_MONTH},phase")
    );
    assert_eq!(
        first("members.csv"),
        "month,member,active,goal_nature,goal_growth,contribution,payoff,support,wellbeing,hostility,warned,standing,hidden,bloc"
    );
    assert_eq!(first("ties.csv"), "month,from,to,trust,image,bond");
    assert_eq!(first("events.csv"), "month,kind,member,partner,cause,size,note");
}

#[test]
fn tables_have_a_row_a_thing() {
    let desk = Desk::with_scenario("months = 15\ncohesion.enabled = false\nmembership.enabled = false");
    desk.alliance("run scenario.toml --no-charts --runs 11 --out results")
        .done();
    desk.alliance("trace scenario.toml --no-charts --out traced").done();
    let n_rows = |table: &str| desk.table(table).len();
    assert_eq!(n_rows("results/runs.csv"), 11);
    assert_eq!(n_rows("results/timeline.csv"), 15);
    assert_eq!(n_rows("results/survival.csv"), 16);
    assert_eq!(n_rows("results/summary.csv"), 1);
    assert_eq!(n_rows("traced/timeline.csv"), 15);
    assert_eq!(n_rows("traced/members.csv"), 15 * 8);
    assert_eq!(n_rows("traced/ties.csv"), 15 * 8 * 7);
}

/// Everything in the manifest that proves the bytes.
fn digests(desk: &Desk, folder: &str) -> (serde_json::Value, serde_json::Value) {
    let manifest = desk.json(&format!("{folder}/manifest.json"));
    (manifest["digest"].clone(), manifest["tables"].clone())
}

#[track_caller]
fn assert_same(written: &str, number: f64) {
    let read: f64 = written.parse().unwrap();
    assert_eq!(read.to_bits(), number.to_bits(), "{written} for {number:?}");
}
