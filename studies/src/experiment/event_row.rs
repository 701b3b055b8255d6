//! What happens in a run, in the words of `events.csv`.

use schemars::JsonSchema;
use serde::Serialize;

use alliance_dynamics::alliance::{IncidentCause, MemberId};
use alliance_dynamics::mechanisms::{Dial, EventKind, ExitReason, Happening, Parameter};
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Ending;

/// A row of `events.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EventRow<'a> {
    /// When: months lived, 1 for the first.
    pub month: u32,
    /// What kind of thing.
    pub kind: &'static str,
    /// Whose act it is, or the first of two; empty where it is nobody's.
    pub member: &'a str,
    /// The other one.
    pub partner: &'a str,
    /// What made it happen.
    pub cause: &'static str,
    /// How large it is.
    pub size: Option<f64>,
    /// What happened, in English.
    pub note: String,
}

impl<'a> EventRow<'a> {
    /// The row of what happened in a month of a run of this scenario; the end has one of its own.
    #[must_use]
    pub fn of(month: u32, happening: &Happening, scenario: &'a Scenario) -> Option<Self> {
        let teller = Teller { month, scenario };
        Some(match *happening {
            Happening::Shock { size, scheduled } => teller.shock(size, scheduled),
            Happening::Planned { event } => teller.planned(event)?,
            Happening::StewardCame { steward } => teller.steward("steward_came", steward, "starts"),
            Happening::StewardWent { steward } => teller.steward("steward_left", steward, "stops"),
            Happening::Arrival { member, fit } => teller.of("arrival", member, "joins").sized(fit),
            Happening::TurnedAway { member, fit } => teller.of("turned_away", member, "is turned away").sized(fit),
            Happening::Incident {
                member,
                partner,
                cause,
                size,
            } => teller.incident([member, partner], cause, size),
            Happening::WarningSpoken { member, hostility } => teller.warning_spoken(member, hostility),
            Happening::WarningSwallowed { member, hostility } => teller.warning_swallowed(member, hostility),
            Happening::Exit { member, reason } => teller.exit(member, reason),
            Happening::PhaseChange { from, to } => {
                let note = format!("from {} to {}", from.name(), to.name());
                teller.row("phase", note).because(to.name())
            }
            Happening::Split { n_blocs, trust_across } => {
                let note = format!("the alliance falls into {n_blocs} camps");
                teller.row("split", note).sized(trust_across)
            }
            Happening::Reunited => teller.row("reunited", "the camps come together again"),
            Happening::Ended { .. } => return None,
        })
    }

    /// The last row: how the run ended.
    #[must_use]
    pub fn of_end(ending: &Ending) -> Self {
        let outcome = ending.outcome.name();
        Self {
            month: ending.months,
            kind: "end",
            member: "",
            partner: "",
            cause: outcome,
            size: None,
            note: format!("the alliance ends {outcome} after {}", n_months(ending.months)),
        }
    }

    fn by(self, member: &'a str) -> Self {
        Self { member, ..self }
    }

    fn with(self, partner: &'a str) -> Self {
        Self { partner, ..self }
    }

    fn because(self, cause: &'static str) -> Self {
        Self { cause, ..self }
    }

    fn sized(self, size: f64) -> Self {
        Self {
            size: Some(size),
            ..self
        }
    }
}

/// Tells what happened in a month.
#[derive(Clone, Copy)]
struct Teller<'a> {
    month: u32,
    scenario: &'a Scenario,
}

impl<'a> Teller<'a> {
    fn row(self, kind: &'static str, note: impl Into<String>) -> EventRow<'a> {
        EventRow {
            month: self.month,
            kind,
            member: "",
            partner: "",
            cause: "",
            size: None,
            note: note.into(),
        }
    }

    fn name(self, id: MemberId) -> &'a str {
        &self.scenario.names[id.index()]
    }

    /// What a member does, in a few words.
    fn of(self, kind: &'static str, member: MemberId, does: &str) -> EventRow<'a> {
        let name = self.name(member);
        self.row(kind, format!("{name} {does}")).by(name)
    }

    fn shock(self, size: f64, scheduled: bool) -> EventRow<'a> {
        let cause = if scheduled { "planned" } else { "chance" };
        self.row("shock", format!("the world moves by {size}"))
            .because(cause)
            .sized(size)
    }

    /// An event of the scenario, where it is not told as something else besides.
    fn planned(self, place: usize) -> Option<EventRow<'a>> {
        let event = self.scenario.rules.events.0.iter().find(|event| event.place == place)?;
        Some(match &event.kind {
            EventKind::Shock { .. } | EventKind::Leave { .. } => return None,
            EventKind::OpenConversation { size } => {
                let note = format!("dialogue is {} times as strong", 1.0 + size);
                self.row("open_conversation", note).sized(*size)
            }
            EventKind::Celebration { size } => self.row("celebration", "success is celebrated").sized(*size),
            EventKind::Agreement { size } => self.row("agreement", "roles and rules are agreed").sized(*size),
            EventKind::Story { size } => self.row("story", "the goal is told in a clear message").sized(*size),
            EventKind::LearningAgenda { months } => {
                let note = format!("there is a learning agenda for {}", n_months(*months));
                self.row("learning_agenda", note).sized(f64::from(*months))
            }
            EventKind::Dissent { months } => {
                let note = format!("contradiction is organised for {}", n_months(*months));
                self.row("dissent", note).sized(f64::from(*months))
            }
            EventKind::Dial { dial, value } => self.dial(*dial, *value),
            EventKind::Set { key, value } => match key {
                Parameter::Dial(dial) => self.dial(*dial, *value),
                Parameter::Of(of, key) => {
                    let note = format!("{}.{key} is set to {value}", of.name());
                    self.row("set", note).because(of.name()).sized(*value)
                }
            },
            EventKind::Rumour {
                source,
                about,
                strength,
            } => self.rumour(*source, *about, *strength),
            kind => self.choice(kind),
        })
    }

    fn dial(self, dial: Dial, value: f64) -> EventRow<'a> {
        let note = format!("{} is set to {value}", dial.name());
        self.row("dial", note).because(dial.name()).sized(value)
    }

    /// What a member decides.
    fn choice(self, kind: &EventKind) -> EventRow<'a> {
        let (Some(member), partner) = kind.members() else {
            return self.row("event", "");
        };
        let partner = partner.map_or("", |partner| self.name(partner));
        let lasting = |months: u32| format!("for {}", n_months(months));
        let (word, does, size) = match kind {
            EventKind::Betrayal { months, .. } => {
                let does = format!("contributes nothing {}", lasting(*months));
                ("betrayal", does, f64::from(*months))
            }
            EventKind::Contribute { share, months, .. } => (
                "contribute",
                format!("contributes {share} {}", lasting(*months)),
                *share,
            ),
            EventKind::Speak { tone, months, .. } => {
                let how = if *tone < 0.0 {
                    "joins in the talk at home"
                } else {
                    "speaks fairly at home"
                };
                ("speak", format!("{how} {}", lasting(*months)), *tone)
            }
            EventKind::Warn { months, .. } => {
                let does = format!("has somebody who warns {}", lasting(*months));
                ("warn", does, f64::from(*months))
            }
            EventKind::Visit { months, .. } => {
                let does = format!("visits {partner} {}", lasting(*months));
                ("visit", does, f64::from(*months))
            }
            EventKind::Concede { size, .. } => ("concede", "moves towards the common goal".to_owned(), *size),
            _ => ("event", String::new(), 0.0),
        };
        self.of(word, member, &does).with(partner).sized(size)
    }

    fn rumour(self, source: MemberId, about: MemberId, strength: f64) -> EventRow<'a> {
        let tone = if strength < 0.0 { "badly" } else { "well" };
        let about = self.name(about);
        let row = self.of("rumour", source, &format!("speaks {tone} of {about}"));
        row.with(about).sized(strength)
    }

    fn steward(self, kind: &'static str, steward: usize, does: &str) -> EventRow<'a> {
        let role = &self.scenario.rules.stewards.0[steward].role;
        self.row(kind, format!("the {role} {does}"))
    }

    fn incident(self, members: [MemberId; 2], cause: IncidentCause, size: f64) -> EventRow<'a> {
        let end = if size > 0.0 {
            "and make it up"
        } else {
            "and it stays between them"
        };
        let [one, other] = members.map(|member| self.name(member));
        let note = format!("{one} and {other} clash over {} {end}", cause.name());
        let row = self.row("incident", note).by(one).with(other);
        row.because(cause.name()).sized(size)
    }

    fn warning_spoken(self, member: MemberId, hostility: f64) -> EventRow<'a> {
        let name = self.name(member);
        let row = self.row("warning_spoken", format!("someone at {name} speaks up"));
        row.by(name).sized(hostility)
    }

    fn warning_swallowed(self, member: MemberId, hostility: f64) -> EventRow<'a> {
        let name = self.name(member);
        let note = format!("someone at {name} would have spoken up in a friendlier home");
        self.row("warning_swallowed", note).by(name).sized(hostility)
    }

    fn exit(self, member: MemberId, reason: ExitReason) -> EventRow<'a> {
        let (cause, does) = match reason {
            ExitReason::Discontent => ("discontent", "has had enough and leaves"),
            ExitReason::Expelled => ("expelled", "is put out"),
            ExitReason::Scheduled => ("planned", "leaves"),
        };
        self.of("exit", member, does).because(cause)
    }
}

fn n_months(months: u32) -> String {
    if months == 1 {
        "a month".to_owned()
    } else {
        format!("{months} months")
    }
}
