//! `alliance story`

use alliance_page::story::StoryQuestion;
use alliance_studies::experiment::Format;
use anyhow::bail;
use clap::Args;

use super::Common;
use super::goal::GoalArg;
use super::lang::LanguageArg;
use super::one_run::OneRun;
use super::session::{Products, Session};

/// Tell one run as a story.
#[derive(Debug, Args)]
pub struct Story {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    which: OneRun,
    /// The language it is told in
    #[arg(long, value_enum, default_value_t = LanguageArg::En)]
    lang: LanguageArg,
    /// What is hoped for
    #[arg(long, value_enum, default_value_t = GoalArg::Survival)]
    goal: GoalArg,
    /// Futures that every act is judged by; the weightiest are judged again by five times as many, and every month by at least 200
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(10..=100_000))]
    futures: u32,
}

impl Story {
    /// Asks for the story of the run.
    pub fn run(mut self) -> anyhow::Result<u8> {
        let (run, _) = self.which.find(&mut self.common.scenario)?;
        if self.common.format.format()? != Format::Csv {
            bail!("a story refers to the rows of CSV tables; leave out --format");
        }
        let question = StoryQuestion::new(run, self.lang.into(), self.goal.into(), self.futures);
        Session::begin(&self.common, Products::default())?.answer(&question)
    }
}
