//! Trust networks: who stands with whom at the end.

mod graph;
mod layout;
mod names;
mod order;
mod picture;
mod plan;
mod ties;

use self::layout::{Layout, Seating};
use self::plan::{PALE, Plan, bloc_colour};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Canvas, Heading, Text, at, ink, left_out, sheet, theme};
use crate::error::ChartError;
use crate::panel::numbers::{Unit, written};

pub use graph::{Node, Tie, TrustNetwork};

/// Networks drawn on a sheet; a note tells how many are left out.
const MOST_NETWORKS: usize = 24;

/// Draws trust networks: members on a circle, bloc by bloc, with their ties inside it. One network fills the sheet;
/// several stand side by side, and a member has the same place in all of them.
///
/// # Errors
/// If a tie names a node that is not there, or resources are not finite.
pub fn network(heading: &Heading, networks: &[TrustNetwork]) -> Result<String, ChartError> {
    networks.iter().try_for_each(TrustNetwork::check)?;
    let is_empty = |network: &TrustNetwork| network.nodes.is_empty() && network.departed.is_empty();
    if networks.iter().all(is_empty) {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(networks.len(), MOST_NETWORKS, "networks"));
        let drawn = &networks[..networks.len().min(MOST_NETWORKS)];
        let layouts = Seating::of(drawn).layouts(drawn);
        let has_empty = layouts.iter().any(|layout| !layout.empty.is_empty());
        draw_key(canvas, top + 8.0, has_empty);
        draw_rows(canvas, drawn, layouts, top + 44.0)
    })
}

/// Draws networks one or two a row; tells where the sheet may end.
fn draw_rows(canvas: &mut Canvas<'_>, networks: &[TrustNetwork], layouts: Vec<Layout>, mut top: f64) -> f64 {
    let columns = networks.len().min(2);
    let gap = 30.0;
    let width = (theme::WIDTH - 2.0 * theme::MARGIN - gap * (columns as f64 - 1.0)) / columns as f64;
    let titles = picture::titles(networks, width);
    let mut layouts = layouts.into_iter();
    for (row, titles) in networks.chunks(columns).zip(titles.chunks(columns)) {
        let left = |index: usize| theme::MARGIN + index as f64 * (width + gap);
        let plans = row.iter().zip(layouts.by_ref()).enumerate();
        let plans = plans.map(|(index, (network, layout))| Plan::new(network, layout, (left(index), top, width)));
        let plans: Vec<Plan<'_>> = plans.collect();
        let radius = plans.iter().map(Plan::radius).fold(0.0, f64::max);
        let drawn = plans.iter().zip(titles);
        let bottoms = drawn.map(|(plan, title)| picture::draw(canvas, plan, title, radius));
        top = bottoms.fold(top, f64::max) + 26.0;
    }
    top
}

/// What lines, circles and grounds stand for.
fn draw_key(canvas: &mut Canvas<'_>, y: f64, has_empty: bool) {
    let mut x = write(canvas, "Mean trust of a pair:", theme::MARGIN, y) + 14.0;
    for trust in [0.8, 0.3, -0.3, -0.8] {
        canvas.line(at(x, y), at(x + 44.0, y), ties::stroke(trust, 1.0));
        x = write(canvas, &written(trust, Unit::Number, 1), x + 51.0, y) + 20.0;
    }
    x += 14.0;
    canvas.circle(at(x + 9.0, y), 9.0, theme::MUTED, 1.0);
    canvas.circle(at(x + 25.0, y), 5.0, theme::MUTED, 1.0);
    x = write(canvas, "area: resources", x + 37.0, y) + 38.0;
    let ground = ink::mixed(bloc_colour(0), theme::WHITE, PALE);
    canvas.lozenge(&[at(x, y), at(x + 34.0, y)], ground, 18.0);
    x = write(canvas, "a bloc", x + 52.0, y) + 38.0;
    if has_empty {
        picture::draw_empty(canvas, at(x, y));
        write(canvas, "not there", x + 14.0, y);
    }
}

/// Writes a few words and tells where they end.
fn write(canvas: &mut Canvas<'_>, words: &str, x: f64, y: f64) -> f64 {
    canvas.text(Text::new(words, at(x, y), theme::TICK).coloured(theme::MUTED));
    x + text::width(words, theme::TICK, Weight::Regular) * 1.03
}
