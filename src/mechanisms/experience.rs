//! Step 4: direct trust, from what partners do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mechanism, Month, Quality};
use crate::alliance::{Alliance, NonNegative, Relations, Share, push};
use crate::random::Purpose;

const IMPRESSIONS: Purpose = Purpose::named("experience");

/// Trust grows slowly from partners who do more than expected and falls fast from those who do less.
///
/// # Rule
/// Surprise `ρ[i][j] = x[j] + noise·(1 − Q_analysis/2)·N(0, 1) − (1+T[i][j])/2`. Trust is pushed by
/// `gain·(1 − crowding_out·κ)·ρ` where `ρ ≥ 0`, else by `loss·(1 + culture_blame·δ·(1−L)·(1−Q_analysis))·ρ`: what
/// disappoints is blamed on 'the other culture'. The trust that
/// this blame alone has cost is added up over all ties.
///
/// # Update order
/// Simultaneous: no tie sees another tie's new value.
///
/// # Source
/// Asymmetry of gain and loss: Slovic (1993). Crowding out: Frey and Jegen (2001). The linear form is ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Experience {
    /// Whether what partners do changes trust.
    pub enabled: bool,
    /// Trust won per unit of pleasant surprise. Larger: quicker friends.
    pub gain: NonNegative,
    /// Trust lost per unit of disappointment. Larger: quicker grudges.
    pub loss: NonNegative,
    /// Share of the gain that full control takes away: what is enforced proves nothing.
    pub crowding_out: Share,
    /// How much harder a disappointment weighs per unit of culture distance not yet understood.
    pub culture_blame: NonNegative,
    /// Spread of the error with which a contribution is seen.
    pub noise: NonNegative,
}

impl Default for Experience {
    fn default() -> Self {
        Self {
            enabled: true,
            gain: NonNegative::fixed(0.08),
            loss: NonNegative::fixed(0.22),
            crowding_out: Share::fixed(0.6),
            culture_blame: NonNegative::fixed(1.5),
            noise: NonNegative::fixed(0.15),
        }
    }
}

impl Mechanism for Experience {
    fn name(&self) -> &'static str {
        "experience"
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let impressions = month.fortune(IMPRESSIONS);
        let analysis = month.quality(Quality::Analysis);
        let noise = *self.noise * (1.0 - analysis / 2.0);
        let Alliance {
            members,
            relations,
            commons,
        } = &mut *month.alliance;
        let gain = *self.gain * (1.0 - *self.crowding_out * commons.control);
        let blame = *self.culture_blame * (1.0 - commons.shared_language) * (1.0 - analysis);
        let lived = Lived {
            gain,
            loss: *self.loss,
            blame,
        };
        let mut blamed = 0.0;
        for i in members.indices() {
            for entry in relations.row_above(i) {
                let j = relations.to(entry);
                let [seen_by_i, seen_by_j] = impressions.normals(i, j).map(|error| noise * error);
                blamed += lived.learn(members.contribution[j] + seen_by_i, entry, relations);
                blamed += lived.learn(members.contribution[i] + seen_by_j, relations.back(entry), relations);
            }
        }
        commons.blamed_on_culture = blamed;
    }
}

/// What a surprise does this month.
struct Lived {
    gain: f64,
    loss: f64,
    blame: f64,
}

impl Lived {
    /// Moves the trust of one side of a tie by what it has seen of the other; returns how much of it blame has cost.
    #[inline]
    fn learn(&self, seen: f64, entry: usize, relations: &mut Relations) -> f64 {
        let trust = relations.trust[entry];
        let surprise = seen - (1.0 + trust) / 2.0;
        if surprise >= 0.0 {
            relations.trust[entry] = push(trust, self.gain * surprise);
            return 0.0;
        }
        let fair = push(trust, self.loss * surprise);
        let felt = push(
            trust,
            self.loss * (1.0 + self.blame * relations.distance[entry]) * surprise,
        );
        relations.trust[entry] = felt;
        fair - felt
    }
}
