//! Made-up turns of one run.

use super::{ARMS, Sheets, heading};
use crate::*;

pub(super) fn sheets() -> Sheets {
    let hung = |n| chances(&heading("Why it ended fragmented after 69 months"), &turns(n)).unwrap();
    vec![("chances-0", hung(0)), ("chances-1", hung(1)), ("chances-10", hung(10))]
}

/// The chances of a run of so many causes, several at a time.
fn turns(n: u8) -> Chances {
    let months: Vec<f64> = (0..=69).map(f64::from).collect();
    let centre: Vec<f64> = months.iter().map(|month| (0.7 - month / 90.0).max(0.0)).collect();
    let cause = |number: u8| {
        let from = f64::from(68 - 7 * (number / 2));
        let change = 0.3 - 0.04 * f64::from(number);
        ChanceCause {
            label: format!(
                "the clash of {} and {} over norms in month {from}",
                ARMS[usize::from(number) % 8],
                ARMS[usize::from(number + 3) % 8],
            ),
            months: (from, from + 1.0),
            change: Estimate {
                centre: change,
                low: change - 0.06,
                high: change + 0.05,
            },
            share: (number != 3).then_some(change),
        }
    };
    Chances {
        label: "Chance to survive from here on".to_owned(),
        curve: Curve {
            label: String::new(),
            runs: Vec::new(),
            low: centre.iter().map(|chance| (chance - 0.07).max(0.0)).collect(),
            high: centre.iter().map(|chance| chance + 0.07).collect(),
            centre,
            months,
        },
        decided: (n > 0).then(|| (f64::from(n) * 3.0, "point of no return after month 30".to_owned())),
        causes: (0..n).map(cause).collect(),
        bars: "Change of that chance without it".to_owned(),
    }
}
