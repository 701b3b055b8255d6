//! Made-up results where several keys vary.

use super::{Sheets, arm, chance, heading};
use crate::*;

pub(super) fn sheets() -> Sheets {
    let mapped = |map: HeatMap| heat_map(&heading("Where do alliances survive?"), &map).unwrap();
    vec![
        ("heat-map-5", mapped(map(5, 5))),
        ("heat-map-2", mapped(map(2, 3))),
        ("heat-map-25", mapped(map(25, 25))),
        ("heat-map-names", mapped(named_map())),
        ("scatter-4", dots(64)),
    ]
}

pub(in super::super) fn map(n_x: usize, n_y: usize) -> HeatMap {
    let steps =
        |n: usize, by: f64| Levels::Numbers((0..n).map(|step| (step as f64 * by * 1e6).round() / 1e6).collect());
    let value = |index: usize| {
        let (x, y) = ((index % n_x) as f64 / n_x as f64, (index / n_x) as f64 / n_y as f64);
        1.0 / (1.0 + libm::exp(6.0 * (x - y) + chance(index)))
    };
    let cells = (0..n_x * n_y)
        .map(|index| HeatCell {
            value: value(index),
            n: 180 + (index as u64 * 7) % 21,
        })
        .collect();
    let (x, y) = (steps(n_x, 0.05), steps(n_y, 0.025));
    let name = |key, label: &str| KeyName::new(key, Some(label.to_owned()));
    let x_key = name("gossip.rate", "How strongly a month of gossip moves trust");
    let y_key = name("relations.trust_mean", "Mean trust (−1…1)");
    HeatMap {
        x_key,
        x,
        y_key,
        y,
        value: "Share that survive".into(),
        unit: Unit::Share,
        cells,
    }
}

fn named_map() -> HeatMap {
    let names = |n: usize| Levels::Names((0..n).map(arm).collect());
    let mut cells: Vec<HeatCell> = (0..64)
        .map(|index| HeatCell {
            value: chance(index) - 0.4,
            n: 200,
        })
        .collect();
    cells[10].value = f64::NAN;
    let (x_key, y_key) = ("first measure".into(), "second measure".into());
    HeatMap {
        x_key,
        x: names(8),
        y_key,
        y: names(8),
        value: "Mean trust at the end".into(),
        unit: Unit::Number,
        cells,
    }
}

/// Four keys of every kind, and how so many points answer to them.
fn dots(n_points: usize) -> String {
    let spread = |index: usize, of: usize| chance(index * 5 + of);
    let numbers = |of: usize| (0..n_points).map(|index| spread(index, of)).collect::<Vec<f64>>();
    let panel = |key: &str, places| ScatterPanel {
        key: KeyName::new(
            key,
            Some("Share of the value that a fully turned process dial costs (0…1)".into()),
        ),
        places,
    };
    let names = ["complete", "{ kind = \"small-world\", degree = 4, rewire = 0.1 }"].map(str::to_owned);
    let panels = [
        panel("relations.trust_mean", Places::Numbers(numbers(0))),
        panel(
            "gossip.rate",
            Places::Logarithms(numbers(1).into_iter().map(|x| libm::exp10(2.0 * x - 2.0)).collect()),
        ),
        panel(
            "stewards.facilitator.focus.relations",
            Places::Numbers(vec![0.3; n_points]),
        ),
        panel(
            "relations.network",
            Places::Names {
                names: names.to_vec(),
                points: (0..n_points).map(|index| index % 2).collect(),
            },
        ),
    ];
    let estimates: Vec<Estimate> = numbers(0)
        .into_iter()
        .map(|x| Estimate {
            centre: x,
            low: x * 0.8,
            high: 0.2 + x * 0.8,
        })
        .collect();
    scatter(
        &heading("Where do alliances survive?"),
        Unit::Share,
        &panels,
        &estimates,
    )
    .unwrap()
}
