//! Networks with two dense parts, and mixed ones with as many ties: what `docs/predictions.md` compares.

use std::ops::Range;

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::random::{Chance, Purpose};
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use super::estimates::{Estimate, mean};
use super::replications;

/// Members of the alliance; those of the first half are `Member 1` to `Member 8`.
const MEMBERS: usize = 16;
/// Members of each half.
const HALF: usize = MEMBERS / 2;
/// Mixed networks, each with as many of the worlds.
const NETWORKS: u32 = 10;
/// Exchanges of two ties that mix a network.
const EXCHANGES: u32 = 1000;

type Ties = Vec<(usize, usize)>;

/// Everybody tied to everybody within each half, and so many bridges between the halves, spread evenly over the members.
fn divided(bridges: usize) -> Ties {
    let within = |first: usize| (first..first + HALF).flat_map(move |i| (i + 1..first + HALF).map(move |j| (i, j)));
    let bridges = (0..bridges).map(|bridge| (bridge % HALF, HALF + (bridge + bridge / HALF) % HALF));
    within(0).chain(within(HALF)).chain(bridges).collect()
}

/// The same ties with their ends exchanged at random, so that everybody keeps the number of contacts; each number gives another
/// network, of one piece.
fn mixed(bridges: usize, number: u32) -> Ties {
    let mut draws = Chance::new(17).of(Purpose::named("ties exchanged"), 0).at(number, 0);
    loop {
        let mut ties = divided(bridges);
        for _ in 0..EXCHANGES {
            let mut pick = || ties[draws.below(ties.len() as u32) as usize];
            let (one, other) = (pick(), pick());
            // Which end of the second tie goes where is chance too, or some networks could never be reached.
            let other = if draws.below(2) == 0 { other } else { (other.1, other.0) };
            exchange(&mut ties, one, other);
        }
        if is_one_piece(&ties) {
            return ties;
        }
    }
}

/// Two ties a–b, c–d become a–d, c–b, where they have no end in common and neither is there yet.
fn exchange(ties: &mut Ties, (a, b): (usize, usize), (c, d): (usize, usize)) {
    let place = |ties: &Ties, i: usize, j: usize| ties.iter().position(|&tie| tie == (i, j) || tie == (j, i));
    let apart = a != c && a != d && b != c && b != d;
    if !apart || place(ties, a, d).is_some() || place(ties, c, b).is_some() {
        return;
    }
    if let (Some(one), Some(other)) = (place(ties, a, b), place(ties, c, d)) {
        (ties[one], ties[other]) = ((a, d), (c, b));
    }
}

fn is_one_piece(ties: &Ties) -> bool {
    let mut reached = [false; MEMBERS];
    reached[0] = true;
    for _ in 0..MEMBERS {
        for &(i, j) in ties {
            reached[i] |= reached[j];
            reached[j] |= reached[i];
        }
    }
    reached.into_iter().all(|reached| reached)
}

/// What is told of a world.
pub struct Life {
    /// How it ended.
    pub end: Ending,
    /// Whether its two largest blocs were the two halves then, up to two members.
    pub along_the_halves: bool,
}

/// Worlds of the divided network, and of ten mixed ones with the same luck and as many of the worlds each; `runs` is a multiple of ten.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn twins(bridges: usize, lines: &str, runs: u32) -> Result<(Vec<Life>, Vec<Life>), ScenarioError> {
    let apart = lives(lines, &divided(bridges), 0..runs)?;
    let mut together = Vec::new();
    let each = runs / NETWORKS;
    for number in 0..NETWORKS {
        together.extend(lives(
            lines,
            &mixed(bridges, number),
            number * each..(number + 1) * each,
        )?);
    }
    Ok((apart, together))
}

fn lives(lines: &str, ties: &[(usize, usize)], which: Range<u32>) -> Result<Vec<Life>, ScenarioError> {
    replications(&format!("{lines}{}", scenario(ties)), which, |world, seed| {
        let end = world.run(seed, &mut ());
        Life {
            end,
            along_the_halves: along_the_halves(world.alliance()),
        }
    })
}

/// Whether the two largest blocs are the two halves, up to two members of those present.
fn along_the_halves(Alliance { members, commons, .. }: &Alliance) -> bool {
    let mut of_half = vec![[0_usize; 2]; commons.n_blocs];
    for i in members.indices() {
        of_half[commons.bloc[i] as usize][usize::from(i >= HALF)] += 1;
    }
    of_half.sort_by_key(|[first, second]| std::cmp::Reverse(first + second));
    let [one, other, ..] = &of_half[..] else {
        return false;
    };
    let in_their_half = (one[0] + other[1]).max(one[1] + other[0]);
    in_their_half + 2 >= members.n_present()
}

/// The share of divided worlds for which something holds, less that of mixed ones.
pub fn against(apart: &[Life], together: &[Life], holds: fn(&Ending) -> bool) -> Estimate {
    let pairs = apart.iter().zip(together);
    mean(pairs.map(|(apart, together)| f64::from(holds(&apart.end)) - f64::from(holds(&together.end))))
}

/// Ties across the two halves of a mixed network, on average over all of them.
pub fn across_of_mixed(bridges: usize) -> f64 {
    let is_across = |&(i, j): &(usize, usize)| (i < HALF) != (j < HALF);
    let across = |number| mixed(bridges, number).iter().filter(|tie| is_across(tie)).count() as f64;
    (0..NETWORKS).map(across).sum::<f64>() / f64::from(NETWORKS)
}

/// The default alliance with sixteen members and these ties.
fn scenario(ties: &[(usize, usize)]) -> String {
    let listed = ties.iter().map(|(i, j)| {
        let (from, to) = (i + 1, j + 1);
        format!("{{ from = \"Member {from}\", to = \"Member {to}\" }}")
    });
    let listed: Vec<String> = listed.collect();
    format!(
        "population.count = {MEMBERS}\nrelations.network = \"listed\"\nrelations.ties = [{}]\n",
        listed.join(", ")
    )
}
