//! The patient rule induction method: boxes of values in which the cases of interest are dense.
//!
//! It knows nothing of alliances: cases are rows of numbers and words, and some of them are of interest.
//!
//! # Rule
//! A box begins as all cases that no box before it holds. **Peeling** takes a little off one end of one column at a time: of all such
//! peels the one with the best [`PeelingCriterion`]. **Pasting** then adds a little again where that makes the box denser. What is passed on
//! the way is the *trajectory*; of it one box is chosen ([`BoxChoice`]), its cases are set aside, and the next box is looked for among the
//! rest (*covering*).
//!
//! # Conventions
//! Those of the EMA Workbench and of the Python package `prim`, to whose boxes the tests hold these:
//! - Limits belong to the box: a case is inside from `low` to `high`, both included.
//! - A numeric column is peeled at the middle between two neighbours at the place `α (n − 1)` of the `n` sorted values in the box. Where
//!   these two are equal, all cases with this value are peeled off, so ties stay together.
//! - A column of whole numbers is peeled at a whole number, the middle rounded towards nought, which stays inside unless it is the
//!   outermost value in the box; its limits are values that occur. Outermost is what lies in the box; for the two packages it is the old
//!   limit, which after other peels may be held by no case, and then stops them.
//! - A category is peeled off, or pasted, as a whole.
//! - Of equal criteria the box with fewer restricted columns is taken, then the earlier column, the upper end before the lower, and the
//!   earlier category. Nothing is drawn by chance.
//! - `mass` is held against all cases, `coverage` against all cases of interest, also in later boxes.
//! - Dropping limits ([`Prim::prune`]) and weighing cases ([`Prim::weight`]) are ours; unless asked for, neither is done.
//! - Peeling stops where the best peel would leave less than `mass_min` of all cases.
//!
//! # Example
//! ```
//! use alliance_studies::discovery::prim::{CaseColumn, CaseValues, Cases, Prim, PrimLimit};
//!
//! let gossip: Vec<f64> = (0..100).map(|case| f64::from(case) / 100.0).collect();
//! let thrives = gossip.iter().map(|&rate| rate < 0.3).collect();
//! let cases = Cases::new(vec![CaseColumn::new("gossip", CaseValues::Real(gossip))], thrives)?;
//! let found = Prim::default().cover(&cases);
//! let chosen = found[0].chosen();
//! assert_eq!((chosen.coverage, chosen.limits.len()), (1.0, 1));
//! assert!(matches!(chosen.limits[0], PrimLimit::AtMost { value, .. } if value < 0.4));
//! # Ok::<(), alliance_studies::discovery::prim::CasesError>(())
//! ```
//!
//! # Source
//! Friedman and Fisher (1999), Bump hunting in high-dimensional data; as used to find scenarios by Bryant and Lempert (2010), Thinking
//! inside the box. [`PeelingCriterion::GainPerCase`] is that of Kwakkel and Jaxa-Rozen (2016).

mod cases;
mod quantile;
mod region;
mod search;

use search::Search;

pub use cases::{CaseColumn, CaseValues, Cases, CasesError};

/// How boxes are looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Prim {
    /// The share of a box that is peeled off at a time, above 0 and below 0.5: α. Smaller: more patient.
    pub peeling: f64,
    /// The share of what lies beyond a limit that is pasted at a time, above 0 and below 0.5.
    pub pasting: f64,
    /// The share of all cases that a box holds at least, 0…1.
    pub mass_min: f64,
    /// Which peel is best.
    pub criterion: PeelingCriterion,
    /// The density that a box has at least, 0…1, or it is no box of interest.
    pub threshold: f64,
    /// Which box of a trajectory is chosen.
    pub choice: BoxChoice,
    /// What a case counts for in quasi-p-values, above 0 and at most 1: less than one where cases that have the same values in all columns are more
    /// alike than others, and so are fewer witnesses than they are cases. Ours.
    pub weight: f64,
    /// Limits with a larger quasi-p-value than this, 0…1, are dropped, the weakest first; of the boxes that are dense enough without theirs,
    /// the best is chosen, and added to the trajectory. Where there is none, or nothing is said, all limits stay; but a
    /// later box is only told without such limits.
    pub prune: Option<f64>,
    /// Boxes that are looked for at most, from 1.
    pub most_boxes: usize,
}

impl Default for Prim {
    /// α, pasting and least mass of 0.05, as the packages in Python have; a density of 0.8, the widest box that has it, and up to 5 boxes.
    fn default() -> Self {
        Self {
            peeling: 0.05,
            pasting: 0.05,
            mass_min: 0.05,
            criterion: PeelingCriterion::default(),
            threshold: 0.8,
            choice: BoxChoice::default(),
            weight: 1.0,
            prune: None,
            most_boxes: 5,
        }
    }
}

/// What makes one peel better than another: with means (shares of interest) `m` before and `m′` after, of `n` cases before and `n′` after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PeelingCriterion {
    /// `m′`, the density itself. Friedman and Fisher (1999).
    Density,
    /// `(m′ − m) / (n − n′)`, what is gained for every case that is given up: fair to columns of few values, of which much goes at a time.
    #[default]
    GainPerCase,
    /// `n′ (m′ − m) / (n − n′)`, the same, weighted by what is left. Friedman and Fisher (1999), section 14.6.
    WeightedGain,
}

/// Which box of a trajectory is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BoxChoice {
    /// The box of the largest coverage among those that reach the threshold; of equals the densest, then the earliest. Ours.
    #[default]
    Widest,
    /// The box of the largest weighted relative accuracy, mass × (density − density of the cases that were left), among those that reach the
    /// threshold: dense and wide at once. Lavrač, Flach and Zupan (1999), Rule evaluation measures.
    Accurate,
    /// Where the trajectory ends, as the packages in Python have it unless told otherwise.
    Last,
}

/// All boxes on the way to one, from all cases that were left to the last paste.
#[derive(Debug, Clone, PartialEq)]
pub struct PrimTrajectory {
    /// The boxes in order, at least one: the first holds all cases that were left.
    pub boxes: Vec<PrimBox>,
    /// The place of the chosen one in it.
    pub choice: usize,
    /// Whether the chosen one reaches the threshold. If not, it is the densest that there is, and the last of all trajectories.
    pub is_reached: bool,
}

impl PrimTrajectory {
    /// The box that was chosen.
    #[must_use]
    pub fn chosen(&self) -> &PrimBox {
        &self.boxes[self.choice]
    }
}

/// A part of the cases, and what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct PrimBox {
    /// Its limits, in the order of the columns, the lower before the upper; none for all cases.
    pub limits: Vec<PrimLimit>,
    /// Cases in it that no box before it holds.
    pub cases: usize,
    /// Those of them that are of interest.
    pub of_interest: usize,
    /// The share of all cases of interest that it holds, 0…1.
    pub coverage: f64,
    /// The share of its cases that are of interest, 0…1.
    pub density: f64,
    /// The share of all cases that it holds, 0…1.
    pub mass: f64,
}

impl PrimBox {
    /// In how many columns it is restricted.
    #[must_use]
    pub fn restricted(&self) -> usize {
        let mut columns: Vec<usize> = self.limits.iter().map(PrimLimit::column).collect();
        columns.dedup();
        columns.len()
    }

    /// Whether a case, by its number, is inside the limits.
    #[must_use]
    pub fn contains(&self, cases: &Cases, case: usize) -> bool {
        self.limits.iter().all(|limit| limit.allows(cases, case))
    }
}

/// One limit of a box, with its quasi-p-value, 0…1.
///
/// # Rule
/// The chance that as many cases of the box or more would be of interest by luck alone, had they the share of interest of the box without this
/// limit: one-sided and binomial. *Quasi*, since the limit was chosen by looking at the same cases; above 0.05 or 0.1 it is commonly dropped.
///
/// # Source
/// Bryant and Lempert (2010), section 3.3.
#[derive(Debug, Clone, PartialEq)]
pub enum PrimLimit {
    /// No value is smaller.
    AtLeast {
        /// The column, from 0.
        column: usize,
        /// The smallest value inside.
        value: f64,
        /// The quasi-p-value.
        quasi_p: f64,
    },
    /// No value is larger.
    AtMost {
        /// The column, from 0.
        column: usize,
        /// The largest value inside.
        value: f64,
        /// The quasi-p-value.
        quasi_p: f64,
    },
    /// No other category.
    OneOf {
        /// The column, from 0.
        column: usize,
        /// The categories inside, rising.
        categories: Vec<usize>,
        /// The quasi-p-value.
        quasi_p: f64,
    },
}

impl PrimLimit {
    /// The column that it restricts, from 0.
    #[must_use]
    pub fn column(&self) -> usize {
        match self {
            Self::AtLeast { column, .. } | Self::AtMost { column, .. } | Self::OneOf { column, .. } => *column,
        }
    }

    /// Its quasi-p-value, 0…1.
    #[must_use]
    pub fn quasi_p(&self) -> f64 {
        match self {
            Self::AtLeast { quasi_p, .. } | Self::AtMost { quasi_p, .. } | Self::OneOf { quasi_p, .. } => *quasi_p,
        }
    }

    fn allows(&self, cases: &Cases, case: usize) -> bool {
        let number = cases.number(self.column(), case);
        match self {
            Self::AtLeast { value, .. } => number >= *value,
            Self::AtMost { value, .. } => number <= *value,
            Self::OneOf { categories, .. } => categories.contains(&(number as usize)),
        }
    }
}

impl Prim {
    /// Looks for boxes, one after another, each among the cases that no box before it holds. The same cases have the same boxes.
    ///
    /// There is one trajectory at least if a case is of interest, and its box may fall short of the threshold; none if no case is.
    #[must_use]
    pub fn cover(&self, cases: &Cases) -> Vec<PrimTrajectory> {
        let mut found = Vec::new();
        let mut remaining: Vec<usize> = (0..cases.len()).collect();
        while found.len() < self.most_boxes && remaining.iter().any(|&case| cases.is_of_interest(case)) {
            let trajectory = self.choose(&Search::new(self, cases, &remaining));
            let goes_on = trajectory.is_reached && !trajectory.chosen().limits.is_empty();
            let is_told = found.is_empty() || goes_on && self.is_sure(trajectory.chosen());
            if !is_told {
                break;
            }
            let chosen = trajectory.chosen();
            remaining.retain(|&case| !chosen.contains(cases, case));
            found.push(trajectory);
            if !goes_on {
                break;
            }
        }
        found
    }

    /// Whether no limit of a box may be chance, as far as that is asked for.
    fn is_sure(&self, chosen: &PrimBox) -> bool {
        let level = self.prune.unwrap_or(1.0);
        chosen.limits.iter().all(|limit| limit.quasi_p() <= level)
    }

    fn choose(&self, search: &Search<'_>) -> PrimTrajectory {
        let mut boxes = search.trajectory();
        if let Some(pruned) = self.best_pruned(search, &boxes) {
            let known = boxes.iter().position(|passed| *passed == pruned);
            let choice = known.unwrap_or(boxes.len());
            boxes.extend(known.is_none().then_some(pruned));
            let is_reached = true;
            return PrimTrajectory {
                boxes,
                choice,
                is_reached,
            };
        }
        let choice = match self.choice {
            BoxChoice::Last => boxes.len() - 1,
            _ => self.best(&boxes, boxes[0].density).unwrap_or_else(|| densest(&boxes)),
        };
        PrimTrajectory {
            is_reached: boxes[choice].density >= self.threshold,
            choice,
            boxes,
        }
    }

    /// The best box of those that are dense enough without the limits that may be chance.
    fn best_pruned(&self, search: &Search<'_>, boxes: &[PrimBox]) -> Option<PrimBox> {
        let level = self.prune?;
        let dense = boxes.iter().filter(|passed| passed.density >= self.threshold);
        let mut pruned: Vec<PrimBox> = dense.map(|passed| search.pruned(passed, level)).collect();
        let best = self.best(&pruned, boxes[0].density)?;
        Some(pruned.swap_remove(best))
    }

    /// The best of the boxes that are dense enough, where a share of the cases that were left is of interest.
    fn best(&self, boxes: &[PrimBox], share: f64) -> Option<usize> {
        let rank = |place: usize| {
            let PrimBox {
                of_interest,
                density,
                mass,
                ..
            } = boxes[place];
            let first = match self.choice {
                BoxChoice::Accurate => mass * (density - share),
                BoxChoice::Widest => of_interest as f64,
                BoxChoice::Last => place as f64,
            };
            (first, density)
        };
        let reached = (0..boxes.len()).filter(|&place| boxes[place].density >= self.threshold);
        reached.reduce(|best, next| if rank(next) > rank(best) { next } else { best })
    }
}

fn densest(boxes: &[PrimBox]) -> usize {
    let rank = |place: usize| (boxes[place].density, boxes[place].of_interest);
    (0..boxes.len())
        .reduce(|best, next| if rank(next) > rank(best) { next } else { best })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests;
