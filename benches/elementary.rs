//! What an elementary function costs, alone and over slices, beside that of libm.
//!
//! `cargo bench --bench elementary`; numbers without a pattern, always the same, from −3 to 3 (logarithms: from 0 to 3).

#![allow(missing_docs, reason = "benches are not part of the library")]

use std::hint::black_box;

use alliance_dynamics::elementary::{exp, exp_all, ln, ln_all, logistic, logistic_all, tanh, tanh_all};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A function of one number, its form over slices, and what libm has for it.
type Forms = (&'static str, fn(f64) -> f64, fn(&mut [f64]), fn(f64) -> f64);

const FUNCTIONS: [Forms; 4] = [
    ("exp", exp, exp_all, libm::exp),
    ("tanh", tanh, tanh_all, libm::tanh),
    ("logistic", logistic, logistic_all, |z| 1.0 / (1.0 + libm::exp(-z))),
    ("ln", ln, ln_all, libm::log),
];
const SIZES: [usize; 2] = [36, 1024];

/// So many numbers from −3 to 3.
fn numbers(count: usize) -> Vec<f64> {
    (1..=count)
        .map(|k| 6.0 * (k as f64 * 0.618_033_988_749_894_9).fract() - 3.0)
        .collect()
}

fn one_by_one(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("number_by_number");
    for (name, ours, _, theirs) in FUNCTIONS {
        for size in SIZES {
            let numbers = numbers_for(name, size);
            group.throughput(Throughput::Elements(size as u64));
            for (whose, function) in [("ours", ours), ("libm", theirs)] {
                let function = black_box(function);
                group.bench_function(BenchmarkId::new(format!("{name}_{whose}"), size), |bencher| {
                    bencher.iter(|| numbers.iter().map(|x| function(*x)).sum::<f64>());
                });
            }
        }
    }
}

fn over_slices(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("over_slices");
    for (name, _, all, theirs) in FUNCTIONS {
        for size in SIZES {
            let (numbers, mut slice) = (numbers_for(name, size), vec![0.0; size]);
            group.throughput(Throughput::Elements(size as u64));
            group.bench_function(BenchmarkId::new(format!("{name}_ours"), size), |bencher| {
                bencher.iter(|| {
                    slice.copy_from_slice(&numbers);
                    all(black_box(&mut slice));
                });
            });
            group.bench_function(BenchmarkId::new(format!("{name}_libm"), size), |bencher| {
                bencher.iter(|| {
                    slice.copy_from_slice(&numbers);
                    black_box(&mut slice).iter_mut().for_each(|x| *x = theirs(*x));
                });
            });
        }
    }
}

fn numbers_for(name: &str, count: usize) -> Vec<f64> {
    let mut numbers = numbers(count);
    if name == "ln" {
        numbers.iter_mut().for_each(|x| *x = x.abs());
    }
    numbers
}

criterion_group!(benches, one_by_one, over_slices);
criterion_main!(benches);
