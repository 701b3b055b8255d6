//! The loops of the model.

use std::sync::Arc;

use super::{Cut, FeedbackLoop, Field, LoopKind};
use crate::alliance::Share;
use crate::mechanisms::{Goals, Rules, TalkPart, TalkStep};

/// Every loop of the model by which a loss of trust comes back to trust, those that usually make it worse first.
///
/// A loop is cut where it has a link of its own: loops that share parts of their way are still told apart. Every way from trust
/// to trust passes at least one of these links, except that a delegate's own trust is there next month.
///
/// # Source
/// The rules of the steps; which loops to name is ours.
#[must_use]
pub fn known_loops(rules: &Rules) -> Vec<FeedbackLoop> {
    let mut loops = reinforcing();
    loops.extend(balancing(rules));
    loops
}

fn reinforcing() -> Vec<FeedbackLoop> {
    use Field::{Image, Payoff, Trust, Value};
    let reinforcing = |name, route, cuts: &[(&'static str, Field)]| FeedbackLoop {
        name,
        kind: LoopKind::Reinforcing,
        route,
        cuts: cuts.iter().map(|&(part, field)| Cut::Reads { part, field }).collect(),
    };
    vec![
        reinforcing("reciprocity", "trust, contribution, trust", &[("contribute", Trust)]),
        reinforcing(
            "gossip",
            "trust, what is told of others, trust",
            &[("gossip", Trust), ("events", Trust)],
        ),
        reinforcing("loyalty", "trust, home's image, trust", &[("follow", Image)]),
        reinforcing("home echo", "home's image, echo, home's image", &[("echo", Image)]),
        reinforcing(
            "silence",
            "home's image, silence, echo, home's image",
            &[("warn", Image)],
        ),
        reinforcing(
            "pay-off",
            "contribution, value, pay-off, contribution",
            &[("contribute", Payoff), ("constituency", Payoff)],
        ),
        reinforcing(
            "home support",
            "home's image, support, contribution, trust",
            &[("constituency", Image)],
        ),
        reinforcing("learning", "value, capacity, value", &[("learning", Value)]),
        reinforcing("language", "trust, shared language, trust", &[("learning", Trust)]),
        reinforcing("shared goals", "trust, goals, contribution, trust", &[("goals", Trust)]),
        reinforcing("incidents", "trust, incidents, trust", &[("incidents", Trust)]),
        reinforcing("steering", "trust in the lead, clarity, value", &[("bearings", Trust)]),
    ]
}

fn balancing(rules: &Rules) -> Vec<FeedbackLoop> {
    let reads = |part, field| Cut::Reads { part, field };
    let unheeded = Cut::Answers {
        part: "echo",
        as_by: Arc::new(TalkPart {
            talk: rules.home_talk.clone(),
            step: TalkStep::EchoUnheeded,
        }),
        writes: &[Field::Image],
    };
    let adrift = Cut::Answers {
        part: "goals",
        as_by: Arc::new(Goals {
            anchoring: Share::fixed(0.0),
            home_pull: Share::fixed(0.0),
            ..rules.goals.clone()
        }),
        writes: &[Field::Goal, Field::Ambition],
    };
    let balancing = |name, route, cut| FeedbackLoop {
        name,
        kind: LoopKind::Balancing,
        route,
        cuts: vec![cut],
    };
    vec![
        balancing(
            "expectation",
            "trust, what is expected, trust",
            reads("experience", Field::Trust),
        ),
        balancing(
            "dialogue",
            "trust, room for trust, trust",
            reads("dialogue", Field::Trust),
        ),
        balancing("warning", "home's image, echo, warning, home's image", unheeded),
        balancing("anchoring", "goals, home and founding ambition, goals", adrift),
        balancing(
            "control",
            "trust, rules, contribution, trust",
            reads("leadership", Field::Trust),
        ),
    ]
}
