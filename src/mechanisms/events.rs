//! Step 0: what the scenario has planned for this month.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ExitReason, Happening, Mechanism, MechanismId, Month};
use crate::alliance::{MemberId, push};

/// A dial of the alliance that an event can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dial {
    /// Rules and checks.
    Control,
    /// Time spent on the relationship.
    Process,
    /// Readiness to change routines.
    Agility,
    /// Care in admitting members.
    Diligence,
    /// How much the alliance asks of itself.
    Challenge,
}

impl Dial {
    /// The word used in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Process => "process",
            Self::Agility => "agility",
            Self::Diligence => "diligence",
            Self::Challenge => "challenge",
        }
    }
}

/// Something planned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// In which month, from 0.
    pub month: u32,
    /// What.
    pub kind: EventKind,
}

/// What an event does. Sizes and strengths may have either sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventKind {
    /// The world moves; [`Context`](super::Context) lets it be felt.
    Shock {
        /// How far, either way.
        size: f64,
    },
    /// A member contributes nothing for some months, this one included.
    Betrayal {
        /// Who.
        member: MemberId,
        /// How long.
        months: u32,
    },
    /// Dialogue is `1 + size` times as strong this month.
    OpenConversation {
        /// How much stronger.
        size: f64,
    },
    /// Everyone who trusts the source thinks otherwise of the one it speaks about.
    Rumour {
        /// Who speaks.
        source: MemberId,
        /// About whom.
        about: MemberId,
        /// How strongly, −1…1.
        strength: f64,
    },
    /// Last month's value is felt once more.
    Celebration {
        /// How grandly.
        size: f64,
    },
    /// A member goes.
    Leave {
        /// Who.
        member: MemberId,
    },
    /// A dial is set.
    Dial {
        /// Which.
        dial: Dial,
        /// To what, 0…1.
        value: f64,
    },
}

/// What the scenario has planned happens in its month, in file order.
///
/// # Rule
/// A shock is handed to the context. A betrayer contributes 0 for the months given. Open conversations add up and
/// strengthen this month's dialogue. A rumour makes every other contact `i` of its source push `T[i][about]` by
/// `strength · max(T[i][source], 0)`. A celebration adds `size · V` (last month's) to every payoff memory, cut to
/// [−1, 1]. What names a member that is not present has no effect.
///
/// # Update order
/// One event after the other.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Events(pub Vec<Event>);

impl Mechanism for Events {
    fn name(&self) -> &'static str {
        MechanismId::Events.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let now = month.number;
        for event in self.0.iter().filter(|event| event.month == now) {
            happen(event.kind, month);
        }
    }
}

fn happen(kind: EventKind, month: &mut Month<'_>) {
    let present = |month: &Month<'_>, id| month.alliance.members.is_present(id);
    match kind {
        EventKind::Shock { size } => month.shocks.push(size),
        EventKind::Betrayal { member, months } if present(month, member) => {
            month.alliance.members.loyal_from[member.index()] = month.number.saturating_add(months);
            month.tell(Happening::Betrayal { member, months });
        }
        EventKind::OpenConversation { size } => {
            month.open_conversation += size;
            month.tell(Happening::OpenConversation { size });
        }
        EventKind::Rumour {
            source,
            about,
            strength,
        } if present(month, source) && present(month, about) => {
            spread(source, about, strength, month);
            month.tell(Happening::Rumour {
                source,
                about,
                strength,
            });
        }
        EventKind::Celebration { size } => {
            celebrate(size, month);
            month.tell(Happening::Celebration { size });
        }
        EventKind::Leave { member } if present(month, member) => {
            month.alliance.remove(&[member]);
            month.tell(Happening::Exit {
                member,
                reason: ExitReason::Scheduled,
            });
        }
        EventKind::Dial { dial, value } => {
            set(dial, value, month);
            month.tell(Happening::DialSet { dial, value });
        }
        EventKind::Betrayal { .. } | EventKind::Rumour { .. } | EventKind::Leave { .. } => {}
    }
}

fn spread(source: MemberId, about: MemberId, strength: f64, month: &mut Month<'_>) {
    let relations = &mut month.alliance.relations;
    for known in relations.row(source.index()) {
        let listener = relations.to(known);
        if let Some(told) = relations.entry(listener, about.index()) {
            let belief = relations.trust[relations.back(known)].max(0.0);
            relations.trust[told] = push(relations.trust[told], strength * belief);
        }
    }
}

fn celebrate(size: f64, month: &mut Month<'_>) {
    let felt = size * month.alliance.commons.value;
    let members = &mut month.alliance.members;
    for rank in 0..members.n_present() {
        let i = members.present()[rank] as usize;
        members.payoff[i] = (members.payoff[i] + felt).clamp(-1.0, 1.0);
    }
}

fn set(dial: Dial, value: f64, month: &mut Month<'_>) {
    let commons = &mut month.alliance.commons;
    let dial = match dial {
        Dial::Control => &mut commons.control,
        Dial::Process => &mut commons.process,
        Dial::Agility => &mut commons.agility,
        Dial::Diligence => &mut commons.diligence,
        Dial::Challenge => &mut commons.challenge,
    };
    *dial = value;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};

    #[test]
    fn an_event_happens_in_its_month_only() {
        let open = EventKind::OpenConversation { size: 0.5 };
        let events = Events(vec![Event { month: 3, kind: open }, Event { month: 3, kind: open }]);
        let strength = |number| {
            let mut trial = Trial { number, ..strangers(2) };
            trial.live(&events);
            trial.open_conversation
        };
        assert_eq!([2, 3, 4].map(strength), [0.0, 1.0, 0.0]);
    }

    #[test]
    fn a_rumour_reaches_those_who_trust_its_source() {
        let mut trial = strangers(4);
        trial.set_trust(1, 0, 0.5);
        trial.set_trust(2, 0, -0.5);
        happen_now(
            &mut trial,
            EventKind::Rumour {
                source: MemberId(0),
                about: MemberId(3),
                strength: -0.4,
            },
        );
        assert_near(trial.trust(1, 3), -0.2);
        assert_eq!([trial.trust(2, 3), trial.trust(0, 3)], [0.0, 0.0]);
    }

    #[test]
    fn a_celebration_adds_last_months_value_to_every_memory() {
        let mut trial = strangers(2);
        trial.alliance.commons.value = 0.3;
        trial.alliance.members.payoff = vec![0.1, 0.9];
        happen_now(&mut trial, EventKind::Celebration { size: 2.0 });
        assert_near(trial.alliance.members.payoff[0], 0.7);
        assert_eq!(trial.alliance.members.payoff[1], 1.0);
    }

    #[test]
    fn a_betrayer_is_loyal_again_after_its_months() {
        let mut trial = Trial {
            number: 5,
            ..strangers(2)
        };
        let (member, months) = (MemberId(1), 3);
        let betrayal = Events(vec![Event {
            month: 5,
            kind: EventKind::Betrayal { member, months },
        }]);
        assert_eq!(trial.live(&betrayal), [Happening::Betrayal { member, months }]);
        assert_eq!(trial.alliance.members.loyal_from, [0, 8]);
    }

    #[test]
    fn members_leave_dials_are_set_and_shocks_handed_on() {
        let mut trial = strangers(3);
        happen_now(&mut trial, EventKind::Leave { member: MemberId(1) });
        happen_now(
            &mut trial,
            EventKind::Dial {
                dial: Dial::Agility,
                value: 0.7,
            },
        );
        happen_now(&mut trial, EventKind::Shock { size: 0.4 });
        assert_eq!(trial.alliance.members.present(), [0, 2]);
        assert_eq!(trial.alliance.commons.agility, 0.7);
        assert_eq!(trial.shocks, [0.4]);
    }

    #[test]
    fn what_names_someone_who_is_gone_has_no_effect() {
        let mut trial = strangers(3);
        trial.alliance.remove(&[MemberId(2)]);
        let before = trial.alliance.clone();
        let (member, strength) = (MemberId(2), 1.0);
        for kind in [
            EventKind::Leave { member },
            EventKind::Betrayal { member, months: 2 },
            EventKind::Rumour {
                source: member,
                about: MemberId(0),
                strength,
            },
            EventKind::Rumour {
                source: MemberId(0),
                about: member,
                strength,
            },
        ] {
            assert_eq!(happen_now(&mut trial, kind), []);
        }
        assert_eq!(trial.alliance, before);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), size in -9.0..9.0) {
            let (source, about) = (MemberId(0), MemberId(1));
            happen_now(&mut trial, EventKind::Celebration { size });
            happen_now(&mut trial, EventKind::Rumour { source, about, strength: size });
            trial.assert_on_scale();
        }
    }

    fn happen_now(trial: &mut Trial, kind: EventKind) -> Vec<Happening> {
        trial.live(&Events(vec![Event {
            month: trial.number,
            kind,
        }]))
    }
}
