//! Made-up but plausible data for every chart, from two arms to many.

pub(super) mod alliances;
mod boxes;
mod ends;
mod fits;
mod keys;
mod lines;
mod loops;
pub(super) mod maps;
mod models;
mod tips;
mod turns;

use crate::Heading;

const ARMS: [&str; 8] = [
    "base",
    "facilitator from month 24",
    "no gossip behind partners' backs",
    "facilitator from the first month and open conversation",
    "loyal delegates",
    "tight control",
    "open conversation at month 12",
    "no home talk",
];

/// Pictures, each with a name for its file.
pub(super) type Sheets = Vec<(&'static str, String)>;

/// Every kind of chart in several sizes.
pub(super) fn pictures() -> Sheets {
    [
        lines::sheets(),
        ends::sheets(),
        maps::sheets(),
        keys::sheets(),
        loops::sheets(),
        fits::sheets(),
        turns::sheets(),
        alliances::sheets(),
        tips::sheets(),
        boxes::sheets(),
        models::sheets(),
    ]
    .concat()
}

pub(super) fn heading(title: &str) -> Heading {
    let subtitle = "n = 500 runs an arm, the same 500 seeds in each. Band: 95 % confidence interval (log-log).";
    Heading {
        title: title.into(),
        subtitle: subtitle.into(),
    }
}

fn arm(index: usize) -> String {
    ARMS.get(index).map_or_else(
        || format!("arm {index}: trust_mean = 0.{index}"),
        |name| (*name).to_owned(),
    )
}

/// A number in 0…1 that looks like chance and is the same everywhere.
fn chance(place: usize) -> f64 {
    let mixed = (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40) as f64 / (1u64 << 24) as f64
}
