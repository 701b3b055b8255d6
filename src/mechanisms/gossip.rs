//! Step 6: talk behind the back of third parties.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, MechanismId, Month, Quality};
use crate::alliance::{Alliance, LossChannel, NonNegative, Real, Relations, above_zero, below_zero, push, sum};
use crate::random::{Luck, Purpose};

const CONVERSATIONS: Purpose = Purpose::named("gossip");

/// A friend's word about a stranger counts; a rival's word counts the other way, but bad news is believed from anybody, and
/// travels louder.
///
/// # Rule
/// A source weighs `W(t) = max(t, 0) + contrarian·min(t, 0)`; what is told is coloured `N(t) = t` for `t ≥ 0`, else `ν·t` with
/// `ν = 1 + (negativity − 1)(1 − Q_pattern_breaking)`. Bad news (`T[k][j] < 0`) is believed from anybody: there a source weighs
/// `W(t) + credulity·(1−|t|)`, `t = T[i][k]`. The informants of (i, j) are those k tied to both.
/// On average over chance, trust is pushed by `rate·Σ_k W(T[i][k])·N(T[k][j]) / max(#informants, 1)`.
/// Drawn, each member i holds `conversations` conversations: with k uniform among its contacts, about j uniform among
/// k's contacts other than i. Where i is tied to j, the push grows by
/// `rate·(#contacts of i)/conversations·W(T[i][k])·N(T[k][j])`, which on a complete network has the same mean.
///
/// # Update order
/// Simultaneous: all pushes are added up before any trust moves.
///
/// # Source
/// With `contrarian = 1`, `negativity = 1`, `credulity = 0` and small trust this is the structural balance dynamics `dT/dt ∝ T²` of Marvel,
/// Kleinberg, Kleinberg and Strogatz (2011). Weights, colour, credulity and conversations are ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Gossip {
    /// Whether members speak about third parties.
    pub enabled: bool,
    /// How strongly a month of gossip moves trust.
    #[schemars(extend("x-unit" = "trust a month", "x-source" = "tuned"))]
    pub rate: NonNegative,
    /// How much louder bad news is than good: 1 is even.
    #[schemars(extend("x-unit" = "a number", "x-source" = "guess"))]
    pub negativity: NonNegative,
    /// How far a distrusted source is believed the other way round: 0 not at all, 1 fully.
    #[schemars(extend("x-unit" = "a number", "x-source" = "guess"))]
    pub contrarian: Real,
    /// How far bad news is believed from a source that is neither trusted nor distrusted: 0 not at all, 1 as from a friend.
    #[schemars(extend("x-unit" = "a number", "x-source" = "tuned"))]
    pub credulity: NonNegative,
    /// Conversations that each member holds in a month. Many more would only come nearer to the mean-field sum, and take
    /// as much longer.
    #[schemars(range(min = 1, max = 10_000))]
    #[schemars(extend("x-unit" = "conversations a month", "x-source" = "guess"))]
    pub conversations: u32,
}

impl Default for Gossip {
    fn default() -> Self {
        Self {
            enabled: true,
            rate: NonNegative::fixed(0.05),
            negativity: NonNegative::fixed(2.0),
            contrarian: Real::fixed(0.5),
            credulity: NonNegative::fixed(0.3),
            conversations: 6,
        }
    }
}

impl Mechanism for Gossip {
    fn name(&self) -> &'static str {
        MechanismId::Gossip.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let loudness = 1.0 + (*self.negativity - 1.0) * (1.0 - month.quality(Quality::PatternBreaking));
        let luck = month.fortune(CONVERSATIONS).luck();
        let pushes = &mut month.scratch.pushes[..month.alliance.relations.n_ordered_pairs()];
        match luck {
            Some(luck) => self.talk(luck, loudness, month.alliance, pushes),
            None => {
                let heard = Heard {
                    told: &mut month.scratch.readings,
                    sum: &mut month.scratch.by_member,
                    informants: &mut month.scratch.counts,
                };
                self.hear_everything(loudness, month.alliance, pushes, heard);
            }
        }
        for (trust, pushed) in month.alliance.relations.trust.iter_mut().zip(&mut *pushes) {
            let before = *trust;
            *trust = push(before, *pushed);
            *pushed = above_zero(before - *trust);
        }
        month.alliance.commons.lost.by_channel[LossChannel::Gossip as usize] = sum(pushes);
    }
}

/// Buffers of the sum over informants.
struct Heard<'a> {
    told: &'a mut [f64],
    sum: &'a mut [f64],
    informants: &'a mut [u32],
}

impl Gossip {
    /// `W(t)`: what a word from someone trusted this much weighs.
    #[inline]
    fn weight(&self, trust: f64) -> f64 {
        above_zero(trust) + *self.contrarian * below_zero(trust)
    }

    /// What a source trusted this much is believed beyond that where its news is bad.
    #[inline]
    fn belief_in_bad_news(&self, trust: f64) -> f64 {
        *self.credulity * (1.0 - trust.abs())
    }

    /// What it does to a listener that a source whom it trusts so much says this word.
    #[inline]
    fn impact(&self, trust: f64, word: f64) -> f64 {
        self.weight(trust) * word + self.belief_in_bad_news(trust) * below_zero(word)
    }

    fn talk(&self, luck: Luck, loudness: f64, Alliance { members, relations, .. }: &Alliance, pushes: &mut [f64]) {
        pushes.fill(0.0);
        for i in members.indices() {
            let strength = *self.rate * relations.degree(i) as f64 / f64::from(self.conversations);
            let luck = luck.row(i as u32);
            for conversation in 0..self.conversations {
                let mut choice = luck.at(conversation).choice();
                let Some(talk) = relations.detour(i, |count| choice.below(count)) else {
                    continue;
                };
                if let Some(about) = talk.direct {
                    let word = colour(relations.trust[talk.second], loudness);
                    pushes[about] += strength * self.impact(relations.trust[talk.first], word);
                }
            }
        }
    }

    /// Row by row the product of what sources weigh and what they tell, over the network's paths of length two.
    fn hear_everything(
        &self,
        loudness: f64,
        Alliance { members, relations, .. }: &Alliance,
        pushes: &mut [f64],
        Heard { told, sum, informants }: Heard<'_>,
    ) {
        for (told, &trust) in told.iter_mut().zip(&relations.trust) {
            *told = colour(trust, loudness);
        }
        if relations.is_complete() {
            return self.hear_everyone(relations, told, &mut sum[..members.n_present()], pushes);
        }
        sum.fill(0.0);
        informants.fill(0);
        for i in members.indices() {
            for source in relations.row(i) {
                for topic in relations.row(relations.to(source)) {
                    sum[relations.to(topic)] += self.impact(relations.trust[source], told[topic]);
                    informants[relations.to(topic)] += 1;
                }
            }
            for entry in relations.row(i) {
                let j = relations.to(entry);
                pushes[entry] = *self.rate * sum[j] / f64::from(informants[j].max(1));
            }
            for source in relations.row(i) {
                for &reached in relations.contacts(relations.to(source)) {
                    sum[reached as usize] = 0.0;
                    informants[reached as usize] = 0;
                }
            }
        }
    }

    /// The same product in a complete network, whose rows stand rank by rank and leave out nobody but their own member.
    fn hear_everyone(&self, relations: &Relations, told: &[f64], sum: &mut [f64], pushes: &mut [f64]) {
        let width = sum.len().saturating_sub(1);
        if width == 0 {
            return;
        }
        let n_informants = (width - 1).max(1) as f64;
        let rows = relations.trust.chunks_exact(width).zip(pushes.chunks_exact_mut(width));
        for (listener, (trust, pushes)) in rows.enumerate() {
            sum.fill(0.0);
            let sources = (0..=width).filter(|&rank| rank != listener);
            for (source, &trust) in sources.zip(trust) {
                let (before, after) = told[source * width..][..width].split_at(source);
                self.add(trust, before, &mut sum[..source]);
                self.add(trust, after, &mut sum[source + 1..]);
            }
            let heard = sum[..listener].iter().chain(&sum[listener + 1..]);
            for (push, sum) in pushes.iter_mut().zip(heard) {
                *push = *self.rate * sum / n_informants;
            }
        }
    }

    /// Adds the words of a source trusted this much to all that is heard.
    fn add(&self, trust: f64, told: &[f64], sums: &mut [f64]) {
        for (sum, &word) in sums.iter_mut().zip(told) {
            *sum += self.impact(trust, word);
        }
    }
}

/// `N(t)`: what is told of someone trusted this much.
#[inline]
fn colour(trust: f64, loudness: f64) -> f64 {
    above_zero(trust) + loudness * below_zero(trust)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::Dynamics;
    use crate::mechanisms::testing::{anything, assert_near, strangers, tied};

    #[test]
    fn the_word_of_a_friend_counts() {
        assert_near(heard(0.5, 0.4), 0.05 * 0.5 * 0.4);
    }

    #[test]
    fn bad_news_is_louder_than_good() {
        assert_near(heard(0.5, -0.4), -0.05 * (0.5 + 0.3 * 0.5) * 2.0 * 0.4);
    }

    #[test]
    fn the_word_of_a_rival_counts_the_other_way() {
        assert_near(heard(-0.5, 0.4), -0.05 * 0.5 * 0.5 * 0.4);
    }

    #[test]
    fn bad_news_is_believed_from_those_one_does_not_know() {
        assert_near(heard(0.0, -0.4), -0.05 * 0.3 * 2.0 * 0.4);
        assert_eq!(heard(0.0, 0.4), 0.0);
    }

    #[test]
    fn what_was_lost_is_told() {
        let mut trial = strangers(3);
        trial.set_trust(0, 1, 0.5);
        trial.set_trust(1, 2, -0.4);
        trial.live(&Gossip::default());
        let lost = trial.alliance.commons.lost.through(LossChannel::Gossip);
        assert!(lost > 0.0);
        let trust_before = [0.5, -0.4, 0.0, 0.0, 0.0, 0.0];
        let fallen = [(0, 1), (1, 2), (0, 2), (2, 0), (1, 0), (2, 1)].map(|(i, j)| trial.trust(i, j));
        let fallen: f64 = trust_before
            .iter()
            .zip(fallen)
            .map(|(before, after)| (before - after).max(0.0))
            .sum();
        assert_near(lost, fallen);
    }

    #[test]
    fn two_have_nobody_to_talk_about() {
        for n in [0, 1, 2] {
            for mut trial in [strangers(n), strangers(n).drawn(1)] {
                trial.set_all_trust(0.5);
                trial.live(&Gossip::default());
                assert!(trial.alliance.relations.trust.iter().all(|&trust| trust == 0.5));
            }
        }
    }

    #[test]
    fn nobody_hears_of_those_it_is_not_tied_to() {
        let mut chain = tied(3, &[(0, 1), (1, 2)]);
        chain.set_all_trust(0.5);
        chain.live(&Gossip::default());
        assert!(chain.alliance.relations.trust.iter().all(|&trust| trust == 0.5));
    }

    #[test]
    fn conversations_come_to_the_sum_over_informants_on_average() {
        let (n, gossip) = (
            5,
            Gossip {
                rate: NonNegative::fixed(0.001),
                ..Gossip::default()
            },
        );
        let mut start = strangers(n);
        for (entry, trust) in start.alliance.relations.trust.iter_mut().enumerate() {
            *trust = (entry as f64 * 0.37) % 0.8;
        }
        let mut expected = start.clone();
        expected.live(&gossip);
        let runs = 20_000;
        let mut mean = vec![0.0; start.alliance.relations.n_ordered_pairs()];
        for seed in 0..runs {
            let mut drawn = start.clone().drawn(seed);
            drawn.live(&gossip);
            for (mean, trust) in mean.iter_mut().zip(&drawn.alliance.relations.trust) {
                *mean += trust / runs as f64;
            }
        }
        for (mean, expected) in mean.iter().zip(&expected.alliance.relations.trust) {
            assert!((mean - expected).abs() < 1e-5, "{mean} instead of {expected}");
        }
    }

    proptest! {
        #[test]
        fn a_month_adds_up_all_informants(mut trial in anything()) {
            trial.dynamics = Dynamics::MeanField;
            let before = trial.clone();
            trial.live(&Gossip::default());
            let relations = &before.alliance.relations;
            let loudness = 2.0 - before.qualities[Quality::PatternBreaking as usize];
            for (i, j, _, _) in relations.pairs() {
                let informants: Vec<_> = relations.contacts(i).iter().map(|&k| k as usize)
                    .filter(|&k| relations.entry(k, j).is_some()).collect();
                let told: f64 = informants.iter()
                    .map(|&k| Gossip::default().impact(before.trust(i, k), colour(before.trust(k, j), loudness))).sum();
                let pushed = push(before.trust(i, j), 0.05 * told / informants.len().max(1) as f64);
                prop_assert!((trial.trust(i, j) - pushed).abs() < 1e-12);
            }
        }

        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), rate in 0.0..9.0, negativity in 0.0..9.0) {
            let (rate, negativity) = (NonNegative::fixed(rate), NonNegative::fixed(negativity));
            trial.live(&Gossip { rate, negativity, ..Gossip::default() });
            trial.assert_on_scale();
        }
    }

    /// Trust in a stranger after a source trusted this much has spoken about it, whom it trusts that much.
    fn heard(source: f64, about: f64) -> f64 {
        let mut trial = strangers(3);
        trial.set_trust(0, 1, source);
        trial.set_trust(1, 2, about);
        trial.live(&Gossip::default());
        trial.trust(0, 2)
    }
}
