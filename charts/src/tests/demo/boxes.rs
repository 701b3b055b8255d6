//! Made-up boxes of design points: few and many keys, numbers, logarithms and names.

use super::{Sheets, chance, heading};
use crate::*;

/// Sheets of boxes, each with a name for its file.
pub(super) fn sheets() -> Sheets {
    let shares: Vec<f64> = (0..200).map(chance).collect();
    let pairs = |n_keys: usize| {
        let keys: Vec<BoxKey> = (0..n_keys).map(key).collect();
        box_pairs(
            &heading("Points"),
            "Runs at the point that are thriving:",
            &keys,
            &shares,
        )
        .unwrap()
    };
    let limits = |n_keys: usize| {
        let keys: Vec<BoxKey> = (0..n_keys).map(key).collect();
        box_limits(&heading("Limits"), &keys).unwrap()
    };
    vec![
        ("peeling-short", trajectory(3, 0.2)),
        ("peeling-long", trajectory(40, 0.02)),
        ("peeling-dense", trajectory(30, 0.93)),
        ("box-limits-1", limits(1)),
        ("box-limits-6", limits(6)),
        ("box-pairs-2", pairs(2)),
        ("box-pairs-6", pairs(6)),
    ]
}

fn trajectory(n: usize, share: f64) -> String {
    let dot = |step: usize| {
        let way = step as f64 / n as f64;
        PeelingDot {
            coverage: 1.0 - 0.6 * way * way,
            density: share + (0.98 - share) * way,
            restricted: step / 3,
        }
    };
    let picture = PeelingPicture {
        does: "end thriving".into(),
        dots: (0..n).map(dot).collect(),
        chosen: n / 2,
        threshold: Some((1.0 + share) / 2.0),
        share,
    };
    peeling(&heading("How it was found"), &picture).unwrap()
}

fn key(index: usize) -> BoxKey {
    let number = |point: usize| chance(1000 * (index + 1) + point);
    let numbers = || (0..200).map(number);
    let (places, span) = match index % 4 {
        0 => (Places::Numbers(numbers().collect()), ends(None, Some(0.4))),
        1 => (
            Places::Logarithms(numbers().map(|at| 0.01 + 100.0 * at).collect()),
            ends(Some(2.0), Some(50.0)),
        ),
        2 => (
            Places::Names {
                names: ["everybody", "a majority of those present", "one"]
                    .map(Into::into)
                    .into(),
                points: numbers().map(|at| (3.0 * at) as usize).collect(),
            },
            BoxSpan::Names(vec![0, 2]),
        ),
        _ => (Places::Numbers(numbers().collect()), ends(Some(0.5), Some(0.52))),
    };
    BoxKey {
        key: KeyName::new(
            ["gossip.rate", "population.count", "decisions.rule", "stewards.0.focus"][index % 4],
            (index != 3)
                .then(|| "How fast a goal returns to what its own organisation wants, a month (0…1)".to_owned()),
        ),
        places,
        span,
        note: "quasi-p <0.001, 0.034".into(),
    }
}

fn ends(low: Option<f64>, high: Option<f64>) -> BoxSpan {
    BoxSpan::Numbers { low, high }
}
