//! The plan of a network: where its members stand, and how large everything is.

use super::graph::TrustNetwork;
use super::layout::{Circle, Layout};
use crate::drawing::{Colour, at, theme};

/// Up to this many members all are named; with more, those whose names find room.
pub(super) const MOST_NAMED: usize = 34;
/// Up to this many members names may take two lines.
pub(super) const FEW: usize = 12;
/// How much white is in the ground of a bloc.
pub(super) const PALE: f64 = 0.72;

/// Colours of blocs, none of them like the blue and vermillion of ties.
const BLOCS: [Colour; 6] = [
    Colour(0, 158, 115),
    Colour(204, 121, 167),
    Colour(196, 172, 24),
    Colour(120, 120, 120),
    Colour(110, 84, 160),
    Colour(140, 86, 75),
];

/// The colour of the bloc at this place in the order of size.
pub(super) fn bloc_colour(index: usize) -> Colour {
    BLOCS[index % BLOCS.len()]
}

/// A network and the room it has.
pub(super) struct Plan<'a> {
    pub(super) network: &'a TrustNetwork,
    pub(super) layout: Layout,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
}

impl<'a> Plan<'a> {
    pub(super) fn new(network: &'a TrustNetwork, layout: Layout, (left, top, width): (f64, f64, f64)) -> Self {
        Self {
            network,
            layout,
            left,
            top,
            width,
        }
    }

    pub(super) fn is_large(&self) -> bool {
        self.width > 800.0
    }

    pub(super) fn name_size(&self) -> f64 {
        if self.is_large() { theme::LABEL } else { theme::SMALL }
    }

    /// The radius that suits the number of members and the room.
    pub(super) fn radius(&self) -> f64 {
        let n_places = self.layout.angles.len() + self.layout.empty.len();
        match (n_places, self.is_large()) {
            (0 | 1, _) => 40.0,
            (2..=FEW, true) => 235.0,
            (13..=MOST_NAMED, true) => 310.0,
            (_, true) => 400.0,
            (2..=FEW, false) => 122.0,
            (13..=MOST_NAMED, false) => 165.0,
            (_, false) => 225.0,
        }
    }

    /// A circle of this radius whose top lies here.
    pub(super) fn circle(&self, radius: f64, top: f64) -> Circle {
        Circle {
            centre: at(self.left + self.width / 2.0, top + radius),
            radius,
        }
    }

    /// Room for names above and below the circle.
    pub(super) fn room_above(&self) -> f64 {
        match (self.network.nodes.len(), self.is_large()) {
            (0, _) => 10.0,
            (1..=MOST_NAMED, _) => self.node_room() + 3.4 * self.name_size(),
            (_, true) => self.node_room() + 40.0,
            (_, false) => 20.0,
        }
    }

    /// The radius of the circle of the richest member.
    pub(super) fn largest_node(&self, radius: f64) -> f64 {
        let roomiest = if self.is_large() { 26.0 } else { 15.0 };
        (0.42 * self.layout.step * radius).clamp(2.5, roomiest)
    }

    /// Half the width of the ground of a bloc.
    pub(super) fn node_room(&self) -> f64 {
        self.largest_node(self.radius()) + if self.is_large() { 9.0 } else { 6.0 }
    }
}
