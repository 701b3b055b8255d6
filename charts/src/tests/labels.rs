//! The texts of a sheet, read back with the boxes that they take up.

use resvg::usvg::roxmltree::{Document, Node};

use crate::drawing::DETAIL;
use crate::drawing::text::{self, Weight};

/// The box a text takes up.
pub(super) struct Label {
    pub(super) content: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

pub(super) fn labels(document: &Document<'_>) -> Vec<Label> {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts.map(label).collect()
}

fn label(node: Node<'_, '_>) -> Label {
    let (x, y, size) = (place(node, "x"), place(node, "y"), place(node, "font-size"));
    let weight = if node.attribute("font-weight").is_some() {
        Weight::Bold
    } else {
        Weight::Regular
    };
    let content = node.text().unwrap_or_default().trim().to_owned();
    let width = text::width(&content, size, weight);
    let start = match node.attribute("text-anchor") {
        Some("middle") => -width / 2.0,
        Some("end") => -width,
        _ => 0.0,
    };
    // The baseline lies 0.76 em below the place, or right of it where the text is turned upwards.
    let is_upward = node.attribute("transform").is_some();
    let (left, right, top, bottom) = if is_upward {
        (x, x + 0.96 * size, y - start - width, y - start)
    } else {
        (x + start, x + start + width, y, y + 0.96 * size)
    };
    Label {
        content,
        left,
        right,
        top,
        bottom,
    }
}

pub(super) fn read(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// A place or length in pixels.
pub(super) fn place(node: Node<'_, '_>, name: &str) -> f64 {
    read(node, name) / DETAIL
}
