//! Searches side by side, each with its scenarios.

use std::sync::Arc;

use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Scenario, ScenarioError};
use alliance_studies::analysis::tipping::{Bid, Responses, Search};
use alliance_studies::experiment::{Control, Trial, try_all};

use super::plan::Plan;

/// What all searches came to.
#[derive(Debug)]
pub struct Searched {
    /// What came of the runs, search by search.
    pub responses: Vec<Responses>,
    /// What the first run said that failed.
    pub failure: Option<String>,
}

/// One search, at one value of the second key where there is one.
struct Lane<'a> {
    plan: &'a Plan,
    second: Option<(&'a str, f64)>,
    search: Search,
    /// A scenario for every value that was tried.
    scenarios: Vec<(f64, Arc<Scenario>)>,
}

/// Carries out all searches of a plan side by side, on the threads of the current rayon pool; `None` when `control` said stop.
pub fn search(plan: &Plan, control: &Control) -> Result<Option<Searched>, ScenarioError> {
    let mut lanes = Lane::all(plan);
    let mut failure = None;
    loop {
        let mut bids: Vec<(usize, Bid)> = Vec::new();
        for (number, lane) in lanes.iter_mut().enumerate() {
            bids.extend(lane.search.bids().into_iter().flatten().map(|bid| (number, bid)));
        }
        if bids.is_empty() {
            let responses = lanes.into_iter().map(|lane| lane.search.responses().clone()).collect();
            return Ok(Some(Searched { responses, failure }));
        }
        let trials: Result<Vec<Trial>, _> = bids.iter().map(|(number, bid)| lanes[*number].trial(bid)).collect();
        let Some(ends) = try_all(&trials?, plan.seed, control) else {
            return Ok(None);
        };
        for ((number, bid), ends) in bids.iter().zip(ends) {
            let hits = ends.iter().flatten().filter(|ending| plan.fate.befell(ending)).count();
            let mut failed = ends.into_iter().filter_map(Result::err).peekable();
            failure = failure.or_else(|| failed.peek().cloned());
            lanes[*number].search.record(bid, hits as u64, failed.count() as u64);
        }
    }
}

impl<'a> Lane<'a> {
    fn all(plan: &'a Plan) -> Vec<Self> {
        let seconds: Vec<Option<(&str, f64)>> = match &plan.second {
            None => vec![None],
            Some(second) => second
                .values
                .iter()
                .map(|value| Some((second.key.as_str(), *value)))
                .collect(),
        };
        let search = Search::new(plan.span.clone(), plan.runs);
        let search = match plan.precision {
            Some(precision) => search.until(precision),
            None => search,
        };
        seconds
            .into_iter()
            .map(|second| Self {
                plan,
                second,
                search: search.clone(),
                scenarios: Vec::new(),
            })
            .collect()
    }

    /// The runs of a bid. Replications that no other value has make the runs independent of all others.
    fn trial(&mut self, bid: &Bid) -> Result<Trial, ScenarioError> {
        let first = bid.earlier as u32;
        Ok(Trial {
            scenario: self.scenario(bid.value)?,
            replications: first..first + bid.runs as u32,
        })
    }

    fn scenario(&mut self, value: f64) -> Result<Arc<Scenario>, ScenarioError> {
        if let Some((_, known)) = self.scenarios.iter().find(|(tried, _)| *tried == value) {
            return Ok(Arc::clone(known));
        }
        let second = self.second.map(|(key, value)| (key, Value::number(value)));
        let first = (self.plan.key.as_str(), Value::number(value));
        let settings: Vec<(&str, Value)> = second.into_iter().chain([first]).collect();
        let scenario = Arc::new(self.plan.template.with(&settings)?);
        self.scenarios.push((value, Arc::clone(&scenario)));
        Ok(scenario)
    }
}
