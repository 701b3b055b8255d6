//! Which plans there are on some terms: what is allowed, what has no effect, and what is drawn.

use std::ops::Range;

use super::axes::{
    AGREED, AGREEMENT, COMES, COUNT, DIALS, FIRST, FOCUS, GAP, LENGTH, START, STORY, TOLD, TURNED, tenths,
};
use super::space::{PlanLevels, Space};
use super::terms::Terms;
use alliance_dynamics::random::Draws;

/// What is done once: the axis of how much, and that of how long after the start.
const STEPS: [(usize, usize); 2] = [(AGREEMENT, AGREED), (STORY, TOLD)];

/// The most qualities that a plan drawn at random looks after.
const MOST_DRAWN: u32 = 4;

impl Space for Terms<'_> {
    fn highest(&self) -> &[u32] {
        &self.highest
    }

    fn groups(&self) -> Vec<Range<usize>> {
        vec![
            START..COMES,
            COMES..COUNT,
            COUNT..AGREEMENT,
            AGREEMENT..STORY,
            STORY..TURNED,
            TURNED..self.highest.len(),
        ]
    }

    fn settled(&self, mut plan: PlanLevels) -> Option<PlanLevels> {
        for (level, highest) in plan.iter_mut().zip(&self.highest) {
            *level = (*level).min(*highest);
        }
        let waited = plan[START] + plan[COMES];
        plan[LENGTH] = plan[LENGTH].min(self.highest[LENGTH].saturating_sub(waited));
        let plan = self.without_idle_parts(plan);
        let is_affordable = self
            .table
            .budget
            .is_none_or(|budget| self.cost(&plan) <= *budget + 1e-9);
        (is_affordable && !self.is_too_much_focus(&plan)).then_some(plan)
    }

    fn cost(&self, plan: &PlanLevels) -> f64 {
        self.price(&self.help(plan))
    }

    fn drawn(&self, draws: &mut Draws) -> Option<PlanLevels> {
        let mut plan = vec![0; self.highest.len()];
        plan[START] = low(self.highest[START], draws);
        if self.highest[LENGTH] > 0 && draws.happens(0.75) {
            self.drawn_service(&mut plan, draws);
        }
        if self.highest[COUNT] > 0 && draws.happens(0.5) {
            plan[COUNT] = 1 + draws.below(self.highest[COUNT]);
            plan[FIRST] = wait(self.highest[FIRST], draws);
            plan[GAP] = draws.below(self.highest[GAP] + 1);
        }
        for (size, at) in STEPS {
            if self.highest[size] > 0 && draws.happens(0.25) {
                plan[size] = 1 + draws.below(self.highest[size]);
                plan[at] = wait(self.highest[at], draws);
            }
        }
        for (level, highest) in plan.iter_mut().zip(&self.highest).skip(DIALS) {
            if draws.happens(0.25) {
                *level = draws.below(highest + 1);
            }
        }
        plan[TURNED] = wait(self.highest[TURNED], draws);
        self.settled(plan)
    }
}

impl Terms<'_> {
    fn focus_in_all(&self) -> f64 {
        *self
            .table
            .steward
            .focus_in_all
            .unwrap_or(self.file.leadership.focus_budget)
    }

    fn is_too_much_focus(&self, plan: &PlanLevels) -> bool {
        tenths(plan[FOCUS..COUNT].iter().sum()) > self.focus_in_all() + 1e-9
    }

    /// Everything at 0 that has no effect, and the first help right at the start.
    fn without_idle_parts(&self, mut plan: PlanLevels) -> PlanLevels {
        for (axis, dial) in (DIALS..).zip(&self.table.dials.which) {
            if plan[axis] > 0 && tenths(plan[axis] - 1) == self.stands_at(*dial) {
                plan[axis] = 0;
            }
        }
        if plan[LENGTH] == 0 || plan[FOCUS..COUNT].iter().all(|level| *level == 0) {
            plan[COMES..COUNT].fill(0);
        }
        plan[COUNT] = self.conversations(&plan).len() as u32;
        if plan[COUNT] == 0 {
            plan[FIRST] = 0;
        }
        if plan[COUNT] < 2 {
            plan[GAP] = 0;
        }
        for (size, at) in STEPS {
            if plan[size] == 0 || self.step(&plan, size).is_none() {
                (plan[size], plan[at]) = (0, 0);
            }
        }
        let turned = self.month(self.table.dials.from, plan[START] + plan[TURNED]);
        if turned >= self.file.months || plan[DIALS..].iter().all(|level| *level == 0) {
            plan[TURNED..].fill(0);
        }
        self.begun_at_once(plan)
    }

    /// The same help with no wait between the start and the first of it.
    fn begun_at_once(&self, mut plan: PlanLevels) -> PlanLevels {
        let turns = plan[DIALS..].iter().any(|level| *level > 0);
        let kinds = [
            (COMES, plan[LENGTH] > 0),
            (FIRST, plan[COUNT] > 0),
            (AGREED, plan[AGREEMENT] > 0),
            (TOLD, plan[STORY] > 0),
            (TURNED, turns),
        ];
        let used = || kinds.into_iter().filter(|(_, is_used)| *is_used).map(|(axis, _)| axis);
        let Some(wait) = used().map(|axis| plan[axis]).min() else {
            plan[START] = 0;
            return plan;
        };
        used().for_each(|axis| plan[axis] -= wait);
        plan[START] += wait;
        plan
    }

    fn drawn_service(&self, plan: &mut PlanLevels, draws: &mut Draws) {
        plan[COMES] = wait(self.highest[COMES], draws);
        plan[LENGTH] = 1 + low(self.highest[LENGTH].saturating_sub(1), draws);
        let qualities: Vec<usize> = (FOCUS..COUNT).filter(|axis| self.highest[*axis] > 0).collect();
        for _ in 0..=draws.below(MOST_DRAWN) {
            if let Some(axis) = qualities.get(draws.below(qualities.len() as u32) as usize) {
                plan[*axis] = 1 + draws.below(self.highest[*axis]);
            }
        }
        while self.is_too_much_focus(plan) {
            for level in &mut plan[FOCUS..COUNT] {
                *level = level.saturating_sub(1);
            }
        }
    }
}

/// No wait, more often than not.
fn wait(highest: u32, draws: &mut Draws) -> u32 {
    if draws.below(3) == 0 { low(highest, draws) } else { 0 }
}

/// A level up to this one, low ones more often.
fn low(highest: u32, draws: &mut Draws) -> u32 {
    let part = draws.uniform();
    (part * part * part * f64::from(highest + 1)) as u32
}
