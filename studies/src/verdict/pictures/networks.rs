//! Trust networks of alliances at their end.

use std::sync::Arc;

use alliance_charts::{Heading, TrustNetwork};
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::{Arm, Study};
use alliance_dynamics::simulation::Simulation;

use super::super::Results;
use super::shown::Shown;
use super::title;
use crate::Picture;
use crate::drawing::{MOST_MEMBERS, network};

/// As many networks as one sheet holds.
pub(super) const MOST_NETWORKS: usize = 8;

/// The networks of all arms in one and the same world, as they were at their end: the first replication in which the first arm (at the first
/// design point) had its commonest outcome. Arms are drawn without the sweep, as `trace` shows them.
pub(super) fn at_the_end(study: &Study, results: &Results) -> Option<Picture> {
    let replication = results.cells.first()?.typical_replication()?;
    let seed = replication_seed(study.base.seed, u64::from(replication));
    let shown = Shown::arms(study, results, MOST_NETWORKS);
    let arms = shown.places.iter().map(|&arm| &study.arms[arm]);
    let small = arms.filter(|arm| arm.scenario.most_members() <= MOST_MEMBERS);
    let drawn: Vec<_> = small.map(|arm| of_arm(arm, seed)).collect();
    let sweep = if study.keys.is_empty() {
        ""
    } else {
        " without the sweep"
    };
    let mut left_out = shown.choice();
    if drawn.len() < shown.places.len() {
        let (n_drawn, n_arms) = (drawn.len(), study.arms.len());
        left_out = format!(" Drawn: {n_drawn} of {n_arms} arms; others have more than {MOST_MEMBERS} members.");
    }
    let heading = Heading {
        title: title("who trusts whom in the end", study),
        subtitle: format!(
            "Replication {replication}{sweep}: the same luck in every arm. Each is drawn as it was when it ended.{left_out}"
        ),
    };
    (!drawn.is_empty()).then(|| Picture::new("networks", alliance_charts::network(&heading, &drawn)))
}

fn of_arm(arm: &Arm, seed: u64) -> TrustNetwork {
    let mut simulation = Simulation::new(Arc::clone(&arm.scenario));
    let ending = simulation.run(seed, &mut ());
    TrustNetwork {
        end: ending.outcome.name().to_owned(),
        ..network(arm.name.clone(), &arm.scenario, simulation.alliance())
    }
}
