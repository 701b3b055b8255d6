//! Runs at places of the unit cube that the ranges of a scenario span.

use std::sync::Arc;

use super::{Control, Trial, try_all};
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Scenario, ScenarioError, Template};
use alliance_dynamics::simulation::Ending;

/// How the replications of a scenario ended, or what one said when it failed.
pub type Endings = Vec<Result<Ending, String>>;

/// The largest place that still lies in a range.
const LAST: f64 = 1.0 - f64::EPSILON / 2.0;

/// Values that are allowed alone but not together.
#[derive(Debug, thiserror::Error)]
#[error("design point {number} is not allowed: {settings}")]
pub struct PlaceError {
    /// The number of the point, from 0.
    pub number: usize,
    /// Its keys with their values.
    pub settings: String,
    /// What is wrong, and what is allowed.
    pub source: ScenarioError,
}

/// The values of all ranges of a scenario at a place: a coordinate a key, from 0 to 1, both included.
#[must_use]
pub fn values_at(template: &Template, place: &[f64]) -> Vec<Value> {
    let inside: Vec<f64> = place.iter().map(|coordinate| coordinate.min(LAST)).collect();
    template.ranges().at(&inside)
}

/// The scenario at a place; `number` is what the point is called should it not be allowed.
///
/// # Errors
/// If the values are not allowed together.
pub fn scenario_at(template: &Template, number: usize, place: &[f64]) -> Result<Scenario, PlaceError> {
    let settings: Vec<(&str, Value)> = template.ranges().keys().zip(values_at(template, place)).collect();
    template.with(&settings).map_err(|source| {
        let told: Vec<_> = settings.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        PlaceError {
            number,
            settings: told.join(", "),
            source,
        }
    })
}

/// Runs so many replications at every place, all in the same worlds. `first` is the number of the first place. `None` when
/// `control` said stop.
///
/// # Errors
/// If the values of a place are not allowed together; nothing is run then.
pub fn try_places(
    template: &Template,
    (first, places): (usize, &[Vec<f64>]),
    (seed, runs): (u64, u32),
    control: &Control,
) -> Result<Option<Vec<Endings>>, PlaceError> {
    let trial = |(number, place): (usize, &Vec<f64>)| {
        Ok(Trial {
            scenario: Arc::new(scenario_at(template, number, place)?),
            replications: 0..runs,
        })
    };
    let trials: Vec<Trial> = (first..).zip(places).map(trial).collect::<Result<_, _>>()?;
    Ok(try_all(&trials, seed, control))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "months = 12\n[population]\ncount = 6\n[sample.ranges]\n\
        \"gossip.rate\" = { from = 0.0, to = 0.4 }\n\"population.count\" = { from = 3, to = 6, whole = true }\n\
        \"relations.network\" = { choices = [\"complete\", { kind = \"random\", degree = 4 }] }";

    #[test]
    fn both_ends_of_a_range_can_be_reached() {
        let template = Template::from_toml(FILE).unwrap();
        let told = |place: f64| -> Vec<String> {
            let values = values_at(&template, &[place; 3]);
            values.iter().map(ToString::to_string).collect()
        };
        assert_eq!(told(0.0), ["0", "3", "\"complete\""]);
        assert_eq!(told(1.0), ["0.4", "6", "{ kind = \"random\", degree = 4 }"]);
    }

    #[test]
    fn places_share_their_worlds() {
        let template = Template::from_toml(FILE).unwrap();
        let places = [vec![0.0, 0.9, 0.0], vec![0.5, 0.9, 0.0], vec![0.0, 0.9, 0.0]];
        let ends = try_places(&template, (0, &places), (1, 5), &Control::default())
            .unwrap()
            .unwrap();
        assert_eq!(ends[0], ends[2]);
        assert!(ends[0].len() == 5 && ends[0] != ends[1]);
    }

    #[test]
    fn a_place_that_is_not_allowed_is_told_with_its_values() {
        let template = Template::from_toml(FILE).unwrap();
        let error = scenario_at(&template, 7, &[0.5, 0.0, 0.9]).unwrap_err();
        insta::assert_snapshot!(format!("{error}\n{}", error.source), @r#"
        design point 7 is not allowed: gossip.rate = 0.2, population.count = 3, relations.network = { kind = "random", degree = 4 }
        error: more contacts than there are others
         --> the settings:3:21
          |
        3 | relations.network = { kind = "random", degree = 4 }
          |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 4
          |
          = allowed: less than the number of members, 3
        "#);
    }
}
