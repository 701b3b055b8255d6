//! What happens in a month: one file a mechanism, and one table that puts them in order.
//!
//! A month has fourteen steps, 0 to 13; where a step has parts, each is a mechanism of its own. A new mechanism is a file and a
//! row of the table: its name, its parameters, its place in the month and in scenario files, and its switch are made from that row.

mod arrivals;
mod bearings;
mod cohesion;
mod constituency;
mod context;
mod dialogue;
mod events;
mod experience;
mod goals;
mod gossip;
mod happening;
mod home_talk;
mod incidents;
mod leadership;
mod learning;
mod membership;
mod month;
mod phases;
mod settings;
mod standings;
mod stewards;
#[cfg(test)]
mod testing;
mod when;
mod without;
mod work;

use std::cmp::Ordering;

pub use arrivals::{Arrival, Arrivals, ListedTie, Newcomers};
pub use bearings::Bearings;
pub use cohesion::Cohesion;
pub use constituency::Constituency;
pub use context::Context;
pub use dialogue::Dialogue;
pub use events::{Dial, Event, EventKind, Events};
pub use experience::Experience;
pub use goals::Goals;
pub use gossip::Gossip;
pub use happening::{ExitReason, Happening};
pub use home_talk::{HomeTalk, TalkPart, TalkStep};
pub use incidents::Incidents;
pub use leadership::Leadership;
pub use learning::Learning;
pub use membership::Membership;
pub use month::{Circumstances, Dynamics, Fortune, FortuneRow, Month, Scratch};
pub use phases::Phases;
pub use settings::Parameter;
pub use standings::Standings;
pub use stewards::{Quality, Steward, Stewards};
pub use when::{Side, Trigger, Watched, When};
pub use without::{Act, Deed};
pub use work::{Work, WorkPart, WorkStep};

/// What happens in a step of a month, or in half of one.
///
/// A mechanism changes the alliance and tells what happened; it never writes, prints or counts.
pub trait Mechanism: Send + Sync {
    /// Its name, as in scenario files where it has a table there.
    fn name(&self) -> &'static str;

    /// Whether it takes part in the month.
    fn enabled(&self) -> bool {
        true
    }

    /// Lets one month of it happen. It reads the alliance as the steps before left it.
    fn apply(&self, month: &mut Month<'_>);
}

/// Hands the mechanisms of a month, in their order, to a macro. This table is the model.
///
/// A row: the number of the step, the field in [`Rules`], the type, what it is about, and, where scenario files have a table for it, that
/// table's key and the key of a list that goes with it. What has a table can be switched off by its `enabled`.
macro_rules! for_mechanisms {
    ($make:ident) => {
        $make! {
             0 events:       Events,       "What the scenario has planned.";
             0 arrivals:     Arrivals,     "Who asks to join.";
             0 stewards:     Stewards,     "Who looks after the alliance, and how far they count.";
             1 context:      Context,      "The outside world.",                     [context];
             2 leadership:   Leadership,   "Dials and challenge follow.",            [leadership] [[stewards]];
             3 bearings:     Bearings,     "Where everybody stands.";
             3 work:         Work,         "Contribution and value.",                [work];
             4 experience:   Experience,   "Trust from what partners do.",           [experience];
             5 dialogue:     Dialogue,     "Trust from open talk on stage.",         [dialogue];
             6 gossip:       Gossip,       "Talk behind the back of third parties.", [gossip];
             7 home_talk:    HomeTalk,     "Talk at home.",                          [home_talk];
             8 incidents:    Incidents,    "Conflicts that flare up.",               [incidents];
             9 goals:        Goals,        "Goals and the shared ambition.",         [goals];
            10 learning:     Learning,     "Shared language, capacity and routine.", [learning];
            10 phases:       Phases,       "How far the alliance is on its way.";
            11 constituency: Constituency, "Support at home.",                       [constituency];
            12 membership:   Membership,   "Who leaves, and who may join.",          [membership];
            13 standings:    Standings,    "Who stands with whom.";
            13 cohesion:     Cohesion,     "Whether the alliance holds together.",   [cohesion];
        }
    };
}
pub(crate) use for_mechanisms;

macro_rules! rules {
    ($($step:literal $name:ident: $Type:ident, $about:tt $(, [$table:ident] $([[$list:ident]])?)?;)*) => {
        /// Which mechanism of the model; lists of them are in the order of their names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum MechanismId {
            $(#[doc = concat!("Step ", $step, ". ", $about)] $Type,)*
        }

        impl MechanismId {
            /// All of them, in the order of the month.
            pub const ALL: &'static [Self] = &[$(Self::$Type),*];

            /// Those that have a table in scenario files.
            pub const WITH_TABLE: &'static [Self] = &[$($({ stringify!($table); Self::$Type },)?)*];

            /// Its name, as in scenario files where it has a table there.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$Type => stringify!($name),)*
                }
            }
        }

        /// Everything that shapes a month: the parameters of every mechanism, and who and what is planned.
        #[derive(Debug, Clone, Default)]
        pub struct Rules {
            $(#[doc = $about] pub $name: $Type,)*
        }

        impl Rules {
            /// One mechanism of the month.
            #[must_use]
            pub fn mechanism(&self, id: MechanismId) -> Box<dyn Mechanism> {
                match id {
                    $(MechanismId::$Type => Box::new(self.$name.clone()),)*
                }
            }

            /// The mechanisms that can be switched off, with their switches.
            pub fn switches(&mut self) -> Vec<(MechanismId, &mut bool)> {
                vec![$($((MechanismId::$Type, &mut self.$table.enabled),)?)*]
            }
        }
    };
}
for_mechanisms!(rules);

impl Rules {
    /// The mechanisms of a month in their order.
    #[must_use]
    pub fn month(&self) -> Vec<Box<dyn Mechanism>> {
        MechanismId::ALL.iter().map(|&id| self.mechanism(id)).collect()
    }
}

impl Ord for MechanismId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for MechanismId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
