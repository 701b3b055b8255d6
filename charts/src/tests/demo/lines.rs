//! Made-up arms over months, and over the levels of a key.

use super::{Sheets, arm, chance, heading};
use crate::*;

pub(super) fn sheets() -> Sheets {
    let lived = |n| survival(&heading("How long do alliances last?"), &lives(n)).unwrap();
    let measured = |n| {
        let heading = heading("Trust, value and hostility while the alliance lives");
        over_time(&heading, &measures(n)).unwrap()
    };
    vec![
        ("survival-1", lived(1)),
        ("survival-2", lived(2)),
        ("survival-8", lived(8)),
        ("survival-20", lived(20)),
        ("over-time-2", measured(2)),
        ("over-time-4", measured(4)),
        ("over-time-8", measured(8)),
        ("over-time-12", measured(12)),
        ("response-2", at_numbers(2)),
        ("response-8", at_numbers(8)),
        ("response-10", at_numbers(10)),
        ("response-names", at_names()),
    ]
}

fn at_numbers(n_arms: usize) -> String {
    let swept = Levels::Numbers((0..9).map(|level| f64::from(level) / 20.0).collect());
    let panels = [answer("Share of alliances that survive", n_arms, swept.len())];
    response(
        &heading("More gossip, fewer survivors"),
        &KeyName::new("gossip.rate", Some("How strongly a month of gossip moves trust".into())),
        &swept,
        &panels,
    )
    .unwrap()
}

fn at_names() -> String {
    let panels = ["Thriving", "Fragmented"].map(|label| answer(label, 2, 4));
    let kinds = [
        "complete",
        "random, 10 ties a member",
        "small world, rewired by a tenth",
        "scale-free with five links",
    ];
    let kinds = Levels::Names(kinds.map(str::to_owned).to_vec());
    response(
        &heading("What the network does"),
        &"relations.network".into(),
        &kinds,
        &panels,
    )
    .unwrap()
}

fn lives(n_arms: usize) -> Vec<Curve> {
    (0..n_arms).map(life).collect()
}

fn life(index: usize) -> Curve {
    let hazard = 0.0065 * (1.0 - 0.13 * (index % 7) as f64);
    let months: Vec<f64> = (1..=120).map(f64::from).collect();
    let mut share = 1.0;
    let mut centre = Vec::new();
    for month in 1..=120usize {
        let early = if month < 14 { 0.1 } else { 1.0 };
        share *= 1.0 - hazard * early * 2.0 * chance(month * 31 + index);
        centre.push(share);
    }
    let half = |share: &f64| 1.96 * (share * (1.0 - share) / 500.0).sqrt();
    let low = centre.iter().map(|share| share - half(share)).collect();
    let high = centre.iter().map(|share| share + half(share)).collect();
    Curve {
        label: arm(index),
        runs: alive(&months),
        months,
        centre,
        low,
        high,
    }
}

/// As many runs as are alive where most alliances end early.
fn alive(months: &[f64]) -> Vec<u64> {
    let alive = months.iter().map(|month| 500.0 * libm::exp(-month / 24.0));
    alive.map(|runs| runs as u64).collect()
}

fn measures(n_arms: usize) -> Vec<Panel> {
    let of = |label: &str, start: f64, slope: f64| Panel {
        label: label.into(),
        unit: Unit::Number,
        curves: (0..n_arms).map(|index| course(index, start, slope)).collect(),
    };
    vec![
        of("Trust (−1…1)", 0.15, 0.5),
        of("Value", 0.2, 0.22),
        of("Hostility at home (0…1)", 0.2, -0.14),
    ]
}

fn course(index: usize, start: f64, slope: f64) -> Curve {
    let months: Vec<f64> = (1..=120).map(f64::from).collect();
    let end = start + slope * ((index * 5 % 8) as f64 / 8.0 - 0.3);
    let centre: Vec<f64> = months
        .iter()
        .map(|month| start + (end - start) * (1.0 - libm::exp(-month / 40.0)) + 0.01 * chance(*month as usize + index))
        .collect();
    let width = |month: &f64| slope.abs() * 0.5 * (1.0 - libm::exp(-month / 30.0));
    let low = months
        .iter()
        .zip(&centre)
        .map(|(month, centre)| centre - width(month))
        .collect();
    let high = months
        .iter()
        .zip(&centre)
        .map(|(month, centre)| centre + 0.8 * width(month))
        .collect();
    Curve {
        label: arm(index),
        runs: alive(&months),
        months,
        centre,
        low,
        high,
    }
}

fn answer(label: &str, n_arms: usize, n_levels: usize) -> ResponsePanel {
    let estimate = |index: usize, level: usize| {
        let centre = 1.0 / (1.0 + libm::exp(1.2 * level as f64 - 3.0 - 0.5 * index as f64 + chance(index + level)));
        let half = 1.96 * (centre * (1.0 - centre) / 200.0).sqrt() + 0.01;
        Estimate {
            centre,
            low: (centre - half).max(0.0),
            high: (centre + half).min(1.0),
        }
    };
    let line = |index: usize| ResponseLine {
        label: arm(index),
        estimates: (0..n_levels).map(|level| estimate(index, level)).collect(),
    };
    ResponsePanel {
        label: label.into(),
        unit: Unit::Share,
        lines: (0..n_arms).map(line).collect(),
    }
}
