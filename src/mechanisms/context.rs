//! Step 1: the outside world.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, Month, Quality};
use crate::alliance::{NonNegative, Real, Share};
use crate::random::Purpose;

const WEATHER: Purpose = Purpose::named("context");

/// The world moves on; shocks hit; what an alliance is used to no longer fits.
///
/// # Rule
/// `e += drift + volatility·N(0, 1)`; with probability `shock_rate` a shock of `±shock_size`, either sign alike. A shock
/// of size z, drawn or planned: `e += z`, and every member's payoff memory loses `|z|·shock_harm·(1 − Q_resilience)`, cut to
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
    pub drift: Real,
    /// Spread of the world's monthly wandering.
    pub volatility: NonNegative,
    /// Probability of a shock in a month.
    pub shock_rate: Share,
    /// How far a shock moves the world.
    pub shock_size: NonNegative,
    /// Payoff memory lost per unit of shock.
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
        "context"
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        let fortune = month.fortune(WEATHER);
        month.alliance.commons.environment += *self.drift + *self.volatility * fortune.normal(0, 0);
        for planned in 0..month.scratch.shocks.len() {
            let size = month.scratch.shocks[planned];
            self.strike(size, true, month);
        }
        if let Some(mut draws) = fortune.luck().map(|luck| luck.at(1, 0))
            && draws.happens(*self.shock_rate)
        {
            let sign = if draws.happens(0.5) { 1.0 } else { -1.0 };
            self.strike(sign * *self.shock_size, false, month);
        }
        let commons = &mut month.alliance.commons;
        commons.mismatch = 1.0 - libm::exp(-(commons.environment - commons.routine).abs());
    }
}

impl Context {
    fn strike(&self, size: f64, scheduled: bool, month: &mut Month<'_>) {
        let harm = size.abs() * *self.shock_harm * (1.0 - month.quality(Quality::Resilience));
        month.alliance.commons.environment += size;
        for payoff in &mut month.alliance.members.payoff {
            *payoff = (*payoff - harm).clamp(-1.0, 1.0);
        }
        month.tell(Happening::Shock { size, scheduled });
    }
}
