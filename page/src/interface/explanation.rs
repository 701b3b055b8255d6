//! What one run hung on.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits::{PATIENCE, allow};
use super::refused::RefusalAnswer;
use super::settings::{WorldQuestion, read};
use super::{Limits, Refused};
use alliance_dynamics::alliance::Goal;
use alliance_studies::causes::{Bounded, CausesAnswer, Depth, Telling, acts_named, explain, work};
use alliance_studies::experiment::{Control, LivedRun};

/// Fewer futures tell nothing.
const FEWEST_FUTURES: u32 = 10;
/// The most acts that its counterfactuals may name together, at some 32 bytes each.
const MOST_ACTS: u64 = 3_000_000;

/// What one run hung on, by so many futures.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct ExplanationQuestion {
    #[serde(flatten)]
    world: WorldQuestion,
    goal: Goal,
    futures: u32,
}

/// What one run hung on, as `alliance explain` says it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ExplanationAnswer<'a> {
    #[serde(flatten)]
    causes: CausesAnswer<'a>,
    /// The paragraph of `alliance explain`, in English.
    words: String,
    /// The chance to meet the goal, with fresh luck from then on, after so many months.
    chances: Vec<ChanceAnswer>,
}

/// The answer comes as lines: how much is done, 0…1, now and then, and the explanation last.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "for the schema: whoever sends the lines puts them together")]
pub(super) enum ExplanationLine<'a> {
    Done { done: f64 },
    Answer { answer: ExplanationAnswer<'a> },
    Refused(RefusalAnswer),
}

/// The chance at one moment.
#[derive(Debug, Serialize, JsonSchema)]
struct ChanceAnswer {
    months: u32,
    #[serde(flatten)]
    chance: Bounded,
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let question: ExplanationQuestion = read(body)?;
    let depth = depth(question.futures, limits)?;
    let chosen = question.world.settings.choose(limits, control)?;
    let seed = chosen.seed_of(question.world.replication);
    let world = LivedRun::live(Arc::clone(&chosen.scenario), seed);
    allow("acts to be held against each other", acts_named(&world), MOST_ACTS)?;
    let runs = work(&world, depth);
    limits.allow_effort(&chosen.scenario, runs, PATIENCE)?;
    control.expect(runs);
    let explanation = explain(&world, question.goal, depth, control).ok_or(Refused::Stopped)?;
    let telling = Telling {
        explanation: &explanation,
        world: &world,
    };
    Ok(serde_json::to_vec(&told(&telling))?)
}

fn depth(futures: u32, limits: &Limits) -> Result<Depth, Refused> {
    limits.allow_futures(futures)?;
    if futures < FEWEST_FUTURES {
        let message = format!("{futures} futures are too few; allowed are at least {FEWEST_FUTURES}");
        return Err(Refused::Malformed(message));
    }
    Ok(Depth::of(futures))
}

fn told<'a>(telling: &Telling<'a>) -> ExplanationAnswer<'a> {
    let chances = telling.explanation.prospects.0.iter().map(|prospect| ChanceAnswer {
        months: prospect.months,
        chance: Bounded::of((prospect.chance, prospect.interval)),
    });
    ExplanationAnswer {
        causes: telling.answer(),
        words: telling.paragraph(),
        chances: chances.collect(),
    }
}
