//! One world of those that live in lockstep.

use super::{Field, Part};
use crate::alliance::Alliance;
use crate::mechanisms::{Happening, Month, Rules, Scratch};
use crate::random::Chance;

/// What twins have in common with the world they are taken from.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The parameters of every mechanism.
    pub rules: &'a Rules,
    /// All the luck of the run.
    pub chance: &'a Chance,
}

/// The month that is being lived.
#[derive(Clone, Copy)]
pub(super) struct Now<'a> {
    pub(super) number: u32,
    pub(super) world: World<'a>,
    pub(super) qualities: [f64; 9],
    pub(super) steward_cost: f64,
}

/// A world of its own, with the memory that it lives in.
#[derive(Default)]
pub(super) struct Twin {
    pub(super) alliance: Alliance,
    scratch: Scratch,
    open_conversation: f64,
}

impl Twin {
    pub(super) fn take_from(&mut self, start: &Alliance) {
        self.alliance.copy_from(start);
        self.scratch.prepare(start);
    }

    pub(super) fn begin_month(&mut self) {
        self.scratch.shocks.clear();
        self.open_conversation = 0.0;
    }

    /// Lives a part of a month. What happens is told to nobody.
    pub(super) fn live(&mut self, now: Now<'_>, part: &Part) {
        let mut happenings: Vec<Happening> = Vec::new();
        let mut month = Month {
            number: now.number,
            dynamics: part.dynamics,
            chance: now.world.chance,
            rules: now.world.rules,
            alliance: &mut self.alliance,
            happenings: &mut happenings,
            scratch: &mut self.scratch,
            qualities: now.qualities,
            steward_cost: now.steward_cost,
            open_conversation: self.open_conversation,
        };
        part.mechanism.apply(&mut month);
        self.open_conversation = month.open_conversation;
    }

    /// Loses so much of every field.
    pub(super) fn lose(&mut self, shape: &[f64]) {
        let mut left = shape.iter();
        for field in Field::ALL {
            for (number, lost) in field.of_mut(&mut self.alliance).iter_mut().zip(&mut left) {
                *number = field.held(*number - lost);
            }
        }
    }

    /// Adds what leads from one alliance to another.
    pub(super) fn add_change(&mut self, fields: &[Field], from: &Alliance, to: &Alliance) {
        for field in fields {
            let change = field.of(to).iter().zip(field.of(from));
            for (number, (to, from)) in field.of_mut(&mut self.alliance).iter_mut().zip(change) {
                *number = field.held(*number + (to - from));
            }
        }
    }
}

/// Fields of a twin that hold what the unharmed world holds, for the length of one part.
pub(super) struct Loan<'a>(&'a [Field]);

impl<'a> Loan<'a> {
    /// Puts the twin's own numbers aside.
    pub(super) fn take(fields: &'a [Field], twin: &mut Twin, lender: &Alliance, aside: &mut Vec<f64>) -> Self {
        aside.clear();
        for field in fields {
            let own = field.of_mut(&mut twin.alliance);
            aside.extend_from_slice(own);
            own.copy_from_slice(field.of(lender));
        }
        Self(fields)
    }

    /// Brings them back, moved by as much as the part has moved those that were lent.
    pub(super) fn give_back(self, twin: &mut Twin, lender: &Alliance, mut aside: &[f64]) {
        for field in self.0 {
            let numbers = field.of_mut(&mut twin.alliance);
            let (own, rest) = aside.split_at(numbers.len());
            for ((number, own), lent) in numbers.iter_mut().zip(own).zip(field.of(lender)) {
                *number = field.held(own + (*number - lent));
            }
            aside = rest;
        }
    }
}
