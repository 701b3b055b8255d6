//! One run as a picture: its measures and what happened, and who trusted whom at its end.

use alliance_charts::{Heading, Incident, Story, StoryEvent, StoryLine, StorySign, TrustNetwork, Unit};
use alliance_dynamics::alliance::{MemberId, Outcome};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::mechanisms::{EventKind, Happening, Parameter};
use alliance_dynamics::scenario::Scenario;
use alliance_prose::counted;

use super::lived::Months;
use crate::Picture;

/// The lines of a run.
const LINES: [(&str, Measure, Unit); 4] = [
    ("Trust", Measure::Trust, Unit::Number),
    ("Value", Measure::Value, Unit::Number),
    ("Hostility at home", Measure::Hostility, Unit::Number),
    ("Members", Measure::Members, Unit::Count),
];

/// The run that is called so and ended so, month by month.
pub(super) fn story(run: &str, ended: &str, scenario: &Scenario, months: &Months) -> Picture {
    let name = if scenario.title.is_empty() {
        "One alliance"
    } else {
        &scenario.title
    };
    let incidents = incidents(months);
    let heading = Heading {
        title: format!("{name}: {ended}"),
        subtitle: format!(
            "{run}, month by month. Ticks below: {}, by what they were about.",
            counted(incidents.len(), "incident")
        ),
    };
    let line = |(label, measure, unit): (&str, Measure, Unit)| StoryLine {
        label: label.to_owned(),
        unit,
        values: months.records.iter().map(|record| record[measure]).collect(),
    };
    let happenings = months.happenings.iter();
    let story = Story {
        months: (1..=months.records.len()).map(|month| month as f64).collect(),
        measures: LINES.map(line).into(),
        events: happenings
            .filter_map(|(month, happening)| event(*month, happening, scenario))
            .collect(),
        incidents,
    };
    Picture::new("story", alliance_charts::story(&heading, &story))
}

/// Who trusted whom at the end.
pub(super) fn network(run: &str, ended: &str, network: &TrustNetwork) -> Picture {
    let heading = Heading {
        title: "Who trusts whom in the end".to_owned(),
        subtitle: format!("{run}: {ended}. Blocs: members who stand together."),
    };
    Picture::new(
        "network",
        alliance_charts::network(&heading, std::slice::from_ref(network)),
    )
}

fn incidents(months: &Months) -> Vec<Incident> {
    let incidents = months
        .happenings
        .iter()
        .filter_map(|(month, happening)| match happening {
            Happening::Incident { cause, .. } => Some(Incident {
                month: f64::from(*month),
                cause: cause.name().to_owned(),
            }),
            _ => None,
        });
    incidents.collect()
}

/// The mark of a happening, where it has one: warnings and incidents are too many for that.
fn event(month: u32, happening: &Happening, scenario: &Scenario) -> Option<StoryEvent> {
    let name = |id: MemberId| scenario.names[id.index()].as_str();
    let steward = |steward: usize| scenario.rules.stewards.0[steward].role.as_str();
    let (kind, label) = match *happening {
        Happening::Shock { size, .. } => (StorySign::Shock, format!("shock {size:+.1}")),
        Happening::Planned { event } => planned(&scenario.rules.events.0[event].kind, name)?,
        Happening::StewardCame { steward: came } => (StorySign::Other, format!("{} comes", steward(came))),
        Happening::StewardWent { steward: went } => (StorySign::Other, format!("{} goes", steward(went))),
        Happening::Arrival { member, .. } => (StorySign::Arrival, format!("{} joins", name(member))),
        Happening::TurnedAway { member, .. } => (StorySign::Other, format!("{} turned away", name(member))),
        Happening::Exit { member, .. } => (StorySign::Exit, format!("{} leaves", name(member))),
        Happening::Split { n_blocs, .. } => (StorySign::Split, format!("{n_blocs} camps")),
        Happening::Reunited => (StorySign::Other, "camps reunite".to_owned()),
        Happening::PhaseChange { to, .. } => (StorySign::Other, to.name().to_owned()),
        Happening::Ended { outcome } => (end_sign(outcome), outcome.name().to_owned()),
        Happening::Incident { .. } | Happening::WarningSpoken { .. } | Happening::WarningSwallowed { .. } => {
            return None;
        }
    };
    Some(StoryEvent {
        month: f64::from(month),
        kind,
        label,
    })
}

/// The mark of an event of the scenario; shocks and exits have marks of their own.
fn planned<'a>(kind: &EventKind, name: impl Fn(MemberId) -> &'a str) -> Option<(StorySign, String)> {
    let label = match *kind {
        EventKind::Shock { .. } | EventKind::Leave { .. } => return None,
        EventKind::Betrayal { member, .. } => return Some((StorySign::Betrayal, format!("{} betrays", name(member)))),
        EventKind::OpenConversation { .. } => {
            return Some((StorySign::OpenConversation, "open conversation".to_owned()));
        }
        EventKind::Rumour { source, about, .. } => format!("rumour: {} about {}", name(source), name(about)),
        EventKind::Celebration { .. } => "celebration".to_owned(),
        EventKind::Agreement { .. } => "agreement".to_owned(),
        EventKind::Story { .. } => "the goal told".to_owned(),
        EventKind::LearningAgenda { .. } => "learning agenda".to_owned(),
        EventKind::Dissent { .. } => "organised dissent".to_owned(),
        EventKind::Dial { dial, value }
        | EventKind::Set {
            key: Parameter::Dial(dial),
            value,
        } => format!("{} set to {value}", dial.name()),
        EventKind::Set {
            key: Parameter::Of(_, ref key),
            value,
        } => format!("{} set to {value}", key.replace('_', " ")),
        EventKind::Speak { member, tone, .. } if tone < 0.0 => format!("{} joins in the talk", name(member)),
        EventKind::Speak { member, .. } => format!("{} speaks fairly", name(member)),
        EventKind::Warn { member, .. } => format!("{} warns", name(member)),
        EventKind::Contribute { member, share, .. } => format!("{} contributes {share}", name(member)),
        EventKind::Visit { member, partner, .. } => format!("{} visits {}", name(member), name(partner)),
        EventKind::Concede { member, .. } => format!("{} concedes", name(member)),
    };
    Some((StorySign::Other, label))
}

fn end_sign(outcome: Outcome) -> StorySign {
    if outcome == Outcome::Fragmented {
        StorySign::Split
    } else {
        StorySign::Exit
    }
}
