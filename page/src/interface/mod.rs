//! Questions and answers between a page and the engine: a JSON body in, a JSON body out.
//!
//! Names and forms are those of [`schema`]. Nothing here knows a clock, a file or a socket, so that the same
//! answers can come from a server or from the engine compiled to WebAssembly. A path in a scenario is never followed.
//!
//! # Example
//! ```
//! use alliance_studies::experiment::Control;
//! use alliance_page::interface::{Limits, PageQuestion, answer};
//!
//! let body = br#"{ "toml": "months = 12", "changes": [["gossip.rate", 0.3]], "runs": 20 }"#;
//! let told = answer(PageQuestion::Ensemble, body, &Limits::default(), &Control::default())?;
//! let told: serde_json::Value = serde_json::from_slice(&told)?;
//! assert_eq!(told["fates"].as_array().map(Vec::len), Some(20));
//!
//! let mistaken = br#"{ "toml": "months = 0" }"#;
//! let refused = answer(PageQuestion::Scenario, mistaken, &Limits::default(), &Control::default()).unwrap_err();
//! assert!(refused.to_string().contains("`months` is out of range"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ensemble;
mod explanation;
mod keys;
mod limits;
mod loops;
mod refused;
mod robustness;
mod scenario;
mod schema;
mod settings;
mod start;
mod value;
mod world;
mod written;

pub use limits::Limits;
pub use refused::Refused;
pub use schema::schema;
pub use start::{Opened, Translated, bundled, start};
pub use written::{NotAlone, stand_alone};

use std::ops::Range;

use alliance_studies::experiment::Control;

/// What can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageQuestion {
    /// What a scenario says.
    Scenario,
    /// One run in full.
    World,
    /// Many worlds.
    Ensemble,
    /// The feedback loops of one world.
    Loops,
    /// What one run hung on.
    Explanation,
    /// Whether what changes do holds under other models.
    Robustness,
}

impl PageQuestion {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Scenario,
        Self::World,
        Self::Ensemble,
        Self::Loops,
        Self::Explanation,
        Self::Robustness,
    ];

    /// Its name, as in `/api/world`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scenario => "scenario",
            Self::World => "world",
            Self::Ensemble => "ensemble",
            Self::Loops => "loops",
            Self::Explanation => "explanation",
            Self::Robustness => "robustness",
        }
    }

    /// Whether it takes long, so that it tells how far it has come.
    #[must_use]
    pub const fn is_long(self) -> bool {
        matches!(self, Self::Explanation | Self::Robustness)
    }
}

/// Answers a question that came as JSON, as JSON, on the threads of the current rayon pool.
///
/// When `control` says stop, the work ends soon. One made with [`Control::telling`] tells how far a long question has come.
///
/// # Errors
/// If the question is malformed, asks for more than is allowed, or its scenario is wrong; or if it was stopped.
pub fn answer(question: PageQuestion, body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    limits.allow_bytes(body)?;
    match question {
        PageQuestion::Scenario => scenario::answer(body, limits, control),
        PageQuestion::World => world::answer(body, limits, control),
        PageQuestion::Ensemble => ensemble::answer(body, limits, control),
        PageQuestion::Loops => loops::answer(body, limits, control),
        PageQuestion::Explanation => explanation::answer(body, limits, control),
        PageQuestion::Robustness => robustness::answer(body, limits, control),
    }
}

/// Into how many parts an ensemble can be cut at most.
///
/// # Errors
/// If the question is malformed.
pub fn parts_of_ensemble(body: &[u8]) -> Result<u32, Refused> {
    ensemble::blocks(body)
}

/// Answers some parts of an ensemble, in bytes for [`whole_ensemble`]: where there are no threads, many workers can share one.
///
/// # Errors
/// As [`answer`].
pub fn part_of_ensemble(body: &[u8], part: Range<u32>, limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    limits.allow_bytes(body)?;
    ensemble::part(body, part, limits, control)
}

/// Puts all parts of an ensemble together, one behind the other in their order: the bytes are those of [`answer`].
///
/// # Errors
/// As [`answer`], or if these are not all parts of this question in their order.
pub fn whole_ensemble(body: &[u8], parts: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    limits.allow_bytes(body)?;
    ensemble::whole(body, parts, limits, control)
}
