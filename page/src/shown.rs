//! What is shown over time, on the page and in reports.

use schemars::JsonSchema;
use serde::Serialize;

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_studies::finished::Band;

/// Measures over the runs alive, month by month.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ShownMeasures {
    /// Mean hostility at home.
    pub hostility: Band,
    /// Members in the alliance.
    pub members: Band,
    /// Mean trust between members.
    pub trust: Band,
    /// Value that the alliance adds in a month.
    pub value: Band,
}

/// A measure of the scenario's own over the runs alive, month by month.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OwnBand {
    /// Its name.
    pub name: String,
    /// What it was.
    #[serde(flatten)]
    pub band: Band,
}

impl OwnBand {
    /// All measures of a scenario's own, in their order, each with its band by place and name.
    pub(crate) fn all(file: &ScenarioFile, mut band: impl FnMut(usize, &str) -> Band) -> Vec<Self> {
        let names = file.measures.iter().map(|entry| entry.name.clone());
        let of = |(place, name): (usize, String)| Self {
            band: band(place, &name),
            name,
        };
        names.enumerate().map(of).collect()
    }
}

impl ShownMeasures {
    /// Which measures they are.
    pub(crate) const ALL: [Measure; 4] = [Measure::Hostility, Measure::Members, Measure::Trust, Measure::Value];

    /// Each with its band.
    pub(crate) fn of(band: impl FnMut(Measure) -> Band) -> Self {
        let [hostility, members, trust, value] = Self::ALL.map(band);
        Self {
            hostility,
            members,
            trust,
            value,
        }
    }
}
