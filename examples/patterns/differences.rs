//! Pattern 11: when differences between cultures pay.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;

use crate::Table;
use crate::worlds::{NOBODY_LEAVES, difference, mean, months};

/// Value with and without differences of culture, at fixed levels of shared language.
pub fn pay_once_understood() -> Result<Vec<Table>, ScenarioError> {
    let mut table = Table::with(&[
        "shared language",
        "value, one culture, year 1",
        "spread 0.3, year 1",
        "years 1 to 5",
        "spread 0.6, year 1",
        "years 1 to 5",
    ]);
    for language in [0.1, 0.3, 0.5, 0.7, 0.9] {
        let value = |spread: f64| {
            let scenario = format!(
                "months = 60\n{NOBODY_LEAVES}learning.enabled = false\nalliance.shared_language = {language}\n\
                 population.culture_spread = {spread}"
            );
            months(&scenario, 1000, |month| month.record[Measure::Value])
        };
        let alike = value(0.0)?;
        let mut row = vec![format!("{language}"), format!("{:.4}", mean(over(&alike, 12)))];
        for spread in [0.3, 0.6] {
            let different = value(spread)?;
            for first in [12, 60] {
                row.push(format!(
                    "{:.4}",
                    difference(&over(&different, first), &over(&alike, first))
                ));
            }
        }
        table.add(row);
    }
    Ok(vec![table])
}

/// Mean over the first months of every world.
fn over(lives: &[Vec<f64>], months: usize) -> Vec<f64> {
    let mean = |life: &Vec<f64>| life[..months].iter().sum::<f64>() / months as f64;
    lives.iter().map(mean).collect()
}
