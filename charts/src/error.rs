//! Why a chart cannot be drawn, and the checks of what it is given.

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
    /// The text given to [`png()`](crate::png()) is no SVG.
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

/// Refuses a list that has not as many values as it should.
pub(crate) fn check_length(series: &str, found: usize, expected: usize) -> Result<(), ChartError> {
    if found == expected {
        return Ok(());
    }
    let series = series.to_owned();
    Err(ChartError::Length {
        series,
        found,
        expected,
    })
}

/// Refuses a list with a number that is NaN or infinite.
pub(crate) fn check_finite(series: &str, numbers: impl IntoIterator<Item = f64>) -> Result<(), ChartError> {
    check_all(series, numbers, |number| number.is_finite())
}

/// Refuses a list with an item whose numbers are not all finite.
pub(crate) fn check_all<Item>(
    series: &str,
    items: impl IntoIterator<Item = Item>,
    is_finite: impl Fn(&Item) -> bool,
) -> Result<(), ChartError> {
    match items.into_iter().position(|item| !is_finite(&item)) {
        Some(index) => Err(ChartError::NotFinite {
            series: series.to_owned(),
            index,
        }),
        None => Ok(()),
    }
}
