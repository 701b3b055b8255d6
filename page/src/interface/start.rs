//! What a page begins with.

use std::collections::BTreeMap;
use std::io;
use std::sync::LazyLock;

use alliance_dynamics::scenario::{bundled_names, bundled_text};
use schemars::JsonSchema;
use serde::Serialize;

use super::Limits;
use super::written::{NotAlone, in_words, stand_alone};
use crate::language::Language;

/// The scenario that a page begins with where nothing else is asked for.
const BEGINS: &str = "vicious-circle";

static BUNDLED: LazyLock<Vec<Opened>> = LazyLock::new(|| {
    let mut scenarios: Vec<Opened> = bundled_names().filter_map(of_the_program).collect();
    scenarios.sort_by_key(|scenario| (scenario.name != BEGINS, scenario.title.clone()));
    scenarios
});

/// A scenario to begin with, which stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Opened {
    /// The name of its file, without its ending.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Its text.
    pub toml: String,
    /// The same in other languages, by their codes; in those that are not there it is shown in its own words.
    pub translated: BTreeMap<&'static str, Translated>,
}

/// A scenario in another language: the same numbers under other names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Translated {
    /// What it is called.
    pub title: String,
    /// Its text.
    pub toml: String,
    /// What members, roles, arms and goals are called, by their names in the file.
    pub names: BTreeMap<String, String>,
}

/// What the page begins with.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StartAnswer<'a> {
    version: &'static str,
    /// The files that were named on the command line first, where any were; then the bundled scenarios.
    scenarios: Vec<&'a Opened>,
    /// What is refused beyond.
    limits: &'a Limits,
}

impl Opened {
    /// Opens the text of a scenario file; `read` gives the text of a data file that it names.
    ///
    /// # Errors
    /// If the text is no TOML, or the data file cannot be read.
    pub fn of(
        name: impl Into<String>,
        text: &str,
        read: impl Fn(&str) -> io::Result<String>,
    ) -> Result<Self, NotAlone> {
        let toml = stand_alone(text, read)?;
        let document: toml_edit::DocumentMut = toml.parse()?;
        let title = document
            .get("title")
            .and_then(toml_edit::Item::as_str)
            .unwrap_or_default();
        Ok(Self {
            name: name.into(),
            title: title.to_owned(),
            toml,
            translated: BTreeMap::new(),
        })
    }

    /// A bundled one in every language that has words for it.
    fn translated(mut self) -> Result<Self, NotAlone> {
        for language in Language::ALL {
            if let Some(words) = language.scenario(&self.name) {
                let translated = Translated {
                    title: words.title.clone(),
                    toml: in_words(&self.toml, words)?,
                    names: words.names.clone(),
                };
                self.translated.insert(language.code(), translated);
            }
        }
        Ok(self)
    }
}

/// The scenarios that come with the program: the one that a page begins with, then the others by title.
#[must_use]
pub fn bundled() -> &'static [Opened] {
    &BUNDLED
}

/// What a page begins with: the scenarios that were asked for first, then the bundled ones.
#[must_use]
pub fn start(first: &[Opened], limits: &Limits) -> Vec<u8> {
    let answer = StartAnswer {
        version: env!("CARGO_PKG_VERSION"),
        scenarios: first.iter().chain(bundled()).collect(),
        limits,
    };
    serde_json::to_vec(&answer).unwrap_or_default()
}

fn of_the_program(name: &str) -> Option<Opened> {
    let text = file(&format!("{name}.toml")).ok()?;
    Opened::of(name, &text, file).and_then(Opened::translated).ok()
}

/// The text of a bundled file.
fn file(name: &str) -> io::Result<String> {
    Ok(bundled_text(name).ok_or(io::ErrorKind::NotFound)?.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value as Json, json};

    use super::super::{Limits, PageQuestion, answer};
    use super::bundled;
    use alliance_studies::experiment::Control;

    #[test]
    fn every_bundled_scenario_has_dutch_words_for_all_that_it_names() {
        for opened in bundled() {
            let dutch = &opened.translated["nl"];
            let (own, told) = (scenario(&opened.toml, &json!([])), scenario(&dutch.toml, &json!([])));
            for name in named(&own) {
                let known = dutch.names.get(&name);
                assert!(known.is_some(), "{}: no word for {name:?}", opened.name);
                assert!(named(&told).contains(known.unwrap()), "{}: {name:?}", opened.name);
            }
            assert_ne!(own["description"], told["description"], "{}", opened.name);
            assert!(!dutch.toml.contains('#'), "{}: a remark has stayed", opened.name);
        }
    }

    #[test]
    fn in_other_words_every_arm_is_lived_as_before() {
        for opened in bundled() {
            let (own, told) = (arms(&opened.toml), arms(&opened.translated["nl"].toml));
            assert_eq!(own.len(), told.len(), "{}", opened.name);
            for (own, told) in own.iter().zip(&told) {
                let worlds = |toml: &str, set: &Json| {
                    let worlds = ask(
                        PageQuestion::Ensemble,
                        &json!({ "toml": toml, "changes": set, "runs": 3 }),
                    );
                    (
                        worlds["fates"].clone(),
                        worlds["months"].clone(),
                        worlds["timeline"].clone(),
                    )
                };
                let dutch = &opened.translated["nl"].toml;
                assert_eq!(worlds(&opened.toml, own), worlds(dutch, told), "{}: {own}", opened.name);
            }
        }
    }

    fn arms(toml: &str) -> Vec<Json> {
        let told = scenario(toml, &json!([]));
        let arms = told["arms"].as_array().unwrap();
        arms.iter().map(|arm| arm["set"].clone()).collect()
    }

    /// The names that a reader of the page meets, but those that the program gives.
    fn named(scenario: &Json) -> BTreeSet<String> {
        let texts = |list: &Json| -> Vec<String> {
            let items = list.as_array().into_iter().flatten();
            items.filter_map(Json::as_str).map(str::to_owned).collect()
        };
        let field = |list: &Json, key: &str| -> Vec<String> {
            let items = list.as_array().into_iter().flatten();
            items.filter_map(|item| item[key].as_str()).map(str::to_owned).collect()
        };
        let sets = scenario["arms"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|arm| arm["set"].as_array().unwrap());
        let hired = sets
            .filter(|set| set[0] == "stewards")
            .flat_map(|set| field(&set[1], "role"));
        let arms = field(&scenario["arms"], "name").into_iter().skip(1);
        let members = if scenario["drawn"] == true {
            Vec::new()
        } else {
            texts(&scenario["members"])
        };
        let all = members
            .into_iter()
            .chain(texts(&scenario["goal_axes"]))
            .chain(arms)
            .chain(hired);
        let all = all.chain(field(&scenario["planned"]["stewards"], "role"));
        all.filter(|name| name.chars().any(char::is_alphabetic)).collect()
    }

    fn scenario(toml: &str, changes: &Json) -> Json {
        ask(PageQuestion::Scenario, &json!({ "toml": toml, "changes": changes }))
    }

    fn ask(question: PageQuestion, body: &Json) -> Json {
        let body = body.to_string();
        let told = answer(question, body.as_bytes(), &Limits::default(), &Control::default());
        serde_json::from_slice(&told.unwrap()).unwrap()
    }
}
