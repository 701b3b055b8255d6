//! The names in a network: outside the circle, so that no tie crosses them.

use super::labels;
use super::network_layout::{Arc, Circle};
use super::network_picture::{FEW, Picture, bloc_colour};
use super::svg::{Anchor, Canvas, Colour, Point, Stroke, Text, at};
use super::text::{self, Weight};
use super::theme;

/// Height of a line of a name, as a multiple of its size.
const LEADING: f64 = 1.2;
/// Room kept for viewers that set text slightly wider.
const SLACK: f64 = 1.02;

/// A name beside the circle.
struct Name {
    lines: Vec<String>,
    angle: f64,
    weight: Weight,
    colour: Colour,
}

impl Picture<'_> {
    /// Names of members and of blocs, in two columns that follow the circle.
    pub(super) fn draw_names(&self, canvas: &mut Canvas, circle: Circle) {
        let is_right = |name: &Name| libm::cos(name.angle) >= 0.0;
        let (right, left): (Vec<Name>, Vec<Name>) = self.names(circle).into_iter().partition(is_right);
        self.draw_column(canvas, circle, right, 1.0);
        self.draw_column(canvas, circle, left, -1.0);
    }

    fn names(&self, circle: Circle) -> Vec<Name> {
        let mut names = Vec::new();
        for (index, arc) in self.layout.arcs.iter().enumerate() {
            if arc.members.len() > 1 && self.layout.arcs.len() > 1 {
                names.push(self.bloc_name(circle, index, arc));
            }
            names.extend(arc.members.iter().map(|member| self.member_name(*member)));
        }
        names
    }

    /// Beside the end of the bloc: in the next free place, or nearer where places are wide.
    fn bloc_name(&self, circle: Circle, index: usize, arc: &Arc) -> Name {
        let beyond = self
            .layout
            .step
            .min((self.node_room() + 0.6 * self.name_size()) / circle.radius);
        let (lines, colour) = (vec![format!("Bloc {}", index + 1)], bloc_colour(index).as_ink());
        Name {
            lines,
            angle: arc.upper + arc.onward * beyond,
            weight: Weight::Bold,
            colour,
        }
    }

    fn member_name(&self, member: usize) -> Name {
        let lines = vec![self.network.nodes[member].name.clone()];
        Name {
            lines,
            angle: self.layout.angles[member],
            weight: Weight::Regular,
            colour: theme::INK,
        }
    }

    /// `side` is 1 for the right column and −1 for the left.
    fn draw_column(&self, canvas: &mut Canvas, circle: Circle, mut names: Vec<Name>, side: f64) {
        let (size, outside) = (self.name_size(), self.node_room() + 8.0);
        let wanted: Vec<f64> = names.iter().map(|name| circle.at(name.angle, outside).y).collect();
        if self.network.nodes.len() <= FEW {
            names
                .iter_mut()
                .zip(&wanted)
                .for_each(|(name, y)| self.wrap(circle, name, *y));
        }
        let heights: Vec<f64> = names
            .iter()
            .map(|name| name.lines.len() as f64 * size * LEADING)
            .collect();
        let reach = circle.radius + outside + 2.4 * size;
        let places = labels::spread(&wanted, &heights, circle.centre.y - reach, circle.centre.y + reach);
        for ((name, y), wanted) in names.iter().zip(places).zip(wanted) {
            let x = circle.centre.x + side * self.clearance(circle, y, name.lines.len());
            if name.weight == Weight::Regular && (y - wanted).abs() > 0.25 * size {
                let edge = circle.at(name.angle, self.largest_node(circle.radius) + 1.0);
                canvas.line(edge, at(x - side * 3.0, y), Stroke::solid(theme::GHOST, 1.0));
            }
            self.draw_name(canvas, circle, name, at(x, y));
        }
    }

    /// Sets a long name in two lines.
    fn wrap(&self, circle: Circle, name: &mut Name, y: f64) {
        let room = (self.width / 2.0 - self.clearance(circle, y, 2)) / SLACK;
        name.lines = text::balanced(&name.lines.concat(), self.name_size(), name.weight, room, 2);
    }

    fn draw_name(&self, canvas: &mut Canvas, circle: Circle, name: &Name, place: Point) {
        let size = self.name_size();
        let room = (self.width / 2.0 - (place.x - circle.centre.x).abs()) / SLACK;
        let anchor = if place.x > circle.centre.x {
            Anchor::Start
        } else {
            Anchor::End
        };
        let first = place.y - (name.lines.len() as f64 - 1.0) / 2.0 * size * LEADING;
        for (index, line) in name.lines.iter().enumerate() {
            let words = text::fitted(line, size, name.weight, room);
            let place = at(place.x, first + index as f64 * size * LEADING);
            let text = Text::new(&words, place, size).coloured(name.colour).anchored(anchor);
            canvas.text(if name.weight == Weight::Bold { text.bold() } else { text });
        }
    }

    /// How far from the upright through the middle a name at this height has to begin to be clear of the circle.
    fn clearance(&self, circle: Circle, y: f64, n_lines: usize) -> f64 {
        let outside = circle.radius + self.node_room() + 8.0;
        let nearest = ((y - circle.centre.y).abs() - 0.6 * n_lines as f64 * self.name_size()).max(0.0);
        (outside * outside - nearest * nearest).max(0.0).sqrt().max(7.0)
    }

    /// Names of many members, each in the direction of its ray, where they are large enough to read.
    pub(super) fn draw_turned_names(&self, canvas: &mut Canvas, circle: Circle) {
        const SMALLEST: f64 = 8.0;
        let outside = self.node_room() + 3.0;
        let size = (0.85 * self.layout.step * (circle.radius + outside)).min(theme::SMALL);
        if size < SMALLEST || !self.is_large() {
            return;
        }
        for name in self.names(circle) {
            let place = circle.at(name.angle, outside);
            let words = text::fitted(&name.lines.concat(), size, name.weight, 140.0);
            let is_right = libm::cos(name.angle) >= 0.0;
            let turn = name.angle.to_degrees() + if is_right { 0.0 } else { 180.0 };
            let anchor = if is_right { Anchor::Start } else { Anchor::End };
            let text = Text::new(&words, place, size)
                .coloured(name.colour)
                .anchored(anchor)
                .turned(turn);
            canvas.text(if name.weight == Weight::Bold { text.bold() } else { text });
        }
    }
}
