//! Ties, and the networks they make.

use std::collections::BTreeMap;

use alliance_prose::counted;

use super::Check;
use crate::scenario::file::{DrawnNetwork, Network, NetworkName};
use crate::scenario::gate::Step;

/// The most members of a complete network: beyond, its ties would fill gigabytes.
const MOST_IN_COMPLETE_NETWORK: usize = 5000;

impl Check<'_> {
    /// Ties lead from one member to another, once, and the network has room for all.
    pub(super) fn relations(&mut self) {
        self.ties();
        let known = self.names.len();
        match self.file.relations.network {
            Network::Named(NetworkName::Complete) if known > MOST_IN_COMPLETE_NETWORK => self.too_many(known),
            Network::Drawn(network) => self.drawn_network(network, known),
            Network::Named(_) => {}
        }
    }

    fn ties(&mut self) {
        let mut seen = BTreeMap::new();
        for (place, tie) in self.file.relations.ties.iter().enumerate() {
            let path = |key: &'static str| [Step::from("relations"), "ties".into(), place.into(), key.into()];
            self.member(&path("from"), &tie.from);
            self.member(&path("to"), &tie.to);
            if tie.from == tie.to {
                self.complain(&path("to"), format!("`{}` is tied to itself", tie.to), |problem| {
                    problem.allowed("two members")
                });
            } else if let Some(first) = seen.insert((&tie.from, &tie.to), place) {
                let line = self
                    .line_of_tie(first)
                    .map(|line| format!(" in line {line}"))
                    .unwrap_or_default();
                self.complain(
                    &path("from")[..3],
                    format!("the tie from `{}` to `{}` stands twice", tie.from, tie.to),
                    |problem| {
                        problem
                            .found(format!("tie {}{line} is the same", first + 1))
                            .allowed("every tie once, one line a direction")
                    },
                );
            }
        }
    }

    /// The line of a listed tie, from 1; `None` where an arm lists it.
    fn line_of_tie(&self, place: usize) -> Option<usize> {
        let at = self
            .document
            .locate(&["relations".into(), "ties".into(), place.into()])
            .start;
        let before = self.document.source().text.as_bytes().get(..at)?;
        Some(1 + before.iter().filter(|&&byte| byte == b'\n').count())
    }

    fn too_many(&mut self, known: usize) {
        let blamed: &[Step<'_>] = match self.file.members.is_empty() {
            true => &["population".into(), "count".into()],
            false => &["members".into()],
        };
        self.complain(blamed, "too many members for a complete network", |problem| {
            problem
                .found(counted(known, "member"))
                .allowed(format!(
                    "at most {MOST_IN_COMPLETE_NETWORK}, or a sparse `relations.network`"
                ))
                .hint("try `network = { kind = \"small-world\", degree = 10, rewire = 0.1 }`")
        });
    }

    fn drawn_network(&mut self, network: DrawnNetwork, known: usize) {
        let (key, found, even) = match network {
            DrawnNetwork::Random { degree } => ("degree", degree, false),
            DrawnNetwork::SmallWorld { degree, .. } => ("degree", degree, true),
            DrawnNetwork::ScaleFree { links } => ("links", links, false),
            DrawnNetwork::Teams { size, .. } => ("size", size, false),
        };
        let path = [Step::from("relations"), "network".into(), key.into()];
        if found as usize >= known {
            self.complain(&path, "more contacts than there are others", |problem| {
                problem
                    .found(found.to_string())
                    .allowed(format!("less than the number of members, {known}"))
            });
        } else if even && found % 2 == 1 {
            self.complain(&path, "the degree of a small world is odd", |problem| {
                problem
                    .found(found.to_string())
                    .allowed("an even number: half of the contacts lie on either side of the ring")
            });
        }
    }
}
