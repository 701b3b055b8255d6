//! One world of those that live in lockstep.

use super::Quantity;
use crate::alliance::Alliance;
use crate::mechanisms::{Circumstances, Happening, Month, Scratch};

/// A world of its own, with the memory that it lives in. What happens in it is told to nobody.
#[derive(Default)]
pub(super) struct Twin {
    pub(super) alliance: Alliance,
    pub(super) happenings: Vec<Happening>,
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

    /// Loses so much of every quantity.
    pub(super) fn lose(&mut self, shape: &[f64]) {
        let mut left = shape.iter();
        for quantity in Quantity::ALL {
            for (number, lost) in quantity.of_mut(&mut self.alliance).iter_mut().zip(&mut left) {
                *number = quantity.held(*number - lost);
            }
        }
    }
}

/// Adds what leads from one alliance to another.
pub(super) fn add_change(quantities: &[Quantity], alliance: &mut Alliance, from: &Alliance, to: &Alliance) {
    for quantity in quantities {
        let change = quantity.of(to).iter().zip(quantity.of(from));
        for (number, (to, from)) in quantity.of_mut(alliance).iter_mut().zip(change) {
            *number = quantity.held(*number + (to - from));
        }
    }
}

/// Quantities of an alliance that hold what the unharmed world holds, for the length of one part.
pub(super) struct Loan<'a>(&'a [Quantity]);

impl<'a> Loan<'a> {
    /// Puts the alliance's own numbers aside.
    pub(super) fn take(
        quantities: &'a [Quantity],
        alliance: &mut Alliance,
        lender: &Alliance,
        aside: &mut Vec<f64>,
    ) -> Self {
        aside.clear();
        for quantity in quantities {
            let own = quantity.of_mut(alliance);
            aside.extend_from_slice(own);
            own.copy_from_slice(quantity.of(lender));
        }
        Self(quantities)
    }

    /// Brings them back, moved by as much as the part has moved those that were lent.
    pub(super) fn give_back(self, alliance: &mut Alliance, lender: &Alliance, mut aside: &[f64]) {
        for quantity in self.0 {
            let numbers = quantity.of_mut(alliance);
            let (own, rest) = aside.split_at(numbers.len());
            for ((number, own), lent) in numbers.iter_mut().zip(own).zip(quantity.of(lender)) {
                *number = quantity.held(own + (*number - lent));
            }
            aside = rest;
        }
    }
}
