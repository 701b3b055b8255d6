//! The month in parts.

use std::mem::replace;
use std::sync::Arc;

use crate::mechanisms::{
    Dynamics, EventKind, Events, Mechanism, MechanismId, Month, Rules, TalkPart, TalkStep, WorkPart, WorkStep,
};

/// Which part of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthPart {
    /// All of a mechanism of the model.
    Whole(MechanismId),
    /// A step of work.
    Work(WorkStep),
    /// A step of the talk at home.
    Talk(TalkStep),
    /// A mechanism of one's own, by its name.
    Own(&'static str),
}

impl From<MechanismId> for MonthPart {
    fn from(id: MechanismId) -> Self {
        Self::Whole(id)
    }
}

impl From<WorkStep> for MonthPart {
    fn from(step: WorkStep) -> Self {
        Self::Work(step)
    }
}

impl From<TalkStep> for MonthPart {
    fn from(step: TalkStep) -> Self {
        Self::Talk(step)
    }
}

/// A part of a month that twins live.
#[derive(Clone)]
pub struct TwinPart {
    /// Which part it is.
    pub part: MonthPart,
    /// What happens.
    pub mechanism: Arc<dyn Mechanism>,
}

impl TwinPart {
    /// A part in which this happens.
    pub fn new(part: impl Into<MonthPart>, mechanism: impl Mechanism + 'static) -> Self {
        Self {
            part: part.into(),
            mechanism: Arc::new(mechanism),
        }
    }
}

/// The model's month in parts, without those who join or leave and without what only judges.
///
/// Luck that says yes or no, of warnings and incidents, is replaced by its chance.
#[must_use]
pub fn month_in_parts(rules: &Rules) -> Vec<TwinPart> {
    let parts = MechanismId::ALL.iter().flat_map(|&id| parts_of(id, rules));
    parts.filter(|part| part.mechanism.enabled()).collect()
}

fn parts_of(id: MechanismId, rules: &Rules) -> Vec<TwinPart> {
    let work = |step| {
        let work = rules.work.clone();
        TwinPart::new(step, WorkPart { work, step })
    };
    let talk = |step| {
        let talk = rules.home_talk.clone();
        TalkPart { talk, step }
    };
    let drawn = |step| TwinPart::new(step, talk(step));
    match id {
        MechanismId::Arrivals | MechanismId::Membership => Vec::new(),
        MechanismId::Phases | MechanismId::Standings | MechanismId::Cohesion => Vec::new(),
        MechanismId::Events => vec![TwinPart::new(id, without_departures(&rules.events))],
        MechanismId::Work => [WorkStep::Contribute, WorkStep::Reward].map(work).into(),
        MechanismId::HomeTalk => vec![
            TwinPart::new(TalkStep::Warn, Averaged(talk(TalkStep::Warn))),
            drawn(TalkStep::Report),
            drawn(TalkStep::Echo),
            drawn(TalkStep::Follow),
        ],
        MechanismId::Incidents => vec![TwinPart::new(id, Averaged(rules.incidents.clone()))],
        _ => vec![TwinPart {
            part: id.into(),
            mechanism: rules.mechanism(id).into(),
        }],
    }
}

fn without_departures(events: &Events) -> Events {
    let stay = |kind| !matches!(kind, EventKind::Leave { .. });
    Events(events.0.iter().filter(|event| stay(event.kind)).copied().collect())
}

/// A mechanism whose luck is replaced by what it comes to on average.
struct Averaged<M>(M);

impl<M: Mechanism> Mechanism for Averaged<M> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn enabled(&self) -> bool {
        self.0.enabled()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let drawn = replace(&mut month.dynamics, Dynamics::MeanField);
        self.0.apply(month);
        month.dynamics = drawn;
    }
}
