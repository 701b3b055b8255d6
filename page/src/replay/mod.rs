//! One run in full, in a form that a page can play: what `alliance trace` writes, and small enough to be carried in a report.

mod history;
mod ties;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use self::history::MemberHistory;
use self::ties::{ReplayedTies, TieRecorder};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, MonthView, Observer};
use alliance_studies::experiment::{EventRow, timeline_measures};

/// Watches a run, and keeps what a page needs to play it.
///
/// # Example
/// ```
/// use alliance_page::replay::Replay;
/// use alliance_dynamics::scenario::Scenario;
/// use alliance_dynamics::simulation::Simulation;
///
/// let scenario = Scenario::from_toml("months = 12")?;
/// let mut replay = Replay::of(&scenario, 10_000);
/// let ending = Simulation::new(scenario.clone()).run(42, &mut replay);
/// let replayed = serde_json::to_value(replay.finish(&ending, 42))?;
/// assert_eq!(replayed["members"].as_array().map(Vec::len), Some(8));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Replay<'a> {
    scenario: &'a Scenario,
    timeline: Vec<(&'a str, Vec<f64>)>,
    phase: Vec<&'static str>,
    by_member: Vec<MemberHistory>,
    ties: TieRecorder,
    events: Vec<EventRow<'a>>,
}

/// One run in full. Month `m` (1 for the first) stands at place `m − 1` of every list; numbers are those of the tables of
/// `alliance trace`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WorldAnswer<'a> {
    /// How it went, but for what happened.
    #[serde(flatten)]
    pub run: ReplayedRun<'a>,
    /// What happened.
    pub events: Vec<EventRow<'a>>,
}

/// A run that can be played, but for what happened in it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReplayedRun<'a> {
    outcome: Outcome,
    months: u32,
    survived: bool,
    /// The seed of this run, as in `runs.csv`: a text, for it does not fit into a number of JavaScript.
    seed: String,
    members: &'a [String],
    /// How many members are there from the beginning.
    founders: usize,
    /// A measure by its name in `timeline.csv`, exact; those of the scenario's own come last.
    #[serde(serialize_with = "by_name")]
    #[schemars(with = "BTreeMap<String, Vec<f64>>")]
    timeline: Vec<(&'a str, Vec<f64>)>,
    /// The names of measures of the scenario's own.
    own: Vec<&'a str>,
    /// The phase of every month.
    phase: Vec<&'static str>,
    /// For every member, in the order of `members`, exact; `null` in months in which it is not in the alliance.
    by_member: Vec<MemberHistory>,
    ties: ReplayedTies,
}

impl<'a> Replay<'a> {
    /// Prepares to watch a run of a scenario. ReplayedTies are kept in at most `most_ties` places, counted over ties and months: where
    /// there are more, months are left out, evenly, but never the first or the last.
    #[must_use]
    pub fn of(scenario: &'a Scenario, most_ties: usize) -> Self {
        Self {
            scenario,
            timeline: measures(scenario).map(|name| (name, Vec::new())).collect(),
            phase: Vec::new(),
            by_member: vec![MemberHistory::default(); scenario.names.len()],
            ties: TieRecorder::with_room(most_ties),
            events: Vec::new(),
        }
    }

    /// What was seen, with how the run of this seed ended.
    #[must_use]
    pub fn finish(mut self, ending: &Ending, seed: u64) -> WorldAnswer<'a> {
        self.events.push(EventRow::of_end(ending));
        let run = ReplayedRun {
            outcome: ending.outcome,
            months: ending.months,
            survived: ending.outcome.survived(),
            seed: seed.to_string(),
            members: &self.scenario.names,
            founders: self.scenario.n_founders(),
            timeline: self.timeline,
            own: own(self.scenario).collect(),
            phase: self.phase,
            by_member: self.by_member,
            ties: self.ties.finish(),
        };
        WorldAnswer {
            run,
            events: self.events,
        }
    }
}

impl Observer for Replay<'_> {
    fn month(&mut self, month: &MonthView<'_>) {
        let own = month.own.iter().flat_map(|own| own.0);
        let numbers = timeline_measures().map(|measure| month.record[measure]).chain(own);
        for ((_, timeline), number) in self.timeline.iter_mut().zip(numbers) {
            timeline.push(number);
        }
        self.phase.push(month.record.phase().name());
        for (place, history) in self.by_member.iter_mut().enumerate() {
            history.month(month.alliance, place);
        }
        self.ties.month(month.months, &month.alliance.relations);
        let scenario = self.scenario;
        let happenings = month.happenings.iter();
        let rows = happenings.filter_map(|happening| EventRow::of(month.months, happening, scenario));
        self.events.extend(rows);
    }
}

/// The names of what is kept of every month, in the order of the columns of `timeline.csv`.
fn measures<'a>(scenario: &'a Scenario) -> impl Iterator<Item = &'a str> {
    timeline_measures()
        .map(|measure| -> &'a str { measure.name() })
        .chain(own(scenario))
}

/// The names of measures of the scenario's own.
fn own(scenario: &Scenario) -> impl Iterator<Item = &str> {
    scenario.resolved().measures.iter().map(|entry| entry.name.as_str())
}

/// Measures under their names.
fn by_name<S: Serializer>(timeline: &[(&str, Vec<f64>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(timeline.iter().map(|(name, numbers)| (name, numbers)))
}
