//! `alliance sensitivity`

mod charts;
mod manifest;
mod method;
mod points;
mod result;

use std::sync::Arc;
use std::time::{Duration, Instant};

use alliance_dynamics::scenario::Template;
use alliance_studies::experiment::{Control, ResultFolder, RunTimes, quieten_failed_runs};
use alliance_studies::sensitivity::{Bootstrap, Design, Responses, Sensitivity as Finding};
use anyhow::{Context as _, ensure};
use clap::Args;

use super::arms::in_arm;
use super::progress::Progress;
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};
use manifest::Asked;
use method::{MethodOptions, Recipe};
use result::Analysis;

/// Say which keys matter, over the ranges in `[sample]`.
#[derive(Debug, Args)]
pub struct Sensitivity {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    method: MethodOptions,
    /// Replications of every point, in the same worlds at all of them
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    runs: u32,
    /// Bootstrap resamples behind the intervals
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    resamples: u32,
    /// Vary this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Print the indices as JSON
    #[arg(long)]
    json: bool,
}

impl Sensitivity {
    /// Runs the design, writes tables and charts, and prints which keys matter.
    pub fn run(self) -> anyhow::Result<u8> {
        let recipe = self.method.recipe()?;
        let template = self.template()?;
        let asked = self.asked(&template, recipe);
        let keys: Vec<&str> = template.ranges().keys().collect();
        let design = recipe.design(asked.design_seed, &keys)?;
        let pool = super::pool(self.common.threads)?;
        pool.install(|| points::check(&template, &design))?;
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        let folder = ResultFolder::take(self.common.folder("-sensitivity"), self.common.overwrite())?;
        pool.install(|| self.carry_out(&template, &design, asked, &folder, &control))
    }

    fn carry_out(
        &self,
        template: &Template,
        design: &Design,
        asked: Asked<'_>,
        folder: &ResultFolder,
        control: &Arc<Control>,
    ) -> anyhow::Result<u8> {
        let started = (jiff::Timestamp::now(), Instant::now());
        let responses = self.compute(template, design, asked.seed, control)?;
        if responses.rows().len() < 2 {
            tell("Stopped before two rows of points were finished: nothing is written");
            return Ok(INTERRUPTED);
        }
        let analysis = Analysis {
            found: Finding::of(template, design, &responses, self.runs, self.bootstrap(&asked)),
            template,
            design,
            responses: &responses,
        };
        let times = RunTimes {
            started: started.0.to_string(),
            seconds: started.1.elapsed().as_secs_f64(),
            threads: rayon::current_num_threads(),
        };
        self.finish(&analysis, asked, times, folder)
    }

    fn finish(
        &self,
        analysis: &Analysis<'_>,
        asked: Asked<'_>,
        times: RunTimes,
        folder: &ResultFolder,
    ) -> anyhow::Result<u8> {
        let seconds = times.seconds;
        analysis.write((folder, self.common.format.format()?), asked, times)?;
        let drawn = match self.no_charts {
            true => Ok(()),
            false => charts::write(analysis.template, &analysis.found, folder),
        };
        let code = self.report(analysis, folder, seconds)?;
        drawn.context("the tables are whole, but the chart could not be drawn")?;
        Ok(code)
    }

    fn bootstrap(&self, asked: &Asked<'_>) -> Bootstrap {
        Bootstrap {
            seed: asked.design_seed,
            resamples: self.resamples,
        }
    }

    /// The scenario or its arm, with ranges to vary it in.
    fn template(&self) -> anyhow::Result<Template> {
        let template = in_arm(Template::read(&self.common.file)?, self.arm.as_deref())?;
        ensure!(
            template.ranges().keys().len() > 0,
            "{} has no ranges to vary its keys in; write some, such as\n\n[sample.ranges]\n\
             \"gossip.rate\" = {{ from = 0.0, to = 0.4 }}",
            self.common.file.display()
        );
        Ok(template)
    }

    fn asked<'a>(&'a self, template: &'a Template, recipe: Recipe) -> Asked<'a> {
        let base = template.base().resolved();
        let ranges = template.ranges().iter();
        Asked {
            file: self.common.file.display().to_string(),
            arm: self.arm.as_deref().unwrap_or("base"),
            recipe,
            runs_per_point: self.runs,
            resamples: self.resamples,
            seed: self.common.seed.unwrap_or(base.seed),
            design_seed: base.sample.as_ref().and_then(|sample| sample.seed).unwrap_or(base.seed),
            ranges: ranges.map(|(key, range)| (key, range.to_string())).collect(),
        }
    }

    fn compute(
        &self,
        template: &Template,
        design: &Design,
        seed: u64,
        control: &Arc<Control>,
    ) -> anyhow::Result<Responses> {
        quieten_failed_runs();
        let n_runs = (design.n_rows() * design.row(0).len()) as u64 * u64::from(self.runs);
        let progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), n_runs));
        let responses = points::run(template, design, (seed, self.runs), control);
        drop(progress);
        Ok(responses?)
    }

    fn report(&self, analysis: &Analysis<'_>, folder: &ResultFolder, seconds: f64) -> anyhow::Result<u8> {
        if self.json {
            print(&(serde_json::to_string_pretty(&analysis.found)? + "\n"))?;
        } else {
            print(&analysis.found.to_string())?;
        }
        let (done, asked) = (analysis.responses.rows().len(), analysis.design.n_rows());
        if !self.common.quiet {
            let charts = if self.no_charts { "" } else { " and charts" };
            tell(&format!("\nTables{charts} in {}", folder.path().display()));
        }
        let n_failed = analysis.responses.n_failed();
        if n_failed > 0 {
            tell(&format!(
                "{n_failed} runs failed; sensitivity_points.csv says at which points"
            ));
        }
        if done < asked {
            tell(&format!(
                "Stopped: {done} of {asked} rows of points were finished, and the figures are theirs"
            ));
            return Ok(INTERRUPTED);
        }
        if !self.common.quiet && seconds >= 1.0 {
            tell(&cost(seconds));
        }
        Ok(if n_failed > 0 { SOME_FAILED } else { DONE })
    }
}

/// What intervals half as wide would cost.
fn cost(seconds: f64) -> String {
    let span = |seconds: f64| indicatif::HumanDuration(Duration::from_secs_f64(seconds));
    let (this, more) = (span(seconds), span(4.0 * seconds));
    format!("This took {this}; four times as much, for intervals half as wide, would take about {more}")
}
