//! A box while it is looked for: bounds in every column.

use super::{CaseValues, Cases};

/// Bounds in every column; a case is inside where all allow it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    pub bounds: Vec<Bound>,
}

/// What a column allows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bound {
    /// Numbers from `low` to `high`, both included.
    Range { low: f64, high: f64 },
    /// Categories, by their place.
    Among(Vec<bool>),
}

impl Bound {
    pub(super) fn allows(&self, number: f64) -> bool {
        match self {
            Self::Range { low, high } => *low <= number && number <= *high,
            Self::Among(categories) => categories[number as usize],
        }
    }
}

impl Region {
    /// What holds all cases, and no more.
    pub(super) fn of_all(cases: &Cases) -> Self {
        let bound = |column: usize| match &cases.columns()[column].values {
            CaseValues::Category { categories, .. } => {
                let mut occur = vec![false; categories.len()];
                (0..cases.len()).for_each(|case| occur[cases.number(column, case) as usize] = true);
                Bound::Among(occur)
            }
            CaseValues::Real(_) | CaseValues::Whole(_) => {
                let numbers = || (0..cases.len()).map(|case| cases.number(column, case));
                Bound::Range {
                    low: numbers().fold(f64::INFINITY, f64::min),
                    high: numbers().fold(f64::NEG_INFINITY, f64::max),
                }
            }
        };
        Self {
            bounds: (0..cases.columns().len()).map(bound).collect(),
        }
    }

    pub(super) fn contains(&self, cases: &Cases, case: usize) -> bool {
        let mut bounds = self.bounds.iter().enumerate();
        bounds.all(|(column, bound)| bound.allows(cases.number(column, case)))
    }

    /// With another bound in one column.
    pub(super) fn with(&self, column: usize, bound: Bound) -> Self {
        let mut changed = self.clone();
        changed.bounds[column] = bound;
        changed
    }

    /// Columns in which it differs from another.
    pub(super) fn restricted<'a>(&'a self, whole: &'a Self) -> impl Iterator<Item = usize> + 'a {
        (0..self.bounds.len()).filter(|&column| self.bounds[column] != whole.bounds[column])
    }
}
