//! The month in parts.

use std::sync::Arc;

use crate::mechanisms::{
    Bearings, Dynamics, EventKind, Events, HomeTalk, Mechanism, Month, Rules, TalkPart, TalkStep, Work, WorkPart,
    WorkStep,
};

/// A part of a month that twins live.
#[derive(Clone)]
pub struct Part {
    /// What happens.
    pub mechanism: Arc<dyn Mechanism>,
    /// Under which luck.
    pub dynamics: Dynamics,
}

impl Part {
    /// A part under this luck.
    pub fn new(mechanism: impl Mechanism + 'static, dynamics: Dynamics) -> Self {
        Self {
            mechanism: Arc::new(mechanism),
            dynamics,
        }
    }

    pub(super) fn live(&self, month: &mut Month<'_>) {
        month.dynamics = self.dynamics;
        self.mechanism.apply(month);
    }
}

/// The model's month in parts, without those who join or leave and without what only judges.
///
/// Warnings and incidents, which happen or do not, are replaced by their chance; all else goes by `dynamics`.
#[must_use]
pub fn month_in_parts(rules: &Rules, dynamics: Dynamics) -> Vec<Part> {
    let work = |step| work_part(&rules.work, step);
    let talk = |step| talk_part(&rules.home_talk, step);
    let drawn = |mechanism: Arc<dyn Mechanism>| Part { mechanism, dynamics };
    let averaged = |mechanism| Part {
        mechanism,
        dynamics: Dynamics::MeanField,
    };
    let all = vec![
        drawn(Arc::new(without_departures(&rules.events))),
        drawn(Arc::new(rules.context.clone())),
        drawn(Arc::new(rules.leadership.clone())),
        drawn(Arc::new(Bearings)),
        drawn(work(WorkStep::Contribute)),
        drawn(work(WorkStep::Reward)),
        drawn(Arc::new(rules.experience.clone())),
        drawn(Arc::new(rules.dialogue.clone())),
        drawn(Arc::new(rules.gossip.clone())),
        averaged(talk(TalkStep::Warn)),
        drawn(talk(TalkStep::Report)),
        drawn(talk(TalkStep::Echo)),
        drawn(talk(TalkStep::Follow)),
        averaged(Arc::new(rules.incidents.clone())),
        drawn(Arc::new(rules.goals.clone())),
        drawn(Arc::new(rules.learning.clone())),
        drawn(Arc::new(rules.constituency.clone())),
    ];
    all.into_iter().filter(|part| part.mechanism.enabled()).collect()
}

fn work_part(work: &Work, step: WorkStep) -> Arc<dyn Mechanism> {
    let work = work.clone();
    Arc::new(WorkPart { work, step })
}

fn talk_part(talk: &HomeTalk, step: TalkStep) -> Arc<dyn Mechanism> {
    let talk = talk.clone();
    Arc::new(TalkPart { talk, step })
}

fn without_departures(events: &Events) -> Events {
    let stay = |kind| !matches!(kind, EventKind::Leave { .. });
    Events(events.0.iter().filter(|event| stay(event.kind)).copied().collect())
}
