//! One run in full: every month, every member, every tie, and what happened.

use std::io;

use serde::Serialize;

use super::trace_columns::{event_columns, member_columns, tie_columns, timeline_columns, timeline_measures};
use super::{Column, Digest, EventRow, Facts, FolderError, Format, ResultFolder, Table as Rows, TableFile};
use alliance_dynamics::alliance::{Alliance, MemberId};
use alliance_dynamics::measures::{Measure, hostility, wellbeing};
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, MonthView, Observer};

/// How much of a run is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A row a month, and the events.
    Month,
    /// Also a row for every member and month.
    Member,
    /// Also a row for every tie and month.
    Tie,
}

/// Writes a run while it is lived: the tables `timeline`, `members`, `ties` and `events`, and `outcome.json`.
///
/// Months are counted as lived, so that the first is 1 in every table.
pub struct Trace<'a> {
    scenario: &'a Scenario,
    folder: &'a ResultFolder,
    format: Format,
    timeline: Table,
    events: Table,
    members: Option<Table>,
    ties: Option<Table>,
    failed: Option<FolderError>,
}

type Table = (&'static str, Rows<TableFile>);

/// How a traced run ended.
#[derive(Debug, Serialize)]
struct OutcomeFile {
    outcome: &'static str,
    months: u32,
    survived: bool,
    seed: u64,
}

/// A number as tables have it: members and blocs without a fraction.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Number {
    Count(u64),
    Real(f64),
}

impl Number {
    fn of(measure: Measure, number: f64) -> Self {
        match measure {
            Measure::Members | Measure::Blocs => Self::Count(number as u64),
            _ => Self::Real(number),
        }
    }
}

impl<'a> Trace<'a> {
    /// Begins the tables.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn begin(
        scenario: &'a Scenario,
        folder: &'a ResultFolder,
        detail: Detail,
        format: Format,
    ) -> Result<Self, FolderError> {
        let begin = |name, columns| begin(folder, format, name, columns);
        let timeline = begin("timeline.csv", timeline_columns())?;
        let events = begin("events.csv", event_columns())?;
        let members = (detail >= Detail::Member)
            .then(|| begin("members.csv", member_columns(scenario)))
            .transpose()?;
        let ties = (detail >= Detail::Tie)
            .then(|| begin("ties.csv", tie_columns()))
            .transpose()?;
        Ok(Self {
            scenario,
            folder,
            format,
            timeline,
            events,
            members,
            ties,
            failed: None,
        })
    }

    /// Ends the tables with what made them, and says how the run ended; gives the digests of the tables' text.
    ///
    /// # Errors
    /// If anything could not be written, now or on the way.
    pub fn finish(
        mut self,
        ending: &Ending,
        seed: u64,
        facts: &Facts,
    ) -> Result<Vec<(&'static str, Digest)>, FolderError> {
        let ended = self.events.1.row(EventRow::of_end(ending));
        self.note(ended, "events.csv");
        if let Some(error) = self.failed {
            return Err(error);
        }
        let mut digests = Vec::new();
        for (name, table) in [Some(self.timeline), Some(self.events), self.members, self.ties]
            .into_iter()
            .flatten()
        {
            let facts = facts.clone().about(name);
            let written = table.end().and_then(|table| {
                digests.push((name, table.digest.clone()));
                table.close(&facts).and_then(TableFile::finish)
            });
            written.map_err(|source| self.folder.unwritable(&self.format.file(name), source))?;
        }
        let outcome = OutcomeFile {
            outcome: ending.outcome.name(),
            months: ending.months,
            survived: ending.outcome.survived(),
            seed,
        };
        let text = serde_json::to_string_pretty(&outcome)
            .map_err(|error| self.folder.unwritable("outcome.json", error.into()))?;
        self.folder.write("outcome.json", text + "\n")?;
        Ok(digests)
    }

    /// Keeps the first thing that went wrong.
    fn note(&mut self, written: io::Result<()>, name: &'static str) {
        if let (Err(error), None) = (written, &self.failed) {
            self.failed = Some(self.folder.unwritable(&self.format.file(name), error));
        }
    }

    fn write_month(&mut self, month: &MonthView<'_>) -> io::Result<()> {
        let numbers: Vec<_> = timeline_measures()
            .map(|measure| Number::of(measure, month.record[measure]))
            .collect();
        self.timeline
            .1
            .row((month.months, numbers, month.record.phase().name()))?;
        for happening in month.happenings {
            if let Some(row) = EventRow::of(month.months, happening, self.scenario) {
                self.events.1.row(row)?;
            }
        }
        if let Some((_, table)) = &mut self.members {
            write_members(table, self.scenario, month)?;
        }
        if let Some((_, table)) = &mut self.ties {
            write_ties(table, self.scenario, month)?;
        }
        Ok(())
    }
}

impl Observer for Trace<'_> {
    fn month(&mut self, month: &MonthView<'_>) {
        if self.failed.is_none() {
            let written = self.write_month(month);
            self.note(written, "timeline.csv");
        }
    }
}

impl std::fmt::Debug for Trace<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Trace")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

fn begin(
    folder: &ResultFolder,
    format: Format,
    name: &'static str,
    columns: Vec<Column>,
) -> Result<Table, FolderError> {
    let table = format.begin(folder.begin(name, format)?, columns);
    table
        .map(|table| (name, table))
        .map_err(|error| folder.unwritable(&format.file(name), error))
}

fn write_members(table: &mut Rows<TableFile>, scenario: &Scenario, month: &MonthView<'_>) -> io::Result<()> {
    let Alliance { members, commons, .. } = month.alliance;
    for (i, name) in scenario.names.iter().enumerate() {
        let about = (month.months, name);
        if !members.is_present(MemberId::from(i)) {
            table.row((about, false, vec![""; members.goal_axes + 7]))?;
            continue;
        }
        let numbers = (
            members.contribution[i],
            members.payoff[i],
            members.support[i],
            wellbeing(month.alliance, i),
            hostility(month.alliance, i),
            members.warned[i],
        );
        table.row((about, true, members.goal_of(i), numbers, commons.bloc[i]))?;
    }
    Ok(())
}

fn write_ties(table: &mut Rows<TableFile>, scenario: &Scenario, month: &MonthView<'_>) -> io::Result<()> {
    let Alliance { members, relations, .. } = month.alliance;
    for i in members.indices() {
        for entry in relations.row(i) {
            let names = (&scenario.names[i], &scenario.names[relations.to(entry)]);
            table.row((month.months, names, relations.trust[entry], relations.image[entry]))?;
        }
    }
    Ok(())
}
