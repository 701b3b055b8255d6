//! What one arm does under one model, over the same worlds.

use serde::Serialize;

use crate::experiment::{Endings, Response};
use crate::statistics::{Interval, PairedCounts, mean_difference};

/// Which way an arm moves what is asked for, as far as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectSign {
    /// Upwards: all of the 95 % interval lies above 0.
    Higher,
    /// Downwards: all of it lies below 0.
    Lower,
    /// The interval holds 0.
    Unclear,
}

impl EffectSign {
    /// Its word in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Unclear => "unclear",
        }
    }
}

/// What an arm does under a model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ModelEffect {
    /// Worlds that are compared.
    pub worlds: u64,
    /// The share, 0…1, or the mean, in the base.
    pub base: f64,
    /// The same in the arm.
    pub arm: f64,
    /// The arm's less the base's.
    pub difference: f64,
    /// Its 95 % interval, of worlds that are paired.
    pub interval: Interval,
}

impl ModelEffect {
    /// What the same worlds say; those of which a run failed are left out. `None` where none is left, or a mean has one world only.
    pub(super) fn of(base: &Endings, arm: &Endings, about: Response) -> Option<Self> {
        let ends = base.iter().zip(arm);
        let ends = ends.filter_map(|(base, arm)| base.as_ref().ok().zip(arm.as_ref().ok()));
        let (base, arm): (Vec<f64>, Vec<f64>) = ends.map(|(base, arm)| (about.of(base), about.of(arm))).unzip();
        let means = mean_difference(&base, &arm);
        let interval = match about {
            Response::Fate(_) => {
                let mut counts = PairedCounts::default();
                let befell = base.iter().zip(&arm);
                befell.for_each(|(base, arm)| counts.add(*base > 0.0, *arm > 0.0));
                (counts.worlds() > 0).then(|| counts.paired_interval())
            }
            Response::Months | Response::Final(_) | Response::Own(_) => means.paired,
        };
        Some(Self {
            worlds: base.len() as u64,
            base: means.base,
            arm: means.arm,
            difference: means.difference,
            interval: interval?,
        })
    }

    /// Whether there is a world in the base or in the arm that a fate befalls, and one that it does not: else nothing could be moved. Means can
    /// always be.
    #[must_use]
    pub fn is_in_question(&self, about: Response) -> bool {
        let is_all_or_none = self.base == self.arm && (self.base == 0.0 || self.base == 1.0);
        !(about.is_share() && is_all_or_none)
    }

    /// Which way it goes, as far as it is shown.
    #[must_use]
    pub fn sign(&self) -> EffectSign {
        match self.interval {
            Interval { low, .. } if low > 0.0 => EffectSign::Higher,
            Interval { high, .. } if high < 0.0 => EffectSign::Lower,
            Interval { .. } => EffectSign::Unclear,
        }
    }
}
