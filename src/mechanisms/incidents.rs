//! Step 8: conflicts flare up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, Month, Quality};
use crate::alliance::{Alliance, Cause, MemberId, NonNegative, Share, push};
use crate::random::Purpose;

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
        let resolved = 1.0 - (1.0 - *self.resolution) * (1.0 - month.quality(Quality::Relations));
        let luck = month.fortune(SPARKS).luck();
        let tension = self.tension(month.alliance);
        for rank in 0..month.alliance.members.n_present() {
            let i = month.alliance.members.present()[rank] as usize;
            let mut sparks = luck.map(|luck| luck.row(i as u32));
            for entry in month.alliance.relations.row_above(i) {
                let j = month.alliance.relations.to(entry);
                let causes = tension.causes(month.alliance, i, j, entry);
                let rate = tension.rate(month.alliance, entry, causes);
                match (luck, &mut sparks) {
                    (Some(luck), Some(sparks)) => {
                        if ignites(sparks.uniform(j as u32), rate) {
                            let calmed = luck.at(i as u32, j as u32).happens(resolved);
                            let size = if calmed {
                                *self.repair * *self.severity
                            } else {
                                -*self.severity
                            };
                            let cause = heaviest(causes);
                            strike(month.alliance, entry, size, cause, 1.0);
                            let (member, partner) = (MemberId::from(i), MemberId::from(j));
                            month.tell(Happening::Incident {
                                member,
                                partner,
                                cause,
                                size,
                            });
                        }
                    }
                    _ => {
                        let expected = rate * *self.severity * (resolved * *self.repair - (1.0 - resolved));
                        strike(month.alliance, entry, expected, heaviest(causes), rate);
                    }
                }
            }
        }
    }
}

impl Incidents {
    fn tension(&self, Alliance { members, commons, .. }: &Alliance) -> Tension {
        let n = members.n_present() as f64;
        Tension {
            means: *self.means * n / 2.0,
            norms: *self.norms * (1.0 - commons.shared_language),
            identity: *self.identity,
            power: *self.power * (1.0 - commons.clarity) * n * n,
        }
    }
}

/// How much each cause weighs this month, before it is known for which pair.
struct Tension {
    means: f64,
    norms: f64,
    identity: f64,
    power: f64,
}

impl Tension {
    /// What could set a pair off, by [`Cause`]; incidents a month between full strangers in trust.
    #[inline]
    fn causes(&self, Alliance { members, relations, .. }: &Alliance, i: usize, j: usize, entry: usize) -> [f64; 4] {
        let unfair = |k: usize| (members.received[k] - members.given[k]).abs();
        [
            self.means * (unfair(i) + unfair(j)),
            self.norms * relations.distance[entry],
            self.identity * (-relations.similarity[entry]).max(0.0),
            self.power * members.weight[i] * members.weight[j],
        ]
    }

    #[inline]
    fn rate(&self, Alliance { relations, .. }: &Alliance, entry: usize, causes: [f64; 4]) -> f64 {
        let mutual = (relations.trust[entry] + relations.trust[relations.back(entry)]) / 2.0;
        causes.iter().sum::<f64>() * (1.0 - mutual) / 2.0
    }
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

fn strike(Alliance { relations, commons, .. }: &mut Alliance, entry: usize, size: f64, cause: Cause, count: f64) {
    for side in [entry, relations.back(entry)] {
        relations.trust[side] = push(relations.trust[side], size);
    }
    commons.incidents[cause as usize] += count;
}
