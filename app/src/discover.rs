//! `alliance discover`

use std::path::PathBuf;

use alliance_studies::discovery::{DiscoveryQuestion, DiscoveryRequest, Interest};
use alliance_studies::experiment::{Annex, Response, ResultFolder};
use alliance_studies::finished::{FinishedRuns, own_measures};
use anyhow::Context as _;
use clap::Args;

use super::asked::Asked;
use super::format::FormatArg;
use super::session::{NOT_DRAWN, sheets};
use super::{DONE, overwrite, print, tell};

/// Say where alliances thrive, or meet another fate: boxes of the keys that vary, over a folder that `run` made (PRIM).
#[derive(Debug, Args)]
pub struct Discover {
    /// The folder of results
    dir: PathBuf,
    #[command(flatten)]
    asked: Asked,
    /// Look for runs that do not end so
    #[arg(long, conflicts_with_all = ["above", "below", "measure"])]
    not: bool,
    /// Look for runs whose measure is above this
    #[arg(
        long,
        value_name = "BOUND",
        requires = "measure",
        conflicts_with = "below",
        allow_negative_numbers = true
    )]
    above: Option<f64>,
    /// Look for runs whose measure is below this
    #[arg(long, value_name = "BOUND", requires = "measure", allow_negative_numbers = true)]
    below: Option<f64>,
    /// Look at the runs of this arm [default: base]
    #[arg(long, value_name = "ARM")]
    arm: Option<String>,
    /// The share of such runs that a box has at least, 0 to 1: the widest that has it is told [default: the box that is dense and wide at
    /// once]
    #[arg(long, value_name = "SHARE")]
    density: Option<f64>,
    /// The share of a box that is peeled off at a time, above 0 and below 0.5
    #[arg(long, value_name = "SHARE", default_value_t = 0.05)]
    peel: f64,
    /// The share of all runs that a box holds at least
    #[arg(long, value_name = "SHARE", default_value_t = 0.05)]
    mass: f64,
    /// Boxes that are looked for at most
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    boxes: u16,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// How tables are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatArg::Csv)]
    format: FormatArg,
    /// Replace another discovery that is there already
    #[arg(long)]
    overwrite: bool,
    /// Say nothing but the answer
    #[arg(long, short)]
    quiet: bool,
}

impl Discover {
    /// Looks for boxes, writes tables and charts, and prints what came out.
    pub fn run(self) -> anyhow::Result<u8> {
        let format = self.format.format()?;
        let request = self.request()?;
        let runs = FinishedRuns::read_with(&self.dir, request.about.response())?;
        let answer = DiscoveryQuestion::new(runs, &request)?.answer();
        let mut pages = answer.tables(format)?;
        let mut drawn = Ok(());
        if !self.no_charts {
            drawn = sheets(answer.pictures(), &mut pages);
        }
        let _visit = ResultFolder::visit(&self.dir)?;
        let folder = Annex::DISCOVERY.write(&self.dir, &pages, overwrite(self.overwrite))?;
        print(&match self.json {
            true => serde_json::to_string_pretty(&answer.json()?)? + "\n",
            false => answer.words(),
        })?;
        if !self.quiet {
            let made = if self.no_charts { "Tables" } else { "Tables and charts" };
            let notes = answer.notes().into_iter().map(|note| format!("\n{note}"));
            tell(&format!(
                "{}\n{made} in {}",
                notes.collect::<String>(),
                folder.display()
            ));
        }
        drawn.context(NOT_DRAWN)?;
        Ok(DONE)
    }

    fn request(&self) -> anyhow::Result<DiscoveryRequest> {
        Ok(DiscoveryRequest {
            about: self.about()?,
            arm: self.arm.clone(),
            threshold: self.density,
            peeling: self.peel,
            mass_min: self.mass,
            most_boxes: usize::from(self.boxes),
            ..DiscoveryRequest::default()
        })
    }

    fn about(&self) -> anyhow::Result<Interest> {
        let response = self
            .asked
            .response(&own_measures(&self.dir))?
            .unwrap_or(Response::SURVIVAL);
        Ok(match (response, self.above, self.below) {
            (Response::Fate(fate), ..) if self.not => Interest::Spared(fate),
            (Response::Fate(fate), ..) => Interest::Befell(fate),
            (response, Some(bound), _) => Interest::Above(response, bound),
            (response, _, Some(bound)) => Interest::Below(response, bound),
            (response, None, None) => anyhow::bail!(
                "of {} nobody knows how much is wanted; say --above or --below, such as --above 0.5",
                response.label()
            ),
        })
    }
}
