//! Pictures, from tables: pure functions from plain data to SVG, and from SVG to PNG and PDF.
//!
//! | Function | Shows |
//! | --- | --- |
//! | [`survival()`] | the share of alliances still alive over the months, by arm |
//! | [`outcomes()`] | how the runs ended, by arm |
//! | [`over_time()`] | measures over the months, with the band of the runs, by arm |
//! | [`network()`] | the trust networks of alliances at their end |
//! | [`heat_map()`] | a value where two keys are swept |
//! | [`response()`] | a value where one key is swept, by arm |
//! | [`fitted()`] | a fitted survival curve over the target that it was fitted to |
//! | [`corner()`] | what is known of several keys, one by one and in pairs |
//! | [`scatter()`] | a value at points where several keys vary together, against each key |
//! | [`peeling()`] | how a box of design points was found: what is gained in density for what is lost in coverage |
//! | [`box_limits()`] | what a box allows of each key |
//! | [`box_pairs()`] | design points along two keys at a time, with a box around some |
//! | [`story()`] | one run in full, with its events |
//! | [`chances()`] | how the chances of one run went, and what it hung on |
//! | [`sparkline()`] | one measure of one run, small enough to stand between paragraphs |
//! | [`effects()`] | how much each key matters, with intervals |
//! | [`over_models()`] | what an arm does under many models, sorted |
//! | [`tipping()`] | how a probability answers to a key, and where it passes one half |
//! | [`tipping_line()`] | how a tipping point moves with a second key |
//! | [`frontier()`] | what help costs, and what it brings |
//! | [`loop_strengths()`] | how much of a small loss of trust comes back over the months, and by which loops |
//! | [`loop_diagram()`] | the causal-loop diagram, with arrows as wide as their loops are strong |
//! | [`transitions()`] | what became of the same worlds in another arm |
//!
//! The same data always give the same SVG. A sheet is 1200 pixels wide and as high as it needs to be. No font or
//! library is needed on the machine: text is measured with a bundled font, and PNGs are drawn with it. Letters that it lacks
//! (Arabic, Chinese, Hindi, emoji…) are lent by the fonts of the machine. The drawing itself is done by the crate plotters.
//!
//! Three floors: `drawing` knows places in pixels, `panel` puts values on them, and above stands a folder or a file for
//! every kind of picture. `png` makes pixels of what they draw.
//!
//! # Example
//! ```
//! use alliance_charts::{ChartError, Curve, Heading, survival};
//!
//! let heading = Heading { title: "Survival".into(), subtitle: "200 runs an arm; band: 95 %.".into() };
//! let base = Curve {
//!     label: "base".into(),
//!     runs: Vec::new(),
//!     months: vec![0.0, 60.0, 120.0],
//!     centre: vec![1.0, 0.7, 0.5],
//!     low: vec![1.0, 0.6, 0.4],
//!     high: vec![1.0, 0.8, 0.6],
//! };
//! let svg = survival(&heading, &[base])?;
//! assert!(svg.starts_with("<svg"));
//! # Ok::<(), ChartError>(())
//! ```

mod boxes;
mod chances;
mod corner;
mod drawing;
mod effects;
mod error;
mod fitted;
mod frontier;
mod grey;
mod heat_map;
mod lines;
mod loops;
mod models;
mod network;
mod outcomes;
mod panel;
mod pdf;
mod png;
mod reasons;
mod scatter;
mod story;
mod tipping;

#[cfg(test)]
mod tests;

pub use alliance_prose::{REASONS, loop_map};
pub use boxes::{BoxKey, BoxSpan, PeelingDot, PeelingPicture, box_limits, box_pairs, peeling};
pub use chances::{ChanceCause, Chances, chances};
pub use corner::{CornerKey, CornerScale, corner};
pub use drawing::{Heading, titled};
pub use effects::{EffectPanel, EffectScale, Effects, effects};
pub use error::ChartError;
pub use fitted::{TargetDot, fitted};
pub use frontier::{FrontierPicture, PlanDot, frontier};
pub use grey::grey;
pub use heat_map::{HeatCell, HeatMap, heat_map};
pub use lines::{Panel, ResponseLine, ResponsePanel, over_time, response, survival};
pub use loops::{LoopPicture, LoopSeries, LoopStrength, loop_diagram, loop_strengths};
pub use models::{ModelPanel, over_models};
pub use network::{Node, Tie, TrustNetwork, network};
pub use outcomes::{OUTCOMES, OutcomeBar, Transitions, outcomes, transitions};
pub use panel::{Curve, Estimate, KeyAxis, KeyName, Levels, Unit};
pub use pdf::{Pdf, pdf};
pub use png::{Png, png};
pub use reasons::{ReasonBar, reasons};
pub use scatter::{Places, ScatterPanel, scatter};
pub use story::{Incident, Mark, Sparkline, Story, StoryEvent, StoryLine, StorySign, sparkline, story};
pub use tipping::{LineMark, TippingPicture, TriedShare, Without, tipping, tipping_line};
