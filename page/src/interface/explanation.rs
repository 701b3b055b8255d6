//! What one run hung on.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::limits::allow;
use super::settings::{WorldSettings, read};
use super::{Limits, Refused};
use alliance_dynamics::alliance::Goal;
use alliance_studies::causes::{Depth, Explanation, Telling, acts_named, explain, work};
use alliance_studies::experiment::{Control, LivedRun};

/// Fewer futures tell nothing.
const FEWEST_FUTURES: u32 = 10;
/// Whoever is told how far it has come waits so many times as long.
const PATIENCE: u64 = 10;
/// The most acts that its counterfactuals may name together, at some 32 bytes each.
const MOST_ACTS: u64 = 3_000_000;

#[derive(Debug, Deserialize)]
struct ExplanationQuestion {
    #[serde(flatten)]
    world: WorldSettings,
    goal: Goal,
    futures: u32,
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let question: ExplanationQuestion = read(body)?;
    let depth = depth(question.futures, limits)?;
    let chosen = question.world.settings.choose(limits)?;
    let seed = chosen.seed_of(question.world.replication);
    let world = LivedRun::live(Arc::clone(&chosen.scenario), seed);
    allow("acts to be held against each other", acts_named(&world), MOST_ACTS)?;
    let runs = work(&world, depth);
    limits.allow_effort(&chosen.scenario, runs, PATIENCE)?;
    control.expect(runs);
    let explanation = explain(&world, question.goal, depth, control).ok_or(Refused::Stopped)?;
    Ok(serde_json::to_vec(&told(&explanation, &world))?)
}

fn depth(futures: u32, limits: &Limits) -> Result<Depth, Refused> {
    limits.allow_futures(futures)?;
    if futures < FEWEST_FUTURES {
        let message = format!("{futures} futures are too few; allowed are at least {FEWEST_FUTURES}");
        return Err(Refused::Malformed(message));
    }
    Ok(Depth { futures })
}

fn told(explanation: &Explanation, world: &LivedRun) -> Json {
    let telling = Telling { explanation, world };
    let mut answer = telling.answer();
    answer["words"] = telling.paragraph().into();
    let chances = explanation.prospects.0.iter().map(|prospect| {
        json!({
            "months": prospect.months,
            "value": prospect.chance,
            "low": prospect.interval.low,
            "high": prospect.interval.high,
        })
    });
    answer["chances"] = chances.collect();
    answer
}
