//! Step 0: what the scenario has planned for this month.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ExitReason, Happening, Mechanism, MechanismId, Month, Parameter, When};
use crate::alliance::{Alliance, Commons, Lasting, MemberId, Members, Relations, push};

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
    /// Every dial.
    pub const ALL: [Self; 5] = [
        Self::Control,
        Self::Process,
        Self::Agility,
        Self::Diligence,
        Self::Challenge,
    ];

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
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Place in the scenario's list.
    pub place: usize,
    /// When.
    pub when: When,
    /// What.
    pub kind: EventKind,
}

/// What an event does. Sizes and strengths may have either sign where nothing else is said.
#[derive(Debug, Clone, PartialEq)]
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
    /// Dialogue is `1 + size` times as strong this month, and the waterline falls.
    OpenConversation {
        /// How much stronger, ≥ 0.
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
    /// Roles, powers and rules of conduct are agreed.
    Agreement {
        /// How much of what is not agreed yet, 0…1.
        size: f64,
    },
    /// The goal is told in a short, clear message.
    Story {
        /// How much of what is not clear yet it makes clear, 0…1.
        size: f64,
    },
    /// For some months the alliance learns on purpose.
    LearningAgenda {
        /// How long.
        months: u32,
    },
    /// For some months contradiction is organised.
    Dissent {
        /// How long.
        months: u32,
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
    /// A parameter is set, from this month on.
    Set {
        /// Which.
        key: Parameter,
        /// To what; a value that the parameter cannot have changes nothing.
        value: f64,
    },
    /// A member speaks about its partners at home in a tone of its own for some months.
    Speak {
        /// Who.
        member: MemberId,
        /// From −1, which joins in and doubles what is magnified, to 1, which talks fairly.
        tone: f64,
        /// How long.
        months: u32,
    },
    /// Somebody at a member's home warns for sure for some months.
    Warn {
        /// Whose home.
        member: MemberId,
        /// How long.
        months: u32,
    },
    /// A member decides how much it contributes for some months.
    Contribute {
        /// Who.
        member: MemberId,
        /// How much, 0…1.
        share: f64,
        /// How long.
        months: u32,
    },
    /// A member visits a partner for some months: their dialogue counts three times.
    Visit {
        /// Who.
        member: MemberId,
        /// Whom.
        partner: MemberId,
        /// How long.
        months: u32,
    },
    /// A member moves its goal towards the ambition, and half as far what its organisation wants.
    Concede {
        /// Who.
        member: MemberId,
        /// How much of the way, 0…1.
        size: f64,
    },
}

/// What the scenario has planned happens in its month or on its trigger, in file order.
///
/// # Rule
/// A shock is handed to the context. Open conversations add up and strengthen this month's dialogue, and
/// `hidden ← hidden/(1+size)` for those present. A rumour makes every other contact `i` of its source push `T[i][about]` by
/// `strength·max(T[i][source], 0)`. A celebration adds `size·V` (last month's) to every payoff memory, cut to [−1, 1].
/// Agreement `Λ += size·(1−Λ)`, story `Γ += size·(1−Γ)`. Choices, a learning agenda and organised dissent last; a later one of the same
/// kind by the same member replaces an earlier one. A betrayal is a contribution of 0; of contributions that still last the
/// latest rules. Conceding moves `g += size·(a−g)` and `g0 += size/2·(a−g0)`. What names a member that is not
/// present has no effect, and is spent.
///
/// # Update order
/// One event after the other.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Events(pub Arc<[Event]>);

impl Event {
    /// Whether it happens in a month.
    pub(super) fn is_due(&self, number: u32, commons: &Commons) -> bool {
        self.when.last(number, commons.event_watches.get(self.place)) == Some(number)
    }
}

impl Mechanism for Events {
    fn name(&self) -> &'static str {
        MechanismId::Events.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        for event in &*self.0 {
            if !event.is_due(month.number, &month.alliance.commons) {
                continue;
            }
            if event.kind.concerns_those_present(month.alliance) {
                month.happen(&event.kind);
                month.tell_event(event);
            } else if let Some(watch) = month.alliance.commons.event_watches.get_mut(event.place) {
                watch.is_spent = true;
            }
        }
    }
}

impl EventKind {
    /// The members that it names: none, one or two.
    #[must_use]
    pub const fn members(&self) -> (Option<MemberId>, Option<MemberId>) {
        match *self {
            Self::Betrayal { member, .. }
            | Self::Leave { member }
            | Self::Speak { member, .. }
            | Self::Warn { member, .. }
            | Self::Contribute { member, .. }
            | Self::Concede { member, .. } => (Some(member), None),
            Self::Rumour { source, about, .. } => (Some(source), Some(about)),
            Self::Visit { member, partner, .. } => (Some(member), Some(partner)),
            Self::Shock { .. }
            | Self::OpenConversation { .. }
            | Self::Celebration { .. }
            | Self::Agreement { .. }
            | Self::Story { .. }
            | Self::LearningAgenda { .. }
            | Self::Dissent { .. }
            | Self::Dial { .. }
            | Self::Set { .. } => (None, None),
        }
    }

    fn concerns_those_present(&self, Alliance { members, .. }: &Alliance) -> bool {
        let (first, second) = self.members();
        [first, second]
            .iter()
            .flatten()
            .all(|&member| members.is_present(member))
    }
}

impl Month<'_> {
    fn happen(&mut self, kind: &EventKind) {
        let number = self.number;
        let Alliance { members, commons, .. } = &mut *self.alliance;
        match *kind {
            EventKind::Shock { size } => self.shocks.push(size),
            EventKind::Betrayal { member, months } => members.pledge(member, 0.0, number, months),
            EventKind::Contribute { member, share, months } => members.pledge(member, share, number, months),
            EventKind::OpenConversation { size } => {
                self.open_conversation += size;
                disclose(members, size);
            }
            EventKind::Rumour {
                source,
                about,
                strength,
            } => spread(source, about, strength, &mut self.alliance.relations),
            EventKind::Celebration { size } => celebrate(members, size * commons.value),
            EventKind::Agreement { size } => commons.agreements += size * (1.0 - commons.agreements),
            EventKind::Story { size } => commons.goal_clarity += size * (1.0 - commons.goal_clarity),
            EventKind::LearningAgenda { months } => commons.learning_until = number.saturating_add(months),
            EventKind::Dissent { months } => commons.dissent_until = number.saturating_add(months),
            EventKind::Leave { member } => self.alliance.remove(&[member]),
            EventKind::Dial { dial, value } => *dial.of(commons) = value,
            EventKind::Set {
                key: Parameter::Dial(dial),
                value,
            } => *dial.of(commons) = value,
            // The rules in force know it already.
            EventKind::Set { .. } => {}
            EventKind::Speak { member, tone, months } => {
                members.choices[member.index()].tone = Lasting::from(tone, number, months);
            }
            EventKind::Warn { member, months } => {
                members.choices[member.index()].warns = Lasting::from((), number, months);
            }
            EventKind::Visit {
                member,
                partner,
                months,
            } => {
                members.choices[member.index()].visits = Lasting::from(partner, number, months);
            }
            EventKind::Concede { member, size } => concede(member, size, members, &commons.ambition),
        }
    }

    fn tell_event(&mut self, event: &Event) {
        self.tell(Happening::Planned { event: event.place });
        if let EventKind::Leave { member } = event.kind {
            let reason = ExitReason::Scheduled;
            self.tell(Happening::Exit { member, reason });
        }
    }
}

/// The waterline falls for everybody present.
fn disclose(members: &mut Members, size: f64) {
    for rank in 0..members.n_present() {
        let i = members.present()[rank] as usize;
        members.hidden[i] /= 1.0 + size;
    }
}

fn spread(source: MemberId, about: MemberId, strength: f64, relations: &mut Relations) {
    for known in relations.row(source.index()) {
        let listener = relations.to(known);
        if let Some(told) = relations.entry(listener, about.index()) {
            let belief = relations.trust[relations.back(known)].max(0.0);
            relations.trust[told] = push(relations.trust[told], strength * belief);
        }
    }
}

fn celebrate(members: &mut Members, felt: f64) {
    for rank in 0..members.n_present() {
        let i = members.present()[rank] as usize;
        members.payoff[i] = (members.payoff[i] + felt).clamp(-1.0, 1.0);
    }
}

fn concede(member: MemberId, size: f64, members: &mut Members, ambition: &[f64]) {
    let axes = members.axes_of(member.index());
    let goals = members.goal[axes.clone()].iter_mut().zip(&mut members.home_goal[axes]);
    for ((goal, home), ambition) in goals.zip(ambition) {
        *goal += size * (ambition - *goal);
        *home += size / 2.0 * (ambition - *home);
    }
}

impl Dial {
    /// Where it stands.
    fn of(self, commons: &mut Commons) -> &mut f64 {
        match self {
            Self::Control => &mut commons.control,
            Self::Process => &mut commons.process,
            Self::Agility => &mut commons.agility,
            Self::Diligence => &mut commons.diligence,
            Self::Challenge => &mut commons.challenge,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::Watch;
    use crate::measures::Measure;
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};
    use crate::mechanisms::{Side, Trigger, Watched};

    #[test]
    fn an_event_happens_in_its_month_only() {
        let open = EventKind::OpenConversation { size: 0.5 };
        let when = When::Month(3);
        let events = Events(
            [
                Event {
                    place: 0,
                    when,
                    kind: open.clone(),
                },
                Event {
                    place: 1,
                    when,
                    kind: open,
                },
            ]
            .into(),
        );
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
    fn a_betrayer_gives_nothing_for_its_months_and_two_betrayals_end_at_the_later_end() {
        let mut trial = Trial {
            number: 5,
            ..strangers(2)
        };
        let member = MemberId(1);
        assert_eq!(
            happen_now(&mut trial, EventKind::Betrayal { member, months: 9 }),
            [Happening::Planned { event: 0 }]
        );
        trial.number = 6;
        happen_now(&mut trial, EventKind::Betrayal { member, months: 2 });
        let gives = |number| {
            let pledges = trial.alliance.members.pledges.iter();
            pledges.filter_map(|pledge| pledge.share.in_month(number)).next_back()
        };
        assert_eq!(
            [5, 7, 8, 13, 14].map(gives),
            [Some(0.0), Some(0.0), Some(0.0), Some(0.0), None]
        );
    }

    #[test]
    fn what_is_agreed_told_or_conceded_takes_a_share_of_what_is_left() {
        let mut trial = strangers(2);
        (trial.alliance.commons.agreements, trial.alliance.commons.goal_clarity) = (0.2, 0.5);
        trial.alliance.members.goal = vec![1.0, 1.0];
        trial.alliance.members.home_goal = vec![2.0, 2.0];
        happen_now(&mut trial, EventKind::Agreement { size: 0.5 });
        happen_now(&mut trial, EventKind::Story { size: 0.4 });
        let member = MemberId(1);
        happen_now(&mut trial, EventKind::Concede { member, size: 0.5 });
        assert_near(trial.alliance.commons.agreements, 0.6);
        assert_near(trial.alliance.commons.goal_clarity, 0.7);
        assert_eq!(trial.alliance.members.goal, [1.0, 0.5]);
        assert_eq!(trial.alliance.members.home_goal, [2.0, 1.5]);
    }

    #[test]
    fn an_open_conversation_lowers_the_waterline_of_those_present() {
        let mut trial = strangers(3);
        trial.alliance.remove(&[MemberId(2)]);
        trial.alliance.members.hidden.fill(0.6);
        happen_now(&mut trial, EventKind::OpenConversation { size: 2.0 });
        assert_near(trial.alliance.members.hidden[0], 0.2);
        assert_eq!(trial.alliance.members.hidden[2], 0.6);
    }

    #[test]
    fn a_later_choice_of_the_same_kind_replaces_an_earlier_one() {
        let mut trial = strangers(2);
        let member = MemberId(0);
        happen_now(
            &mut trial,
            EventKind::Speak {
                member,
                tone: 1.0,
                months: 12,
            },
        );
        trial.number = 2;
        happen_now(
            &mut trial,
            EventKind::Speak {
                member,
                tone: -1.0,
                months: 1,
            },
        );
        let tone = |month| trial.alliance.members.choices[0].tone.in_month(month);
        assert_eq!([2, 3].map(tone), [Some(-1.0), None]);
        happen_now(&mut trial, EventKind::LearningAgenda { months: 12 });
        happen_now(&mut trial, EventKind::Dissent { months: 3 });
        let commons = &trial.alliance.commons;
        assert_eq!((commons.learning_until, commons.dissent_until), (14, 5));
    }

    #[test]
    fn an_event_that_finds_its_member_absent_is_spent() {
        let trigger = Trigger {
            measure: Watched::Measure(Measure::Capacity),
            side: Side::Above,
            value: 0.5,
            months: 1,
            again: Some(1),
        };
        let member = MemberId(2);
        let events = Events(
            [Event {
                place: 0,
                when: When::Trigger(trigger),
                kind: EventKind::Warn { member, months: 1 },
            }]
            .into(),
        );
        let mut trial = strangers(3);
        trial.alliance.remove(&[member]);
        trial.alliance.commons.capacity = 0.9;
        trial.alliance.commons.event_watches = vec![Watch::default()];
        trial.rules.events = events.clone();
        for number in 0..4 {
            trial.number = number;
            trial.rules.look_ahead(number, &mut trial.alliance);
            assert_eq!(trial.live(&events), []);
        }
        assert!(trial.alliance.commons.event_watches[0].is_spent);
        assert_eq!(trial.alliance.commons.event_watches[0].last, Some(1));
    }

    #[test]
    fn a_trigger_that_comes_again_makes_an_event_happen_again() {
        let trigger = Trigger {
            measure: Watched::Measure(Measure::Capacity),
            side: Side::Above,
            value: 0.5,
            months: 1,
            again: Some(2),
        };
        let events = Events(
            [Event {
                place: 0,
                when: When::Trigger(trigger),
                kind: EventKind::OpenConversation { size: 1.0 },
            }]
            .into(),
        );
        let mut trial = strangers(2);
        trial.alliance.commons.capacity = 0.9;
        trial.alliance.commons.event_watches = vec![Watch::default()];
        trial.rules.events = events.clone();
        let mut happened = Vec::new();
        for number in 0..6 {
            (trial.number, trial.open_conversation) = (number, 0.0);
            trial.rules.look_ahead(number, &mut trial.alliance);
            trial.live(&events);
            happened.push(trial.open_conversation > 0.0);
        }
        assert_eq!(happened, [false, true, false, true, false, true]);
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
        trial.live(&Events(
            [Event {
                place: 0,
                when: When::Month(trial.number),
                kind,
            }]
            .into(),
        ))
    }
}
