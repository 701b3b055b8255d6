//! What a part of the month reads and writes.

use std::slice::{from_mut, from_ref};

use crate::alliance::Alliance;

/// A quantity of an alliance by which a loss can travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Trust of every tie, −1…1.
    Trust,
    /// Image of every tie at home, −1…1.
    Image,
    /// Payoff memory of every member, −1…1.
    Payoff,
    /// The value of the month, ≥ 0.
    Value,
    /// The goal of every member.
    Goal,
    /// The shared ambition.
    Ambition,
    /// Support at every home, 0…1.
    Support,
    /// Shared language, 0…1.
    Language,
    /// Capacity, 0…1.
    Capacity,
    /// The control dial, 0…1.
    Control,
    /// The process dial, 0…1.
    Process,
    /// The agility dial, 0…1.
    Agility,
    /// The challenge, 0…1.
    Challenge,
    /// The routine.
    Routine,
}

impl Quantity {
    /// All that one month hands on to the next and that a loss of trust can reach.
    pub const ALL: [Self; 14] = [
        Self::Trust,
        Self::Image,
        Self::Payoff,
        Self::Value,
        Self::Goal,
        Self::Ambition,
        Self::Support,
        Self::Language,
        Self::Capacity,
        Self::Control,
        Self::Process,
        Self::Agility,
        Self::Challenge,
        Self::Routine,
    ];

    /// Its numbers.
    #[must_use]
    pub fn of(
        self,
        Alliance {
            members,
            relations,
            commons,
        }: &Alliance,
    ) -> &[f64] {
        match self {
            Self::Trust => &relations.trust,
            Self::Image => &relations.image,
            Self::Payoff => &members.payoff,
            Self::Goal => &members.goal,
            Self::Support => &members.support,
            Self::Ambition => &commons.ambition,
            Self::Value => from_ref(&commons.value),
            Self::Language => from_ref(&commons.shared_language),
            Self::Capacity => from_ref(&commons.capacity),
            Self::Control => from_ref(&commons.control),
            Self::Process => from_ref(&commons.process),
            Self::Agility => from_ref(&commons.agility),
            Self::Challenge => from_ref(&commons.challenge),
            Self::Routine => from_ref(&commons.routine),
        }
    }

    pub(super) fn of_mut(
        self,
        Alliance {
            members,
            relations,
            commons,
        }: &mut Alliance,
    ) -> &mut [f64] {
        match self {
            Self::Trust => &mut relations.trust,
            Self::Image => &mut relations.image,
            Self::Payoff => &mut members.payoff,
            Self::Goal => &mut members.goal,
            Self::Support => &mut members.support,
            Self::Ambition => &mut commons.ambition,
            Self::Value => from_mut(&mut commons.value),
            Self::Language => from_mut(&mut commons.shared_language),
            Self::Capacity => from_mut(&mut commons.capacity),
            Self::Control => from_mut(&mut commons.control),
            Self::Process => from_mut(&mut commons.process),
            Self::Agility => from_mut(&mut commons.agility),
            Self::Challenge => from_mut(&mut commons.challenge),
            Self::Routine => from_mut(&mut commons.routine),
        }
    }

    /// A number, or the end of the scale that it lies beyond: what is put together from two worlds may miss it by a hair.
    pub(super) fn held(self, number: f64) -> f64 {
        match self {
            Self::Trust | Self::Image | Self::Payoff => number.clamp(-1.0, 1.0),
            Self::Value => number.max(0.0),
            Self::Goal | Self::Ambition | Self::Routine => number,
            Self::Support | Self::Language | Self::Capacity => number.clamp(0.0, 1.0),
            Self::Control | Self::Process | Self::Agility | Self::Challenge => number.clamp(0.0, 1.0),
        }
    }
}
