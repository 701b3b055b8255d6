//! What a page begins with.

use std::io;
use std::sync::LazyLock;

use alliance_dynamics::scenario::{bundled_names, bundled_text};
use schemars::JsonSchema;
use serde::Serialize;

use super::Limits;
use super::written::{NotAlone, stand_alone};

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
}

/// What the page begins with.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StartAnswer<'a> {
    version: &'static str,
    /// The file that was named on the command line first, where one was; then the bundled scenarios.
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
        })
    }
}

/// The scenarios that come with the program: the one that a page begins with, then the others by title.
#[must_use]
pub fn bundled() -> &'static [Opened] {
    &BUNDLED
}

/// What a page begins with: the scenario that was asked for first, where there is one, then the bundled ones.
#[must_use]
pub fn start(first: Option<&Opened>, limits: &Limits) -> Vec<u8> {
    let answer = StartAnswer {
        version: env!("CARGO_PKG_VERSION"),
        scenarios: first.into_iter().chain(bundled()).collect(),
        limits,
    };
    serde_json::to_vec(&answer).unwrap_or_default()
}

fn of_the_program(name: &str) -> Option<Opened> {
    let text = file(&format!("{name}.toml")).ok()?;
    Opened::of(name, &text, file).ok()
}

/// The text of a bundled file.
fn file(name: &str) -> io::Result<String> {
    Ok(bundled_text(name).ok_or(io::ErrorKind::NotFound)?.to_owned())
}
