//! One run as a picture: its measures, and what happened.

use alliance_charts::{Event, EventKind, Heading, Incident, Story, StoryLine, Unit};
use alliance_dynamics::alliance::{Alliance, Outcome};
use alliance_dynamics::measures::{Measure, Record};
use alliance_dynamics::mechanisms::Happening;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, MonthView, Observer};
use alliance_prose::counted;
use alliance_studies::experiment::ResultFolder;

use super::{networks, write};

/// Watches a run for its picture.
#[derive(Debug, Default)]
pub struct StoryBook {
    records: Vec<Record>,
    happenings: Vec<(u32, Happening)>,
}

impl Observer for StoryBook {
    fn month(&mut self, month: &MonthView<'_>) {
        self.records.push(*month.record);
        self.happenings
            .extend(month.happenings.iter().map(|happening| (month.months, *happening)));
    }
}

impl StoryBook {
    /// Draws the run, of which `run` says which one it is, and the network at its end.
    pub fn write(
        &self,
        run: &str,
        scenario: &Scenario,
        alliance: &Alliance,
        ending: &Ending,
        folder: &ResultFolder,
    ) -> anyhow::Result<()> {
        let name = if scenario.title.is_empty() {
            "One alliance"
        } else {
            &scenario.title
        };
        let heading = Heading {
            title: format!(
                "{name}: {} after {}",
                ending.outcome.name(),
                counted(ending.months, "month")
            ),
            subtitle: format!(
                "{run}, month by month. Ticks below: {}, by what they were about.",
                counted(self.incidents().len(), "incident")
            ),
        };
        let mut drawn = vec![(
            "story".to_owned(),
            alliance_charts::story(&heading, &self.story(scenario)),
        )];
        drawn.extend(networks::of_run(run, scenario, alliance, ending));
        write(drawn, folder)
    }

    fn story(&self, scenario: &Scenario) -> Story {
        let lines = [
            ("Trust", Measure::Trust, Unit::Number),
            ("Value", Measure::Value, Unit::Number),
            ("Hostility at home", Measure::Hostility, Unit::Number),
            ("Members", Measure::Members, Unit::Count),
        ];
        Story {
            months: (1..=self.records.len()).map(|month| month as f64).collect(),
            measures: lines
                .into_iter()
                .map(|(label, measure, unit)| StoryLine {
                    label: label.to_owned(),
                    unit,
                    values: self.records.iter().map(|record| record[measure]).collect(),
                })
                .collect(),
            events: self
                .happenings
                .iter()
                .filter_map(|(month, happening)| event(*month, happening, scenario))
                .collect(),
            incidents: self.incidents(),
        }
    }

    fn incidents(&self) -> Vec<Incident> {
        let incidents = self.happenings.iter().filter_map(|(month, happening)| match happening {
            Happening::Incident { cause, .. } => Some(Incident {
                month: f64::from(*month),
                cause: cause.name().to_owned(),
            }),
            _ => None,
        });
        incidents.collect()
    }
}

/// The mark of a happening, where it has one: warnings and incidents are too many for that.
fn event(month: u32, happening: &Happening, scenario: &Scenario) -> Option<Event> {
    let name = |id: alliance_dynamics::alliance::MemberId| scenario.names[id.index()].as_str();
    let steward = |steward: usize| scenario.rules.leadership.stewards[steward].role.as_str();
    let (kind, label) = match *happening {
        Happening::Shock { size, .. } => (EventKind::Shock, format!("shock {size:+.1}")),
        Happening::Betrayal { member, .. } => (EventKind::Betrayal, format!("{} betrays", name(member))),
        Happening::OpenConversation { .. } => (EventKind::OpenConversation, "open conversation".to_owned()),
        Happening::Rumour { source, about, .. } => (
            EventKind::Other,
            format!("rumour: {} about {}", name(source), name(about)),
        ),
        Happening::Celebration { .. } => (EventKind::Other, "celebration".to_owned()),
        Happening::DialSet { dial, value } => (EventKind::Other, format!("{} set to {value}", dial.name())),
        Happening::StewardCame { steward: came } => (EventKind::Other, format!("{} comes", steward(came))),
        Happening::StewardWent { steward: went } => (EventKind::Other, format!("{} goes", steward(went))),
        Happening::Arrival { member, .. } => (EventKind::Arrival, format!("{} joins", name(member))),
        Happening::TurnedAway { member, .. } => (EventKind::Other, format!("{} turned away", name(member))),
        Happening::Exit { member, .. } => (EventKind::Exit, format!("{} leaves", name(member))),
        Happening::Split { n_blocs, .. } => (EventKind::Split, format!("{n_blocs} camps")),
        Happening::Reunited => (EventKind::Other, "camps reunite".to_owned()),
        Happening::PhaseChange { to, .. } => (EventKind::Other, to.name().to_owned()),
        Happening::Ended { outcome } => (end_sign(outcome), outcome.name().to_owned()),
        Happening::Incident { .. } | Happening::WarningSpoken { .. } | Happening::WarningSwallowed { .. } => {
            return None;
        }
    };
    Some(Event {
        month: f64::from(month),
        kind,
        label,
    })
}

fn end_sign(outcome: Outcome) -> EventKind {
    if outcome == Outcome::Fragmented {
        EventKind::Split
    } else {
        EventKind::Exit
    }
}
