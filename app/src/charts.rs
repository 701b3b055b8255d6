//! Charts: SVG and PNG, side by side.

use alliance_charts::ChartError;
use alliance_studies::Picture;
use alliance_studies::experiment::ResultFolder;

/// Writes charts, each under its name.
pub fn write(drawn: Vec<(String, Result<String, ChartError>)>, folder: &ResultFolder) -> anyhow::Result<()> {
    let pictures = drawn.into_iter().map(|(name, svg)| Picture::new(name, svg));
    super::session::draw(pictures.collect(), folder)
}
