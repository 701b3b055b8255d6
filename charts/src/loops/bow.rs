//! Arrows that bend.

use crate::drawing::{Area, Point, at, bezier};

/// A curve between two places that bends to one side.
pub(super) struct Bow {
    from: Point,
    to: Point,
    control: Point,
}

impl Bow {
    /// `bend` is how far it bends, as a share of its length: to the right of its way where it is above 0.
    pub(super) fn new(from: Point, to: Point, bend: f64) -> Self {
        let (across, down) = (to.x - from.x, to.y - from.y);
        let middle = at((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
        Self {
            from,
            to,
            control: at(middle.x - 2.0 * bend * down, middle.y + 2.0 * bend * across),
        }
    }

    /// The curve outside two rectangles at its ends, with room left for a head.
    pub(super) fn between(&self, start: Area, end: Area, head: f64) -> Vec<Point> {
        const STEPS: u32 = 120;
        let points: Vec<Point> = (0..=STEPS)
            .map(|step| bezier(self.from, self.control, self.to, f64::from(step) / f64::from(STEPS)))
            .collect();
        let outside = points.iter().skip_while(|point| start.holds(**point));
        let outside: Vec<Point> = outside.take_while(|point| !end.holds(**point)).copied().collect();
        let Some(tip) = outside.last().copied() else {
            return outside;
        };
        let is_far = |point: &&Point| libm::hypot(point.x - tip.x, point.y - tip.y) > head;
        let mut shaft: Vec<Point> = outside.iter().take_while(is_far).copied().collect();
        shaft.push(tip);
        shaft
    }
}
