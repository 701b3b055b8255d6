//! The table of runs, read back from a result folder in either format.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::manifest::{Known, check_digest, contents, manifest, unreadable};
use super::row::{Columns, RowReader};
use super::{FinishedError, parquet};
use crate::experiment::{Digest, Manifest, Response, is_under_way, remake};
use crate::verdict::worlds::{CellWorlds, World};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;

/// The runs that a result folder holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FinishedRuns {
    /// What the scenario is called; empty where it has no name, or the run was killed before it could tell.
    pub title: String,
    /// The digest of the study; empty where the run was killed before it could tell.
    pub digest: String,
    /// Whether everything that was asked for is there.
    pub is_complete: bool,
    /// Whether a last line that was only half written is left out.
    pub is_cut: bool,
    /// Swept keys.
    pub keys: Vec<String>,
    /// Design points by number, each with the values of the swept keys.
    pub points: BTreeMap<usize, Vec<String>>,
    /// Arms, in the order of the study.
    pub arms: Vec<String>,
    /// Every run, in the order of the table.
    pub runs: Vec<FinishedRun>,
    /// Where they were read from; empty where they were not.
    pub folder: PathBuf,
}

/// One run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FinishedRun {
    /// Its arm, by place in [`FinishedRuns::arms`].
    pub arm: usize,
    /// Its design point.
    pub point: usize,
    /// Its replication.
    pub replication: u64,
    /// How it ended; nothing where it failed.
    pub end: Option<End>,
    /// The same for two runs whose rows are the same from their outcome on, which is to the last digit.
    pub life: u64,
    /// The measure that was asked for; 0 where none was.
    pub value: f64,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// How the alliance fared.
    pub outcome: Outcome,
    /// Months that it lived.
    pub months: u32,
}

impl FinishedRuns {
    /// Reads the runs of a folder that `alliance run` made, finished or interrupted; of `runs.csv` where there is one, else of
    /// `runs.parquet`.
    ///
    /// A folder without `manifest.json` is that of a run that was killed; there a last line without its end is left out.
    ///
    /// # Errors
    /// If the folder or its table of runs is not there, was changed after the run, or is not what `alliance run` writes.
    pub fn read(folder: &Path) -> Result<Self, FinishedError> {
        Self::read_with(folder, Response::SURVIVAL)
    }

    /// The same, with a measure of every run.
    ///
    /// # Errors
    /// As [`read`](Self::read); also if the table has no column for the measure.
    pub fn read_with(folder: &Path, about: Response) -> Result<Self, FinishedError> {
        if !folder.is_dir() {
            let folder = folder.to_owned();
            return Err(FinishedError::NoFolder { folder });
        }
        let (path, parquet) = (folder.join("runs.csv"), folder.join("runs.parquet"));
        let table = contents(&path)?;
        if table.is_none() && !parquet.exists() && is_under_way(folder) {
            let folder = folder.to_owned();
            return Err(FinishedError::UnderWay { folder });
        }
        if table.is_none() && !parquet.exists() {
            return Err(FinishedError::NoRuns {
                is_trace: folder.join("outcome.json").exists(),
                folder: folder.to_owned(),
            });
        }
        let manifest = manifest(folder)?;
        let runs = match table {
            Some(table) => Self::read_csv(&path, table, manifest.as_ref(), about)?,
            None => Self::read_parquet(&parquet, manifest.as_ref(), about)?,
        };
        let folder = folder.to_owned();
        Ok(match manifest {
            Some(manifest) => Self {
                folder,
                title: manifest.title().to_owned(),
                digest: manifest.digest,
                is_complete: manifest.complete,
                ..runs
            },
            None => runs,
        })
    }

    /// The runs of a `runs.csv` in memory, with a number of every run; `title` is what the scenario is called.
    ///
    /// # Errors
    /// If it is not what a study writes, or has no column for the measure.
    pub fn of_table(title: impl Into<String>, table: &[u8], about: Response) -> Result<Self, FinishedError> {
        let runs = Self::parse(Path::new("runs.csv"), table, Known::AsWritten, about)?;
        let title = title.into();
        let is_complete = true;
        Ok(Self {
            title,
            is_complete,
            ..runs
        })
    }

    fn read_csv(
        path: &Path,
        mut table: Vec<u8>,
        manifest: Option<&Manifest>,
        about: Response,
    ) -> Result<Self, FinishedError> {
        let Some(manifest) = manifest else {
            let is_cut = cut_last_line(&mut table);
            let runs = Self::parse(path, &table, Known::No, about)?;
            return Ok(Self { is_cut, ..runs });
        };
        let known = check_digest(path, Digest::of_bytes(&table), manifest.tables.get("runs.csv"))?;
        Self::parse(path, &table, known, about)
    }

    fn read_parquet(path: &Path, manifest: Option<&Manifest>, about: Response) -> Result<Self, FinishedError> {
        let mut known = Known::No;
        if let Some(manifest) = manifest {
            let found = Digest::of_file(path).map_err(|source| unreadable(path, source))?;
            known = check_digest(path, found, manifest.parquet.get("runs.parquet"))?;
        }
        let (header, records) = parquet::open(path, manifest.is_some())?;
        let rows = RowReader::new(path, "row", Columns::of(path, &header, about)?, known);
        let mut runs = Self::gather(rows, records)?;
        // A number of the table does not say how it was written in the scenario.
        let written = manifest.and_then(|manifest| manifest.study_record().ok());
        for (point, written) in written.into_iter().flat_map(|record| record.points).enumerate() {
            runs.points.entry(point).and_modify(|values| *values = written);
        }
        Ok(runs)
    }

    /// Reads the text of a `runs.csv`; `path` is what messages call it.
    fn parse(path: &Path, table: &[u8], known: Known, about: Response) -> Result<Self, FinishedError> {
        let mut reader = csv::Reader::from_reader(table);
        let damaged = |error| RowReader::damaged(path, error);
        let columns = Columns::of(path, reader.headers().map_err(damaged)?, about)?;
        let records = reader.records().map(|record| record.map_err(damaged));
        Self::gather(RowReader::new(path, "line", columns, known), records)
    }

    fn gather(
        mut rows: RowReader<'_>,
        records: impl Iterator<Item = Result<StringRecord, FinishedError>>,
    ) -> Result<Self, FinishedError> {
        let mut runs = Self {
            keys: rows.keys().to_vec(),
            ..Self::default()
        };
        for record in records {
            rows.read(&record?, &mut runs)?;
        }
        if runs.runs.is_empty() {
            let path = rows.path().to_owned();
            return Err(FinishedError::Empty { path });
        }
        Ok(runs)
    }

    /// The study that they are of, where the folder still says so.
    pub(crate) fn study(&self) -> Option<Study> {
        let manifest = manifest(&self.folder).ok().flatten()?;
        let files = manifest.files.clone().unwrap_or_default();
        remake::study(&manifest.scenario, &files).ok()
    }

    /// How the worlds of every arm at every design point of a study ended, in the order of its cells.
    pub(crate) fn worlds(&self, study: &Study) -> Vec<CellWorlds> {
        let places = self
            .arms
            .iter()
            .map(|name| study.arms.iter().position(|arm| arm.name == *name));
        let places: Vec<Option<usize>> = places.collect();
        let mut worlds = vec![Vec::new(); study.cells.len()];
        for run in &self.runs {
            let (Some(arm), Some(world)) = (places[run.arm], run.world()) else {
                continue;
            };
            if let Some(cell) = worlds.get_mut(arm * study.points.len() + run.point) {
                cell.push((run.replication, world));
            }
        }
        worlds.into_iter().map(CellWorlds::of).collect()
    }

    /// The swept keys with their values at a design point.
    #[must_use]
    pub fn settings(&self, point: usize) -> Vec<(String, String)> {
        let values = self.points.get(&point).cloned().unwrap_or_default();
        self.keys.iter().cloned().zip(values).collect()
    }
}

impl FinishedRun {
    /// As a world that can be held against others; nothing where it failed.
    pub(crate) fn world(&self) -> Option<World> {
        let Self { life, value, .. } = *self;
        let outcome = self.end?.outcome;
        Some(World { outcome, life, value })
    }
}

/// Cuts a last line that has no end; tells whether there was one.
fn cut_last_line(table: &mut Vec<u8>) -> bool {
    let whole = table.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let is_cut = whole < table.len();
    table.truncate(whole);
    is_cut
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "arm,point,gossip.rate,replication,seed,outcome,survived,months,members,failure\n";

    #[test]
    fn rows_become_runs() {
        let runs = parse(
            "base,0,0.1,0,7,hollow,true,12,6,\nx,0,0.1,0,7,failed,,,,boom\nbase,1,0.2,1,8,fragmented,false,3,6,\n",
        )
        .unwrap();
        assert_eq!(runs.arms, ["base", "x"]);
        assert_eq!(runs.settings(1), [("gossip.rate".to_owned(), "0.2".to_owned())]);
        let ends: Vec<_> = runs
            .runs
            .iter()
            .map(|run| run.end.map(|end| (end.outcome, end.months)))
            .collect();
        assert_eq!(
            ends,
            [Some((Outcome::Hollow, 12)), None, Some((Outcome::Fragmented, 3))]
        );
    }

    #[test]
    fn a_mistake_is_shown_at_its_line() {
        for (rows, message) in [
            (
                "base,0,0.1,0,7,hollow,true,12,6\n",
                "line 2: 9 fields where 10 are needed",
            ),
            (
                "base,zero,0.1,0,7,hollow,true,12,6,\n",
                "line 2: `point` is `zero`; allowed: a whole number",
            ),
            (
                "base,0,0.1,0,7,happy,true,12,6,\n",
                "line 2: `outcome` is `happy`; allowed: `completed`, `thriving`, `hollow`, `drifted`, `fragmented`, `dissolved`, `collapsed` or `failed`",
            ),
            (
                "base,0,0.1,0,7,hollow,false,12,6,\n",
                "line 2: `survived` is `false`; allowed: `true`, as the outcome is `hollow`",
            ),
            (
                "base,0,0.1,0,7,hollow,true,12,6,\nbase,0,0.1,0,7,hollow,true,12,6,\n",
                "line 3: replication 0 of arm `base` at point 0 is there already, in line 2",
            ),
            (
                "base,0,0.1,0,7,hollow,true,12,6,\nx,0,0.3,0,7,hollow,true,12,6,\n",
                "line 3: `gossip.rate` is `0.3`; allowed: `0.1`, as at point 0 in line 2",
            ),
            (
                "base,0,0.1,0,7,hollow,true,12,6,\nx,0,0.1,0,8,hollow,true,12,6,\n",
                "line 3: `seed` is `8`; allowed: `7`, as in replication 0 in line 2",
            ),
            (
                "base,0,0.1,0,7,hollow,true,12,6,\nbase,0,0.1,1,8,hollow,true,24,6,\n",
                "line 3: `months` is `24`; allowed: `12`, the horizon in line 2",
            ),
        ] {
            assert_eq!(parse(rows).unwrap_err().to_string(), format!("runs.csv, {message}"));
        }
    }

    #[test]
    fn a_table_that_its_digest_vouches_for_is_not_held_against_itself() {
        let twice = format!("{HEADER}{row}{row}", row = "base,0,0.1,0,7,hollow,true,12,6,\n");
        let read = |known| FinishedRuns::parse(Path::new("runs.csv"), twice.as_bytes(), known, Response::SURVIVAL);
        assert_eq!(read(Known::AsWritten).unwrap().runs.len(), 2);
        assert!(matches!(read(Known::No), Err(FinishedError::Twice { .. })));
    }

    #[test]
    fn a_table_without_runs_or_columns_is_refused() {
        assert_eq!(parse("").unwrap_err().to_string(), "runs.csv holds no run");
        let message = FinishedRuns::parse(Path::new("runs.csv"), b"arm,point\n", Known::No, Response::SURVIVAL)
            .unwrap_err()
            .to_string();
        assert_eq!(
            message,
            "runs.csv has no column `replication`, so it is not the table of runs that `alliance run` writes"
        );
    }

    #[test]
    fn a_last_line_without_its_end_is_cut() {
        for (text, kept, is_cut) in [
            ("a\nb\n", "a\nb\n", false),
            ("a\nb", "a\n", true),
            ("a", "", true),
            ("", "", false),
        ] {
            let mut table = text.as_bytes().to_vec();
            assert_eq!((cut_last_line(&mut table), table.as_slice()), (is_cut, kept.as_bytes()));
        }
    }

    fn parse(rows: &str) -> Result<FinishedRuns, FinishedError> {
        FinishedRuns::parse(
            Path::new("runs.csv"),
            format!("{HEADER}{rows}").as_bytes(),
            Known::No,
            Response::SURVIVAL,
        )
    }
}
