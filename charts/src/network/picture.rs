//! One network on a sheet: its title, grounds of blocs, ties, members, names, and who has left.

use super::graph::TrustNetwork;
use super::layout::Circle;
use super::names::Names;
use super::plan::{MOST_NAMED, PALE, Plan, bloc_colour};
use super::ties;
use crate::drawing::text::{self, Weight};
use crate::drawing::{Canvas, Point, Text, at, ink, names, theme};

/// What the networks are called, each in one line with how it ended.
pub(super) fn titles(networks: &[TrustNetwork], width: f64) -> Vec<String> {
    let end = |network: &TrustNetwork| match network.end.as_str() {
        "" => String::new(),
        end => format!(": {end}"),
    };
    let labels: Vec<&str> = networks.iter().map(|network| network.label.as_str()).collect();
    let set = names::told_apart(&labels, |place, name| {
        let end = text::width(&end(&networks[place]), theme::LABEL, Weight::Bold);
        let room = width / 1.03 - end;
        vec![text::fitted(name, theme::LABEL, Weight::Bold, room)]
    });
    set.iter()
        .zip(networks)
        .map(|(lines, network)| lines.concat() + &end(network))
        .collect()
}

/// From the title to how many members there are.
const FACTS: f64 = 21.0;

/// Draws the network on a circle of this radius and tells where its picture ends.
pub(super) fn draw(canvas: &mut Canvas<'_>, plan: &Plan<'_>, title: &str, radius: f64) -> f64 {
    let mut y = plan.top + 12.0;
    draw_title(canvas, plan, title, y);
    y += 16.0 + FACTS + plan.room_above();
    let circle = plan.circle(radius, y);
    y += 2.0 * radius + plan.room_above();
    draw_grounds(canvas, plan, circle);
    ties::draw(canvas, plan, circle);
    draw_nodes(canvas, plan, circle);
    for angle in &plan.layout.empty {
        draw_empty(canvas, circle.at(*angle, 0.0));
    }
    let names = Names { plan, circle };
    match plan.network.nodes.len() {
        0 => {}
        1..=MOST_NAMED => names.draw(canvas),
        _ if plan.is_large() => names.draw_fitting(canvas),
        _ => {}
    }
    draw_departed(canvas, plan, y)
}

fn draw_title(canvas: &mut Canvas<'_>, plan: &Plan<'_>, title: &str, y: f64) {
    canvas.text(Text::new(title, at(plan.left, y), theme::LABEL).bold());
    let below = if title.is_empty() { 0.0 } else { FACTS };
    let facts = facts(plan);
    canvas.text(Text::new(&facts, at(plan.left, y + below), theme::TICK).coloured(theme::MUTED));
}

/// How many members there are, in how many blocs.
fn facts(plan: &Plan<'_>) -> String {
    let blocs = match plan.layout.n_blocs {
        1 => "one bloc".to_owned(),
        n_blocs => format!("{n_blocs} blocs"),
    };
    match plan.network.nodes.len() {
        0 => "no member left".to_owned(),
        1 => "one member".to_owned(),
        n_nodes if n_nodes > MOST_NAMED && plan.is_large() => {
            format!("{n_nodes} members in {blocs}, named where there is room")
        }
        n_nodes => format!("{n_nodes} members in {blocs}"),
    }
}

fn draw_grounds(canvas: &mut Canvas<'_>, plan: &Plan<'_>, circle: Circle) {
    if plan.layout.n_blocs < 2 {
        return;
    }
    for arc in &plan.layout.arcs {
        let n_steps = ((arc.to - arc.from) * circle.radius / 8.0).ceil().max(1.0) as usize;
        let angle = |step: usize| arc.from + (arc.to - arc.from) * step as f64 / n_steps as f64;
        let points: Vec<Point> = (0..=n_steps).map(|step| circle.at(angle(step), 0.0)).collect();
        let colour = ink::mixed(bloc_colour(arc.bloc), theme::WHITE, PALE);
        canvas.lozenge(&points, colour, 2.0 * plan.node_room());
    }
}

fn draw_nodes(canvas: &mut Canvas<'_>, plan: &Plan<'_>, circle: Circle) {
    let resources = plan.network.nodes.iter().map(|node| node.resources);
    let richest = resources.fold(f64::MIN_POSITIVE, f64::max);
    let largest = plan.largest_node(circle.radius);
    for arc in &plan.layout.arcs {
        let colour = ink::mixed(bloc_colour(arc.bloc), theme::INK, 0.35);
        for member in &arc.members {
            let share = (plan.network.nodes[*member].resources / richest).max(0.0);
            let place = circle.at(plan.layout.angles[*member], 0.0);
            let radius = (largest * share.sqrt()).max(2.0);
            canvas.circle(place, radius, colour, if radius > 5.0 { 1.5 } else { 0.5 });
        }
    }
}

/// A ring at the place of somebody who is not there.
pub(super) fn draw_empty(canvas: &mut Canvas<'_>, place: Point) {
    canvas.disc(place, 5.5, theme::AXIS);
    canvas.disc(place, 4.0, theme::WHITE);
}

fn draw_departed(canvas: &mut Canvas<'_>, plan: &Plan<'_>, top: f64) -> f64 {
    if plan.network.departed.is_empty() {
        return top;
    }
    let list = format!("Departed: {}", plan.network.departed.join(", "));
    let lines = text::wrapped(&list, theme::SMALL, Weight::Regular, plan.width / 1.02, 4);
    for (y, line) in text::below(top + 8.0, theme::SMALL * theme::LEADING, &lines) {
        canvas.text(Text::new(line, at(plan.left, y), theme::SMALL).coloured(theme::AXIS));
    }
    top + 8.0 + lines.len() as f64 * theme::SMALL * theme::LEADING
}
