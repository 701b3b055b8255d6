//! `alliance tip`

use alliance_dynamics::scenario::sampling::Scale;
use alliance_studies::experiment::Fate;
use alliance_studies::tipping::{KeyRange, TippingQuestion, TippingRequest};
use clap::Args;

use super::Common;
use super::session::{Products, Session};

/// Find the value of a key at which half of all alliances meet a fate.
#[derive(Debug, Args)]
pub struct Tip {
    #[command(flatten)]
    common: Common,
    /// The key that is varied, such as gossip.negativity
    #[arg(long, value_name = "KEY")]
    key: String,
    /// Its first value
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    from: f64,
    /// Its last value
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    to: f64,
    /// Look along the logarithms of its values
    #[arg(long)]
    log: bool,
    /// What is counted: survival, completed, thriving, hollow, drifted, fragmented, dissolved, collapsed, or failure (neither completed nor at the
    /// horizon)
    #[arg(long, value_name = "OUTCOME", default_value = "failure")]
    outcome: Fate,
    /// Look in this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Runs that may be spent; with --key2, at every value of it [default: 4000; with --key2, 1500]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000_000))]
    runs: Option<u32>,
    /// Stop as soon as the tipping point is known to this much on either side
    #[arg(long, value_name = "VALUE")]
    precision: Option<f64>,
    /// Draw the tipping line over this second key
    #[arg(long, value_name = "KEY", requires = "from2", requires = "to2")]
    key2: Option<String>,
    /// The first value of the second key
    #[arg(long, value_name = "VALUE", requires = "key2", allow_negative_numbers = true)]
    from2: Option<f64>,
    /// The last value of the second key
    #[arg(long, value_name = "VALUE", requires = "key2", allow_negative_numbers = true)]
    to2: Option<f64>,
    /// Spread the values of the second key along their logarithms
    #[arg(long, requires = "key2")]
    log2: bool,
    /// How many values of the second key, both ends included
    #[arg(long, value_name = "N", requires = "key2", default_value_t = 9, value_parser = clap::value_parser!(u16).range(2..=1000))]
    steps2: u16,
    #[command(flatten)]
    products: Products,
}

impl Tip {
    /// Asks for the tipping point.
    pub fn run(self) -> anyhow::Result<u8> {
        let template = self.common.scenario.template()?;
        let question = TippingQuestion::new(template, &self.request())?;
        Session::begin(&self.common, self.products)?.answer(&question)
    }

    fn request(&self) -> TippingRequest {
        let range = |key: &str, from, to, is_log| KeyRange {
            scale: if is_log { Scale::Log } else { Scale::Linear },
            ..KeyRange::new(key, from, to)
        };
        let second = self.key2.as_deref().zip(self.from2).zip(self.to2);
        TippingRequest {
            along: range(&self.key, self.from, self.to, self.log),
            over: second.map(|((key, from), to)| (range(key, from, to, self.log2), self.steps2)),
            fate: self.outcome,
            arm: self.arm.clone(),
            runs: self.runs,
            precision: self.precision,
            seed: self.common.scenario.seed,
        }
    }
}
