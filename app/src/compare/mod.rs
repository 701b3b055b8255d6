//! `alliance compare`

mod charts;
mod folder;

use std::path::PathBuf;

use alliance_dynamics::scenario::BASE;
use alliance_studies::comparison::{Comparison, write_comparison, write_transitions};
use alliance_studies::experiment::{Facts, Format, Table};
use alliance_studies::finished::FinishedRuns;
use anyhow::bail;
use clap::Args;

use super::arms::no_such_arm;
use super::format::FormatArg;
use super::{DONE, print, tell};

/// Say whether arms help, world by world: paired statistics over a folder that `run` made.
#[derive(Debug, Args)]
pub struct Compare {
    /// The folder of results
    dir: PathBuf,
    /// Hold the others against this arm [default: base]
    #[arg(long, value_name = "ARM")]
    base: Option<String>,
    /// Compare this arm; may be given several times [default: all]
    #[arg(long = "arm", value_name = "ARM")]
    arms: Vec<String>,
    /// Print the comparison as JSON
    #[arg(long)]
    json: bool,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// How tables are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatArg::Csv)]
    format: FormatArg,
    /// Replace another comparison that is there already
    #[arg(long)]
    overwrite: bool,
}

/// A file of a comparison: its name in the folder, and what it holds.
type Page = (String, Vec<u8>);

impl Compare {
    /// Compares, writes tables and charts, and prints what came out.
    pub fn run(self) -> anyhow::Result<u8> {
        let format = self.format.format()?;
        let runs = FinishedRuns::read(&self.dir)?;
        let base = self.base(&runs)?;
        let comparison = Comparison::of(&runs, base, &self.arms(&runs, base)?);
        let mut pages = tables(format, &runs, &comparison)?;
        if !self.no_charts {
            pages.extend(charts::draw(&runs.title, &comparison)?);
        }
        let folder = self.dir.join("compare");
        folder::write(&folder, &pages, self.overwrite)?;
        let text = if self.json {
            serde_json::to_string_pretty(&comparison)? + "\n"
        } else {
            comparison.to_string()
        };
        print(&text)?;
        self.note(&runs, &comparison);
        tell(&format!("\n{} in {}", self.made(), folder.display()));
        Ok(DONE)
    }

    fn base(&self, runs: &FinishedRuns) -> anyhow::Result<usize> {
        match &self.base {
            Some(name) => place(runs, name),
            None => Ok(runs.arms.iter().position(|arm| arm == BASE).unwrap_or(0)),
        }
    }

    /// The arms to compare, in the order of the study.
    fn arms(&self, runs: &FinishedRuns, base: usize) -> anyhow::Result<Vec<usize>> {
        let mut chosen: Vec<usize> = (0..runs.arms.len()).filter(|&arm| arm != base).collect();
        let name = &runs.arms[base];
        if chosen.is_empty() {
            bail!(
                "there is no arm but `{name}`, so there is nothing to compare; give the scenario an arm with [[arms]]"
            );
        }
        if !self.arms.is_empty() {
            let asked: Vec<usize> = self.arms.iter().map(|arm| place(runs, arm)).collect::<Result<_, _>>()?;
            if asked.contains(&base) {
                bail!("arm `{name}` is the base, and cannot be compared with itself; choose another with --base");
            }
            chosen.retain(|arm| asked.contains(arm));
        }
        Ok(chosen)
    }

    /// Says what may surprise.
    fn note(&self, runs: &FinishedRuns, comparison: &Comparison) {
        let mut notes = Vec::new();
        if !runs.is_complete {
            notes.push("The run was interrupted: worlds that are there in both arms are compared".to_owned());
        }
        if runs.is_cut {
            notes.push("The last line of runs.csv was only half written, and is left out".to_owned());
        }
        let (failed, single) = comparison.arms.iter().fold((0, 0), |(failed, single), arm| {
            (failed + arm.left_out.failed, single + arm.left_out.single)
        });
        if failed > 0 {
            notes.push(format!(
                "Pairs of worlds left out because a run failed: {failed}; the table of runs says why"
            ));
        }
        if single > 0 {
            notes.push(format!(
                "Worlds left out because they are there in one arm only: {single}"
            ));
        }
        let more = comparison.arms.len().saturating_sub(charts::MOST_DRAWN);
        if more > 0 && !self.no_charts {
            notes.push(format!(
                "The first {} comparisons are drawn, {more} more are not; choose arms with --arm",
                charts::MOST_DRAWN
            ));
        }
        if !notes.is_empty() {
            tell(&format!("\n{}", notes.join("\n")));
        }
    }

    fn made(&self) -> &'static str {
        if self.no_charts { "Tables" } else { "Tables and charts" }
    }
}

/// The tables of a comparison, with what made them.
fn tables(format: Format, runs: &FinishedRuns, comparison: &Comparison) -> std::io::Result<Vec<Page>> {
    let facts = Facts::of_program()
        .with("base", comparison.base.as_str())
        .with("digest", runs.digest.as_str());
    let page = |name: &str, table: Table<Vec<u8>>| -> std::io::Result<Page> {
        let facts = facts.clone().about(name);
        Ok((format.file(name), table.end()?.close(&facts)?))
    };
    Ok(vec![
        page("compare.csv", write_comparison(format, Vec::new(), comparison)?)?,
        page("transitions.csv", write_transitions(format, Vec::new(), comparison)?)?,
    ])
}

/// The place of the arm of this name.
fn place(runs: &FinishedRuns, name: &str) -> anyhow::Result<usize> {
    let place = runs.arms.iter().position(|arm| arm == name);
    place.ok_or_else(|| no_such_arm(name, runs.arms.iter().map(String::as_str)))
}
