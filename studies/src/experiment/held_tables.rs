//! Tables that are wanted in memory rather than in a folder.

use std::sync::{Mutex, PoisonError};

use super::Column;

/// A table in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTable {
    /// The name of its CSV file.
    pub name: &'static str,
    /// What its columns are called, and hold.
    pub columns: Vec<Column>,
    /// Its text: the bytes that its CSV file would have.
    pub text: Vec<u8>,
}

/// The tables of an answer in memory, in the order in which they were finished.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Study;
/// use alliance_studies::experiment::{Control, Destination, HeldTables};
/// use alliance_studies::{Question as _, verdict::StudyQuestion};
///
/// let question = StudyQuestion::of(Study::from_toml("months = 12\npopulation.count = 4\nexperiment.runs = 10")?)?;
/// let tables = HeldTables::default();
/// question.answer_into(Destination::Memory(&tables), &Control::default())?;
/// let tables = tables.into_tables();
/// assert_eq!(tables[0].name, "runs.csv");
/// assert!(tables[0].text.starts_with(b"arm,point,replication,seed,outcome,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct HeldTables(Mutex<Vec<HeldTable>>);

impl HeldTables {
    pub(super) fn add(&self, name: &'static str, columns: Vec<Column>, text: Vec<u8>) {
        let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tables.push(HeldTable { name, columns, text });
    }

    /// The tables.
    #[must_use]
    pub fn into_tables(self) -> Vec<HeldTable> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
