//! The effects of all keys on every result, side by side.

use alliance_charts::{ChartError, EffectPanel, EffectScale, Effects, Estimate, Heading, effects, titled};
use alliance_prose::capital;

use super::{BootstrapEstimate, Index, KeySensitivity, ResponseSensitivity, Sensitivity};
use crate::drawing::key_name;

/// The indices of all keys for every result.
pub(super) fn effects_of(title: &str, found: &Sensitivity) -> Result<String, ChartError> {
    let kind = Kind::of(found);
    let order = found.order();
    let picture = Effects {
        keys: order.iter().map(|&key| key_name(&found.keys[key])).collect(),
        bars: kind.names.map(str::to_owned),
        scale: kind.scale,
        panels: found.responses.iter().map(|about| kind.panel(about, &order)).collect(),
    };
    effects(&kind.heading(title, found), &picture)
}

/// How the indices of one method are drawn.
struct Kind {
    indices: [Index; 2],
    names: [&'static str; 2],
    scale: EffectScale,
    rows: &'static str,
    about: &'static str,
}

impl Kind {
    fn of(found: &Sensitivity) -> Self {
        let has = |index| {
            found
                .leading()
                .is_some_and(|about| about.keys[0].index(index).is_some())
        };
        if has(Index::MuStar) {
            Self {
                indices: [Index::MuStar, Index::Sigma],
                names: ["μ*: mean change over the whole range", "σ: how unlike the changes are"],
                scale: EffectScale::Own,
                rows: "walks",
                about: "Changes of the result; σ above μ*: the effect is bent, or depends on other keys.",
            }
        } else {
            Self {
                indices: [Index::Total, Index::FirstOrder],
                names: ["total effect: alone and with other keys", "first-order effect: alone"],
                scale: EffectScale::Shares,
                rows: "base points",
                about: "Shares of the variance between points.",
            }
        }
    }

    fn heading(&self, title: &str, found: &Sensitivity) -> Heading {
        let result = found
            .leading()
            .map_or("survival".to_owned(), |about| about.response.label());
        let n_points = found.rows * found.points_a_row;
        Heading {
            title: titled(title, "which keys matter"),
            subtitle: format!(
                "{} Keys in the order of their effect on {result}. n = {n_points} points ({} {}), {} runs each. \
                 Whiskers: 95 % (bootstrap).",
                self.about, found.rows, self.rows, found.runs
            ),
        }
    }

    fn panel(&self, about: &ResponseSensitivity, order: &[usize]) -> EffectPanel {
        let bars = |key: &KeySensitivity| self.indices.map(|index| bar(key.index(index)));
        let varies = !about.keys.is_empty();
        EffectPanel {
            label: capital(&about.response.label()),
            bars: order
                .iter()
                .filter(|_| varies)
                .map(|&key| bars(&about.keys[key]))
                .collect(),
        }
    }
}

/// No number where a key has no such index.
fn bar(at: Option<BootstrapEstimate>) -> Estimate {
    let end = |read: fn(BootstrapEstimate) -> f64| at.map_or(f64::NAN, read);
    Estimate {
        centre: end(|at| at.value),
        low: end(|at| at.interval.low),
        high: end(|at| at.interval.high),
    }
}
