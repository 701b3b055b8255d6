//! Measures of a scenario's own, as they are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ScenarioFile;
use crate::alliance::Real;
use crate::measures::{Attribute, Measure, OwnMeasure, Recorded, Reduction};
use crate::mechanisms::Watched;

/// A measure of one's own: what every tie or every member has, reduced to one number. Just one of `by`, `share_below` and `share_above` is
/// given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureEntry {
    /// Its name, and that of its columns: lower-case letters, digits and `_`, with a letter first.
    #[schemars(length(min = 1, max = 40))]
    pub name: String,
    /// What it is made of: a number that every tie or every member has.
    pub of: Attribute,
    /// How many numbers become one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Statistic>,
    /// The share of them that lies below this.
    #[schemars(extend("x-unit" = "that of what it is made of"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_below: Option<Real>,
    /// The share of them that lies above this.
    #[schemars(extend("x-unit" = "that of what it is made of"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_above: Option<Real>,
}

/// A statistic of many numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// The lowest.
    Min,
    /// The highest.
    Max,
    /// The mean.
    Mean,
    /// The standard deviation over all of them.
    Sd,
}

impl MeasureEntry {
    /// Every reduction that is given; a checked one has a single one.
    pub(in crate::scenario) fn reductions(&self) -> impl Iterator<Item = Reduction> {
        let by = self.by.map(|statistic| match statistic {
            Statistic::Min => Reduction::Min,
            Statistic::Max => Reduction::Max,
            Statistic::Mean => Reduction::Mean,
            Statistic::Sd => Reduction::Sd,
        });
        let below = self.share_below.map(|value| Reduction::ShareBelow(*value));
        let above = self.share_above.map(|value| Reduction::ShareAbove(*value));
        [by, below, above].into_iter().flatten()
    }

    /// The measure of an entry in which nothing is wrong.
    pub(in crate::scenario) fn measure(&self) -> Option<OwnMeasure> {
        self.reductions().next().map(|by| OwnMeasure { of: self.of, by })
    }
}

impl ScenarioFile {
    /// The names of everything that is recorded every month and can be asked for: measures, phases apart, then its own.
    pub fn recorded_names(&self) -> impl Iterator<Item = &str> {
        let known = Measure::ALL.into_iter().filter(|measure| !measure.is_phase());
        let known = known.map(|measure| -> &str { measure.name() });
        known.chain(self.measures.iter().map(|entry| entry.name.as_str()))
    }

    /// What is recorded under a name; phases apart.
    #[must_use]
    pub fn recorded(&self, name: &str) -> Option<Recorded> {
        let known = Measure::ALL.into_iter().find(|measure| measure.name() == name);
        let known = known.filter(|measure| !measure.is_phase()).map(Recorded::Measure);
        known.or_else(|| {
            let place = self.measures.iter().position(|entry| entry.name == name);
            place.map(Recorded::Own)
        })
    }

    /// What a trigger watches that names this.
    pub(in crate::scenario) fn watched(&self, name: &str) -> Option<Watched> {
        match self.recorded(name)? {
            Recorded::Measure(measure) => Some(Watched::Measure(measure)),
            Recorded::Own(place) => self.measures[place].measure().map(Watched::Own),
        }
    }

    /// The name of what is recorded.
    #[must_use]
    pub fn name_of(&self, recorded: Recorded) -> &str {
        match recorded {
            Recorded::Measure(measure) => measure.name(),
            Recorded::Own(place) => self.measures.get(place).map_or("", |entry| &entry.name),
        }
    }
}
