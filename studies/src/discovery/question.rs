//! What is asked: which runs of a finished study are of interest, and how boxes are looked for.

use alliance_dynamics::scenario::BASE;
use alliance_prose::numbers::{per_cent, plain};

use super::prim::{BoxChoice, CaseColumn, CaseValues, Cases, CasesError, PeelingCriterion, Prim};
use super::witness::witness;
use super::{Discovery, DiscoveryAnswer, Interest};
use crate::experiment::{ArmError, Column, Fate, Kind};
use crate::finished::{FinishedRun, FinishedRuns};

/// Limits with a larger quasi-p-value are dropped.
const MOST_CHANCE: f64 = 0.05;

/// What somebody wants to know, not yet checked. Unless told otherwise, where alliances survive.
#[derive(Debug, Clone, PartialEq)]
pub struct DiscoveryRequest {
    /// Which runs are of interest; a measure has to be read with the runs.
    pub about: Interest,
    /// The arm whose runs are looked at; where nothing is said, `base`, or the first there is.
    pub arm: Option<String>,
    /// The share of interest that a box has at least, 0…1: the widest box that has it is told. Where nothing is said, the most accurate is:
    /// dense and wide at once ([`BoxChoice::Accurate`]).
    pub threshold: Option<f64>,
    /// The share of a box that is peeled off at a time, above 0 and below 0.5.
    pub peeling: f64,
    /// The share of all runs that a box holds at least, above 0 and at most 1.
    pub mass_min: f64,
    /// Which peel is best.
    pub criterion: PeelingCriterion,
    /// Boxes that are looked for at most, from 1.
    pub most_boxes: usize,
}

impl Default for DiscoveryRequest {
    fn default() -> Self {
        let Prim {
            peeling,
            mass_min,
            criterion,
            most_boxes,
            ..
        } = Prim::default();
        Self {
            about: Interest::Befell(Fate::Survival),
            arm: None,
            threshold: None,
            peeling,
            mass_min,
            criterion,
            most_boxes,
        }
    }
}

/// Why there is nothing to discover.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoveryError {
    /// No arm has this name.
    #[error("{0}")]
    Arm(#[from] ArmError),
    /// Nothing varies.
    #[error(
        "no key varies in these runs, so there is nothing to look for a box in; vary some with [sweep] or [sample] in the scenario"
    )]
    NoKeys,
    /// All runs are alike in what is asked about.
    #[error("{}", alike(*.runs, .words, *.all))]
    Alike {
        /// How many runs there are.
        runs: usize,
        /// What is asked about.
        words: String,
        /// Whether it holds for all of them, or for none.
        all: bool,
    },
    /// A box would have to be no denser than all runs are.
    #[error(
        "the threshold is {}, but {} of all runs {words}; allowed: more than that, up to 1",
        plain(*.threshold), per_cent(*.share)
    )]
    Threshold {
        /// What was asked for.
        threshold: f64,
        /// The share of all runs.
        share: f64,
        /// What is asked about.
        words: String,
    },
    /// A setting of the search is out of its range.
    #[error("{setting} is {}; allowed: {allowed}", plain(*.found))]
    Setting {
        /// Which one.
        setting: &'static str,
        /// Its value.
        found: f64,
        /// What it may be.
        allowed: &'static str,
    },
    /// The values of the keys are no cases.
    #[error("{0}")]
    Cases(#[from] CasesError),
}

/// In which part of its design points alliances of a study do what is asked about. Nothing is run.
///
/// # Rule
/// Every run is a case of its own, as every model evaluation is in scenario discovery: runs at one design point share their keys and differ
/// in their luck, so the density of a box is a probability. In quasi-p-values the runs of a design point count for less
/// the more alike they are, by the design effect of Kish (1965). That limits with more than 0.05 are dropped where the box stays dense enough is ours. Runs that
/// failed are left out.
///
/// # Example
/// ```
/// use alliance_studies::discovery::{DiscoveryQuestion, DiscoveryRequest};
/// use alliance_studies::experiment::Response;
/// use alliance_studies::finished::FinishedRuns;
///
/// let mut table = String::from("arm,point,gossip.rate,replication,seed,outcome,survived,months,members,failure\n");
/// for point in 0..40 {
///     let (outcome, months) = if point < 12 { ("hollow,true", 12) } else { ("fragmented,false", 5) };
///     table += &format!("base,{point},{},0,7,{outcome},{months},6,\n", f64::from(point) / 100.0);
/// }
/// let runs = FinishedRuns::of_table("River", table.as_bytes(), Response::SURVIVAL)?;
/// let answer = DiscoveryQuestion::new(runs, &DiscoveryRequest::default())?.answer();
/// assert_eq!(answer.discovery().boxes[0].limits[0].key, "gossip.rate");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct DiscoveryQuestion {
    runs: FinishedRuns,
    arm: usize,
    about: Interest,
    prim: Prim,
    cases: Cases,
    /// The design point of every case.
    points: Vec<usize>,
}

impl DiscoveryQuestion {
    /// Checks a request against the runs that there are.
    ///
    /// # Errors
    /// If there is no such arm, no key varies, all runs are alike, or a setting is out of its range.
    pub fn new(runs: FinishedRuns, request: &DiscoveryRequest) -> Result<Self, DiscoveryError> {
        check(request)?;
        let arm = match &request.arm {
            Some(name) => runs.arms.iter().position(|arm| arm == name),
            None => Some(runs.arms.iter().position(|arm| arm == BASE).unwrap_or(0)),
        };
        let names = || runs.arms.iter().map(String::as_str);
        let unknown = || ArmError::unknown(request.arm.as_deref().unwrap_or_default(), names());
        let arm = arm.ok_or_else(unknown)?;
        let of_arm = runs.runs.iter().filter(|run| run.arm == arm);
        let whole: Vec<&FinishedRun> = of_arm.filter(|run| run.end.is_some()).collect();
        let points: Vec<usize> = whole.iter().map(|run| run.point).collect();
        let of_interest: Vec<bool> = whole.iter().filter_map(|run| request.about.holds(run)).collect();
        if whole.is_empty() {
            let (runs, words) = (0, request.about.in_words());
            return Err(DiscoveryError::Alike {
                runs,
                words,
                all: false,
            });
        }
        let columns: Vec<CaseColumn> = (0..runs.keys.len()).map(|key| column(&runs, key, &points)).collect();
        if !columns.iter().any(|column| varies(&column.values)) {
            return Err(DiscoveryError::NoKeys);
        }
        let weight = witness(&points, &of_interest);
        let cases = Cases::new(columns, of_interest)?;
        let prim = Prim {
            weight,
            ..prim(request, &cases)?
        };
        Ok(Self {
            about: request.about,
            runs,
            arm,
            prim,
            cases,
            points,
        })
    }

    /// Looks for boxes.
    #[must_use]
    pub fn answer(self) -> DiscoveryAnswer {
        let found = self.prim.cover(&self.cases);
        let arm = self.runs.arms[self.arm].clone();
        let discovery = Discovery::of((arm, self.about), &self.prim, &self.cases, &self.points, &found);
        DiscoveryAnswer::of(self.runs, discovery, (self.cases, self.points), found)
    }
}

fn check(request: &DiscoveryRequest) -> Result<(), DiscoveryError> {
    let wrong = |setting, found, allowed| {
        Err(DiscoveryError::Setting {
            setting,
            found,
            allowed,
        })
    };
    if !(request.peeling > 0.0 && request.peeling < 0.5) {
        return wrong("the share that is peeled off", request.peeling, "above 0 and below 0.5");
    }
    if !(request.mass_min > 0.0 && request.mass_min <= 1.0) {
        return wrong("the least mass", request.mass_min, "above 0, up to 1");
    }
    Ok(())
}

/// The search, with a threshold that the runs as a whole do not reach.
fn prim(request: &DiscoveryRequest, cases: &Cases) -> Result<Prim, DiscoveryError> {
    let all = cases.len();
    let of_interest = (0..all).filter(|&case| cases.is_of_interest(case)).count();
    if of_interest == 0 || of_interest == all {
        return Err(DiscoveryError::Alike {
            runs: all,
            words: request.about.in_words(),
            all: of_interest > 0,
        });
    }
    let share = of_interest as f64 / all as f64;
    let wrong = |threshold: &f64| !(*threshold > share && *threshold <= 1.0);
    if let Some(threshold) = request.threshold.filter(wrong) {
        let words = request.about.in_words();
        return Err(DiscoveryError::Threshold {
            threshold,
            share,
            words,
        });
    }
    Ok(Prim {
        peeling: request.peeling,
        pasting: request.peeling,
        mass_min: request.mass_min,
        criterion: request.criterion,
        threshold: request.threshold.unwrap_or(share),
        choice: request.threshold.map_or(BoxChoice::Accurate, |_| BoxChoice::Widest),
        prune: Some(MOST_CHANCE),
        weight: 1.0,
        most_boxes: request.most_boxes,
    })
}

/// The values of a key at the points of all cases.
fn column(runs: &FinishedRuns, key: usize, points: &[usize]) -> CaseColumn {
    let text = |point: &usize| runs.points.get(point).map_or("", |values| values[key].as_str());
    let texts = || points.iter().map(text);
    let numbers = || texts().filter_map(|text| text.parse().ok());
    let values = match Column::for_values(&runs.keys[key], texts()).kind {
        Kind::Whole => CaseValues::Whole(texts().filter_map(|text| text.parse().ok()).collect()),
        Kind::Number => CaseValues::Real(numbers().collect()),
        _ => {
            let mut categories: Vec<String> = texts().map(str::to_owned).collect();
            categories.sort();
            categories.dedup();
            let place = |text: &str| categories.binary_search_by(|name| name.as_str().cmp(text)).unwrap_or(0);
            let of_cases = texts().map(place).collect();
            CaseValues::Category { categories, of_cases }
        }
    };
    CaseColumn::new(runs.keys[key].clone(), values)
}

fn varies(values: &CaseValues) -> bool {
    match values {
        CaseValues::Real(values) => values.iter().any(|value| *value != values[0]),
        CaseValues::Whole(values) => values.iter().any(|value| *value != values[0]),
        CaseValues::Category { categories, .. } => categories.len() > 1,
    }
}

fn alike(runs: usize, words: &str, all: bool) -> String {
    let none = if all { "all" } else { "none" };
    match runs {
        0 => "no run has ended without failing, so there is nothing to look for".to_owned(),
        _ => format!("of {runs} runs {none} {words}, so there is no box to find; ask about something else"),
    }
}
