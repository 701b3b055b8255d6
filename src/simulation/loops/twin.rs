//! One world of those that live in lockstep.

use super::Field;
use crate::alliance::Alliance;
use crate::mechanisms::{Circumstances, Happening, Month, Scratch};

/// A world of its own, with the memory that it lives in. What happens in it is told to nobody.
#[derive(Default)]
pub(super) struct Twin {
    pub(super) alliance: Alliance,
    happenings: Vec<Happening>,
    scratch: Scratch,
}

impl Twin {
    pub(super) fn take_from(&mut self, start: &Alliance) {
        self.alliance.copy_from(start);
        self.scratch.prepare(start);
    }

    pub(super) fn begin<'a>(&'a mut self, number: u32, circumstances: Circumstances<'a>) -> Month<'a> {
        let (alliance, happenings) = (&mut self.alliance, &mut self.happenings);
        Month::begin(number, circumstances, alliance, happenings, &mut self.scratch)
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
}

/// Adds what leads from one alliance to another.
pub(super) fn add_change(fields: &[Field], alliance: &mut Alliance, from: &Alliance, to: &Alliance) {
    for field in fields {
        let change = field.of(to).iter().zip(field.of(from));
        for (number, (to, from)) in field.of_mut(alliance).iter_mut().zip(change) {
            *number = field.held(*number + (to - from));
        }
    }
}

/// Fields of an alliance that hold what the unharmed world holds, for the length of one part.
pub(super) struct Loan<'a>(&'a [Field]);

impl<'a> Loan<'a> {
    /// Puts the alliance's own numbers aside.
    pub(super) fn take(fields: &'a [Field], alliance: &mut Alliance, lender: &Alliance, aside: &mut Vec<f64>) -> Self {
        aside.clear();
        for field in fields {
            let own = field.of_mut(alliance);
            aside.extend_from_slice(own);
            own.copy_from_slice(field.of(lender));
        }
        Self(fields)
    }

    /// Brings them back, moved by as much as the part has moved those that were lent.
    pub(super) fn give_back(self, alliance: &mut Alliance, lender: &Alliance, mut aside: &[f64]) {
        for field in self.0 {
            let numbers = field.of_mut(alliance);
            let (own, rest) = aside.split_at(numbers.len());
            for ((number, own), lent) in numbers.iter_mut().zip(own).zip(field.of(lender)) {
                *number = field.held(own + (*number - lent));
            }
            aside = rest;
        }
    }
}
