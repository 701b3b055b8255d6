//! What is said of a run, from the founding to the end, and why.

mod beneath;
mod called;
mod camps;
mod climate;
mod draft;
mod ending;
mod events;
mod lead;
mod quarrels;
mod scenes;
mod stretches;
mod why;

use super::sources::Sources;
use crate::language::Language;
use alliance_dynamics::alliance::Goal;
pub(super) use draft::Draft;
use stretches::{Stretch, stretches};

/// As many events are told in the paragraph about the climate; more have one of their own.
const FEW_EVENTS: usize = 2;

/// All chapters, the lead first.
pub(super) fn drafts(sources: &Sources, goal: Goal, language: Language) -> Vec<Draft> {
    let lead = lead::lead(sources, goal, language);
    let stretches = stretches(sources).into_iter().map(|stretch| chapter(sources, stretch));
    let called = called::called(sources, goal);
    let why = why::why(sources, goal, language);
    [lead].into_iter().chain(stretches).chain(called).chain(why).collect()
}

/// A chapter about some months of the run.
fn chapter(sources: &Sources, stretch: Stretch) -> Draft {
    let months = stretch.months;
    let ending = match stretch.is_last {
        true => ending::ending(sources),
        false => Vec::new(),
    };
    let mut opening = climate::climate(sources, months);
    let beneath = beneath::beneath(sources, &stretch);
    let mut events = events::events(sources, months);
    if events.len() <= FEW_EVENTS {
        opening.append(&mut events);
    }
    Draft {
        heading: Some(stretch.heading),
        span: Some(stretch.span),
        paragraphs: vec![
            opening,
            events,
            beneath,
            quarrels::clashes(sources, months),
            scenes::scenes(sources, months),
            quarrels::warnings(sources, months),
            camps::camps(sources, months),
            ending,
        ],
        pictures: Vec::new(),
    }
}
