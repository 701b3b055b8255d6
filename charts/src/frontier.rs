//! What help costs, and what it brings.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Heading, Point, Stroke, Text, at, sheet, theme};
use crate::error::{ChartError, check_finite};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Estimate, Frame, Ticks};

const LEFT: f64 = 92.0;
const RIGHT: f64 = theme::WIDTH - 48.0;
const HEIGHT: f64 = 460.0;
/// Room above the panel for its name, and below it for its axis.
const TOP: f64 = 30.0;
const FOOT: f64 = 68.0;
/// How large a plan's dot is, and that of the plan that is taken.
const RADIUS: f64 = 5.0;
const TAKEN_RADIUS: f64 = 8.0;
/// The note on the plan that is taken: its widest, its height a line, and how far it keeps from the panel's edges.
const NOTE_WIDTH: f64 = 520.0;
const NOTE_LEADING: f64 = 20.0;
const NOTE_MARGIN: f64 = 18.0;
/// The most lines of a note.
const MOST_LINES: usize = 10;

/// A plan with its cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanDot {
    /// What it costs, ≥ 0.
    pub cost: f64,
    /// The share that gets there, with its interval.
    pub share: Estimate,
    /// What the search had said; NaN where there was none.
    pub search: f64,
}

/// Plans that no other beats, and which of them is taken.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontierPicture {
    /// What costs are counted in.
    pub unit: String,
    /// What the share is of.
    pub label: String,
    /// The plans, the cheapest first.
    pub plans: Vec<PlanDot>,
    /// The share that is wanted, if one is.
    pub target: Option<f64>,
    /// Which plan is taken.
    pub taken: usize,
    /// What is said of it, line by line, the first in bold.
    pub note: Vec<String>,
}

/// Draws what plans bring over what they cost, with the target and a note on the plan that is taken.
///
/// # Errors
/// If a cost is not finite.
pub fn frontier(heading: &Heading, picture: &FrontierPicture) -> Result<String, ChartError> {
    check_finite(&picture.unit, picture.plans.iter().map(|plan| plan.cost))?;
    if picture.plans.is_empty() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "");
        Sheet::new(picture, top).draw(canvas)
    })
}

struct Sheet<'a> {
    picture: &'a FrontierPicture,
    frame: Frame,
}

impl<'a> Sheet<'a> {
    fn new(picture: &'a FrontierPicture, top: f64) -> Self {
        let dearest = picture.plans.iter().map(|plan| plan.cost).fold(0.0, f64::max);
        let area = Area::of(LEFT..RIGHT, top + TOP..top + TOP + HEIGHT);
        let dearest = if dearest > 0.0 { dearest } else { 1.0 };
        let (x, y) = (Axis::values(Unit::Number, 0.0, 1.02 * dearest, 8), Axis::shares());
        let frame = Frame { area, x, y };
        Self { picture, frame }
    }

    /// Draws it and tells how high the sheet became.
    fn draw(&self, canvas: &mut Canvas<'_>) -> f64 {
        self.frame.draw_columns(canvas);
        self.frame.draw_y(canvas);
        self.frame.draw_x(canvas, Ticks::Written);
        self.frame
            .name_x(canvas, &format!("Cost of help, {}", self.picture.unit), 44.0);
        self.frame.name_panel(canvas, &self.picture.label);
        self.draw_target(canvas);
        self.draw_steps(canvas);
        self.draw_note(canvas);
        self.draw_plans(canvas);
        self.frame.area.bottom + FOOT
    }

    fn draw_target(&self, canvas: &mut Canvas<'_>) {
        let Some(target) = self.picture.target else { return };
        let area = self.frame.area;
        let y = self.frame.up(target);
        let stroke = Stroke::solid(theme::NEGATIVE, 1.6).dashed(Some((7.0, 5.0)));
        canvas.line(at(area.left, y), at(area.right, y), stroke);
        let label = format!("target {}", brief(target, Unit::Share));
        let text = Text::new(&label, at(area.right - 6.0, y + 12.0), theme::TICK);
        canvas.text(text.anchored(Anchor::End).coloured(theme::NEGATIVE));
    }

    /// What can be had for a cost: the best plan that costs no more.
    fn draw_steps(&self, canvas: &mut Canvas<'_>) {
        let mut corners = Vec::new();
        for plan in &self.picture.plans {
            let place = self.frame.at(plan.cost, plan.share.centre);
            corners.extend(corners.last().map(|last: &Point| at(place.x, last.y)));
            corners.push(place);
        }
        canvas.polyline(&corners, Stroke::solid(theme::GHOST, 2.0));
    }

    fn draw_plans(&self, canvas: &mut Canvas<'_>) {
        for plan in &self.picture.plans {
            let ends = [plan.share.low, plan.share.high].map(|end| self.frame.at(plan.cost, end));
            canvas.line(ends[0], ends[1], Stroke::solid(theme::MUTED, 1.6));
            if plan.search.is_finite() {
                let place = self.frame.at(plan.cost, plan.search);
                let (from, to) = (at(place.x - 7.0, place.y), at(place.x + 7.0, place.y));
                canvas.line(from, to, Stroke::solid(theme::MUTED, 1.6));
            }
        }
        for (number, plan) in self.picture.plans.iter().enumerate() {
            let is_taken = number == self.picture.taken;
            let (radius, colour) = if is_taken {
                (TAKEN_RADIUS, theme::NEGATIVE)
            } else {
                (RADIUS, theme::POSITIVE)
            };
            canvas.circle(self.frame.at(plan.cost, plan.share.centre), radius, colour, 1.5);
        }
    }

    /// The note stands where plans never are: below and to the right of them.
    fn draw_note(&self, canvas: &mut Canvas<'_>) {
        let lines = self.note();
        let Some(taken) = self.picture.plans.get(self.picture.taken) else {
            return;
        };
        let widest = lines
            .iter()
            .map(|(line, weight)| text::width(line, theme::TICK, *weight))
            .fold(0.0, f64::max);
        let area = self.frame.area;
        let left = area.right - NOTE_MARGIN - 1.05 * widest;
        let top = area.bottom - NOTE_MARGIN - NOTE_LEADING * lines.len() as f64;
        let dot = self.frame.at(taken.cost, taken.share.centre);
        let end = at(dot.x.clamp(left, area.right - NOTE_MARGIN), top - 4.0);
        if taken.cost > 0.0 && dot.y < top - 12.0 {
            canvas.line(dot, end, Stroke::solid(theme::NEGATIVE, 1.2));
        }
        for (number, (line, weight)) in lines.iter().enumerate() {
            let place = at(left, top + (number as f64 + 0.5) * NOTE_LEADING);
            canvas.text(Text::new(line, place, theme::TICK).haloed().weighing(*weight));
        }
    }

    /// The lines of the note, broken where they are long.
    fn note(&self) -> Vec<(String, Weight)> {
        let weights = std::iter::once(Weight::Bold).chain(std::iter::repeat(Weight::Regular));
        let lines = self.picture.note.iter().zip(weights).flat_map(|(line, weight)| {
            let broken = text::wrapped(line, theme::TICK, weight, NOTE_WIDTH, 3);
            broken.into_iter().map(move |line| (line, weight))
        });
        lines.take(MOST_LINES).collect()
    }
}
