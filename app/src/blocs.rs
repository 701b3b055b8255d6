//! `alliance blocs`

use alliance_prose::counted;
use std::path::PathBuf;

use alliance_dynamics::alliance::Real;
use alliance_dynamics::measures::blocs::{Best, DEFAULT_BUDGET, SignedNetwork, best_partition};
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::scenario::gate::{DataFile, InputError, Problem, Source};
use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::{DONE, print};

/// Find the blocs of a signed network: those who stand together, with as little contradiction as possible.
#[derive(Debug, Args)]
pub struct Blocs {
    /// A CSV file with the columns from, to and weight: positive draws together, negative pushes apart. Each pair once; where both
    /// directions are given they are averaged
    ties: PathBuf,
    /// Allow no more blocs than this
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    at_most: Option<u32>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The answer.
#[derive(Debug, Serialize)]
struct Answer {
    blocs: Vec<Vec<String>>,
    frustration: f64,
    proven: bool,
}

impl Blocs {
    /// Reads the ties, finds the best partition, and prints it.
    pub fn run(self) -> anyhow::Result<u8> {
        let (names, ties) = read(&self.ties)?;
        if names.is_empty() {
            bail!("{} names nobody", self.ties.display());
        }
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(names.len(), &ties);
        let best = best_partition(&network, self.at_most.map(|most| most as usize), DEFAULT_BUDGET);
        let answer = answer(&names, &best);
        let text = if self.json {
            serde_json::to_string_pretty(&answer)? + "\n"
        } else {
            in_words(&answer)
        };
        print(&text)?;
        Ok(DONE)
    }
}

fn answer(names: &[String], Best { partition, proven }: &Best) -> Answer {
    let mut blocs = vec![Vec::new(); partition.count];
    for (name, &bloc) in names.iter().zip(&partition.of) {
        blocs[bloc as usize].push(name.clone());
    }
    Answer {
        blocs,
        frustration: partition.frustration,
        proven: *proven,
    }
}

fn in_words(
    Answer {
        blocs,
        frustration,
        proven,
    }: &Answer,
) -> String {
    let many = counted(blocs.len(), "bloc");
    let sure = if *proven {
        "proven best"
    } else {
        "the best found; not proven best"
    };
    let mut text = format!("{many}, frustration {frustration} ({sure})\n");
    for (number, members) in (1..).zip(blocs) {
        text += &format!("  {number} ({}): {}\n", members.len(), members.join(", "));
    }
    text
}

type Ties = Vec<(u32, u32, f64)>;

/// Names in the order in which they first come up, and ties between their numbers.
fn read(path: &PathBuf) -> Result<(Vec<String>, Ties), ScenarioError> {
    let file = DataFile::new(Source::read(path)?);
    let problems = |problems| InputError::from(file.problems(problems));
    let mut reader = file.rows();
    let header = file.header(&mut reader, &["from", "to", "weight"], &[])?;
    let column = |name: &str| {
        header
            .iter()
            .position(|column| column.trim() == name)
            .unwrap_or_default()
    };
    let (from, to, weight) = (column("from"), column("to"), column("weight"));
    let mut found: Vec<Problem> = Vec::new();
    let mut names = Names::default();
    let mut pairs = std::collections::BTreeMap::<(u32, u32), Pair>::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                found.push(file.csv_error(&error));
                continue;
            }
        };
        let nameless = [from, to]
            .into_iter()
            .find(|&end| record.get(end).is_none_or(str::is_empty));
        if let Some(end) = nameless {
            found.push(
                file.problem_at(&record, end, "there is no name")
                    .allowed("a name on either side"),
            );
            continue;
        }
        let ends = [from, to].map(|end| names.number(record.get(end).unwrap_or_default()));
        if ends[0] == ends[1] {
            found.push(
                file.problem_at(&record, to, "a tie of one with itself")
                    .allowed("two different names"),
            );
        }
        match file.number::<Real>(&record, weight, "weight") {
            Ok(weight) => {
                let pair = pairs.entry((ends[0].min(ends[1]), ends[0].max(ends[1]))).or_default();
                if !pair.add(ends[0] < ends[1], *weight) {
                    found.push(
                        file.problem_at(&record, from, "this tie stands twice")
                            .allowed("every tie once, one line a direction"),
                    );
                }
            }
            Err(problem) => found.push(problem),
        }
    }
    if !found.is_empty() {
        return Err(problems(found).into());
    }
    Ok((
        names.list,
        pairs.into_iter().map(|((i, j), pair)| (i, j, pair.mean())).collect(),
    ))
}

/// What both sides of a pair say.
#[derive(Default)]
struct Pair {
    there: Option<f64>,
    back: Option<f64>,
}

impl Pair {
    /// Takes one side; false where it was there already.
    fn add(&mut self, is_there: bool, weight: f64) -> bool {
        let side = if is_there { &mut self.there } else { &mut self.back };
        side.replace(weight).is_none()
    }

    fn mean(&self) -> f64 {
        let sides = [self.there, self.back].into_iter().flatten();
        sides.clone().sum::<f64>() / sides.count().max(1) as f64
    }
}

#[derive(Default)]
struct Names {
    list: Vec<String>,
    numbers: std::collections::BTreeMap<String, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.list.len() as u32;
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}
