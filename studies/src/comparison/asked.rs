//! What was asked for instead of survival: another fate, or a measure.

use std::fmt;

use alliance_prose::columns;
use alliance_prose::numbers::{fixed, p_value, signed};

use super::words::in_base;
use super::{ArmComparison, AskedComparison, Comparison};
use crate::statistics::Interval;
use crate::verdict::paired::LEVEL;

/// What the arm that differs most from the base came to in what was asked for, of those that are shown to differ where there are any;
/// nothing where survival is meant.
pub(super) fn sentence(base: &str, arms: &[ArmComparison]) -> Option<String> {
    let asked = || {
        arms.iter()
            .filter(|arm| arm.worlds > 0)
            .filter_map(|arm| Some((arm, arm.asked.as_ref()?)))
    };
    let is_shown = |asked: &AskedComparison| asked.test.p_holm < LEVEL;
    let size = |(_, asked): &(&ArmComparison, &AskedComparison)| {
        (is_shown(asked), (asked.means.difference.abs() * 1e9) as u64)
    };
    let all = asked().count();
    let shown = asked().filter(|(_, asked)| is_shown(asked)).count();
    let (most, found) = asked().collect::<Vec<_>>().into_iter().rev().max_by_key(size)?;
    let (called, label) = (most.called(), &found.label);
    let found = found.found(most.worlds, base, all);
    Some(match (shown, all) {
        (1, 1) => format!("With {called} {found}"),
        (_, 1) => format!("It is not shown that {called} changes {label}: with it {found}"),
        (0, _) => format!(
            "None of {all} comparisons shows a change of {label}; the largest is that of {called}: with it {found}"
        ),
        (1, _) => format!("1 of {all} comparisons shows a change of {label}, that of {called}: with it {found}"),
        (shown, _) => format!(
            "{shown} of {all} comparisons show a change of {label}, the largest that of {called}: with it {found}"
        ),
    })
}

impl AskedComparison {
    fn told(&self, value: f64) -> String {
        fixed(self.factor * value, self.places)
    }

    fn change(&self) -> String {
        signed(self.factor * self.means.difference, self.places)
    }

    fn bounds(&self, interval: Option<Interval>) -> String {
        let told = interval.map(|interval| interval.scaled(self.factor).told(self.places));
        told.unwrap_or_else(|| "unknown".to_owned())
    }

    /// From what it is in the arm to the full stop.
    fn found(&self, n_worlds: u64, base: &str, comparisons: usize) -> String {
        let (arm, instead) = (self.told(self.means.arm), self.told(self.means.base));
        let what = match self.worlds {
            Some(_) => format!("{arm} of 100 alliances {} instead of {instead}", self.verb),
            None => format!("{} is {arm} instead of {instead}", self.label),
        };
        let (worlds, test) = match self.worlds {
            Some([more, fewer]) => (
                format!("; of {n_worlds} worlds {more} more and {fewer} fewer"),
                "exact McNemar test",
            ),
            None => (format!(" over {n_worlds} worlds"), "Student's paired test"),
        };
        let corrected = if comparisons > 1 {
            " after Holm's correction"
        } else {
            ""
        };
        format!(
            "{what} {}: {} (95 % interval {}{worlds}; {test}, p {}{corrected}).",
            in_base(base),
            self.change(),
            self.bounds(self.means.paired),
            p_value(self.test.p_holm),
        )
    }
}

impl Comparison {
    /// What was asked for, a row an arm and design point.
    pub(super) fn write_asked(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.arms.iter().find_map(|arm| arm.asked.as_ref()) else {
            return Ok(());
        };
        let (label, test) = match first.worlds {
            Some(_) => (format!("{}, in per cent", first.label), "p (McNemar)"),
            None => (first.label.clone(), "p (Student, paired)"),
        };
        let columns = ["base", "arm", "difference (paired)", "(unpaired)", test];
        let mut rows = vec![self.header(columns.into_iter().map(str::to_owned))];
        for arm in &self.arms {
            if let Some(asked) = &arm.asked {
                let cells = [
                    asked.told(asked.means.base),
                    asked.told(asked.means.arm),
                    format!("{} ({})", asked.change(), asked.bounds(asked.means.paired)),
                    format!("({})", asked.bounds(asked.means.unpaired)),
                    p_value(asked.test.p_holm).replace("= ", "").replace("< ", "<"),
                ];
                rows.push(arm.row(cells.into_iter()));
            }
        }
        writeln!(out, "\n{}", alliance_prose::capital(&label))?;
        columns::write(out, &rows)
    }
}
