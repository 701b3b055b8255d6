//! What the rows of a table have to agree in.

use std::collections::BTreeMap;
use std::ops::Range;

use super::row::{ARM, Columns, Row};
use super::{End, FinishedError, Place};

/// As many months as a scenario may have at most.
const LONGEST: u32 = 12_000;

/// An arm at a design point.
type CellPlace = (usize, usize);

/// What later rows have to agree with.
#[derive(Default)]
pub(super) struct RowChecks {
    /// The place of every arm, design point and replication.
    places: BTreeMap<(CellPlace, u64), Place>,
    /// The first place of every design point.
    points: BTreeMap<usize, Place>,
    /// The seed of every replication, and its first place.
    seeds: BTreeMap<u64, (u64, Place)>,
    /// How long those live that survive, by arm and design point, and the first place of one.
    horizons: BTreeMap<CellPlace, (u32, Place)>,
}

impl RowChecks {
    /// No run is there twice.
    pub(super) fn check_place(
        &mut self,
        row: &Row<'_>,
        cell: CellPlace,
        replication: u64,
    ) -> Result<(), FinishedError> {
        match self.places.insert((cell, replication), row.place) {
            None => Ok(()),
            Some(first) => Err(FinishedError::Twice {
                path: row.path.to_owned(),
                place: row.place,
                first,
                arm: row.record[ARM].to_owned(),
                point: cell.1,
                replication,
            }),
        }
    }

    /// A design point has the same values in every row.
    pub(super) fn check_point(
        &mut self,
        row: &Row<'_>,
        point: usize,
        values: Range<usize>,
        (keys, known): (&[String], &[String]),
    ) -> Result<(), FinishedError> {
        let first = *self.points.entry(point).or_insert(row.place);
        for ((place, known), key) in values.zip(known).zip(keys) {
            if row.record[place] != *known {
                return Err(row.wrong(place, key, format!("`{known}`, as at point {point} in {first}")));
            }
        }
        Ok(())
    }

    /// A replication has the same seed in every arm and design point: that is what makes it the same world.
    pub(super) fn check_seed(&mut self, row: &Row<'_>, place: usize, replication: u64) -> Result<(), FinishedError> {
        let seed = row.number(place, "seed")?;
        let (known, first) = *self.seeds.entry(replication).or_insert((seed, row.place));
        if seed == known {
            return Ok(());
        }
        let allowed = format!("`{known}`, as in replication {replication} in {first}");
        Err(row.wrong(place, "seed", allowed))
    }

    /// The columns that tell of the end agree, and all who live to the horizon in an arm at a design point live equally long.
    pub(super) fn check_end(
        &mut self,
        row: &Row<'_>,
        columns: &Columns,
        cell: CellPlace,
        End { outcome, months }: End,
    ) -> Result<(), FinishedError> {
        let place = columns.fixed("survived");
        if row.record[place] != *outcome.survived().to_string() {
            let allowed = format!("`{}`, as the outcome is `{}`", outcome.survived(), outcome.name());
            return Err(row.wrong(place, "survived", allowed));
        }
        let place = columns.fixed("months");
        if months > LONGEST {
            return Err(row.wrong(place, "months", format!("a whole number from 0 to {LONGEST}")));
        }
        if !outcome.reached_horizon() {
            return Ok(());
        }
        let (known, first) = *self.horizons.entry(cell).or_insert((months, row.place));
        match months == known {
            true => Ok(()),
            false => Err(row.wrong(place, "months", format!("`{known}`, the horizon in {first}"))),
        }
    }
}
