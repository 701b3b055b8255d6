//! What is planned: events, and candidates who ask to join.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MemberEntry;
use crate::alliance::{MemberId, NonNegative, Real, Share, Signed};
use crate::mechanisms::{Dial, EventKind, MechanismId, Parameter};

/// A recorded measure that has lain above or below a value for long enough; just one of the two is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhenEntry {
    /// What is watched, as it is recorded at the end of every month: a measure of the model or one of the scenario's own, by its name.
    pub measure: String,
    /// It has to lie above this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "that of the measure"))]
    pub above: Option<Real>,
    /// It has to lie below this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "that of the measure"))]
    pub below: Option<Real>,
    /// In how many recorded months running.
    #[serde(default = "one_month", rename = "for")]
    #[schemars(range(min = 1))]
    #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
    pub months: u32,
    /// Months from one time to the next at the least; without it, there is a single time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
    pub again: Option<u32>,
}

/// One entry an event: what it is, and its keys besides `month` and `when`, which all have.
macro_rules! events {
    ($($(#[$about:meta])* $Event:ident { $($(#[$field:meta])* $key:ident: $Type:ty,)* })*) => {
        /// Something planned, in a month of its own, counted from 0, or on a trigger.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
        pub enum EventEntry {
            $(
                $(#[$about])*
                $Event {
                    /// In which month, from 0.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    #[schemars(extend("x-unit" = "month, from 0"))]
                    month: Option<u32>,
                    /// On which trigger, in place of a month.
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    when: Option<WhenEntry>,
                    $($(#[$field])* $key: $Type,)*
                },
            )*
        }

        impl EventEntry {
            /// In which month, from 0, where it has one.
            #[must_use]
            pub const fn month(&self) -> Option<u32> {
                match self {
                    $(Self::$Event { month, .. } => *month,)*
                }
            }

            /// On which trigger, where it waits for one.
            #[must_use]
            pub const fn when(&self) -> Option<&WhenEntry> {
                match self {
                    $(Self::$Event { when, .. } => when.as_ref(),)*
                }
            }

            /// What it is in a scenario whose members have these ids.
            pub(in crate::scenario) fn kind(&self, id: &dyn Fn(&str) -> MemberId) -> EventKind {
                match self {
                    $(Self::$Event { $($key,)* .. } => EventKind::$Event { $($key: $key.meant(id)),* },)*
                }
            }
        }
    };
}

events! {
    /// The world moves.
    Shock {
        /// How far, either way.
        #[schemars(extend("x-unit" = "units of the world"))]
        size: Real,
    }
    /// A member contributes nothing for some months.
    Betrayal {
        /// Who.
        member: String,
        /// How long.
        #[serde(default = "one_month")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
        months: u32,
    }
    /// A month of open conversation: dialogue is stronger, and the waterline falls.
    OpenConversation {
        /// How much stronger dialogue is.
        #[schemars(extend("x-unit" = "times the strength of dialogue"))]
        size: NonNegative,
    }
    /// Everyone who trusts the source thinks otherwise of the one it speaks about.
    Rumour {
        /// Who speaks.
        source: String,
        /// About whom.
        about: String,
        /// How strongly, negative for a bad rumour.
        #[schemars(extend("x-unit" = "trust"))]
        strength: Signed,
    }
    /// Last month's value is felt once more.
    Celebration {
        /// How grandly.
        #[schemars(extend("x-unit" = "payoff memory per unit of value"))]
        size: Real,
    }
    /// Roles, powers and rules of conduct are agreed.
    Agreement {
        /// How much of what is not agreed yet.
        #[schemars(extend("x-unit" = "share of the gap"))]
        size: Share,
    }
    /// The goal is told in a short, clear message.
    Story {
        /// How much of what is not clear yet it makes clear.
        #[schemars(extend("x-unit" = "share of the gap"))]
        size: Share,
    }
    /// For some months the alliance learns on purpose: its shared language grows twice as fast.
    LearningAgenda {
        /// How long.
        #[serde(default = "one_year")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
        months: u32,
    }
    /// For some months contradiction is organised: conformity counts half, and a warning costs nothing.
    Dissent {
        /// How long.
        #[serde(default = "one_year")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
        months: u32,
    }
    /// A member goes.
    Leave {
        /// Who.
        member: String,
    }
    /// A dial is set.
    Dial {
        /// Which.
        dial: Dial,
        /// To what.
        #[schemars(extend("x-unit" = "share"))]
        value: Share,
    }
    /// A number of the tables from `[context]` to `[cohesion]`, or of `[dials]`, has another value from this month on.
    Set {
        /// Which, as in `"gossip.rate"`.
        key: ParameterKey,
        /// The value.
        #[schemars(extend("x-unit" = "that of the key"))]
        value: Real,
    }
    /// A member's choice: how its home talks about partners.
    Speak {
        /// Whose home.
        member: String,
        /// From -1, which joins in and doubles what is magnified, to 1, which talks fairly.
        #[schemars(extend("x-unit" = "a number"))]
        tone: Signed,
        /// How long.
        #[serde(default = "one_year")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
        months: u32,
    }
    /// A member's choice: somebody at its home warns for sure.
    Warn {
        /// Whose home.
        member: String,
        /// How long.
        #[serde(default = "one_year")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
        months: u32,
    }
    /// A member's choice: how much it contributes.
    Contribute {
        /// Who.
        member: String,
        /// How much.
        #[schemars(extend("x-unit" = "contribution"))]
        share: Share,
        /// How long.
        #[serde(default = "one_year")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
        months: u32,
    }
    /// A member's choice: its delegates visit a partner, and dialogue between the two counts three times.
    Visit {
        /// Who.
        member: String,
        /// Whom.
        partner: String,
        /// How long.
        #[serde(default = "one_year")]
        #[schemars(range(min = 1))]
        #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
        months: u32,
    }
    /// A member's choice: its goal moves towards the ambition, and half as far what its organisation wants.
    Concede {
        /// Who.
        member: String,
        /// How much of the way.
        #[schemars(extend("x-unit" = "share of the gap"))]
        size: Share,
    }
}

/// What a value of an entry is in a scenario.
trait Entry {
    type Meaning;

    fn meant(&self, id: &dyn Fn(&str) -> MemberId) -> Self::Meaning;
}

macro_rules! entries {
    ($($Type:ty => $Meaning:ty, |$entry:ident, $id:ident| $meant:expr;)*) => {
        $(impl Entry for $Type {
            type Meaning = $Meaning;

            fn meant(&self, $id: &dyn Fn(&str) -> MemberId) -> $Meaning {
                let $entry = self;
                $meant
            }
        })*
    };
}

entries! {
    String => MemberId, |name, id| id(name);
    u32 => u32, |months, _id| *months;
    Real => f64, |number, _id| **number;
    Share => f64, |number, _id| **number;
    Signed => f64, |number, _id| **number;
    NonNegative => f64, |number, _id| **number;
    Dial => Dial, |dial, _id| *dial;
    ParameterKey => Parameter, |key, _id| key.parameter().unwrap_or(Parameter::Dial(Dial::Challenge));
}

/// The key of a number that an event can set, as in `gossip.rate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ParameterKey(pub String);

impl ParameterKey {
    /// What the key names: a key of the table of a mechanism (whether it has that key is not looked at), or a dial.
    pub(in crate::scenario) fn parameter(&self) -> Option<Parameter> {
        let (table, key) = self.0.split_once('.')?;
        if table == "dials" {
            let dial = Dial::ALL.into_iter().find(|dial| dial.name() == key);
            return dial.filter(|&dial| dial != Dial::Challenge).map(Parameter::Dial);
        }
        let of = MechanismId::WITH_TABLE.iter().find(|id| id.name() == table)?;
        let key = key.to_owned();
        Some(Parameter::Of(*of, key))
    }
}

const fn one_month() -> u32 {
    1
}

const fn one_year() -> u32 {
    12
}

impl EventEntry {
    /// The members that it names, each with the key that names it.
    pub(in crate::scenario) fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let (first, second) = match self {
            Self::Betrayal { member, .. }
            | Self::Leave { member, .. }
            | Self::Speak { member, .. }
            | Self::Warn { member, .. }
            | Self::Contribute { member, .. }
            | Self::Concede { member, .. } => (Some(("member", member.as_str())), None),
            Self::Rumour { source, about, .. } => (Some(("source", source.as_str())), Some(("about", about.as_str()))),
            Self::Visit { member, partner, .. } => {
                (Some(("member", member.as_str())), Some(("partner", partner.as_str())))
            }
            _ => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// A candidate for membership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalEntry {
    /// When it asks, from 0.
    #[schemars(extend("x-unit" = "month, from 0"))]
    pub month: u32,
    /// Who.
    pub member: MemberEntry,
}
