//! Who stands together, for programs.

use alliance_dynamics::measures::blocs::{Best, ProofEnd, SignedNetwork, frustrated_ties};
use serde::Serialize;

/// The blocs of a network, and what is known of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlocsAnswer {
    /// Bloc by bloc, who is in it.
    pub blocs: Vec<Vec<String>>,
    /// What of the ties contradicts them: negative ones within a bloc, positive ones between blocs; ≥ 0.
    pub frustration: f64,
    /// Whether nothing better can be.
    pub proven: bool,
    /// No partition has less frustration than this: that of the blocs if they are proven best; ≥ 0.
    pub lower_bound: f64,
    /// Why they are proven best or why they are not, in words.
    pub why: String,
    /// How many partitions are as good, these blocs included, whatever the number of blocs; how parts stand to each other does
    /// not count. ≥ 1.
    pub equally_good: u64,
    /// Whether that is how many there are; else there are at least so many.
    pub equally_good_is_exact: bool,
    /// Who could sit elsewhere at no cost while the others stay.
    pub could_sit_elsewhere: Vec<OtherSeat>,
    /// The ties that contradict the blocs.
    pub frustrated_ties: Vec<FrustratedTie>,
    /// How many ties there are that weigh anything.
    pub ties: usize,
    /// The parts that no tie joins. Whether they stand together is open; their blocs of the same number were made one.
    pub parts: Vec<Vec<String>>,
}

/// Someone who could sit elsewhere at no cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OtherSeat {
    /// Who.
    pub member: String,
    /// In which blocs, numbered from 1.
    pub also_in: Vec<usize>,
    /// Whether in a bloc of its own.
    pub alone: bool,
}

/// A tie that contradicts the blocs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrustratedTie {
    /// One end.
    pub from: String,
    /// The other end.
    pub to: String,
    /// Its weight: negative within a bloc, positive between two.
    pub weight: f64,
}

impl BlocsAnswer {
    pub(super) fn of(names: &[String], network: &SignedNetwork, at_most: Option<usize>, best: Best) -> Self {
        let name = |node: usize| names[node].clone();
        let mut blocs = vec![Vec::new(); best.partition.count];
        for (name, &bloc) in names.iter().zip(&best.partition.of) {
            blocs[bloc as usize].push(name.clone());
        }
        let frustrated = frustrated_ties(network, &best.partition.of);
        Self {
            blocs,
            frustration: best.partition.frustration,
            proven: best.proven,
            lower_bound: best.lower_bound,
            why: why(best.ending, at_most).to_owned(),
            equally_good: best.alike.at_least,
            equally_good_is_exact: best.alike.is_exact,
            could_sit_elsewhere: (best.elsewhere.iter())
                .map(|seat| OtherSeat {
                    member: name(seat.node as usize),
                    also_in: seat.blocs.iter().map(|&bloc| bloc as usize + 1).collect(),
                    alone: seat.alone,
                })
                .collect(),
            frustrated_ties: frustrated
                .map(|(i, j, weight)| FrustratedTie {
                    from: name(i),
                    to: name(j),
                    weight,
                })
                .collect(),
            ties: network.pairs().filter(|&(_, _, weight)| weight != 0.0).count(),
            parts: (best.parts.iter())
                .map(|part| part.iter().map(|&node| name(node as usize)).collect())
                .collect(),
        }
    }
}

/// Why the blocs are proven best, or why not.
fn why(ending: ProofEnd, at_most: Option<usize>) -> &'static str {
    match ending {
        ProofEnd::Proven if at_most == Some(1) => "there is only one partition into one bloc",
        ProofEnd::Proven => "every other partition was ruled out",
        ProofEnd::Effort => {
            "the work allowed was done before the lower bound met the frustration; more effort may prove it"
        }
        ProofEnd::Limit => {
            "the lower bound is that of any number of blocs: so few blocs may not reach it, and no proof for a limit of three or \
             more blocs was found within the work allowed"
        }
    }
}
