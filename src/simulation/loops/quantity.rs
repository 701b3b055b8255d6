//! What a part of the month reads and writes.

use std::slice::{from_mut, from_ref};

use crate::alliance::Alliance;

/// One row a quantity: what it is, and where an alliance has it, as many numbers or as one.
macro_rules! quantities {
    ($($name:ident, $about:tt, $room:ident.$($many:ident)? $((one $one:ident))?;)*) => {
        /// A quantity of an alliance by which a loss can travel.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Quantity {
            $(#[doc = $about] $name,)*
        }

        impl Quantity {
            /// All that one month hands on to the next and that a loss of trust can reach.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its numbers.
            #[must_use]
            pub fn of(self, alliance: &Alliance) -> &[f64] {
                match self {
                    $(Self::$name => $(&alliance.$room.$many)? $(from_ref(&alliance.$room.$one))?,)*
                }
            }

            pub(super) fn of_mut(self, alliance: &mut Alliance) -> &mut [f64] {
                match self {
                    $(Self::$name => $(&mut alliance.$room.$many)? $(from_mut(&mut alliance.$room.$one))?,)*
                }
            }
        }
    };
}

quantities! {
    Trust,     "Trust of every tie, −1…1.",            relations.trust;
    Image,     "Image of every tie at home, −1…1.",    relations.image;
    Payoff,    "Payoff memory of every member, −1…1.", members.payoff;
    Value,     "The value of the month, ≥ 0.",         commons.(one value);
    Goal,      "The goal of every member.",            members.goal;
    Ambition,  "The shared ambition.",                 commons.ambition;
    Standing,  "Standing of those who could warn, 0…1.", members.standing;
    Hidden,    "What of every goal is hidden, 0…1.",   members.hidden;
    Support,   "Support at every home, 0…1.",          members.support;
    Clarity,   "Goal clarity, 0…1.",                   commons.(one goal_clarity);
    Language,  "Shared language, 0…1.",                commons.(one shared_language);
    Capacity,  "Capacity, 0…1.",                       commons.(one capacity);
    Control,   "The control dial, 0…1.",               commons.(one control);
    Process,   "The process dial, 0…1.",               commons.(one process);
    Agility,   "The agility dial, 0…1.",               commons.(one agility);
    Challenge, "The challenge, 0…1.",                  commons.(one challenge);
    Routine,   "The routine.",                         commons.(one routine);
}

impl Quantity {
    /// A number, or the end of the scale that it lies beyond: what is put together from two worlds may miss it by a hair.
    pub(super) fn held(self, number: f64) -> f64 {
        match self {
            Self::Trust | Self::Image | Self::Payoff => number.clamp(-1.0, 1.0),
            Self::Value => number.max(0.0),
            Self::Goal | Self::Ambition | Self::Routine => number,
            Self::Standing | Self::Hidden | Self::Support => number.clamp(0.0, 1.0),
            Self::Clarity | Self::Language | Self::Capacity => number.clamp(0.0, 1.0),
            Self::Control | Self::Process | Self::Agility | Self::Challenge => number.clamp(0.0, 1.0),
        }
    }
}
