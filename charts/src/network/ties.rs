//! Ties between members, bent towards the middle of their circle.

use super::graph::Tie;
use super::layout::Circle;
use super::plan::Plan;
use crate::drawing::{Canvas, Point, Stroke, at, bezier, theme};

/// Ties drawn in one picture: the strongest.
const MOST_TIES: usize = 3000;

/// Draws the ties, the strongest last.
pub(super) fn draw(canvas: &mut Canvas<'_>, plan: &Plan<'_>, circle: Circle) {
    let mut ties: Vec<&Tie> = plan.network.ties.iter().filter(|tie| tie.trust.is_finite()).collect();
    ties.sort_by(|a, b| a.trust.abs().total_cmp(&b.trust.abs()));
    let scale = (40.0 / ties.len().max(1) as f64).sqrt().clamp(0.2, 1.0) * if plan.is_large() { 1.0 } else { 0.7 };
    let weakest_drawn = ties.len().saturating_sub(MOST_TIES);
    for tie in &ties[weakest_drawn..] {
        let from = circle.at(plan.layout.angles[tie.from], 0.0);
        let to = circle.at(plan.layout.angles[tie.to], 0.0);
        // Bent towards the middle, so that ties between neighbours leave the ground of their bloc.
        let middle = at((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
        let bend = at(towards(middle.x, circle.centre.x), towards(middle.y, circle.centre.y));
        canvas.polyline(&curve(from, bend, to), stroke(tie.trust, scale));
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
    let points = (0..=n_steps as usize).map(|step| bezier(from, bend, to, step as f64 / n_steps));
    points.collect()
}

/// Blue and solid where trust is positive, vermillion and dashed where it is negative; the stronger the wider. The
/// `scale` is smaller where ties are many: thinner lines have longer dashes, or they would not read as lines.
pub(super) fn stroke(trust: f64, scale: f64) -> Stroke {
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
