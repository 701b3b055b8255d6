//! One page of a result that answers to the mouse: a single file that needs nothing from anywhere.
//!
//! [`ReportData`] holds everything that the page shows. What is said of a study is read from the tables of its folder; the runs that
//! are replayed are lived again, and left out where they do not end as the tables say.
//!
//! # Example
//! ```no_run
//! use std::path::Path;
//!
//! use alliance_page::report::{REPORT, ReportQuestion, ResultManifest, write_report};
//! use alliance_studies::experiment::Overwrite;
//!
//! let folder = Path::new("output/vicious-circle");
//! let manifest = ResultManifest::read(folder)?;
//! let data = ReportQuestion::of(folder, &manifest).answer()?;
//! write_report(&folder.join(REPORT), &data, None, Overwrite::No)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod brief_events;
mod choice;
mod commands;
mod data;
mod file;
mod live;
mod manifest;
mod of_study;
mod of_trace;
mod page;
mod question;
mod replays;

pub use data::{
    AskedBy, CellData, MadeBy, Omission, OmittedRun, ReplayData, ReportData, ReportKind, RunCounts, ScenarioText, Talk,
    TracedRun, Why,
};
pub use file::{REPORT, ReportFileError, write_report};
pub use live::{LiveError, LiveLaboratory};
pub use manifest::{ResultManifest, ResultManifestError, ResultRecord, TraceRecord};
pub use page::{ReportPageError, page};
pub use question::{ReportError, ReportQuestion};

use schemars::SchemaGenerator;

/// The JSON Schema of [`ReportData`] and all that is in it, each under its name in `$defs`.
#[must_use]
pub fn schema() -> serde_json::Value {
    crate::schema::schema_of(&[SchemaGenerator::subschema_for::<ReportData>])
}
