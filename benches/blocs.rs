//! How long the search for blocs takes in a month, by the number of members, on networks that change a little every month.

use std::hint::black_box;

use alliance_dynamics::measures::blocs::{BlocSearch, SignedNetwork};
use criterion::{Criterion, criterion_group, criterion_main};

/// Numbers without a pattern, always the same.
struct Dice(u64);

impl Dice {
    fn signed(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}

/// Month after month of one network, forwards and backwards, so that each month is near the one before. A tie moves by at
/// most `change` and is drawn back to where it began.
fn months(first: SignedNetwork, n_months: usize, change: f64, dice: &mut Dice) -> Vec<SignedNetwork> {
    let origin: Vec<f64> = first.pairs().map(|(_, _, weight)| weight).collect();
    let mut months = vec![first];
    while months.len() < n_months {
        let before = &months[months.len() - 1];
        let moves = before.pairs().zip(&origin).map(|((i, j, weight), origin)| {
            let drawn_back = 0.95 * weight + 0.05 * origin;
            (i as u32, j as u32, drawn_back + change * dice.signed())
        });
        let ties: Vec<(u32, u32, f64)> = moves.collect();
        let mut next = SignedNetwork::default();
        next.rebuild_from_ties(before.n(), &ties);
        months.push(next);
    }
    let back: Vec<SignedNetwork> = months.iter().rev().skip(1).cloned().collect();
    months.extend(back);
    months
}

fn complete(n: usize, dice: &mut Dice) -> SignedNetwork {
    let mut network = SignedNetwork::default();
    network.rebuild_complete(n, |_, _| 0.5 * dice.signed());
    network
}

fn degree_ten(n: usize, dice: &mut Dice) -> SignedNetwork {
    let node = |dice: &mut Dice| ((dice.signed() + 1.0) / 2.0 * n as f64) as u32;
    let ties: Vec<(u32, u32, f64)> = (0..5 * n).map(|_| (node(dice), node(dice), dice.signed())).collect();
    let mut network = SignedNetwork::default();
    network.rebuild_from_ties(n, &ties);
    network
}

fn follow(criterion: &mut Criterion, name: &str, months: &[SignedNetwork]) {
    let ids: Vec<u32> = (0..months[0].n() as u32).collect();
    let mut search = BlocSearch::default();
    let mut month = 0;
    criterion.bench_function(name, |bencher| {
        bencher.iter(|| {
            month = (month + 1) % months.len();
            black_box(search.update(&months[month], &ids).frustration)
        });
    });
}

fn month_of_8(criterion: &mut Criterion) {
    let mut dice = Dice(1);
    for (name, change) in [
        ("month_of_8_changing_by_0.02", 0.02),
        ("month_of_8_changing_by_0.1", 0.1),
    ] {
        let first = complete(8, &mut dice);
        follow(criterion, name, &months(first, 120, change, &mut dice));
    }
    let few_ties: Vec<(u32, u32, f64)> = (0..8).map(|node| (node, (node * 3 + 1) % 8, dice.signed())).collect();
    let mut sparse = SignedNetwork::default();
    sparse.rebuild_from_ties(8, &few_ties);
    follow(
        criterion,
        "month_of_8_with_8_ties",
        &months(sparse, 120, 0.1, &mut dice),
    );
}

fn month_of_100(criterion: &mut Criterion) {
    let mut dice = Dice(2);
    let first = complete(100, &mut dice);
    follow(criterion, "month_of_100", &months(first, 60, 0.05, &mut dice));
}

fn month_of_100_000(criterion: &mut Criterion) {
    let mut dice = Dice(3);
    let first = degree_ten(100_000, &mut dice);
    let ids: Vec<u32> = (0..100_000).collect();
    let mut group = criterion.benchmark_group("sparse");
    group.sample_size(10);
    group.bench_function("first_month_of_100_000", |bencher| {
        let mut search = BlocSearch::default();
        bencher.iter(|| {
            search.reset();
            black_box(search.update(&first, &ids).frustration)
        });
    });
    group.finish();
    follow(criterion, "month_of_100_000", &months(first, 6, 0.05, &mut dice));
}

criterion_group! {
    name = blocs;
    config = Criterion::default().sample_size(20);
    targets = month_of_8, month_of_100, month_of_100_000
}
criterion_main!(blocs);
