//! Which runs are of interest.

use alliance_prose::numbers::plain;
use serde::Serialize;

use crate::experiment::{Fate, Response};
use crate::finished::FinishedRun;

/// What makes a run one of interest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Interest {
    /// That this fate befell the alliance.
    Befell(Fate),
    /// That this fate did not befall it.
    Spared(Fate),
    /// That a number of the run is above a bound.
    Above(Response, f64),
    /// That a number of the run is below a bound.
    Below(Response, f64),
}

impl Interest {
    /// What has to be read of every run.
    #[must_use]
    pub fn response(self) -> Response {
        match self {
            Self::Befell(fate) | Self::Spared(fate) => Response::Fate(fate),
            Self::Above(response, _) | Self::Below(response, _) => response,
        }
    }

    /// Whether a run is of interest; nothing where it failed.
    #[must_use]
    pub fn holds(self, run: &FinishedRun) -> Option<bool> {
        let number = |response| match response {
            Response::Fate(fate) => run.end.map(|end| f64::from(fate.is(end.outcome))),
            Response::Months | Response::Final(_) | Response::Own(_) => run.end.map(|_| run.value),
        };
        match self {
            Self::Befell(fate) => run.end.map(|end| fate.is(end.outcome)),
            Self::Spared(fate) => run.end.map(|end| !fate.is(end.outcome)),
            Self::Above(response, bound) => number(response).map(|number| number > bound),
            Self::Below(response, bound) => number(response).map(|number| number < bound),
        }
    }

    /// What alliances of such runs do: `end thriving`.
    #[must_use]
    pub fn in_words(self) -> String {
        let ends_with = |response: Response, side: &str, bound: f64| match response {
            Response::Months => {
                let than = if side == "above" { "more" } else { "less" };
                format!("live {than} than {} months", plain(bound))
            }
            Response::Fate(fate) => format!("have a share of {} {side} {}", fate.name(), plain(bound)),
            Response::Final(_) | Response::Own(_) => {
                let measure = response.column().unwrap_or_default().replace('_', " ");
                format!("end with {measure} {side} {}", plain(bound))
            }
        };
        match self {
            Self::Befell(fate) => fate.in_words(None),
            Self::Spared(Fate::Survival) => Fate::Failure.in_words(None),
            Self::Spared(Fate::Failure) => Fate::Survival.in_words(None),
            Self::Spared(fate) => format!("do not {}", fate.in_words(None)),
            Self::Above(response, bound) => ends_with(response, "above", bound),
            Self::Below(response, bound) => ends_with(response, "below", bound),
        }
    }

    /// The heading of a column in which such runs are counted: `thriving`, `value > 0.5`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Befell(fate) => fate.name().to_owned(),
            Self::Spared(fate) => format!("not {}", fate.name()),
            Self::Above(response, bound) => format!("{} > {}", response.label(), plain(bound)),
            Self::Below(response, bound) => format!("{} < {}", response.label(), plain(bound)),
        }
    }
}
