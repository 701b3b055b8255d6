//! On which terms help can be had: what there is, when, and what it costs.

use super::axes::{
    AGREED, AGREEMENT, COMES, COUNT, DIALS, FIRST, FOCUS, GAP, LENGTH, START, STORY, TENTHS, TOLD, TURNED, rounded,
    tenths,
};
use super::help::{DialTurn, Help, HelpPart, Once, Service};
use super::space::PlanLevels;
use alliance_dynamics::alliance::Share;
use alliance_dynamics::mechanisms::{Dial, Quality};
use alliance_dynamics::scenario::file::{RescueTable, ScenarioFile};

/// How many tenths there are in a share.
fn tenths_in(share: Share) -> u32 {
    (*share * f64::from(TENTHS) + 1e-9) as u32
}

/// The most months from one conversation to the next.
const WIDEST_GAP: u32 = 12;

/// What help there is for a scenario when it comes no earlier than it can.
///
/// Months come in steps: one month where alliances live for at most four years, two up to eight, three up to fifteen, six beyond.
/// Attention, sizes and dials come in tenths.
#[derive(Debug, Clone)]
pub struct Terms<'a> {
    pub(super) table: &'a RescueTable,
    pub(super) file: &'a ScenarioFile,
    /// Months that all help comes later than it might.
    delay: u32,
    step: u32,
    pub(super) highest: PlanLevels,
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
    pub fn help(&self, plan: &PlanLevels) -> Help {
        let turned = self.month(self.table.dials.from, plan[START] + plan[TURNED]);
        let dials = plan[DIALS..].iter().zip(&self.table.dials.which);
        Help {
            steward: (plan[LENGTH] > 0).then(|| self.service(plan)),
            conversations: self.conversations(plan),
            agreement: self.step(plan, AGREEMENT),
            story: self.step(plan, STORY),
            dials: dials
                .filter(|(level, _)| **level > 0)
                .map(|(level, dial)| DialTurn {
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
    /// A steward: months × price of a month; a quality: months × attention × price of focus; a conversation: its price; an agreement
    /// or a story: its size × its price; a dial: how far it is turned × (price + months from then to the horizon × price of a month).
    #[must_use]
    pub fn parts(&self, help: &Help) -> Vec<HelpPart> {
        let mut parts = Vec::new();
        if let Some(service) = &help.steward {
            parts.extend(self.parts_of(service));
        }
        let RescueTable {
            conversations,
            agreement,
            story,
            ..
        } = self.table;
        parts.extend(help.conversations.iter().map(|month| HelpPart {
            part: "conversation",
            what: None,
            from: *month,
            until: Some(month + 1),
            amount: *conversations.size,
            cost: *conversations.price,
        }));
        let steps = [
            ("agreement", help.agreement, agreement.price),
            ("story", help.story, story.price),
        ];
        parts.extend(steps.into_iter().filter_map(|(part, step, price)| {
            let Once { month, size } = step?;
            Some(HelpPart {
                part,
                what: None,
                from: month,
                until: None,
                amount: size,
                cost: rounded(size * *price),
            })
        }));
        parts.extend(help.dials.iter().map(|turn| HelpPart {
            part: "dial",
            what: Some(turn.dial.name().to_owned()),
            from: turn.month,
            until: Some(self.file.months),
            amount: turn.value,
            cost: rounded(rounded((turn.value - turn.before).abs()) * self.price_of_a_dial(turn.month)),
        }));
        parts
    }

    /// What it costs to turn a dial by 1.0 in this month and to hold it there to the horizon.
    fn price_of_a_dial(&self, month: u32) -> f64 {
        self.table.dials.price_for(self.file.months.saturating_sub(month))
    }

    fn parts_of(&self, service: &Service) -> Vec<HelpPart> {
        let steward = &self.table.steward;
        let months = f64::from(service.months());
        let part = |part, what: &str, amount, a_month: f64| HelpPart {
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

    fn axes(&self) -> PlanLevels {
        let RescueTable {
            steward,
            conversations,
            agreement,
            story,
            dials,
            ..
        } = self.table;
        let steps = |from: u32| self.file.months.saturating_sub(self.month(from, 0)).div_ceil(self.step);
        let last = |from: u32| steps(from).saturating_sub(1);
        let each = tenths_in(steward.focus_each);
        let focus = Quality::ALL.map(|quality| if steward.qualities.contains(&quality) { each } else { 0 });
        let starts = [steward.from, conversations.from, agreement.from, story.from, dials.from].map(last);
        let length = if steward.enabled { steps(steward.from) } else { 0 };
        let mut axes = vec![starts.into_iter().max().unwrap_or_default(), last(steward.from), length];
        axes.extend(focus);
        axes.extend([conversations.most, last(conversations.from), WIDEST_GAP / self.step - 1]);
        for once in [agreement, story] {
            axes.extend([tenths_in(once.largest), last(once.from)]);
        }
        axes.push(last(dials.from));
        axes.extend(dials.which.iter().map(|_| TENTHS + 1));
        axes
    }

    fn service(&self, plan: &PlanLevels) -> Service {
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

    pub(super) fn conversations(&self, plan: &PlanLevels) -> Vec<u32> {
        let first = self.month(self.table.conversations.from, plan[START] + plan[FIRST]);
        let gap = self.step * (plan[GAP] + 1);
        let months = (0..plan[COUNT]).map(|number| first + number * gap);
        months.take_while(|month| *month < self.file.months).collect()
    }

    /// The agreement or the story of a plan, by the axis of its size, where there is time for it.
    pub(super) fn step(&self, plan: &PlanLevels, axis: usize) -> Option<Once> {
        let (table, wait) = if axis == AGREEMENT {
            (&self.table.agreement, AGREED)
        } else {
            (&self.table.story, TOLD)
        };
        let month = self.month(table.from, plan[START] + plan[wait]);
        let size = tenths(plan[axis]);
        (size > 0.0 && month < self.file.months).then_some(Once { month, size })
    }

    pub(super) fn month(&self, from: u32, level: u32) -> u32 {
        self.table.from.max(from) + self.delay + self.step * level
    }

    /// Where a dial stands in the file.
    pub(super) fn stands_at(&self, dial: Dial) -> f64 {
        let dials = &self.file.dials;
        match dial {
            Dial::Control => *dials.control,
            Dial::Process => *dials.process,
            Dial::Agility => *dials.agility,
            Dial::Diligence => *dials.diligence,
            Dial::Challenge => *self.file.alliance.challenge,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rescue::Space;
    use alliance_dynamics::alliance::NonNegative;
    use alliance_dynamics::random::{Chance, Purpose};

    fn plan(set: &[(usize, u32)]) -> PlanLevels {
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
        let help = settled(&[
            (LENGTH, 4),
            (FOCUS, 5),
            (COUNT, 2),
            (FIRST, 1),
            (AGREEMENT, 4),
            (STORY, 5),
            (TOLD, 2),
            (DIALS, 8),
        ])
        .unwrap();
        // A year at 1 + 5 · 0.5 a month, two conversations at 10, 0.4 of an agreement and 0.5 of a story at 30, control from
        // 0.3 to 0.7 for 120 months at 1.7.
        assert_eq!(terms.price(&help), 42.0 + 20.0 + 12.0 + 15.0 + 81.6);
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
            ("agreement", 0, 12.0),
            ("story", 6, 15.0),
            ("dial", 0, 81.6),
        ];
        assert_eq!(parts, all);
    }

    #[test]
    fn a_dial_is_paid_while_it_is_held_unless_the_table_has_a_price_for_turning_it() {
        let file = ScenarioFile::default();
        let cost = |once: Option<f64>, a_month: Option<f64>, wait: u32| {
            let price = |price: Option<f64>| price.map(NonNegative::fixed);
            let mut table = RescueTable::default();
            (table.dials.price, table.dials.price_per_month) = (price(once), price(a_month));
            let terms = Terms::new(&table, &file, 0);
            let parts = terms.parts(&terms.help(&plan(&[(DIALS, 8), (TURNED, wait)])));
            (parts[0].cost, parts[0].from, parts[0].until)
        };
        assert_eq!(cost(None, None, 0), (81.6, 0, Some(120)));
        assert_eq!(cost(None, None, 20), (40.8, 60, Some(120)));
        assert_eq!(
            cost(Some(200.0), None, 20),
            (80.0, 60, Some(120)),
            "once, as files of before mean it"
        );
        assert_eq!(cost(Some(10.0), Some(1.0), 0), (52.0, 0, Some(120)));
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
                let steps = [help.agreement, help.story];
                prop_assert!(steps.iter().flatten().all(|step| (delay..file.months).contains(&step.month)));
                prop_assert!(help.steward.is_none_or(|service| service.from >= delay && service.until <= file.months));
            }
        }
    }
}
