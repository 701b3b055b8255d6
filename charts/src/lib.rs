//! Pictures, from tables: pure functions from plain data to SVG, and from SVG to PNG.
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
//! | [`story()`] | one run in full, with its events |
//! | [`chances()`] | how the chances of one run went, and what it hung on |
//! | [`sparkline()`] | one measure of one run, small enough to stand between paragraphs |
//! | [`effects()`] | how much each key matters, with intervals |
//! | [`tipping()`] | how a probability answers to a key, and where it passes one half |
//! | [`tipping_line()`] | how a tipping point moves with a second key |
//! | [`frontier()`] | what help costs, and what it brings |
//! | [`loop_strengths()`] | how much of a small loss of trust comes back over the months, and by which loops |
//! | [`loop_diagram()`] | the causal-loop diagram, with arrows as wide as their loops are strong |
//! | [`transitions()`] | what became of the same worlds in another arm |
//!
//! The same data always give the same bytes. A sheet is 1200 pixels wide and as high as it needs to be. No font or
//! library is needed on the machine: text is measured with a bundled font, and PNGs are drawn with it. The drawing itself
//! is done by the crate plotters.
//!
//! # Example
//! ```
//! use alliance_charts::{self, Curve, Heading};
//!
//! let heading = Heading { title: "Survival".into(), subtitle: "200 runs an arm; band: 95 %.".into() };
//! let base = Curve {
//!     label: "base".into(),
//!     months: vec![0.0, 60.0, 120.0],
//!     centre: vec![1.0, 0.7, 0.5],
//!     low: vec![1.0, 0.6, 0.4],
//!     high: vec![1.0, 0.8, 0.6],
//! };
//! let svg = charts::survival(&heading, &[base])?;
//! assert!(svg.starts_with("<svg"));
//! # Ok::<(), charts::ChartError>(())
//! ```

mod axis;
mod canvas;
mod chances;
mod corner;
mod corner_key;
mod curves;
mod effects;
mod fitted;
mod frame;
mod frontier;
mod heading;
mod heat_map;
mod ink;
mod key_axis;
mod labels;
mod lanes;
mod levels;
mod loop_diagram;
mod loop_layers;
pub mod loop_map;
mod loop_strengths;
mod network;
mod network_layout;
mod network_names;
mod network_picture;
mod outcomes;
mod over_time;
mod panels;
mod places;
mod png;
mod response;
mod scatter;
mod small;
mod sparkline;
mod stacked;
mod story;
mod story_marks;
mod survival;
mod text;
mod theme;
mod tipping;
mod tipping_line;
mod transitions;
mod writing;

#[cfg(test)]
mod tests;

pub use chances::{ChanceCause, Chances, chances};
pub use corner::corner;
pub use corner_key::{CornerKey, CornerScale};
pub use effects::{EffectPanel, EffectScale, Effects, effects};
pub use fitted::{TargetDot, fitted};
pub use frontier::{FrontierPicture, PlanDot, frontier};
pub use heading::{Heading, titled};
pub use heat_map::{Cell, HeatMap, heat_map};
pub use key_axis::KeyAxis;
pub use levels::Levels;
pub use loop_diagram::{LoopStrength, loop_diagram};
pub use loop_strengths::{LoopPicture, LoopSeries, loop_strengths};
pub use network::{Network, Node, Tie, network};
pub use outcomes::{OUTCOMES, OutcomeBar, outcomes};
pub use over_time::{Panel, over_time};
pub use png::png;
pub use response::{Estimate, ResponseLine, ResponsePanel, response};
pub use scatter::{Places, ScatterPanel, scatter};
pub use sparkline::{Mark, Sparkline, sparkline};
pub use story::{Event, EventKind, Incident, Story, StoryLine, story};
pub use survival::survival;
pub use tipping::{TippingPicture, TriedShare, tipping};
pub use tipping_line::{LineMark, Without, tipping_line};
pub use transitions::{Transitions, transitions};

/// A line over the months, with a band: one arm of an experiment.
///
/// Points whose centre is not finite are gaps; a band that is not finite is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The arm's name.
    pub label: String,
    /// Months, rising.
    pub months: Vec<f64>,
    /// The value in each month.
    pub centre: Vec<f64>,
    /// The lower end of the band in each month.
    pub low: Vec<f64>,
    /// The upper end of the band in each month.
    pub high: Vec<f64>,
}

/// How values are written, and how far their axis runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share 0…1, written as per cent on an axis from 0 to 100 %.
    Share,
    /// Any number, on an axis that holds all there are.
    Number,
    /// A whole number, on an axis with whole ticks.
    Count,
}

/// Why a chart cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// Lists that belong together differ in length.
    #[error("`{series}` has {found} values where {expected} are needed")]
    Length {
        /// The arm or list.
        series: String,
        /// How many values it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A place on an axis is NaN or infinite.
    #[error("`{series}` has no finite number at position {index}")]
    NotFinite {
        /// The arm or list.
        series: String,
        /// Where in it, from 0.
        index: usize,
    },
    /// A tie names a node that is not there.
    #[error("a tie of `{network}` names node {node}, but it has {n_nodes} (counted from 0)")]
    UnknownNode {
        /// The network's label.
        network: String,
        /// The node named.
        node: usize,
        /// How many there are.
        n_nodes: usize,
    },
    /// plotters could not draw, which cannot happen in memory.
    #[error("the chart cannot be drawn")]
    Drawing(#[from] plotters::drawing::DrawingAreaErrorKind<std::io::Error>),
    /// The text given to [`png()`] is no SVG.
    #[error("the picture is not valid SVG")]
    Svg(#[from] resvg::usvg::Error),
    /// A picture of this size cannot be drawn.
    #[error("a picture of {width} × {height} pixels cannot be drawn")]
    Size {
        /// Width asked for, in pixels.
        width: f32,
        /// Height asked for, in pixels.
        height: f32,
    },
    /// The PNG cannot be written.
    #[error("the picture cannot be written as PNG: {message}")]
    Encode {
        /// What went wrong.
        message: String,
    },
}
