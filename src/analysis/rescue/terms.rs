//! On which terms help can be had: what there is, when, and what it costs.

use std::ops::Range;

use super::help::{Help, Part, Service, Turn};
use super::space::{Levels, Space};
use crate::mechanisms::{Dial, Quality};
use crate::random::Draws;
use crate::scenario::file::{RescueTable, ScenarioFile};

/// The axes of a plan: when help begins; how long after that the steward comes, for how long, and what each quality gets; how
/// long after it conversations begin, how many and how far apart; how long after it dials are set, and from [`DIALS`] on to
/// what. All help together can so begin earlier or later in one step.
const START: usize = 0;
const COMES: usize = 1;
const LENGTH: usize = 2;
const FOCUS: usize = 3;
const COUNT: usize = FOCUS + Quality::ALL.len();
const FIRST: usize = COUNT + 1;
const GAP: usize = COUNT + 2;
const TURNED: usize = COUNT + 3;
const DIALS: usize = COUNT + 4;
/// Attention and dials come in tenths.
const TENTHS: u32 = 10;
/// The most months from one conversation to the next.
const WIDEST_GAP: u32 = 12;
/// The most qualities that a plan drawn at random looks after.
const MOST_DRAWN: u32 = 4;

/// What help there is for a scenario when it comes no earlier than it can.
///
/// Months come in steps: one month where alliances live for at most four years, two up to eight, three up to fifteen, six beyond.
/// Attention and dials come in tenths.
#[derive(Debug, Clone)]
pub struct Terms<'a> {
    table: &'a RescueTable,
    file: &'a ScenarioFile,
    /// Months that all help comes later than it might.
    delay: u32,
    step: u32,
    highest: Levels,
}

impl<'a> Terms<'a> {
    /// The terms of a table for a scenario, where all help comes so many months later than it might.
    #[must_use]
    pub fn new(table: &'a RescueTable, file: &'a ScenarioFile, delay: u32) -> Self {
        let step = match file.months {
            0..=48 => 1,
            49..=96 => 2,
            97..=180 => 3,
            _ => 6,
        };
        let mut terms = Self {
            table,
            file,
            delay,
            step,
            highest: Vec::new(),
        };
        terms.highest = terms.axes();
        terms
    }

    /// What a plan comes to.
    #[must_use]
    pub fn help(&self, plan: &Levels) -> Help {
        let turned = self.month(self.table.dials.from, plan[START] + plan[TURNED]);
        let dials = plan[DIALS..].iter().zip(&self.table.dials.which);
        Help {
            steward: (plan[LENGTH] > 0).then(|| self.service(plan)),
            conversations: self.conversations(plan),
            dials: dials
                .filter(|(level, _)| **level > 0)
                .map(|(level, dial)| Turn {
                    month: turned,
                    dial: *dial,
                    before: self.stands_at(*dial),
                    value: tenths(level - 1),
                })
                .collect(),
        }
    }

    /// What help costs, in the table's unit: all its parts together.
    #[must_use]
    pub fn price(&self, help: &Help) -> f64 {
        self.parts(help).iter().fold(0.0, |sum, part| sum + part.cost)
    }

    /// The parts of help, each with what it costs.
    ///
    /// # Rule
    /// A steward: months × price of a month; a quality: months × attention × price of focus; a conversation: its price; a dial:
    /// how far it is turned × price of a dial.
    #[must_use]
    pub fn parts(&self, help: &Help) -> Vec<Part> {
        let mut parts = Vec::new();
        if let Some(service) = &help.steward {
            parts.extend(self.parts_of(service));
        }
        let RescueTable {
            conversations, dials, ..
        } = self.table;
        parts.extend(help.conversations.iter().map(|month| Part {
            part: "conversation",
            what: None,
            from: *month,
            until: Some(month + 1),
            amount: *conversations.size,
            cost: *conversations.price,
        }));
        parts.extend(help.dials.iter().map(|turn| Part {
            part: "dial",
            what: Some(turn.dial.name().to_owned()),
            from: turn.month,
            until: None,
            amount: turn.value,
            cost: *dials.price * rounded((turn.value - turn.before).abs()),
        }));
        parts
    }

    fn parts_of(&self, service: &Service) -> Vec<Part> {
        let steward = &self.table.steward;
        let months = f64::from(service.months());
        let part = |part, what: &str, amount, a_month: f64| Part {
            part,
            what: Some(what.to_owned()),
            from: service.from,
            until: Some(service.until),
            amount,
            cost: rounded(months * a_month),
        };
        let presence = part(
            "steward",
            &steward.role,
            service.focus_in_all(),
            *steward.price_per_month,
        );
        let focus = service.focus.iter().map(|(quality, attention)| {
            part(
                "focus",
                quality.name(),
                *attention,
                attention * *steward.price_per_focus,
            )
        });
        std::iter::once(presence).chain(focus).collect()
    }

    fn axes(&self) -> Levels {
        let RescueTable {
            steward,
            conversations,
            dials,
            ..
        } = self.table;
        let steps = |from: u32| self.file.months.saturating_sub(self.month(from, 0)).div_ceil(self.step);
        let last = |from: u32| steps(from).saturating_sub(1);
        let each = (*steward.focus_each * f64::from(TENTHS) + 1e-9) as u32;
        let focus = Quality::ALL.map(|quality| if steward.qualities.contains(&quality) { each } else { 0 });
        let is_there = |there: bool, levels: u32| if there { levels } else { 0 };
        let is_left = |from: u32| steps(from) > 0;
        let first = [steward.from, conversations.from, dials.from].map(last);
        let mut axes = vec![first.into_iter().max().unwrap_or_default(), last(steward.from)];
        axes.push(is_there(steward.enabled, steps(steward.from)));
        axes.extend(focus);
        axes.push(is_there(is_left(conversations.from), conversations.most));
        axes.extend([last(conversations.from), WIDEST_GAP / self.step - 1, last(dials.from)]);
        axes.extend(dials.which.iter().map(|_| is_there(is_left(dials.from), TENTHS + 1)));
        axes
    }

    fn service(&self, plan: &Levels) -> Service {
        let from = self.month(self.table.steward.from, plan[START] + plan[COMES]);
        let focus = Quality::ALL.into_iter().zip(&plan[FOCUS..COUNT]);
        Service {
            from,
            until: (from + self.step * plan[LENGTH]).min(self.file.months),
            focus: focus
                .filter(|(_, level)| **level > 0)
                .map(|(quality, level)| (quality, tenths(*level)))
                .collect(),
        }
    }

    fn conversations(&self, plan: &Levels) -> Vec<u32> {
        let first = self.month(self.table.conversations.from, plan[START] + plan[FIRST]);
        let gap = self.step * (plan[GAP] + 1);
        let months = (0..plan[COUNT]).map(|number| first + number * gap);
        months.take_while(|month| *month < self.file.months).collect()
    }

    fn month(&self, from: u32, level: u32) -> u32 {
        self.table.from.max(from) + self.delay + self.step * level
    }

    /// Where a dial stands in the file.
    fn stands_at(&self, dial: Dial) -> f64 {
        let dials = &self.file.dials;
        match dial {
            Dial::Control => *dials.control,
            Dial::Process => *dials.process,
            Dial::Agility => *dials.agility,
            Dial::Diligence => *dials.diligence,
            Dial::Challenge => *self.file.alliance.challenge,
        }
    }

    fn focus_in_all(&self) -> f64 {
        *self
            .table
            .steward
            .focus_in_all
            .unwrap_or(self.file.leadership.focus_budget)
    }

    fn is_too_much_focus(&self, plan: &Levels) -> bool {
        tenths(plan[FOCUS..COUNT].iter().sum()) > self.focus_in_all() + 1e-9
    }

    /// Everything at 0 that has no effect, and the first help right at the start.
    fn without_idle_parts(&self, mut plan: Levels) -> Levels {
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
        let turned = self.month(self.table.dials.from, plan[START] + plan[TURNED]);
        if turned >= self.file.months || plan[DIALS..].iter().all(|level| *level == 0) {
            plan[TURNED..].fill(0);
        }
        self.begun_at_once(plan)
    }

    /// The same help with no wait between the start and the first of it.
    fn begun_at_once(&self, mut plan: Levels) -> Levels {
        let turns = plan[DIALS..].iter().any(|level| *level > 0);
        let kinds = [(COMES, plan[LENGTH] > 0), (FIRST, plan[COUNT] > 0), (TURNED, turns)];
        let used = || kinds.into_iter().filter(|(_, is_used)| *is_used).map(|(axis, _)| axis);
        let Some(wait) = used().map(|axis| plan[axis]).min() else {
            plan[START] = 0;
            return plan;
        };
        used().for_each(|axis| plan[axis] -= wait);
        plan[START] += wait;
        plan
    }

    fn drawn_service(&self, plan: &mut Levels, draws: &mut Draws) {
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

impl Space for Terms<'_> {
    fn highest(&self) -> &[u32] {
        &self.highest
    }

    fn groups(&self) -> Vec<Range<usize>> {
        vec![START..COMES, COMES..COUNT, COUNT..TURNED, TURNED..self.highest.len()]
    }

    fn settled(&self, mut plan: Levels) -> Option<Levels> {
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

    fn cost(&self, plan: &Levels) -> f64 {
        self.price(&self.help(plan))
    }

    fn drawn(&self, draws: &mut Draws) -> Option<Levels> {
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
        for axis in DIALS..plan.len() {
            if draws.happens(0.25) {
                plan[axis] = draws.below(self.highest[axis] + 1);
            }
        }
        plan[TURNED] = wait(self.highest[TURNED], draws);
        self.settled(plan)
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

/// Without what adding tenths leaves behind.
fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

fn tenths(level: u32) -> f64 {
    f64::from(level) / f64::from(TENTHS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::NonNegative;
    use crate::random::{Chance, Purpose};

    fn plan(set: &[(usize, u32)]) -> Levels {
        let mut plan = vec![0; DIALS + 3];
        set.iter().for_each(|(axis, level)| plan[*axis] = *level);
        plan
    }

    fn settled(set: &[(usize, u32)]) -> Option<Help> {
        let (table, file) = (RescueTable::default(), ScenarioFile::default());
        let terms = Terms::new(&table, &file, 0);
        terms.settled(plan(set)).map(|plan| terms.help(&plan))
    }

    #[test]
    fn the_parts_of_help_add_up_to_its_price() {
        let (table, file) = (RescueTable::default(), ScenarioFile::default());
        let terms = Terms::new(&table, &file, 0);
        let help = settled(&[(LENGTH, 4), (FOCUS, 5), (COUNT, 2), (FIRST, 1), (DIALS, 8)]).unwrap();
        // A year at 1 + 5 · 0.5 a month, two conversations at 10, control from 0.3 to 0.7 at 200.
        assert_eq!(terms.price(&help), 42.0 + 20.0 + 80.0);
        let parts: Vec<(&str, u32, f64)> = terms
            .parts(&help)
            .iter()
            .map(|part| (part.part, part.from, part.cost))
            .collect();
        let conversation = |from| ("conversation", from, 10.0);
        let all = [
            ("steward", 0, 12.0),
            ("focus", 0, 30.0),
            conversation(3),
            conversation(6),
            ("dial", 0, 80.0),
        ];
        assert_eq!(parts, all);
    }

    #[test]
    fn what_has_no_effect_is_no_part_of_a_plan() {
        assert_eq!(
            settled(&[(LENGTH, 4)]),
            Some(Help::default()),
            "nobody is hired for nothing"
        );
        assert_eq!(settled(&[(FOCUS, 4)]), Some(Help::default()), "nor for no time");
        assert_eq!(
            settled(&[(DIALS, 4)]),
            Some(Help::default()),
            "control is at 0.3 already"
        );
        assert_eq!(
            settled(&[(LENGTH, 4), (FOCUS, 10), (FOCUS + 1, 10), (FOCUS + 2, 1)]),
            None,
            "more focus than there is"
        );
    }

    #[test]
    fn later_help_begins_later_and_ends_at_the_horizon() {
        let (table, file) = (
            RescueTable::default(),
            ScenarioFile {
                months: 30,
                ..ScenarioFile::default()
            },
        );
        let terms = Terms::new(&table, &file, 24);
        let help = terms.help(
            &terms
                .settled(plan(&[(LENGTH, 24), (FOCUS, 5), (COUNT, 3), (GAP, 2)]))
                .unwrap(),
        );
        let service = help.steward.unwrap();
        assert_eq!((service.from, service.until), (24, 30));
        assert_eq!(help.conversations, [24, 27]);
    }

    #[test]
    fn no_plan_costs_more_than_the_budget() {
        let table = RescueTable {
            budget: Some(NonNegative::fixed(15.0)),
            ..RescueTable::default()
        };
        let file = ScenarioFile::default();
        let terms = Terms::new(&table, &file, 0);
        assert!(terms.settled(plan(&[(COUNT, 2)])).is_none());
        assert!(terms.settled(plan(&[(COUNT, 1)])).is_some());
    }

    proptest! {
        #[test]
        fn a_settled_plan_stays_as_it_is_and_means_the_same_however_it_was_written(seed in 0_u32..1000, delay in 0_u32..140) {
            let (table, file) = (RescueTable::default(), ScenarioFile::default());
            let terms = Terms::new(&table, &file, delay);
            let mut draws = Chance::new(1).of(Purpose::named("plans"), 0).at(seed, 0);
            if let Some(plan) = terms.drawn(&mut draws) {
                prop_assert_eq!(terms.settled(plan.clone()), Some(plan.clone()));
                let help = terms.help(&plan);
                let months = help.conversations.iter().chain(help.dials.iter().map(|turn| &turn.month));
                prop_assert!(months.clone().all(|month| (delay..file.months).contains(month)));
                prop_assert!(help.steward.is_none_or(|service| service.from >= delay && service.until <= file.months));
            }
        }
    }
}
