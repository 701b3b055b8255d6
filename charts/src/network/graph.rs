//! Who stands with whom.

use crate::error::{ChartError, check_finite};

/// The trust network of one alliance.
#[derive(Debug, Clone, PartialEq)]
pub struct TrustNetwork {
    /// What it is, such as the arm's name.
    pub label: String,
    /// How it ended, or nothing; written after the label and never cut.
    pub end: String,
    /// The members.
    pub nodes: Vec<Node>,
    /// The ties between them, each pair once.
    pub ties: Vec<Tie>,
    /// Who has left, each as it is to be written.
    pub departed: Vec<String>,
}

/// A member.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its resources, above 0: the area of its circle.
    pub resources: f64,
    /// The number of its bloc.
    pub bloc: usize,
}

/// The tie of a pair of members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// One member, by its place among the nodes.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// The mean of the trust that they have in each other, −1…1. Not finite: not drawn.
    pub trust: f64,
}

impl TrustNetwork {
    pub(super) fn check(&self) -> Result<(), ChartError> {
        let n_nodes = self.nodes.len();
        let mut ends = self.ties.iter().flat_map(|tie| [tie.from, tie.to]);
        if let Some(node) = ends.find(|node| *node >= n_nodes) {
            return Err(ChartError::UnknownNode {
                network: self.label.clone(),
                node,
                n_nodes,
            });
        }
        check_finite(&self.label, self.nodes.iter().map(|node| node.resources))
    }
}
