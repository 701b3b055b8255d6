//! The names in a network: outside the circle, so that no tie crosses them.

use super::canvas::{Anchor, Area, Canvas, Colour, Point, Stroke, Text, at};
use super::labels;
use super::network_layout::{Arc, Circle};
use super::network_picture::{FEW, Picture, bloc_colour};
use super::text::{self, Weight};
use super::{ink, theme};

/// Height of a line of a name, as a multiple of its size.
const LEADING: f64 = 1.2;
/// Size of names where there are many.
const MANY_SIZE: f64 = 12.0;
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
    pub(super) fn draw_names(&self, canvas: &mut Canvas<'_>, circle: Circle) {
        let is_right = |name: &Name| libm::cos(name.angle) >= 0.0;
        let (right, left): (Vec<Name>, Vec<Name>) = self.names(circle).into_iter().partition(is_right);
        self.draw_column(canvas, circle, right, 1.0);
        self.draw_column(canvas, circle, left, -1.0);
    }

    fn names(&self, circle: Circle) -> Vec<Name> {
        let members = 0..self.network.nodes.len();
        let mut names = self.bloc_names(circle);
        names.extend(members.map(|member| self.member_name(member)));
        names
    }

    fn bloc_names(&self, circle: Circle) -> Vec<Name> {
        let arcs = self.layout.arcs.iter().enumerate();
        let named = arcs.filter(|(_, arc)| arc.members.len() > 1 && self.layout.arcs.len() > 1);
        named.map(|(index, arc)| self.bloc_name(circle, index, arc)).collect()
    }

    /// Beside the end of the bloc: in the next free place, or nearer where places are wide.
    fn bloc_name(&self, circle: Circle, index: usize, arc: &Arc) -> Name {
        let beyond = self
            .layout
            .step
            .min((self.node_room() + 0.6 * self.name_size()) / circle.radius);
        let (lines, colour) = (vec![format!("Bloc {}", index + 1)], ink::for_text(bloc_colour(index)));
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
    fn draw_column(&self, canvas: &mut Canvas<'_>, circle: Circle, mut names: Vec<Name>, side: f64) {
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

    fn draw_name(&self, canvas: &mut Canvas<'_>, circle: Circle, name: &Name, place: Point) {
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

    /// Names of many members beside their circles, as many as find room: the blocs, then the members from the sides,
    /// where there is most room, to the top and the bottom.
    pub(super) fn draw_fitting_names(&self, canvas: &mut Canvas<'_>, circle: Circle) {
        let steepness = |member: &usize| libm::sin(self.layout.angles[*member]).abs();
        let mut members: Vec<usize> = (0..self.network.nodes.len()).collect();
        members.sort_by(|a, b| steepness(a).total_cmp(&steepness(b)));
        let members = members.into_iter().map(|member| self.member_name(member));
        let mut taken: Vec<Area> = Vec::new();
        for name in self.bloc_names(circle).into_iter().chain(members) {
            let room = self.room_beside(circle, name.angle);
            let words = text::fitted(&name.lines.concat(), MANY_SIZE, name.weight, room);
            let text = self.beside(circle, &name, &words);
            let area = text.area();
            if taken.iter().all(|other| !other.overlaps(&area)) {
                canvas.text(text);
                taken.push(area);
            }
        }
    }

    /// From the edge of the circle to that of the picture.
    fn room_beside(&self, circle: Circle, angle: f64) -> f64 {
        let edge = circle.at(angle, self.node_room() + 4.0);
        (self.width / 2.0 - (edge.x - circle.centre.x).abs()) / SLACK
    }

    /// A name whose nearest corner touches a circle outside the members.
    fn beside<'t>(&self, circle: Circle, name: &Name, words: &'t str) -> Text<'t> {
        let edge = circle.at(name.angle, self.node_room() + 4.0);
        let place = at(edge.x, edge.y + 0.56 * MANY_SIZE * libm::sin(name.angle));
        let is_right = libm::cos(name.angle) >= 0.0;
        let anchor = if is_right { Anchor::Start } else { Anchor::End };
        let text = Text::new(words, place, MANY_SIZE)
            .coloured(name.colour)
            .anchored(anchor);
        if name.weight == Weight::Bold { text.bold() } else { text }
    }
}
