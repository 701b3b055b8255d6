//! Patterns 6 and 12: size, and how long alliances last.

use alliance_dynamics::scenario::ScenarioError;

use crate::differences::{FATES, fates};
use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{Estimate, share};
use crate::worlds::tables::Table;
use crate::worlds::{endings, fragments, lasts, more};

/// Outcomes by the number of members.
pub fn large_alliances_split() -> Result<Finding, ScenarioError> {
    let mut table = Table::with(&[&["members"], &FATES[..]].concat());
    let mut by_size = Vec::new();
    for count in [4, 6, 8, 12, 16, 24] {
        let lives = endings(&format!("population.count = {count}"), 2000)?;
        table.row(count, fates(&lives));
        by_size.push(lives);
    }
    let split = |large: usize, small: usize| more(&by_size[large], &by_size[small], fragments);
    Ok(Finding {
        claims: vec![
            Claim::above("share fragmented, 8 members against 4", split(2, 0), 0.0),
            Claim::above("share fragmented, 16 members against 8", split(4, 2), 0.0),
        ],
        tables: vec![table],
    })
}

/// How long real alliances of states with three members or more last: the share of 104 that was still alive after so many years, with
/// its standard error.
const REAL: [(u32, Estimate); 3] = [
    (
        1,
        Estimate {
            value: 0.885,
            error: 0.031,
        },
    ),
    (
        5,
        Estimate {
            value: 0.649,
            error: 0.047,
        },
    ),
    (
        10,
        Estimate {
            value: 0.443,
            error: 0.049,
        },
    ),
];

/// How long alliances last, year by year.
pub fn plausible_length() -> Result<Finding, ScenarioError> {
    let mut table = Table::with(&["alliances", "1 year", "2 years", "5 years", "10 years"]);
    let mut claims = Vec::new();
    for (name, scenario) in [
        ("default, 8 members", ""),
        ("5 members", "population.count = 5"),
        ("4 members", "population.count = 4"),
        ("16 members", "population.count = 16"),
    ] {
        let lives = endings(scenario, 4000)?;
        let alive = |years: u32| share(&lives, |end| end.months > 12 * years || lasts(end));
        table.row(name, [1, 2, 5, 10].map(|years| alive(years).to_string()));
        if scenario.is_empty() {
            for (years, real) in REAL {
                let says = format!(
                    "share alive after {} months, less that of real alliances, {}",
                    12 * years,
                    real.value
                );
                claims.push(Claim::near(says, alive(years).estimate() - real, 0.0));
            }
        }
    }
    Ok(Finding {
        claims,
        tables: vec![table],
    })
}
