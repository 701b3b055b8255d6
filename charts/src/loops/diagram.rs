//! The causal-loop diagram of the model, with arrows as wide as the loops that run over them are strong.

use super::bow::Bow;
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Heading, Point, Stroke, Text, at, sheet, theme};
use crate::error::ChartError;
use crate::panel::numbers::{Unit, written};
use alliance_prose::loop_map::{ARROWS, Arrow, NODES, NodePlace, Sign};

const HEIGHT: f64 = 700.0;
const TOP: f64 = 18.0;
/// Room right of the diagram for the list of loops.
const LIST: f64 = 300.0;
/// Width of the arrow of the strongest loop, and of one that hardly matters.
const WIDTHS: (f64, f64) = (1.2, 17.0);
const BOX_HEIGHT: f64 = 30.0;
/// Radius of the disc of a sign.
const SIGN: f64 = 8.5;
/// A sign this far from everything else is clear of it.
const CLEAR: f64 = 24.0;
/// Where on its arrow a sign stands where it is clear everywhere.
const NEAR_TIP: f64 = 0.65;
const REINFORCING: Colour = theme::NEGATIVE;
const BALANCING: Colour = theme::POSITIVE;
const IDLE: Colour = theme::GHOST;
/// A loop that is weaker than this is drawn as one that is not at work.
const WEAK: f64 = 0.0005;

/// How strong a loop is.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopStrength {
    /// Its name.
    pub name: String,
    /// Its strength; below 0 where it makes up for a loss.
    pub strength: f64,
}

/// Draws the model's quantities with an arrow where one moves another, as wide as the loops over it are strong together: solid
/// where they return a loss as more loss, dashed where they make up for it, thin and grey where none of them is at work. `+` on
/// an arrow: both move the same way; `−`: the other way.
///
/// # Errors
/// If a strength is not finite.
pub fn loop_diagram(heading: &Heading, loops: &[LoopStrength]) -> Result<String, ChartError> {
    if let Some(index) = loops.iter().position(|feedback| !feedback.strength.is_finite()) {
        let series = loops[index].name.clone();
        return Err(ChartError::NotFinite { series, index });
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "") + TOP;
        let diagram = Diagram::new(loops, top);
        let paths: Vec<Vec<Point>> = ARROWS.iter().map(|arrow| diagram.path(arrow)).collect();
        for (arrow, path) in ARROWS.iter().zip(&paths) {
            diagram.draw_arrow(canvas, arrow, path);
        }
        for (arrow, place) in ARROWS.iter().zip(diagram.sign_places(&paths)) {
            diagram.draw_sign(canvas, arrow, place);
        }
        for node in NODES {
            diagram.draw_node(canvas, node);
        }
        let list = diagram.draw_list(canvas, top);
        (top + HEIGHT).max(list) + theme::MARGIN
    })
}

struct Diagram<'a> {
    loops: &'a [LoopStrength],
    area: Area,
    strongest: f64,
}

impl<'a> Diagram<'a> {
    fn new(loops: &'a [LoopStrength], top: f64) -> Self {
        let mut diagram = Self {
            loops,
            area: Area::of(theme::MARGIN..theme::WIDTH - theme::MARGIN - LIST, top..top + HEIGHT),
            strongest: 0.0,
        };
        let strengths = ARROWS.iter().map(|arrow| diagram.strength(arrow).abs());
        diagram.strongest = strengths.fold(WEAK, f64::max);
        diagram
    }

    fn place(&self, node: &str) -> Point {
        let found = NODES.iter().find(|known| known.name == node);
        let (x, y) = found.map_or((0.5, 0.5), |node| (node.x, node.y));
        at(
            self.area.left + x * self.area.width(),
            self.area.top + y * self.area.height(),
        )
    }

    /// What the loops over an arrow come to together.
    fn strength(&self, arrow: &Arrow) -> f64 {
        let over = |feedback: &&LoopStrength| arrow.loops.contains(&feedback.name.as_str());
        let strengths = self.loops.iter().filter(over).map(|feedback| feedback.strength);
        strengths.sum()
    }

    fn stroke(&self, strength: f64) -> Stroke {
        if strength.abs() < WEAK {
            return Stroke::solid(IDLE, WIDTHS.0);
        }
        let width = WIDTHS.0 + (WIDTHS.1 - WIDTHS.0) * strength.abs() / self.strongest;
        match strength > 0.0 {
            true => Stroke::solid(REINFORCING, width),
            false => balancing(width),
        }
    }

    /// What is drawn of an arrow, from its end to its tip.
    fn path(&self, arrow: &Arrow) -> Vec<Point> {
        let curve = Bow::new(self.place(arrow.from), self.place(arrow.to), arrow.bend);
        let (from, to) = (self.room(arrow.from), self.room(arrow.to));
        curve.between(from, to, head_length(self.stroke(self.strength(arrow)).width))
    }

    fn draw_arrow(&self, canvas: &mut Canvas<'_>, arrow: &Arrow, path: &[Point]) {
        let stroke = self.stroke(self.strength(arrow));
        let [.., before, end] = path else { return };
        canvas.polyline(path, stroke);
        draw_head(canvas, *before, *end, stroke);
    }

    /// Where the sign of each arrow stands: on the arrow, as far as can be from other arrows, signs and quantities, and rather near its tip.
    fn sign_places(&self, paths: &[Vec<Point>]) -> Vec<Point> {
        let rooms: Vec<Area> = NODES.iter().map(|node| self.room(node.name)).collect();
        let mut taken: Vec<Point> = Vec::new();
        for (index, path) in paths.iter().enumerate() {
            let others = || {
                paths
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index)
                    .flat_map(|(_, path)| path)
            };
            let clearance = |place: &Point| {
                let arrows = others().map(|point| apart(*place, *point));
                let signs = taken.iter().map(|sign| apart(*place, *sign) - SIGN);
                let nodes = rooms.iter().map(|room| outside(room, *place));
                arrows.chain(signs).chain(nodes).fold(CLEAR, f64::min)
            };
            let n = path.len() as f64;
            let candidates = (0..path.len()).filter(|step| (0.2..0.85).contains(&(*step as f64 / n)));
            let merit = |step: &usize| clearance(&path[*step]) - 8.0 * (*step as f64 / n - NEAR_TIP).abs();
            let best = candidates.max_by(|a, b| merit(a).total_cmp(&merit(b)));
            taken.push(best.map_or(at(0.0, 0.0), |step| path[step]));
        }
        taken
    }

    /// The sign of an arrow, on a disc with the colour of the arrow around it.
    fn draw_sign(&self, canvas: &mut Canvas<'_>, arrow: &Arrow, place: Point) {
        let stroke = self.stroke(self.strength(arrow));
        let sign = match arrow.sign {
            Sign::Same => "+",
            Sign::Opposite => "−",
        };
        let rim = if stroke.colour == IDLE {
            theme::AXIS
        } else {
            stroke.colour
        };
        canvas.disc(place, SIGN, rim);
        canvas.disc(place, SIGN - 1.3, theme::WHITE);
        canvas.text(Text::new(sign, place, theme::TICK).bold().anchored(Anchor::Middle));
    }

    /// The room that a quantity takes up, with a little space around it.
    fn room(&self, node: &str) -> Area {
        let place = self.place(node);
        let half = text::width(node, theme::TICK, Weight::Bold) / 2.0 + 13.0;
        let (top, bottom) = (place.y - BOX_HEIGHT / 2.0 - 4.0, place.y + BOX_HEIGHT / 2.0 + 4.0);
        Area::of(place.x - half..place.x + half, top..bottom)
    }

    fn draw_node(&self, canvas: &mut Canvas<'_>, node: &NodePlace) {
        let room = self.room(node.name);
        let card = Area::of(room.left + 4.0..room.right - 4.0, room.top + 4.0..room.bottom - 4.0);
        canvas.rectangle(card, theme::WHITE);
        canvas.outline(card, Stroke::solid(theme::AXIS, 1.0));
        let text = Text::new(node.name, card.centre(), theme::TICK).bold();
        canvas.text(text.anchored(Anchor::Middle));
    }

    /// All loops by strength, each with a sample of its line; tells where the list ends.
    fn draw_list(&self, canvas: &mut Canvas<'_>, top: f64) -> f64 {
        let (left, right) = (self.area.right + 20.0, theme::WIDTH - theme::MARGIN);
        let mut loops: Vec<&LoopStrength> = self.loops.iter().collect();
        loops.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        canvas.text(Text::new("Loop", at(left, top), theme::LABEL).bold());
        let strength = Text::new("strength", at(right, top), theme::LABEL).bold();
        canvas.text(strength.anchored(Anchor::End));
        let mut y = top + 32.0;
        for feedback in loops {
            let stroke = self.stroke(feedback.strength);
            canvas.line(at(left, y), at(left + 44.0, y), stroke);
            canvas.text(Text::new(&feedback.name, at(left + 56.0, y), theme::LABEL));
            let value = written(feedback.strength, Unit::Number, 3);
            canvas.text(Text::new(&value, at(right, y), theme::LABEL).anchored(Anchor::End));
            y += 29.0;
        }
        self.draw_legend(canvas, left, y + 14.0)
    }

    fn draw_legend(&self, canvas: &mut Canvas<'_>, left: f64, top: f64) -> f64 {
        let samples = [
            (Stroke::solid(REINFORCING, 5.0), "a loss comes back as loss"),
            (balancing(5.0), "a loss is made up for"),
            (Stroke::solid(IDLE, WIDTHS.0), "not at work"),
        ];
        let mut y = top;
        for (stroke, name) in samples {
            canvas.line(at(left, y), at(left + 44.0, y), stroke);
            canvas.text(Text::new(name, at(left + 56.0, y), theme::TICK).coloured(theme::MUTED));
            y += 24.0;
        }
        for line in ["+ both move the same way", "− they move opposite ways"] {
            canvas.text(Text::new(line, at(left, y), theme::TICK).coloured(theme::MUTED));
            y += 24.0;
        }
        y
    }
}

fn apart(a: Point, b: Point) -> f64 {
    libm::hypot(a.x - b.x, a.y - b.y)
}

/// How far outside an area a place lies.
fn outside(area: &Area, place: Point) -> f64 {
    let (x, y) = (
        place.x.clamp(area.left, area.right),
        place.y.clamp(area.top, area.bottom),
    );
    apart(place, at(x, y))
}

/// The dashed line of loops that make up for a loss; wider lines have longer dashes.
fn balancing(width: f64) -> Stroke {
    Stroke::solid(BALANCING, width).dashed(Some((6.0 + 0.9 * width, 4.0 + 0.4 * width)))
}

fn head_length(width: f64) -> f64 {
    8.0 + width * 0.9
}

fn draw_head(canvas: &mut Canvas<'_>, before: Point, tip: Point, stroke: Stroke) {
    let (across, down) = (tip.x - before.x, tip.y - before.y);
    let length = libm::hypot(across, down).max(1e-9);
    let half = 4.0 + stroke.width * 0.75;
    let (x, y) = (across / length * half, down / length * half);
    canvas.polygon(
        &[tip, at(before.x - y, before.y + x), at(before.x + y, before.y - x)],
        stroke.colour,
    );
}
