//! Help in words.

use alliance_prose::numbers::{fixed, per_cent, per_cent_to, trimmed};
use alliance_prose::{capital, lists, months};

use super::counted::{Counted, Reach};
use super::found::{Later, Rescue, RescuePlan};
use super::help::{Help, Once, Service};
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::scenario::file::RescueTable;

/// How an answer is told.
#[derive(Debug, Clone)]
pub(super) struct Wording<'a> {
    /// What help there was.
    pub table: &'a RescueTable,
    /// The share that was to be reached, 0…1, if there was one.
    pub target: Option<f64>,
    /// The months that alliances could live.
    pub months: u32,
    /// The arm, where it is not the scenario as written.
    pub arm: Option<&'a str>,
}

impl Wording<'_> {
    /// What alliances do that is counted: `last 10 years`, `thrive after 10 years`.
    pub(super) fn event(&self) -> String {
        let span = months::in_words(self.months);
        match self.table.goal {
            Goal::Survival => format!("last {span}"),
            Goal::Thriving => format!("thrive after {span}"),
        }
    }

    /// What was found, in a few sentences of which the first can be quoted by itself.
    pub(super) fn answer(&self, rescue: &Rescue) -> String {
        let plan = rescue.plan();
        let mut lines = vec![self.sentence(rescue)];
        lines.extend(self.parts(&plan.help).into_iter().map(|part| format!("  {part}")));
        lines.extend([String::new(), self.evidence(rescue)]);
        lines.extend(gap(plan));
        lines.push(String::new());
        lines.extend(self.choices(rescue));
        let later = rescue.later.iter().filter(|_| !plan.help.is_nothing());
        lines.extend(later.map(|later| self.later(later)));
        lines.join("\n").trim_end().to_owned()
    }

    /// What other plans cost and bring, in a line each.
    fn choices(&self, rescue: &Rescue) -> Vec<String> {
        let costs = rescue.plans.iter().map(|plan| trimmed(plan.cost, 2));
        let costs: Vec<String> = std::iter::once(self.table.unit.clone()).chain(costs).collect();
        let width = costs.iter().map(|cost| cost.chars().count()).max().unwrap_or_default();
        let event = capital(&self.event());
        let brings = rescue.plans.iter().enumerate().map(|(number, plan)| {
            let taken = if number == rescue.taken { "  <- taken" } else { "" };
            short(&plan.fresh) + taken
        });
        let lines = costs.iter().zip(std::iter::once(event).chain(brings));
        let mut lines: Vec<String> = lines
            .map(|(cost, brings)| format!("{cost:>width$}  {brings}"))
            .collect();
        lines.push(String::new());
        lines
    }

    fn later(&self, later: &Later) -> String {
        let then = self.then(later.reach, &later.cheapest);
        format!(
            "{} months later the same help brings {}; {then}.",
            later.months,
            short(&later.same.fresh)
        )
    }

    /// What to do and what it brings, in one sentence.
    pub(super) fn sentence(&self, rescue: &Rescue) -> String {
        let arm = self.arm.map(|arm| format!("with \u{2018}{arm}\u{2019}, "));
        let plan = rescue.plan();
        let found = match plan.help.is_nothing() {
            true => self.without_help(rescue),
            false => self.with_help(rescue.reach, plan, rescue.without_help()),
        };
        capital(&(arm.unwrap_or_default() + &found))
    }

    fn without_help(&self, rescue: &Rescue) -> String {
        let (brings, event) = (of_100(&rescue.plan().fresh), self.event());
        let found = match rescue.reach {
            Reach::Target => "no help is needed",
            Reach::LessThanTarget | Reach::Best => "nothing that was tried helps",
        };
        format!("{found}: {brings} of 100 alliances {event} as they are.")
    }

    fn with_help(&self, reach: Reach, plan: &RescuePlan, without: &RescuePlan) -> String {
        let (cost, event) = (self.amount(plan.cost), self.event());
        let (brings, without) = (of_100(&plan.fresh), of_100(&without.fresh));
        match reach {
            Reach::Target => {
                format!("help for {cost} would do: {brings} of 100 alliances {event}, instead of {without}.")
            }
            Reach::Best => format!(
                "the best help within the budget costs {cost}: {brings} of 100 alliances {event}, instead of {without}."
            ),
            Reach::LessThanTarget => {
                let target = self.target.unwrap_or(1.0);
                let wanted = trimmed(100.0 * target, 2);
                match plan.fresh.share() < target {
                    true => format!(
                        "nothing that was tried makes {wanted} of 100 alliances {event}; the best comes to {brings} instead of {without}, for {cost}."
                    ),
                    false => format!(
                        "nothing that was tried is sure to make {wanted} of 100 alliances {event}; the best came to {brings} in fresh worlds, \
                         instead of {without}, for {cost}, but not with a standard error to spare in those in which it was chosen; more --runs tell."
                    ),
                }
            }
        }
    }

    /// What help consists of, part by part.
    pub(super) fn parts(&self, help: &Help) -> Vec<String> {
        let steward = help.steward.as_ref().map(|service| self.service(service));
        let conversations = match help.conversations.as_slice() {
            [] => None,
            [month] => Some(format!("an open conversation in month {month}")),
            months => Some(format!(
                "{} open conversations, in months {}",
                months.len(),
                lists::and(&months.iter().map(u32::to_string).collect::<Vec<_>>())
            )),
        };
        let step = |what: &str, step: Option<Once>| {
            let Once { month, size } = step?;
            Some(format!("{what} of size {size} in month {month}"))
        };
        let agreement = step("an agreement on roles and rules", help.agreement);
        let story = step("a story of the common goal", help.story);
        let dials = help.dials.iter().map(|turn| {
            format!(
                "{} from {} to {} in month {}",
                turn.dial.name(),
                turn.before,
                turn.value,
                turn.month
            )
        });
        let once = agreement.into_iter().chain(story);
        steward
            .into_iter()
            .chain(conversations)
            .chain(once)
            .chain(dials)
            .collect()
    }

    fn service(&self, service: &Service) -> String {
        let focus = service.focus.iter();
        let focus = focus.map(|(quality, attention)| format!("{} {attention}", quality.name().replace('_', " ")));
        format!(
            "the {} from month {} until month {} ({}), with attention for {}",
            self.table.steward.role,
            service.from,
            service.until,
            months::in_words(service.months()),
            focus.collect::<Vec<_>>().join(", ")
        )
    }

    /// What came of it in worlds of their own, with how sure that is.
    fn evidence(&self, rescue: &Rescue) -> String {
        let (plan, event) = (rescue.plan(), self.event());
        let told = format!("In {} fresh worlds {} {event}", plan.fresh.runs, share(&plan.fresh));
        let without = match plan.help.is_nothing() {
            true => String::new(),
            false => format!("; without help it is {}", share(&rescue.without_help().fresh)),
        };
        format!("{told}{without}.{}", self.shortfall(rescue))
    }

    /// What is to be said where the fresh worlds do not keep what the check promised.
    fn shortfall(&self, rescue: &Rescue) -> String {
        let fresh = &rescue.plan().fresh;
        let promised = self.target.filter(|_| rescue.reach == Reach::Target);
        match promised.filter(|target| fresh.share() < *target) {
            None => String::new(),
            Some(target) if fresh.interval().high >= target => {
                format!(
                    " That is less than the {} that were wanted, by no more than chance explains.",
                    wanted(target)
                )
            }
            Some(target) => format!(
                " That is less than the {} that were wanted, by more than chance explains: take the next plan, or try more --runs and --fresh.",
                wanted(target)
            ),
        }
    }

    fn then(&self, reach: Reach, plan: &RescuePlan) -> String {
        let (cost, share) = (self.amount(plan.cost), short(&plan.fresh));
        match (reach, self.target) {
            (Reach::Target, Some(target)) => format!("{} then takes {cost}, which brings {share}", wanted(target)),
            (Reach::LessThanTarget, Some(target)) => {
                let is_short = match plan.fresh.share() < target {
                    true => "reaches",
                    false => "is sure to reach",
                };
                format!(
                    "nothing that was tried then {is_short} {}; the best brings {share}, for {cost}",
                    wanted(target)
                )
            }
            _ => format!("the best then brings {share}, for {cost}"),
        }
    }

    /// An amount in the table's unit.
    pub(super) fn amount(&self, cost: f64) -> String {
        format!("{} {}", trimmed(cost, 2), self.table.unit)
    }
}

/// How much of what the search saw was luck.
fn gap(plan: &RescuePlan) -> Option<String> {
    let (search, check) = (plan.search?, plan.check?);
    Some(format!(
        "The search had said {} from {} worlds; the check by which the plan was taken {} from {}.",
        per_cent_to(search.share(), 1),
        search.runs,
        per_cent_to(check.share(), 1),
        check.runs
    ))
}

/// A share of 100.
fn of_100(counted: &Counted) -> String {
    fixed(100.0 * counted.share(), 0)
}

/// A share that was asked for, with as many decimals as it needs.
fn wanted(share: f64) -> String {
    format!("{} %", trimmed(100.0 * share, 2))
}

fn share(counted: &Counted) -> String {
    let interval = counted.interval().scaled(100.0).told(1);
    format!("{} (95 % interval {interval})", per_cent_to(counted.share(), 1))
}

/// A share with its 95 % interval, in per cent.
fn short(counted: &Counted) -> String {
    let interval = counted.interval().scaled(100.0).told(0);
    format!("{} ({interval})", per_cent(counted.share()))
}
