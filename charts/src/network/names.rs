//! The names in a network: outside the circle, so that no tie crosses them.

use super::layout::{Arc, Circle};
use super::plan::{FEW, Plan, bloc_colour};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Point, Stroke, Text, at, ink, labels, theme};

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

/// The names of members and blocs around the circle of a network.
pub(super) struct Names<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) circle: Circle,
}

impl Names<'_> {
    /// Names of members and of blocs, in two columns that follow the circle.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let is_right = |name: &Name| libm::cos(name.angle) >= 0.0;
        let (right, left): (Vec<Name>, Vec<Name>) = self.names().into_iter().partition(is_right);
        self.draw_column(canvas, right, 1.0);
        self.draw_column(canvas, left, -1.0);
    }

    fn names(&self) -> Vec<Name> {
        let members = 0..self.plan.network.nodes.len();
        let mut names = self.bloc_names();
        names.extend(members.map(|member| self.member_name(member)));
        names
    }

    fn bloc_names(&self) -> Vec<Name> {
        let arcs = self.plan.layout.arcs.iter().enumerate();
        let named = arcs.filter(|(_, arc)| arc.members.len() > 1 && self.plan.layout.arcs.len() > 1);
        named.map(|(index, arc)| self.bloc_name(index, arc)).collect()
    }

    /// Beside the end of the bloc: in the next free place, or nearer where places are wide.
    fn bloc_name(&self, index: usize, arc: &Arc) -> Name {
        let near = (self.plan.node_room() + 0.6 * self.plan.name_size()) / self.circle.radius;
        let beyond = self.plan.layout.step.min(near);
        let (lines, colour) = (vec![format!("Bloc {}", index + 1)], ink::for_text(bloc_colour(index)));
        Name {
            lines,
            angle: arc.upper + arc.onward * beyond,
            weight: Weight::Bold,
            colour,
        }
    }

    fn member_name(&self, member: usize) -> Name {
        let lines = vec![self.plan.network.nodes[member].name.clone()];
        Name {
            lines,
            angle: self.plan.layout.angles[member],
            weight: Weight::Regular,
            colour: theme::INK,
        }
    }

    /// `side` is 1 for the right column and −1 for the left.
    fn draw_column(&self, canvas: &mut Canvas<'_>, mut names: Vec<Name>, side: f64) {
        let (size, outside) = (self.plan.name_size(), self.plan.node_room() + 8.0);
        let wanted: Vec<f64> = names.iter().map(|name| self.circle.at(name.angle, outside).y).collect();
        if self.plan.network.nodes.len() <= FEW {
            let places = names.iter_mut().zip(&wanted);
            places.for_each(|(name, y)| self.wrap(name, *y));
        }
        let heights = names.iter().map(|name| name.lines.len() as f64 * size * LEADING);
        let heights: Vec<f64> = heights.collect();
        let (middle, reach) = (self.circle.centre.y, self.circle.radius + outside + 2.4 * size);
        let places = labels::spread(&wanted, &heights, middle - reach, middle + reach);
        for ((name, y), wanted) in names.iter().zip(places).zip(wanted) {
            let x = self.circle.centre.x + side * self.clearance(y, name.lines.len());
            if name.weight == Weight::Regular && (y - wanted).abs() > 0.25 * size {
                let edge = self
                    .circle
                    .at(name.angle, self.plan.largest_node(self.circle.radius) + 1.0);
                canvas.line(edge, at(x - side * 3.0, y), Stroke::solid(theme::GHOST, 1.0));
            }
            self.draw_name(canvas, name, at(x, y));
        }
    }

    /// Sets a long name in two lines.
    fn wrap(&self, name: &mut Name, y: f64) {
        let room = (self.plan.width / 2.0 - self.clearance(y, 2)) / SLACK;
        name.lines = text::balanced(&name.lines.concat(), self.plan.name_size(), name.weight, room, 2);
    }

    fn draw_name(&self, canvas: &mut Canvas<'_>, name: &Name, place: Point) {
        let size = self.plan.name_size();
        let room = (self.plan.width / 2.0 - (place.x - self.circle.centre.x).abs()) / SLACK;
        let anchor = if place.x > self.circle.centre.x {
            Anchor::Start
        } else {
            Anchor::End
        };
        for (y, line) in text::around(place.y, size * LEADING, &name.lines) {
            let words = text::fitted(line, size, name.weight, room);
            let text = Text::new(&words, at(place.x, y), size);
            canvas.text(text.coloured(name.colour).anchored(anchor).weighing(name.weight));
        }
    }

    /// How far from the upright through the middle a name at this height has to begin to be clear of the circle.
    fn clearance(&self, y: f64, n_lines: usize) -> f64 {
        let outside = self.circle.radius + self.plan.node_room() + 8.0;
        let nearest = ((y - self.circle.centre.y).abs() - 0.6 * n_lines as f64 * self.plan.name_size()).max(0.0);
        (outside * outside - nearest * nearest).max(0.0).sqrt().max(7.0)
    }

    /// Names of many members beside their circles, as many as find room: the blocs, then the members from the sides,
    /// where there is most room, to the top and the bottom.
    pub(super) fn draw_fitting(&self, canvas: &mut Canvas<'_>) {
        let steepness = |member: &usize| libm::sin(self.plan.layout.angles[*member]).abs();
        let mut members: Vec<usize> = (0..self.plan.network.nodes.len()).collect();
        members.sort_by(|a, b| steepness(a).total_cmp(&steepness(b)));
        let members = members.into_iter().map(|member| self.member_name(member));
        let mut taken: Vec<Area> = Vec::new();
        for name in self.bloc_names().into_iter().chain(members) {
            let room = self.room_beside(name.angle);
            let words = text::fitted(&name.lines.concat(), MANY_SIZE, name.weight, room);
            let text = self.beside(&name, &words);
            let area = text.area();
            if taken.iter().all(|other| !other.overlaps(&area)) {
                canvas.text(text);
                taken.push(area);
            }
        }
    }

    /// From the edge of the circle to that of the picture.
    fn room_beside(&self, angle: f64) -> f64 {
        let edge = self.circle.at(angle, self.plan.node_room() + 4.0);
        (self.plan.width / 2.0 - (edge.x - self.circle.centre.x).abs()) / SLACK
    }

    /// A name whose nearest corner touches a circle outside the members.
    fn beside<'t>(&self, name: &Name, words: &'t str) -> Text<'t> {
        let edge = self.circle.at(name.angle, self.plan.node_room() + 4.0);
        let place = at(edge.x, edge.y + 0.56 * MANY_SIZE * libm::sin(name.angle));
        let is_right = libm::cos(name.angle) >= 0.0;
        let anchor = if is_right { Anchor::Start } else { Anchor::End };
        let text = Text::new(words, place, MANY_SIZE).coloured(name.colour);
        text.anchored(anchor).weighing(name.weight)
    }
}
