//! Names that a spreadsheet would take for formulas.
//!
//! Tables are read by programs and opened in spreadsheets. A cell that begins with `=`, `+`, `-` or `@` is computed there, or shown as an
//! error; an apostrophe before it would stand in the name for every other program. So no name begins in this way, and tables hold
//! names as they are.

use super::Check;
use crate::scenario::gate::{Problem, Step};

/// What a formula begins with, also as wide letters, and what spreadsheets skip before one.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// Whether a spreadsheet would not show a text as it is.
pub(in crate::scenario) fn is_computed(text: &str) -> bool {
    text.starts_with(BEGINNINGS)
}

/// What is said of a text that a spreadsheet would compute.
pub(in crate::scenario) fn refused(text: &str, problem: impl FnOnce() -> Problem) -> Option<Problem> {
    if !is_computed(text) {
        return None;
    }
    let first = text.chars().next().unwrap_or_default();
    let shown = if first.is_control() {
        first.escape_default().to_string()
    } else {
        first.to_string()
    };
    let problem = problem()
        .found(format!("it begins with `{shown}`"))
        .allowed("anything that begins with a letter, a digit or another sign than = + - @");
    let rest = text.trim_start_matches(BEGINNINGS).trim();
    let is_word = rest.starts_with(char::is_alphabetic);
    Some(match first {
        '+' | '＋' if is_word => problem.hint(format!("write \"with {rest}\"")),
        '-' | '－' if is_word => problem.hint(format!("write \"without {rest}\"")),
        _ if is_word => problem.hint(format!("write \"{rest}\"")),
        _ => problem,
    })
}

impl Check<'_> {
    /// Names that stand in tables: of members, arms, stewards and goals.
    pub(super) fn spreadsheet(&mut self) {
        let mut names: Vec<(Vec<Step<'static>>, &str)> = Vec::new();
        names.extend(self.file.entries().map(|(mut path, member)| {
            path.push("name".into());
            (path, member.name.as_str())
        }));
        let arms = self.file.arms.iter().enumerate();
        names.extend(arms.map(|(at, arm)| (vec!["arms".into(), at.into(), "name".into()], arm.name.as_str())));
        let stewards = self.file.stewards.iter().enumerate();
        names.extend(
            stewards.map(|(at, steward)| (vec!["stewards".into(), at.into(), "role".into()], steward.role.as_str())),
        );
        let axes = self
            .file
            .alliance
            .goal_axes
            .iter()
            .flat_map(|axes| axes.iter())
            .enumerate();
        names.extend(axes.map(|(at, axis)| (vec!["alliance".into(), "goal_axes".into(), at.into()], axis.as_str())));
        let problems: Vec<Problem> = names
            .into_iter()
            .filter_map(|(path, name)| {
                refused(name, || {
                    self.document
                        .problem_at(&path, "a name that a spreadsheet would compute")
                })
            })
            .collect();
        self.problems.extend(problems);
    }
}
