//! Searches side by side, each with its scenarios.

use std::sync::Arc;

use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Scenario, ScenarioError};

use super::question::TippingQuestion;
use super::{Bid, Responses, Search};
use crate::experiment::{Control, Trial, try_all};

/// What all searches came to.
#[derive(Debug, Clone)]
pub(super) struct Searched {
    /// What came of the runs, search by search.
    pub responses: Vec<Responses>,
    /// What the first run said that failed.
    pub failure: Option<String>,
}

/// One search, at one value of the second key where there is one.
struct ValueSearch<'a> {
    question: &'a TippingQuestion,
    second: Option<(&'a str, f64)>,
    search: Search,
    /// A scenario for every value that was tried.
    scenarios: Vec<(f64, Arc<Scenario>)>,
}

/// Carries out all searches side by side, on the threads of the current rayon pool; `None` when `control` said stop.
pub(super) fn search(question: &TippingQuestion, control: &Control) -> Result<Option<Searched>, ScenarioError> {
    let mut searches = ValueSearch::all(question);
    let mut failure = None;
    loop {
        let mut bids: Vec<(usize, Bid)> = Vec::new();
        for (number, search) in searches.iter_mut().enumerate() {
            bids.extend(search.search.bids().into_iter().flatten().map(|bid| (number, bid)));
        }
        if bids.is_empty() {
            let responses = searches.into_iter().map(|one| one.search.responses().clone()).collect();
            return Ok(Some(Searched { responses, failure }));
        }
        let trials: Result<Vec<Trial>, _> = bids.iter().map(|(number, bid)| searches[*number].trial(bid)).collect();
        let Some(ends) = try_all(&trials?, question.seed, control) else {
            return Ok(None);
        };
        for ((number, bid), ends) in bids.iter().zip(ends) {
            let befell = ends.iter().flatten().filter(|ending| question.fate.befell(ending));
            let hits = befell.count() as u64;
            let mut failed = ends.into_iter().filter_map(Result::err).peekable();
            failure = failure.or_else(|| failed.peek().cloned());
            searches[*number].search.record(bid, hits, failed.count() as u64);
        }
    }
}

impl<'a> ValueSearch<'a> {
    fn all(question: &'a TippingQuestion) -> Vec<Self> {
        let seconds: Vec<Option<(&str, f64)>> = match &question.second {
            None => vec![None],
            Some(second) => second
                .values
                .iter()
                .map(|value| Some((second.key.as_str(), *value)))
                .collect(),
        };
        let search = Search::new(question.span.clone(), question.runs);
        let search = match question.precision {
            Some(precision) => search.until(precision),
            None => search,
        };
        seconds
            .into_iter()
            .map(|second| Self {
                question,
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
        let first = (self.question.key.as_str(), Value::number(value));
        let settings: Vec<(&str, Value)> = second.into_iter().chain([first]).collect();
        let scenario = Arc::new(self.question.template.with(&settings)?);
        self.scenarios.push((value, Arc::clone(&scenario)));
        Ok(scenario)
    }
}
