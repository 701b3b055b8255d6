//! The loops of the model: one entry each says where it leads, where it is cut and how it is switched off.

use std::sync::Arc;

use super::MonthPart::{Talk, Whole, Work};
use super::Quantity::{self, Ambition, Clarity, Goal, Hidden, Image, Language, Payoff, Standing, Trust, Value};
use super::{Cut, FeedbackLoop, LoopKind, MonthPart, Switch};
use crate::alliance::Share;
use crate::mechanisms::{Goals, MechanismId as Id, Rules, TalkPart, TalkStep, WorkStep};
use crate::scenario::file::{EventEntry, ScenarioFile};

const NONE: Switch = Switch::Number(0.0);
const OFF: Switch = Switch::Is(false);

/// Loops of one kind: name, route, cuts, keys that switch it off, and what finds more of these in a scenario.
macro_rules! loops {
    ($kind:ident: $($name:literal, $route:literal, $cuts:expr, $off:expr $(, $listed:ident)?;)*) => {
        [$(FeedbackLoop {
            kind: LoopKind::$kind,
            $(off_where_listed: $listed,)?
            ..FeedbackLoop::new($name, $route, $cuts, &$off)
        }),*]
    };
}

/// Every loop of the model by which a loss of trust comes back to trust, those that usually make it worse first.
///
/// A loop is cut where it has a link of its own: loops that share parts of their way are still told apart. Every way from trust
/// to trust passes at least one of these links, except that a delegate's own trust is there next month.
///
/// # Source
/// The rules of the steps; which loops to name is ours.
#[must_use]
pub fn known_loops(rules: &Rules) -> Vec<FeedbackLoop> {
    let mut loops = reinforcing().to_vec();
    loops.extend(balancing(rules));
    loops
}

#[rustfmt::skip]
fn reinforcing() -> [FeedbackLoop; 16] {
    loops! { Reinforcing:
        "reciprocity", "trust, contribution, trust",
            [reads(Work(WorkStep::Contribute), Trust)], [("work.trust_weight", NONE)];
        "gossip", "trust, what is told of others, trust",
            [reads(Whole(Id::Gossip), Trust), reads(Whole(Id::Events), Trust)], [("gossip.enabled", OFF)], rumours;
        "loyalty", "trust, home's image, trust",
            [reads(Talk(TalkStep::Follow), Image)], [("home_talk.loyalty", NONE)];
        "home echo", "home's image, echo, home's image",
            [reads(Talk(TalkStep::Echo), Image)], [("home_talk.echo", NONE), ("home_talk.stereotyping", NONE)];
        "silence", "home's image, silence, echo, home's image",
            [reads(Talk(TalkStep::Warn), Image)], [("home_talk.conformity", NONE), ("home_talk.warning_cost", NONE)];
        "standing", "warning, standing, silence, home's image, warning",
            [reads(Talk(TalkStep::Warn), Standing)], [("home_talk.warning_cost", NONE)];
        "pay-off", "contribution, value, pay-off, contribution",
            [reads(Work(WorkStep::Contribute), Payoff), reads(Whole(Id::Constituency), Payoff)],
            [("work.payoff_weight", NONE), ("constituency.payoff_weight", NONE)];
        "home support", "home's image, support, contribution, trust",
            [reads(Whole(Id::Constituency), Image)], [("constituency.image_weight", NONE)];
        "learning", "value, capacity, value",
            [reads(Whole(Id::Learning), Value)], [("learning.capacity_gain", NONE)];
        "language", "trust, shared language, trust",
            [reads(Work(WorkStep::Reward), Language), reads(Whole(Id::Experience), Language), reads(Whole(Id::Dialogue), Language),
                reads(Talk(TalkStep::Echo), Language), reads(Whole(Id::Incidents), Language), reads(Whole(Id::Leadership), Language)],
            [("learning.language_gain", NONE)];
        "clarity", "trust, goal clarity, contribution, trust",
            [reads(Work(WorkStep::Contribute), Clarity), reads(Whole(Id::Goals), Clarity), reads(Whole(Id::Constituency), Clarity)],
            [("learning.clarity_gain", NONE)];
        "shared goals", "trust, goals, contribution, trust",
            [reads(Whole(Id::Goals), Trust)], [("goals.alliance_pull", NONE), ("goals.disclosure", NONE)];
        "waterline", "trust, what is hidden, goals and incidents, trust",
            [reads(Whole(Id::Goals), Hidden), reads(Whole(Id::Incidents), Hidden)], [("goals.disclosure", NONE)];
        "incidents", "trust, incidents, trust",
            [reads(Whole(Id::Incidents), Trust)], [("incidents.enabled", OFF)];
        "steering", "trust in the lead, clarity, value",
            [reads(Whole(Id::Bearings), Trust)], [("work.steering_cost", NONE), ("incidents.power", NONE)];
        "acceptance", "trust in a steward's home, leadership, trust",
            [reads(Whole(Id::Stewards), Trust)], [], of_a_home;
    }
}

#[rustfmt::skip]
fn balancing(rules: &Rules) -> [FeedbackLoop; 5] {
    loops! { Balancing:
        "expectation", "trust, what is expected, trust",
            [reads(Whole(Id::Experience), Trust)], [("experience.enabled", OFF)];
        "dialogue", "trust, room for trust, trust",
            [reads(Whole(Id::Dialogue), Trust)], [("dialogue.enabled", OFF)];
        "warning", "home's image, echo, warning, home's image",
            [unheeded(rules)], [("population.voice", NONE)], voices;
        "anchoring", "goals, home and founding ambition, goals",
            [adrift(rules)], [("goals.anchoring", NONE), ("goals.home_pull", NONE)];
        "control", "trust, rules, contribution, trust",
            [reads(Whole(Id::Leadership), Trust)], [("leadership.dial_speed", NONE)];
    }
}

fn reads(part: MonthPart, quantity: Quantity) -> Cut {
    Cut::Reads { part, quantity }
}

/// Homes talk as if nobody had warned.
fn unheeded(rules: &Rules) -> Cut {
    Cut::Answers {
        part: Talk(TalkStep::Echo),
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
        part: Whole(Id::Goals),
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

/// Stewards who come from a member.
fn of_a_home(file: &ScenarioFile) -> Vec<String> {
    let stewards = file.stewards.iter().filter(|steward| steward.home.is_some());
    stewards
        .map(|steward| format!("stewards.{}.skill", steward.role))
        .collect()
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
