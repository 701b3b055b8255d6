//! One run in full.

use std::sync::Arc;

use super::settings::{WorldSettings, read};
use super::{Limits, Refused};
use crate::report::Replay;
use crate::simulation::Simulation;

/// Numbers of ties that are told, over all months: with more, months are left out.
const MOST_TIES: usize = 2_000_000;

pub(super) fn answer(body: &[u8], limits: &Limits) -> Result<Vec<u8>, Refused> {
    let asked: WorldSettings = read(body)?;
    let chosen = asked.settings.choose(limits)?;
    let seed = chosen.seed_of(asked.replication);
    let mut replay = Replay::of(&chosen.scenario, MOST_TIES);
    let ending = Simulation::new(Arc::clone(&chosen.scenario)).run(seed, &mut replay);
    Ok(serde_json::to_vec(&replay.finish(&ending, seed))?)
}
