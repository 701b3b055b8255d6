//! What a month, a run and an ensemble cost.
//!
//! `cargo bench --bench runs`; every input has a fixed seed and is built outside the measured part.

#![allow(missing_docs, clippy::unwrap_used, reason = "benches are not part of the library")]

use std::hint::black_box;
use std::time::Duration;

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::mechanisms::{Happening, Month, Scratch};
use alliance_dynamics::random::{Chance, replication_seed};
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_dynamics::simulation::Simulation;
use alliance_studies::experiment::{Control, Experiment, Facts, Format, RunsTable, Table};
use alliance_studies::verdict::{Results, write_summary, write_survival, write_timeline};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A stochastic scenario of so many members; every mechanism is on.
fn of_size(members: u32) -> Scenario {
    Scenario::from_toml(&format!("[population]\ncount = {members}")).unwrap()
}

/// One month of every mechanism, on the alliance as it was founded.
fn month_of_every_mechanism(criterion: &mut Criterion) {
    for members in [8, 32, 128] {
        let mut group = criterion.benchmark_group(format!("month_of_{members}_members"));
        let scenario = of_size(members);
        let chance = Chance::new(1);
        let mut founded = Alliance::default();
        scenario.found(&chance, &mut founded);
        let (mut alliance, mut scratch, mut happenings) =
            (founded.clone(), Scratch::default(), Vec::<Happening>::new());
        scratch.prepare(&founded);
        for mechanism in scenario.rules.month() {
            group.bench_function(mechanism.name(), |bencher| {
                bencher.iter(|| {
                    alliance.copy_from(&founded);
                    let circumstances = scenario.circumstances(&chance);
                    mechanism.apply(&mut Month::begin(
                        0,
                        circumstances,
                        &mut alliance,
                        &mut happenings,
                        &mut scratch,
                    ));
                });
            });
        }
    }
}

/// Whole runs, a new seed each, tables not included.
fn run(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("run");
    for members in [8, 32, 100, 128] {
        let mut simulation = Simulation::new(of_size(members));
        let mut replication = 0;
        group.bench_function(BenchmarkId::from_parameter(format!("{members}_members")), |bencher| {
            bencher.iter(|| {
                replication += 1;
                black_box(simulation.run(replication_seed(1, replication), &mut ()))
            });
        });
    }
}

/// A thousand default runs with all four tables, written to memory.
fn ensemble(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble_of_1000_runs_with_tables");
    group
        .throughput(Throughput::Elements(1000))
        .sample_size(10)
        .measurement_time(Duration::from_secs(8));
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    for threads in std::collections::BTreeSet::from([1, all]) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let experiment = Experiment::new(Study::from_toml("[experiment]\nruns = 1000").unwrap());
        group.bench_function(BenchmarkId::from_parameter(format!("{threads}_threads")), |bencher| {
            bencher.iter(|| pool.install(|| tables(&experiment)));
        });
    }
}

fn tables(experiment: &Experiment) -> usize {
    let study = experiment.study();
    let mut results = Results::with_room(study);
    let mut runs = RunsTable::begin(study, Format::Csv, Vec::new()).unwrap();
    experiment.run(&Control::default(), |block| {
        runs.add(std::slice::from_ref(&block)).unwrap();
        results.add(vec![block]);
    });
    let tables = [
        runs.into_table(),
        write_timeline(
            Format::Csv,
            Vec::new(),
            study,
            &results,
            &alliance_dynamics::measures::Measure::ALL.map(alliance_dynamics::measures::Recorded::Measure),
        )
        .unwrap(),
        write_survival(Format::Csv, Vec::new(), study, &results).unwrap(),
        write_summary(Format::Csv, Vec::new(), study, &results).unwrap(),
    ];
    let close = |table: Table<Vec<u8>>| table.end().unwrap().close(&Facts::default()).unwrap();
    tables.into_iter().map(|table| close(table).len()).sum()
}

/// One mean-field month of a sparse network of a hundred thousand members.
fn sparse(criterion: &mut Criterion) {
    let scenario = Scenario::from_toml(
        "months = 1\ndynamics = \"mean-field\"\n[population]\ncount = 100000\n\
         [relations]\nnetwork = { kind = \"small-world\", degree = 10, rewire = 0.1 }",
    )
    .unwrap();
    let mut group = criterion.benchmark_group("mean_field_month");
    group.sample_size(10);
    let chance = Chance::new(1);
    let mut founded = Alliance::default();
    scenario.found(&chance, &mut founded);
    let (month, mut scratch) = (scenario.rules.month(), Scratch::default());
    group.bench_function("small_world_100000_members_degree_10", |bencher| {
        bencher.iter_batched_ref(
            || founded.clone(),
            |alliance| {
                scratch.prepare(alliance);
                let mut happenings = Vec::new();
                let circumstances = scenario.circumstances(&chance);
                let mut now = Month::begin(0, circumstances, alliance, &mut happenings, &mut scratch);
                for mechanism in &month {
                    mechanism.apply(&mut now);
                }
            },
            BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, month_of_every_mechanism, run, ensemble, sparse);
criterion_main!(benches);
