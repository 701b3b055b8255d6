//! Made-up tipping points, and what help costs.

use super::{Sheets, chance, heading};
use crate::*;

pub(super) fn sheets() -> Sheets {
    let along = |from, to, crossings: &[f64], closer| {
        let picture = tipped(from, to, crossings, closer);
        tipping(&heading("Tipping point along gossip.negativity"), &picture).unwrap()
    };
    vec![
        ("tipping", along(1.0, 8.0, &[3.4], None)),
        ("tipping-steep", along(0.001, 1000.0, &[3.4], Some((2.0, 6.0)))),
        ("tipping-many", along(-4.0, 8.0, &[1.1, 1.3, 1.6, 7.9], None)),
        ("tipping-none", along(1.0, 8.0, &[], None)),
        ("tipping-line-2", tipping_at(2)),
        ("tipping-line-9", tipping_at(9)),
        ("tipping-line-60", tipping_at(60)),
        ("frontier-1", priced(1, 0.0)),
        ("frontier-6", priced(6, 71.0)),
        ("frontier-16", priced(16, 125_000.0)),
    ]
}

fn key(name: &str, from: f64, to: f64) -> KeyAxis {
    KeyAxis {
        name: KeyName::new(name, Some("How much louder bad news is than good".into())),
        from,
        to,
        is_log: from > 0.0 && to / from > 100.0,
    }
}

fn tipped(from: f64, to: f64, crossings: &[f64], closer: Option<(f64, f64)>) -> TippingPicture {
    let key = key("gossip.negativity", from, to);
    let values = |n: u32| {
        let key = key.clone();
        (0..=n).map(move |step| {
            let place = f64::from(step) / f64::from(n);
            if key.is_log {
                from * libm::pow(to / from, place)
            } else {
                from + place * (to - from)
            }
        })
    };
    let share = |value: f64, spread: f64| {
        let centre = 1.0 / (1.0 + libm::exp(3.4 - value));
        Estimate {
            centre,
            low: (centre - spread).max(0.0),
            high: (centre + spread).min(1.0),
        }
    };
    let tried = values(15).enumerate().map(|(index, value)| TriedShare {
        value,
        share: share(value, 0.08),
        runs: 20 << index,
    });
    TippingPicture {
        label: "Share of alliances that end fragmented".into(),
        curve: values(150).map(|value| (value, share(value, 0.03))).collect(),
        tried: tried.collect(),
        crossings: crossings
            .iter()
            .map(|&centre| Estimate {
                centre,
                low: centre - 0.1,
                high: centre + 0.1,
            })
            .collect(),
        closer,
        key,
    }
}

/// Tipping points over a second key: two in the middle, none at the ends.
fn tipping_at(n_steps: u32) -> String {
    let mark = |step: u32| {
        let place = f64::from(step) / f64::from(n_steps - 1);
        let crossing = |centre: f64| Estimate {
            centre,
            low: centre - 0.5,
            high: centre + 0.6,
        };
        let crossings = match step % 10 {
            0 | 9 => vec![],
            4 => vec![crossing(2.0), crossing(5.0)],
            _ => vec![crossing(2.0 + 4.0 * place)],
        };
        let without = [Without::More, Without::Less, Without::Unsettled][step as usize % 3];
        LineMark {
            value: place,
            without: crossings.is_empty().then_some(without),
            crossings,
        }
    };
    let marks: Vec<LineMark> = (0..n_steps).map(mark).collect();
    let (negativity, echo) = (key("gossip.negativity", 1.0, 8.0), key("home_talk.echo", 0.0, 1.0));
    tipping_line(
        &heading("Tipping point of gossip.negativity over home_talk.echo"),
        &negativity,
        &echo,
        &marks,
    )
    .unwrap()
}

/// So many plans up to a cost; the more of them, the more is said of the one that is taken.
fn priced(n_plans: usize, dearest: f64) -> String {
    let plan = |number: usize| {
        let part = number as f64 / (n_plans as f64 - 1.0).max(1.0);
        let centre = 0.2 + 0.79 * part.sqrt();
        PlanDot {
            cost: dearest * part * part,
            share: Estimate {
                centre,
                low: centre - 0.02,
                high: (centre + 0.02).min(1.0),
            },
            search: if number % 5 == 4 {
                f64::NAN
            } else {
                (centre + 0.03 * chance(number)).min(1.0)
            },
        }
    };
    let parts = [
        "the facilitator from month 0 until month 18 (18 months), with attention for pattern breaking 0.3, relations 0.8, reflection 0.5",
        "6 open conversations, in months 0, 3, 6, 9, 12 and 15",
        "process from 0.25 to 0.4 in month 0",
        "control from 0.3 to 0.1 in month 0",
    ];
    let said = parts.into_iter().take(n_plans / 3);
    let picture = FrontierPicture {
        unit: "working days".into(),
        label: "Share of alliances that last 10 years".into(),
        plans: (0..n_plans).map(plan).collect(),
        target: (n_plans > 1).then_some(0.9),
        taken: 3 * n_plans / 4,
        note: std::iter::once(format!("Taken: {dearest} working days"))
            .chain(said.map(str::to_owned))
            .collect(),
    };
    frontier(&heading("What help costs, and what it brings"), &picture).unwrap()
}
