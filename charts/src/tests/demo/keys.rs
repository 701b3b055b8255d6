//! Made-up effects of few and many keys, with short and long names.

use super::{Sheets, chance, heading};
use crate::*;

const KEYS: [&str; 12] = [
    "population.goal_spread",
    "relations.trust_mean",
    "population.culture_spread",
    "gossip.rate",
    "home_talk.echo",
    "dials.control",
    "members.0.resources",
    "stewards.0.focus.pattern_breaking",
    "population.count",
    "events.0.size",
    "work.gain",
    "candidates_of_the_second_year.13.expectations_of_the_others",
];

const MEANINGS: [&str; 3] = [
    "Mean trust (−1…1)",
    "Spread of their goals around the ambition, on every axis",
    "How fast a goal returns to what its own organisation wants, a month (0…1)",
];

/// Sheets of effects, each with a name for its file.
pub(super) fn sheets() -> Sheets {
    let shares = |n_keys, reach| {
        let labels = ["Survival", "Months lived", "Final trust", "Final value"];
        let panels = labels.iter().enumerate();
        let panels = panels
            .map(|(column, label)| panel(label, n_keys, column, reach))
            .collect();
        drawn(n_keys, EffectScale::Shares, panels)
    };
    let mut own: Vec<EffectPanel> = [("Survival", 0.6), ("Months lived", 70.0), ("Final value", 2300.0)]
        .iter()
        .map(|(label, size)| scaled(panel(label, 12, 1, 0.3), *size))
        .collect();
    own.push(EffectPanel {
        label: "Final trust".into(),
        bars: vec![],
    });
    vec![
        ("effects-1", shares(1, 0.02)),
        ("effects-5", shares(5, 0.15)),
        ("effects-12", shares(12, 0.9)),
        ("effects-45", shares(45, 0.1)),
        ("effects-own", drawn(12, EffectScale::Own, own)),
    ]
}

fn drawn(n_keys: usize, scale: EffectScale, panels: Vec<EffectPanel>) -> String {
    let key = |index: usize| {
        let key = KEYS.get(index);
        let key = key.map_or_else(|| format!("incidents.weight_{index}"), |&key| key.to_owned());
        let label = (index % 4 != 3).then(|| MEANINGS[index % 3].to_owned());
        KeyName::new(&key, label)
    };
    let effects = Effects {
        keys: (0..n_keys).map(key).collect(),
        bars: ["total effect: alone and with other keys", "first-order effect: alone"].map(str::to_owned),
        scale,
        panels,
    };
    crate::effects(&heading("Which keys matter"), &effects).unwrap()
}

fn panel(label: &str, n_keys: usize, column: usize, reach: f64) -> EffectPanel {
    let bars = |key: usize| {
        let total = 0.8 * libm::exp(-0.5 * key as f64) * (0.6 + 0.4 * chance(key + 50 * column));
        let estimate = |centre: f64| Estimate {
            centre,
            low: centre - reach * (0.5 + chance(key)),
            high: centre + reach * (0.5 + chance(key + 1)),
        };
        [estimate(total), estimate(0.7 * total - 0.03)]
    };
    EffectPanel {
        label: label.into(),
        bars: (0..n_keys).map(bars).collect(),
    }
}

fn scaled(panel: EffectPanel, size: f64) -> EffectPanel {
    let bar = |bar: Estimate| Estimate {
        centre: size * bar.centre,
        low: size * bar.low.max(0.0),
        high: size * bar.high,
    };
    EffectPanel {
        bars: panel.bars.into_iter().map(|pair| pair.map(bar)).collect(),
        ..panel
    }
}
