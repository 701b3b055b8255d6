//! From SVG to PNG.

mod fonts;
mod letters;
mod setting;

use std::collections::BTreeSet;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Error, Options, Tree};

use letters::Outlined;

use crate::error::ChartError;

/// Widest and highest picture that is drawn, in pixels: 400 megabytes of memory at most.
const LONGEST: f32 = 10_000.0;

/// A chart in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// Letters that neither the bundled font nor a font of this machine has: each is drawn as a box. The SVG has them.
    pub missing: BTreeSet<char>,
}

/// A chart with its letters as outlines, from the bundled font and those of the machine.
pub(crate) fn outlined(svg: &str) -> Result<Outlined, resvg::usvg::roxmltree::Error> {
    letters::outlined(svg, &fonts::OF_THE_MACHINE)
}

/// Draws a chart as PNG, `scale` times its size (1: 1200 pixels wide).
///
/// Latin, Greek and Cyrillic are drawn with the bundled font, the same on every machine; other letters with the fonts that are
/// installed, where there are any.
///
/// # Errors
/// If `svg` is not valid SVG, or the picture would have no pixels or more than 10,000 a side.
pub fn png(svg: &str, scale: f32) -> Result<Png, ChartError> {
    let outlined = outlined(svg).map_err(Error::from)?;
    let tree = Tree::from_str(&outlined.svg, &Options::default())?;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let fits = width >= 1.0 && height >= 1.0 && width <= LONGEST && height <= LONGEST;
    let pixmap = if fits {
        Pixmap::new(width.round() as u32, height.round() as u32)
    } else {
        None
    };
    let mut pixmap = pixmap.ok_or(ChartError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let bytes = pixmap.encode_png().map_err(|error| ChartError::Encode {
        message: error.to_string(),
    })?;
    let missing = outlined.missing;
    Ok(Png { bytes, missing })
}
