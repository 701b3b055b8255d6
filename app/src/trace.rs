//! `alliance trace`

use alliance_studies::experiment::Detail;
use alliance_studies::trace::TraceQuestion;
use clap::{Args, ValueEnum};

use super::one_run::OneRun;
use super::report::{Known, write_into};
use super::session::{Products, Session};
use super::{Common, DONE};

/// Run one alliance in full.
#[derive(Debug, Args)]
pub struct TraceRun {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    which: OneRun,
    /// How much to write
    #[arg(long, value_enum, default_value_t = DetailArg::Tie)]
    detail: DetailArg,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Make no report.html
    #[arg(long)]
    no_report: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DetailArg {
    /// A row a month, and the events
    Month,
    /// Also a row for every member and month
    Member,
    /// Also a row for every tie and month
    Tie,
}

impl TraceRun {
    /// Runs one alliance, writes what happened, and says how it ended.
    pub fn run(mut self) -> anyhow::Result<u8> {
        let (run, _) = self.which.find(&mut self.common.scenario)?;
        let detail = match self.detail {
            DetailArg::Month => Detail::Month,
            DetailArg::Member => Detail::Member,
            DetailArg::Tie => Detail::Tie,
        };
        let question = TraceQuestion { run, detail };
        let products = Products {
            no_charts: self.no_charts,
            json: false,
            is_told_anew: false,
            has_report: !self.no_report,
        };
        let session = Session::begin(&self.common, products)?;
        let Some(place) = session.open(&question)? else {
            return Ok(DONE);
        };
        session.leave(&question, &place, |_, manifest| match self.no_report {
            true => Ok(()),
            false => write_into(place.folder.path(), manifest, Known::Run(&question.run.scenario)),
        })
    }
}
