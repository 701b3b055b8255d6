//! `alliance discover`

use std::path::PathBuf;

use alliance_studies::discovery::{DiscoveryQuestion, DiscoveryRequest, Interest};
use alliance_studies::experiment::Response;
use alliance_studies::finished::{FinishedRuns, own_measures};
use clap::Args;

use super::asked::Asked;
use super::found::FoundProducts;

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
    #[command(flatten)]
    told: FoundProducts,
}

impl Discover {
    /// Looks for boxes, writes tables and charts, and prints what came out.
    pub fn run(self) -> anyhow::Result<u8> {
        let request = self.request()?;
        let runs = FinishedRuns::read_with(&self.dir, request.about.response())?;
        let question = DiscoveryQuestion::new(runs, &request)?;
        self.told.leave(&self.dir, || question.answer())
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
            (_, Some(bound), _) | (_, _, Some(bound)) if !bound.is_finite() => {
                anyhow::bail!("{bound} is no bound; allowed: any finite number")
            }
            (response, Some(bound), _) => Interest::Above(response, bound),
            (response, _, Some(bound)) => Interest::Below(response, bound),
            (response, None, None) => anyhow::bail!(
                "of {} nobody knows how much is wanted; say --above or --below, such as --above 0.5",
                response.label()
            ),
        })
    }
}
