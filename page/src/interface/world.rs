//! One run in full.

use std::sync::Arc;

use super::settings::{WorldQuestion, read};
use super::{Limits, Refused};
use crate::replay::Replay;
use alliance_dynamics::random::Chance;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, Simulation};
use alliance_studies::experiment::Control;

/// Numbers of ties that are told, over all months: with more, months are left out.
const MOST_TIES: usize = 2_000_000;

/// Months between two looks at whether somebody still waits.
const STRETCH: u32 = 12;

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let asked: WorldQuestion = read(body)?;
    let chosen = asked.settings.choose(limits, control)?;
    let seed = chosen.seed_of(asked.replication);
    let mut replay = Replay::of(&chosen.scenario, MOST_TIES);
    let ending = live(&chosen.scenario, seed, &mut replay, control).ok_or(Refused::Stopped)?;
    Ok(serde_json::to_vec(&replay.finish(&ending, seed))?)
}

/// The run of a seed; `None` when `control` said stop.
fn live(scenario: &Arc<Scenario>, seed: u64, replay: &mut Replay<'_>, control: &Control) -> Option<Ending> {
    let chance = Chance::new(seed);
    let mut simulation = Simulation::new(Arc::clone(scenario));
    simulation.found(&chance);
    for months in (0..scenario.months).step_by(STRETCH as usize) {
        if control.is_stopped() {
            return None;
        }
        simulation.live_until(scenario.months.min(months + STRETCH), &chance, replay);
    }
    Some(simulation.ending())
}
