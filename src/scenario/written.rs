//! A scenario made of types, as the file that would say the same.

use super::file::ScenarioFile;
use super::gate::{Problem, Problems, Source};

/// What the file is called where something in it is wrong.
const NAME: &str = "the scenario";

/// Writes the file, so that one gate checks all scenarios and shows what is wrong in the words of files.
pub(super) fn written(file: &ScenarioFile) -> Result<Source, Problems> {
    let text = toml::to_string(file).map_err(|error| {
        let problem = Problem::new(0..0, format!("the scenario cannot be written as TOML: {error}"));
        Problems::new(Source::new(NAME, "").into(), vec![problem])
    })?;
    Ok(Source::new(NAME, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::file::{AllianceTable, EventEntry, MemberEntry, RelationsTable, TieEntry};
    use crate::scenario::{Scenario, Study, bundled_names, bundled_text};

    #[test]
    fn every_scenario_is_the_same_from_its_types_as_from_its_file() {
        let texts = bundled_names().map(|name| (name, bundled_text(&format!("{name}.toml")).unwrap()));
        for (name, text) in texts.filter(|(_, text)| !text.contains("ties_file")) {
            let study = Study::from_toml(text).unwrap();
            let again = Study::try_from(study.base.resolved()).unwrap();
            assert_eq!(again.base.resolved(), study.base.resolved(), "{name}");
            assert_eq!(again.points, study.points, "{name}");
            let arms = |study: &Study| {
                study
                    .arms
                    .iter()
                    .map(|arm| arm.scenario.resolved().clone())
                    .collect::<Vec<_>>()
            };
            assert_eq!(arms(&again), arms(&study), "{name}");
        }
    }

    #[test]
    fn what_does_not_fit_together_is_shown_at_its_key() {
        let tie = |from: &str, to: &str| TieEntry::between(from, to);
        let file = ScenarioFile {
            months: 24,
            alliance: AllianceTable {
                lead: Some("Twn".to_owned()),
                ..AllianceTable::default()
            },
            members: ["Town", "Mill"].map(MemberEntry::named).into(),
            relations: RelationsTable {
                ties: [tie("Town", "Mill"), tie("Mill", "Mill")].into(),
                ..RelationsTable::default()
            },
            events: [EventEntry::Leave {
                month: Some(30),
                when: None,
                member: "Mill".to_owned(),
            }]
            .into(),
            ..ScenarioFile::default()
        };
        insta::assert_snapshot!(Scenario::try_from(&file).unwrap_err(), @r#"
        error: alliance.lead: no member is called `Twn`
          --> the scenario:19:8
           |
        19 | lead = "Twn"
           |        ^^^^^
           |
           = allowed: `Town`, `Mill`
           = help: did you mean `Town`?

        error: relations.ties[1].to: `Mill` is tied to itself
          --> the scenario:59:6
           |
        59 | to = "Mill"
           |      ^^^^^^
           |
           = allowed: two members

        error: events[0].month: a month past the horizon
           --> the scenario:186:9
            |
        186 | month = 30
            |         ^^ 30
            |
            = allowed: 0 to 23: months count from 0, and `months = 24`
        "#);
    }

    #[test]
    fn a_number_that_no_file_can_hold_is_a_mistake() {
        for seed in [1 << 60, u64::MAX] {
            let file = ScenarioFile {
                seed,
                ..ScenarioFile::default()
            };
            let error = Scenario::try_from(&file).unwrap_err().to_string();
            assert!(error.contains("seed") || error.contains("out of range"), "{error}");
        }
    }
}
