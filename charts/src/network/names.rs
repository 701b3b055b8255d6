//! The names in a network: outside the circle, so that no tie crosses them.

use super::layout::{Arc, Circle};
use super::plan::{FEW, Plan, bloc_colour};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Point, Stroke, Text, at, ink, labels, names, theme};

/// Height of a line of a name, as a multiple of its size.
const LEADING: f64 = 1.2;
/// Size of names where there are many.
const MANY_SIZE: f64 = 12.0;
/// Room kept for viewers that set text slightly wider.
const SLACK: f64 = 1.02;

/// A name beside the circle.
struct Name {
    whole: String,
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
        let mut names = self.names();
        let most = if self.plan.network.nodes.len() <= FEW { 2 } else { 1 };
        self.set(&mut names, |name| (self.wanted(name), most));
        let is_right = |name: &Name| libm::cos(name.angle) >= 0.0;
        let (right, left): (Vec<Name>, Vec<Name>) = names.into_iter().partition(is_right);
        let mut placed = self.column(right, 1.0);
        placed.extend(self.column(left, -1.0));
        let (mut names, places): (Vec<Name>, Vec<Point>) = placed.into_iter().unzip();
        let mut heights = places.iter().map(|place| place.y);
        // Set again, as those that were pushed aside may have less room.
        self.set(&mut names, |name| {
            (heights.next().unwrap_or_default(), name.lines.len())
        });
        for (name, place) in names.iter().zip(places) {
            self.draw_name(canvas, name, place);
        }
    }

    /// Sets the lines of names that stand at these heights, in at most so many lines.
    fn set(&self, names: &mut [Name], mut room: impl FnMut(&Name) -> (f64, usize)) {
        let (size, half) = (self.plan.name_size(), self.plan.width / 2.0);
        let rooms: Vec<(f64, usize)> = names.iter().map(&mut room).collect();
        let whole: Vec<&str> = names.iter().map(|name| name.whole.as_str()).collect();
        let lines = names::told_apart(&whole, |place, name| {
            let (y, most) = rooms[place];
            let room = (half - self.clearance(y, most)) / SLACK;
            text::balanced(name, size, names[place].weight, room, most.max(1))
        });
        names.iter_mut().zip(lines).for_each(|(name, lines)| name.lines = lines);
    }

    /// The height at which a name would like to stand.
    fn wanted(&self, name: &Name) -> f64 {
        self.circle.at(name.angle, self.plan.node_room() + 8.0).y
    }

    fn names(&self) -> Vec<Name> {
        let members = 0..self.plan.network.nodes.len();
        let mut names = self.bloc_names();
        names.extend(members.map(|member| self.member_name(member)));
        names
    }

    fn bloc_names(&self) -> Vec<Name> {
        let layout = &self.plan.layout;
        let is_named = |arc: &&Arc| arc.is_named && layout.n_blocs > 1 && arc.members.len() > 1;
        layout
            .arcs
            .iter()
            .filter(is_named)
            .map(|arc| self.bloc_name(arc))
            .collect()
    }

    /// Beside the end of the bloc: in the next free place, or nearer where places are wide.
    fn bloc_name(&self, arc: &Arc) -> Name {
        let near = (self.plan.node_room() + 0.6 * self.plan.name_size()) / self.circle.radius;
        let beyond = self.plan.layout.step.min(near);
        let (whole, colour) = (format!("Bloc {}", arc.bloc + 1), ink::for_text(bloc_colour(arc.bloc)));
        Name {
            whole,
            lines: Vec::new(),
            angle: arc.upper + arc.onward * beyond,
            weight: Weight::Bold,
            colour,
        }
    }

    fn member_name(&self, member: usize) -> Name {
        Name {
            whole: self.plan.network.nodes[member].name.clone(),
            lines: Vec::new(),
            angle: self.plan.layout.angles[member],
            weight: Weight::Regular,
            colour: theme::INK,
        }
    }

    /// The names of a column, each with its place; `side` is 1 for the right column and −1 for the left.
    fn column(&self, names: Vec<Name>, side: f64) -> Vec<(Name, Point)> {
        let (size, outside) = (self.plan.name_size(), self.plan.node_room() + 8.0);
        let wanted: Vec<f64> = names.iter().map(|name| self.wanted(name)).collect();
        let heights = names.iter().map(|name| name.lines.len() as f64 * size * LEADING);
        let heights: Vec<f64> = heights.collect();
        let (middle, reach) = (self.circle.centre.y, self.circle.radius + outside + 2.4 * size);
        let places = labels::spread(&wanted, &heights, middle - reach, middle + reach);
        let placed = names.into_iter().zip(places).map(|(name, y)| {
            let x = self.circle.centre.x + side * self.clearance(y, name.lines.len());
            (name, at(x, y))
        });
        placed.collect()
    }

    /// A name, with a line to its member where it was pushed aside.
    fn draw_name(&self, canvas: &mut Canvas<'_>, name: &Name, place: Point) {
        let (size, is_right) = (self.plan.name_size(), place.x > self.circle.centre.x);
        if name.weight == Weight::Regular && (place.y - self.wanted(name)).abs() > 0.25 * size {
            let rim = self.plan.largest_node(self.circle.radius) + 1.0;
            let gap = if is_right { -3.0 } else { 3.0 };
            let edge = self.circle.at(name.angle, rim);
            canvas.line(edge, at(place.x + gap, place.y), Stroke::solid(theme::GHOST, 1.0));
        }
        let anchor = if is_right { Anchor::Start } else { Anchor::End };
        for (y, line) in text::around(place.y, size * LEADING, &name.lines) {
            let text = Text::new(line, at(place.x, y), size);
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
        let names: Vec<Name> = self.bloc_names().into_iter().chain(members).collect();
        let whole: Vec<&str> = names.iter().map(|name| name.whole.as_str()).collect();
        let set = names::told_apart(&whole, |place, words| {
            let room = self.room_beside(names[place].angle);
            vec![text::fitted(words, MANY_SIZE, names[place].weight, room)]
        });
        let mut taken: Vec<Area> = Vec::new();
        for (name, words) in names.iter().zip(set) {
            let words = words.concat();
            let text = self.beside(name, &words);
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
