//! What came out at every point of a design.

use serde::Serialize;

use super::CrossedTally;
use crate::experiment::Endings;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::simulation::Ending;

/// How many results there are.
pub const N_RESPONSES: usize = 4;

/// A result of a run whose sensitivity is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Whether the alliance reaches its horizon: over runs, the share that does, 0…1.
    Survival,
    /// Months lived, at most those to the horizon.
    Months,
    /// Mean trust in the last month lived, −1…1.
    FinalTrust,
    /// Value added in the last month lived, ≥ 0.
    FinalValue,
}

impl Response {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; N_RESPONSES] = [Self::Survival, Self::Months, Self::FinalTrust, Self::FinalValue];

    /// The name of its column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Survival => "survival",
            Self::Months => "months",
            Self::FinalTrust => "final_trust",
            Self::FinalValue => "final_value",
        }
    }

    /// As it is told to a person.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Survival => "survival",
            Self::Months => "months lived",
            Self::FinalTrust => "final trust",
            Self::FinalValue => "final value",
        }
    }

    /// The result of one run. A run that ended before its horizon counts with its last month.
    #[must_use]
    pub fn of(self, end: &Ending) -> f64 {
        match self {
            Self::Survival => f64::from(end.outcome.survived()),
            Self::Months => f64::from(end.months),
            Self::FinalTrust => end.last[Measure::Trust],
            Self::FinalValue => end.last[Measure::Value],
        }
    }
}

/// The runs of one point.
#[derive(Debug, Clone, PartialEq)]
pub struct PointRuns {
    /// The results of every run that did not fail, in the order of replications.
    runs: Vec<[f64; N_RESPONSES]>,
    n_failed: u32,
}

impl PointRuns {
    /// Keeps the results of runs.
    #[must_use]
    pub fn of(ends: &Endings) -> Self {
        let results = |end: &Ending| Response::ALL.map(|response| response.of(end));
        let runs: Vec<_> = ends.iter().flatten().map(results).collect();
        let n_failed = (ends.len() - runs.len()) as u32;
        Self { runs, n_failed }
    }

    fn column(&self, response: usize) -> Vec<f64> {
        self.runs.iter().map(|run| run[response]).collect()
    }

    fn summary(&self) -> PointSummary {
        let n = self.runs.len() as f64;
        let mean = |response| self.column(response).iter().sum::<f64>() / n;
        PointSummary {
            means: (!self.runs.is_empty()).then(|| std::array::from_fn(mean)),
            n_failed: self.n_failed,
        }
    }
}

/// What is kept of one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointSummary {
    /// The mean of every result over the runs that did not fail; `None` where all failed.
    pub means: Option<[f64; N_RESPONSES]>,
    /// How many runs failed.
    pub n_failed: u32,
}

/// What came out at the points of a design, added row by row; memory grows with the points, not with the runs.
#[derive(Debug, Clone, Default)]
pub struct DesignResponses {
    rows: Vec<Vec<PointSummary>>,
    luck: [CrossedTally; N_RESPONSES],
}

impl DesignResponses {
    /// Adds the points of the next row. One with a failed run counts for nothing, as its means are of other worlds.
    ///
    /// Luck is read off the first and the last point of every row, which differ in all keys.
    pub fn add(&mut self, row: &[PointRuns]) {
        if row.iter().all(|point| point.n_failed == 0) {
            for (response, tally) in self.luck.iter_mut().enumerate() {
                for point in [row.first(), row.last()].into_iter().flatten() {
                    tally.add(&point.column(response));
                }
            }
        }
        self.rows.push(row.iter().map(PointRuns::summary).collect());
    }

    /// Every row, with what is kept of its points.
    #[must_use]
    pub fn rows(&self) -> &[Vec<PointSummary>] {
        &self.rows
    }

    /// How many runs failed.
    #[must_use]
    pub fn n_failed(&self) -> u64 {
        self.rows.iter().flatten().map(|point| u64::from(point.n_failed)).sum()
    }

    /// The runs at the first and last points of rows without a failed run.
    #[must_use]
    pub fn luck(&self, response: Response) -> &CrossedTally {
        &self.luck[response as usize]
    }

    /// The number of every row without a failed run, with the means of one result at its points.
    #[must_use]
    pub fn whole_rows(&self, response: Response) -> Vec<(usize, Vec<f64>)> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.iter().all(|point| point.n_failed == 0))
            .map(|(number, row)| {
                let means = row.iter().filter_map(|point| point.means);
                (number, means.map(|means| means[response as usize]).collect())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Control, Trial, try_all};
    use alliance_dynamics::scenario::Scenario;

    fn ends() -> Endings {
        let trial = Trial {
            scenario: Scenario::default().into(),
            replications: 0..4,
        };
        try_all(&[trial], 1, &Control::default()).unwrap().remove(0)
    }

    #[test]
    fn a_run_counts_with_its_last_month() {
        let end = ends()[0].clone().unwrap();
        let [survival, months, trust, value] = Response::ALL.map(|response| response.of(&end));
        assert_eq!(survival, f64::from(end.outcome.survived()));
        assert_eq!(months, f64::from(end.months));
        assert_eq!((trust, value), (end.last[Measure::Trust], end.last[Measure::Value]));
    }

    #[test]
    fn a_row_with_a_failed_run_is_kept_in_the_table_and_left_out_of_the_analysis() {
        let mut failed = ends();
        failed[2] = Err("out of luck".to_owned());
        let (whole, failed) = (PointRuns::of(&ends()), PointRuns::of(&failed));
        let mut responses = DesignResponses::default();
        responses.add(&[whole.clone(), failed]);
        responses.add(&[whole.clone(), whole]);
        assert_eq!(responses.rows().len(), 2);
        assert_eq!(responses.n_failed(), 1);
        let rows = responses.whole_rows(Response::Months);
        assert!(rows.len() == 1 && rows[0].0 == 1 && rows[0].1.len() == 2);
        assert!(responses.rows()[0][1].means.is_some());
        assert_eq!(responses.luck(Response::Months).mean(), rows[0].1[0]);
    }

    #[test]
    fn results_are_numbered_in_the_order_of_the_columns() {
        assert!(
            Response::ALL
                .iter()
                .enumerate()
                .all(|(place, response)| *response as usize == place)
        );
    }
}
