//! One network on a sheet: grounds of blocs, ties, members, names.

use super::canvas::{Canvas, Colour, Point, Stroke, Text, at};
use super::network_layout::{self, Circle, Layout};
use super::text::{self, Weight};
use super::theme;
use super::{Network, Tie, ink};

/// Up to this many members all are named; with more, those whose names find room.
const MOST_NAMED: usize = 34;
/// Ties drawn in one picture: the strongest.
const MOST_TIES: usize = 3000;
/// Up to this many members names may take two lines.
pub(super) const FEW: usize = 12;
/// How much white is in the ground of a bloc.
pub(super) const PALE: f64 = 0.72;

/// Colours of blocs, none of them like the blue and vermillion of ties.
const BLOCS: [Colour; 6] = [
    Colour(0, 158, 115),
    Colour(204, 121, 167),
    Colour(196, 172, 24),
    Colour(120, 120, 120),
    Colour(110, 84, 160),
    Colour(140, 86, 75),
];

/// The colour of the bloc at this place in the order of size.
pub(super) fn bloc_colour(index: usize) -> Colour {
    BLOCS[index % BLOCS.len()]
}

/// A network and the room it has.
pub(super) struct Picture<'a> {
    pub(super) network: &'a Network,
    pub(super) layout: Layout,
    left: f64,
    top: f64,
    pub(super) width: f64,
}

impl<'a> Picture<'a> {
    pub(super) fn new(network: &'a Network, left: f64, top: f64, width: f64) -> Self {
        Self {
            network,
            layout: network_layout::place(network),
            left,
            top,
            width,
        }
    }

    pub(super) fn is_large(&self) -> bool {
        self.width > 800.0
    }

    pub(super) fn name_size(&self) -> f64 {
        if self.is_large() { theme::LABEL } else { theme::SMALL }
    }

    /// The radius that suits the number of members and the room.
    pub(super) fn radius(&self) -> f64 {
        match (self.network.nodes.len(), self.is_large()) {
            (0 | 1, _) => 40.0,
            (2..=FEW, true) => 235.0,
            (13..=MOST_NAMED, true) => 310.0,
            (_, true) => 400.0,
            (2..=FEW, false) => 122.0,
            (13..=MOST_NAMED, false) => 165.0,
            (_, false) => 225.0,
        }
    }

    /// Draws the network on a circle of this radius and tells where its picture ends.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, radius: f64) -> f64 {
        let mut y = self.top + 12.0;
        self.draw_title(canvas, y);
        y += 16.0 + self.room_above();
        let circle = Circle {
            centre: at(self.left + self.width / 2.0, y + radius),
            radius,
        };
        y += 2.0 * radius + self.room_above();
        self.draw_grounds(canvas, circle);
        self.draw_ties(canvas, circle);
        self.draw_nodes(canvas, circle);
        match self.network.nodes.len() {
            0 => {}
            1..=MOST_NAMED => self.draw_names(canvas, circle),
            _ if self.is_large() => self.draw_fitting_names(canvas, circle),
            _ => {}
        }
        self.draw_departed(canvas, y)
    }

    /// Room for names above and below the circle.
    fn room_above(&self) -> f64 {
        match (self.network.nodes.len(), self.is_large()) {
            (0, _) => 10.0,
            (1..=MOST_NAMED, _) => self.node_room() + 3.4 * self.name_size(),
            (_, true) => self.node_room() + 40.0,
            (_, false) => 20.0,
        }
    }

    fn draw_title(&self, canvas: &mut Canvas<'_>, y: f64) {
        let (n_nodes, n_blocs) = (self.network.nodes.len(), self.layout.arcs.len());
        let blocs = if n_blocs == 1 {
            "one bloc".to_owned()
        } else {
            format!("{n_blocs} blocs")
        };
        let facts = match n_nodes {
            0 => "no member left".to_owned(),
            1 => "one member".to_owned(),
            _ if n_nodes > MOST_NAMED && self.is_large() => {
                format!("{n_nodes} members in {blocs}, named where there is room")
            }
            _ => format!("{n_nodes} members in {blocs}"),
        };
        let facts_width = text::width(&facts, theme::TICK, Weight::Regular) * 1.03;
        let end = match self.network.end.as_str() {
            "" => String::new(),
            end => format!(": {end}"),
        };
        let room = (self.width - facts_width - 16.0) / 1.03 - text::width(&end, theme::LABEL, Weight::Bold);
        let label = text::fitted(&self.network.label, theme::LABEL, Weight::Bold, room) + &end;
        canvas.text(Text::new(&label, at(self.left, y), theme::LABEL).bold());
        let label_width = text::width(&label, theme::LABEL, Weight::Bold) * 1.03;
        let x = self.left + if label.is_empty() { 0.0 } else { label_width + 14.0 };
        canvas.text(Text::new(&facts, at(x, y), theme::TICK).coloured(theme::MUTED));
    }

    /// The radius of the circle of the richest member.
    pub(super) fn largest_node(&self, radius: f64) -> f64 {
        let roomiest = if self.is_large() { 26.0 } else { 15.0 };
        (0.42 * self.layout.step * radius).clamp(2.5, roomiest)
    }

    /// Half the width of the ground of a bloc.
    pub(super) fn node_room(&self) -> f64 {
        self.largest_node(self.radius()) + if self.is_large() { 9.0 } else { 6.0 }
    }

    fn draw_grounds(&self, canvas: &mut Canvas<'_>, circle: Circle) {
        if self.layout.arcs.len() < 2 {
            return;
        }
        for (index, arc) in self.layout.arcs.iter().enumerate() {
            let n_steps = ((arc.to - arc.from) * circle.radius / 8.0).ceil().max(1.0) as usize;
            let angle = |step: usize| arc.from + (arc.to - arc.from) * step as f64 / n_steps as f64;
            let points: Vec<Point> = (0..=n_steps).map(|step| circle.at(angle(step), 0.0)).collect();
            let colour = ink::mixed(bloc_colour(index), theme::WHITE, PALE);
            canvas.lozenge(&points, colour, 2.0 * self.node_room());
        }
    }

    fn draw_ties(&self, canvas: &mut Canvas<'_>, circle: Circle) {
        let mut ties: Vec<&Tie> = self.network.ties.iter().filter(|tie| tie.trust.is_finite()).collect();
        ties.sort_by(|a, b| a.trust.abs().total_cmp(&b.trust.abs()));
        let scale = (40.0 / ties.len().max(1) as f64).sqrt().clamp(0.2, 1.0) * if self.is_large() { 1.0 } else { 0.7 };
        let weakest_drawn = ties.len().saturating_sub(MOST_TIES);
        for tie in &ties[weakest_drawn..] {
            let from = circle.at(self.layout.angles[tie.from], 0.0);
            let to = circle.at(self.layout.angles[tie.to], 0.0);
            // Bent towards the middle, so that ties between neighbours leave the ground of their bloc.
            let middle = at((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
            let bend = at(towards(middle.x, circle.centre.x), towards(middle.y, circle.centre.y));
            canvas.polyline(&curve(from, bend, to), tie_stroke(tie.trust, scale));
        }
    }

    fn draw_nodes(&self, canvas: &mut Canvas<'_>, circle: Circle) {
        let richest = self
            .network
            .nodes
            .iter()
            .map(|node| node.resources)
            .fold(f64::MIN_POSITIVE, f64::max);
        let largest = self.largest_node(circle.radius);
        for (index, arc) in self.layout.arcs.iter().enumerate() {
            let colour = ink::mixed(bloc_colour(index), theme::INK, 0.35);
            for member in &arc.members {
                let share = (self.network.nodes[*member].resources / richest).max(0.0);
                let place = circle.at(self.layout.angles[*member], 0.0);
                let radius = (largest * share.sqrt()).max(2.0);
                canvas.circle(place, radius, colour, if radius > 5.0 { 1.5 } else { 0.5 });
            }
        }
    }

    fn draw_departed(&self, canvas: &mut Canvas<'_>, top: f64) -> f64 {
        if self.network.departed.is_empty() {
            return top;
        }
        let list = format!("Departed: {}", self.network.departed.join(", "));
        let lines = text::wrapped(&list, theme::SMALL, Weight::Regular, self.width / 1.02, 4);
        for (index, line) in lines.iter().enumerate() {
            let place = at(self.left, top + 8.0 + index as f64 * theme::SMALL * theme::LEADING);
            canvas.text(Text::new(line, place, theme::SMALL).coloured(theme::AXIS));
        }
        top + 8.0 + lines.len() as f64 * theme::SMALL * theme::LEADING
    }
}

/// A third of the way to the middle.
fn towards(from: f64, middle: f64) -> f64 {
    from + (middle - from) / 3.0
}

/// A quadratic Bézier curve, as points near enough to one another to look round.
fn curve(from: Point, bend: Point, to: Point) -> Vec<Point> {
    let length = libm::hypot(to.x - from.x, to.y - from.y);
    let n_steps = (length / 12.0).clamp(10.0, 40.0).round();
    let mix =
        |from: f64, bend: f64, to: f64, t: f64| (1.0 - t) * (1.0 - t) * from + 2.0 * t * (1.0 - t) * bend + t * t * to;
    let point = |t: f64| at(mix(from.x, bend.x, to.x, t), mix(from.y, bend.y, to.y, t));
    (0..=n_steps as usize)
        .map(|step| point(step as f64 / n_steps))
        .collect()
}

/// Blue and solid where trust is positive, vermillion and dashed where it is negative; the stronger the wider. The
/// `scale` is smaller where ties are many: thinner lines have longer dashes, or they would not read as lines.
fn tie_stroke(trust: f64, scale: f64) -> Stroke {
    let strength = trust.abs().min(1.0);
    let (colour, dash) = if trust < 0.0 {
        (theme::NEGATIVE, Some((2.5 + 3.0 / scale, 3.2)))
    } else {
        (theme::POSITIVE, None)
    };
    let width = (0.6 + 5.4 * strength) * scale;
    Stroke::solid(colour, width.max(0.5))
        .dashed(dash)
        .faint(0.2 + 0.65 * strength)
}

/// A tie as the key shows it.
pub(super) fn draw_tie_sample(canvas: &mut Canvas<'_>, from: Point, to: Point, trust: f64) {
    canvas.line(from, to, tie_stroke(trust, 1.0));
}
