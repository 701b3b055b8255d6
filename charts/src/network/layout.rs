//! Where the members of a network stand: on a circle, bloc beside bloc, so that names lie outside and ties inside.

use std::collections::BTreeMap;
use std::f64::consts::{FRAC_PI_2, TAU};

use super::graph::TrustNetwork;
use crate::drawing::{Point, at};

/// The circle that the members stand on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circle {
    pub(super) centre: Point,
    pub(super) radius: f64,
}

impl Circle {
    /// The place at an angle (clockwise from the right), this far outside the circle.
    pub(super) fn at(&self, angle: f64, outside: f64) -> Point {
        let radius = self.radius + outside;
        at(
            self.centre.x + radius * libm::cos(angle),
            self.centre.y + radius * libm::sin(angle),
        )
    }
}

/// A bloc on the circle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arc {
    /// Its members, clockwise.
    pub(super) members: Vec<usize>,
    /// Angles of its first and its last member.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Angle of the end that stands higher, where its name goes.
    pub(super) upper: f64,
    /// The way on from there, out of the bloc: 1 clockwise, −1 counter-clockwise.
    pub(super) onward: f64,
}

/// Angles of all members, and the blocs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// By node.
    pub(super) angles: Vec<f64>,
    /// The largest bloc first.
    pub(super) arcs: Vec<Arc>,
    /// Angle between neighbours in a bloc.
    pub(super) step: f64,
}

/// Places the members clockwise from the top, bloc by bloc, with free places between blocs.
pub(super) fn place(network: &TrustNetwork) -> Layout {
    let blocs = blocs(network);
    let free = |members: &[usize]| match (blocs.len(), members.len()) {
        (0 | 1, _) => 0.0,
        (_, 1) => 0.25,
        _ => 1.0,
    };
    let places: f64 = blocs
        .iter()
        .map(|members| members.len() as f64 + 2.0 * free(members))
        .sum();
    let step = TAU / places.max(1.0);
    let mut layout = Layout {
        angles: vec![0.0; network.nodes.len()],
        arcs: Vec::new(),
        step,
    };
    let mut next = -FRAC_PI_2 + step / 2.0;
    for members in &blocs {
        let from = next + free(members) * step;
        for (index, member) in members.iter().enumerate() {
            layout.angles[*member] = from + index as f64 * step;
        }
        let arc = arc(members, from, step);
        next = arc.to + (1.0 + free(members)) * step;
        layout.arcs.push(arc);
    }
    layout
}

fn arc(members: &[usize], from: f64, step: f64) -> Arc {
    let to = from + (members.len() as f64 - 1.0) * step;
    let is_first_higher = libm::sin(from - step) < libm::sin(to + step);
    let (upper, onward) = if is_first_higher { (from, -1.0) } else { (to, 1.0) };
    Arc {
        members: members.to_vec(),
        from,
        to,
        upper,
        onward,
    }
}

/// The members of each bloc, the largest bloc first, then by its first member.
fn blocs(network: &TrustNetwork) -> Vec<Vec<usize>> {
    let mut by_number: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, node) in network.nodes.iter().enumerate() {
        by_number.entry(node.bloc).or_default().push(index);
    }
    let mut blocs: Vec<Vec<usize>> = by_number.into_values().collect();
    blocs.sort_by_key(|members| (usize::MAX - members.len(), members[0]));
    blocs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Node;

    #[test]
    fn members_of_a_bloc_stand_side_by_side_and_none_on_another() {
        let layout = place(&of_blocs(&[1, 0, 1, 0, 2, 1]));
        assert_eq!(layout.arcs[0].members, [0, 2, 5]);
        let mut angles = layout.angles.clone();
        angles.sort_by(f64::total_cmp);
        assert!(angles.windows(2).all(|pair| pair[1] - pair[0] > 0.9 * layout.step));
        assert!(angles[5] - angles[0] < TAU - 0.9 * layout.step);
    }

    #[test]
    fn an_empty_network_has_no_places() {
        assert!(place(&of_blocs(&[])).arcs.is_empty());
    }

    fn of_blocs(blocs: &[usize]) -> TrustNetwork {
        let node = |(index, bloc): (usize, &usize)| Node {
            name: format!("{index}"),
            resources: 1.0,
            bloc: *bloc,
        };
        let nodes = blocs.iter().enumerate().map(node).collect();
        TrustNetwork {
            label: String::new(),
            end: String::new(),
            nodes,
            ties: Vec::new(),
            departed: Vec::new(),
        }
    }
}
