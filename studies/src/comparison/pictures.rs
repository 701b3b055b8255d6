//! Charts of a comparison: the two survival curves, and what became of the same worlds.

use alliance_charts::{ChartError, Heading, Transitions};
use alliance_dynamics::alliance::Outcome;
use alliance_prose::numbers::p_value;

use super::{ArmComparison, Comparison};
use crate::Picture;
use crate::drawing::survival_curve;

/// Up to so many arms at design points are drawn.
pub(super) const MOST_DRAWN: usize = 24;

/// Draws every arm at every design point.
pub(super) fn of_comparison(title: &str, comparison: &Comparison) -> Vec<Picture> {
    let drawn = comparison.arms.iter().take(MOST_DRAWN);
    let sheets = drawn.flat_map(|arm| {
        let about = About { title, comparison, arm };
        let sheet = |kind, svg| Picture::new(format!("{kind}-{}", about.number()), svg);
        [
            sheet("survival", about.survival()),
            sheet("transitions", about.transitions()),
        ]
    });
    sheets.collect()
}

/// One arm at one design point, and what it is held against.
struct About<'a> {
    title: &'a str,
    comparison: &'a Comparison,
    arm: &'a ArmComparison,
}

impl About<'_> {
    /// The place of the arm in the study, and the design point where keys are swept.
    fn number(&self) -> String {
        if self.arm.settings.is_empty() {
            self.arm.arm_number.to_string()
        } else {
            format!("{}-{}", self.arm.arm_number, self.arm.point)
        }
    }

    fn survival(&self) -> Result<String, ChartError> {
        let found = self.arm.log_rank;
        let subtitle = format!(
            "{}. Bands: 95 % (Kaplan-Meier). Log-rank test: chi-square {:.1} (1 df), p {}{}.",
            self.worlds(),
            found.chi_square,
            p_value(found.test.p_holm),
            if self.comparison.arms.len() > 1 {
                " after Holm's correction"
            } else {
                ""
            }
        );
        let curves = [
            survival_curve(&self.comparison.base, &self.arm.base_lives.survival()),
            survival_curve(&self.arm.arm, &self.arm.arm_lives.survival()),
        ];
        alliance_charts::survival(&self.heading("how long the same alliances last", subtitle), &curves)
    }

    fn transitions(&self) -> Result<String, ChartError> {
        let mut worlds = [[0; Outcome::ALL.len()]; Outcome::ALL.len()];
        for change in &self.arm.transitions {
            worlds[change.base as usize][change.arm as usize] = change.worlds;
        }
        let table = Transitions {
            base: self.comparison.base.clone(),
            arm: self.arm.arm.clone(),
            worlds,
        };
        let subtitle = format!(
            "{}. Rows: how the alliance fares in the base; columns: how it fares in the arm.",
            self.worlds()
        );
        alliance_charts::transitions(&self.heading("what becomes of the same worlds", subtitle), &table)
    }

    fn heading(&self, what: &str, subtitle: String) -> Heading {
        let settings: Vec<_> = self
            .arm
            .settings
            .iter()
            .map(|(key, value)| format!(", {key} = {value}"))
            .collect();
        let what = format!("{what}{}", settings.concat());
        Heading {
            title: alliance_charts::titled(self.title, &what),
            subtitle,
        }
    }

    /// The arms with their whole names, which may be cut in the picture, and the number of worlds.
    fn worlds(&self) -> String {
        let (arm, base) = (&self.arm.arm, &self.comparison.base);
        format!(
            "\u{2018}{arm}\u{2019} against \u{2018}{base}\u{2019}; n = {} worlds, each in both arms",
            self.arm.worlds
        )
    }
}
