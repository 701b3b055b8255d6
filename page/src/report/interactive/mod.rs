//! One page of a result that answers to the mouse: a single file that needs nothing from anywhere.
//!
//! [`ReportData`] holds everything that the page shows, as `web/src/report/data.ts` has it. What is said of a study is read from
//! the tables of its folder; the runs that are replayed are lived again, and left out where they do not end as the tables say.

mod brief_events;
mod choice;
mod data;
mod of_study;
mod of_trace;
mod page;
mod replays;

pub use data::{
    CellData, LeftOut, MadeBy, Omission, ReplayData, ReportData, ReportKind, RunCounts, ScenarioText, TracedRun, Why,
};
pub use of_study::{Asked, ReportError, of_study};
pub use of_trace::of_trace;
pub use page::{InteractivePageError, MARK, page};
