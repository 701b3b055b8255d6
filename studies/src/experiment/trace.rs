//! One run in full: every month, every member, every tie, and what happened.

use std::io::{self, Write};

use serde::Serialize;

use super::trace_columns::{event_columns, member_columns, tie_columns, timeline_columns, timeline_measures};
use super::{Column, Destination, EndedTable, EventRow, Facts, FolderError, Table, TableDigests, TableFile};
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

/// The tables of a run in full, `timeline`, `events`, `members` and `ties`, written while it is lived.
///
/// Months are counted as lived, so that the first is 1 in every table.
pub struct TraceTables<'a, W: Write + Send> {
    scenario: &'a Scenario,
    timeline: Named<Table<W>>,
    events: Named<Table<W>>,
    members: Option<Named<Table<W>>>,
    ties: Option<Named<Table<W>>>,
    failed: Option<Named<io::Error>>,
}

/// Something of a table, with the name of its CSV file.
type Named<T> = (&'static str, T);

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

impl<'a> TraceTables<'a, TableFile> {
    /// Begins the tables where they go.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn begin_in(to: Destination<'_>, scenario: &'a Scenario, detail: Detail) -> Result<Self, FolderError> {
        Self::begin(scenario, detail, |name, columns| {
            let table = to.format().begin(to.begin(name)?, columns);
            table.map_err(|error| to.unwritable(name, error))
        })
    }

    /// Ends the tables with what made them; gives the digests of their text.
    ///
    /// # Errors
    /// If anything could not be written, now or on the way.
    pub fn end_in(self, to: Destination<'_>, ending: &Ending, facts: &Facts) -> Result<TableDigests, FolderError> {
        let unwritable = |(name, error): Named<io::Error>| to.unwritable(name, error);
        let mut digests = TableDigests::new();
        for (name, table) in self.end(ending).map_err(unwritable)? {
            digests.push((name, table.digest.clone()));
            to.close(name, table, facts)?;
        }
        Ok(digests)
    }
}

/// The text of `outcome.json`: how the run of a seed ended.
///
/// # Errors
/// None with data of this program.
pub fn outcome_text(ending: &Ending, seed: u64) -> serde_json::Result<String> {
    let outcome = OutcomeFile {
        outcome: ending.outcome.name(),
        months: ending.months,
        survived: ending.outcome.survived(),
        seed,
    };
    serde_json::to_string_pretty(&outcome).map(|text| text + "\n")
}

impl<'a, W: Write + Send> TraceTables<'a, W> {
    /// Begins the tables, each with what `begin` makes of its name and columns.
    ///
    /// # Errors
    /// If `begin` fails.
    pub fn begin<E>(
        scenario: &'a Scenario,
        detail: Detail,
        begin: impl Fn(&'static str, Vec<Column>) -> Result<Table<W>, E>,
    ) -> Result<Self, E> {
        let begin = |name, columns| Ok((name, begin(name, columns)?));
        Ok(Self {
            scenario,
            timeline: begin("timeline.csv", timeline_columns(scenario))?,
            events: begin("events.csv", event_columns())?,
            members: (detail >= Detail::Member)
                .then(|| begin("members.csv", member_columns(scenario)))
                .transpose()?,
            ties: (detail >= Detail::Tie)
                .then(|| begin("ties.csv", tie_columns()))
                .transpose()?,
            failed: None,
        })
    }

    /// Ends the tables of a run that ended so, each with its name.
    ///
    /// # Errors
    /// If anything could not be written, now or on the way: the first thing that went wrong, with the name of its table.
    pub fn end(mut self, ending: &Ending) -> Result<Vec<Named<EndedTable<W>>>, Named<io::Error>> {
        let ended = self.events.1.row(EventRow::of_end(ending));
        self.note(ended, "events.csv");
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let tables = [Some(self.timeline), Some(self.events), self.members, self.ties];
        let ended = |(name, table): Named<Table<W>>| match table.end() {
            Ok(table) => Ok((name, table)),
            Err(error) => Err((name, error)),
        };
        tables.into_iter().flatten().map(ended).collect()
    }

    /// Keeps the first thing that went wrong.
    fn note(&mut self, written: io::Result<()>, name: &'static str) {
        if let (Err(error), None) = (written, &self.failed) {
            self.failed = Some((name, error));
        }
    }

    fn write_month(&mut self, month: &MonthView<'_>) -> io::Result<()> {
        let numbers: Vec<_> = timeline_measures()
            .map(|measure| Number::of(measure, month.record[measure]))
            .collect();
        let own = month.own.map_or(&[][..], |own| &own.0[..self.scenario.own.len()]);
        self.timeline
            .1
            .row((month.months, numbers, own, month.record.phase().name()))?;
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

impl<W: Write + Send> Observer for TraceTables<'_, W> {
    fn month(&mut self, month: &MonthView<'_>) {
        if self.failed.is_none() {
            let written = self.write_month(month);
            self.note(written, "timeline.csv");
        }
    }
}

impl<W: Write + Send> std::fmt::Debug for TraceTables<'_, W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TraceTables").finish_non_exhaustive()
    }
}

fn write_members<W: Write + Send>(table: &mut Table<W>, scenario: &Scenario, month: &MonthView<'_>) -> io::Result<()> {
    let Alliance { members, commons, .. } = month.alliance;
    for (i, name) in scenario.names.iter().enumerate() {
        let about = (month.months, name);
        if !members.is_present(MemberId::from(i)) {
            table.row((about, false, vec![""; members.goal_axes + 9]))?;
            continue;
        }
        let numbers = (
            members.contribution[i],
            members.payoff[i],
            members.support[i],
            wellbeing(month.alliance, i),
            hostility(month.alliance, i),
            members.warned[i],
            members.standing[i],
            members.hidden[i],
        );
        table.row((about, true, members.goal_of(i), numbers, commons.bloc[i]))?;
    }
    Ok(())
}

fn write_ties<W: Write + Send>(table: &mut Table<W>, scenario: &Scenario, month: &MonthView<'_>) -> io::Result<()> {
    let Alliance { members, relations, .. } = month.alliance;
    for i in members.indices() {
        for entry in relations.row(i) {
            let names = (&scenario.names[i], &scenario.names[relations.to(entry)]);
            let numbers = [&relations.trust, &relations.image, &relations.bond].map(|quantity| quantity[entry]);
            table.row((month.months, names, numbers))?;
        }
    }
    Ok(())
}
