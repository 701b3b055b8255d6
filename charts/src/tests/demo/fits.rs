//! Made-up calibrations: what is known of keys, and how well the model fits.

use super::{Sheets, heading};
use crate::*;

pub(super) fn sheets() -> Sheets {
    vec![
        ("corner-1", known(1)),
        ("corner-2", known(2)),
        ("corner-4", known(4)),
        ("corner-6", known(6)),
        ("corner-9", known(9)),
        ("fitted", over_target()),
    ]
}

/// Weighted particles of several keys, each of another kind.
fn known(n: usize) -> String {
    let spread = |key: usize, k: usize| ((k * (7 + 2 * key)) % 211) as f64 / 211.0;
    let narrow = |key: usize, k: usize| 0.3 + 0.4 * (spread(key, k) + spread(0, k)) / 2.0;
    let key = |place: usize| {
        let (name, from, to, scale) = [
            ("relations.trust_mean", -0.2, 0.6, CornerScale::Linear),
            ("gossip.rate", 0.01, 1.0, CornerScale::Log),
            ("cohesion.split_patience", 2.0, 24.0, CornerScale::Whole),
            ("population.goal_spread", 0.1, 0.6, CornerScale::Linear),
            (
                "months_of_a_name_that_is_far_too_long",
                100.0,
                12_000.0,
                CornerScale::Log,
            ),
            ("population.count", 3.0, 4.0, CornerScale::Whole),
        ][place % 6];
        let value = |at: f64| match scale {
            CornerScale::Linear => from + at * (to - from),
            CornerScale::Log => from * libm::pow(to / from, at),
            CornerScale::Whole => (from + at * (to - from + 1.0)).floor(),
        };
        CornerKey {
            key: KeyName::new(
                name,
                place
                    .is_multiple_of(2)
                    .then(|| "What the key means, in a few words (0…1)".into()),
            ),
            from,
            to,
            scale,
            values: (0..400).map(|k| value(narrow(place, k))).collect(),
            prior: (0..200).map(|k| value((f64::from(k) + 0.5) / 200.0)).collect(),
        }
    };
    let weights: Vec<f64> = (0..400).map(|k| f64::from(1 + k % 3)).collect();
    corner(
        &heading("What is known of the keys"),
        &(0..n).map(key).collect::<Vec<_>>(),
        &weights,
    )
    .unwrap()
}

/// A fitted curve that comes near three of four dots.
fn over_target() -> String {
    let curve = |label: &str, rate: f64, wide: f64| {
        let share = |month: &f64| libm::exp(-rate * month);
        let months: Vec<f64> = (0..=240).map(f64::from).collect();
        Curve {
            label: label.to_owned(),
            runs: Vec::new(),
            centre: months.iter().map(share).collect(),
            low: months
                .iter()
                .map(|month| share(month) * (1.0 - wide * month / 240.0))
                .collect(),
            high: months
                .iter()
                .map(|month| 1.0 - (1.0 - share(month)) * (1.0 - wide * month / 240.0))
                .collect(),
            months,
        }
    };
    let dot = |(month, centre): (f64, f64)| TargetDot {
        month,
        share: Estimate {
            centre,
            low: centre - 0.08,
            high: centre + 0.06,
        },
    };
    let target = [(12.0, 0.885), (60.0, 0.649), (120.0, 0.443), (240.0, 0.313)].map(dot);
    let (prior, posterior) = (curve("prior", 0.003, 0.9), curve("fitted model", 0.006, 0.3));
    fitted(&heading("How long alliances last"), &prior, &posterior, &target).unwrap()
}
