//! Step 0, second half: candidates ask to join.

use super::{Happening, Mechanism, Month};
use crate::alliance::{MemberId, similarity};
use crate::random::Purpose;

const JUDGEMENT: Purpose = Purpose::named("arrivals");

/// How much each point of diligence costs in trust at the start.
const TRUST_LOST_TO_DILIGENCE: f64 = 0.3;
/// The spread of a judgement made without any diligence.
const CARELESS_SPREAD: f64 = 0.5;

/// A candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrival {
    /// In which month it asks, from 0.
    pub month: u32,
    /// Who.
    pub member: MemberId,
}

/// How relations with a newcomer start.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Newcomers {
    /// Trust before diligence takes its toll, −1…1.
    pub trust_mean: f64,
    /// Image of a partner of one's own culture, −1…1.
    pub image_mean: f64,
    /// Image lost per unit of culture distance.
    pub image_culture: f64,
    /// What the scenario says of single ties: from, to, trust, image.
    pub listed: Vec<(MemberId, MemberId, Option<f64>, Option<f64>)>,
}

impl Newcomers {
    /// Image that homes of two cultures have of one another before they have met, −1…1.
    #[must_use]
    pub fn first_image(&self, culture_distance: f64) -> f64 {
        (self.image_mean - self.image_culture * culture_distance).clamp(-1.0, 1.0)
    }

    /// Trust and image at the start of one tie.
    fn first_tie(&self, from: MemberId, to: MemberId, distance: f64, diligence: f64) -> (f64, f64) {
        let trust = (self.trust_mean - TRUST_LOST_TO_DILIGENCE * diligence).clamp(-1.0, 1.0);
        let listed = self.listed.iter().rfind(|tie| (tie.0, tie.1) == (from, to));
        (
            listed.and_then(|tie| tie.2).unwrap_or(trust),
            listed
                .and_then(|tie| tie.3)
                .unwrap_or_else(|| self.first_image(distance)),
        )
    }
}

/// A candidate that seems to fit is let in; looking closely filters misfits and signals distrust.
///
/// # Rule
/// The fit is `sim(goal, a)`, judged with a noise of `0.5·(1 − diligence)`. Below the admission threshold the candidate
/// is turned away. Else it joins: trust given and received starts at `trust_mean − 0.3·diligence`, images as at the
/// start, and the shared language thins to `L·n/(n+1)`. A tie that the scenario lists keeps what is listed.
///
/// # Update order
/// One candidate after the other, in file order.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrivals {
    /// Who asks to join, and when.
    pub candidates: Vec<Arrival>,
    /// How relations with them start.
    pub newcomers: Newcomers,
}

impl Mechanism for Arrivals {
    fn name(&self) -> &'static str {
        "arrivals"
    }

    fn apply(&self, month: &mut Month<'_>) {
        let now = month.number;
        for candidate in self.candidates.iter().filter(|candidate| candidate.month == now) {
            self.decide(candidate.member, month);
        }
    }
}

impl Arrivals {
    fn decide(&self, member: MemberId, month: &mut Month<'_>) {
        let noise = month.fortune(JUDGEMENT).normal(member.index(), 0);
        let commons = &month.alliance.commons;
        let goal = month.alliance.members.goal_of(member.index());
        let fit = similarity(goal, &commons.ambition, commons.goal_tolerance)
            + CARELESS_SPREAD * (1.0 - commons.diligence) * noise;
        if fit < *month.rules.membership.admission_threshold {
            month.tell(Happening::TurnedAway { member, fit });
            return;
        }
        let (diligence, n) = (commons.diligence, month.alliance.members.n_present() as f64);
        month.alliance.commons.shared_language *= n / (n + 1.0);
        month.alliance.admit(member, |from, to, distance| {
            self.newcomers.first_tie(from, to, distance, diligence)
        });
        month.tell(Happening::Arrival { member, fit });
    }
}
