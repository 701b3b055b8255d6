//! What came out at every point of a design.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::simulation::Ending;

use super::CrossedTally;
use crate::experiment::{Endings, Response};

/// The results of a run whose sensitivity is always told, in the order of the columns.
pub const USUAL: [Response; 4] = [
    Response::SURVIVAL,
    Response::Months,
    Response::Final(Measure::Trust),
    Response::Final(Measure::Value),
];

/// The usual results, and what was asked for besides.
#[must_use]
pub fn with_usual(asked: Option<Response>) -> Vec<Response> {
    let more = asked.filter(|asked| !USUAL.contains(asked));
    USUAL.into_iter().chain(more).collect()
}

/// The runs of one point.
#[derive(Debug, Clone, PartialEq)]
pub struct PointRuns {
    /// The results of every run that did not fail, in the order of replications.
    runs: Vec<Vec<f64>>,
    n_failed: u32,
}

impl PointRuns {
    /// Keeps the results of runs.
    #[must_use]
    pub fn of(ends: &Endings, responses: &[Response]) -> Self {
        let results = |end: &Ending| responses.iter().map(|response| response.of(end)).collect();
        let runs: Vec<Vec<f64>> = ends.iter().flatten().map(results).collect();
        let n_failed = (ends.len() - runs.len()) as u32;
        Self { runs, n_failed }
    }

    fn column(&self, response: usize) -> Vec<f64> {
        self.runs.iter().map(|run| run[response]).collect()
    }

    fn summary(&self) -> PointSummary {
        let n = self.runs.len() as f64;
        let mean = |response| self.column(response).iter().sum::<f64>() / n;
        let n_responses = self.runs.first().map(Vec::len);
        PointSummary {
            means: n_responses.map(|n| (0..n).map(mean).collect()),
            n_failed: self.n_failed,
        }
    }
}

/// What is kept of one point.
#[derive(Debug, Clone, PartialEq)]
pub struct PointSummary {
    /// The mean of every result over the runs that did not fail; `None` where all failed.
    pub means: Option<Vec<f64>>,
    /// How many runs failed.
    pub n_failed: u32,
}

/// What came out at the points of a design, added row by row; memory grows with the points, not with the runs.
#[derive(Debug, Clone)]
pub struct DesignResponses {
    responses: Vec<Response>,
    rows: Vec<Vec<PointSummary>>,
    luck: Vec<CrossedTally>,
}

impl DesignResponses {
    /// No row yet, of these results.
    #[must_use]
    pub fn of(responses: Vec<Response>) -> Self {
        Self {
            luck: vec![CrossedTally::default(); responses.len()],
            responses,
            rows: Vec::new(),
        }
    }

    /// Which results there are, in the order of the columns.
    #[must_use]
    pub fn responses(&self) -> &[Response] {
        &self.responses
    }

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

    /// The runs at the first and last points of rows without a failed run; of the result with this number.
    #[must_use]
    pub fn luck(&self, response: usize) -> &CrossedTally {
        &self.luck[response]
    }

    /// The number of every row without a failed run, with the means at its points of the result with this number.
    #[must_use]
    pub fn whole_rows(&self, response: usize) -> Vec<(usize, Vec<f64>)> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.iter().all(|point| point.n_failed == 0))
            .map(|(number, row)| {
                let means = row.iter().filter_map(|point| point.means.as_ref());
                (number, means.map(|means| means[response]).collect())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Control, Fate, Trial, try_all};
    use alliance_dynamics::alliance::Outcome;
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
        let [survival, months, trust, value] = USUAL.map(|response| response.of(&end));
        assert_eq!(survival, f64::from(end.outcome.survived()));
        assert_eq!(months, f64::from(end.months));
        assert_eq!((trust, value), (end.last[Measure::Trust], end.last[Measure::Value]));
    }

    #[test]
    fn a_row_with_a_failed_run_is_kept_in_the_table_and_left_out_of_the_analysis() {
        let mut failed = ends();
        failed[2] = Err("out of luck".to_owned());
        let of = |ends: &Endings| PointRuns::of(ends, &USUAL);
        let (whole, failed) = (of(&ends()), of(&failed));
        let mut responses = DesignResponses::of(USUAL.into());
        responses.add(&[whole.clone(), failed]);
        responses.add(&[whole.clone(), whole]);
        assert_eq!(responses.rows().len(), 2);
        assert_eq!(responses.n_failed(), 1);
        let rows = responses.whole_rows(1);
        assert!(rows.len() == 1 && rows[0].0 == 1 && rows[0].1.len() == 2);
        assert!(responses.rows()[0][1].means.is_some());
        assert_eq!(responses.luck(1).mean(), rows[0].1[0]);
    }

    #[test]
    fn what_is_asked_for_stands_after_the_usual_results_and_never_twice() {
        let hollow = Response::Fate(Fate::Outcome(Outcome::Hollow));
        assert_eq!(with_usual(Some(hollow))[4..], [hollow]);
        assert_eq!(with_usual(Some(Response::Months)), USUAL);
        assert_eq!(with_usual(None), USUAL);
    }
}
