//! Two good partitions make a better one: what they agree on is kept, and the rest is searched anew.

use super::annealing::{Annealing, Heat};
use super::chance::Chance;
use crate::measures::blocs::{Partition, SignedNetwork};

/// Nodes that stand to each other in the same way in two partitions become one node each; the network among these.
///
/// With two blocs, "apart" in both is an agreement too: the network is then told from the side of the first
/// partition, a tie between its blocs with the opposite sign, so that the first is one bloc of all.
struct Agreed {
    network: SignedNetwork,
    /// Which of the joint nodes each node belongs to.
    class: Vec<u32>,
    /// Where the joint nodes stand in the first partition.
    start: Vec<u32>,
    /// Whether they are told from the side of the first partition.
    is_sided: bool,
}

/// What comes of two partitions into at most `blocs` blocs.
pub(super) fn cross(
    network: &SignedNetwork,
    [one, other]: [&Partition; 2],
    blocs: usize,
    heat: Heat,
    work: u64,
    chance: &mut Chance,
) -> Option<Partition> {
    let agreed = Agreed::of(network, one, other, blocs == 2);
    let mut annealing = Annealing::new(&agreed.network, blocs)?;
    let found = annealing.run(&agreed.start, heat, work, chance);
    Some(Partition::new(network, &agreed.back(one, &found)))
}

impl Agreed {
    fn of(network: &SignedNetwork, one: &Partition, other: &Partition, is_sided: bool) -> Self {
        let (class, first) = classes(network, one, other, is_sided);
        let tell = |(i, j, weight): (usize, usize, f64)| {
            let is_turned = is_sided && one.of[i] != one.of[j];
            (class[i], class[j], if is_turned { -weight } else { weight })
        };
        let ties: Vec<_> = network.pairs().map(tell).collect();
        let mut joint = SignedNetwork::default();
        joint.rebuild_from_ties(first.len(), &ties);
        let start = first.iter().map(|&node| if is_sided { 0 } else { one.of[node] });
        Self {
            network: joint,
            start: start.collect(),
            class,
            is_sided,
        }
    }

    /// What a partition of the joint nodes means for all.
    fn back(&self, one: &Partition, found: &Partition) -> Vec<u32> {
        let told = self.class.iter().map(|&class| found.of[class as usize]);
        match self.is_sided {
            true => told.zip(&one.of).map(|(turned, side)| turned ^ side).collect(),
            false => told.collect(),
        }
    }
}

/// The joint node of every node, and the first node of each.
fn classes(network: &SignedNetwork, one: &Partition, other: &Partition, is_sided: bool) -> (Vec<u32>, Vec<usize>) {
    let n = network.n();
    let (mut class, mut first) = (vec![u32::MAX; n], Vec::new());
    let mut open = Vec::new();
    for node in 0..n {
        if class[node] != u32::MAX {
            continue;
        }
        class[node] = first.len() as u32;
        first.push(node);
        open.push(node);
        while let Some(node) = open.pop() {
            for &partner in network.row(node).0 {
                let partner = partner as usize;
                let stand = [one, other].map(|partition| partition.of[node] == partition.of[partner]);
                let agree = stand[0] == stand[1] && (stand[0] || is_sided);
                if agree && class[partner] == u32::MAX {
                    class[partner] = class[node];
                    open.push(partner);
                }
            }
        }
    }
    (class, first)
}
