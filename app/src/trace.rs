//! `alliance trace`

use alliance_studies::Question as _;
use alliance_studies::experiment::{Control, Destination, Detail, StudySource};
use alliance_studies::trace::TraceQuestion;
use clap::{Args, ValueEnum};

use super::Common;
use super::one_run::OneRun;
use super::report::{Known, write_into};
use super::session::{Products, Session};

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
        let (run, given) = self.which.find(&mut self.common.scenario)?;
        let source = StudySource::of_alliance(&run.scenario, &given)?;
        let detail = match self.detail {
            DetailArg::Month => Detail::Month,
            DetailArg::Member => Detail::Member,
            DetailArg::Tie => Detail::Tie,
        };
        let question = TraceQuestion { run, detail, source };
        let products = Products {
            no_charts: self.no_charts,
            json: false,
        };
        let session = Session::begin(&self.common, products)?;
        let folder = session.folder::<TraceQuestion>()?;
        let ask = |to: Destination<'_>, control: &Control| question.answer_into(to, control);
        let page = |_: &_| match self.no_report {
            true => Ok(()),
            false => write_into(folder.path(), Known::Run(&question.run.scenario)),
        };
        session
            .leave::<TraceQuestion>(&folder, question.most_runs(), ask, page)?
            .code()
    }
}
