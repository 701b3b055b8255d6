//! `alliance blocs`

use std::path::PathBuf;

use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::scenario::networks::NetworkFile;
use alliance_prose::counted;
use alliance_studies::blocs::{BlocsQuestion, Criterion, NamedTies};
use clap::Args;
use serde_json::{Map, Value, json};

use super::{DONE, print, tell};

/// Find the blocs of a signed network: those who stand together, with as little contradiction as possible.
///
/// The network is read from a list of ties (from, to, weight, with commas, semicolons, tabs or blanks, with or without a header), a
/// matrix, Pajek, UCINET DL or GraphML, seen from its text. A weight above 0 draws together, one below 0 pushes apart; + and - will do.
/// How it was understood is said first.
///
/// The frustration of blocs is the weight of negative ties within them plus that of positive ties between them, every pair once. The
/// best have the least. 'Proven best' means that nothing has less; otherwise a lower bound says what the least is at least. Equally
/// good ones are counted, or at least some of them, and members who could sit elsewhere at no cost and the ties that contradict the
/// blocs are named. Parts that no tie joins are told apart: whether they stand together is open.
#[derive(Debug, Args)]
pub struct Blocs {
    /// The file of the network
    #[arg(value_name = "NETWORK")]
    ties: PathBuf,
    /// Allow no more blocs than this
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    at_most: Option<u32>,
    /// Sum over directed ties, each direction by itself, as is usual for directed networks; without it over pairs, of which both
    /// directions count as their mean
    #[arg(long)]
    directed: bool,
    /// Spend so many times the usual work on finding the best and on proving it: 0.1 is quick, 10 is thorough. The same effort gives
    /// the same answer on every machine
    #[arg(long, value_name = "TIMES", default_value_t = 1.0, value_parser = effort)]
    effort: f64,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Say nothing but the blocs
    #[arg(long, short)]
    quiet: bool,
}

impl Blocs {
    /// Reads the network, finds the best partition, and prints it.
    pub fn run(self) -> anyhow::Result<u8> {
        let file = NetworkFile::read(&self.ties).map_err(ScenarioError::from)?;
        let criterion = match self.directed {
            true => Criterion::Arcs,
            false => Criterion::Pairs,
        };
        let question = BlocsQuestion {
            ties: NamedTies::of_file(&file)?.counted_by(criterion),
            at_most: self.at_most.map(|most| most as usize),
            effort: self.effort,
        };
        if !self.quiet {
            tell(&format!("{}: {}", self.ties.display(), file.understood()));
            one_way(&file, criterion).iter().for_each(|warning| tell(warning));
        }
        let answer = question.answer();
        print(&match self.json {
            true => {
                serde_json::to_string_pretty(&with_reading(&file, criterion, &serde_json::to_value(&answer)?))? + "\n"
            }
            false => format!("{}Frustration is {}\n", answer.words(), criterion.words()),
        })?;
        Ok(DONE)
    }
}

/// That pairs are named in one direction only, where that makes a difference.
fn one_way(file: &NetworkFile, criterion: Criterion) -> Option<String> {
    let (one_way, pairs) = file.one_way_pairs();
    (one_way > 0 && criterion == Criterion::Pairs).then(|| {
        let (of_pairs, are) = (counted(pairs, "pair"), if one_way == 1 { "is" } else { "are" });
        format!(
            "warning: of {of_pairs} {one_way} {are} named in one direction only; the other direction counts as nothing said, not as 0 \
             (--directed sums over directions)"
        )
    })
}

/// The answer, behind how the file was read.
fn with_reading(file: &NetworkFile, criterion: Criterion, answer: &Value) -> Value {
    let (one_way, pairs) = file.one_way_pairs();
    let read = json!({
        "format": file.format(),
        "members": file.n_members(),
        "ties": file.ties().len(),
        "directed": file.directed(),
        "pairs": pairs,
        "pairs_named_one_way": one_way,
        "remarks": file.remarks(),
        "said": file.understood(),
    });
    let mut all = Map::from_iter([
        ("read".to_owned(), read),
        ("criterion".to_owned(), criterion.name().into()),
    ]);
    all.extend(answer.as_object().cloned().unwrap_or_default());
    Value::Object(all)
}

/// An effort, 0 to 1000.
fn effort(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(effort) if (0.0..=1000.0).contains(&effort) => Ok(effort),
        _ => Err("a number from 0 to 1000 is needed".to_owned()),
    }
}
