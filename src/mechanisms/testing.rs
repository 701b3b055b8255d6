//! A small alliance to try one mechanism on.

use proptest::prelude::*;

use super::{Circumstances, Dynamics, Happening, Mechanism, Month, Quality, Rules, Scratch};
use crate::alliance::{Alliance, MemberId, every_pair};
use crate::random::{Chance, Purpose};

/// A month about to be lived by one mechanism, and all that it can depend on.
#[derive(Debug, Clone, Default)]
pub(super) struct Trial {
    pub alliance: Alliance,
    pub rules: Rules,
    pub number: u32,
    pub dynamics: Dynamics,
    pub seed: u64,
    pub qualities: [f64; 9],
    pub steward_cost: f64,
    pub open_conversation: f64,
    /// Sizes of the shocks that events have asked for.
    pub shocks: Vec<f64>,
}

/// Members who are all tied to one another, in a mean-field month. Goals (one axis) and ambition lie at 0 with tolerance
/// 1; resources are 1, support 0.6, everything else 0.
pub(super) fn strangers(n: u32) -> Trial {
    tied(n, &every_pair(n))
}

/// Like [`strangers`], with these ties only.
pub(super) fn tied(n: u32, pairs: &[(u32, u32)]) -> Trial {
    let mut alliance = Alliance::gathered(n, pairs);
    alliance.commons.ambition = vec![0.0];
    alliance.commons.founding_ambition = vec![0.0];
    alliance.commons.goal_tolerance = 1.0;
    alliance.commons.bloc = vec![0; n as usize];
    Trial {
        alliance,
        dynamics: Dynamics::MeanField,
        ..Trial::default()
    }
}

impl Trial {
    /// Lets the mechanism have its month; returns what it told.
    pub fn live(&mut self, mechanism: &impl Mechanism) -> Vec<Happening> {
        let mut scratch = Scratch::default();
        scratch.prepare(&self.alliance);
        let mut happenings = Vec::new();
        let circumstances = Circumstances {
            dynamics: self.dynamics,
            rules: &self.rules,
            chance: &Chance::new(self.seed),
        };
        let mut month = Month {
            qualities: self.qualities,
            steward_cost: self.steward_cost,
            open_conversation: self.open_conversation,
            shocks: std::mem::take(&mut self.shocks),
            ..Month::begin(
                self.number,
                circumstances,
                &mut self.alliance,
                &mut happenings,
                &mut scratch,
            )
        };
        mechanism.apply(&mut month);
        (self.open_conversation, self.shocks) = (month.open_conversation, month.shocks);
        (self.qualities, self.steward_cost) = (month.qualities, month.steward_cost);
        happenings
    }

    pub fn with_quality(mut self, quality: Quality, strength: f64) -> Self {
        self.qualities[quality as usize] = strength;
        self
    }

    pub fn drawn(mut self, seed: u64) -> Self {
        self.dynamics = Dynamics::Stochastic;
        self.seed = seed;
        self
    }

    pub fn trust(&self, from: usize, to: usize) -> f64 {
        self.alliance.relations.trust[self.entry(from, to)]
    }

    pub fn image(&self, from: usize, to: usize) -> f64 {
        self.alliance.relations.image[self.entry(from, to)]
    }

    pub fn bond(&self, from: usize, to: usize) -> f64 {
        self.alliance.relations.bond[self.entry(from, to)]
    }

    pub fn set_trust(&mut self, from: usize, to: usize, trust: f64) {
        let entry = self.entry(from, to);
        self.alliance.relations.trust[entry] = trust;
    }

    /// Gives the members cultures on the one axis.
    pub fn set_cultures(&mut self, cultures: &[f64]) {
        self.alliance.members.culture.copy_from_slice(cultures);
        self.alliance.relations.connect(&self.alliance.members);
    }

    pub fn set_mutual_trust(&mut self, i: usize, j: usize, trust: f64) {
        self.set_trust(i, j, trust);
        self.set_trust(j, i, trust);
    }

    pub fn set_all_trust(&mut self, trust: f64) {
        self.alliance.relations.trust.fill(trust);
    }

    fn entry(&self, from: usize, to: usize) -> usize {
        let Some(entry) = self.alliance.relations.entry(from, to) else {
            panic!("{from} and {to} are not tied")
        };
        entry
    }

    /// Checks that everything with a scale is on it.
    pub fn assert_on_scale(&self) {
        let Alliance {
            members,
            relations,
            commons,
        } = &self.alliance;
        for signed in [
            &relations.trust,
            &relations.image,
            &relations.similarity,
            &members.payoff,
        ] {
            assert!(signed.iter().all(|x| (-1.0..=1.0).contains(x)), "{signed:?}");
        }
        for share in [
            &members.contribution,
            &members.support,
            &members.weight,
            &members.warned,
            &members.standing,
            &members.hidden,
        ] {
            assert!(share.iter().all(|x| (0.0..=1.0).contains(x)), "{share:?}");
        }
        for share in [
            commons.shared_language,
            commons.capacity,
            commons.control,
            commons.process,
            commons.agility,
            commons.challenge,
            commons.mismatch,
            commons.steering_clarity,
            commons.goal_clarity,
            commons.agreements,
        ] {
            assert!((0.0..=1.0).contains(&share), "{commons:?}");
        }
        assert!(commons.value >= 0.0 && commons.lost.blamed_on_culture >= 0.0);
        assert!(commons.lost.by_channel.iter().all(|&lost| lost >= 0.0));
        assert!(commons.incidents.iter().all(|&n| n >= 0.0));
    }
}

/// Checks that a number is what was computed by hand.
#[track_caller]
pub(super) fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
}

/// Any state of an alliance of up to seven members, all tied or each with the next two only, with any qualities of
/// leadership, drawn or not.
pub(super) fn anything() -> impl Strategy<Value = Trial> {
    (0_u32..8, any::<bool>(), any::<bool>(), any::<u64>()).prop_map(|(n, is_band, is_drawn, seed)| {
        let next_two: Vec<_> = (0..n)
            .flat_map(|i| (i + 1..n.min(i + 3)).map(move |j| (i, j)))
            .collect();
        let mut trial = if is_band { tied(n, &next_two) } else { strangers(n) };
        fill(&mut trial, seed);
        if is_drawn { trial.drawn(seed) } else { trial }
    })
}

fn fill(trial: &mut Trial, seed: u64) {
    let mut draws = Chance::new(seed).of(Purpose::named("anything"), 0).at(0, 0);
    let mut share = move || draws.uniform();
    let Alliance {
        members,
        relations,
        commons,
    } = &mut trial.alliance;
    members.culture.fill_with(&mut share);
    relations.connect(members);
    for signed in [
        &mut relations.trust,
        &mut relations.image,
        &mut members.payoff,
        &mut members.alignment,
    ] {
        signed.fill_with(|| 2.0 * share() - 1.0);
    }
    for shares in [
        &mut members.support,
        &mut members.contribution,
        &mut members.voice,
        &mut members.temptation,
        &mut members.autonomy,
        &mut members.standing,
        &mut members.hidden,
    ] {
        shares.fill_with(&mut share);
    }
    for goals in [&mut members.goal, &mut members.home_goal] {
        goals.fill_with(|| 4.0 * share() - 2.0);
    }
    members.resources.fill_with(|| 0.1 + share());
    let present = members.present().to_vec();
    members.gather(present.into_iter());
    members.given.clone_from(&members.weight);
    members.received.clone_from(&members.weight);
    for dial in [
        &mut commons.shared_language,
        &mut commons.capacity,
        &mut commons.control,
        &mut commons.process,
        &mut commons.agility,
        &mut commons.diligence,
        &mut commons.challenge,
        &mut commons.mismatch,
        &mut commons.steering_clarity,
        &mut commons.goal_clarity,
        &mut commons.agreements,
        &mut commons.value,
    ] {
        *dial = share();
    }
    commons.environment = 3.0 * share();
    commons.lead = Some(MemberId(0));
    trial.qualities.fill_with(&mut share);
    trial.steward_cost = share();
}
