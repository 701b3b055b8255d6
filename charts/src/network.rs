//! Trust networks: who stands with whom at the end.

use super::axis::written;
use super::canvas::{self, Canvas, Text, at};
use super::network_picture::{self, Picture};
use super::text::{self, Weight};
use super::theme;
use super::{ChartError, Heading, Unit, ink};

/// The trust network of one alliance.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// What it is, such as the arm's name.
    pub label: String,
    /// How it ended, or nothing; written after the label and never cut.
    pub end: String,
    /// The members.
    pub nodes: Vec<Node>,
    /// The ties between them, each pair once.
    pub ties: Vec<Tie>,
    /// Who has left, each as it is to be written.
    pub departed: Vec<String>,
}

/// A member.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its resources, above 0: the area of its circle.
    pub resources: f64,
    /// The number of its bloc.
    pub bloc: usize,
}

/// The tie of a pair of members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// One member, by its place among the nodes.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// The mean of the trust that they have in each other, −1…1. Not finite: not drawn.
    pub trust: f64,
}

/// Networks drawn on a sheet; a note tells how many are left out.
const MOST_NETWORKS: usize = 24;

/// Draws trust networks: members on a circle, bloc by bloc, with their ties inside it. One network fills the sheet;
/// several stand side by side.
///
/// # Errors
/// If a tie names a node that is not there, or resources are not finite.
pub fn network(heading: &Heading, networks: &[Network]) -> Result<String, ChartError> {
    networks.iter().try_for_each(check)?;
    if networks
        .iter()
        .all(|network| network.nodes.is_empty() && network.departed.is_empty())
    {
        return heading.without_data();
    }
    canvas::sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(networks.len()));
        draw_key(canvas, top + 8.0);
        let drawn = &networks[..networks.len().min(MOST_NETWORKS)];
        draw_rows(canvas, drawn, top + 44.0)
    })
}

/// Draws networks one or two a row; tells where the sheet may end.
fn draw_rows(canvas: &mut Canvas<'_>, networks: &[Network], mut top: f64) -> f64 {
    let columns = networks.len().min(2);
    let gap = 30.0;
    let width = (theme::WIDTH - 2.0 * theme::MARGIN - gap * (columns as f64 - 1.0)) / columns as f64;
    for row in networks.chunks(columns) {
        let left = |index: usize| theme::MARGIN + index as f64 * (width + gap);
        let pictures = row.iter().enumerate();
        let pictures = pictures.map(|(index, network)| Picture::new(network, left(index), top, width));
        let pictures: Vec<Picture<'_>> = pictures.collect();
        let radius = pictures.iter().map(Picture::radius).fold(0.0, f64::max);
        let bottoms = pictures.iter().map(|picture| picture.draw(canvas, radius));
        top = bottoms.fold(top, f64::max) + 26.0;
    }
    top
}

fn check(network: &Network) -> Result<(), ChartError> {
    let n_nodes = network.nodes.len();
    let unknown = network
        .ties
        .iter()
        .flat_map(|tie| [tie.from, tie.to])
        .find(|node| *node >= n_nodes);
    if let Some(node) = unknown {
        return Err(ChartError::UnknownNode {
            network: network.label.clone(),
            node,
            n_nodes,
        });
    }
    match network.nodes.iter().position(|node| !node.resources.is_finite()) {
        Some(index) => Err(ChartError::NotFinite {
            series: network.label.clone(),
            index,
        }),
        None => Ok(()),
    }
}

fn left_out(n_networks: usize) -> String {
    match n_networks.saturating_sub(MOST_NETWORKS) {
        0 => String::new(),
        more => format!("The first {MOST_NETWORKS} networks; {more} more are not drawn."),
    }
}

/// What lines, circles and grounds stand for.
fn draw_key(canvas: &mut Canvas<'_>, y: f64) {
    let mut x = write(canvas, "Mean trust of a pair:", theme::MARGIN, y) + 14.0;
    for trust in [0.8, 0.3, -0.3, -0.8] {
        network_picture::draw_tie_sample(canvas, at(x, y), at(x + 44.0, y), trust);
        x = write(canvas, &written(trust, Unit::Number, 1), x + 51.0, y) + 20.0;
    }
    x += 14.0;
    canvas.circle(at(x + 9.0, y), 9.0, theme::MUTED, 1.0);
    canvas.circle(at(x + 25.0, y), 5.0, theme::MUTED, 1.0);
    x = write(canvas, "area: resources", x + 37.0, y) + 38.0;
    let ground = ink::mixed(network_picture::bloc_colour(0), theme::WHITE, network_picture::PALE);
    canvas.lozenge(&[at(x, y), at(x + 34.0, y)], ground, 18.0);
    write(canvas, "a bloc", x + 52.0, y);
}

/// Writes a few words and tells where they end.
fn write(canvas: &mut Canvas<'_>, words: &str, x: f64, y: f64) -> f64 {
    canvas.text(Text::new(words, at(x, y), theme::TICK).coloured(theme::MUTED));
    x + text::width(words, theme::TICK, Weight::Regular) * 1.03
}
