//! The rows of the table of runs: read one by one, each held against those before it.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use csv::StringRecord;

use super::error::Place;
use super::{End, FinishedError, FinishedRun, FinishedRuns};
use alliance_dynamics::alliance::Outcome;

/// Where the columns are that matter here.
pub(super) struct Columns {
    /// Swept keys: they stand between `point` and `replication`.
    pub(super) keys: Vec<String>,
    replication: usize,
}

const ARM: usize = 0;
const POINT: usize = 1;
const FIRST_KEY: usize = 2;
/// As many months as a scenario may have at most.
const LONGEST: u32 = 12_000;
/// What follows the swept keys.
const FIXED: [&str; 5] = ["replication", "seed", "outcome", "survived", "months"];

impl Columns {
    pub(super) fn of(path: &Path, header: &StringRecord) -> Result<Self, FinishedError> {
        let missing = |column| FinishedError::Column {
            path: path.to_owned(),
            column,
        };
        for (place, column) in [(ARM, "arm"), (POINT, "point")] {
            if header.get(place) != Some(column) {
                return Err(missing(column));
            }
        }
        // From the right, for a swept key may be called `seed` too.
        let names: Vec<&str> = header.iter().collect();
        let replication = names.windows(2).rposition(|pair| pair == ["replication", "seed"]);
        let replication = replication.ok_or_else(|| missing(FIXED[0]))?;
        for (place, column) in (replication..).zip(FIXED) {
            if header.get(place) != Some(column) {
                return Err(missing(column));
            }
        }
        Ok(Self {
            keys: names[FIRST_KEY..replication].iter().map(ToString::to_string).collect(),
            replication,
        })
    }

    /// The place of one of the [`FIXED`] columns.
    fn fixed(&self, column: &str) -> usize {
        self.replication + FIXED.iter().position(|name| *name == column).unwrap_or(0)
    }
}

/// Reads rows, and remembers what later rows have to agree with.
pub(super) struct RowReader<'a> {
    path: &'a Path,
    /// What rows are counted in.
    unit: &'static str,
    columns: Columns,
    arms: BTreeMap<String, usize>,
    /// The place of every arm, design point and replication.
    places: BTreeMap<(usize, usize, u64), Place>,
    /// The first place of every design point.
    points: BTreeMap<usize, Place>,
    /// The seed of every replication, and its first place.
    seeds: BTreeMap<u64, (u64, Place)>,
    /// How long those live that survive, by arm and design point, and the first place of one.
    horizons: BTreeMap<(usize, usize), (u32, Place)>,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(path: &'a Path, unit: &'static str, columns: Columns) -> Self {
        Self {
            path,
            unit,
            columns,
            arms: BTreeMap::new(),
            places: BTreeMap::new(),
            points: BTreeMap::new(),
            seeds: BTreeMap::new(),
            horizons: BTreeMap::new(),
        }
    }

    /// The file that is read.
    pub(super) fn path(&self) -> &Path {
        self.path
    }

    /// Swept keys.
    pub(super) fn keys(&self) -> &[String] {
        &self.columns.keys
    }

    /// An error of the csv reader, with its line where it tells one.
    pub(super) fn damaged(path: &Path, error: csv::Error) -> FinishedError {
        let path = path.to_owned();
        match error.kind() {
            csv::ErrorKind::UnequalLengths {
                pos: Some(place),
                expected_len,
                len,
            } => FinishedError::Fields {
                path,
                line: place.line(),
                found: *len,
                expected: *expected_len,
            },
            _ => FinishedError::Table { path, source: error },
        }
    }

    /// Adds what a row says to `runs`.
    pub(super) fn read(&mut self, record: &StringRecord, runs: &mut FinishedRuns) -> Result<(), FinishedError> {
        let place = Place {
            unit: self.unit,
            number: record.position().map_or(0, csv::Position::line),
        };
        let row = Row {
            path: self.path,
            place,
            record,
        };
        let point: usize = row.number(POINT, "point")?;
        let replication: u64 = row.number(self.columns.fixed("replication"), "replication")?;
        let arm = self.arm(&record[ARM], runs);
        if let Some(&first) = self.places.get(&(arm, point, replication)) {
            return Err(FinishedError::Twice {
                path: self.path.to_owned(),
                place,
                first,
                arm: record[ARM].to_owned(),
                point,
                replication,
            });
        }
        self.places.insert((arm, point, replication), place);
        self.check_point(&row, point, runs)?;
        self.check_seed(&row, replication)?;
        let end = self.end(&row)?;
        if let Some(end) = end.filter(|end| end.outcome.survived()) {
            self.check_horizon(&row, (arm, point), end.months)?;
        }
        runs.runs.push(FinishedRun {
            arm,
            point,
            replication,
            end,
        });
        Ok(())
    }

    fn arm(&mut self, name: &str, runs: &mut FinishedRuns) -> usize {
        if let Some(&arm) = self.arms.get(name) {
            return arm;
        }
        let arm = runs.arms.len();
        self.arms.insert(name.to_owned(), arm);
        runs.arms.push(name.to_owned());
        arm
    }

    /// A design point has the same values in every row.
    fn check_point(&mut self, row: &Row<'_>, point: usize, runs: &mut FinishedRuns) -> Result<(), FinishedError> {
        let values = FIRST_KEY..self.columns.replication;
        let Some(known) = runs.points.get(&point) else {
            let values = values.map(|place| row.record[place].to_owned()).collect();
            runs.points.insert(point, values);
            self.points.insert(point, row.place);
            return Ok(());
        };
        let first = self.points.get(&point).copied().unwrap_or(row.place);
        for ((place, known), key) in values.zip(known).zip(&runs.keys) {
            if row.record[place] != *known {
                return Err(row.wrong(place, key, format!("`{known}`, as at point {point} in {first}")));
            }
        }
        Ok(())
    }

    /// A replication has the same seed in every arm and design point: that is what makes it the same world.
    fn check_seed(&mut self, row: &Row<'_>, replication: u64) -> Result<(), FinishedError> {
        let place = self.columns.fixed("seed");
        let seed = row.number(place, "seed")?;
        let (known, first) = *self.seeds.entry(replication).or_insert((seed, row.place));
        if seed == known {
            return Ok(());
        }
        Err(row.wrong(
            place,
            "seed",
            format!("`{known}`, as in replication {replication} in {first}"),
        ))
    }

    /// All who survive in an arm at a design point live equally long.
    fn check_horizon(&mut self, row: &Row<'_>, cell: (usize, usize), months: u32) -> Result<(), FinishedError> {
        let (known, first) = *self.horizons.entry(cell).or_insert((months, row.place));
        if months == known {
            return Ok(());
        }
        let allowed = format!("`{known}`, the horizon in {first}");
        Err(row.wrong(self.columns.fixed("months"), "months", allowed))
    }

    /// How the run of a row ended; nothing where it failed.
    fn end(&self, row: &Row<'_>) -> Result<Option<End>, FinishedError> {
        let place = self.columns.fixed("outcome");
        let word = &row.record[place];
        if word == "failed" {
            return Ok(None);
        }
        let Some(outcome) = Outcome::ALL.into_iter().find(|outcome| outcome.name() == word) else {
            let names: Vec<String> = Outcome::ALL
                .iter()
                .map(|outcome| format!("`{}`", outcome.name()))
                .collect();
            return Err(row.wrong(place, "outcome", format!("{} or `failed`", names.join(", "))));
        };
        let survived = self.columns.fixed("survived");
        if row.record[survived] != *outcome.survived().to_string() {
            let allowed = format!("`{}`, as the outcome is `{word}`", outcome.survived());
            return Err(row.wrong(survived, "survived", allowed));
        }
        let place = self.columns.fixed("months");
        let months = row.number(place, "months")?;
        if months > LONGEST {
            return Err(row.wrong(place, "months", format!("a whole number from 0 to {LONGEST}")));
        }
        Ok(Some(End { outcome, months }))
    }
}

/// A row with its place in the file.
struct Row<'a> {
    path: &'a Path,
    place: Place,
    record: &'a StringRecord,
}

impl Row<'_> {
    fn number<N: FromStr>(&self, place: usize, column: &str) -> Result<N, FinishedError> {
        let wrong = |_| self.wrong(place, column, "a whole number".to_owned());
        self.record[place].parse().map_err(wrong)
    }

    fn wrong(&self, place: usize, column: &str, allowed: String) -> FinishedError {
        FinishedError::Field {
            path: self.path.to_owned(),
            place: self.place,
            column: column.to_owned(),
            found: self.record[place].to_owned(),
            allowed,
        }
    }
}
