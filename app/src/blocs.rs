//! `alliance blocs`

use std::path::PathBuf;

use alliance_studies::blocs::{BlocsQuestion, NamedTies};
use clap::Args;

use super::{DONE, print};

/// Find the blocs of a signed network: those who stand together, with as little contradiction as possible.
///
/// The frustration of blocs is the weight of negative ties within them plus that of positive ties between them, every pair once. The
/// best have the least. 'Proven best' means that nothing has less; otherwise a lower bound says what the least is at least. Equally
/// good ones are counted, or at least some of them, and members who could sit elsewhere at no cost and the ties that contradict the
/// blocs are named. Parts that no tie joins are told apart: whether they stand together is open.
#[derive(Debug, Args)]
pub struct Blocs {
    /// A CSV file with the columns from, to and weight: positive draws together, negative pushes apart. Each pair once; where both
    /// directions are given they are averaged
    ties: PathBuf,
    /// Allow no more blocs than this
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    at_most: Option<u32>,
    /// Spend so many times the usual work on finding the best and on proving it: 0.1 is quick, 10 is thorough. The same effort gives
    /// the same answer on every machine
    #[arg(long, value_name = "TIMES", default_value_t = 1.0, value_parser = effort)]
    effort: f64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Blocs {
    /// Reads the ties, finds the best partition, and prints it.
    pub fn run(self) -> anyhow::Result<u8> {
        let question = BlocsQuestion {
            ties: NamedTies::read(&self.ties)?,
            at_most: self.at_most.map(|most| most as usize),
            effort: self.effort,
        };
        let answer = question.answer();
        print(&match self.json {
            true => serde_json::to_string_pretty(&answer)? + "\n",
            false => answer.words(),
        })?;
        Ok(DONE)
    }
}

/// An effort, 0 to 1000.
fn effort(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(effort) if (0.0..=1000.0).contains(&effort) => Ok(effort),
        _ => Err("a number from 0 to 1000 is needed".to_owned()),
    }
}
