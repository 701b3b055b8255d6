//! The loops of the model: one entry each says where it leads, where it is cut and how it is switched off.

use std::sync::Arc;

use super::Quantity::{self, Ambition, Goal, Image, Payoff, Trust, Value};
use super::{Cut, FeedbackLoop, LoopKind, MonthPart, Switch};
use crate::alliance::Share;
use crate::mechanisms::{Goals, MechanismId, Rules, TalkPart, TalkStep, WorkStep};
use crate::scenario::file::{EventEntry, ScenarioFile};

const NONE: Switch = Switch::Number(0.0);
const OFF: Switch = Switch::Is(false);

/// Every loop of the model by which a loss of trust comes back to trust, those that usually make it worse first.
///
/// A loop is cut where it has a link of its own: loops that share parts of their way are still told apart. Every way from trust
/// to trust passes at least one of these links, except that a delegate's own trust is there next month.
///
/// # Source
/// The rules of the steps; which loops to name is ours.
#[must_use]
pub fn known_loops(rules: &Rules) -> Vec<FeedbackLoop> {
    let mut loops = reinforcing_by_talk();
    loops.extend(reinforcing_by_work());
    loops.extend(balancing(rules));
    loops
}

fn reinforcing_by_talk() -> Vec<FeedbackLoop> {
    vec![
        reinforcing(
            "reciprocity",
            "trust, contribution, trust",
            vec![reads(WorkStep::Contribute, Trust)],
            &[("work.trust_weight", NONE)],
        ),
        FeedbackLoop {
            off_where_listed: rumours,
            ..reinforcing(
                "gossip",
                "trust, what is told of others, trust",
                vec![reads(MechanismId::Gossip, Trust), reads(MechanismId::Events, Trust)],
                &[("gossip.enabled", OFF)],
            )
        },
        reinforcing(
            "loyalty",
            "trust, home's image, trust",
            vec![reads(TalkStep::Follow, Image)],
            &[("home_talk.loyalty", NONE)],
        ),
        reinforcing(
            "home echo",
            "home's image, echo, home's image",
            vec![reads(TalkStep::Echo, Image)],
            &[("home_talk.echo", NONE), ("home_talk.stereotyping", NONE)],
        ),
        reinforcing(
            "silence",
            "home's image, silence, echo, home's image",
            vec![reads(TalkStep::Warn, Image)],
            &[("home_talk.conformity", NONE), ("home_talk.warning_cost", NONE)],
        ),
    ]
}

fn reinforcing_by_work() -> Vec<FeedbackLoop> {
    vec![
        reinforcing(
            "pay-off",
            "contribution, value, pay-off, contribution",
            vec![
                reads(WorkStep::Contribute, Payoff),
                reads(MechanismId::Constituency, Payoff),
            ],
            &[("work.payoff_weight", NONE), ("constituency.payoff_weight", NONE)],
        ),
        reinforcing(
            "home support",
            "home's image, support, contribution, trust",
            vec![reads(MechanismId::Constituency, Image)],
            &[("constituency.image_weight", NONE)],
        ),
        reinforcing(
            "learning",
            "value, capacity, value",
            vec![reads(MechanismId::Learning, Value)],
            &[("learning.capacity_gain", NONE)],
        ),
        reinforcing(
            "language",
            "trust, shared language, trust",
            vec![reads(MechanismId::Learning, Trust)],
            &[("learning.language_gain", NONE)],
        ),
        reinforcing(
            "shared goals",
            "trust, goals, contribution, trust",
            vec![reads(MechanismId::Goals, Trust)],
            &[("goals.alliance_pull", NONE)],
        ),
        reinforcing(
            "incidents",
            "trust, incidents, trust",
            vec![reads(MechanismId::Incidents, Trust)],
            &[("incidents.enabled", OFF)],
        ),
        reinforcing(
            "steering",
            "trust in the lead, clarity, value",
            vec![reads(MechanismId::Bearings, Trust)],
            &[("work.steering_cost", NONE), ("incidents.power", NONE)],
        ),
    ]
}

fn balancing(rules: &Rules) -> Vec<FeedbackLoop> {
    vec![
        balanced(
            "expectation",
            "trust, what is expected, trust",
            reads(MechanismId::Experience, Trust),
            &[("experience.enabled", OFF)],
        ),
        balanced(
            "dialogue",
            "trust, room for trust, trust",
            reads(MechanismId::Dialogue, Trust),
            &[("dialogue.enabled", OFF)],
        ),
        FeedbackLoop {
            off_where_listed: voices,
            ..balanced(
                "warning",
                "home's image, echo, warning, home's image",
                unheeded(rules),
                &[("population.voice", NONE)],
            )
        },
        balanced(
            "anchoring",
            "goals, home and founding ambition, goals",
            adrift(rules),
            &[("goals.anchoring", NONE), ("goals.home_pull", NONE)],
        ),
        balanced(
            "control",
            "trust, rules, contribution, trust",
            reads(MechanismId::Leadership, Trust),
            &[("leadership.dial_speed", NONE)],
        ),
    ]
}

fn reinforcing(
    name: &'static str,
    route: &'static str,
    cuts: Vec<Cut>,
    off: &'static [(&'static str, Switch)],
) -> FeedbackLoop {
    FeedbackLoop {
        name,
        kind: LoopKind::Reinforcing,
        route,
        cuts,
        off,
        off_where_listed: |_| Vec::new(),
    }
}

fn balanced(name: &'static str, route: &'static str, cut: Cut, off: &'static [(&'static str, Switch)]) -> FeedbackLoop {
    FeedbackLoop {
        kind: LoopKind::Balancing,
        ..reinforcing(name, route, vec![cut], off)
    }
}

fn reads(part: impl Into<MonthPart>, quantity: Quantity) -> Cut {
    Cut::Reads {
        part: part.into(),
        quantity,
    }
}

/// Homes talk as if nobody had warned.
fn unheeded(rules: &Rules) -> Cut {
    Cut::Answers {
        part: TalkStep::Echo.into(),
        as_by: Arc::new(TalkPart {
            talk: rules.home_talk.clone(),
            step: TalkStep::EchoUnheeded,
        }),
        writes: &[Image],
    }
}

/// Nothing draws goals and ambition back to where they began.
fn adrift(rules: &Rules) -> Cut {
    Cut::Answers {
        part: MechanismId::Goals.into(),
        as_by: Arc::new(Goals {
            anchoring: Share::fixed(0.0),
            home_pull: Share::fixed(0.0),
            ..rules.goals.clone()
        }),
        writes: &[Goal, Ambition],
    }
}

/// Planned rumours are believed from those who are trusted.
fn rumours(file: &ScenarioFile) -> Vec<String> {
    let rumours = file.events.iter().enumerate();
    let rumours = rumours.filter(|(_, event)| matches!(event, EventEntry::Rumour { .. }));
    rumours.map(|(place, _)| format!("events.{place}.strength")).collect()
}

/// Homes that have a voice of their own.
fn voices(file: &ScenarioFile) -> Vec<String> {
    let members = file.members.iter().filter(|member| member.voice.is_some());
    let members = members.map(|member| format!("members.{}.voice", member.name));
    let arrivals = file.arrivals.iter().enumerate();
    let arrivals = arrivals.filter(|(_, arrival)| arrival.member.voice.is_some());
    let arrivals = arrivals.map(|(place, _)| format!("arrivals.{place}.member.voice"));
    members.chain(arrivals).collect()
}
