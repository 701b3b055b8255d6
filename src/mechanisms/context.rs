//! Step 1: the outside world.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, MechanismId, Month, Quality};
use crate::alliance::{NonNegative, Real, Share};
use crate::elementary::exp_m1;
use crate::random::Purpose;

const WEATHER: Purpose = Purpose::named("context");

/// The world moves on; shocks hit; what an alliance is used to no longer fits.
///
/// # Rule
/// `e += drift + volatility·N(0, 1)`; with probability `shock_rate` a shock of `±shock_size`, either sign alike. A shock
/// of size z, drawn or planned: `e += z`, and the payoff memory of every member present loses `|z|·shock_harm·(1 − Q_resilience)`, cut to
/// [−1, 1]. Mismatch `μ = 1 − exp(−|e − r|)`.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Context {
    /// Whether the outside world moves at all.
    pub enabled: bool,
    /// How far the world moves every month in one direction.
    #[schemars(extend("x-unit" = "units of the world a month", "x-source" = "choice"))]
    pub drift: Real,
    /// Spread of the world's monthly wandering.
    #[schemars(extend("x-unit" = "units of the world", "x-source" = "guess"))]
    pub volatility: NonNegative,
    /// Probability of a shock in a month.
    #[schemars(extend("x-unit" = "probability a month", "x-source" = "guess"))]
    pub shock_rate: Share,
    /// How far a shock moves the world.
    #[schemars(extend("x-unit" = "units of the world", "x-source" = "guess"))]
    pub shock_size: NonNegative,
    /// Payoff memory lost per unit of shock.
    #[schemars(extend("x-unit" = "payoff memory per unit of the world", "x-source" = "guess"))]
    pub shock_harm: NonNegative,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            enabled: true,
            drift: Real::fixed(0.0),
            volatility: NonNegative::fixed(0.04),
            shock_rate: Share::fixed(0.03),
            shock_size: NonNegative::fixed(0.6),
            shock_harm: NonNegative::fixed(0.4),
        }
    }
}

impl Mechanism for Context {
    fn name(&self) -> &'static str {
        MechanismId::Context.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let fortune = month.fortune(WEATHER);
        month.alliance.commons.environment += *self.drift + *self.volatility * fortune.normal(0, 0);
        for planned in 0..month.shocks.len() {
            let size = month.shocks[planned];
            self.strike(size, true, month);
        }
        if let Some(mut draws) = fortune.luck().map(|luck| luck.at(1, 0))
            && draws.happens(*self.shock_rate)
        {
            let sign = if draws.happens(0.5) { 1.0 } else { -1.0 };
            self.strike(sign * *self.shock_size, false, month);
        }
        let commons = &mut month.alliance.commons;
        commons.mismatch = -exp_m1(-(commons.environment - commons.routine).abs());
    }
}

impl Context {
    fn strike(&self, size: f64, scheduled: bool, month: &mut Month<'_>) {
        let harm = size.abs() * *self.shock_harm * (1.0 - month.quality(Quality::Resilience));
        month.alliance.commons.environment += size;
        let members = &mut month.alliance.members;
        for rank in 0..members.n_present() {
            let i = members.present()[rank] as usize;
            let payoff = &mut members.payoff[i];
            *payoff = (*payoff - harm).clamp(-1.0, 1.0);
        }
        month.tell(Happening::Shock { size, scheduled });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{anything, assert_near, strangers};

    #[test]
    fn the_world_drifts_away_from_routine() {
        let mut trial = strangers(1);
        trial.live(&Context {
            drift: Real::fixed(0.5),
            ..Context::default()
        });
        assert_eq!(trial.alliance.commons.environment, 0.5);
        assert_near(trial.alliance.commons.mismatch, 1.0 - libm::exp(-0.5));
    }

    #[test]
    fn a_planned_shock_moves_the_world_and_hurts_those_without_resilience() {
        for (resilience, payoff) in [(0.0, -0.4 * 0.5), (1.0, 0.0)] {
            let mut trial = strangers(2).with_quality(Quality::Resilience, resilience);
            trial.shocks = vec![-0.5];
            let told = trial.live(&Context::default());
            assert_eq!(
                told,
                [Happening::Shock {
                    size: -0.5,
                    scheduled: true
                }]
            );
            assert_eq!(trial.alliance.commons.environment, -0.5);
            assert_near(trial.alliance.members.payoff[1], payoff);
        }
    }

    #[test]
    fn a_shock_spares_those_who_are_not_there() {
        let mut trial = strangers(2);
        trial.alliance.remove(&[crate::alliance::MemberId(1)]);
        trial.shocks = vec![0.5];
        trial.live(&Context::default());
        assert_near(trial.alliance.members.payoff[0], -0.4 * 0.5);
        assert_eq!(trial.alliance.members.payoff[1], 0.0);
    }

    #[test]
    fn shocks_come_as_often_as_they_should_and_either_way() {
        let runs = 20_000;
        let (mut up, mut down) = (0, 0);
        for seed in 0..runs {
            for told in strangers(1).drawn(seed).live(&Context {
                shock_rate: Share::fixed(0.2),
                ..Context::default()
            }) {
                let is_up = matches!(told, Happening::Shock { size, .. } if size > 0.0);
                (up, down) = (up + i32::from(is_up), down + i32::from(!is_up));
            }
        }
        for count in [up, down] {
            assert!(
                (f64::from(count) / runs as f64 - 0.1).abs() < 0.009,
                "{up} up and {down} down"
            );
        }
    }

    #[test]
    fn a_still_world_fits_and_needs_no_members() {
        let mut trial = strangers(0);
        trial.live(&Context::default());
        assert_eq!(trial.alliance.commons.mismatch, 0.0);
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), size in -9.0..9.0) {
            trial.shocks = vec![size];
            trial.live(&Context::default());
            trial.assert_on_scale();
        }
    }
}
