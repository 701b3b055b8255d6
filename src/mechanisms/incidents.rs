//! Step 8: conflicts flare up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, Month, Quality};
use crate::alliance::{Alliance, Cause, MemberId, Members, NonNegative, Relations, Share, above_zero, push};
use crate::random::{Draws, Purpose};

const SPARKS: Purpose = Purpose::named("incidents");

/// Two partners clash over means, norms, identity or power, the more easily the less they trust one another.
///
/// # Rule
/// Per pair, with mutual trust `M = (T[i][j]+T[j][i])/2` and unfairness `φ[i] = |share[i]−q[i]|·n`:
/// `rate = (means·(φ[i]+φ[j])/2 + norms·δ(1−L) + identity·max(−sim(g[i], g[j]), 0) + power·(1−σ)·n²·ŵ[i]ŵ[j])·(1−M)/2`.
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
    pub means: NonNegative,
    /// Incidents a month per unit of culture distance not understood.
    pub norms: NonNegative,
    /// Incidents a month per unit of clashing goals.
    pub identity: NonNegative,
    /// Incidents a month between members of average weight where nobody steers.
    pub power: NonNegative,
    /// Trust lost in an incident that is not resolved.
    pub severity: NonNegative,
    /// Trust won in one that is, as a share of the severity.
    pub repair: NonNegative,
    /// Probability that an incident is resolved without help.
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
        "incidents"
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let luck = month.fortune(SPARKS).luck();
        let resolved = 1.0 - (1.0 - *self.resolution) * (1.0 - month.quality(Quality::Relations));
        let on_average = *self.severity * (resolved * *self.repair - (1.0 - resolved));
        let tension = self.tension(month.alliance, &mut month.scratch.by_member);
        let Alliance {
            members,
            relations,
            commons,
        } = &mut *month.alliance;
        for i in members.indices() {
            let luck = luck.map(|luck| luck.row(i as u32));
            for entry in relations.row_above(i) {
                let j = relations.to(entry);
                let causes = tension.causes(members, relations, i, entry);
                let rate = rate(causes, relations, entry);
                let struck = match luck.map(|luck| luck.at(j as u32)) {
                    Some(draws) => self.spark(rate, resolved, draws).map(|size| (size, 1.0)),
                    None => Some((rate * on_average, rate)),
                };
                let Some((size, count)) = struck else { continue };
                let cause = heaviest(causes);
                commons.incidents[cause as usize] += count;
                strike(relations, entry, size);
                if luck.is_some() {
                    month.happenings.push(Happening::Incident {
                        member: MemberId::from(i),
                        partner: MemberId::from(j),
                        cause,
                        size,
                    });
                }
            }
        }
    }
}

impl Incidents {
    /// How an incident, if there is one, pushes trust on both sides.
    #[inline]
    fn spark(&self, rate: f64, resolved: f64, mut draws: Draws) -> Option<f64> {
        if !ignites(draws.uniform(), rate) {
            None
        } else if draws.happens(resolved) {
            Some(*self.repair * *self.severity)
        } else {
            Some(-*self.severity)
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
            power: *self.power * (1.0 - commons.clarity) * n * n,
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
    /// What could set a member and the partner of an entry off, by [`Cause`]: incidents a month, if they did not trust one
    /// another at all.
    #[inline]
    fn causes(&self, members: &Members, relations: &Relations, i: usize, entry: usize) -> [f64; 4] {
        let j = relations.to(entry);
        [
            self.means * (self.unfair[i] + self.unfair[j]),
            self.norms * relations.distance[entry],
            self.identity * above_zero(-relations.similarity[entry]),
            self.power * members.weight[i] * members.weight[j],
        ]
    }
}

/// Incidents a month of a pair, given what could set it off.
#[inline]
fn rate(causes: [f64; 4], relations: &Relations, entry: usize) -> f64 {
    let mutual = (relations.trust[entry] + relations.trust[relations.back(entry)]) / 2.0;
    causes.iter().sum::<f64>() * (1.0 - mutual) / 2.0
}

/// Whether a spark in [0, 1) becomes an incident, which has probability `1 − exp(−rate)`. That never exceeds the rate, which
/// spares the exponential nearly always.
#[inline]
fn ignites(spark: f64, rate: f64) -> bool {
    spark < rate && spark < 1.0 - libm::exp(-rate)
}

/// The cause that weighs most, the first where causes weigh alike.
fn heaviest(causes: [f64; 4]) -> Cause {
    Cause::ALL[(1..4).fold(0, |most, cause| if causes[cause] > causes[most] { cause } else { most })]
}

#[cold]
fn strike(relations: &mut Relations, entry: usize, size: f64) {
    for side in [entry, relations.back(entry)] {
        relations.trust[side] = push(relations.trust[side], size);
    }
}
