//! The two designs in one shape: rows of points, and indices estimated from rows.

use serde::Serialize;

use super::bootstrap::Bootstrap;
use super::saltelli::{Saltelli, centred, sobol_indices};
use super::trajectories::{MorrisTrajectories, morris_measures};

/// A number that says how much a key matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Index {
    /// Sobol': the share of the variance between points that goes with the key alone.
    FirstOrder,
    /// Sobol': the share that goes with the key alone or together with others.
    Total,
    /// Morris: the mean size of the key's elementary effects, in units of the result over the whole range of the key.
    MuStar,
    /// Morris: their mean, which says in which direction.
    Mu,
    /// Morris: their standard deviation, which says whether the effect is bent or depends on other keys.
    Sigma,
}

impl Index {
    /// As it stands in the tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstOrder => "first_order",
            Self::Total => "total",
            Self::MuStar => "mu_star",
            Self::Mu => "mu",
            Self::Sigma => "sigma",
        }
    }
}

/// Points of the unit cube in rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub enum Design {
    /// For Sobol' indices.
    Sobol(Saltelli),
    /// For Morris's screening.
    Morris(MorrisTrajectories),
}

/// The indices of all keys, by index: as estimated, and in every resample.
pub(super) struct Estimates {
    pub(super) found: Vec<Vec<f64>>,
    pub(super) resampled: Vec<Vec<Vec<f64>>>,
}

impl Design {
    /// How many rows there are.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        match self {
            Self::Sobol(design) => design.n_rows(),
            Self::Morris(design) => design.n_rows(),
        }
    }

    /// The points of a row.
    #[must_use]
    pub fn row(&self, number: usize) -> Vec<Vec<f64>> {
        match self {
            Self::Sobol(design) => design.row(number),
            Self::Morris(design) => design.row(number),
        }
    }

    /// What is estimated; keys are ranked by the first.
    #[must_use]
    pub const fn indices(&self) -> &'static [Index] {
        match self {
            Self::Sobol(_) => &[Index::Total, Index::FirstOrder],
            Self::Morris(_) => &[Index::MuStar, Index::Mu, Index::Sigma],
        }
    }

    /// Estimates the indices from the results of some rows; `None` where the results do not vary.
    pub(super) fn estimate(&self, rows: &[(usize, Vec<f64>)], bootstrap: Bootstrap) -> Option<Estimates> {
        let once = vec![1; rows.len()];
        match self {
            Self::Sobol(_) => {
                let results: Vec<Vec<f64>> = rows.iter().map(|(_, row)| row.clone()).collect();
                let results = centred(&results)?;
                let indices = |weights: &[u32]| {
                    let [first, total] = sobol_indices(&results, weights);
                    vec![total, first]
                };
                Some(Estimates::of(indices, &once, bootstrap))
            }
            Self::Morris(design) => {
                let effects: Vec<_> = rows.iter().map(|(number, row)| design.effects(*number, row)).collect();
                let varies = effects.iter().flatten().any(|effect| *effect != 0.0);
                let measures = |weights: &[u32]| morris_measures(&effects, weights).to_vec();
                varies.then(|| Estimates::of(measures, &once, bootstrap))
            }
        }
    }
}

impl Estimates {
    fn of(indices: impl Fn(&[u32]) -> Vec<Vec<f64>> + Sync, once: &[u32], bootstrap: Bootstrap) -> Self {
        Self {
            found: indices(once),
            resampled: bootstrap.estimates(once.len(), indices),
        }
    }
}
