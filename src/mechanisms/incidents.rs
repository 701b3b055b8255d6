//! Step 8: conflicts flare up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, MechanismId, Month, Quality};
use crate::alliance::{Alliance, IncidentCause, LossChannel, MemberId, NonNegative, Share, above_zero, push};
use crate::elementary::exp_m1;
use crate::random::{Luck, Purpose};

const SPARKS: Purpose = Purpose::named("incidents");

/// Two partners clash over means, norms, identity or power, the more easily the less they trust one another.
///
/// # Rule
/// Per pair, with mutual trust `M = (T[i][j]+T[j][i])/2` and unfairness `φ[i] = |share[i]−q[i]|·n`:
/// `rate = (means·(φ[i]+φ[j])/2 + norms·δ(1−L) + identity·max(−sim(g[i], g[j]), 0)·(1+½(hidden[i]+hidden[j])) +
/// power·(1−σ)·n²·ŵ[i]ŵ[j])·(1−M)/2`.
/// It is resolved with probability `R = 1 − (1−resolution)(1−Q_relations)`. Drawn: one incident with probability
/// `1 − exp(−rate)`; both sides push trust by `+repair·severity` if resolved, else by `−severity`. On average:
/// `rate·severity·(R·repair − (1−R))`. It counts under the cause that weighed most (the first, where causes weigh alike).
///
/// # Update order
/// Simultaneous over all pairs.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Incidents {
    /// Whether conflicts flare up.
    pub enabled: bool,
    /// Incidents a month per unit of unfair division.
    #[schemars(extend("x-unit" = "incidents a month per unit of unfair division", "x-source" = "guess"))]
    pub means: NonNegative,
    /// Incidents a month per unit of culture distance not understood.
    #[schemars(extend("x-unit" = "incidents a month per unit of culture distance", "x-source" = "guess"))]
    pub norms: NonNegative,
    /// Incidents a month per unit of clashing goals.
    #[schemars(extend("x-unit" = "incidents a month per unit of clashing goals", "x-source" = "guess"))]
    pub identity: NonNegative,
    /// Incidents a month between members of average weight where nobody steers.
    #[schemars(extend("x-unit" = "incidents a month", "x-source" = "guess"))]
    pub power: NonNegative,
    /// Trust lost in an incident that is not resolved.
    #[schemars(extend("x-unit" = "trust", "x-source" = "guess"))]
    pub severity: NonNegative,
    /// Trust won in one that is, as a share of the severity.
    #[schemars(extend("x-unit" = "times the severity", "x-source" = "guess"))]
    pub repair: NonNegative,
    /// Probability that an incident is resolved without help.
    #[schemars(extend("x-unit" = "probability", "x-source" = "guess"))]
    pub resolution: Share,
}

impl Default for Incidents {
    fn default() -> Self {
        Self {
            enabled: true,
            means: NonNegative::fixed(0.08),
            norms: NonNegative::fixed(0.10),
            identity: NonNegative::fixed(0.16),
            power: NonNegative::fixed(0.02),
            severity: NonNegative::fixed(0.15),
            repair: NonNegative::fixed(0.3),
            resolution: Share::fixed(0.2),
        }
    }
}

impl Mechanism for Incidents {
    fn name(&self) -> &'static str {
        MechanismId::Incidents.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let resolved = 1.0 - (1.0 - *self.resolution) * (1.0 - month.quality(Quality::Relations));
        let luck = month.fortune(SPARKS).luck();
        let rates = &mut month.scratch.readings[..month.alliance.relations.n_pairs()];
        let tension = self.tension(month.alliance, &mut month.scratch.by_member);
        tension.rate_all(month.alliance, rates);
        match luck {
            Some(luck) => self.strike(month.alliance, &tension, rates, resolved, luck, month.happenings),
            None => self.wear(month.alliance, &tension, rates, resolved),
        }
    }
}

impl Incidents {
    /// Draws which pairs clash. A spark in [0, 1) becomes an incident with probability `1 − exp(−rate)`; that never exceeds the
    /// rate, which spares the exponential nearly always.
    fn strike(
        &self,
        alliance: &mut Alliance,
        tension: &Tension<'_>,
        rates: &[f64],
        resolved: f64,
        luck: Luck,
        happenings: &mut Vec<Happening>,
    ) {
        let (mut first, mut row) = (0, luck.row(0));
        for (pair, &rate) in rates.iter().enumerate() {
            let (i, j, _, _) = alliance.relations.pair(pair);
            if i != first {
                (first, row) = (i, luck.row(i as u32));
            }
            let mut draws = row.at(j as u32);
            let spark = draws.uniform();
            if spark < rate && spark < -exp_m1(-rate) {
                let size = self.size(draws.happens(resolved));
                let cause = heaviest(tension.causes(alliance, pair));
                clash(alliance, pair, cause, 1.0, size);
                happenings.push(Happening::Incident {
                    member: MemberId::from(i),
                    partner: MemberId::from(j),
                    cause,
                    size,
                });
            }
        }
    }

    /// Lets every pair clash as much as it does on average.
    fn wear(&self, alliance: &mut Alliance, tension: &Tension<'_>, rates: &[f64], resolved: f64) {
        let size = resolved * self.size(true) + (1.0 - resolved) * self.size(false);
        for (pair, &rate) in rates.iter().enumerate() {
            let cause = heaviest(tension.causes(alliance, pair));
            clash(alliance, pair, cause, rate, rate * size);
        }
    }

    /// How an incident pushes trust on both sides.
    fn size(&self, is_resolved: bool) -> f64 {
        if is_resolved {
            *self.repair * *self.severity
        } else {
            -*self.severity
        }
    }

    fn tension<'a>(&self, Alliance { members, commons, .. }: &Alliance, unfair: &'a mut [f64]) -> Tension<'a> {
        let n = members.n_present() as f64;
        for i in members.indices() {
            unfair[i] = (members.received[i] - members.given[i]).abs();
        }
        Tension {
            unfair,
            means: *self.means * n / 2.0,
            norms: *self.norms * (1.0 - commons.shared_language),
            identity: *self.identity,
            power: *self.power * (1.0 - commons.steering_clarity) * n * n,
        }
    }
}

/// How much each cause weighs this month, before it is known for which pair.
struct Tension<'a> {
    /// How far from what it gave every member's share of the value is.
    unfair: &'a [f64],
    means: f64,
    norms: f64,
    identity: f64,
    power: f64,
}

impl Tension<'_> {
    /// Writes the incidents a month of every pair.
    fn rate_all(&self, alliance: &Alliance, rates: &mut [f64]) {
        for (pair, rate) in rates.iter_mut().enumerate() {
            let (_, _, there, back) = alliance.relations.pair(pair);
            let mutual = (alliance.relations.trust[there] + alliance.relations.trust[back]) / 2.0;
            *rate = self.causes(alliance, pair).iter().sum::<f64>() * (1.0 - mutual) / 2.0;
        }
    }

    /// What could set a pair off, by [`IncidentCause`]: incidents a month, if the two did not trust one another at all.
    #[inline(always)]
    fn causes(&self, Alliance { members, relations, .. }: &Alliance, pair: usize) -> [f64; 4] {
        let (i, j, there, _) = relations.pair(pair);
        [
            self.means * (self.unfair[i] + self.unfair[j]),
            self.norms * relations.distance[there],
            self.identity
                * above_zero(-relations.similarity[there])
                * (1.0 + (members.hidden[i] + members.hidden[j]) / 2.0),
            self.power * members.weight[i] * members.weight[j],
        ]
    }
}

/// A number of incidents of a pair push the trust of both sides; nobody else's.
fn clash(Alliance { relations, commons, .. }: &mut Alliance, pair: usize, cause: IncidentCause, count: f64, size: f64) {
    let (_, _, there, back) = relations.pair(pair);
    commons.incidents[cause as usize] += count;
    for side in [there, back] {
        let before = relations.trust[side];
        relations.trust[side] = push(before, size);
        commons.lost.by_channel[LossChannel::of(cause) as usize] += above_zero(before - relations.trust[side]);
    }
}

/// The cause that weighs most, the first where causes weigh alike.
fn heaviest(causes: [f64; 4]) -> IncidentCause {
    IncidentCause::ALL[(1..4).fold(0, |most, cause| if causes[cause] > causes[most] { cause } else { most })]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};

    #[test]
    fn on_average_a_pair_loses_what_its_rate_says() {
        let mut trial = strange_pair();
        trial.live(&Incidents::default());
        let rate = 0.10 / 2.0;
        assert_near(trial.trust(0, 1), rate * 0.15 * (0.2 * 0.3 - 0.8));
        assert_eq!(trial.trust(0, 1), trial.trust(1, 0));
        assert_near(trial.alliance.commons.incidents[IncidentCause::Norms as usize], rate);
    }

    #[test]
    fn each_cause_has_a_weight_of_its_own() {
        let mut trial = strange_pair();
        trial.alliance.commons.steering_clarity = 0.0;
        trial.alliance.relations.similarity.fill(-0.5);
        trial.alliance.members.received = vec![0.7, 0.3];
        trial.alliance.members.given = vec![0.4, 0.5];
        let mut unfair = [0.0; 2];
        let tension = Incidents::default().tension(&trial.alliance, &mut unfair);
        let causes = tension.causes(&trial.alliance, 0);
        let expected = [0.08 * (0.3 + 0.2) * 2.0 / 2.0, 0.10, 0.16 * 0.5, 0.02 * 4.0 * 0.25];
        causes
            .into_iter()
            .zip(expected)
            .for_each(|(cause, expected)| assert_near(cause, expected));
    }

    #[test]
    fn the_first_of_the_heaviest_causes_counts() {
        assert_eq!(heaviest([0.1, 0.3, 0.3, 0.2]), IncidentCause::Norms);
        assert_eq!(heaviest([0.0; 4]), IncidentCause::Means);
    }

    #[test]
    fn full_trust_leaves_nothing_to_quarrel_about() {
        let mut trial = strange_pair();
        trial.set_all_trust(1.0);
        trial.live(&Incidents::default());
        assert_eq!(trial.alliance.commons.incidents, [0.0; 4]);
    }

    #[test]
    fn incidents_are_as_frequent_and_as_often_resolved_as_they_should() {
        let incidents = Incidents {
            norms: NonNegative::fixed(1.0),
            ..Incidents::default()
        };
        let runs = 20_000;
        let (mut struck, mut resolved) = (0, 0);
        for seed in 0..runs {
            for told in strange_pair().drawn(seed).live(&incidents) {
                struck += 1;
                resolved += i32::from(matches!(told, Happening::Incident { size, .. } if size > 0.0));
            }
        }
        let frequency = f64::from(struck) / runs as f64;
        assert!((frequency - (1.0 - libm::exp(-0.5))).abs() < 0.015, "{frequency}");
        let share = f64::from(resolved) / f64::from(struck);
        assert!((share - 0.2).abs() < 0.02, "{share}");
    }

    #[test]
    fn one_alone_quarrels_with_nobody() {
        for n in [0, 1] {
            assert_eq!(strangers(n).drawn(1).live(&Incidents::default()), []);
        }
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), severity in 0.0..9.0) {
            trial.live(&Incidents { severity: NonNegative::fixed(severity), ..Incidents::default() });
            trial.assert_on_scale();
        }
    }

    /// Two strangers of opposite cultures, under a clear lead.
    fn strange_pair() -> Trial {
        let mut trial = strangers(2);
        trial.set_cultures(&[0.0, 1.0]);
        trial.alliance.commons.steering_clarity = 1.0;
        trial
    }
}
