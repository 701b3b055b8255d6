//! `alliance calibrate`

mod charts;
mod job;
mod outcome;

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;

use alliance_dynamics::scenario::Template;
use alliance_studies::calibration::{Generation, Laboratory, Settings, Stop, Target};
use alliance_studies::experiment::{Control, ResultFolder, quieten_failed_runs};
use anyhow::bail;
use clap::Args;

use super::arms::in_arm;
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};
use job::Job;
use outcome::{Begun, Outcome};

/// Alliances simulated at every proposal where the target does not say how many are behind it.
const RUNS: u32 = 200;

/// Fit the keys of `[sample.ranges]` to a target survival curve: what is known of them, and how near the model comes.
#[derive(Debug, Args)]
pub struct Calibrate {
    #[command(flatten)]
    common: Common,
    /// The target: a CSV file with the columns years, share and perhaps weight and n, the number of alliances behind it
    #[arg(long, value_name = "TARGET.csv")]
    to: PathBuf,
    /// Fit this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Particles of every generation
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(20..=100_000))]
    particles: u32,
    /// Generations at most, the prior among them
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=100))]
    generations: u32,
    /// Give a generation up that accepts fewer than this share of its proposals
    #[arg(long, value_name = "SHARE", default_value_t = 0.02, value_parser = share)]
    acceptance: f64,
    /// Alliances simulated at every proposal [default: as many as are behind the target, else 200]
    #[arg(long, value_name = "N")]
    runs: Option<NonZeroU32>,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Print what came out as JSON
    #[arg(long)]
    json: bool,
}

/// A share above 0.
fn share(written: &str) -> Result<f64, String> {
    let share = written.parse().ok().filter(|share| *share >= 1e-4 && *share <= 1.0);
    share.ok_or_else(|| "a share from 0.0001 to 1 is needed".to_owned())
}

impl Calibrate {
    /// Fits, writes tables and charts, and prints what came out.
    pub fn run(self) -> anyhow::Result<u8> {
        let template = self.template()?;
        let target = Target::read(&self.to, template.base().months)?;
        let job = self.job(&template, &target)?;
        let folder = ResultFolder::take(self.common.folder("-calibrate"), self.common.overwrite())?;
        let (begun, control) = (Begun::now(), Arc::new(Control::default()));
        stop_on_ctrl_c(Arc::clone(&control))?;
        quieten_failed_runs();
        let pool = super::pool(self.common.threads)?;
        let mut laboratory = Laboratory::new(&template, job.settings.seed);
        let tell_generation = |generation: &Generation| self.tell_generation(generation);
        let Some(outcome) = pool.install(|| job.fit(&mut laboratory, &control, tell_generation))? else {
            return nothing(&control);
        };
        pool.install(|| self.write(&job, &outcome, &laboratory, &begun, &folder))?;
        if !self.no_charts {
            pool.install(|| charts::write(&job, &outcome, &folder))?;
        }
        self.report(&outcome, laboratory.failed, &folder)
    }

    /// The scenario, or an arm of it, with at least one key that can be fitted.
    fn template(&self) -> anyhow::Result<Template> {
        let template = in_arm(Template::read(&self.common.file)?, self.arm.as_deref())?;
        let file = self.common.file.display();
        if template.ranges().keys().len() == 0 {
            bail!(
                "{file} has no ranges to search; name the keys in [sample.ranges], such as \"gossip.rate\" = {{ from = 0.0, to = 0.4 }}"
            );
        }
        for (key, range) in template.ranges().iter() {
            if range.ends().is_none() {
                bail!(
                    "`{key}` has no numbers but choices, of which there is no median; fit each choice as an arm with --arm, and keep to \
                     numbers in [sample.ranges] of {file}"
                );
            }
            if key == "months" {
                bail!(
                    "`months` is how long alliances are watched, which cannot be fitted; take it out of [sample.ranges] of {file}"
                );
            }
        }
        Ok(template)
    }

    fn job<'a>(&self, template: &'a Template, target: &'a Target) -> anyhow::Result<Job<'a>> {
        let runs = self.runs.map(u32::from).or(target.n_alliances).unwrap_or(RUNS);
        let seed = self.common.seed.unwrap_or(template.base().seed);
        let noise = target.noise(runs, seed);
        let settings = Settings {
            particles: self.particles as usize,
            generations: self.generations,
            least_acceptance: self.acceptance,
            floor: noise.map(|noise| noise.median),
            seed,
        };
        let job = Job {
            template,
            target,
            runs,
            noise,
            settings,
        };
        let (most, worlds) = (job.most_runs(), f64::from(u32::MAX));
        if most > worlds {
            bail!(
                "this could take {most:.1e} alliances, and there are {worlds:.1e} worlds of their own; ask for fewer --runs, --particles or \
                 --generations, or a higher --acceptance"
            );
        }
        Ok(job)
    }

    fn tell_generation(&self, generation: &Generation) {
        if self.common.quiet {
            return;
        }
        let Generation {
            number,
            threshold,
            proposals,
            effective_size,
            nearest,
            ..
        } = *generation;
        let step = match number {
            0 => "Prior".to_owned(),
            _ => format!("Generation {number}: within {threshold:.3}"),
        };
        tell(&format!(
            "{step}: {} of {proposals} proposals accepted, the nearest {nearest:.3} away; worth {effective_size:.0} particles",
            self.particles
        ));
    }

    fn report(&self, outcome: &Outcome, failed: u64, folder: &ResultFolder) -> anyhow::Result<u8> {
        if self.json {
            print(&(serde_json::to_string_pretty(&outcome.to_json())? + "\n"))?;
        } else {
            print(&outcome.report.to_string())?;
        }
        if !self.common.quiet {
            let made = if self.no_charts { "Tables" } else { "Tables and charts" };
            tell(&format!("\n{made} in {}", folder.path().display()));
        }
        if failed > 0 {
            tell(&format!("{failed} runs failed and are in no curve"));
        }
        if outcome.found.stop == Stop::Interrupted {
            tell("Stopped: the tables hold the last generation that was finished");
            return Ok(INTERRUPTED);
        }
        Ok(if failed > 0 { SOME_FAILED } else { DONE })
    }
}

/// What is said where there is no generation at all.
fn nothing(control: &Control) -> anyhow::Result<u8> {
    if !control.is_stopped() {
        bail!("hardly any proposal could be simulated to its end, so there is nothing to fit");
    }
    tell("Stopped before the prior was tried; nothing is written");
    Ok(INTERRUPTED)
}
