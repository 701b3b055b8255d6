//! One network on a sheet: its title, grounds of blocs, ties, members, names, and who has left.

use super::layout::Circle;
use super::names::Names;
use super::plan::{MOST_NAMED, PALE, Plan, bloc_colour};
use super::ties;
use crate::drawing::text::{self, Weight};
use crate::drawing::{Canvas, Point, Text, at, ink, theme};

/// Draws the network on a circle of this radius and tells where its picture ends.
pub(super) fn draw(canvas: &mut Canvas<'_>, plan: &Plan<'_>, radius: f64) -> f64 {
    let mut y = plan.top + 12.0;
    draw_title(canvas, plan, y);
    y += 16.0 + plan.room_above();
    let circle = plan.circle(radius, y);
    y += 2.0 * radius + plan.room_above();
    draw_grounds(canvas, plan, circle);
    ties::draw(canvas, plan, circle);
    draw_nodes(canvas, plan, circle);
    let names = Names { plan, circle };
    match plan.network.nodes.len() {
        0 => {}
        1..=MOST_NAMED => names.draw(canvas),
        _ if plan.is_large() => names.draw_fitting(canvas),
        _ => {}
    }
    draw_departed(canvas, plan, y)
}

fn draw_title(canvas: &mut Canvas<'_>, plan: &Plan<'_>, y: f64) {
    let facts = facts(plan);
    let facts_width = text::width(&facts, theme::TICK, Weight::Regular) * 1.03;
    let end = match plan.network.end.as_str() {
        "" => String::new(),
        end => format!(": {end}"),
    };
    let room = (plan.width - facts_width - 16.0) / 1.03 - text::width(&end, theme::LABEL, Weight::Bold);
    let label = text::fitted(&plan.network.label, theme::LABEL, Weight::Bold, room) + &end;
    canvas.text(Text::new(&label, at(plan.left, y), theme::LABEL).bold());
    let label_width = text::width(&label, theme::LABEL, Weight::Bold) * 1.03;
    let x = plan.left + if label.is_empty() { 0.0 } else { label_width + 14.0 };
    canvas.text(Text::new(&facts, at(x, y), theme::TICK).coloured(theme::MUTED));
}

/// How many members there are, in how many blocs.
fn facts(plan: &Plan<'_>) -> String {
    let blocs = match plan.layout.arcs.len() {
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
    if plan.layout.arcs.len() < 2 {
        return;
    }
    for (index, arc) in plan.layout.arcs.iter().enumerate() {
        let n_steps = ((arc.to - arc.from) * circle.radius / 8.0).ceil().max(1.0) as usize;
        let angle = |step: usize| arc.from + (arc.to - arc.from) * step as f64 / n_steps as f64;
        let points: Vec<Point> = (0..=n_steps).map(|step| circle.at(angle(step), 0.0)).collect();
        let colour = ink::mixed(bloc_colour(index), theme::WHITE, PALE);
        canvas.lozenge(&points, colour, 2.0 * plan.node_room());
    }
}

fn draw_nodes(canvas: &mut Canvas<'_>, plan: &Plan<'_>, circle: Circle) {
    let resources = plan.network.nodes.iter().map(|node| node.resources);
    let richest = resources.fold(f64::MIN_POSITIVE, f64::max);
    let largest = plan.largest_node(circle.radius);
    for (index, arc) in plan.layout.arcs.iter().enumerate() {
        let colour = ink::mixed(bloc_colour(index), theme::INK, 0.35);
        for member in &arc.members {
            let share = (plan.network.nodes[*member].resources / richest).max(0.0);
            let place = circle.at(plan.layout.angles[*member], 0.0);
            let radius = (largest * share.sqrt()).max(2.0);
            canvas.circle(place, radius, colour, if radius > 5.0 { 1.5 } else { 0.5 });
        }
    }
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
