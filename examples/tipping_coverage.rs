//! How often the 95 % interval of a tipping point holds the truth, on curves that are known.
//!
//! `cargo run --release --example tipping_coverage -- 5000 4000`: so many seeds, and runs of each search.

#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use alliance_dynamics::alliance::logistic;
use alliance_dynamics::random::{Chance, Purpose};
use alliance_dynamics::scenario::sampling::{RangeError, Scale};
use alliance_studies::tipping::{Crossing, Search, Span, Tipping};

const COIN: Purpose = Purpose::named("coin");

/// A curve over 0 to 1, with its name.
type Known = (&'static str, fn(f64) -> f64);

const CURVES: [Known; 11] = [
    ("logistic, scale 0.1", |x| logistic((x - 0.5) / 0.1)),
    ("logistic, shallow (0.3)", |x| logistic((x - 0.45) / 0.3)),
    ("logistic, steep (0.02)", |x| logistic((x - 0.43) / 0.02)),
    ("logistic, very steep (0.003)", |x| logistic((x - 0.632) / 0.003)),
    ("logistic at 0.12", |x| logistic((x - 0.12) / 0.08)),
    ("logistic at 0.9, falling", |x| logistic((0.9 - x) / 0.1)),
    ("probit", |x| 0.5 * libm::erfc((0.4 - x) / 0.17)),
    ("from 20 to 80 %", |x| 0.2 + 0.6 * logistic((x - 0.5) / 0.06)),
    ("from 30 to 100 %", |x| 0.3 + 0.7 * logistic((x - 0.6) / 0.08)),
    ("lopsided (cloglog), rising", |x| {
        1.0 - libm::exp(-libm::exp((x - 0.55) / 0.1))
    }),
    ("lopsided (cloglog), falling", |x| {
        1.0 - libm::exp(-libm::exp((0.45 - x) / 0.1))
    }),
];

fn main() -> Result<(), RangeError> {
    let mut asked = std::env::args().skip(1).map(|word| word.parse().ok());
    let seeds: u64 = asked.next().flatten().unwrap_or(200);
    let runs: u64 = asked.next().flatten().unwrap_or(4000);
    println!("curve | found | coverage | half-width | width found | its coverage\n--- | --- | --- | --- | --- | ---");
    for (name, curve) in CURVES {
        let truths = [0.5, 0.1, 0.9].map(|level| place_of(level, curve));
        let mut tally = Tally::default();
        for seed in 0..seeds {
            if let [crossing] = search(seed, runs, curve)?.crossings.as_slice() {
                tally.add(crossing, truths);
            }
        }
        println!("{name} | {}", tally.in_words(seeds));
    }
    Ok(())
}

/// What one search finds.
fn search(seed: u64, runs: u64, curve: fn(f64) -> f64) -> Result<Tipping, RangeError> {
    let mut coin = Chance::new(seed).of(COIN, 1).at(0, 0);
    let mut search = Search::new(Span::new(0.0, 1.0, Scale::Linear)?, runs);
    while let Some(bids) = search.bids() {
        for bid in bids {
            let hits = (0..bid.runs).filter(|_| coin.happens(curve(bid.value))).count();
            search.record(&bid, hits as u64, 0);
        }
    }
    Ok(Tipping::of(search.span(), search.responses()))
}

/// Where a curve that rises or falls throughout is at a level.
fn place_of(level: f64, curve: fn(f64) -> f64) -> f64 {
    let rises = curve(1.0) > curve(0.0);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if (curve(middle) < level) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// What many searches found.
#[derive(Default)]
struct Tally {
    found: u64,
    covered: u64,
    half_widths: f64,
    widths_found: u64,
    widths_covered: u64,
}

impl Tally {
    fn add(&mut self, crossing: &Crossing, [half, tenth, nine_tenths]: [f64; 3]) {
        if let (Some(low), Some(high)) = (crossing.at.low, crossing.at.high) {
            self.found += 1;
            self.covered += u64::from(low <= half && half <= high);
            self.half_widths += (high - low) / 2.0;
        }
        if let Some(interval) = crossing.width.and_then(|width| width.interval) {
            let truth = (nine_tenths - tenth).abs();
            self.widths_found += 1;
            self.widths_covered += u64::from(interval.low <= truth && truth <= interval.high);
        }
    }

    fn in_words(&self, seeds: u64) -> String {
        let part = |count: u64, of: u64| match of {
            0 => "–".to_owned(),
            of => format!("{:.3}", count as f64 / of as f64),
        };
        format!(
            "{} | {} | {:.4} | {} | {}",
            part(self.found, seeds),
            part(self.covered, self.found),
            self.half_widths / self.found.max(1) as f64,
            part(self.widths_found, seeds),
            part(self.widths_covered, self.widths_found)
        )
    }
}
