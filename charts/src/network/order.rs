//! In which order members stand who are in several networks: nearest to those with whom they stand together most often.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::TrustNetwork;
use super::layout::names;

/// How trust weighs beside standing in one bloc: it decides where that does not.
const TRUST: f64 = 0.1;

/// Who stands with whom over all networks of a sheet.
pub(super) struct Company {
    /// The members of all networks.
    pub(super) names: Vec<(String, usize)>,
    /// For every pair, in how many of the networks with both of them they are in one bloc, 0…1.
    together: Vec<Vec<f64>>,
    /// For every pair, the mean of their trust, −1…1.
    trust: Vec<Vec<f64>>,
}

impl Company {
    pub(super) fn of(networks: &[TrustNetwork]) -> Self {
        let mut all: Vec<(String, usize)> = Vec::new();
        let mut known: BTreeMap<(String, usize), usize> = BTreeMap::new();
        let places: Vec<Vec<usize>> = networks
            .iter()
            .map(|network| {
                let place = |name: (String, usize)| {
                    *known.entry(name.clone()).or_insert_with(|| {
                        all.push(name);
                        all.len() - 1
                    })
                };
                names(network).into_iter().map(place).collect()
            })
            .collect();
        let square = || vec![vec![0.0; all.len()]; all.len()];
        let (mut met, mut together, mut trust) = (square(), square(), square());
        for (network, places) in networks.iter().zip(&places) {
            for (a, node) in network.nodes.iter().enumerate() {
                for (b, other) in network.nodes.iter().enumerate() {
                    met[places[a]][places[b]] += 1.0;
                    together[places[a]][places[b]] += f64::from(u8::from(node.bloc == other.bloc));
                }
            }
            for tie in network.ties.iter().filter(|tie| tie.trust.is_finite()) {
                let (a, b) = (places[tie.from], places[tie.to]);
                trust[a][b] += tie.trust;
                trust[b][a] += tie.trust;
            }
        }
        for a in 0..all.len() {
            for b in 0..all.len() {
                let met = f64::max(met[a][b], 1.0);
                together[a][b] /= met;
                trust[a][b] /= met;
            }
        }
        Self {
            names: all,
            together,
            trust,
        }
    }

    /// Groups of members, each in the order of their places; those are neighbours who mostly stand together. One network has its own blocs,
    /// the largest first.
    pub(super) fn blocs(&self) -> Vec<Vec<usize>> {
        let mut groups = self.agreed();
        groups.sort_by_key(|members| (usize::MAX - members.len(), members[0]));
        let mut order: Vec<Vec<usize>> = Vec::new();
        let mut left: BTreeSet<usize> = (0..groups.len()).collect();
        let mut next = left.first().copied();
        while let Some(group) = next {
            left.remove(&group);
            let nearest = |a: &&usize, b: &&usize| {
                let (one, other) = (
                    self.near(&groups[group], &groups[**a]),
                    self.near(&groups[group], &groups[**b]),
                );
                one.total_cmp(&other).then(b.cmp(a))
            };
            next = match self.is_unanimous() {
                true => left.first().copied(),
                false => left.iter().max_by(nearest).copied(),
            };
            order.push(groups[group].clone());
        }
        order
    }

    /// Whether all networks have the same blocs.
    fn is_unanimous(&self) -> bool {
        self.together
            .iter()
            .flatten()
            .all(|share| *share == 0.0 || *share == 1.0)
    }

    /// Groups that stand together in more than half of the networks, on average over their pairs: the two nearest groups are joined, over and
    /// over (average linkage).
    fn agreed(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..self.names.len()).map(|member| vec![member]).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for a in 0..groups.len() {
                for b in a + 1..groups.len() {
                    let share = mean(&self.together, &groups[a], &groups[b]);
                    if share > 0.5 && best.is_none_or(|(most, ..)| share > most) {
                        best = Some((share, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else { break };
            let joined = groups.remove(b);
            groups[a].extend(joined);
            groups[a].sort_unstable();
        }
        groups
    }

    fn near(&self, group: &[usize], other: &[usize]) -> f64 {
        mean(&self.together, group, other) + TRUST * mean(&self.trust, group, other)
    }
}

/// The mean over all pairs of two groups.
fn mean(of: &[Vec<f64>], group: &[usize], other: &[usize]) -> f64 {
    let pairs = group.iter().flat_map(|a| other.iter().map(|b| of[*a][*b]));
    pairs.sum::<f64>() / (group.len() * other.len()) as f64
}
