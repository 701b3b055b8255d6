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
    pub fn new(part: MonthPart, mechanism: impl Mechanism + 'static) -> Self {
        let mechanism = Arc::new(mechanism);
        Self { part, mechanism }
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
        TwinPart::new(MonthPart::Work(step), WorkPart { work, step })
    };
    let talk = |step| {
        let (talk, part) = (rules.home_talk.clone(), MonthPart::Talk(step));
        match step {
            TalkStep::Warn => TwinPart::new(part, Averaged(TalkPart { talk, step })),
            _ => TwinPart::new(part, TalkPart { talk, step }),
        }
    };
    let part = MonthPart::Whole(id);
    match id {
        MechanismId::Arrivals | MechanismId::Membership => Vec::new(),
        MechanismId::Phases | MechanismId::Standings | MechanismId::Cohesion => Vec::new(),
        MechanismId::Events => vec![TwinPart::new(part, without_departures(&rules.events))],
        MechanismId::Work => WorkStep::ALL.map(work).into(),
        MechanismId::HomeTalk => TalkStep::ALL.map(talk).into(),
        MechanismId::Incidents => vec![TwinPart::new(part, Averaged(rules.incidents.clone()))],
        _ => {
            let mechanism = rules.mechanism(id).into();
            vec![TwinPart { part, mechanism }]
        }
    }
}

fn without_departures(events: &Events) -> Events {
    let stay = |kind: &EventKind| !matches!(kind, EventKind::Leave { .. });
    Events(events.0.iter().filter(|event| stay(&event.kind)).cloned().collect())
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
