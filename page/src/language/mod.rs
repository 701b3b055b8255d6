//! The languages that people are told things in; each is a file of texts.

mod acts;
mod scenarios;
mod texts;

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use acts::act_key;
pub(crate) use scenarios::ScenarioWords;
pub(crate) use texts::{Texts, filled};

/// A language that people are told things in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Language {
    /// British English.
    #[serde(rename = "en")]
    English,
    /// Dutch.
    #[serde(rename = "nl")]
    Dutch,
}

/// No texts cannot happen with the bundled files, but an empty page is better than a panic.
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("en.toml")).unwrap_or_default());
static DUTCH: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("nl.toml")).unwrap_or_default());

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Dutch];

    /// Its code, as in `lang="en"`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
        }
    }

    pub(crate) fn texts(self) -> &'static Texts {
        match self {
            Self::English => &ENGLISH,
            Self::Dutch => &DUTCH,
        }
    }
}
