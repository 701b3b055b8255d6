//! Networks that are drawn for every run.

use std::collections::BTreeSet;

use super::file::DrawnNetwork;
use crate::alliance::every_pair;
use crate::elementary::ln;
use crate::random::{Chance, Draws, Purpose};

const NETWORK: Purpose = Purpose::named("relations network");

/// The tied pairs of a drawn network of `n` members, each once.
///
/// # Source
/// Random: Gilbert (1959), drawn by the skips of Batagelj and Brandes (2005). Small world: Watts and Strogatz (1998).
/// Scale-free: Barabási and Albert (1999), from a complete core of `links + 1` members. Teams: ours, after the 'team of teams' of
/// practice.
#[must_use]
pub(super) fn draw_network(kind: DrawnNetwork, n: u32, chance: &Chance) -> Vec<(u32, u32)> {
    let mut draws = chance.of(NETWORK, 0).at(0, 0);
    match kind {
        DrawnNetwork::Random { degree } => random(n, degree, &mut draws),
        DrawnNetwork::SmallWorld { degree, rewire } => small_world(n, degree, *rewire, &mut draws),
        DrawnNetwork::ScaleFree { links } => scale_free(n, links, &mut draws),
        DrawnNetwork::Teams { size, links } => teams(n, size, links, &mut draws),
    }
}

fn random(n: u32, degree: u32, draws: &mut Draws) -> Vec<(u32, u32)> {
    let probability = f64::from(degree) / f64::from(n - 1);
    if probability >= 1.0 {
        return every_pair(n);
    }
    let log_miss = ln(1.0 - probability).abs();
    let mut pairs = Vec::new();
    // Walks the pairs (j, i) with j < i in order, skipping a geometric number of them each time.
    let (mut i, mut j) = (1_u64, -1_i64);
    loop {
        let skip = (-ln(1.0 - draws.uniform()) / log_miss).floor();
        j = j.saturating_add(1).saturating_add(skip as i64);
        while i < u64::from(n) && j >= i as i64 {
            j -= i as i64;
            i += 1;
        }
        if i >= u64::from(n) {
            return pairs;
        }
        pairs.push((j as u32, i as u32));
    }
}

fn small_world(n: u32, degree: u32, rewire: f64, draws: &mut Draws) -> Vec<(u32, u32)> {
    let mut tied: BTreeSet<(u32, u32)> = (0..n)
        .flat_map(|i| (1..=degree / 2).map(move |step| ordered(i, (i + step) % n)))
        .collect();
    for step in 1..=degree / 2 {
        for i in 0..n {
            let old = ordered(i, (i + step) % n);
            if !draws.happens(rewire) || !tied.contains(&old) {
                continue;
            }
            let new = ordered(i, draws.below(n));
            if new.0 != new.1 && !tied.contains(&new) {
                tied.remove(&old);
                tied.insert(new);
            }
        }
    }
    tied.into_iter().collect()
}

fn scale_free(n: u32, links: u32, draws: &mut Draws) -> Vec<(u32, u32)> {
    let core = (links + 1).min(n);
    let mut pairs = every_pair(core);
    // Every member stands here once for every tie it has.
    let mut ends: Vec<u32> = pairs.iter().flat_map(|&(i, j)| [i, j]).collect();
    for newcomer in core..n {
        let mut chosen = BTreeSet::new();
        while chosen.len() < links as usize {
            chosen.insert(ends[draws.below(ends.len() as u32) as usize]);
        }
        for other in chosen {
            pairs.push((other, newcomer));
            ends.extend([other, newcomer]);
        }
    }
    pairs
}

fn teams(n: u32, size: u32, links: u32, draws: &mut Draws) -> Vec<(u32, u32)> {
    let starts: Vec<u32> = (0..n).step_by(size as usize).collect();
    let team = |start: u32| start..(start + size).min(n);
    let mut pairs = Vec::new();
    for (place, &first) in starts.iter().enumerate() {
        let within = team(first);
        pairs.extend(within.clone().flat_map(|i| (i + 1..within.end).map(move |j| (i, j))));
        for &second in &starts[place + 1..] {
            let (rows, columns) = (team(first), team(second));
            let width = columns.end - columns.start;
            let cell = |cell: u32| (rows.start + cell / width, columns.start + cell % width);
            let chosen = without_replacement((rows.end - rows.start) * width, links, draws);
            pairs.extend(chosen.into_iter().map(cell));
        }
    }
    pairs
}

/// So many of the numbers below `count`, or all of them, each choice equally likely.
///
/// # Source
/// Floyd's method, in Bentley and Floyd (1987).
fn without_replacement(count: u32, wanted: u32, draws: &mut Draws) -> BTreeSet<u32> {
    let mut chosen = BTreeSet::new();
    for last in count.saturating_sub(wanted)..count {
        let drawn = draws.below(last + 1);
        chosen.insert(if chosen.contains(&drawn) { last } else { drawn });
    }
    chosen
}

fn ordered(i: u32, j: u32) -> (u32, u32) {
    (i.min(j), i.max(j))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alliance::Share;

    #[test]
    fn drawn_networks_have_the_degree_asked_for() {
        let n = 2000;
        for (kind, expected, slack) in [
            (DrawnNetwork::Random { degree: 10 }, 10.0, 0.5),
            (
                DrawnNetwork::SmallWorld {
                    degree: 10,
                    rewire: Share::fixed(0.1),
                },
                10.0,
                1e-9,
            ),
            (DrawnNetwork::ScaleFree { links: 5 }, 10.0, 0.1),
        ] {
            let pairs = draw(kind, n);
            let mean = 2.0 * pairs.len() as f64 / f64::from(n);
            assert!((mean - expected).abs() <= slack, "{kind:?} has degree {mean}");
        }
    }

    #[test]
    fn no_pair_is_drawn_twice_or_with_itself() {
        for kind in [
            DrawnNetwork::Random { degree: 4 },
            DrawnNetwork::Random { degree: 30 },
            DrawnNetwork::SmallWorld {
                degree: 4,
                rewire: Share::fixed(0.9),
            },
            DrawnNetwork::ScaleFree { links: 3 },
            DrawnNetwork::Teams { size: 6, links: 4 },
        ] {
            let pairs = draw(kind, 20);
            assert_eq!(pairs.iter().collect::<BTreeSet<_>>().len(), pairs.len());
            assert!(pairs.iter().all(|&(i, j)| i < j && j < 20), "{kind:?}");
        }
    }

    #[test]
    fn rewiring_moves_ties_off_the_ring_and_newcomers_favour_those_with_many() {
        let ring = draw(
            DrawnNetwork::SmallWorld {
                degree: 4,
                rewire: Share::fixed(0.0),
            },
            100,
        );
        let world = draw(
            DrawnNetwork::SmallWorld {
                degree: 4,
                rewire: Share::fixed(0.3),
            },
            100,
        );
        let kept = world.iter().filter(|pair| ring.contains(pair)).count();
        assert!((110..175).contains(&kept), "{kept} of 200 ties kept");
        let degree = |i| {
            draw(DrawnNetwork::ScaleFree { links: 2 }, 1000)
                .iter()
                .filter(|p| p.0 == i || p.1 == i)
                .count()
        };
        assert!((0..3).map(degree).max() > Some(20));
    }

    #[test]
    fn teams_are_tied_within_and_by_a_few_links_between() {
        let pairs = draw(DrawnNetwork::Teams { size: 5, links: 2 }, 13);
        let team = |i: u32| i / 5;
        let within = pairs.iter().filter(|pair| team(pair.0) == team(pair.1)).count();
        assert_eq!(within, 10 + 10 + 3);
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            let between = pairs.iter().filter(|pair| (team(pair.0), team(pair.1)) == (one, other));
            assert_eq!(between.count(), 2);
        }
        let all = draw(DrawnNetwork::Teams { size: 2, links: 9 }, 4);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 6);
    }

    #[test]
    fn every_choice_of_links_is_equally_likely() {
        let mut counts = [0; 10];
        for seed in 0..20_000 {
            let mut draws = Chance::new(seed).of(NETWORK, 0).at(0, 0);
            for chosen in without_replacement(10, 3, &mut draws) {
                counts[chosen as usize] += 1;
            }
        }
        assert!(counts.iter().all(|count| (5700..6300).contains(count)), "{counts:?}");
    }

    fn draw(kind: DrawnNetwork, n: u32) -> Vec<(u32, u32)> {
        draw_network(kind, n, &Chance::new(5))
    }
}
